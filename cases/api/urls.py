"""The endpoints about remains."""

urlpatterns: list = []
