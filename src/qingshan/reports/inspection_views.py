"""Pages of inspection files: ask for one, see how far it is, fetch it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.exchange.progress import progress_of
from qingshan.kit.words import tr
from qingshan.reports.bundle import documents_offered, evidence_offered
from qingshan.reports.bundling import ask_for_file, place_of
from qingshan.reports.models import InspectionFile
from qingshan.reports.views import EDITORS
from qingshan.school.doors import MemberRequest, office_required, school_of
from qingshan.school.queries import term_words, terms_begun

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from qingshan.school.models import Term

RECENT = 8


class FileForm(forms.Form):
    """What goes into it. Nothing that names a child is offered."""

    documents = forms.MultipleChoiceField(
        label=tr("文档和表格"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": tr("请至少选一份文档。"),
            "invalid_choice": tr("有一份文档选不了。"),
        },
    )
    evidence = forms.MultipleChoiceField(
        label=tr("佐证"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": tr("有一类佐证选不了。")},
    )
    reason = forms.CharField(
        label=tr("给谁看"),
        min_length=2,
        max_length=200,
        help_text=tr("会记进审计，例如“县教育局督导”。"),
        error_messages=dict.fromkeys(("required", "min_length"), tr("请写给谁看。"))
        | {"max_length": tr("写得太长了，最多 200 个字。")},
    )

    def __init__(self, *args: Any, request: MemberRequest, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = request.member
        offered = [(one.key, one.title) for one in documents_offered(member)]
        evidence = [
            (key, tr("{words}（{number} 个文件）").format(words=words, number=number))
            for key, words, number in evidence_offered(member, term, member.today)
        ]
        fields: dict[str, Any] = self.fields
        fields["documents"].choices = offered
        fields["documents"].initial = [key for key, _ in offered]
        fields["evidence"].choices = evidence
        if not evidence:
            del self.fields["evidence"]


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*EDITORS)
def inspection(request: MemberRequest) -> HttpResponse:
    """Where one is asked for, and those asked for lately."""
    school = school_of(request)
    terms = terms_begun(school, request.member.today)
    term = next((one for one in terms if str(one.pk) == request.GET.get("term")), None)
    term = term or (terms[0] if terms else None)
    made = InspectionFile.objects.filter(school=school).select_related("account")[:RECENT]
    context: dict[str, Any] = {"made": made, "term": term}
    if term is None:
        return render(request, "reports/inspection.html", context)
    term.school = school
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request=request, term=term)
    if posted and form.is_valid():
        asked = ask_for_file(
            actor=request.member,
            term=term,
            documents=form.cleaned_data["documents"],
            evidence=form.cleaned_data.get("evidence", []),
            reason=form.cleaned_data["reason"],
            site=request.build_absolute_uri("/").rstrip("/"),
        )
        return redirect("reports:inspection_file", asked.pk)
    context |= {"form": form, "terms": [(one, term_words(one)) for one in terms]}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reports/inspection.html", context, status=status)


@never_cache
@require_GET
@office_required(*EDITORS)
def inspection_file(request: MemberRequest, pk: int) -> HttpResponse:
    """How far it is. Asks for itself while it is being made."""
    asked = get_object_or_404(InspectionFile, pk=pk, school=school_of(request))
    making = asked.state == InspectionFile.State.MAKING
    progress = progress_of(asked.file, begun=asked.begun_at.timestamp()) if making else None
    context = {
        "asked": asked,
        "progress": progress,
        "cut_off": progress is not None and not progress.alive,
    }
    page = "_inspection_file" if request.htmx.target == "asked" else "inspection_file"
    return render(request, f"reports/{page}.html", context)


@never_cache
@require_GET
@office_required(*EDITORS)
def inspection_download(request: MemberRequest, pk: int) -> HttpResponseBase:
    ready = InspectionFile.objects.filter(state=InspectionFile.State.READY).exclude(file="")
    asked = get_object_or_404(ready, pk=pk, school=school_of(request))
    try:
        opened = place_of(asked.file).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(opened, as_attachment=True, filename=f"迎检资料 {asked.words}.zip")
    answer["Cache-Control"] = "private, no-store"
    return answer
