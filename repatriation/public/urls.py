"""What is open to everybody."""

from django.urls import path

from repatriation.public.verifying import verify

urlpatterns = [path("verify/", verify, name="verify")]
