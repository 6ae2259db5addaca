from django.urls import include, path

app_name = "people"
urlpatterns = [
    path("accounts/", include("qingshan.people.accounts.urls")),
]
