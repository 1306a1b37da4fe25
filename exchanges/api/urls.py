"""The endpoints of an exchange."""

urlpatterns: list = []
