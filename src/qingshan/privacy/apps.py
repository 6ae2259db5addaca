from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "qingshan.privacy"
    label = "privacy"
    verbose_name = "个人信息"

    def ready(self) -> None:
        from qingshan.privacy import trail

        trail.follow()
