from django.apps import AppConfig

from qingshan.kit.words import tr


class AccessConfig(AppConfig):
    name = "qingshan.access"
    label = "access"
    verbose_name = tr("账号与权限")

    def ready(self) -> None:
        from qingshan.access import trail

        trail.follow()
