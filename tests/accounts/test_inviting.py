"""One-time links: how somebody without a password comes in, and nobody else by them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from repatriation.accounts.inviting import replace_lost_device, send_link, use_link
from repatriation.accounts.models import OneTimeLink, User
from repatriation.accounts.models.link import Reason
from repatriation.accounts.suspending import suspend
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from repatriation.notifications.sending import send_delivery
from tests.accounts.signing_in import App, factors, is_signed_in, sign_in
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import do
from tests.factories.work import at_work

FRESH = "a staple, a horse and a battery"
OPENS_NOTHING = "This link opens nothing"
ADD = reverse("admin:accounts_user_add")


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def administrator(agency):
    return UserFactory(role="administrator", is_staff=True, agency=agency)


@pytest.fixture
def person(agency):
    """Invited, and never in."""
    return UserFactory(agency=agency, email="new@example.org", password="!")


@pytest.fixture
def keeper(client, administrator):
    client.force_login(administrator)
    at_work(client, ADD)
    return client


def work() -> None:
    """The worker's part: announce, and send what is due."""
    announce_obligations(list(Obligation.objects.filter(done_at=None).values_list("pk", flat=True)))
    for pk in Delivery.objects.free(timezone.now()).values_list("pk", flat=True):
        send_delivery(pk)


def order(person, by, reason=Reason.INVITATION) -> OneTimeLink:
    return do(send_link, by=by, person=person, reason=reason)


def mailed_to(person) -> list[str]:
    """The links in this person's mail, the oldest first."""
    bodies = [letter.body for letter in mail.outbox if letter.to == [person.email]]
    return [found[0] for body in bodies if (found := re.findall(r"/one-time-link/\?key=\S+", body))]


def invited(person, by) -> str:
    order(person, by)
    work()
    return mailed_to(person)[-1]


def set_password(link: str, password: str = FRESH, again: str = "", browser=None):
    address, _sign, key = link.partition("?key=")
    form = {"key": key, "password": password, "again": again or password}
    return (browser or Client()).post(address, form)


class TestTheWay:
    def test_from_the_form_of_the_admin_to_the_first_signing_in(self, keeper, agency):
        role = Group.objects.get(name="coordinator")
        form = {"name": "N. Holmarin", "email": "holmarin@example.org", "agency": agency.pk}
        keeper.post(ADD, form | {"language": "en", "groups": [role.pk]})
        person = User.objects.get(email="holmarin@example.org")
        work()
        link = mailed_to(person)[0]
        browser = Client()

        page = browser.get(link).content.decode()
        done = set_password(link, browser=browser)
        sign_in(browser, person, FRESH)

        assert "Set your password" in page
        assert done.url == "/sign-in/"
        assert is_signed_in(browser)
        assert [event.details["reason"] for event in of_kind("link_used")] == ["invitation"]

    def test_the_mail_says_the_registers_name_and_the_link(self, person, administrator, settings):
        settings.REGISTER_NAME = "Register of Returns"

        link = invited(person, administrator)

        letter = mail.outbox[-1]
        assert letter.subject == "Register of Returns"
        lines = [line for line in letter.body.splitlines() if line]
        assert lines == [
            "Register of Returns",
            "Set your password here. The link works once, for three days:",
            f"{settings.BASE_URL}{link}",
        ]

    def test_nothing_but_a_digest_of_it_stands_in_the_store(self, person, administrator):
        key = invited(person, administrator).partition("=")[2]

        kept = [str(OneTimeLink.objects.values()), str(Delivery.objects.values())]
        kept += Event.objects.values_list("body", flat=True)
        assert key not in "".join(kept)
        assert len(OneTimeLink.objects.get().digest) == 64

    def test_before_the_mail_is_sent_there_is_nothing_to_open(self, person, administrator):
        link = order(person, administrator)

        assert (link.digest, link.expires_at) == (None, None)

    def test_it_stands_in_no_inbox(self, person, administrator):
        invited(person, administrator)

        assert not Delivery.objects.inbox_of(person).exists()

    def test_a_mail_that_is_sent_again_holds_another_link(self, person, administrator):
        first = invited(person, administrator)
        Delivery.objects.update(sent_at=None)
        work()

        second = mailed_to(person)[-1]
        assert second != first
        assert OPENS_NOTHING in Client().get(first).content.decode()
        assert set_password(second).status_code == 302


