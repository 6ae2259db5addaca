"""The robots of the school's chat groups: administrator and principal keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.words import tr
from qingshan.reminders import services
from qingshan.reminders.forms import RobotForm
from qingshan.reminders.queries import robot_seen_by
from qingshan.reminders.visibility import KEEP_ROBOTS, robots_visible_to
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.reminders.models import GroupRobot

TAIL = 4  # signs of the address that are shown, to tell two robots apart


@require_GET
@office_required(*KEEP_ROBOTS)
def robot_list(request: MemberRequest) -> HttpResponse:
    robots = [(robot, _masked(robot)) for robot in robots_visible_to(request.member)]
    return render(request, "reminders/robot_list.html", {"robots": robots})


@require_http_methods(["GET", "POST"])
@office_required(*KEEP_ROBOTS)
def robot_new(request: MemberRequest) -> HttpResponse:
    form = RobotForm(request.POST or None)
    if form.is_valid():
        services.add_robot(actor=request.member, school=school_of(request), **form.cleaned_data)
        messages.success(request, tr("添上了。先点“试一试”，看看群里收不收得到。"))
        return redirect("reminders:robot_list")
    status = 422 if form.errors else 200
    return render(request, "reminders/robot_form.html", {"form": form}, status=status)


@require_POST
@office_required(*KEEP_ROBOTS)
def robot_try(request: MemberRequest, pk: int) -> HttpResponse:
    robot = robot_seen_by(request.member, pk)
    problem = services.try_robot(actor=request.member, robot=robot)
    if problem:
        messages.error(request, tr("{robot}：{problem}").format(robot=robot.name, problem=problem))
    else:
        messages.success(request, tr("发出了，去{robot}里看一眼。").format(robot=robot.name))
    return redirect("reminders:robot_list")


@require_POST
@office_required(*KEEP_ROBOTS)
def robot_switch(request: MemberRequest, pk: int) -> HttpResponse:
    robot = robot_seen_by(request.member, pk)
    on = request.POST.get("on") == "yes"
    services.switch_robot(actor=request.member, robot=robot, on=on)
    messages.success(
        request,
        tr("{robot}{rest}。").format(
            robot=robot.name, rest=tr("打开了") if on else tr("关掉了，不再往群里发")
        ),
    )
    return redirect("reminders:robot_list")


@require_POST
@office_required(*KEEP_ROBOTS)
def robot_remove(request: MemberRequest, pk: int) -> HttpResponse:
    robot = robot_seen_by(request.member, pk)
    services.remove_robot(actor=request.member, robot=robot)
    messages.success(request, tr("{robot}拿掉了，地址也一起删了。").format(robot=robot.name))
    return redirect("reminders:robot_list")


def _masked(robot: GroupRobot) -> str:
    """The host and the last signs: the rest is what opens the group."""
    return f"{urlsplit(robot.url).hostname} … {robot.url[-TAIL:]}"
