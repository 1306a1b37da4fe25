"""The pages about remains."""

app_name = "cases"
urlpatterns: list = []
