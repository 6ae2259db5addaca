"""Lesson designs: the library, one design, writing, building upon another's, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.records.uploads import EvidenceRefused, checked
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.teaching.designs import services
from qingshan.teaching.designs.forms import DesignForm
from qingshan.teaching.designs.queries import coverage_of, grade_words
from qingshan.teaching.designs.tables import DesignTable
from qingshan.teaching.designs.visibility import designs_visible_to, designs_written_by
from qingshan.teaching.models import DesignFile, LessonDesign

if TYPE_CHECKING:
    from qingshan.people.models import Staff


@require_GET
@member_required
def design_list(request: MemberRequest) -> HttpResponse:
    table = DesignTable(designs_visible_to(request.member), request.GET)
    context = {"may_write": staff_of(request.member) is not None}
    return table_page(request, "teaching/design_list.html", table, context)


@require_GET
@member_required
def design(request: MemberRequest, pk: int) -> HttpResponse:
    rows = designs_visible_to(request.member).select_related("author", "subject", "made_from")
    found = get_object_or_404(rows.defer("author__id_number", "author__phone"), pk=pk)
    source = found.made_from
    context = {
        "design": found,
        "grade": grade_words(found.grade_number),
        "files": DesignFile.objects.filter(design=found),
        "is_own": designs_written_by(request.member).filter(pk=pk).exists(),
        "may_write": staff_of(request.member) is not None,
        "source": source,
        "source_author": source.author if source else None,
        "source_seen": source is not None
        and designs_visible_to(request.member).filter(pk=source.pk).exists(),
    }
    return render(request, "teaching/design.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def design_new(request: MemberRequest) -> HttpResponse:
    return _form_page(request, _staff(request), None)


@require_http_methods(["GET", "POST"])
@member_required
def design_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(designs_written_by(request.member), pk=pk)
    return _form_page(request, _staff(request), found)


@require_POST
@member_required
def design_fork(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(designs_visible_to(request.member), pk=pk)
    made = services.fork_design(actor=request.member, author=_staff(request), design=found)
    messages.success(request, tr("照着它起了一份您自己的，注明了是从哪一份来的。改好再放进库。"))
    return redirect("teaching:design_edit", made.pk)


@require_POST
@member_required
def design_remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(designs_written_by(request.member), pk=pk)
    try:
        services.remove_design(actor=request.member, design=found)
    except services.OthersBuiltOnIt:
        messages.warning(
            request, tr("别的老师照着它改过，要留着出处。不想放在库里，可以取消共享。")
        )
        return redirect("teaching:design", found.pk)
    messages.success(request, tr("删掉了。"))
    return redirect("teaching:design_list")


@require_POST
@member_required
def design_file_add(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(designs_written_by(request.member), pk=pk)
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise EvidenceRefused(tr("请选一个文件。"))
        services.add_file(actor=request.member, design=found, file=checked(upload))
    except EvidenceRefused as refused:
        messages.warning(request, str(refused))
    except services.TooManyFiles:
        messages.warning(request, tr("一份设计最多放 9 个附件，请先去掉一个。"))
    return redirect("teaching:design", found.pk)


@require_GET
@member_required
def design_file(request: MemberRequest, pk: int) -> FileResponse:
    held = _file(request, pk)
    answer = FileResponse(
        held.file.open("rb"),
        as_attachment=not held.media_type.startswith("image/"),
        filename=held.name,
        content_type=held.media_type,
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@member_required
def design_file_remove(request: MemberRequest, pk: int) -> HttpResponse:
    held = _file(request, pk)
    get_object_or_404(designs_written_by(request.member), pk=held.design_id)
    services.remove_file(actor=request.member, held=held)
    return redirect("teaching:design", held.design_id)


@require_GET
@member_required
def design_coverage(request: MemberRequest) -> HttpResponse:
    """Subjects by grades: what the library has, and where it has nothing that is taught."""
    grades, lines = coverage_of(school_of(request), request.member)
    lacking = [line for line in lines if line.lacking]
    context = {
        "grades": grades,
        "lines": lines,
        "gaps": sum(len(line.lacking) for line in lacking),
        "weakest": max(lacking, key=lambda line: len(line.lacking), default=None),
    }
    return render(request, "teaching/design_coverage.html", context)


def _form_page(request: MemberRequest, staff: Staff, found: LessonDesign | None) -> HttpResponse:
    form = DesignForm(request.POST or None, school=school_of(request), staff=staff, design=found)
    if form.is_valid():
        kept = services.keep_design(
            actor=request.member, author=staff, told=form.cleaned_data, design=found
        )
        messages.success(request, tr("{kept}存好了。").format(kept=kept))
        return redirect("teaching:design", kept.pk)
    context = {"form": form, "design": found}
    status = 422 if form.errors else 200
    return render(request, "teaching/design_form.html", context, status=status)


def _file(request: MemberRequest, pk: int) -> DesignFile:
    seen = designs_visible_to(request.member).values("pk")
    return get_object_or_404(DesignFile, pk=pk, design__in=seen)


def _staff(request: MemberRequest) -> Staff:
    staff = staff_of(request.member)
    if staff is None:
        raise Http404
    return staff
