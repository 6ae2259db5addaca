"""Growth as the people who do it see it: reviews at the gates, each in their own browser page."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.reading import fits, has, is_drawn, says
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

ASK = """
import json
from qingshan.people.models import Staff
rows = Staff.objects.filter(account__isnull=False)
print(json.dumps({one.account.username: [one.pk, one.name] for one in rows}))
"""

WHO_IS_A_MEMBER = """
from qingshan.people.models import Staff
rows = Staff.objects.filter(
    account__isnull=False, political_status__in=Staff.PARTY_MEMBERS
).exclude(account__username__in=["principal", "grouphead"])
print(rows.first().account.username)
"""

WHO_IS_PAST_A_STAGE = """
from datetime import timedelta
from django.utils import timezone
from qingshan.people.models import GroupHead, Staff
head = Staff.objects.get(account__username="grouphead")
a_year_ago = timezone.localdate() - timedelta(days=370)
young = Staff.objects.filter(group__head__staff=head, hired_on__lt=a_year_ago).exclude(pk=head.pk)
print(young.latest("hired_on").pk)
"""


WHOSE_GROUP = """
from qingshan.people.models import GroupHead
print(GroupHead.objects.get(staff__account__username="grouphead").group_id)
"""

BALLOTS = """
from datetime import timedelta
from django.utils import timezone
from qingshan.growth.models import Ballot, Election
held = Election.objects.get(title="年终“四有教师”评选")
def put_back(marks):
    Ballot.objects.filter(election=held, place=1).update(marks=marks)