class TestWhatItOpens:
    def test_looking_at_it_uses_nothing(self, person, administrator):
        link = invited(person, administrator)

        for _ in range(3):
            assert Client().get(link).status_code == 200

        assert set_password(link).status_code == 302

    def test_it_works_once(self, person, administrator):
        link = invited(person, administrator)
        set_password(link)

        again = set_password(link, "another long staple of words")

        assert again.status_code == 410
        assert User.objects.get(pk=person.pk).check_password(FRESH)

    def test_it_works_for_three_days(self, person, administrator):
        link = invited(person, administrator)

        with time_machine.travel(timezone.now() + timedelta(hours=71)):
            assert Client().get(link).status_code == 200
        with time_machine.travel(timezone.now() + timedelta(hours=72, seconds=1)):
            assert set_password(link).status_code == 410

    def test_used_replaced_late_and_unknown_ones_are_answered_alike(self, person, administrator):
        replaced = invited(person, administrator)
        used = invited(person, administrator)
        set_password(used)

        answers = {Client().get(link).content for link in (replaced, used, "/one-time-link/?key=x")}
        plain = {re.sub(rb'value="[^"]*"', b"", answer) for answer in answers}

        assert len(plain) == 1
        assert b"ask the administrator of your agency for a new link" in plain.pop()

    @pytest.mark.parametrize(
        ("password", "again", "says"),
        [
            ("password", "", "too common"),
            ("new@example.org", "", "too similar"),
            (FRESH, "another", "The two are not the same."),
            ("", "", "required"),
        ],
    )
    def test_a_bad_password_is_refused_and_the_link_stays(
        self, person, administrator, password, again, says
    ):
        link = invited(person, administrator)

        answer = set_password(link, password, again)

        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert set_password(link).status_code == 302

    def test_somebody_who_is_signed_in_is_asked_to_sign_out_first(self, person, administrator):
        link = invited(person, administrator)
        browser = Client()
        browser.force_login(UserFactory())

        page = browser.get(link)
        sent = set_password(link, browser=browser)

        assert "Somebody is signed in here" in page.content.decode()
        assert sent.status_code == 403
        assert set_password(link).status_code == 302

    def test_the_sessions_of_whoever_had_the_old_password_end(self, person, administrator):
        person.set_password("the old one")
        person.save()
        old = Client()
        old.force_login(person)
        link = invited(person, administrator)

        set_password(link)

        assert not is_signed_in(old)

    def test_the_form_works_with_its_token(self, person, administrator):
        link = invited(person, administrator)
        browser = Client(enforce_csrf_checks=True)

        assert set_password(link, browser=browser).status_code == 403
        page = browser.get(link).content.decode()
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        form = fields | {"password": FRESH, "again": FRESH}
        assert browser.post("/one-time-link/", form).url == "/sign-in/"


