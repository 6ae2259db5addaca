"""One mentor pair: what both did each term, and the closing review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.mentoring import closing
from qingshan.growth.mentoring.queries import mentoring_seen_by
from qingshan.growth.mentoring.terms import terms_of
from qingshan.kit.fields import words_field
from qingshan.kit.words import tr
from qingshan.people.visibility import PAIRERS
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from qingshan.people.models import Pairing

SEALED = tr("加密保存。两边都写了，互相才看得到；校长、书记读。")


class ClosingForm(forms.Form):
    words = words_field(
        tr("这一段回头看"),
        missing=tr("请写几句：学到、做到了什么，还想怎样。"),
        rows=6,
        hint=tr("做成了什么，对方哪一点帮了你，接下来想怎样。{sealed}").format(sealed=SEALED),
    )


class ReadForm(forms.Form):
    words = words_field(tr("对两位说的话"), missing=tr("请写一两句，两位看得到。"), rows=4)


@never_cache
@require_GET
@member_required
def mentoring(request: MemberRequest, pk: int) -> HttpResponse:
    pairing = mentoring_seen_by(request.member, pk)
    context = {
        "pairing": pairing,
        "terms": terms_of(pairing, request.member.today),
        "look": closing.look_at(request.member, pairing),
        "over": pairing.ends_on is not None and pairing.ends_on < request.member.today,
        "may_pair": request.member.holds(*PAIRERS),
    }
    return render(request, "growth/mentoring.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def mentoring_close(request: MemberRequest, pk: int) -> HttpResponse:
    """One side looks back."""
    pairing = mentoring_seen_by(request.member, pk)
    look = closing.look_at(request.member, pairing)
    if not look.side:
        raise Http404
    form = ClosingForm(posted(request), initial={"words": look.own_words})

    def write(words: str) -> None:
        closing.write_closing(actor=request.member, pairing=pairing, words=words)

    said = tr("写好了。两边都写了，互相就看得到。")
    return _deed(request, pairing, form, write, title=tr("师徒总结"), words=tr("写好了"), said=said)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def mentoring_read(request: MemberRequest, pk: int) -> HttpResponse:
    """A third says a word to the two."""
    pairing = mentoring_seen_by(request.member, pk)
    if not closing.look_at(request.member, pairing).reads:
        raise Http404
    form = ReadForm(posted(request))

    def read(words: str) -> None:
        closing.read_closing(actor=request.member, pairing=pairing, words=words)

    said = tr("记下了，两位看得到。")
    return _deed(
        request, pairing, form, read, title=tr("读后的话"), words=tr("写给两位"), said=said
    )


def _deed(
    request: MemberRequest,
    pairing: Pairing,
    form: forms.Form,
    deed: Callable[[str], None],
    *,
    title: str,
    words: str,
    said: str,
) -> HttpResponse:
    here = reverse("growth:mentoring", args=[pairing.pk])
    if form.is_valid():
        try:
            deed(form.cleaned_data["words"])
        except closing.NotNow:
            messages.info(request, tr("这份总结刚刚有了变化，请看看现在的情况。"))
        else:
            messages.success(request, said)
        return redirect(here)
    back = (here, f"{pairing.giver.name} → {pairing.target}")
    return form_page(request, form, title=title, words=words, back=back)
