"""The steps of an answer, and what the two indices are, in words."""

from __future__ import annotations

from qingshan.kit.words import tr
from qingshan.voice.models import SurveyQuestion

Index = SurveyQuestion.Index
STEPS = ((5, tr("很好")), (4, tr("好")), (3, tr("一般")), (2, tr("不好")), (1, tr("很不好")))
GOOD = 4  # and above
MEANS = {
    Index.SATISFACTION: tr("回答“总的来说，您觉得学校怎么样？”的家庭里，说“很好”或“好”的占几成。"),
    Index.TRUST: tr("回答“孩子交给学校，您放心吗？”的家庭里，说“很好”或“好”（放心）的占几成。"),
}
ASKED = (
    (tr("总的来说，您觉得学校怎么样？"), Index.SATISFACTION),
    (tr("孩子交给学校，您放心吗？"), Index.TRUST),
    (tr("老师对您的孩子怎么样？"), ""),
    (tr("孩子在学校吃得、住得怎么样？"), ""),
    (tr("有事找学校，好不好说话？"), ""),
)
"""What is asked where the school does not word it otherwise."""


def step_word(mark: int) -> str:
    return dict(STEPS).get(mark, "")