class TestWhoOrdersIt:
    def test_a_person_of_the_own_side_and_not_oneself(self, administrator, person):
        stranger = UserFactory(role="administrator", is_staff=True)
        colleague = UserFactory(role="coordinator", agency=administrator.agency)

        for by, whose in ((stranger, person), (colleague, person), (administrator, administrator)):
            with pytest.raises(NotPermitted):
                order(whose, by)

    def test_not_whoever_changed_the_address_of_somebody_who_was_in(self, keeper, administrator):
        """Or an administrator alone could take an account over."""
        victim = UserFactory(agency=administrator.agency, last_login=timezone.now())
        change_address(keeper, victim, "mine@example.org")

        with pytest.raises(NotPermitted, match="another administrator"):
            order(victim, administrator, Reason.PASSWORD)
        with pytest.raises(NotPermitted, match="another administrator"):
            do(replace_lost_device, by=administrator, person=victim)
        second = UserFactory(role="administrator", is_staff=True, agency=administrator.agency)
        assert order(victim, second, Reason.PASSWORD)

    def test_nor_by_ordering_first_and_changing_then(self, keeper, administrator):
        victim = UserFactory(agency=administrator.agency, last_login=timezone.now())
        order(victim, administrator, Reason.PASSWORD)

        change_address(keeper, victim, "mine@example.org")
        work()

        assert mailed_to(User.objects.get(pk=victim.pk)) == []

    def test_nor_by_taking_the_password_away_before(self, keeper, administrator):
        victim = UserFactory(agency=administrator.agency)
        victim.set_password("the old one")
        victim.save()
        link = invited(victim, administrator)
        set_password(link)
        do(replace_lost_device, by=administrator, person=victim)
        change_address(keeper, victim, "mine@example.org")

        with pytest.raises(NotPermitted, match="another administrator"):
            order(victim, administrator)

    def test_who_was_only_invited_may_have_been_misspelt(self, keeper, administrator, person):
        invited(person, administrator)
        change_address(keeper, person, "right@example.org")

        invited(User.objects.get(pk=person.pk), administrator)

        assert mail.outbox[-1].to == ["right@example.org"]


def change_address(keeper, person, email: str) -> None:
    form = {"name": person.name, "email": email, "agency": person.agency_id, "language": "en"}
    answer = keeper.post(reverse("admin:accounts_user_change", args=[person.pk]), form)
    assert answer.status_code == 302, answer.content


class TestALostDevice:
    @pytest.fixture
    def settled(self, person):
        person.set_password("the old one")
        person.save()
        App(person)
        return person

    def test_ends_factors_sessions_and_password_and_sends_a_link(
        self, settled, administrator, keeper
    ):
        lost = Client()
        lost.force_login(settled)

        done = keeper.post(reverse("admin:accounts_user_lost_device", args=[settled.pk]))
        work()

        assert done.status_code == 302
        assert not is_signed_in(lost)
        assert factors(settled) == []
        assert not User.objects.get(pk=settled.pk).has_usable_password()
        assert set_password(mailed_to(settled)[-1]).status_code == 302

    def test_the_person_and_the_other_administrators_are_told(self, settled, administrator):
        second = UserFactory(role="administrator", is_staff=True, agency=administrator.agency)
        elsewhere = UserFactory(role="administrator", is_staff=True)

        do(replace_lost_device, by=administrator, person=settled)
        work()

        told = Delivery.objects.filter(channel="inbox", event__facts__kind="accounts.device_lost")
        assert set(told.values_list("target_id", flat=True)) == {settled.pk, second.pk}
        assert elsewhere.pk not in told.values_list("target_id", flat=True)
        assert "your sessions" in str(told.get(target_id=settled.pk).said)


class TestSuspendedPeople:
    def test_get_no_link_and_no_mail(self, person, administrator):
        order(person, administrator)
        do(suspend, by=administrator, person=person, reason="left")

        work()

        assert mail.outbox == []
        with pytest.raises(NotPermitted, match="suspended"):
            order(User.objects.get(pk=person.pk), administrator)

    def test_what_was_due_to_them_is_dropped_and_has_not_failed(self, person, administrator):
        order(person, administrator)
        announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))
        do(suspend, by=administrator, person=person, reason="left")

        work()

        delivery = Delivery.objects.get(target_id=person.pk, channel="email")
        assert delivery.dropped_at
        assert (delivery.sent_at, delivery.failed_at) == (None, None)

    def test_a_link_they_hold_opens_nothing(self, person, administrator):
        link = invited(person, administrator)

        do(suspend, by=administrator, person=person, reason="left")

        assert set_password(link).status_code == 410

    def test_nor_does_one_of_a_suspended_agency(self, person, administrator, agency):
        link = invited(person, administrator)
        agency.is_active = False
        agency.save()

        assert set_password(link).status_code == 410
        key = link.partition("=")[2]
        with pytest.raises(RuleBroken):
            do(use_link, by=User.objects.system(), key=key, password=FRESH)


def of_kind(kind: str) -> list[Event]:
    return list(Event.objects.filter(facts__kind=f"accounts.{kind}"))
