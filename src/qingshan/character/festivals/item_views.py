"""An item of a festival: its time and place, who signs up, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qingshan.character.drops.planning import classes_told
from qingshan.character.festivals import services
from qingshan.character.festivals.forms import ItemForm, ResultsForm, SignForm
from qingshan.character.festivals.queries import festival_seen_by, item_seen_by, signed_of
from qingshan.character.festivals.visibility import (
    ORGANISERS,
    entries_visible_to,
    runs_item,
)
from qingshan.character.models import FestivalEntry, FestivalItem
from qingshan.character.photos.forms import PhotoForm
from qingshan.character.photos.queries import photos_shown
from qingshan.character.photos.views import kept as photo_kept
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import classes_visible_to, students_visible_to
from qingshan.records.services import NotOnTheStaff
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from qingshan.school.models import SchoolClass

NOT_STAFF = tr("这个账号不在教职工里，记不了。请管理员把账号连到您的名字。")
TOO_FEW = tr("已经报上的比这个名额还多。先请几个孩子退出，再改少。")


@require_http_methods(["GET", "POST"])
@office_required(*ORGANISERS)
def item_new(request: MemberRequest, pk: int) -> HttpResponse:
    festival = festival_seen_by(request.member, pk)
    return _item_form(request, FestivalItem(school=festival.school, festival=festival))


@require_http_methods(["GET", "POST"])
@member_required
def item_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = item_seen_by(request.member, pk)
    if not runs_item(request.member, found):
        raise Http404
    return _item_form(request, found)


def _item_form(request: MemberRequest, found: FestivalItem) -> HttpResponse:
    """Time, place and places; what stands in the way is said in a sentence each."""
    form = ItemForm(request.POST or None, school=school_of(request), item=found)
    title = found.title
    if form.is_valid():
        try:
            made = services.keep_item(actor=request.member, item=found, **form.cleaned_data)
        except services.Clash as clash:
            for sentence in clash.sentences:
                form.add_error("date", sentence)
        except services.TooFewPlaces:
            form.add_error("limit", TOO_FEW)
        else:
            messages.success(request, tr("存好了，时间和地点都没有冲突。"))
            return redirect("character:festival_item", made.pk)
    context = {
        "form": form,
        "item": found if found.pk else None,
        "title": title,
        "festival": found.festival,
    }
    status = 422 if form.errors else 200
    return render(request, "character/festivals/item_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member_required
def item(request: MemberRequest, pk: int) -> HttpResponse:
    """Each class with its places; those one may see by name; a POST puts a photograph to it."""
    found = item_seen_by(request.member, pk)
    runs = runs_item(request.member, found)
    rows = list(
        entries_visible_to(request.member)
        .filter(item=found)
        .select_related("student__school_class")
        .order_by("pk")
    )
    children = Student.objects.filter(pk__in=[row.student_id for row in rows])
    form = _photo_form(request, children) if runs and found.record else None
    if request.method == "POST":
        if form is None or found.record is None:
            raise Http404
        if photo_kept(request, form, found.record):
            return redirect("character:festival_item", found.pk)
    context = {
        "item": found,
        "runs": runs,
        "classes": _classes(request, found),
        "seated": [row for row in rows if row.state == FestivalEntry.State.IN],
        "waiting": [row for row in rows if row.state == FestivalEntry.State.WAITING],
        "is_open": _is_open(request, found),
        "photos": photos_shown([found.record]) if found.record else [],
        "form": form,
    }
    status = 422 if form and form.errors else 200
    return render(request, "character/festivals/item.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member_required
def sign(request: MemberRequest, pk: int, class_pk: int) -> HttpResponse:
    """A class signs up at school: its list, ticked."""
    found = item_seen_by(request.member, pk)
    school_class: SchoolClass = get_object_or_404(
        classes_visible_to(request.member),
        pk=class_pk,
        grade_number__range=(found.from_grade, found.to_grade),
    )
    here = students_visible_to(request.member).filter(on_roster(request.member.today))
    children = here.filter(school_class=school_class)
    seen = {child.pk: child for child in children.order_by("number")}
    if not seen:
        raise Http404
    if not _is_open(request, found):
        messages.info(
            request,
            tr("{festival}的报名已经截止，要改请找负责德育的老师。").format(
                festival=found.festival.title
            ),
        )
        return redirect("character:festival_item", found.pk)
    signed = {pk: state for pk, state in signed_of(found, school_class).items() if pk in seen}
    form = SignForm(request.POST or None, children=children.order_by("number"), signed=signed)
    if request.method == "POST" and form.is_valid():
        ticked = set(form.cleaned_data["children"])
        try:
            seated, waiting = services.sign_up(
                actor=request.member,
                item=found,
                adding=[child for pk, child in seen.items() if pk in ticked],
                leaving=[seen[pk] for pk in signed if pk not in ticked],
            )
        except services.Busy as busy:
            for name, elsewhere in busy.where.items():
                form.add_error(
                    "children",
                    tr("{name}这个时间报了“{elsewhere}”，一个孩子不能同时在两处。").format(
                        name=name, elsewhere=elsewhere
                    ),
                )
        else:
            messages.success(request, _signed_words(seated, waiting))
            return redirect("character:festival_item", found.pk)
    context = {"form": form, "item": found, "school_class": school_class}
    status = 422 if form.errors else 200
    return render(request, "character/festivals/sign.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member_required
def results(request: MemberRequest, pk: int) -> HttpResponse:
    """What came of it for each child; a prize becomes an honour."""
    found = item_seen_by(request.member, pk)
    if not runs_item(request.member, found):
        raise Http404
    entries = FestivalEntry.objects.filter(item=found, state=FestivalEntry.State.IN)
    entries = entries.select_related("student__school_class").order_by(
        "student__school_class__grade_number", "student__number"
    )
    form = ResultsForm(request.POST or None, entries=entries)
    day = found.date or found.festival.starts_on
    if request.method == "POST" and day > request.member.today:
        messages.info(request, tr("还没到这一天，办完再记结果。"))
        return redirect("character:festival_item", found.pk)
    if request.method == "POST" and form.is_valid():
        try:
            number, honours = services.enter_results(
                actor=request.member, item=found, results=form.results
            )
        except NotOnTheStaff:
            form.add_error(None, NOT_STAFF)
        else:
            messages.success(
                request,
                tr("记下了：{number} 个结果，其中 {honours} 个是荣誉，孩子的页面上看得到。").format(
                    number=number, honours=honours
                ),
            )
            return redirect("character:festival_item", found.pk)
    context = {"form": form, "item": found}
    status = 422 if form.errors else 200
    return render(request, "character/festivals/results.html", context, status=status)


def _photo_form(request: MemberRequest, children: object) -> PhotoForm:
    posted = request.method == "POST"
    return PhotoForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        children=children,  # type: ignore[arg-type]
    )


def _classes(request: MemberRequest, found: FestivalItem) -> list[tuple[SchoolClass, int, bool]]:
    """Each class that may take part: how many have a place, and whether one may sign it up."""
    states = FestivalEntry.objects.filter(item=found, state=FestivalEntry.State.IN)
    at = list(states.values_list("student__school_class", flat=True))
    here = students_visible_to(request.member).filter(on_roster(request.member.today))
    seen = here.order_by().values_list("school_class", flat=True)
    own = set(seen.distinct())
    return [
        (one, at.count(one.pk), one.pk in own)
        for one in classes_told(school_of(request))
        if found.from_grade <= one.grade_number <= found.to_grade
    ]


def _is_open(request: MemberRequest, found: FestivalItem) -> bool:
    """Until sign-up closes; for organisers until the end."""
    last = found.festival.ends_on if request.member.holds(*ORGANISERS) else found.festival.closes_on
    return request.member.today <= last


def _signed_words(seated: int, waiting: int) -> str:
    if not seated and not waiting:
        return tr("改好了。")
    told = [tr("报上 {seated} 个").format(seated=seated)] if seated else []
    told += (
        [tr("名额满了，排队 {waiting} 个，有人退出就依次补上").format(waiting=waiting)]
        if waiting
        else []
    )
    return tr("，").join(told) + tr("。")
