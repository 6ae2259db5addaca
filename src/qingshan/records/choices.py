"""Naming a child on an entry sheet: picked from a short list, or written and found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Student

PICKED_AT_MOST = 60  # more names than that are searched for, not scrolled through
NAMED_AT_MOST = 6


class ChildField(forms.Field):
    """Gives a `Student` among `children`.

    Up to `PICKED_AT_MOST` children are a list to pick from; of more, one writes the name, pinyin
    initials or the 学籍号, and is told whom that could mean.
    """

    def __init__(self, children: QuerySet[Student], **kwargs: Any) -> None:
        self.children = children.order_by(
            "school_class__grade_number", "school_class__code", "number"
        )
        listed = list(
            self.children.values_list("pk", "name", "school_class__name")[: PICKED_AT_MOST + 1]
        )
        self.searched = len(listed) > PICKED_AT_MOST
        self.nobody = not listed
        if self.searched:
            kwargs["widget"] = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 50})
            kwargs.setdefault("help_text", "写姓名、拼音首字母或学籍号。")
        else:
            names = [(pk, f"{name}　{room}") for pk, name, room in listed]
            kwargs["widget"] = forms.Select(choices=[("", "请选择"), *names])
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if self.searched and isinstance(value, int):
            return self.children.filter(pk=value).values_list("number", flat=True).first() or ""
        return value

    def clean(self, value: Any) -> Student | None:
        text = str(value or "").replace("\0", "").strip()[:50]
        if not text:
            super().clean("")
            return None
        if not self.searched:
            picked = self.children.filter(pk=int(text)).first() if _is_whole(text) else None
            if picked is None:
                raise forms.ValidationError("请从列表里选一个孩子。")
            return picked
        return self._found(text)

    def _found(self, text: str) -> Student:
        exact = list(self.children.filter(number__iexact=text)[:1])
        same_name = exact or list(self.children.filter(name=text)[:NAMED_AT_MOST])
        found = same_name or list(
            self.children.filter(search_key__icontains=text.lower())[:NAMED_AT_MOST]
        )
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(f"没有找到“{text}”，请核对姓名或学籍号。")
        named = "、".join(f"{child.name}（{child.grade} {child.number}）" for child in found)
        raise forms.ValidationError(f"“{text}”可能是：{named}。请写学籍号。")


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
