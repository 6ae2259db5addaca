"""Objects of the routes of compared registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qingshan.care.models import RegisterRun
    from tests.cast import Cast

REGISTERS = frozenset({"principal", "student_affairs"})


def a_comparison(cast: Cast) -> list[Any]:
    return [_run(cast).pk]


def a_list_of_a_comparison(cast: Cast) -> list[Any]:
    return [_run(cast).pk, "dropouts"]


def a_row_of_a_list(cast: Cast) -> list[Any]:
    from qingshan.care.models import RegisterRow

    run = _run(cast)
    row = RegisterRow.objects.create(
        school=cast.school,
        run=run,
        listed="dropouts",
        place=1,
        number="1",
        name="王同学",
        cells='{"编号": "1", "姓名": "王同学"}',
    )
    return [row.pk]


def _run(cast: Cast) -> RegisterRun:
    from qingshan.care.models import RegisterRun

    return RegisterRun.objects.create(
        school=cast.school, account=cast.accounts["principal"], state="done"
    )
