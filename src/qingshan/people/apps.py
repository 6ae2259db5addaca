from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "qingshan.people"
    label = "people"
    verbose_name = "人员"
