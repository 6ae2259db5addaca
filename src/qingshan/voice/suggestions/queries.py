"""Reading suggestions with what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from qingshan.kit.prepared import summed
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.visibility import staff_of
from qingshan.voice.models import Suggestion, SuggestionStep
from qingshan.voice.suggestions.alike import most_alike
from qingshan.voice.suggestions.visibility import KIND, may_take_up, suggestions_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.records.models import Record
    from qingshan.school.membership import Member
    from qingshan.voice.suggestions.alike import Alike

State = Suggestion.State
COMPARED = 1000
RECENT = timedelta(days=120)  # older ones that nobody took up are in the list, not on the home page
PROPOSED = "proposed"
STATES = ((PROPOSED, tr("还没人接")), *State.choices)


def with_their_state(records: QuerySet[Record]) -> QuerySet[Any]:
    """With `state`, `handler` (name), `handler_pk`, `answer_by` and `settled_on`."""
    taken = Suggestion.objects.filter(record=OuterRef("pk"))
    return records.annotate(
        state=Coalesce(Subquery(taken.values("state")[:1]), Value(PROPOSED)),
        handler=Subquery(taken.values("responsible__name")[:1]),
        handler_pk=Subquery(taken.values("responsible")[:1]),
        answer_by=Subquery(taken.values("answer_by")[:1]),
        settled_on=Subquery(taken.values("settled_on")[:1]),
    )


def suggestion_seen_by(member: Member, pk: int) -> tuple[Record, Suggestion | None]:
    """The record, and what is done with it where somebody took it up; else `Http404`."""
    record = get_object_or_404(suggestions_visible_to(member).select_related("staff"), pk=pk)
    taken = Suggestion.objects.filter(record=record).select_related("responsible", "record")
    return record, taken.first()


def steps_of(suggestion: Suggestion) -> QuerySet[SuggestionStep]:
    return SuggestionStep.objects.filter(suggestion=suggestion).annotate(doer=F("by__name"))


def step_seen_by(member: Member, pk: int) -> SuggestionStep:
    """A step that bears a picture."""
    seen = suggestions_visible_to(member).values("pk")
    found = SuggestionStep.objects.exclude(file="").filter(suggestion__record__in=seen)
    return get_object_or_404(found, pk=pk)


def alike_to(member: Member, title: str, content: str, *, but: int = 0) -> list[Alike]:
    """Suggestions of the school that say nearly the same; one query."""
    others = suggestions_visible_to(member).exclude(pk=but).order_by("-date", "-pk")
    return most_alike(title, content, others.values_list("pk", "title", "content")[:COMPARED])


def suggestions_waiting_for(member: Member) -> dict[str, int]:
    """For the home page: `news` of one's own, `due` to answer, `free` that nobody took up."""
    found: dict[str, int] = WAITING.row(member) or {"news": 0, "due": 0}
    if may_take_up(member):
        taken = Suggestion.objects.filter(school=member.school)
        records = suggestions_visible_to(member).filter(kind=KIND)
        recent = records.filter(date__gte=member.today - RECENT)
        free = recent.exclude(pk__in=taken.values("record"))
        found["free"] = free.count()
    return found


def _waiting(member: Member) -> QuerySet[Any]:
    staff = staff_of(member)
    mine = Q(record__staff=staff) if staff else Q(pk=None)
    handles = Q(responsible=staff) if staff else Q(pk=None)
    late = Q(state=State.TAKEN, answer_by__lte=member.today)
    late |= Q(state=State.ADOPTED, done_by__lte=member.today)
    return summed(
        Suggestion.objects.filter(school=member.school),
        news=Count("pk", filter=mine & Q(has_news=True)),
        due=Count("pk", filter=handles & late),
    )


WAITING = AskedBy(_waiting)
