"""Every address there is."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path
from oauth2_provider.views import TokenView

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("oauth/token/", TokenView.as_view(), name="token"),
    path("sign-in/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("sign-out/", auth.LogoutView.as_view(), name="logout"),
]
