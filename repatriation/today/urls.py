"""Pages across both apps: Today, search, history, inbox, jobs."""

urlpatterns: list = []
