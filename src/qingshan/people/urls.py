from django.urls import include, path

app_name = "people"
urlpatterns = [
    path("", include("qingshan.people.departures.urls")),
    path("accounts/", include("qingshan.people.accounts.urls")),
    path("classes/", include("qingshan.people.classes.urls")),
    path("groups/", include("qingshan.people.groups.urls")),
    path("leaves/", include("qingshan.people.leaves.urls")),
    path("pairings/", include("qingshan.people.pairings.urls")),
    path("staff/", include("qingshan.people.staff.urls")),
    path("students/", include("qingshan.people.students.urls")),
]
