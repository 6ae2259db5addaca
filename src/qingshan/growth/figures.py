"""Figures of growth: the titles that special-post teachers have won."""

from __future__ import annotations

from django.db.models import Q

from qingshan.growth.models import Title
from qingshan.growth.visibility import titles_visible_to
from qingshan.kit.figures import Figure, Page, Source, on_or_before
from qingshan.kit.measures import Distinct
from qingshan.people.figures import STAFF, YOUNG_TEACHERS
from qingshan.people.models import Staff

TITLES = Source(
    title="称号",
    model=Title,
    owner="school",
    number="pk",
    date="awarded_on",
    by=on_or_before("awarded_on"),
    reads=("title", "level", "staff", "staff__name"),
    search=("title", "staff__search_key"),
    label=lambda cells: f"{cells['staff__name']} · {cells['title']}",
    visible=titles_visible_to,
    page=lambda cells: Page("people:staff_member", cells["staff"]),
)


def _holders(key: str, title: str) -> Figure:
    return Figure(
        key=f"staff.special_post.{key}",
        title=f"特岗教师中的{title}",
        unit="人",
        definition=f"统计日前（含当日）取得“{title}”称号的特岗教师，一人计一次。",
        chapter=YOUNG_TEACHERS,
        source=TITLES,
        measure=Distinct("staff"),
        people=STAFF,
        where=Q(title=title, staff__post=Staff.Post.SPECIAL),
    )


FIGURES = (
    _holders("district_backbone", "区级骨干教师"),
    _holders("city_expert", "市教学能手"),
    _holders("congress_delegate", "区人大代表"),
)
