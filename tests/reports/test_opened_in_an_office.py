"""Every document opened by LibreOffice: figures that lead to their rows, charts that show."""

from __future__ import annotations

import pytest

from tests.reports.every_document import make_every_document
from tests.reports.opened import look_into


@pytest.mark.system("R9", "C1")
def test_every_document_opens_with_its_figures_links_and_pictures(filled_cast, tmp_path):
    from tests.care.cases_ground import opened

    opened(filled_cast)
    look_into(make_every_document(filled_cast), tmp_path)
