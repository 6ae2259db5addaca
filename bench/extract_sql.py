"""The figures of the contract as a practised hand writes them for DuckDB; the baseline."""

from __future__ import annotations

from collections import defaultdict

QUERIES = (
    """SELECT school_id,
         count(*) AS "staff.total",
         count(*) FILTER (post = 'special') AS "staff.special_post",
         count(*) FILTER (post = 'special' AND position = '中层干部')
           AS "staff.special_post.midlevel",
         count(*) FILTER (post = 'special' AND joined_party_on >= hired_on
           AND joined_party_on <= $day) AS "staff.special_post.joined_party",
         count(*) FILTER (post = 'special' AND applied_party_on <= $day
           AND (joined_party_on IS NULL OR joined_party_on > $day))
           AS "staff.special_post.party_applicants"
       FROM people_staff GROUP BY school_id""",
    """SELECT school_id,
         count(*) AS "students.total",
         count(*) FILTER (boarding = 'boarding') AS "students.boarding",
         count(*) FILTER (left_behind IN ('one_parent', 'both_parents')) AS "students.left_behind"
       FROM people_student GROUP BY school_id""",
    """SELECT t.school_id,
         count(DISTINCT staff_id) FILTER (title = '区级骨干教师')
           AS "staff.special_post.district_backbone",
         count(DISTINCT staff_id) FILTER (title = '市教学能手') AS "staff.special_post.city_expert",
         count(DISTINCT staff_id) FILTER (title = '区人大代表')
           AS "staff.special_post.congress_delegate"
       FROM growth_title t JOIN people_staff s ON s.id = t.staff_id
       WHERE post = 'special' AND awarded_on <= $day GROUP BY t.school_id""",
    """SELECT school_id,
         count(DISTINCT staff_id) FILTER (recipient = 'staff'
           AND level IN ('district', 'city', 'province', 'nation'))
           AS "staff.commended_district_plus",
         count(*) FILTER (recipient = 'student') AS "students.awards",
         count(*) FILTER (recipient = 'school') AS "school.honours"
       FROM outcomes_honour WHERE date <= $day GROUP BY school_id""",
    """SELECT school_id,
         count(*) AS "inspections.total",
         count(*) FILTER (result IN ('excellent', 'good')) AS "inspections.good"
       FROM outcomes_inspection WHERE date <= $day GROUP BY school_id""",
    """SELECT school_id,
         count(*) FILTER (kind = 'home_visit') AS "care.visits",
         count(DISTINCT student_id) FILTER (kind = 'home_visit') AS "care.visited_students",
         count(*) FILTER (kind = 'home_teaching') AS "care.home_teaching",
         count(*) FILTER (kind = 'portrait') AS "publicity.series_issues"
       FROM records_record
       WHERE date <= $day AND kind IN ('home_visit', 'home_teaching', 'portrait')
       GROUP BY school_id""",
    """SELECT school_id,
         coalesce(sum(net) FILTER (kind = 'support'), 0) AS "care.funds_yuan",
         coalesce(sum(CASE kind WHEN 'support' THEN -net ELSE net END), 0)
           AS "care.fund_balance_yuan"
       FROM care_fundentry WHERE date <= $day GROUP BY school_id""",
    """SELECT school_id,
         count(*) AS "courses.count", count(DISTINCT category) AS "courses.categories"
       FROM character_course WHERE nature = 'school' GROUP BY school_id""",
    """SELECT school_id,
         count(*) FILTER (kind = 'accident') AS "incidents.accidents",
         count(*) FILTER (kind = 'complaint') AS "incidents.complaints",
         count(*) FILTER (kind = 'opinion') AS "incidents.opinion",
         count(*) FILTER (kind = 'violation') AS "incidents.violations"
       FROM voice_incident WHERE date <= $day GROUP BY school_id""",
    """SELECT school_id,
         arg_max(year, (entered, year)) AS "exam.record_entered_year",
         arg_max(year, (full_marks, year)) AS "exam.record_full_marks_year",
         coalesce(max(year) - max(year) FILTER (NOT full_rate), count(*))
           AS "exam.full_rate_years"
       FROM (SELECT *, entered = graduates AND graduates > 0 AS full_rate
             FROM outcomes_examination WHERE year <= year($day::DATE)) GROUP BY school_id""",
)
"""Each gives a line a school, with a column a figure. The years of the data have no gap."""

BY_YEAR = """SELECT school_id, year,
         coalesce(round_even(sum(entered) / nullif(sum(graduates), 0), 4), 0)
           AS "exam.promotion_rate",
         sum(entered) AS "exam.entered", sum(full_marks) AS "exam.full_marks"
       FROM outcomes_examination WHERE year <= year($day::DATE) GROUP BY school_id, year"""


def keys(con, day) -> set[str]:
    """The figures that are written here."""
    found = set()
    for sql in (*QUERIES, BY_YEAR):
        found |= {column[0] for column in con.execute(sql, _values(sql, day)).description}
    return found - {"school_id", "year"}


def answers(con, day) -> dict[int, dict[str, object]]:
    """School → figure → value; a school without rows of a table has none of its figures."""
    found: dict[int, dict[str, object]] = defaultdict(dict)
    for sql in QUERIES:
        asked = con.execute(sql, _values(sql, day))
        names = [column[0] for column in asked.description][1:]
        for school, *values in asked.fetchall():
            found[school].update(zip(names, values, strict=True))
    asked = con.execute(BY_YEAR, _values(BY_YEAR, day))
    names = [column[0] for column in asked.description][2:]
    for school, year, *values in asked.fetchall():
        for name, value in zip(names, values, strict=True):
            found[school][f"{name}.{year}"] = value
    return found


def _values(sql, day):
    return {"day": day} if "$day" in sql else {}
