"""The first version of what programs can ask: routers by what they are about, one OpenAPI file."""

from __future__ import annotations

from qingshan.api.v1.asking import BearerToken
from qingshan.api.v1.described import DESCRIPTION, Interface
from qingshan.api.v1.figures import router as figures
from qingshan.api.v1.mine import router as mine
from qingshan.api.v1.people import router as people
from qingshan.api.v1.problems import answer_problems
from qingshan.api.v1.records import router as records
from qingshan.api.v1.schools import router as schools

VERSION = "1.0"

interface = Interface(
    title="青山接口",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api:v1",
    docs_url=None,
    auth=BearerToken(),
)
for router, about in (
    (mine, "自己"),
    (schools, "学校"),
    (people, "人"),
    (records, "记录"),
    (figures, "数字"),
):
    interface.add_router("", router, tags=[about])
answer_problems(interface)
