"""Every address there is."""

from django.contrib import admin
from django.urls import include, path
from oauth2_provider.views import TokenView

from repatriation.dashboard.sign_in import SignIn, SignOut

urlpatterns = [
    path("", include("repatriation.today.urls")),
    path("", include("repatriation.dashboard.urls")),
    path("", include("cases.dashboard.urls")),
    path("", include("exchanges.dashboard.urls")),
    path("api/v1/", include("cases.api.urls")),
    path("api/v1/", include("exchanges.api.urls")),
    path("oauth/token/", TokenView.as_view(), name="token"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("sign-in/", SignIn.as_view(), name="login"),
    path("sign-out/", SignOut.as_view(), name="logout"),
]
