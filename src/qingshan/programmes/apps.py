from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.school.models import School


class ProgrammesConfig(AppConfig):
    name = "qingshan.programmes"
    label = "programmes"
    verbose_name = tr("承诺与履职")

    def ready(self) -> None:
        from qingshan.programmes.packs.folder import pack_kinds
        from qingshan.records.kinds import add_kinds_from
        from qingshan.school.signals import calendar_changed

        add_kinds_from(pack_kinds)
        calendar_changed.connect(_lay_anew, dispatch_uid="lay_periods")


def _lay_anew(school: School, **_: Any) -> None:
    from qingshan.programmes.services import lay_periods

    lay_periods(school)
