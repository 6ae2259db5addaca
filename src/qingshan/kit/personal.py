"""What is kept about people, and why: each app declares its own in a module `personal_data`.

    KINDS = (
        Kind(
            key="care.cases",
            title="关爱个案",
            of=Of.CHILD,
            what="缘由、目标、措施、进展、销号",
            purpose="帮助有困难或可能失学的孩子",
            basis=Basis.DUTY,
            law="《义务教育法》第十三条",
            holder="学生事务主任",
            models=("Case", "CaseStep"),
            leaves=("care.cases",),
        ),
    )
    IMPERSONAL = {"SignSetting": "规则，里面没有人"}

Every table of the house stands in a kind or among the impersonal ones. The table for the school,
the assessment of its effects and the notice to families all come from here.
"""

from __future__ import annotations

import enum
import importlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model


class Of(enum.Enum):
    """Whom a kind of rows is about."""

    CHILD = "孩子"
    STAFF = "教职工"
    BOTH = "孩子和教职工"
    FAMILY = "家长"

    @property
    def children(self) -> bool:
        return self in {Of.CHILD, Of.BOTH}

    @property
    def staff(self) -> bool:
        return self in {Of.STAFF, Of.BOTH}


class Basis(enum.Enum):
    """Why the law allows it: 《个人信息保护法》第十三条."""

    DUTY = "履行法定职责或者法定义务所必需（第十三条第三项）"
    EMPLOYMENT = "实施人力资源管理所必需（第十三条第二项）"
    CONSENT = "取得同意（第十三条第一项）；不满十四周岁的，由监护人同意（第三十一条）"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Rows of one sort about people.

    `leaves` names what the app's `retention` does with them; `kept` says in words how long they
    stay where nothing leaves by itself. `consent` says how a family's consent is taken where the
    school's duty does not cover it. What is `withheld` from the person it is about has a reason;
    where only the files are, because others are to be seen in them, `shows_others` says so.
    Rows that may not go when a person is erased say by which duty they `stay`; the name and the
    words go. What is the school's own work, and only done by somebody, `works` on with its words.
    """

    key: str
    title: str
    of: Of
    what: str
    purpose: str
    basis: Basis
    law: str
    holder: str
    models: tuple[str, ...]
    leaves: tuple[str, ...] = ()
    kept: str = ""
    sensitive: bool = False
    consent: str = ""
    withheld: str = ""
    shows_others: str = ""
    stays: str = ""
    works: str = ""
    app: str = field(default="", init=False)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(_label(self.app, name) for name in self.models)

    @property
    def about_children_under_14(self) -> bool:
        """A nine-year school: most of its children are younger than fourteen."""
        return self.of.children


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Every kind, the ground of the house first."""
    found: list[Kind] = []
    for app, module in _modules():
        for kind in getattr(module, "KINDS", ()):
            object.__setattr__(kind, "app", app)
            found.append(kind)
    return tuple(found)


@lru_cache(maxsize=1)
def kind_of_each() -> dict[str, Kind]:
    """Label of a model → its kind. Raises `ValueError` where one stands in two."""
    found: dict[str, Kind] = {}
    for kind in kinds():
        for label in kind.labels:
            if label in found:
                raise ValueError(f"{label} is declared in {found[label].key} and {kind.key}")
            found[label] = kind
    return found


@lru_cache(maxsize=1)
def impersonal() -> dict[str, str]:
    """Label of a model that is about nobody → why it is not."""
    return {
        _label(app, name): why
        for app, module in _modules()
        for name, why in getattr(module, "IMPERSONAL", {}).items()
    }


def kind_of(model: type[Model]) -> Kind | None:
    return kind_of_each().get(model._meta.label)


def _modules() -> Iterator[tuple[str, object]]:
    for config in reversed(list(apps.get_app_configs())):
        if config.module is not None and module_has_submodule(config.module, "personal_data"):
            yield config.label, importlib.import_module(f"{config.name}.personal_data")


def _label(app: str, name: str) -> str:
    return name if "." in name else f"{app}.{name}"
