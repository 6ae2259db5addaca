"""What stands on the pattern page: a form with a field of each sort, a table in each state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from qingshan.kit.combobox import Combobox, Offer
from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = "一个很长很长的名字：青山镇学校“百名教师进百家”家访活动第三次集中走访，2026年11月"
SENT = {
    "text": LONG,
    "sides": "a",
    "day": "13月",
    "chosen": "31",
    "child": "没有这个人",
    "words": LONG * 3,
    "many": ["b"],
}
"""Filled by somebody in a hurry: a day that is none, a field left out, nobody of that name."""


class PatternForm(forms.Form):
    """One field of each sort, some of them filled wrongly."""

    text = forms.CharField(label="题目", help_text="一句话就够")
    empty = forms.CharField(label="没填的")
    day = forms.DateField(label="哪一天", widget=forms.DateInput(attrs={"type": "date"}))
    chosen = forms.ChoiceField(label="哪个班", choices=[("", "请选"), ("31", "三年级(1)班")])
    child = forms.CharField(
        label="哪个孩子",
        widget=Combobox(
            [
                Offer("王小宇 0417", "三年级(1)班", "wxy"),
                Offer("冯悦 0522", "三年级(1)班", "fy"),
                Offer(LONG, "四年级(2)班", "c"),
            ],
            50,
        ),
        help_text="写姓名、拼音首字母或编号，再从列表里选。",
    )
    sides = forms.ChoiceField(
        label="哪一方面", choices=[("a", "读书"), ("b", "运动")], widget=forms.RadioSelect
    )
    many = forms.MultipleChoiceField(
        label="和谁一起",
        choices=[("a", "家长"), ("b", "社区"), ("c", LONG)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(label="写几句", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="家长同意拍照", required=False)
    file = forms.FileField(label="照片或文件", required=False)
    fixed = forms.CharField(label="不能改的", disabled=True, initial="三年级(1)班", required=False)
    off = forms.BooleanField(label="不能选的", disabled=True, required=False)

    def clean_child(self) -> str:
        raise forms.ValidationError(f"没有找到“{self.cleaned_data['child']}”，请核对姓名或编号。")


class PatternTable(Table):
    """A table of rows that are written here."""

    caption = "走访"
    columns = (
        Column("who", "孩子"),
        Column("day", "哪天", sort=False),
        Column("words", "说了什么", sort=False, phone="label"),
        Column("times", "几次", end=True),
    )
    search = ("who",)
    search_hint = "姓名或拼音首字母"
    per_page = 2
    empty_title = "还没有走访"
    empty_hint = "去看看一个孩子的家，回来记一笔。"
    filters = (Filter("class", "班级", "who", choices=(("31", "三年级(1)班"),)),)

    def __init__(self, name: str, rows: Sequence[tuple[Any, ...]], asked: str = "") -> None:
        super().__init__(ContentType.objects.none(), QueryDict(asked))
        self._rows = list(rows)
        self.name = name  # type: ignore[misc] # three of them stand on one page

    @property
    def total(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        return self._rows[: self.per]


def tables() -> dict[str, PatternTable]:
    """Full, empty, and narrowed until nothing is left."""
    rows = [
        ("王小宇", "11月2日", "家里都好。", 2),
        ("冯悦", "11月9日", LONG, 1),
        ("郑一", "", "", 0),
    ]
    return {
        "full": PatternTable("full", rows, "sort=who"),
        "empty": PatternTable("empty", ()),
        "nothing": PatternTable("nothing", (), "q=没有这个人"),
    }
