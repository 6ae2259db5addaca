"""An observed lesson where there is no signal: notes by the minute, then levels, on one sheet.

The sheet may bring its notes alone, and the levels follow on the page; or all of it at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from qingshan.kit.words import tr
from qingshan.records.offline.asked import Asked
from qingshan.records.offline.carried import Carried, held_as
from qingshan.records.offline.coming import Coming
from qingshan.teaching.models import Observation, ObservationLevel, ObservationNote, Phase
from qingshan.teaching.observation import services
from qingshan.teaching.observation.forms import NoteForm, SendForm
from qingshan.teaching.observation.rubrics import all_rubrics
from qingshan.teaching.observation.visibility import observed_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

KIND = "observation"
LABEL = tr("听课")
BEFORE, AHEAD = timedelta(days=30), timedelta(days=7)
MOST = 20
NAMES = UUID("8f6b2a54-9a0c-4a39-9d0e-6a4b8a7f3c21")
"""Names notes that were written without one."""

SENT_ON = ("hand_over", "yes")
GONE = tr("这节课不在您要听的课里了，可能改期或换了人。要紧的话请抄下来，再点“不要了”。")
HANDED_OVER = tr("这节课的听课单已经交给老师了，改不了。要补的话请当面说，再点“不要了”。")
NOT_YET = tr("这节课还没有到上的日子，到了那天再送。")
State = Observation.State


def lessons_to_observe(member: Member) -> list[Coming]:
    """What one has still to observe or to write up, with what stands on it so far."""
    rows = observed_by(member).filter(
        state=State.PLANNED, date__range=(member.today - BEFORE, member.today + AHEAD)
    )
    found = list(_whole(rows).prefetch_related("notes").order_by("date", "slot__starts")[:MOST])
    return [
        Coming(
            one.once,
            KIND,
            one.date,
            f"{one.slot} {one.school_class.name}",
            school_class=one.school_class_id,
            label=tr("听{teacher}的{subject}").format(
                teacher=one.teacher.name, subject=one.subject.name
            ),
            asks=asks_of(one),
            held=held_as(ObservationSheet(member, one)),
        )
        for one in found
    ]


def asks_of(one: Observation) -> tuple[Asked, ...]:
    """Notes first; if it is handed over, levels of those phases that have some, words, a step."""
    return (_notes(one), _whether(one), _topic(), *_levels(one), *_last_step(one), *_words())


class ObservationSheet:
    """One observation as a sheet that a device sends."""

    def __init__(self, member: Member, observation: Observation) -> None:
        self.member = member
        self.observation = observation

    @cached_property
    def asks(self) -> tuple[Asked, ...]:
        return asks_of(self.observation)

    @property
    def closed(self) -> str:
        if self.observation.state != State.PLANNED:
            return HANDED_OVER
        return NOT_YET if self.observation.date > self.member.today else ""

    def told(self) -> dict[str, Any]:
        one = self.observation
        notes = [
            {"once": name, "words": note.words, "phase": note.phase, "minute": note.minute}
            for name, note in _by_name(one.notes.all()).items()
        ]
        if one.state == State.PLANNED:
            return {"notes": notes}
        levels = ObservationLevel.objects.filter(observation=one).values_list("item", "level")
        return dict(levels) | {
            "notes": notes,
            "hand_over": "yes",
            "topic": one.topic,
            "step_seen": one.step_seen,
            "summary": one.summary,
            "next_step": one.next_step,
        }

    def write(self, said: dict[str, Any]) -> dict[str, list[str]]:
        notes = [NoteForm(line) for line in said["notes"]]
        wrong = next((form for form in notes if not form.is_valid()), None)
        if wrong is not None:
            return {"notes": [str(next(iter(wrong.errors.values()))[0])]}
        form = None
        if said["hand_over"]:
            form = SendForm(said, observation=self.observation, seen=_phases(notes))
            if not notes:
                return {"notes": [tr("先记下看到的，再评水平。")]}
            if not form.is_valid():
                return {name: [str(told[0])] for name, told in form.errors.items()}
        self._write_notes(notes)
        if form is not None:
            self._hand_over(form)
        return {}

    def _write_notes(self, notes: Iterable[NoteForm]) -> None:
        """What the sheet does not have was taken out on it; a line that stands is left."""
        held = _by_name(self.observation.notes.all())
        wanted = {str(form.cleaned_data["once"]): form.cleaned_data for form in notes}
        for name, note in held.items():
            if name not in wanted or not _is_same(note, wanted[name]):
                services.take_back_note(actor=self.member, note=note)
                continue
            del wanted[name]
        for told in wanted.values():
            services.note_observation(
                actor=self.member,
                observation=self.observation,
                minute=told["minute"],
                phase=told["phase"],
                words=told["words"],
                once=told["once"],
            )
        self.observation = _whole(Observation.objects.all()).get(pk=self.observation.pk)

    def _hand_over(self, form: SendForm) -> None:
        told = form.cleaned_data
        sent = services.send_observation(
            actor=self.member,
            observation=self.observation,
            topic=told["topic"],
            levels=form.levels,
            summary=told["summary"],
            next_step=told["next_step"],
            step_seen=told.get("step_seen", ""),
        )
        self.observation = _whole(Observation.objects.all()).get(pk=sent.pk)


def find(member: Member, once: UUID) -> ObservationSheet | None:
    """One's own, while nobody else writes on it."""
    rows = observed_by(member).select_for_update(of=("self",))
    held = _whole(rows).filter(once=once).first()
    return ObservationSheet(member, held) if held else None


