"""Pages of strengths: a child's, a class's roles, the five, what the school is known for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.character.courses.queries import IN_SEAT_ORDER, class_that_wishes
from qingshan.character.courses.visibility import classes_that_wish_with
from qingshan.character.strengths import services
from qingshan.character.strengths.deeds import drops_heard, sides_of
from qingshan.character.strengths.five import WAYS, Scope, five_view, rows_seen
from qingshan.character.strengths.forms import RoleForm
from qingshan.character.strengths.school import features_of, results_of
from qingshan.character.strengths.tables import TABLES, AwardRows
from qingshan.character.strengths.visibility import classes_looked_at_by, roles_visible_to
from qingshan.kit.answers import chart_answer
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.outcomes.visibility import honours_visible_to
from qingshan.people.choices import is_key
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import students_visible_to
from qingshan.records.kinds import FIVES
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import current_year, term_words, terms_begun

if TYPE_CHECKING:
    from qingshan.school.models import Term

KEPT_FOR = 300  # seconds a browser shows a chart without asking again


@never_cache
@require_GET
@member_required
def strengths(request: MemberRequest, pk: int) -> HttpResponse:
    """A child's own page of what it did, by the five."""
    return _of_a_child(request, pk, "character/strengths.html")


@never_cache
@require_GET
@member_required
def growth_page(request: MemberRequest, pk: int) -> HttpResponse:
    """The same on paper, for the family."""
    return _of_a_child(request, pk, "character/growth_page.html")


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def class_roles(request: MemberRequest, pk: int) -> HttpResponse:
    """Who does what in a class, for whoever leads it."""
    school_class = class_that_wishes(request.member, pk)
    today = request.member.today
    here = Student.objects.filter(on_roster(today), school_class=school_class)
    children = here.order_by(*IN_SEAT_ORDER)
    form = RoleForm(request.POST or None, children=children, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            role = services.give_class_role(actor=request.member, **form.cleaned_data)
        except services.HeldAlready:
            form.add_error("name", tr("这个孩子已经在做这件事了。"))
        else:
            messages.success(
                request,
                tr("记下了：{student}，{role}。").format(student=role.student.name, role=role.name),
            )
            return redirect("character:class_roles", pk)
    roles = roles_visible_to(request.member).filter(student__school_class=school_class, until=None)
    held = list(roles.select_related("student").order_by("name", "student__number"))
    have = {role.student_id for role in held}
    context = {
        "school_class": school_class,
        "form": form,
        "roles": held,
        "without": [child for child in children if child.pk not in have],
    }
    status = 422 if form.errors else 200
    return render(request, "character/class_roles.html", context, status=status)


@require_POST
@member_required
def class_role_end(request: MemberRequest, pk: int) -> HttpResponse:
    led = classes_that_wish_with(request.member).values("pk")
    seen = roles_visible_to(request.member).filter(student__school_class__in=led)
    role = get_object_or_404(seen.select_related("student"), pk=pk)
    services.end_class_role(actor=request.member, role=role, on=request.member.today)
    messages.success(
        request,
        tr("{student}的{role}做到今天，特长页上还留着。").format(
            student=role.student.name, role=role.name
        ),
    )
    return redirect("character:class_roles", role.student.school_class_id)


@never_cache
@require_GET
@member_required
def five(request: MemberRequest) -> HttpResponse:
    """The five of the school or of a class in a term."""
    terms = terms_begun(school_of(request), request.member.today)
    if not terms:
        return render(request, "character/no_term_of_courses.html")
    scope, term = _scope(request, terms)
    context = {
        "view": five_view(scope),
        "term": term,
        "terms": [(one, term_words(one)) for one in terms],
        "term_words": term_words(term),
        "school_class": scope.school_class,
        "classes": classes_looked_at_by(request.member),
        "asked": _asked(scope, term),
    }
    return render(request, "character/five.html", context)


@require_GET
@member_required
def five_chart(request: MemberRequest) -> HttpResponse:
    terms = terms_begun(school_of(request), request.member.today)
    if not terms:
        raise Http404
    drawn = five_view(_scope(request, terms)[0]).chart
    return chart_answer(request, drawn, kept_for=KEPT_FOR)


@never_cache
@require_GET
@member_required
def five_rows(request: MemberRequest, side: str, way: str) -> HttpResponse:
    """The rows behind one number of the five, as far as the person may open them."""
    chosen = next((one for one in WAYS if one.key == way), None)
    terms = terms_begun(school_of(request), request.member.today)
    if chosen is None or side not in FIVES or not terms:
        raise Http404
    scope, term = _scope(request, terms)
    rows, hidden = rows_seen(request.member, scope, chosen, side)
    kept = {"term": str(term.pk)}
    if scope.school_class:
        kept["class"] = str(scope.school_class.pk)
    table = TABLES[way](rows, request.GET, kept=kept)
    context = {
        "side": side,
        "way": chosen,
        "hidden": hidden,
        "whose": scope.school_class.name if scope.school_class else tr("全校"),
        "term_words": term_words(term),
        "asked": _asked(scope, term),
    }
    return table_page(request, "character/five_rows.html", table, context)


@never_cache
@require_GET
@member_required
def features(request: MemberRequest) -> HttpResponse:
    """What the school is known for (办学特色)."""
    school, today = school_of(request), request.member.today
    terms = terms_begun(school, today)
    view = None
    if terms:
        year = current_year(school, today)
        first = year.first if year else terms[0].starts_on
        view = five_view(Scope(school, None, first, today))
    context = {"view": view, "known": features_of(school, terms[0] if terms else None)}
    return render(request, "character/features.html", context)


@never_cache
@require_GET
@member_required
def award_list(request: MemberRequest) -> HttpResponse:
    """Categories, courses and what children won: each figure opens into its rows."""
    school = school_of(request)
    results = results_of(school, request.member.today)
    awards = Honour.objects.filter(school=school, recipient=Honour.Recipient.STUDENT)
    seen = honours_visible_to(request.member).filter(recipient=Honour.Recipient.STUDENT)
    categories = [name for name, _ in results.awards if name]
    table = AwardRows(seen, request.GET, categories=categories)
    hidden = awards.count() - seen.count()
    context = {"results": results, "hidden": hidden}
    return table_page(request, "character/award_list.html", table, context)


def _of_a_child(request: MemberRequest, pk: int, template: str) -> HttpResponse:
    seen = students_visible_to(request.member).select_related("school_class", "school")
    student = get_object_or_404(seen, pk=pk)
    sides = sides_of(request.member, student)
    year = current_year(student.school, request.member.today)
    context = {
        "student": student,
        "sides": sides,
        "number": sum(len(side.deeds) for side in sides),
        "year": year,
        "drops": drops_heard(student, year.first) if year else 0,
        "today": request.member.today,
    }
    return render(request, template, context)


def _scope(request: MemberRequest, terms: list[Term]) -> tuple[Scope, Term]:
    asked = request.GET.get("term", "")
    term = next((one for one in terms if str(one.pk) == asked), terms[0])
    school_class = None
    if named := request.GET.get("class", ""):
        classes = classes_looked_at_by(request.member)
        school_class = get_object_or_404(classes, pk=int(named) if is_key(named) else 0)
    return Scope(school_of(request), school_class, term.starts_on, term.ends_on), term


def _asked(scope: Scope, term: Term) -> str:
    named = f"&class={scope.school_class.pk}" if scope.school_class else ""
    return f"?term={term.pk}{named}"
