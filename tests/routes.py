"""The table of addresses: for each route, with which objects it is tried and for whom it opens.

Whoever is not named gets "hidden" (404); a stranger is sent to the sign-in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests import routes_api, routes_county, routes_ideals
from tests import routes_courses as courses
from tests import routes_growth as growth
from tests import routes_outcomes as outcomes
from tests import routes_teaching as teaching
from tests import routes_timetable as timetable
from tests import routes_voice as voice
from tests.cast import ROLES
from tests.routes_care import care_routes
from tests.routes_moral import (
    MORAL,
    MORAL_ANYWHERE,
    a_drop,
    a_drop_lesson,
    a_festival,
    a_festival_item,
    a_plan_and_class_31,
    a_proposed_drop,
    a_theme_plan,
    a_theme_session,
    an_item_and_class_31,
)
from tests.routes_registers import (
    REGISTERS,
    a_comparison,
    a_list_of_a_comparison,
    a_row_of_a_list,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast

OFFICES = frozenset({"administrator", "principal", "secretary", "student_affairs"})
SCHOOL = OFFICES | {"group_head", "homeroom", "teacher"}
"""Everybody of the cast's own school."""

SIGNED_IN = frozenset(ROLES) - {"stranger"}
EVERYBODY = frozenset(ROLES)

LEADERS = frozenset({"principal", "secretary"})

CASE = frozenset({"principal", "student_affairs", "homeroom"})
"""Who reads the words of a case of the homeroom teacher's."""


def nothing(cast: Cast) -> list[Any]:
    return []


@dataclass(frozen=True)
class Route:
    """`opens` get the page, `special` names other outcomes, the rest do not see it exist."""

    opens: frozenset[str]
    args: Callable[[Cast], list[Any]] = nothing
    special: dict[str, str] = field(default_factory=dict)
    as_opened: str = "open"

    def expected(self, who: str) -> str:
        if who in self.special:
            return self.special[who]
        if who in self.opens:
            return self.as_opened
        return "sign in" if who == "stranger" else "hidden"


def reading(cast: Cast) -> list[Any]:
    """A record of the homeroom teacher's, about a child of the class."""
    from qingshan.records.models import Record

    record = Record.objects.create(
        school=cast.school,
        number="R1",
        date=dt.date(2026, 11, 2),
        kind="home_visit",
        staff=cast.staff["homeroom"],
        student=cast.wang,
    )
    return [record.pk]


def photograph(cast: Cast) -> list[Any]:
    from django.core.files.base import ContentFile

    from qingshan.records.models import Evidence

    evidence = Evidence(
        school=cast.school,
        record_id=reading(cast)[0],
        name="a.pdf",
        media_type="application/pdf",
        size=4,
        added_by=cast.accounts["homeroom"],
    )
    evidence.file.save("a.pdf", ContentFile(b"%PDF"))
    evidence.file.close()
    return [evidence.pk]


def one_who_left(cast: Cast) -> list[Any]:
    """冯同学, who moved away."""
    cast.feng.left_on, cast.feng.left_how = dt.date(2026, 11, 2), "transferred"
    cast.feng.save()
    return [cast.feng.pk]


def mentoring(cast: Cast) -> list[Any]:
    from qingshan.people.models import Pairing

    pairing = Pairing.objects.create(
        school=cast.school,
        kind="mentoring",
        giver=cast.staff["group_head"],
        mentee=cast.staff["teacher"],
        starts_on=dt.date(2026, 9, 1),
    )
    return [pairing.pk]


def on_leave(cast: Cast) -> list[Any]:
    from qingshan.people.models import Leave

    leave = Leave.objects.create(
        school=cast.school,
        staff=cast.staff["teacher"],
        kind="personal",
        starts_on=dt.date(2026, 11, 2),
    )
    return [leave.pk]


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


def guardian(cast: Cast) -> list[Any]:
    from qingshan.people.models import Guardian

    return [Guardian.objects.create(school=cast.school, student=cast.wang, name="王妈妈").pk]


def office(cast: Cast) -> list[Any]:
    from qingshan.school.models import Appointment

    account = cast.accounts["teacher"]
    return [account.pk, Appointment.objects.get(account=account).pk]


def letter_of_the_teacher(cast: Cast) -> list[Any]:
    from qingshan.reminders.models import Letter

    letter = Letter.objects.create(
        school=cast.school,
        account=cast.accounts["teacher"],
        week=dt.date(2026, 11, 23),
        audience="personal",
        title="11月23日这一周",
    )
    return [letter.pk]


def link_in_a_mail(cast: Cast) -> list[Any]:
    from qingshan.reminders.models import Preference
    from qingshan.reminders.queries import signed_token

    preference = Preference.objects.create(account=cast.accounts["teacher"], address="wu@a.cn")
    return [signed_token(preference)]


def its_calendar(cast: Cast) -> list[Any]:
    from qingshan.reminders.feed_services import make_feed
    from qingshan.school.membership import member_for

    return [make_feed(actor=member_for(cast.accounts["teacher"]))]


