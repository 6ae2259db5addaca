"""Letters of the week and how they are sent."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="reminders.letters",
        title="每周的信",
        of=Of.STAFF,
        what="提醒的事、往哪里送",
        purpose="提醒",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第八条第二项",
        holder="本人",
        models=(
            "Letter",
            "Delivery",
            "Preference",
            "CalendarFeed",
        ),
        leaves=("reminders.letters",),
        kept="怎么提醒由本人改",
    ),
)

IMPERSONAL = {
    "GroupRobot": "群机器人的地址",
}
