"""What moral education is about: the five themes (五大主题), and the five that all deeds carry."""

from django.db import models

from qingshan.kit.words import tr


class Theme(models.TextChoices):
    """五大主题教育."""

    LIFE = "life", tr("生命")
    RESOLVE = "resolve", tr("励志")
    MANNERS = "manners", tr("礼仪")
    GRATITUDE = "gratitude", tr("感恩")
    HEART = "heart", tr("心灵")


class Five(models.TextChoices):
    """五成教育, each by the word that `records.kinds.FIVES` knows it by."""

    SPORT = tr("运动"), tr("运动成习惯")
    SCIENCE = tr("科学"), tr("科学成信仰")
    READING = tr("读书"), tr("读书成爱好")
    MANNERS = tr("文明"), tr("文明成品质")
    DREAMS = tr("梦想"), tr("梦想成力量")
