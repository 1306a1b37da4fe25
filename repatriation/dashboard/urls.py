"""The pages about the pages: which keys there are, and every component once."""

from django.urls import path

from repatriation.dashboard.keys import keys
from repatriation.dashboard.one_time_link import one_time_link
from repatriation.dashboard.step_up import end, step_up
from repatriation.dashboard.styleguide import styleguide

urlpatterns = [
    path("keys/", keys, name="keys"),
    path("one-time-link/", one_time_link, name="one-time-link"),
    path("step-up/", step_up, name="step-up"),
    path("step-up/end/", end, name="step-up-end"),
    path("styleguide/", styleguide, name="styleguide"),
]
