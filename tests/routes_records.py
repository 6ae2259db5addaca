"""The addresses of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    POST_ONLY,
    SEES_WANG,
    SERVING,
    Route,
    named,
    reading,
)

if TYPE_CHECKING:
    from tests.cast import Cast


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


ROWS: dict[str, Route] = {
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
}
