"""A course under way: who was not there, what was shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qingshan.character.courses.meeting import hold_session, session_on, show_work
from qingshan.character.courses.queries import children_of, own_offering
from qingshan.character.models import CourseAbsence
from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Student
from qingshan.people.visibility import staff_of
from qingshan.records.fields import PhotosField
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from django.db.models import QuerySet

REASONS = CourseAbsence.Reason


class SessionForm(forms.Form):
    """Everyone is there but those who are ticked."""

    def __init__(
        self, data: Any = None, *, children: list[Student], held: dict[int, str], title: str
    ) -> None:
        super().__init__(data, initial={"title": title})
        self.children = children
        for child in children:
            reason = held.get(child.pk)
            self.fields[f"absent_{child.pk}"] = forms.BooleanField(
                required=False, initial=reason is not None, label=child.name
            )
            self.fields[f"reason_{child.pk}"] = forms.ChoiceField(
                required=False,
                choices=REASONS.choices,
                initial=reason or REASONS.UNEXPLAINED,
                label=tr("{child}没来的原因").format(child=child.name),
                error_messages={"invalid_choice": tr("请从列出的原因里选一种。")},
            )
        self.fields["title"] = CellField(
            Text(100), label=tr("上了什么"), widget=forms.TextInput, help_text=tr("一句话就够。")
        )

    @property
    def tiles(self) -> list[tuple[Student, forms.BoundField, forms.BoundField]]:
        return [(c, self[f"absent_{c.pk}"], self[f"reason_{c.pk}"]) for c in self.children]

    @property
    def absent(self) -> dict[int, str]:
        told = self.cleaned_data
        return {
            child.pk: told[f"reason_{child.pk}"] or REASONS.UNEXPLAINED
            for child in self.children
            if told[f"absent_{child.pk}"]
        }


class ShowingForm(forms.Form):
    """What was shown: by the course, or one child's piece."""

    title = CellField(
        Text(100), label=tr("展示了什么"), missing=tr("请写展示了什么。"), widget=forms.TextInput
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, children: QuerySet[Student], today: date
    ) -> None:
        super().__init__(data, files, initial={"date": today})
        self.today = today
        self.fields["student"] = PersonField(
            children,
            about="school_class__name",
            who=tr("个孩子"),
            label=tr("哪个孩子的作品"),
            required=False,
            help_text=tr("全班一起展示的就空着。"),
        )
        self.fields["content"] = forms.CharField(
            label=tr("说几句"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": tr("最多写 2000 个字。")},
        )
        self.fields["evidence"] = PhotosField()
        self.fields["date"] = DayField(label=tr("哪一天"), missing=tr("请写哪一天。"))

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day > self.today:
            raise forms.ValidationError(tr("这一天还没有到。"))
        return day


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def session(request: MemberRequest, pk: int, day: str) -> HttpResponse:
    """A meeting of one's course on a day."""
    offering = own_offering(request.member, pk)
    when = _day(day)
    if when is None or when > request.member.today or not offering.term.covers(when):
        raise Http404
    if staff_of(request.member) is None:
        return render(request, "records/not_on_the_staff.html")
    held = session_on(offering, when)
    children = list(children_of(offering, when).select_related("school_class"))
    reasons = CourseAbsence.objects.filter(session=held).values_list("student", "reason")
    before = held.record.title.partition("：")[2] if held else ""
    form = SessionForm(
        request.POST or None,
        children=children,
        held=dict(reasons) if held else {},
        title=before,
    )
    if request.method == "POST" and form.is_valid():
        hold_session(
            actor=request.member,
            offering=offering,
            day=when,
            absent=form.absent,
            title=form.cleaned_data["title"],
        )
        missing = sum(reason != REASONS.LATE for reason in form.absent.values())
        told = tr("没来 {missing} 个").format(missing=missing) if missing else tr("全到")
        messages.success(
            request,
            tr("记下了：{course}，{children} 个孩子，{told}。").format(
                course=offering.course.name, children=len(children), told=told
            ),
        )
        return redirect("character:offering", pk)
    usual = when.isoweekday() in offering.slot.days
    context = {"offering": offering, "form": form, "day": when, "held": held, "usual": usual}
    return render(request, "character/session.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_required
def showing_new(request: MemberRequest, pk: int) -> HttpResponse:
    """A showing of the course, or one child's piece, with photographs."""
    offering = own_offering(request.member, pk)
    if staff_of(request.member) is None:
        return render(request, "records/not_on_the_staff.html")
    form = ShowingForm(
        request.POST or None,
        request.FILES or None,
        children=children_of(offering, request.member.today),
        today=request.member.today,
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        show_work(
            actor=request.member,
            offering=offering,
            day=told["date"],
            title=told["title"],
            content=told["content"],
            student=told["student"],
            evidence=told["evidence"],
        )
        whose = (
            tr("{name}的作品").format(name=told["student"].name) if told["student"] else tr("展示")
        )
        messages.success(
            request, tr("记下了{whose}，也在课程和孩子的特长页上。").format(whose=whose)
        )
        return redirect("character:offering", pk)
    context = {"offering": offering, "form": form}
    status = 422 if form.errors else 200
    return render(request, "character/showing_form.html", context, status=status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