CARRIED = Carried(KIND, LABEL, GONE, find)


def _whole(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    found = rows.select_related("slot", "teacher", "subject", "school_class", "last_step")
    return found.defer("teacher__id_number", "teacher__phone")


def _by_name(notes: Iterable[ObservationNote]) -> dict[str, ObservationNote]:
    return {str(note.once or uuid5(NAMES, str(note.pk))): note for note in notes}


def _is_same(note: ObservationNote, told: dict[str, Any]) -> bool:
    return (note.minute, note.phase, note.words) == (told["minute"], told["phase"], told["words"])


def _phases(notes: Iterable[NoteForm]) -> set[str]:
    return {form.cleaned_data["phase"] for form in notes}


def _notes(one: Observation) -> Asked:
    begins = datetime.combine(one.date, one.slot.starts)
    step = (
        tr("上次商定的一步：{next_step}").format(next_step=one.last_step.next_step)
        if one.last_step
        else ""
    )
    return Asked(
        "notes",
        tr("实录"),
        "lines",
        help=step or tr("写事实：谁说了什么、做了什么，先不评。"),
        missing=tr("请先记一条看到或听到的。"),
        parts=(
            Asked("words", tr("看到、听到了什么"), "prose", missing=tr("请写一句看到或听到的。")),
            Asked("phase", tr("哪个环节"), "choice", choices=_told(Phase.choices)),
            Asked("minute", tr("第几分钟"), "number", since=begins.isoformat(timespec="minutes")),
        ),
    )


def _whether(one: Observation) -> Asked:
    choices = (
        ("", tr("先送实录，水平以后再评")),
        ("yes", tr("评好水平，交给{teacher}").format(teacher=one.teacher.name)),
    )
    return Asked("hand_over", tr("送出去的是"), "choice", choices=choices)


def _topic() -> Asked:
    return Asked("topic", tr("课题"), missing=tr("请写课题。"), when=(SENT_ON,))


def _levels(one: Observation) -> list[Asked]:
    return [
        Asked(
            item.key,
            tr("{phase}：{item}").format(phase=item.phase.label, item=item.text),
            "choice",
            choices=(
                ("", tr("没有看到，不评")),
                *((str(n), told) for n, told in enumerate(item.levels, 1)),
            ),
            when=(SENT_ON, ("notes.phase", item.phase.value)),
        )
        for item in all_rubrics()[one.rubric].items
    ]


def _last_step(one: Observation) -> list[Asked]:
    if not one.last_step_id:
        return []
    choices = _told(Observation.StepSeen.choices)
    return [
        Asked(
            "step_seen",
            tr("上次商定的一步，这节课看到了吗"),
            "choice",
            missing=tr("请选一样。"),
            choices=choices,
            when=(SENT_ON,),
        )
    ]


def _words() -> tuple[Asked, Asked]:
    return (
        Asked(
            "summary",
            tr("总的想说的"),
            "prose",
            missing=tr("请写一两句：好在哪里，值得想的是什么。"),
            when=(SENT_ON,),
        ),
        Asked(
            "next_step",
            tr("建议的下一步"),
            "prose",
            help=tr("只写一步。"),
            missing=tr("请写一步，下节课就能试的。"),
            when=(SENT_ON,),
        ),
    )


def _told(choices: Iterable[tuple[Any, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(label)) for value, label in choices)
