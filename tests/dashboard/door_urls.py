"""Views that do what a door must withstand; only the tests of the door know them."""

from django.contrib.auth.models import Group
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import path

from repatriation.accounts.models import User
from repatriation.ledger.writing import record

RUNS = []


class Deadlock(Exception):  # as psycopg2 gives it
    pgcode = "40P01"


def _write(request):
    Group.objects.create(name="written")
    record("accounts.tested", request.user, by=request.user)


def writing(request):
    _write(request)
    return HttpResponse("saved")


def refusing(request):
    _write(request)
    return HttpResponse("refused", status=409)


def breaking(request):
    _write(request)
    raise ValueError("a mistake of ours")


def colliding(request):
    """In the way of somebody else the first two times."""
    RUNS.append(request.body)
    _write(request)
    if len(RUNS) <= int(request.GET["times"]):
        raise OperationalError("deadlock detected") from Deadlock()
    return HttpResponse("saved")


def reading(request):
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        is_read_only = cursor.fetchone()[0]
        cursor.execute("SELECT current_setting('app.agency')")
        agency = cursor.fetchone()[0]
    return HttpResponse(f"{is_read_only} {agency} {User.objects.count() > 0}")


urlpatterns = [
    path("writing/", writing),
    path("refusing/", refusing),
    path("breaking/", breaking),
    path("colliding/", colliding),
    path("reading/", reading),
]
