"""What the apps above have to say about a child, a colleague or a class, on that one's page.

An app brings a module `panels`, which is imported when the server starts::

    @on_the_page_of_a_student(place=20)
    def honours(member: Member, student: Student) -> Panel | None:
        rows = honours_visible_to(member).filter(student=student)[:LIMIT]
        return Panel("荣誉", "outcomes/_honours.html", {"rows": rows}) if rows else None

The page is shown to `member` already; what of the app's own rows they may see is for the app's own
`visibility` to say. A panel costs one query; None leaves it out. Lower places stand first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qingshan.people.models import Staff, Student
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass

Subject = TypeVar("Subject", bound=Model)


@dataclass(frozen=True, slots=True)
class Panel:
    """A card: its title, the template of what stands in it, and what the template is given."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    wide: bool = False


class Board(Generic[Subject]):
    """The panels of one sort of page, in the order of their places."""

    def __init__(self) -> None:
        self._makers: dict[int, Callable[[Member, Subject], Panel | None]] = {}

    def __call__(
        self, *, place: int
    ) -> Callable[
        [Callable[[Member, Subject], Panel | None]], Callable[[Member, Subject], Panel | None]
    ]:
        """Registers the function below it. Raises `ValueError` where the place is taken."""

        def register(
            make: Callable[[Member, Subject], Panel | None],
        ) -> Callable[[Member, Subject], Panel | None]:
            if place in self._makers:
                raise ValueError(f"place {place} is taken by {self._makers[place]}")
            self._makers[place] = make
            return make

        return register

    def panels(self, member: Member, subject: Subject) -> list[Panel]:
        made = (self._makers[place](member, subject) for place in sorted(self._makers))
        return [panel for panel in made if panel is not None]


on_the_page_of_a_student: Board[Student] = Board()
on_the_page_of_a_colleague: Board[Staff] = Board()
on_the_page_of_a_class: Board[SchoolClass] = Board()
