"""The addresses of signing in. Those that allauth leads to have the names it knows."""

from django.urls import path

from repatriation.dashboard import account, second_factors
from repatriation.dashboard.change_user import change_user, forget_device
from repatriation.dashboard.sign_in import SecondFactor, SignIn, SignOut

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/code/", SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-out/", SignOut.as_view(), name="logout"),
    path("change-user/", change_user, name="change_user"),
    path("account/", account.account, name="account"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/sessions/<int:pk>/end/", account.end, name="end_session"),
    path("account/sessions/end-others/", account.end_others, name="end_others"),
    path("account/shared-device/end/", forget_device, name="forget_device"),
    path("account/second-factor/", second_factors.second_factor, name="second_factor"),
    path("account/second-factor/app/", second_factors.add_app, name="add_app"),
    path("account/second-factor/key/", second_factors.add_key, name="add_key"),
    path("account/second-factor/<int:pk>/remove/", second_factors.remove, name="remove_factor"),
    path("account/recovery-codes/", second_factors.new_codes, name="new_codes"),
]
