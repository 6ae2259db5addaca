"""The editor: every button saves what is written; nothing needs a script."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qingshan.ideals.models import Piece
from qingshan.ideals.series import services
from qingshan.ideals.series.blocks import KINDS, LONGEST, Block, blocks_of, done, posted
from qingshan.ideals.series.forms import TitleForm
from qingshan.ideals.series.queries import piece_seen_by, role_of
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def piece_edit(request: MemberRequest, pk: int) -> HttpResponse:
    held = piece_seen_by(request.member, pk)
    if not role_of(request.member, held).edits:
        raise Http404
    if request.method == "GET":
        form = TitleForm(initial={"title": held.title, "seen": held.version})
        return _editor(request, held, form, blocks_of(held.blocks))
    form, sheet = TitleForm(request.POST), posted(request.POST, request.FILES)
    deed = request.POST.get("do", "save")
    if not form.is_valid() or not sheet.is_sound:
        return _editor(request, held, form, sheet.blocks, said=sheet.errors)
    at = done(sheet.blocks, deed)
    try:
        services.save_piece(
            actor=request.member,
            piece=held,
            title=form.cleaned_data["title"],
            blocks=sheet.blocks,
            seen=form.cleaned_data["seen"],
        )
    except services.SavedMeanwhile as other:
        form = TitleForm({"title": request.POST["title"], "seen": str(other.piece.version)})
        told = tr(
            "这一篇在别处又存过一次。下面是你现在写的，再存一次就以这里的为准；照片要重新选。"
        )
        return _editor(request, held, form, sheet.blocks, said=[told], status=409)
    except services.NotInThisState:
        messages.info(request, tr("这一篇已经送出去了，要改先收回来。"))
        return redirect("ideals:piece", pk)
    if deed == "save":
        messages.success(request, tr("存下了。"))
        return redirect("ideals:piece", pk)
    return redirect(f"{reverse('ideals:piece_edit', args=[pk])}#block-{at}")


def _editor(
    request: MemberRequest,
    held: Piece,
    form: TitleForm,
    blocks: list[Block],
    *,
    said: list[str] | None = None,
    status: int = 0,
) -> HttpResponse:
    wrong = bool(form.errors or said or any(block.error for block in blocks))
    context = {
        "piece": held,
        "form": form,
        "blocks": [(block, LONGEST[block.kind]) for block in blocks],
        "kinds": KINDS.items(),
        "said": said or [],
        "last": len(blocks) - 1,
    }
    shown = status or (422 if wrong and request.method == "POST" else 200)
    return render(request, "ideals/piece_edit.html", context, status=shown)
