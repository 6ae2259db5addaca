"""Whose families agreed to photographs: a class list, ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qingshan.character.photos import services
from qingshan.character.photos.forms import ConsentForm, PhotoForm
from qingshan.character.photos.queries import agreed_in
from qingshan.kit.words import tr
from qingshan.people.roster import on_roster
from qingshan.people.visibility import classes_visible_to, students_visible_to
from qingshan.records.services import TooMuchEvidence
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.records.models import Record
    from qingshan.school.models import SchoolClass


@require_http_methods(["GET", "POST"])
@member_required
def consents(request: MemberRequest, pk: int) -> HttpResponse:
    school_class: SchoolClass = get_object_or_404(classes_visible_to(request.member), pk=pk)
    here = students_visible_to(request.member).filter(on_roster(request.member.today))
    children = here.filter(school_class=school_class)
    keys = list(children.values_list("pk", flat=True))
    if not keys:
        raise Http404
    form = ConsentForm(request.POST or None, children=children, agreed=agreed_in(school_class))
    if request.method == "POST" and form.is_valid():
        services.note_consents(
            actor=request.member,
            school_class=school_class,
            among=keys,
            agreed=form.cleaned_data["agreed"],
            way=form.cleaned_data["way"],
        )
        messages.success(request, tr("记下了。收回同意的孩子，有他们的照片不再展示。"))
        return redirect("character:photo_consents", school_class.pk)
    context = {"form": form, "school_class": school_class}
    status = 422 if form.errors else 200
    return render(request, "character/photos/consents.html", context, status=status)


def kept(request: MemberRequest, form: Any, record: Record) -> bool:
    """Keeps the photograph of a sound form; with the sentence in the form where it may not be."""
    if not isinstance(form, PhotoForm) or not form.is_valid() or form.picture is None:
        return False
    try:
        services.keep_photo(
            actor=request.member,
            record=record,
            file=form.picture,
            children=form.cleaned_data["children"],
        )
    except services.NoConsent as missing:
        names = tr("、").join(missing.names)
        form.add_error(
            "children",
            tr("{names}的家长还没有同意拍照。换一张，或者先记下同意。").format(names=names),
        )
    except TooMuchEvidence:
        form.add_error("photo", tr("这次活动的照片已经够多了，最多 9 张。"))
    else:
        messages.success(request, tr("照片存好了。"))
        return True
    return False
