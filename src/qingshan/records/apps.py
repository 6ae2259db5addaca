from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from qingshan.kit.words import tr


class RecordsConfig(AppConfig):
    name = "qingshan.records"
    label = "records"
    verbose_name = tr("记录")

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds(
            {
                "record_deed": tr("记一笔"),
                "change_record": tr("改记录"),
                "withdraw_record": tr("撤回记录"),
                "add_evidence": tr("放佐证材料"),
                "remove_evidence": tr("拿掉佐证材料"),
            }
        )
        autodiscover_modules("counted")
        autodiscover_modules("coming")
