"""The pages of the board: what a dossier lacks, a case that joins, a session that meets."""

import pytest

from cases.models import BoardSession, Identification
from cases.models.identification import Identifier
from cases.policies.bases import dossier_of
from tests.api.callers import person
from tests.cases.dashboard.reading import text_in
from tests.cases.dashboard.test_identifications import EVIDENCE, sent
from tests.cases.identification.test_bases import REASONS, accepted
from tests.factories.boards import Boards
from tests.factories.work import at_work


@pytest.fixture
def boards(steps):
    return Boards(steps.north)


NEW = "/board-sessions/new/"


def called(browser, **typed):
    at_work(browser, NEW)
    return browser.post(NEW, typed, follow=True)


@pytest.mark.parametrize("code", REASONS)
def test_page_and_api_say_the_same_of_what_is_missing(boards, browse, code):
    make, _sentence = REASONS[code]
    identification = Identification.objects.get(pk=make(boards).pk)
    lacks = dossier_of(identification).lacks

    page = text_in(browse(boards.examiner).get(identification.get_absolute_url()))
    caller = person(boards.examiner)
    answer = caller.get(f"identifications/{identification}/").json()["dossier"]

    assert lacks
    for lack in lacks:
        assert lack.says[1:] in page  # the page begins it with a capital
    assert [(one["code"], one["says"]) for one in answer["missing"]] == [
        (lack.code, lack.says) for lack in lacks
    ]


def test_a_case_rests_on_its_association_on_the_page(boards, browse):
    case, leg = boards.case(), boards.case()
    accepted(boards, case, leg)
    row = boards.proposed(case=case)

    page = sent(browse(boards.examiner), f"{row.get_absolute_url()}cover/", case=leg.reference)

    assert "An accepted association with a covered case that has its own" in text_in(page)


def test_an_addendum_is_proposed_with_evidence_or_on_an_association(boards, browse):
    case, leg = boards.case(), boards.case()
    accepted(boards, case, leg)
    row = boards.identified(case=case)
    browser, url = browse(boards.examiner), f"{row.get_absolute_url()}addendum/"

    page = sent(browser, url, case=boards.case().reference)
    assert "none inherits another" in text_in(page)
    page = sent(browser, url, case=boards.case().reference, identifier="dna")
    assert "Nothing is filled in here." in text_in(page)
    sent(browser, url, case=leg.reference)
    page = sent(browser, url, case=boards.case().reference, **EVIDENCE)

    addenda = row.addenda.order_by("pk")
    assert [one.covered.get().evidence.count() for one in addenda] == [0, 1]
    assert all(one.reference in text_in(page) for one in addenda)
    assert row.reference in text_in(browser.get(addenda[0].get_absolute_url()))


def test_a_session_is_called_opened_voted_in_and_closed(boards, browse):
    first, second = boards.proposed(), boards.proposed(Identifier.MARKS)
    coordinator = browse(boards.coordinator)
    members = [member.pk for member in boards.members]
    typed = {
        "meets_at": "2026-12-01T10:00",
        "place": "Room 3",
        "quorum": 2,
        "identifications": [first.pk, second.pk],
        "members": members,
    }

    page = called(coordinator, **typed)
    session = BoardSession.objects.get()
    at = session.get_absolute_url()
    for said in (first.reference, second.reference, "Room 3", "not said yet"):
        assert said in text_in(page)
    sent(coordinator, f"{at}open-session/", present=members)
    for member in boards.members:
        sent(browse(member), f"{first.get_absolute_url()}vote/", choice="established")
    page = sent(coordinator, f"{at}close-session/", note="Second item adjourned.")

    told = text_in(page)
    assert "Established" in told
    assert "Recalled" in told
    assert "Second item adjourned." in told
    assert "Closed" in text_in(coordinator.get(f"/history/{session}/"))
    assert session.reference in text_in(browse(boards.members[0]).get("/board-sessions/"))


def test_a_session_that_lacks_its_quorum_keeps_what_was_typed(boards, browse):
    members = [member.pk for member in boards.members]
    typed = {"meets_at": "2026-12-01T10:00", "quorum": 3, "members": members}

    agenda = [boards.proposed().pk]
    page = called(browse(boards.coordinator), **typed, identifications=agenda)

    assert page.status_code == 422
    assert "A board has at least 3 members; 2 were named." in text_in(page)
    assert not BoardSession.objects.exists()


def test_only_a_coordinator_is_offered_a_session(boards, browse):
    member = browse(boards.members[0])
    at_work(member, NEW)

    assert "Only a coordinator calls a board." in text_in(member.get(NEW))
    assert "No session was called yet." in text_in(member.get("/board-sessions/"))


def test_a_session_over_the_api(boards):
    row = boards.proposed()
    coordinator = person(boards.coordinator)
    emails = [member.email for member in boards.members]
    body = {
        "identifications": [row.reference],
        "members": emails,
        "meets_at": "2026-12-01T10:00:00Z",
    }

    made = coordinator.post("board-sessions/", body)
    assert made.status_code == 201, made.content
    reference = made.json()["reference"]
    session = BoardSession.objects.get(reference=reference)
    opened = coordinator.post(
        f"board-sessions/{reference}/open-session/", {"present": emails}, seen=session
    )
    assert opened.json()["state"] == "open"
    session.refresh_from_db()
    closed = coordinator.post(f"board-sessions/{reference}/close-session/", {}, seen=session)

    assert closed.json()["items"][0]["outcome"] == "recalled"


def test_an_identification_leads_to_the_agenda_of_a_session(boards, browse):
    row, other = boards.proposed(), boards.proposed(person=boards.person("Інакшенко"))
    browser = browse(boards.coordinator)

    page = browser.get(row.get_absolute_url()).content.decode()
    at_work(browser, NEW)
    form = browser.get(f"{NEW}?item={row}").context["form"]
    nonsense = browser.get(f"{NEW}?item=%00").context["form"]

    assert f'href="{NEW}?item={row}"' in page
    assert [str(one) for one in form.initial["identifications"]] == [str(row)]
    assert other in form.fields["identifications"].queryset
    assert nonsense.initial["identifications"] == []
