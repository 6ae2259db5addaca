"""Where a visitor of the demonstration school is led, by the part that is played: page and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.access.roles import Role
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.demonstration import CODE

if TYPE_CHECKING:
    from qingshan.school.membership import Member

VISITS = ("care.visits",)
OFFICES = (Role.PRINCIPAL, Role.SECRETARY, Role.STUDENT_AFFAIRS, Role.ADMINISTRATOR)
"""Whoever holds several is led as the first of them."""


@dataclass(frozen=True, slots=True)
class Station:
    """One page: its URL's name and arguments, its title, and why one looks at it."""

    page: str
    title: str
    why: str
    args: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        return reverse(self.page, args=self.args)


HOME = Station(
    "desk:home",
    tr("今天"),
    tr("每天先开这一页。要看一看的、今天要做的都在这里，每一句点开就能办。"),
)
ROWS = Station(
    "indicators:indicator",
    tr("一个数的来历"),
    tr("数字不靠人报，是从记录里数出来的。往下看，就是它背后的每一条。"),
    VISITS,
)
WRITE = Station(
    "records:record_new_of_kind",
    tr("记一次家访"),
    tr("选孩子、写一句话就够了。记这一次，走访、履职、孩子的页面和报告都有了，不用再填别的表。"),
    ("home_visit",),
)
DUTIES = Station(
    "programmes:mine",
    tr("我的履职"),
    tr("学校的每一项承诺，我做了多少、还差什么，照记录数好了。只提醒还差什么，不排名次。"),
)
SIGNS = Station(
    "care:sign_list",
    tr("早期预警"),
    tr("哪个孩子要人去看一看，用一句话写明为什么。只说理由，不打分，只有帮他的人看得到。"),
)
ROLL = Station(
    "care:roll_list",
    tr("点名"),
    tr("全班都算到了，只点没来的。到八点半还不知道缘由的，会告诉班主任和管学生的老师。"),
)
CASES = Station(
    "care:case_list",
    tr("个案"),
    tr("一个孩子、一份计划、一位负责的老师。帮好了要第二个人核实，才算销号。"),
)
MENTORING = Station(
    "growth:mentoring_list",
    tr("青蓝工程"),
    tr("谁带谁、带到哪一步、协议签没签，一页看清。"),
)
OBSERVATIONS = Station(
    "teaching:observation_list",
    tr("听课"),
    tr("听一节课，当场写下看到的；没有信号也能写，回来自己送到学校。"),
)

