"""Today: what waits for me, what is late, what comes next."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "today/today.html", {})


def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks the store for nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_required
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "today/today.html", {})