def robot(cast: Cast) -> list[Any]:
    from qingshan.reminders.models import GroupRobot

    address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6"
    made = GroupRobot.objects.create(school=cast.school, name="教师群", kind="wecom", url=address)
    return [made.pk]


def two_examinations(cast: Cast) -> list[Any]:
    from qingshan.outcomes.models import Examination

    for year in (2025, 2026):
        Examination.objects.create(
            school=cast.school, year=year, graduates=9, entered=9, sat=9, full_marks=1
        )
    return ["promotion"]


def two_examinations_of_the_case(cast: Cast) -> list[Any]:
    two_examinations(cast)
    return ["case", "chart.promotion"]


def an_issued_case(cast: Cast) -> list[Any]:
    from tests.reports.issued import issued_case

    return [issued_case(cast).pk]


def an_inspection_file(cast: Cast) -> list[Any]:
    from qingshan.reports.bundling import place_of
    from qingshan.reports.models import InspectionFile

    made = InspectionFile.objects.create(
        school=cast.school,
        account=cast.accounts["secretary"],
        term=first_term(cast)[0],
        words="上学期",
        reason="督导",
        state="ready",
        file="routes",
    )
    place_of("routes").write_bytes(b"PK")
    return [made.pk]


def a_published_figure(cast: Cast) -> list[Any]:
    from tests.reports.issued import issued_case

    return [issued_case(cast).figures.get(key="students.total").pk]


def one_of_two_examinations(cast: Cast) -> list[Any]:
    two_examinations(cast)
    return ["exam.entered.2026"]


def group(cast: Cast) -> list[Any]:
    return [cast.staff["teacher"].group_id]


