from django.apps import AppConfig

from qingshan.kit.words import tr


class ApiConfig(AppConfig):
    name = "qingshan.api"
    label = "api"
    verbose_name = tr("接口")

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds({"make_token": tr("要接口令牌"), "revoke_token": tr("收回接口令牌")})
