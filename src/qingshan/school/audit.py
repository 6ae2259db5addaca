"""The audit log of one school, for its administrator and principal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import JSONField, Q
from django.utils import timezone

from qingshan.access.audit import nothing_of, sealed_fields
from qingshan.access.deeds import known_deeds, words_for
from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.kit.leaving import all_leaving
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import as_written, tr
from qingshan.school.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import Model, QuerySet
    from django.http import QueryDict

    from qingshan.school.membership import Member

MAY_READ = (Role.ADMINISTRATOR, Role.PRINCIPAL)
PERIODS = [
    ("1", tr("今天")),
    ("7", tr("最近 7 天")),
    ("31", tr("最近 31 天")),
    ("366", tr("最近一年")),
]
WORDS_OF_DETAILS = {
    "absent": tr("没来"),
    "accounts": tr("账号"),
    "added": tr("添了"),
    "agreed": tr("同意"),
    "as_of": tr("统计日"),
    "asked": tr("范围"),
    "before": tr("原来"),
    "came": tr("来了"),
    "children": tr("孩子"),
    "classes": tr("班级"),
    "county": tr("县区"),
    "courses": tr("课程"),
    "created": tr("新建"),
    "days": tr("天数"),
    "document": tr("文档"),
    "documents": tr("文档"),
    "ended": tr("结束"),
    "evidence": tr("佐证"),
    "families": tr("家庭"),
    "field": tr("项目"),
    "fields": tr("改了"),
    "figure": tr("指标"),
    "figures": tr("数字"),
    "file": tr("文件"),
    "files": tr("文件数"),
    "fingerprint": tr("指纹"),
    "honours": tr("荣誉"),
    "key": tr("密钥"),
    "kind": tr("类型"),
    "left": tr("去掉"),
    "lessons": tr("课"),
    "month": tr("月份"),
    "moved": tr("换了"),
    "name": tr("名称"),
    "new": tr("新的"),
    "number": tr("编号"),
    "office": tr("职责"),
    "opened": tr("打开"),
    "places": tr("名额"),
    "reason": tr("原因"),
    "results": tr("结果"),
    "rows": tr("行数"),
    "scope": tr("能做什么"),
    "serial": tr("第几份"),
    "since": tr("起"),
    "size": tr("大小"),
    "stayed": tr("留下"),
    "until": tr("止"),
    "updated": tr("修改"),
    "verdict": tr("判断"),
    "way": tr("怎么来的"),
    "went": tr("删去"),
    "why": tr("为什么"),
    "withdrawn": tr("收回"),
}
"""What a deed notes besides who, when and on what: its keyword → its word."""

NOT_SHOWN = {"deed", "school", "child"}
"""Said by other columns: the last is a key of the child whom the row is about."""

LONGEST_DETAIL = 160


def audit_rows_visible_to(member: Member) -> QuerySet[LogEntry]:
    """Deeds at the member's school, and what its people did to their own accounts."""
    if member.school is None or not member.holds(*MAY_READ):
        return _log().none()
    served_by = Appointment.objects.filter(school=member.school).values("account")
    of_no_school = Q(additional_data__school=None) | Q(additional_data__school__isnull=True)
    account = ContentType.objects.get_for_model(Account)
    tried = Q(actor=None, content_type=account, object_id__in=served_by)  # by nobody knows whom
    return _log().filter(
        Q(additional_data__school=member.school.pk)
        | (Q(actor__in=served_by) | tried) & of_no_school
    )


class AuditTable(Table):
    """Rows of the log, the newest first."""

    name = "audit"
    caption = tr("审计")
    unit = tr("条")
    search = ("actor__name", "actor__username", "object_repr")
    search_hint = tr("谁，或对谁")
    default_sort = ("-timestamp", "-pk")
    columns = (
        Column(
            "timestamp", tr("什么时候"), show=lambda at: f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
        ),
        Column("actor__name", tr("谁"), show=lambda name: name or tr("系统")),
        Column(
            "action",
            tr("做了什么"),
            sort=False,
            needs=("action", "additional_data"),
            show=lambda row: words_for(
                (row["additional_data"] or {}).get("deed", ""), row["action"]
            ),
        ),
        Column("object_repr", tr("对谁、对什么")),
        Column(
            "changes",
            tr("细节"),
            sort=False,
            needs=("changes", "additional_data", "content_type"),
            show=lambda row: details(
                row["additional_data"] or {}, _named(row["content_type"], row["changes"] or {})
            ),
        ),
        Column("remote_addr", tr("从哪里"), sort=False, phone="hide"),
    )

    def __init__(self, member: Member, asked: QueryDict) -> None:
        filters = (
            Filter("deed", tr("做了什么"), "additional_data__deed", choices=known_deeds()),
            Filter("days", tr("什么时候"), choices=PERIODS, apply=_since),
        )
        super().__init__(audit_rows_visible_to(member), asked, filters=filters)


def _log() -> QuerySet[LogEntry]:
    log: QuerySet[LogEntry] = LogEntry.objects.all()
    return log


def details(noted: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    """What the log holds besides who, when and on what, cut to a bearable length."""
    said = [
        f"{WORDS_OF_DETAILS.get(key, key)} {_told(value)}"
        for key, value in noted.items()
        if key not in NOT_SHOWN
    ]
    said += [
        tr("{name}：{pair}").format(name=name, pair=_pair(change))
        for name, change in changes.items()
    ]
    text = str(tr("；").join(said))
    return text if len(text) <= LONGEST_DETAIL else f"{text[:LONGEST_DETAIL]}…"


def _named(model_key: int, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes under the words of their fields; what is no column of the table is left out."""
    model = ContentType.objects.get_for_id(model_key).model_class()
    if model is None:  # of a part that is no longer here
        return dict(changes)
    words = {name: _words_for_field(model, name) for name in changes}
    sealed = sealed_fields(model)  # of rows, too, that were written before a field was sealed
    written = {field.name for field in model._meta.get_fields() if isinstance(field, JSONField)}
    told = {name: _without_the_sealed(name, change, sealed) for name, change in changes.items()}
    told |= {name: tr("改了内容") for name in changes if name in written}  # read by programs
    return {words[name]: told[name] for name in changes if words[name]}


def _without_the_sealed(name: str, change: Any, sealed: Collection[str]) -> Any:
    return [nothing_of(str(value)) for value in change] if name in sealed else change


def _words_for_field(model: type[Model], name: str) -> str:
    """Its own name if it has a Chinese one, else that of what it points to; "" leaves it out."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if not field.concrete:
        return ""
    own = field.verbose_name
    if not str(as_written(own)).isascii():  # as the house has it, whatever language is read
        return str(own)
    return str(field.related_model._meta.verbose_name) if field.related_model else ""


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, list) and all(isinstance(one, int) for one in value):
        return tr("{n} 个").format(n=len(value))  # keys of rows, which say nothing to a reader
    if isinstance(value, list):
        more = tr(" 等 {value} 个").format(value=len(value)) if len(value) > 5 else ""
        return f"{tr('、').join(value[:5])}{more}"
    if isinstance(value, dict):
        titles = {one.key: one.title for one in all_leaving()}
        return tr("、").join(f"{titles.get(key, key)} {count}" for key, count in value.items())
    return str(value)


def _pair(change: Any) -> str:
    if isinstance(change, list) and len(change) == 2:
        before, after = (tr("空") if value in {None, "None", ""} else value for value in change)
        return f"{before} → {after}"
    return str(change)


def _since(rows: QuerySet[LogEntry], days: str) -> QuerySet[LogEntry]:
    first = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return rows.filter(timestamp__gte=first - timedelta(days=int(days) - 1))
