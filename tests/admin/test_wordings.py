"""Words for notices: what may stand in them, whose they are, and that none can stop a notice."""

import pytest
from django.core import mail
from django.urls import reverse

from repatriation.audit.models import Event
from repatriation.notifications.models import Delivery, NoticeWording
from repatriation.notifications.sending import send_delivery
from repatriation.notifications.wording import kinds, name_of, offered, why_not
from tests.admin.full import administrator_of, word
from tests.factories.steps import Steps
from tests.notifications.conftest import announce

ADD = reverse("admin:notifications_noticewording_add")
KIND = "exchanges.round_proposed"
BUILT_IN = "is proposed and waits for your side's word"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def of_south(client, steps):
    client.force_login(administrator_of(steps, "south"))
    return client


def page_of(wording) -> str:
    return reverse("admin:notifications_noticewording_change", args=[wording.pk])


def form_of(**changes):
    form = {"kind": KIND, "language": "en", "is_active": "on"}
    return form | {"subject": "On {reference}", "body": "Please read {link}"} | changes


def mailed(steps):
    """The proposal, as the southern coordinator gets it."""
    assert steps.south.coordinator
    round = steps.proposed()
    announce()
    assert send_delivery(Delivery.objects.get(channel="email").pk)
    return round, mail.outbox[-1]


def test_a_side_words_what_its_own_people_are_told(of_south, steps):
    assert of_south.post(ADD, form_of(body="To {agency}: {link}\n{register}")).status_code == 302

    round, letter = mailed(steps)

    assert letter.subject == f"On {round.reference}"
    assert f"To {steps.south.agency}: http://" in letter.body
    assert round.get_absolute_url() in letter.body
    wording = NoticeWording.objects.get()
    assert wording.party == steps.south.party
    assert Event.objects.of(wording).get().kind == "notifications.wording_added"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"body": "{surname} {link}"}, "{surname} cannot be used in this notice. It offers:"),
        ({"subject": "{place}"}, "{place} cannot be used"),
        ({"body": "{containers} {link}"}, "{containers} cannot be used"),
        ({"body": "{link.__class__}"}, "{link.__class__} cannot be used"),
        ({"body": "{} {link}"}, "{} cannot be used"),
        ({"body": "{reference!r} {link}"}, "cannot be used"),
        ({"body": "{link} }"}, "} cannot be used"),
        ({"body": "{{link}}"}, "cannot be used"),
        ({"body": "Nothing to read."}, "a notice leads to the page it is about"),
    ],
)
def test_what_the_notice_does_not_offer_is_refused_with_what_it_does(of_south, change, refused):
    page = of_south.post(ADD, form_of(**change)).content.decode()

    assert refused in page.replace("&#x27;", "'")
    assert not NoticeWording.objects.exists()


def test_a_placeholder_is_a_reference_a_number_or_a_link_and_never_a_name():
    always = {"reference", "container", "discrepancy", "session", "link", "register", "agency"}
    always |= {"case", "candidate", "person"}  # by their numbers
    figures = {name for kind, _words in kinds() for name in offered(kind)} - always

    assert (
        {"containers"} < figures <= {"containers", "cases", "number", "lines", "listed", "counted"}
    )


def test_every_notice_says_beside_itself_which_sentences_it_may_say(steps):
    steps.north.coordinator, steps.south.coordinator, steps.north.exchange_officer  # noqa: B018
    steps.numbered("A-1", "A-2")
    announce()

    for delivery in Delivery.objects.select_related("event"):
        assert name_of(delivery.event.kind) != delivery.event.kind
        used = set(delivery.said.params) - {"round", "batch", "case"}
        assert used <= set(offered(delivery.event.kind))


def test_a_notice_that_says_one_of_several_things_keeps_its_words(of_south):
    page = of_south.post(ADD, form_of(kind="exchanges.stated")).content.decode()

    assert "This cannot be chosen here, or no longer; choose again." in page
    assert why_not("exchanges.stated", "{reference}", "{link}") is not None
    assert "exchanges.stated" not in dict(kinds())


