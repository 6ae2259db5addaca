from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "qingshan.access"
    label = "access"
    verbose_name = "账号与权限"

    def ready(self) -> None:
        from qingshan.access import trail

        trail.follow()
