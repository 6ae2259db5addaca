"""Who sees which child."""

import pytest

from qingshan.people.visibility import students_visible_to
from qingshan.school.membership import member_for


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("principal", {"王同学", "冯同学"}),
        ("student_affairs", {"王同学", "冯同学"}),
        ("homeroom", {"王同学"}),
        ("teacher", set()),
        ("county_officer", set()),
        ("other_school", {"褚同学"}),
    ],
)
def test_children_are_seen_by_relation(cast, who, sees):
    member = member_for(cast.accounts[who])
    assert {child.name for child in students_visible_to(member)} == sees
