"""Every address there is."""

from django.contrib import admin
from django.urls import include, path, re_path

from repatriation.api.fallbacks import HERE, nothing_here
from repatriation.api.token import ClientTokenView

urlpatterns = [
    path("", include("repatriation.today.urls")),
    path("", include("repatriation.dashboard.urls")),
    path("", include("repatriation.public.urls")),
    path("clients/", include("repatriation.dashboard.clients.urls")),
    path("", include("cases.dashboard.urls")),
    path("", include("exchanges.dashboard.urls")),
    path("api/v1/", include("cases.api.urls")),
    path("api/v1/", include("exchanges.api.urls")),
    path("api/v1/", include("repatriation.api.urls")),
    re_path(r"^api/", nothing_here, name=HERE),
    path("oauth/token/", ClientTokenView.as_view(), name="token"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("repatriation.dashboard.sign_in_urls")),
]

handler400 = "repatriation.api.fallbacks.bad_request"
handler403 = "repatriation.api.fallbacks.permission_denied"
handler404 = "repatriation.api.fallbacks.page_not_found"
handler500 = "repatriation.api.fallbacks.server_error"
