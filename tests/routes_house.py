"""The addresses of the house itself: signing in, the desk, the school, privacy, workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.route import (
    ELSEWHERE,
    EVERYBODY,
    HEADS,
    HEADS_ANYWHERE,
    POST_ONLY,
    SERVING,
    SIGNED_IN,
    Route,
    first_term,
)

if TYPE_CHECKING:
    from tests.cast import Cast


def a_run(cast: Cast) -> list[Any]:
    """A workbook that was put in and refused; its file is gone, so there is nothing to mark."""
    from qingshan.exchange.models import LoadRun

    run = LoadRun.objects.create(
        school=cast.school,
        account=cast.accounts["administrator"],
        name="school.xlsx",
        state="refused",
        sentence="这不是工作簿。",
    )
    return [run.pk]


ROWS: dict[str, Route] = {
    "account_login": Route(EVERYBODY, special={"stranger": "open"}, **ELSEWHERE),
    "account_logout": Route(SIGNED_IN),
    "account_inactive": Route(EVERYBODY),
    "account_signup": Route(EVERYBODY),
    "account_reset_password": Route(EVERYBODY),
    "account_reauthenticate": Route(SIGNED_IN),
    "account_change_password": Route(SIGNED_IN),
    "mfa_index": Route(SIGNED_IN),
    "mfa_authenticate": Route(SIGNED_IN, **ELSEWHERE),
    "mfa_reauthenticate": Route(SIGNED_IN, **ELSEWHERE),
    "mfa_activate_totp": Route(SIGNED_IN, **ELSEWHERE),
    "mfa_generate_recovery_codes": Route(SIGNED_IN, **ELSEWHERE),
    "mfa_deactivate_totp": Route(frozenset()),
    "mfa_download_recovery_codes": Route(frozenset()),
    "mfa_view_recovery_codes": Route(frozenset()),
    "access:my_account": Route(SIGNED_IN),
    "access:own_password": Route(SIGNED_IN, **ELSEWHERE),
    "access:choose_look": Route(EVERYBODY, **POST_ONLY),
    "access:sign_out_devices": Route(EVERYBODY, **POST_ONLY),
    "access:choose_school": Route(EVERYBODY, **POST_ONLY),
    "kit:patterns": Route(SIGNED_IN),
    "kit:language": Route(EVERYBODY, as_opened="elsewhere"),
    "desk:home": Route(SIGNED_IN, special={"county_officer": "elsewhere"}),
    "desk:overview": Route(SERVING),
    "desk:search": Route(SERVING),
    "desk:tour": Route(frozenset(), special={"stranger": "hidden"}),  # of the demonstration alone
    "desk:tour_station": Route(frozenset(), lambda cast: [1]),
    "desk:tour_end": Route(EVERYBODY, **POST_ONLY),
    "school:audit_list": Route(HEADS_ANYWHERE),
    "school:calendar": Route(SERVING),
    "school:calendar_mark": Route(EVERYBODY, **POST_ONLY),
    "school:term": Route(HEADS | {"student_affairs"}, first_term),
    "school:year_new": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "privacy:home": Route(HEADS_ANYWHERE),
    "privacy:kept": Route(HEADS_ANYWHERE),
    "privacy:left": Route(frozenset({"principal", "student_affairs", "other_school"})),
    "privacy:let_go": Route(EVERYBODY, **POST_ONLY),
    "privacy:person": Route(
        frozenset({"principal", "student_affairs"}), lambda cast: ["child", cast.wang.pk]
    ),
    "privacy:person_erase": Route(
        frozenset({"principal", "student_affairs"}), lambda cast: ["child", cast.wang.pk]
    ),
    "privacy:notice": Route(EVERYBODY, lambda cast: [cast.school.code]),
    "exchange:load_list": Route(HEADS_ANYWHERE),
    "exchange:load_run": Route(HEADS, a_run),
    "exchange:load_begin": Route(EVERYBODY, a_run, **POST_ONLY),
    "exchange:marked_download": Route(frozenset(), a_run),
    "exchange:template_download": Route(HEADS_ANYWHERE),
    "exchange:dump_download": Route(EVERYBODY, **POST_ONLY),
}
