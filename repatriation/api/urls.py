"""The endpoints of the platform itself, the OpenAPI file, and its pages."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from repatriation.api.addresses import at
from repatriation.api.agencies import AgencyViewSet
from repatriation.api.inbox import InboxViewSet
from repatriation.api.jobs import JobViewSet
from repatriation.headers import Power, allowing

api_page = allowing(Power.IMAGES_IN_STYLES)(SpectacularSwaggerSplitView.as_view())

urlpatterns = [
    at("agencies/", AgencyViewSet, get="list"),
    at("inbox/", InboxViewSet, get="list"),
    at("inbox/read/", InboxViewSet, post="read"),
    at("jobs/", JobViewSet, get="list"),
    at("jobs/<number:id>/", JobViewSet, get="retrieve"),
    at("jobs/<number:id>/cancel/", JobViewSet, post="cancel"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", api_page, name="api-docs"),
]
