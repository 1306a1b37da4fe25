"""Pages across both apps: Today, search, history, inbox, jobs."""

from django.urls import path

from repatriation.today import history, inbox, jobs, search, today

urlpatterns = [
    path("", today.today, name="today"),
    path("send-again-<int:pk>/", today.send_again, name="send-again"),
    path("search/", search.search, name="search"),
    path("history/<str:reference>/", history.history, name="history"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="inbox-read-all"),
    path("inbox/<int:pk>/open/", inbox.open_notice, name="inbox-open"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job-cancel"),
    path("livez", today.livez, name="health"),
]