def test_a_value_is_never_read_as_a_placeholder(of_south, steps):
    agency = steps.south.agency
    agency.name = "{link} {nothing}"
    agency.save()
    of_south.post(ADD, form_of(subject="For {agency}"))

    _round, letter = mailed(steps)

    assert letter.subject == "For {link} {nothing}"


@pytest.mark.parametrize(
    "broken",
    [
        {"body": "{surname} {link}"},
        {"subject": "{"},
        {"kind": "exchanges.gone"},
        {"language": "uk"},
        {"is_active": False},
    ],
)
def test_words_that_cannot_be_used_stop_no_notice(steps, broken):
    word(**{"kind": KIND, "party": steps.south.party} | broken)

    round, letter = mailed(steps)

    assert letter.subject == f"Round {round.reference} {BUILT_IN}."


def test_whatever_breaks_in_the_words_stops_no_notice(steps, monkeypatch):
    word(KIND, party=steps.south.party)
    monkeypatch.setattr("repatriation.notifications.letters.worded", lambda *_: 1 / 0)

    _round, letter = mailed(steps)

    assert BUILT_IN in letter.subject


def test_the_side_goes_before_all_and_another_side_never(steps):
    word(KIND, party=steps.north.party, subject="Northern words")
    _round, letter = mailed(steps)
    assert BUILT_IN in letter.subject

    word(KIND, party=None, subject="Words for all")
    assert NoticeWording.objects.for_reader(KIND, "en", steps.south.party.pk).party is None
    word(KIND, party=steps.south.party, subject="Southern words")
    words = NoticeWording.objects.for_reader(KIND, "en", steps.south.party.pk)
    assert words.subject == "Southern words"
    assert NoticeWording.objects.for_reader(KIND, "en", None).subject == "Words for all"


def test_a_line_break_does_not_reach_the_subject(of_south, steps):
    of_south.post(ADD, form_of(subject="One\r\nBcc: somebody@example.org"))

    _round, letter = mailed(steps)

    assert letter.subject == "One Bcc: somebody@example.org"
    assert letter.recipients() == [steps.south.coordinator.email]


def test_a_change_is_a_version_and_an_event_without_the_words(of_south, steps):
    of_south.post(ADD, form_of())
    wording = NoticeWording.objects.get()

    of_south.post(page_of(wording), form_of(subject="Anew: {reference}"))
    of_south.post(page_of(wording), form_of(subject="Anew: {reference}"))

    wording.refresh_from_db()
    newest = Event.objects.of(wording).first()
    assert (wording.version, newest.seq) == (2, 2)
    assert newest.kind == "notifications.wording_changed"
    assert (newest.details["changed"], newest.details["version"]) == (["subject"], 2)
    assert len(newest.details["words"]) == 64
    assert "Anew" not in newest.body


def test_a_second_wording_of_the_same_notice_is_refused_in_words(of_south):
    of_south.post(ADD, form_of())

    page = of_south.post(ADD, form_of()).content.decode()

    assert "This notice has a wording in this language already" in page


def test_a_preview_shows_it_with_invented_values_and_saves_nothing(of_south):
    page = of_south.post(ADD, form_of(_preview="1", language="uk")).content.decode()

    assert "On ER-" in page
    assert "Please read https://register.example/" in page
    assert "Please correct" not in page
    assert not NoticeWording.objects.exists()


def test_another_sides_words_are_not_there(of_south, steps):
    theirs = word(KIND, party=steps.north.party)
    for_all = word(KIND, party=None)

    for wording in (theirs, for_all):
        assert of_south.get(page_of(wording)).status_code == 302
        of_south.post(page_of(wording), form_of(subject="Other"))
        wording.refresh_from_db()
        assert wording.subject == "About {reference}"


def test_a_neutral_agency_has_no_side_to_word_for(client, steps):
    client.force_login(administrator_of(steps, agency=steps.world.observers))

    assert client.get(ADD).status_code == 403


def test_who_runs_the_register_words_for_one_side_or_for_all(client, steps):
    client.force_login(administrator_of(steps, None))

    client.post(ADD, form_of(party=""))
    client.post(ADD, form_of(party=steps.north.party.pk))

    assert [w.party for w in NoticeWording.objects.order_by("pk")] == [None, steps.north.party]
