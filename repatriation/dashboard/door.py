"""One transaction per request, one actor in it. A refusal or an error leaves nothing behind."""

from django.db import OperationalError, connection, transaction

from repatriation.accounts.models import User
from repatriation.ledger.writing import acting_as
from repatriation.logs import bind

READING = {"GET", "HEAD", "OPTIONS"}
COLLISIONS = {"40001", "40P01"}  # serialization failure, deadlock
OUTSIDE = ("/static/", "/livez")


class _Again(Exception):
    """Another transaction was in the way: roll back and run the request again."""


class DoorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        request.body  # noqa: B018  read once, so that the request can be run again
        for _ in range(2):
            try:
                return self.enter(request)
            except (_Again, OperationalError) as error:
                if not _is_collision(error):
                    raise
                _rewind(request)
        return self.enter(request, is_last=True)

    def enter(self, request, is_last=False):
        request.collision = None
        actor = request.user if request.user.is_authenticated else User.objects.system()
        token = getattr(request, "token", None)
        bind(user_id=actor.pk, client_id=token and token.application_id)
        with acting_as(actor):
            if request.method in READING:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION READ ONLY")
            response = self.get_response(request)
            if request.collision and not is_last:
                raise _Again from request.collision
            if response.status_code >= 400:  # exceptions never reach a middleware, answers do
                transaction.set_rollback(True)
        return response

    def process_exception(self, request, exception):
        request.collision = exception if _is_collision(exception) else None


def _rewind(request) -> None:
    """Files were read to their end by the run that is being undone."""
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)


def _is_collision(error) -> bool:
    return isinstance(error, _Again) or (
        isinstance(error, OperationalError)
        and getattr(error.__cause__, "pgcode", None) in COLLISIONS
    )
