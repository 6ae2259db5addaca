"""The live list of children whom nothing has reached in a term."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from qingshan.character.reach.queries import with_the_last_deed
from qingshan.character.reach.tables import UnreachedTable
from qingshan.kit.tables import table_page
from qingshan.people.reaching import not_reached, ways_to_reach
from qingshan.people.roster import on_roster
from qingshan.people.visibility import students_visible_to
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import term_words, terms_begun


@never_cache
@require_GET
@member_required
def unreached(request: MemberRequest) -> HttpResponse:
    terms = terms_begun(school_of(request), request.member.today)
    if not terms:
        return render(request, "character/no_term.html")
    asked = request.GET.get("term", "")
    term = next((term for term in terms if str(term.pk) == asked), terms[0])
    ways = ways_to_reach()
    way = request.GET.get("way", "")
    way = way if way in {each.key for each in ways} else ""
    children = students_visible_to(request.member).filter(on_roster(request.member.today))
    found = not_reached(children, term.starts_on, term.ends_on, only=way)
    kept = {"term": str(term.pk) if term != terms[0] else "", "way": way}
    table = UnreachedTable(with_the_last_deed(found), request.GET, kept=kept)
    context = {
        "term": term,
        "term_words": term_words(term),
        "terms": [(each, term_words(each)) for each in terms],
        "ways": ways,
        "way": way,
        "everyone": children.count(),
        "missed": found.count(),
    }
    return table_page(request, "character/unreached.html", table, context)
