from django.apps import AppConfig
from django.db.models.signals import post_migrate

from qingshan.kit.words import tr


class SchoolConfig(AppConfig):
    name = "qingshan.school"
    label = "school"
    verbose_name = tr("学校")

    def ready(self) -> None:
        from qingshan.school import trail
        from qingshan.school.walling import put_up_walls

        trail.follow()
        post_migrate.connect(lambda **_: put_up_walls(), sender=self, weak=False)
