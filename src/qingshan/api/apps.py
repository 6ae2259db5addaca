from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "qingshan.api"
    label = "api"
    verbose_name = "接口"

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds({"make_token": "要接口令牌", "revoke_token": "收回接口令牌"})