def a_case(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's, about a child of the class."""
    from qingshan.care.models import Case

    case = Case.objects.create(
        school=cast.school,
        student=cast.wang,
        concern="suspected",
        responsible=cast.staff["homeroom"],
        opened_on=dt.date(2026, 11, 2),
    )
    return [case.pk]


def a_case_being_closed(cast: Cast) -> list[Any]:
    from qingshan.care.models import Case
    from qingshan.records.models import Record

    (pk,) = a_case(cast)
    (record,) = reading(cast)
    Case.objects.filter(pk=pk).update(
        state="closing",
        ground="returned",
        evidence=Record.objects.get(pk=record),
        asked_by=cast.accounts["homeroom"],
    )
    return [pk]


def a_member_of_a_team(cast: Cast) -> list[Any]:
    from qingshan.care.models import CaseMember

    (pk,) = a_case(cast)
    member = CaseMember.objects.create(
        school=cast.school, case_id=pk, staff=cast.staff["teacher"], since=dt.date(2026, 11, 2)
    )
    return [pk, member.pk]


def planned_visit(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's."""
    from qingshan.care.models import VisitPlan

    plan = VisitPlan.objects.create(
        school=cast.school,
        student=cast.wang,
        staff=cast.staff["homeroom"],
        date=dt.date(2026, 11, 26),
        made_by=cast.accounts["homeroom"],
    )
    return [plan.pk]


def roll_of_class_31(cast: Cast) -> list[Any]:
    return [cast.class_31.pk, "morning", "2026-11-24"]


def of_wang(cast: Cast) -> list[Any]:
    return [cast.wang.pk]


def of_the_teacher(cast: Cast) -> list[Any]:
    return [cast.staff["teacher"].pk]


def of_the_teachers_account(cast: Cast) -> list[Any]:
    return [cast.accounts["teacher"].pk]


def of_class_31(cast: Cast) -> list[Any]:
    return [cast.class_31.pk]


def first_term(cast: Cast) -> list[Any]:
    return [cast.year.terms.get(number=1).pk]


def named(*words: str) -> Callable[[Cast], list[Any]]:
    return lambda cast: list(words)


RUNS_COURSES = frozenset({"administrator", "principal", "student_affairs"})
"""Who sets up courses and places children in them."""

SERVING = SCHOOL | {"other_school"}
"""Everybody who serves a school, each at their own."""

HEADS = frozenset({"administrator", "principal"})
HANDLERS = frozenset({"principal", "secretary", "student_affairs"})
HEADS_ANYWHERE = HEADS | {"other_school"}
SEES_WANG = OFFICES | {"homeroom"}
POST_ONLY = {"as_opened": "post only"}
ELSEWHERE = {"as_opened": "elsewhere"}

ROUTES: dict[str, Route] = {
    # access: each for oneself
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
    "access:choose_school": Route(EVERYBODY, **POST_ONLY),
    "kit:patterns": Route(SIGNED_IN),
    "kit:language": Route(EVERYBODY, as_opened="elsewhere"),
    # desk
    "desk:home": Route(SIGNED_IN, special={"county_officer": "elsewhere"}),
    "desk:overview": Route(SERVING),
    "desk:search": Route(SERVING),
    "desk:tour": Route(frozenset(), special={"stranger": "hidden"}),  # of the demonstration alone
    "desk:tour_station": Route(frozenset(), lambda cast: [1]),
    "desk:tour_end": Route(EVERYBODY, **POST_ONLY),
    # people
    "people:student_list": Route(SERVING),
    "people:student": Route(SEES_WANG, of_wang),
    "people:student_new": Route(HEADS_ANYWHERE),
    "people:student_edit": Route(HEADS, of_wang),
    "people:student_contacts": Route(HEADS | {"homeroom"}, of_wang),
    "people:student_unlisted": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "people:student_leave": Route(HEADS | {"student_affairs"}, of_wang),
    "people:student_leave_back": Route(EVERYBODY, of_wang, **POST_ONLY),
    "people:student_return": Route(HEADS | {"student_affairs"}, one_who_left),
    "people:class_leave": Route(HEADS | {"student_affairs"}, of_class_31),
    "people:class_leave_back": Route(EVERYBODY, of_class_31, **POST_ONLY),
    "people:student_reveal": Route(EVERYBODY, lambda cast: [cast.wang.pk, "phone"], **POST_ONLY),
    "people:guardian_reveal": Route(EVERYBODY, guardian, **POST_ONLY),
    "people:staff_list": Route(SERVING),
    "people:staff_member": Route(SCHOOL, of_the_teacher),
    "people:staff_new": Route(HEADS_ANYWHERE),
    "people:staff_edit": Route(HEADS, of_the_teacher),
    "people:staff_reveal": Route(
        EVERYBODY, lambda cast: [cast.staff["teacher"].pk, "phone"], **POST_ONLY
    ),
    "people:class_list": Route(SERVING),
    "people:class": Route(SCHOOL, of_class_31),
    "people:class_new": Route(HEADS_ANYWHERE),
    "people:class_edit": Route(HEADS, of_class_31),
    "people:group_list": Route(SERVING),
    "people:group_head": Route(EVERYBODY, group, **POST_ONLY),
    "people:pairing_list": Route(SERVING),
    "people:pairing": Route(OFFICES | {"group_head", "teacher"}, mentoring),
    "people:pairing_new": Route(HEADS_ANYWHERE | {"secretary"}, named("mentoring")),
    "people:pairing_renew": Route(HEADS_ANYWHERE | {"secretary"}),
    "people:pairing_end": Route(EVERYBODY, mentoring, **POST_ONLY),
    "people:leave_list": Route(HEADS_ANYWHERE | {"secretary"}),
    "people:leave_new": Route(HEADS_ANYWHERE),
    "people:leave_edit": Route(HEADS, on_leave),
    "people:leave_take_back": Route(EVERYBODY, on_leave, **POST_ONLY),
    "people:account_list": Route(HEADS_ANYWHERE),
    "people:account": Route(HEADS, of_the_teachers_account),
    "people:account_open_all": Route(EVERYBODY, **POST_ONLY),
    "people:account_grant": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
    "people:account_end": Route(EVERYBODY, office, **POST_ONLY),
    "people:account_reset": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
    "people:account_second_step": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
    "people:account_state": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
    # school
    "school:audit_list": Route(HEADS_ANYWHERE),
    "school:calendar": Route(SERVING),
    "school:calendar_mark": Route(EVERYBODY, **POST_ONLY),
    "school:term": Route(HEADS | {"student_affairs"}, first_term),
    "school:year_new": Route(HEADS_ANYWHERE | {"student_affairs"}),
    # privacy
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
    # timetable
    "timetable:home": Route(SERVING),
    "timetable:of_class": Route(SCHOOL, of_class_31),
    "timetable:of_teacher": Route(SCHOOL, of_the_teacher),
    "timetable:of_room": Route(SCHOOL, timetable.a_room),
    "timetable:bells": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "timetable:make_up": Route(HEADS | {"student_affairs"}, timetable.a_make_up_day),
    "timetable:lesson_new": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "timetable:lesson_edit": Route(HEADS | {"student_affairs"}, timetable.a_lesson),
    "timetable:lesson_remove": Route(EVERYBODY, timetable.a_lesson, **POST_ONLY),
    "timetable:import_new": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "timetable:import_run": Route(HEADS | {"student_affairs"}, timetable.a_timetable_file),
    "timetable:import_adopt": Route(EVERYBODY, timetable.a_timetable_file, **POST_ONLY),
    "timetable:change_list": Route(SERVING),
    "timetable:change_new": Route(HEADS | {"student_affairs"}, timetable.a_lesson_of_a_day),
    "timetable:change_take_back": Route(EVERYBODY, timetable.a_change, **POST_ONLY),
    # records
    "records:record_list": Route(SERVING),
    "records:offline": Route(SERVING),
    "records:offline_worker": Route(EVERYBODY),
    "records:offline_manifest": Route(EVERYBODY),
    "records:offline_bundle": Route(SERVING),
    "records:offline_send": Route(EVERYBODY, **POST_ONLY),
    "records:offline_photo": Route(EVERYBODY, **POST_ONLY),
    "records:record_new": Route(SERVING),
    "records:record_new_of_kind": Route(SERVING, named("news_reading")),
    "records:record": Route(SEES_WANG, reading),
    "records:record_edit": Route(frozenset({"homeroom"}), reading),
    "records:record_withdraw": Route(frozenset({"homeroom"}), reading),
    "records:evidence_add": Route(EVERYBODY, reading, **POST_ONLY),
    "records:evidence": Route(SEES_WANG, photograph),
    "records:evidence_remove": Route(EVERYBODY, photograph, **POST_ONLY),
    # gatherings and ideals
    **routes_ideals.rows(Route, SCHOOL, EVERYBODY),
    # programmes
    "programmes:programme_list": Route(SERVING),
    "programmes:mine": Route(SERVING),
    "programmes:programme": Route(SERVING, named("teacher-five-ones")),
    "programmes:duty": Route(HEADS_ANYWHERE | {"secretary"}, named("teacher-five-ones", "news")),
    "programmes:group": Route(SCHOOL, group),
    "programmes:path_plan": Route(HEADS_ANYWHERE | {"secretary"}, named("one-three-five")),
    "programmes:path_of": Route(
        HEADS | {"secretary", "teacher"},
        lambda cast: ["one-three-five", cast.staff["teacher"].pk],
    ),
    "programmes:duty_of": Route(
        HEADS | {"secretary", "group_head", "teacher"},
        lambda cast: ["teacher-five-ones", "news", cast.staff["teacher"].pk],
    ),
    # reminders
    "reminders:letter_list": Route(SERVING),
    "reminders:letter": Route(frozenset({"teacher"}), letter_of_the_teacher),
    "reminders:coverage": Route(
        frozenset({"principal", "secretary", "group_head", "other_school"}),
        named("2026-11-23", "teacher-five-ones"),
    ),
    "reminders:preferences": Route(SERVING),
    "reminders:calendar": Route(SERVING),
    "reminders:calendar_feed": Route(EVERYBODY, its_calendar),
    "reminders:turn": Route(EVERYBODY, **POST_ONLY),
    "reminders:unsubscribe": Route(EVERYBODY, link_in_a_mail),
    "reminders:robot_list": Route(HEADS_ANYWHERE),
    "reminders:robot_new": Route(HEADS_ANYWHERE),
    "reminders:robot_try": Route(EVERYBODY, robot, **POST_ONLY),
    "reminders:robot_switch": Route(EVERYBODY, robot, **POST_ONLY),
    "reminders:robot_remove": Route(EVERYBODY, robot, **POST_ONLY),
    # growth
    "growth:mentoring_list": Route(SERVING),
    "growth:mentoring_wish": Route(SERVING),
    "growth:mentoring_proposal": Route(HEADS_ANYWHERE | {"secretary"}),
    "growth:mentoring_adopt": Route(EVERYBODY, **POST_ONLY),
    "growth:agreement": Route(OFFICES | {"group_head", "teacher"}, mentoring),
    "growth:review_list": Route(SERVING),
    "growth:review_new": Route(LEADERS | {"other_school"}),
    "growth:review": Route(
        LEADERS | {"teacher", "group_head", "student_affairs", "homeroom"}, growth.a_review
    ),
    "growth:review_opinion": Route(frozenset({"group_head", "student_affairs"}), growth.a_review),
    "growth:review_answer": Route(frozenset({"teacher"}), growth.a_review),
    "growth:review_appeal": Route(frozenset({"teacher"}), growth.a_review),
    "growth:review_decide": Route(frozenset({"homeroom"}), growth.a_review),
    "growth:review_settle": Route(EVERYBODY, growth.a_review, **POST_ONLY),
    "growth:mentoring": Route(OFFICES | {"group_head", "teacher"}, mentoring),
    "growth:mentoring_close": Route(frozenset({"group_head", "teacher"}), mentoring),
    "growth:mentoring_read": Route(LEADERS, mentoring),
    "growth:post_list": Route(SERVING),
    "growth:post_new": Route(LEADERS | {"other_school"}),
    "growth:post_leave": Route(EVERYBODY, growth.a_post, **POST_ONLY),
    "growth:plan_list": Route(SERVING),
    "growth:plan_new": Route(SERVING),
    "growth:plan": Route(LEADERS | {"teacher", "group_head"}, growth.a_plan),
    "growth:plan_say": Route(EVERYBODY, growth.a_plan, **POST_ONLY),
    "growth:plan_step_new": Route(frozenset({"teacher", "group_head"}), growth.a_plan),
    "growth:plan_step_done": Route(frozenset({"teacher", "group_head"}), growth.a_step_of_a_plan),
    "growth:stage_list": Route(SERVING),
    "growth:stages": Route(HEADS | {"secretary", "group_head", "teacher"}, of_the_teacher),
    "growth:stage_speak": Route(
        frozenset({"group_head", "teacher"}), growth.a_stage_of_the_teacher
    ),
    "growth:ladder": Route(SERVING),
    "growth:ladder_of": Route(HEADS | {"secretary", "group_head", "teacher"}, of_the_teacher),
    "growth:title_new": Route(HEADS_ANYWHERE | {"secretary"}),
    "growth:election_list": Route(SERVING),
    "growth:election_new": Route(LEADERS | {"other_school"}),
    "growth:election": Route(SCHOOL, growth.an_election),
    "growth:election_nominate": Route(SCHOOL, growth.an_election),
    "growth:nomination_answer": Route(EVERYBODY, growth.a_nomination, **POST_ONLY),
    "growth:election_rate": Route(SCHOOL - {"teacher"}, growth.an_election_rated),
    "growth:objection_new": Route(SCHOOL, growth.an_election_in_public),
    "growth:objection_answer": Route(LEADERS, growth.an_objection),
    "growth:election_go_on": Route(EVERYBODY, growth.an_election, **POST_ONLY),
    # teaching
    "teaching:observation_list": Route(SERVING),
    "teaching:observation_new": Route(SCHOOL),
    "teaching:observation": Route(
        frozenset({"principal", "group_head", "teacher"}), teaching.a_sent_observation
    ),
    "teaching:observe": Route(frozenset({"group_head"}), teaching.an_observation),
    "teaching:note_take_back": Route(EVERYBODY, teaching.with_a_note, **POST_ONLY),
    "teaching:observation_send": Route(frozenset({"group_head"}), teaching.noted),
    "teaching:observation_agreement": Route(frozenset({"principal", "other_school"})),
    "teaching:observation_trend": Route(frozenset({"teacher"}), of_the_teacher),
    "teaching:design_list": Route(SERVING),
    "teaching:design_coverage": Route(SERVING),
    "teaching:design_new": Route(SCHOOL),
    "teaching:design": Route(SCHOOL, teaching.a_design),
    "teaching:design_edit": Route(frozenset({"teacher"}), teaching.a_design),
    "teaching:design_fork": Route(EVERYBODY, teaching.a_design, **POST_ONLY),
    "teaching:design_remove": Route(EVERYBODY, teaching.a_design, **POST_ONLY),
    "teaching:design_file_add": Route(EVERYBODY, teaching.a_design, **POST_ONLY),
    "teaching:design_file": Route(SCHOOL, teaching.a_file_of_a_design),
    "teaching:design_file_remove": Route(EVERYBODY, teaching.a_file_of_a_design, **POST_ONLY),
    "teaching:finding_list": Route(SERVING),
    "teaching:finding_new": Route(frozenset({"principal", "group_head"})),
    "teaching:finding": Route(
        frozenset({"principal", "group_head", "teacher"}), teaching.a_finding
    ),
    "teaching:online_list": Route(SERVING),
    "teaching:online_call": Route(frozenset({"teacher"}), teaching.an_online_lesson),
    "teaching:online_roll": Route(
        frozenset({"principal", "student_affairs", "teacher", "homeroom"}),
        teaching.a_roll_of_a_lesson_online,
    ),
    "teaching:trip_list": Route(SERVING),
    "teaching:trip_new": Route(SCHOOL),
    "teaching:trip": Route(SCHOOL, teaching.a_trip),
    "teaching:trip_edit": Route(HEADS | {"teacher"}, teaching.a_trip),
    "teaching:trip_report": Route(frozenset({"teacher"}), teaching.a_trip),
    "teaching:draw_list": Route(SERVING),
    "teaching:draw_new": Route(HEADS_ANYWHERE),
    "teaching:draw": Route(SCHOOL, teaching.a_draw),
    "teaching:draw_ground": Route(SCHOOL, teaching.a_draw),
    # outcomes
    "outcomes:mark_list": Route(SERVING),
    "outcomes:examination_list": Route(SERVING),
    "outcomes:progression_chart": Route(SCHOOL, growth.two_years),
    "outcomes:trend": Route(frozenset({"principal", "student_affairs", "homeroom"}), of_class_31),
    "outcomes:trend_chart": Route(
        frozenset({"principal", "student_affairs", "homeroom"}), growth.five_marks
    ),
    "outcomes:mark_sheet": Route(
        frozenset({"principal", "student_affairs", "homeroom"}),
        lambda cast: [cast.class_31.pk],
    ),
    "outcomes:honour_list": Route(SERVING),
    "outcomes:honour_new": Route(SERVING, named("staff"), special={"other_school": "open"}),
    "outcomes:honour": Route(SCHOOL, outcomes.an_honour),
    "outcomes:honour_paper": Route(OFFICES | {"teacher"}, outcomes.an_honour),
    "outcomes:honour_edit": Route(OFFICES | {"teacher"}, outcomes.an_honour),
    "outcomes:honour_remove": Route(OFFICES | {"teacher"}, outcomes.an_honour),
    "outcomes:honour_consent": Route(OFFICES | {"homeroom"}, outcomes.an_honour_of_a_child),
    "outcomes:honour_public": Route(EVERYBODY, lambda cast: [cast.school.code]),
    "outcomes:consent_withdraw": Route(EVERYBODY, outcomes.an_honour_of_a_child, **POST_ONLY),
    "outcomes:certificate": Route(SEES_WANG, outcomes.a_certificate),
    "outcomes:certificate_add": Route(EVERYBODY, outcomes.an_honour_of_a_child, **POST_ONLY),
    "outcomes:certificate_remove": Route(EVERYBODY, outcomes.a_certificate, **POST_ONLY),
    "outcomes:inspection_list": Route(SERVING),
    "outcomes:inspection_new": Route(OFFICES | {"other_school"}),
    "outcomes:inspection": Route(SCHOOL, outcomes.a_visit),
    "outcomes:inspection_edit": Route(OFFICES, outcomes.a_visit),
    "outcomes:inspection_finding": Route(OFFICES, outcomes.a_visit),
    "outcomes:round_list": Route(SERVING),
    "outcomes:round": Route(SCHOOL, outcomes.a_round),
    "outcomes:round_finding": Route(OFFICES | {"teacher"}, outcomes.a_round),
    "outcomes:finding_list": Route(SERVING),
    "outcomes:finding": Route(SCHOOL, outcomes.a_hazard),
    "outcomes:finding_hand": Route(OFFICES | {"teacher"}, outcomes.a_hazard),
    "outcomes:finding_mend": Route(OFFICES | {"homeroom"}, outcomes.a_hazard),
    "outcomes:finding_again": Route(OFFICES | {"teacher"}, outcomes.a_mended_hazard),
    "outcomes:finding_photo": Route(SCHOOL, outcomes.a_picture_of_a_hazard),
    # voice
    "voice:suggestion_list": Route(SERVING),
    "voice:suggestion_new": Route(SERVING),
    "voice:suggestion_alike": Route(SERVING),
    "voice:suggestion": Route(SCHOOL, voice.a_suggestion),
    "voice:suggestion_photo": Route(SCHOOL, voice.a_picture_of_what_was_done),
    "voice:suggestion_take": Route(OFFICES, voice.a_suggestion),
    "voice:suggestion_hand": Route(OFFICES | {"homeroom"}, voice.a_suggestion_taken_up),
    "voice:suggestion_tell": Route(OFFICES | {"homeroom"}, voice.a_suggestion_taken_up),
    "voice:suggestion_adopt": Route(OFFICES | {"homeroom"}, voice.a_suggestion_taken_up),
    "voice:suggestion_decline": Route(OFFICES | {"homeroom"}, voice.a_suggestion_taken_up),
    "voice:suggestion_finish": Route(OFFICES | {"homeroom"}, voice.an_adopted_suggestion),
    "voice:quiet": Route(SERVING),
    "voice:poster": Route(OFFICES | {"other_school"}),
    "voice:incident_list": Route(OFFICES | {"other_school"}),
    "voice:incident_new": Route(OFFICES | {"other_school"}),
    "voice:incident": Route(OFFICES, voice.an_incident),
    "voice:incident_handle": Route(OFFICES, voice.an_incident),
    "voice:complaint_list": Route(HANDLERS | {"county_officer", "other_school"}),
    "voice:complaint": Route(HANDLERS, voice.a_complaint),
    "voice:complaint_deed": Route(HANDLERS, voice.a_deed_on_a_complaint),
    "voice:complaint_away": Route(HANDLERS, voice.a_complaint),
    "voice:complaint_recording": Route(HANDLERS, voice.a_voice_note),
    "voice:survey_list": Route(SERVING),
    "voice:survey_new": Route(HANDLERS | {"other_school"}),
    "voice:survey": Route(SCHOOL, voice.a_survey),
    "voice:survey_answers": Route(SCHOOL, voice.answers_of_a_survey),
    "voice:survey_slips": Route(HANDLERS, voice.an_open_survey),
    "voice:answer_by_code": Route(EVERYBODY),
    "voice:answer": Route(EVERYBODY, named("123456789012")),
    "voice:say": Route(EVERYBODY, voice.of_the_school),
    "voice:complain": Route(EVERYBODY, voice.of_the_school),
    "voice:follow": Route(EVERYBODY, voice.of_the_school),
    # character
    "character:unreached": Route(SERVING),
    "character:drop_today": Route(SERVING),
    "character:drop_plan": Route(MORAL_ANYWHERE),
    "character:drop_lesson_list": Route(SERVING),
    "character:drop_show_for": Route(SCHOOL, a_drop_lesson),
    "character:drop_told": Route(EVERYBODY, a_drop_lesson, **POST_ONLY),
    "character:drop_coverage": Route(SERVING),
    "character:drop_list": Route(SERVING),
    "character:drop_take_in": Route(EVERYBODY, **POST_ONLY),
    "character:drop_new": Route(SERVING),
    "character:drop": Route(SCHOOL, a_drop),
    "character:drop_show": Route(SCHOOL, a_drop),
    "character:drop_edit": Route(MORAL | {"teacher"}, a_proposed_drop),
    "character:drop_review": Route(EVERYBODY, a_proposed_drop, **POST_ONLY),
    "character:drop_rest": Route(EVERYBODY, a_drop, **POST_ONLY),
    "character:drop_told_at_will": Route(EVERYBODY, a_drop, **POST_ONLY),
    "character:festival_list": Route(SERVING),
    "character:festival_new": Route(MORAL_ANYWHERE, special={"other_school": "elsewhere"}),
    "character:festival": Route(SCHOOL, a_festival),
    "character:festival_edit": Route(MORAL, a_festival),
    "character:festival_item_new": Route(MORAL, a_festival),
    "character:festival_item": Route(SCHOOL, a_festival_item),
    "character:festival_item_edit": Route(MORAL | {"homeroom"}, a_festival_item),
    "character:festival_results": Route(MORAL | {"homeroom"}, a_festival_item),
    "character:festival_sign": Route(SEES_WANG, an_item_and_class_31),
    "character:festival_entry_list": Route(SERVING),
    "character:theme_grid": Route(SERVING),
    "character:party_list": Route(SERVING),
    "character:theme_plan_list": Route(SCHOOL),
    "character:theme_plan_new": Route(MORAL_ANYWHERE),
    "character:theme_plan": Route(SCHOOL, a_theme_plan),
    "character:theme_plan_edit": Route(MORAL, a_theme_plan),
    "character:theme_session_new": Route(SEES_WANG, a_plan_and_class_31),
    "character:theme_session_list": Route(SERVING),
    "character:theme_session": Route(SCHOOL, a_theme_session),
    "character:photo_consents": Route(SEES_WANG, of_class_31),
    "character:strengths": Route(SEES_WANG, of_wang),
    "character:growth_page": Route(SEES_WANG, of_wang),
    "character:class_roles": Route(RUNS_COURSES | {"homeroom"}, of_class_31),
    "character:class_role_end": Route(EVERYBODY, courses.a_class_role, **POST_ONLY),
    "character:five": Route(SERVING),
    "character:five_chart": Route(SCHOOL),
    "character:five_rows": Route(SCHOOL, named("文明", "roles")),
    "character:features": Route(SERVING),
    "character:curriculum": Route(SERVING),
    "character:curriculum_lessons": Route(SERVING),
    "character:award_list": Route(SERVING),
    "character:course_list": Route(SERVING),
    "character:offering_new": Route(RUNS_COURSES | {"other_school"}),
    "character:course_repeat": Route(EVERYBODY, **POST_ONLY),
    "character:offering": Route(SCHOOL, courses.an_offering),
    "character:offering_edit": Route(RUNS_COURSES, courses.an_offering),
    "character:offering_remove": Route(EVERYBODY, courses.an_offering, **POST_ONLY),
    "character:course_session": Route(RUNS_COURSES | {"teacher"}, courses.a_meeting),
    "character:course_showing": Route(RUNS_COURSES | {"teacher"}, courses.an_offering),
    "character:course_slots": Route(RUNS_COURSES | {"other_school"}),
    "character:course_slot": Route(RUNS_COURSES, courses.a_slot),
    "character:course_slot_remove": Route(EVERYBODY, courses.a_slot, **POST_ONLY),
    "character:course_wishes": Route(SERVING),
    "character:course_wish_class": Route(RUNS_COURSES | {"homeroom"}, of_class_31),
    "character:course_wish_slips": Route(RUNS_COURSES | {"homeroom"}, of_class_31),
    "character:course_wish_home": Route(EVERYBODY, courses.link_on_a_slip),
    "character:course_siblings": Route(RUNS_COURSES | {"homeroom", "other_school"}),
    "character:course_siblings_untie": Route(EVERYBODY, courses.two_siblings, **POST_ONLY),
    "character:course_places": Route(RUNS_COURSES | {"other_school"}),
    "character:course_propose": Route(EVERYBODY, **POST_ONLY),
    "character:course_adopt": Route(EVERYBODY, **POST_ONLY),
    "character:place": Route(RUNS_COURSES, courses.a_proposed_place),
    # care
    "care:visit_list": Route(SERVING),
    "care:visit_homes": Route(SERVING),
    "care:visit_plan": Route(SEES_WANG, of_wang),
    "care:visit_drop": Route(EVERYBODY, planned_visit, **POST_ONLY),
    "care:case_list": Route(SERVING),
    "care:case_new": Route(frozenset({"principal", "student_affairs", "homeroom", "other_school"})),
    "care:case": Route(CASE | {"secretary"}, a_case),
    "care:case_plan": Route(CASE, a_case),
    "care:case_hand_over": Route(CASE, a_case),
    "care:case_join": Route(CASE, a_case),
    "care:case_leave": Route(EVERYBODY, a_member_of_a_team, **POST_ONLY),
    "care:case_close": Route(CASE, a_case),
    "care:case_confirm": Route(
        frozenset({"principal", "student_affairs", "secretary"}), a_case_being_closed
    ),
    "care:case_send_back": Route(CASE | {"secretary"}, a_case_being_closed),
    "care:case_reopen": Route(frozenset({"principal", "student_affairs"}), a_case),
    "care:ledger": Route(frozenset({"principal", "student_affairs", "secretary", "other_school"})),
    "care:register_list": Route(REGISTERS | {"other_school"}),
    "care:register_run": Route(REGISTERS, a_comparison),
    "care:register_forget": Route(EVERYBODY, a_comparison, **POST_ONLY),
    "care:register_export": Route(EVERYBODY, a_comparison, **POST_ONLY),
    "care:register_review": Route(REGISTERS, a_comparison),
    "care:register_rows": Route(REGISTERS, a_list_of_a_comparison),
    "care:register_row": Route(REGISTERS, a_row_of_a_list),
    **care_routes(),
    "care:roll_list": Route(SERVING),
    "care:absence_list": Route(SERVING),
    "care:roll": Route(
        frozenset({"administrator", "principal", "student_affairs", "homeroom"}), roll_of_class_31
    ),
    "care:sign_list": Route(SERVING),
    "care:sign_rules": Route(frozenset({"principal", "student_affairs", "other_school"})),
    "care:sign": Route(frozenset({"principal", "student_affairs", "homeroom"}), of_wang),
    # exchange
    "exchange:load_list": Route(HEADS_ANYWHERE),
    "exchange:load_run": Route(HEADS, a_run),
    "exchange:load_begin": Route(EVERYBODY, a_run, **POST_ONLY),
    "exchange:marked_download": Route(frozenset(), a_run),
    "exchange:template_download": Route(HEADS_ANYWHERE),
    "exchange:dump_download": Route(EVERYBODY, **POST_ONLY),
    # county
    **routes_county.rows(Route, EVERYBODY),
    # indicators and reports
    "indicators:indicator_list": Route(SERVING),
    "indicators:indicator": Route(SERVING, named("care.visits")),
    "indicators:published_rows": Route(SCHOOL, a_published_figure),
    "indicators:indicator_rows": Route(EVERYBODY, named("care.visits"), **POST_ONLY),
    "indicators:chart": Route(SCHOOL, two_examinations),
    "indicators:figure_chart": Route(SCHOOL, one_of_two_examinations),
    "indicators:pinned": Route(SERVING),
    "indicators:pin": Route(EVERYBODY, named("care.visits"), **POST_ONLY),
    "reports:report_list": Route(OFFICES | {"other_school"}),
    "reports:document": Route(OFFICES | {"other_school"}, named("case")),
    "reports:document_file": Route(OFFICES | {"other_school"}, named("case")),
    "reports:document_file_why": Route(EVERYBODY, named("dropout-ledgers"), **POST_ONLY),
    "reports:document_chart": Route(OFFICES, two_examinations_of_the_case),
    "reports:document_publish": Route(EVERYBODY, named("case"), **POST_ONLY),
    "reports:number": Route(OFFICES, named("term-summary", "term.home_visit")),
    "reports:inspection": Route(HEADS_ANYWHERE | {"secretary"}),
    "reports:inspection_file": Route(HEADS | {"secretary"}, an_inspection_file),
    "reports:inspection_download": Route(HEADS | {"secretary"}, an_inspection_file),
    "reports:issued_list": Route(OFFICES | {"other_school"}),
    "reports:issued": Route(OFFICES, an_issued_case),
    "reports:issued_file": Route(OFFICES, an_issued_case),
    "reports:template": Route(OFFICES | {"other_school"}, named("case")),
    "reports:template_download": Route(OFFICES | {"other_school"}, named("case")),
    "reports:template_upload": Route(EVERYBODY, named("case"), **POST_ONLY),
    "reports:template_revert": Route(EVERYBODY, named("case"), **POST_ONLY),
}

OF_A_SCHOOL = {"people", "records", "exchange", "growth", "care", "outcomes", "voice"}
PUBLIC = {
    "character:course_wish_home",
    "care:beauty_home",
    "care:fund_public",
    "outcomes:honour_public",
    "voice:say",
    "voice:complain",
    "voice:follow",
    "voice:answer",
}
"""Without signing in, for families and the public."""

ROUTES |= routes_api.api_routes(Route, SERVING, EVERYBODY)

OBJECTS = {
    name: route.args
    for name, route in ROUTES.items()
    if route.args not in (nothing,)
    and name.partition(":")[0]
    in {"people", "records", "exchange", "growth", "care", "character", "outcomes", "voice"}
    and name not in {"people:pairing_new", "records:record_new_of_kind", "outcomes:honour_new"}
    and name not in PUBLIC
} | {
    "school:term": first_term,
    "programmes:duty_of": ROUTES["programmes:duty_of"].args,
    **routes_ideals.objects(ROUTES, nothing),
    "county:package_file": routes_county.a_package,
    "reminders:letter": letter_of_the_teacher,
    "reminders:robot_try": robot,
    "reminders:robot_switch": robot,
    "reminders:robot_remove": robot,
    "api:token_revoke": routes_api.a_token,
}
"""Routes that name a row of the cast's school: to the principal of another they do not exist."""

OBJECTS |= {
    name: route.args
    for name, route in ROUTES.items()
    if route.args is not nothing and name.startswith(("timetable:", "teaching:"))
}
