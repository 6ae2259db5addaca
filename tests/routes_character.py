"""The addresses of character: drops, themes, festivals, courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import routes_courses as courses
from tests.route import (
    EVERYBODY,
    POST_ONLY,
    SCHOOL,
    SEES_WANG,
    SERVING,
    Route,
    named,
    of_class_31,
    of_wang,
)
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

if TYPE_CHECKING:
    pass


RUNS_COURSES = frozenset({"administrator", "principal", "student_affairs"})
"""Who sets up courses and places children in them."""


ROWS: dict[str, Route] = {
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
}
