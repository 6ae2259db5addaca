"""Where a child stands on the path that its supporters walk with it, on the child's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.prepared import Prepared
from qingshan.people.models import Pairing
from qingshan.people.panels import Panel, on_the_page_of_a_student
from qingshan.people.visibility import open_on
from qingshan.programmes.packs import in_order
from qingshan.programmes.paths import walks_by_pair

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member

SUPPORT = Pairing.Kind.STUDENT_SUPPORT


_PAIR = Prepared(
    lambda child, today: (
        Pairing.objects.filter(open_on(today), student=child, kind=SUPPORT)
        .order_by("starts_on")
        .values_list("pk", "giver_id", "giver__name")[:1]
    )
)


@on_the_page_of_a_student(place=15)
def path_of_a_child(member: Member, student: Student) -> Panel | None:
    """The first programme whose pairs walk a path; whoever may open the child sees it."""
    pack = next((p for p in in_order() if p.path and p.path.pairing == SUPPORT), None)
    if pack is None:
        return None
    pair = _PAIR.row(child=student.pk, today=member.today)
    if pair is None:
        return None
    key, giver, name = pair
    walk = walks_by_pair(pack, [key], member.today)[key]
    context = {"giver": giver, "name": name, "walk": walk}
    return Panel(pack.title, "programmes/_path_of_a_child.html", context)
