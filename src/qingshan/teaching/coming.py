"""What of teaching is offered where there is no signal."""

from __future__ import annotations

from qingshan.records.offline.carried import carries
from qingshan.records.offline.coming import comes_along
from qingshan.teaching.observation.carried import CARRIED, lessons_to_observe

carries(CARRIED)
comes_along(lessons_to_observe)
