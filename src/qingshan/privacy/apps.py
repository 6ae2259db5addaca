from django.apps import AppConfig

from qingshan.kit.words import tr


class PrivacyConfig(AppConfig):
    name = "qingshan.privacy"
    label = "privacy"
    verbose_name = tr("个人信息")

    def ready(self) -> None:
        from qingshan.privacy import trail

        trail.follow()