"""

NOTICE_IS_OVER = f"""{BALLOTS}
held.notice_until = timezone.localdate() - timedelta(days=1)
held.save(update_fields=["notice_until"])
"""

ALTER_ONE_BALLOT = f"""{BALLOTS}
import json
was = str(Ballot.objects.get(election=held, place=1).marks)
marks = json.loads(was)
marks[sorted(marks)[0]] -= 1
put_back(json.dumps(marks, sort_keys=True))
print(was)
"""


@pytest.fixture(scope="module")
def people(demo_site: Site) -> dict[str, tuple[int, str]]:
    """Account → key and name of the colleague."""
    told = demo_site.run("manage", "shell", "--no-imports", "-c", ASK)
    return {who: tuple(row) for who, row in json.loads(told.strip().splitlines()[-1]).items()}


def switch(page: Page, site: Site, who: str) -> None:
    page.context.clear_cookies()
    come_in(page, site, who)


@pytest.mark.system("T4")
def test_a_review_by_two_is_answered_appealed_and_decided(
    page: Page, demo_site: Site, people: dict[str, tuple[int, str]]
):
    come_in(page, demo_site, "secretary")
    page.goto(f"{demo_site.address}/growth/reviews/new/")
    page.get_by_label("业务关").check()
    for label, who in (
        ("评哪位老师", "teacher"),
        ("第一位评议人", "grouphead"),
        ("第二位评议人", "affairs"),
        ("不服时找谁申诉", "homeroom"),
    ):
        page.get_by_label(label).select_option(str(people[who][0]))
    page.get_by_label("为什么评").fill("入职满一年")
    fits(page)
    page.get_by_role("button", name="开始").click()
    page.get_by_text("各自写意见，写到").wait_for()
    address = page.url

    for who in ("grouphead", "affairs"):
        switch(page, demo_site, who)
        page.get_by_text("份关口评议等你写").wait_for()
        page.goto(address)
        page.get_by_role("link", name="写意见").click()
        page.get_by_label("还差一些，先帮一把").check()
        page.get_by_label("理由").fill("听了两节课，复习课讲得多，请教研组帮一把。")
        boxes = page.locator("input[name=evidence]")
        if has(page, boxes):
            boxes.first.check()
        page.get_by_role("button", name="存下").click()
        page.get_by_text("存下了").wait_for()

    switch(page, demo_site, "teacher")
    page.goto(address)
    page.get_by_text("结论：还差一些，先帮一把").wait_for()
    says(page, "请教研组帮一把")
    fits(page)
    page.get_by_role("link", name="答复").click()
    page.get_by_label("有不同看法").check()
    page.get_by_label("想说的话").fill("复习课是按组里的安排上的。")
    page.get_by_role("button", name="就这样答复").click()
    page.get_by_role("link", name="申诉").click()
    page.get_by_label("为什么申诉").fill("请看另外两节课。")
    page.get_by_role("button", name="申诉").click()
    page.get_by_text("申诉交给").wait_for()

    switch(page, demo_site, "homeroom")
    page.goto(address)
    page.get_by_role("link", name="答复申诉").click()
    page.get_by_label("过关", exact=True).check()
    page.get_by_label("理由").fill("看了另外两节，孩子动起来了。")
    page.get_by_role("button", name="就这样定").click()
    page.get_by_text("结论：过关").wait_for()
    switch(page, demo_site, "teacher")
    page.goto(address)
    says(page, "孩子动起来了")
    expect(page.get_by_text("谁看过").locator("..")).to_contain_text(people["homeroom"][1])


@pytest.mark.system("T5")
def test_an_election_is_named_for_rated_blind_and_counted_in_public(
    page: Page, demo_site: Site, people: dict[str, tuple[int, str]]
):
    today = str(timezone.localdate())
    come_in(page, demo_site, "secretary")
    page.goto(f"{demo_site.address}/growth/elections/new/")
    page.get_by_label("叫什么").fill("年终“四有教师”评选")
    page.get_by_label("评几位").fill("1")
    page.get_by_label("推荐到哪天").fill(today)
    page.get_by_label("评议到哪天").fill(today)
    page.get_by_label("同一个教研组的互相不评").uncheck()
    page.get_by_role("button", name="开始").click()
    page.get_by_role("heading", name="年终“四有教师”评选").wait_for()
    address = page.url

    switch(page, demo_site, "teacher")
    page.goto(address)
    page.get_by_role("link", name="推荐自己").click()
    page.get_by_label("推荐理由").fill("带的班没有一个孩子掉队。")
    page.get_by_role("button", name="推荐").click()
    page.get_by_role("link", name="推荐同事").click()
    page.get_by_label("推荐谁").select_option(str(people["grouphead"][0]))
    page.get_by_label("推荐理由").fill("教案谁来要都给。")
    page.get_by_role("button", name="推荐").click()
    page.get_by_text("等本人同意").wait_for()
    switch(page, demo_site, "grouphead")
    page.goto(address)
    page.get_by_role("button", name="愿意参评").click()
    page.get_by_text("好，你参评").wait_for()
    switch(page, demo_site, "secretary")
    page.goto(address)
    page.get_by_role("button", name="开始评议").click()
    page.get_by_text("推荐结束，开始评议").wait_for()

    for who in ("secretary", "principal", "affairs", "homeroom"):
        if who != "secretary":
            switch(page, demo_site, who)
        page.goto(address)
        if not has(page, page.get_by_role("link", name="去评")):
            continue  # a mentor of both has nobody to rate
        page.get_by_role("link", name="去评").click()
        page.get_by_role("button", name="交上去").wait_for()
        fits(page)
        groups = page.locator("fieldset")
        for number in range(groups.count()):
            groups.nth(number).get_by_text("常常看得到").click()
        page.get_by_role("button", name="交上去").click()
        page.get_by_text("和别人的混在一起封存").first.wait_for()

    switch(page, demo_site, "secretary")
    page.goto(address)
    page.get_by_role("button", name="数票，公示").click()
    page.get_by_text("重新数了一遍，和公布的一致").wait_for()
    says(page, "拟评上的")

    switch(page, demo_site, "homeroom")
    page.goto(address)
    page.get_by_role("link", name="提异议").click()
    page.get_by_label("异议").fill("公开课的节数请再核一下。")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("异议收到了").wait_for()
    switch(page, demo_site, "secretary")
    page.goto(address)
    page.get_by_role("link", name="答复").click()
    page.get_by_label("不成立").check()
    page.get_by_label("答复").fill("核过了，节数没有错。")
    page.get_by_role("button", name="答复").click()
    page.get_by_text("不成立").first.wait_for()
    fits(page)

    # The days of notice are over: the secretary finishes, and everybody may count again.
    demo_site.run("manage", "shell", "--no-imports", "-c", NOTICE_IS_OVER)
    page.goto(address)
    page.get_by_role("button", name="评定，记荣誉").click()
    page.get_by_text("评定了，荣誉已经记到各人名下。").wait_for()
    for who in ("teacher", "principal"):
        switch(page, demo_site, who)
        page.goto(address)
        expect(page.get_by_role("heading", name="评上的", exact=True)).to_be_visible()
        expect(page.get_by_text("重新数了一遍，和公布的一致")).to_be_visible()
        fits(page)

    # Behind the school's back the marks of one stored ballot are altered: the next look says so.
    marks = demo_site.run("manage", "shell", "--no-imports", "-c", ALTER_ONE_BALLOT)
    page.reload()
    expect(page.get_by_text("封存的评议表被动过")).to_be_visible()
    expect(page.get_by_text("和公布的一致")).to_have_count(0)
    told = marks.strip().splitlines()[-1]
    demo_site.run("manage", "shell", "--no-imports", "-c", f"{BALLOTS}put_back({told!r})")
    page.reload()
    expect(page.get_by_text("重新数了一遍，和公布的一致")).to_be_visible()

    # Last year's is over: who was elected has the honour on their own page.
    page.goto(f"{demo_site.address}/growth/elections/?state=done")
    page.locator("main tbody a").first.click()
    page.get_by_role("heading", name="评上的").wait_for()
    name = page.locator(".card .list .grow").first.inner_text().split()[0]
    page.goto(f"{demo_site.address}/people/staff/?q={name}")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("heading", name="荣誉").wait_for()
    says(page, "四有教师")


@pytest.mark.system("T9")
def test_learning_written_down_once_is_balanced_by_kind_for_oneself_and_the_group(
    page: Page, demo_site: Site
):
    come_in(page, demo_site, "teacher")
    kinds = f"{demo_site.address}/programmes/five-combinations/"
    page.goto(kinds)
    own = page.locator("main li a", has_text="网络研修")
    before = minutes_in(own.inner_text())
    fits(page)
    page.goto(f"{demo_site.address}/records/new/online_study/")
    page.get_by_label("题目").fill("看了三节国家平台上的课")
    page.get_by_label("时长").fill("95")
    page.locator("form[data-entry] button:visible").first.click()
    page.get_by_text("记下了：网络研修").wait_for()
    expect(page.locator("main")).to_contain_text("五个结合")
    page.goto(kinds)
    expect(own).to_contain_text(f"{before + 95} 分钟")
    own.click()
    expect(page.locator("main")).to_contain_text("看了三节国家平台上的课")

    switch(page, demo_site, "grouphead")
    group = demo_site.run("manage", "shell", "--no-imports", "-c", WHOSE_GROUP).split()[-1]
    page.goto(f"{demo_site.address}/programmes/groups/{group}/")
    expect(page.locator("main")).to_contain_text("网络研修")
    fits(page)


def minutes_in(text: str) -> int:
    """`网络研修 90 分钟 / 600 分钟` is 90."""
    found = re.search(r"([\d,]+)(?: 分钟)? /", text)
    assert found, text
    return int(found[1].replace(",", ""))


@pytest.mark.system("T7")
def test_a_pair_is_closed_by_both_and_a_third(
    page: Page, demo_site: Site, people: dict[str, tuple[int, str]]
):
    """The group head guides the special-post teacher; the principal reads."""
    come_in(page, demo_site, "secretary")
    page.goto(f"{demo_site.address}/people/pairings/new/mentoring/")
    page.get_by_label("师傅").fill(people["grouphead"][1])
    page.get_by_label("徒弟").fill(people["teacher"][1])
    page.locator("main form button").first.click()
    page.get_by_role("heading", name="结对", exact=True).wait_for()
    for who, words in (("grouphead", "教案细了，课稳了。"), ("teacher", "师傅每次都说三句。")):
        switch(page, demo_site, who)
        page.goto(f"{demo_site.address}/growth/mentoring/?q={people['teacher'][1]}")
        names = f"{people['grouphead'][1]} → {people['teacher'][1]}"
        page.get_by_role("link", name=names).first.click()
        page.get_by_role("heading", name="师徒总结").wait_for()
        says(page, "每学期给徒弟上一节示范课", "每学期上一节汇报课")
        fits(page)
        page.get_by_role("link", name="写总结").click()
        page.get_by_label("这一段回头看").fill(words)
        page.get_by_role("button", name="写好了").click()
        page.get_by_text("两边都写了，互相就看得到").wait_for()
    address = page.url
    says(page, "教案细了")
    switch(page, demo_site, "principal")
    page.get_by_text("师徒总结等你读").wait_for()
    page.goto(address)
    page.get_by_role("link", name="读过了，对两位说").click()
    page.get_by_label("对两位说的话").fill("磨课的本子留着。")
    page.get_by_role("button", name="写给两位").click()
    page.get_by_text("这一段圆满了").wait_for()


@pytest.mark.system("T1")
def test_a_plan_is_agreed_to_walked_and_ended_and_a_post_is_shown(
    page: Page, demo_site: Site, people: dict[str, tuple[int, str]]
):
    told = demo_site.run("manage", "shell", "--no-imports", "-c", WHO_IS_A_MEMBER)
    member = told.strip().splitlines()[-1]
    come_in(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/growth/plans/new/")
    page.get_by_label("党员 → 骨干").check()
    page.get_by_label("谁的计划").select_option(str(people[member][0]))
    page.get_by_label("谁陪着走").select_option(str(people["grouphead"][0]))
    page.get_by_label("想走到哪里").fill("评上校级骨干。")
    fits(page)
    page.get_by_role("button", name="写好了").click()
    page.get_by_text("等本人同意").first.wait_for()
    address = page.url

    switch(page, demo_site, member)
    page.get_by_text("有一份培养计划等你定").wait_for()
    page.goto(address)
    page.get_by_role("button", name="愿意").click()
    page.get_by_role("link", name="加一步").click()
    page.get_by_label("这一步做什么").fill("上一节公开课")
    page.get_by_label("到哪天").fill(str(timezone.localdate() + timedelta(days=30)))
    page.get_by_role("button", name="加上").click()
    switch(page, demo_site, "grouphead")
    page.goto(address)
    page.get_by_role("link", name="做到了").click()
    page.get_by_role("button", name="做到了").click()
    page.get_by_text("记下了").wait_for()
    switch(page, demo_site, member)
    page.goto(address)
    page.get_by_role("button", name="走到了").wait_for()
    page.get_by_role("button", name="不走了").click()
    page.get_by_text("不用说为什么").wait_for()

    page.goto(f"{demo_site.address}/growth/posts/")
    leave = page.get_by_role("button", name="放下")
    if has(page, leave):
        leave.first.click()
        page.get_by_text("放下了").wait_for()
    page.get_by_role("link", name="设一个示范岗").click()
    page.get_by_label("岗位").wait_for()
    if has(page, page.get_by_label("哪位党员")):
        page.get_by_label("哪位党员").select_option(str(people[member][0]))
    page.get_by_label("岗位").fill("路队示范岗")
    page.get_by_label("我做到").fill("路队走完才离开校门。")
    page.get_by_role("button", name="亮出来").click()
    page.get_by_text("路队走完才离开校门。").first.wait_for()
    fits(page)


@pytest.mark.system("T2")
def test_a_stage_shows_its_evidence_and_is_spoken_of(page: Page, demo_site: Site):
    """The principal sees who is due and why somebody is behind; a head says a word at the end."""
    come_in(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/growth/stages/")
    page.get_by_role("heading", name="前面还有没补上的").wait_for()
    says(page, "还差", re.compile("问一问要什么帮助|请假|入职"))
    fits(page)
    headed = demo_site.run("manage", "shell", "--no-imports", "-c", WHO_IS_PAST_A_STAGE)
    switch(page, demo_site, "grouphead")
    page.goto(f"{demo_site.address}/growth/stages/{headed.strip().splitlines()[-1]}/")
    page.get_by_role("heading", name="站稳讲台").wait_for()
    fits(page)
    page.get_by_role("link", name="写几句").first.click()
    page.get_by_label("说说这一步").fill("站稳了，接着练提问。")
    page.get_by_role("button", name="写好了").click()
    page.get_by_text("站稳了，接着练提问。").wait_for()


@pytest.mark.system("T8")
def test_the_ladder_tells_who_is_ready_and_by_what(
    page: Page, demo_site: Site, people: dict[str, tuple[int, str]]
):
    come_in(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/growth/ladder/titles/new/")
    page.get_by_label("哪位老师").fill(people["grouphead"][1])
    page.get_by_label("称号").fill("校级骨干教师")
    page.get_by_label("级别").select_option("校级")
    page.get_by_label("哪天取得").fill(str(timezone.localdate()))
    page.get_by_role("button", name="记下").click()
    page.get_by_text("下一级：区级骨干教师").wait_for()
    switch(page, demo_site, "grouphead")
    page.goto(f"{demo_site.address}/growth/ladder/")
    page.get_by_role("link", name="看我的下一级").click()
    page.get_by_role("heading", name="我的下一级").wait_for()
    says(page, "五年里上过四节公开课", "校级骨干教师")
    fits(page)


@pytest.mark.system("R5")
def test_a_homeroom_teacher_reads_the_trend_of_the_class(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    page.goto(f"{demo_site.address}/outcomes/examinations/")
    page.get_by_role("heading", name="历年中考").wait_for()
    says(page, "升入高中最多")
    is_drawn(page.locator("figure img"))
    page.locator(".tags a").first.click()
    page.get_by_role("heading", name="走势").wait_for()
    says(page, "得分率", "带子")
    is_drawn(page.locator("figure img"))
    fits(page)
