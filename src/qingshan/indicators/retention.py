"""What leaves: published documents, those with children's names sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.indicators.models import PublishedDocument
from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    import datetime as dt

THREE_YEARS, TEN_YEARS = 3 * 365, 10 * 365


@leaves("indicators.published_names", tr("发布过的、有孩子名字的文件"), days=THREE_YEARS)
def published_names(school: int, before: dt.date, *, dry_run: bool) -> int:
    """The files; that they were published, and their figures, stay."""
    old = PublishedDocument.objects.filter(
        school=school, published_at__date__lt=before, names_children=True
    ).exclude(file="")
    number = old.count()
    for document in () if dry_run else old:
        document.file.delete(save=True)
    return number


@leaves("indicators.published", tr("发布过的文档和数字"), days=TEN_YEARS)
def published(school: int, before: dt.date, *, dry_run: bool) -> int:
    old = PublishedDocument.objects.filter(school=school, published_at__date__lt=before)
    number = old.count()
    for document in () if dry_run else old:
        document.file.delete(save=False)
        document.delete()
    return number
