"""How a test signs in: the forms as a browser posts them, and the codes an app would show."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.utils import timezone

from repatriation.accounts.models import User
from repatriation.accounts.sessions import PROOF, Proof
from repatriation.audit.models import Event

PASSWORD = "correct horse battery staple"
PERIOD = 30


class App:
    """What shows codes: the secret, and the clock of the test."""

    def __init__(self, person: User):
        self.secret = generate_totp_secret()
        self.row = TOTP.activate(person, self.secret).instance

    def code(self, later: int = 0) -> str:
        return code_of(self.secret, later)


def code_of(secret: str, later: int = 0) -> str:
    step = int(timezone.now().timestamp()) // PERIOD + later
    return format_hotp_value(hotp_value(secret.replace(" ", ""), step))


def recovery_codes(person: User) -> list[str]:
    return RecoveryCodes.activate(person).generate_codes()


def sign_in(client: Client, person: User, password: str = PASSWORD, target: str = "", **more):
    address = f"/sign-in/?next={target}" if target else "/sign-in/"
    return client.post(address, {"email": person.email, "password": password}, **more)


def show(client: Client, code: str, **more):
    return client.post("/sign-in/code/", {"code": code}, **more)


def sign_in_fully(client: Client, person: User, app: App, later: int = 0):
    sign_in(client, person)
    return show(client, app.code(later))


def is_signed_in(client: Client) -> bool:
    return client.get("/keys/").status_code == 200


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("facts__kind", flat=True))


def events(kind: str) -> list[Event]:
    return list(Event.objects.filter(facts__kind=kind).order_by("pk"))


def prove(client: Client) -> None:
    """As if this session, begun by force, had been begun with a second factor."""
    session = client.session
    session[PROOF] = Proof.FULL
    session.save()


def factors(person: User) -> list[str]:
    return sorted(Authenticator.objects.filter(user=person).values_list("type", flat=True))
