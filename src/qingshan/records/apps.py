from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    name = "qingshan.records"
    label = "records"
    verbose_name = "记录"

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds(
            {
                "record_deed": "记一笔",
                "change_record": "改记录",
                "withdraw_record": "撤回记录",
                "add_evidence": "放佐证材料",
                "remove_evidence": "拿掉佐证材料",
            }
        )
        autodiscover_modules("counted")
        autodiscover_modules("coming")
