"""The pages about the pages: which keys there are, and every component once."""

from django.urls import path

from repatriation.dashboard.keys import keys
from repatriation.dashboard.styleguide import styleguide

urlpatterns = [
    path("keys/", keys, name="keys"),
    path("styleguide/", styleguide, name="styleguide"),
]
