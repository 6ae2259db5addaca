"""The one whom a file or an erasure is about: a child, or a member of staff with an account."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.people.accounts.queries import is_of_this_school_only
from qingshan.people.models import Guardian, Staff, Student

if TYPE_CHECKING:
    from django.db.models import Model

    from qingshan.access.models import Account
    from qingshan.kit.personal import Kind
    from qingshan.school.models import School


@dataclass(frozen=True)
class Person:
    """A child or a member of staff of one school."""

    row: Student | Staff

    @property
    def is_child(self) -> bool:
        return isinstance(self.row, Student)

    @property
    def school(self) -> School:
        return self.row.school

    @property
    def key(self) -> tuple[str, int]:
        return ("student" if self.is_child else "staff"), self.row.pk

    @property
    def word(self) -> str:
        return tr("孩子") if self.is_child else tr("教职工")

    @cached_property
    def account(self) -> Account | None:
        return self.row.account if isinstance(self.row, Staff) else None

    @cached_property
    def serves_elsewhere(self) -> bool:
        """Whether the account opens another school's doors as well: there it goes on."""
        account = self.account
        return account is not None and not is_of_this_school_only(account, self.school)

    @cached_property
    def family(self) -> list[Guardian]:
        return list(Guardian.objects.filter(student=self.row.pk)) if self.is_child else []

    def is_of(self, row: Model | None) -> bool:
        """Whether that row of people, families or accounts is this person's own."""
        if isinstance(row, Guardian):
            return self.is_child and row.student_id == self.row.pk
        return row is not None and row in (self.row, self.account)

    def is_told_in(self, kind: Kind) -> bool:
        """Whether rows of such a kind are about people like this one."""
        if self.is_child:
            return kind.of.children or kind.of.value == "家长"
        return kind.of.staff
