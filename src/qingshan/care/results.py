"""What care came to (帮扶成效): visits, money, home teaching, nobody out of school, this year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from qingshan.care.cases.ledgers import month_of, standing_on
from qingshan.care.cases.visibility import SECOND_PERSONS
from qingshan.care.fund.tables import yuan
from qingshan.care.models import Concern, FundEntry, HomePlan
from qingshan.records.models import Record
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@require_GET
@member_required
def results(request: MemberRequest) -> HttpResponse:
    """Sums only, each leading to its rows; of cases no more than how many there are."""
    school, today = school_of(request), request.member.today
    month = month_of("", today)
    done = Record.objects.filter(school=school, date__lte=today).aggregate(
        visits=Count("pk", filter=Q(kind="home_visit")),
        visited=Count("student", filter=Q(kind="home_visit"), distinct=True),
        taught=Count("pk", filter=Q(kind="home_teaching")),
    )
    support = FundEntry.objects.filter(
        school=school, kind=FundEntry.Kind.SUPPORT, date__lte=today
    ).aggregate(sum=Sum("net"))["sum"]
    context = done | {
        "paid": yuan(Decimal(support or 0)),
        "at_home": HomePlan.objects.filter(school=school, ends_on__isnull=True).count(),
        "out": standing_on(school, month.last, Concern.OUT).count(),
        "suspected": standing_on(school, month.last, Concern.SUSPECTED).count(),
        "month": month,
        "may_count": request.member.holds(*SECOND_PERSONS),
    }
    return render(request, "care/results.html", context)
