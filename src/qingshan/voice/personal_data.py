"""What families and staff said, and what became of it."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="voice.suggestions",
        title="合理建议",
        of=Of.STAFF,
        what="谁提的、办到哪一步",
        purpose="改进学校",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第七条第五项",
        holder="校长",
        models=(
            "Suggestion",
            "SuggestionStep",
        ),
        kept="离职以后，可以请学校删去",
        works="是学校办的事，内容留下",
    ),
    Kind(
        key="voice.incidents",
        title="事件",
        of=Of.BOTH,
        what="哪天出了什么事、怎么处理",
        purpose="安全，四无",
        basis=Basis.DUTY,
        law="《未成年人保护法》第三十七条",
        holder="校长",
        models=(
            "Incident",
            "IncidentStep",
        ),
        kept="不离开：出过的事不能没有了",
        withheld="写的是一件事，里面可能有几个人；请找校长看",
        stays="出过的事不能没有了（《未成年人保护法》第三十七条）；写下的话由触发器守着",
    ),
    Kind(
        key="voice.complaints",
        title="家长投诉",
        of=Of.FAMILY,
        what="说了什么、录音、怎么办的；不记是谁说的",
        purpose="听家里的话，改",
        basis=Basis.DUTY,
        law="《未成年人保护法》第十一条",
        holder="校长、学生事务主任",
        models=(
            "Complaint",
            "ComplaintStep",
        ),
        kept="不离开：不能让它不见，正是它的用处",
        withheld="要护住说的人；说到谁，由校长当面告诉谁",
        stays="投诉不能让它不见（《未成年人保护法》第十一条）；每一步连着印记",
    ),
    Kind(
        key="voice.surveys",
        title="家长调查",
        of=Of.FAMILY,
        what="满意不满意、还想说的话；不记是谁说的",
        purpose="知道家里怎么看学校",
        basis=Basis.CONSENT,
        law="自愿填写",
        holder="校长",
        models=(
            "Survey",
            "SurveySlip",
            "SurveyAnswer",
        ),
        leaves=(
            "voice.slips",
            "voice.survey_words",
        ),
        consent="填不填由家里",
        withheld="不记名，找不出是谁的",
    ),
)

IMPERSONAL = {
    "SurveyQuestion": "调查的问题",
}
