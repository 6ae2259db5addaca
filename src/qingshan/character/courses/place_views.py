"""Places: propose, look at the reasons, decide one, adopt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.character.courses import placing
from qingshan.character.courses.forms import PlaceForm
from qingshan.character.courses.queries import (
    offerings_of,
    placed_in,
    proposed_place,
    round_of,
    slots_of,
    term_asked,
)
from qingshan.character.courses.tables import AdoptedTable, PlacementTable, rank_words
from qingshan.character.courses.visibility import COURSE_OFFICES, placements_visible_to
from qingshan.character.models import CourseWish, Placement
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, office_required, school_of
from qingshan.school.queries import term_words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.models import Term

State = Placement.State


@never_cache
@require_GET
@office_required(*COURSE_OFFICES)
def place_list(request: MemberRequest) -> HttpResponse:
    """The plan that is looked at, or the lists as they were adopted."""
    term = _term(request)
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    held = round_of(term)
    state = State.PROPOSED if held.proposed_at else State.ADOPTED
    slots, offerings = slots_of(term), offerings_of(term)
    rows = placements_visible_to(request.member).filter(slot__term=term, state=state)
    kept = {"term": str(term.pk)}
    shown = PlacementTable if held.proposed_at else AdoptedTable
    table = shown(rows, request.GET, slots=slots, offerings=offerings, kept=kept)
    good, *give = held.told.split("\n")
    context = {
        "term": term,
        "term_words": term_words(term),
        "round": held,
        "proposed": held.proposed_at is not None,
        "version": placing.version(held),
        "good": good,
        "give": give,
        "told": _told(rows),
        "children": CourseWish.objects.filter(slot__term=term).values("student").distinct().count(),
        "offerings": _filled(term, state),
        "ready": bool(offerings),
    }
    return table_page(request, "character/place_list.html", table, context)


@require_POST
@office_required(*COURSE_OFFICES)
def place_propose(request: MemberRequest) -> HttpResponse:
    """The best plan with what was decided already; `afresh` forgets that."""
    term = _term(request)
    if term is not None:
        afresh = request.POST.get("go") == "afresh"
        placing.propose_places(actor=request.member, term=term, afresh=afresh)
        messages.success(request, tr("排好了，先看看，还没有定。"))
        return redirect(_list_of(term))
    return redirect("character:course_places")


@require_POST
@office_required(*COURSE_OFFICES)
def place_adopt(request: MemberRequest) -> HttpResponse:
    term = _term(request)
    if term is None:
        return redirect("character:course_places")
    try:
        number = placing.adopt_places(
            actor=request.member, term=term, seen=request.POST.get("version", "")
        )
    except placing.ProposedAnew:
        messages.warning(request, tr("刚才又有人排了一次，请看看现在这一版再定。"))
    except placing.NothingProposed:
        messages.warning(request, tr("还有孩子没有位置，先按上面说的放宽一处，再排一次。"))
    else:
        messages.success(
            request,
            tr("定下来了：{number} 个位置，各门课的名单已经出来，志愿不再改。").format(
                number=number
            ),
        )
    return redirect(_list_of(term))


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*COURSE_OFFICES)
def place(request: MemberRequest, pk: int) -> HttpResponse:
    """One child's place: its wishes, why it came so, and another course if a person says so."""
    held = proposed_place(request.member, pk)
    offerings = [one for one in offerings_of(held.slot.term) if one.slot_id == held.slot_id]
    form = PlaceForm(request.POST or None, offerings=offerings, now=held.offering_id)
    if request.method == "POST" and form.is_valid():
        chosen = form.offerings[form.cleaned_data["offering"]]
        placing.decide_place(actor=request.member, placement=held, offering=chosen)
        messages.success(
            request,
            tr("{student}去{course}，再排的时候不动。").format(
                student=held.student.name, course=chosen.course.name
            ),
        )
        return redirect(_list_of(held.slot.term))
    wishes = CourseWish.objects.filter(student=held.student, slot=held.slot).order_by("rank")
    context = {
        "place": held,
        "form": form,
        "wishes": [
            (rank_words(rank), name)
            for rank, name in wishes.values_list("rank", "offering__course__name")
        ],
        "back": _list_of(held.slot.term),
    }
    return render(request, "character/place.html", context, status=422 if form.errors else 200)


def _told(rows: QuerySet[Placement]) -> dict[str, Any]:
    """How many have which wish, in one query."""
    counted: Counter[str] = Counter()
    for offering, rank, denied in rows.values_list("offering", "rank", "denied"):
        none = "without" if offering is None else "other" if not rank and denied else ""
        counted[none or ("free" if not rank else f"rank{rank}")] += 1
    return {"total": sum(counted.values()), **counted}


def _filled(term: Term, state: str) -> list[tuple[Any, int]]:
    """Each course and how many children are in it."""
    placed = placed_in(term, state)
    return [(one, placed.get(one.pk, 0)) for one in offerings_of(term)]


def _term(request: MemberRequest) -> Term | None:
    asked = request.POST.get("term") or request.GET.get("term", "")
    return term_asked(school_of(request), request.member.today, asked)[0]


def _list_of(term: Term) -> str:
    return f"{reverse('character:course_places')}?term={term.pk}"