TOURS: dict[str, tuple[Station, ...]] = {
    "principal": (
        HOME,
        Station(
            "desk:overview",
            tr("学校总览"),
            tr("全校的数字和图在一页上，哪里好、哪里还要使劲，一眼看得到。"),
        ),
        ROWS,
        SIGNS,
        CASES,
        Station(
            "reports:document",
            tr("案例报告"),
            tr("整份案例文件，每个数都是刚刚数出来的。点“下载 Word 文件”，就能交上去。"),
            ("case",),
        ),
    ),
    "secretary": (
        HOME,
        Station(
            "programmes:programme_list",
            tr("履职"),
            tr("支部许下的每一件事是一个做法，谁做到了、谁还差，点开就看得见。"),
        ),
        Station(
            "ideals:study",
            tr("学习"),
            tr("学什么、学到哪里、下一步是什么。心得先是自己的，愿意才给别人看。"),
        ),
        Station(
            "growth:post_list",
            tr("党员示范岗"),
            tr("谁在哪个岗位、答应做到什么，写成一句话，大家都看得到。"),
        ),
        Station(
            "ideals:series",
            tr("扎根系列"),
            tr("写身边的老师。本人同意、另一个人审过才发，随时可以收回。"),
        ),
        ROWS,
    ),
    "student_affairs": (
        HOME,
        ROLL,
        SIGNS,
        CASES,
        Station(
            "care:left_behind_list",
            tr("留守儿童"),
            tr("每个留守的孩子有一位结对的老师；多久没谈心、多久没联系家长，自己会提醒。"),
        ),
        Station(
            "character:unreached",
            tr("一个不落"),
            tr(
                "哪个孩子这学期还没有一次活动轮到，会列在这里，后面写着下一步。换一个“缺什么”看看。"
            ),
        ),
    ),
    "administrator": (
        HOME,
        Station(
            "exchange:load_list",
            tr("数据进出"),
            tr("把学校的表格放进来，先核对再载入，哪一格要改都写在那一行旁边。随时能整份取走。"),
        ),
        Station(
            "people:account_list",
            tr("账号"),
            tr("开账号、给职责、重设密码，都在一页。谁看得到什么，由职责定。"),
        ),
        Station(
            "school:calendar",
            tr("校历"),
            tr("学期、放假和补课定在这里；点名、履职和每周的信都跟着它走。"),
        ),
        Station(
            "privacy:home",
            tr("个人信息"),
            tr("留了谁的什么、为什么留、留到哪天，都写明；到期的按时清掉。"),
        ),
        Station(
            "school:audit_list",
            tr("审计"),
            tr("谁在什么时候做了什么、看了什么，一条一条在这里，谁也改不了。"),
        ),
    ),
    "group_head": (
        HOME,
        OBSERVATIONS,
        Station(
            "teaching:finding_list",
            tr("二查三评"),
            tr("查出来的写清楚，改好了再看一次；是帮老师改课，不是给老师打分。"),
        ),
        MENTORING,
        Station(
            "timetable:home",
            tr("课表"),
            tr("从排课软件直接读进来。谁请假、谁代课、哪天调课，当天的课表就是当天的样子。"),
        ),
        DUTIES,
    ),
    "homeroom": (
        HOME,
        WRITE,
        ROLL,
        Station(
            "people:student_list",
            tr("孩子"),
            tr("点开一个孩子，家里、谁在帮、做过什么都在一页。电话遮着，点“显示”会留下记录。"),
        ),
        Station(
            "care:visit_list",
            tr("走访"),
            tr("一个村一趟走完：先看该去谁家，走完一次记下。"),
        ),
        DUTIES,
    ),
    "teacher": (
        HOME,
        WRITE,
        DUTIES,
        Station(
            "character:drop_today",
            tr("小水滴"),
            tr("课前三分钟讲一件小事。今天讲哪一则已经排好，讲完点一下就记上了。"),
        ),
        OBSERVATIONS,
        Station(
            "growth:stage_list",
            tr("青年教师"),
            tr("到学校第几年、走到哪一步、谁在带，自己看得清楚。"),
        ),
    ),
    "county_officer": (
        Station(
            "county:overview",
            tr("全县的学校"),
            tr("县里看各校的数，看不到一个孩子；太小的数会盖住，免得猜出是谁。"),
        ),
        Station(
            "county:school",
            tr("一所学校"),
            tr("一所学校报上来的每个数，一个月一个月往回看。点不进任何一个孩子。"),
            (CODE,),
        ),
        Station(
            "county:arrivals",
            tr("学校送来的"),
            tr("没有联网的学校送一个文件来，打开先验真假，改过一个字就不收。"),
        ),
        Station(
            "county:key_list",
            tr("公钥"),
            tr("每所学校有自己的一把，送来的文件靠它验真假；换了一把，这里看得到。"),
        ),
    ),
}
"""Part → its stations, in the order in which they are shown."""


def part_of(member: Member) -> str:
    """Whose tour somebody is led on."""
    if member.county is not None:
        return "county_officer"
    office = next((role for role in OFFICES if member.holds(role)), None)
    if office is not None:
        return str(office.value)
    staff = staff_of(member)
    if staff is not None and staff.headed_groups.exists():
        return "group_head"
    return "homeroom" if staff is not None and staff.homerooms.exists() else "teacher"
