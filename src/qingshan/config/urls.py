"""Every address of the site: one line an app."""

from django.urls import include, path

urlpatterns = [
    path("", include("qingshan.desk.urls")),
    path("account/", include("qingshan.access.sign_in_urls")),
    path("kit/", include("qingshan.kit.urls")),
    path("access/", include("qingshan.access.urls")),
    path("school/", include("qingshan.school.urls")),
    path("people/", include("qingshan.people.urls")),
    path("timetable/", include("qingshan.timetable.urls")),
    path("records/", include("qingshan.records.urls")),
    path("gatherings/", include("qingshan.gatherings.urls")),
    path("programmes/", include("qingshan.programmes.urls")),
    path("ideals/", include("qingshan.ideals.urls")),
    path("growth/", include("qingshan.growth.urls")),
    path("teaching/", include("qingshan.teaching.urls")),
    path("outcomes/", include("qingshan.outcomes.urls")),
    path("voice/", include("qingshan.voice.urls")),
    path("character/", include("qingshan.character.urls")),
    path("care/", include("qingshan.care.urls")),
    path("exchange/", include("qingshan.exchange.urls")),
    path("indicators/", include("qingshan.indicators.urls")),
    path("reports/", include("qingshan.reports.urls")),
    path("reminders/", include("qingshan.reminders.urls")),
    path("privacy/", include("qingshan.privacy.urls")),
    path("county/", include("qingshan.county.urls")),
    path("api/", include("qingshan.api.urls")),
]
