"""What moral education is about: the five themes (五大主题), and the five that all deeds carry."""

from django.db import models


class Theme(models.TextChoices):
    """五大主题教育."""

    LIFE = "life", "生命"
    RESOLVE = "resolve", "励志"
    MANNERS = "manners", "礼仪"
    GRATITUDE = "gratitude", "感恩"
    HEART = "heart", "心灵"


class Five(models.TextChoices):
    """五成教育, each by the word that `records.kinds.FIVES` knows it by."""

    SPORT = "运动", "运动成习惯"
    SCIENCE = "科学", "科学成信仰"
    READING = "读书", "读书成爱好"
    MANNERS = "文明", "文明成品质"
    DREAMS = "梦想", "梦想成力量"
