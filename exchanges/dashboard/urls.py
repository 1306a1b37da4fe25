"""The pages of an exchange."""

app_name = "exchanges"
urlpatterns: list = []
