"""The papers of a board: what stands on each, who issues them, and what they never tell."""

import pytest
from django.test import Client

from cases.models import MissingPerson
from cases.models.board import Choice
from cases.models.identification import Evidence, Identifier
from cases.operations.board_papers.dossier import issue_dossier
from cases.operations.board_papers.minutes import issue_minutes
from cases.operations.board_papers.report import issue_report
from cases.operations.certifying import annul_certificate
from cases.operations.explaining import explain_contradiction
from cases.operations.identifying import propose_identification, withdraw_evidence
from cases.operations.presuming import set_presumptive
from cases.operations.sessions import call_off_session, call_session, close_session, open_session
from cases.operations.voting import vote
from repatriation.audit.models import Event
from repatriation.documents.models import IssuedDocument
from repatriation.errors import NotPermitted, Stale
from repatriation.files import storage
from repatriation.ledger.clock import now
from tests.cases.dashboard.reading import text_in
from tests.factories.associations import Associations
from tests.factories.boards import Boards, given
from tests.factories.examinations import Examinations
from tests.factories.samples import Laboratory
from tests.factories.steps import do
from tests.factories.world import make_world
from tests.platform.conftest import pages_of  # noqa: F401  a fixture

NAME = "Вигаданенко"


@pytest.fixture
def boards():
    return Boards()


@pytest.fixture
def text_of(pages_of):  # noqa: F811
    """All that stands on an issued paper, in one line."""

    def read(issued) -> str:
        return " ".join(" ".join(pages_of(storage.read(issued.file))).split())

    return read


def again(row):
    return type(row).objects.get(pk=row.pk)


def report(boards, row, by=None, languages=("en",)) -> IssuedDocument:
    by = by or boards.coordinator
    return do(issue_report, by=by, identification=again(row), languages=languages)


def dossier(boards, row, by=None, languages=("en",)) -> IssuedDocument:
    by = by or boards.coordinator
    return do(issue_dossier, by=by, identification=again(row), languages=languages)


def minutes(boards, row, by=None, languages=("en",)) -> IssuedDocument:
    by = by or boards.coordinator
    return do(issue_minutes, by=by, session=again(row), languages=languages)


def verified(issued) -> str:
    return text_in(Client().get("/verify/", {"code": issued.code}))


def session_on(boards, *rows):
    return do(
        call_session,
        by=boards.coordinator,
        identifications=rows,
        members=boards.members,
        meets_at=now(),
        place="Hall 2",
    )


def opened(boards, session, present=None):
    return do(
        open_session, by=boards.coordinator, session=session, present=present or boards.members
    )


def test_a_report_says_what_was_decided_on_what_by_whom_and_who_certified(boards, text_of):
    row = boards.certified()

    said = text_of(report(boards, row))

    case = row.covered.get().case
    for part in (
        f"Person sought {row.person}",
        f"1 {case} body a primary identifier of its own",
        f"1 {case} DNA concordant Report 7-2025, signed by Specialist One, 2025-03-01",
        f"C-17, {boards.authority.agency}, {boards.authority.name}",
        "Question Is this the person?",
        "Outcome established",
        "quorum and votes for: at least 2",
        "independent secondary identifiers: at least 3",
        "Nobody dissented.",
        f"Board member: {boards.members[0].name}",
        f"For the legal authority: {boards.authority.agency}",
    ):
        assert part in said


def test_a_report_prints_no_name_of_the_dead(boards, text_of):
    said = text_of(report(boards, boards.identified(person=boards.person(NAME))))

    assert NAME not in said
    assert "not certified: this is the scientific decision alone" in said
    assert "For the legal authority" not in said


def test_dissent_stands_with_its_reason(boards, text_of):
    boards.members.append(boards.side.person("board member", name="c"))
    row = boards.voted(boards.under_review(), "established", "established", "not_established")

    said = text_of(report(boards, row))

    assert "not established as read" in said
    assert "Dissent: 1." in said


def test_the_rules_are_those_of_the_decision(boards, text_of, settings):
    settings.SECONDARY_IDENTIFIERS_NEEDED, settings.IDENTIFIERS_ALWAYS_REQUIRED = 4, ["dna"]
    row = boards.identified()

    settings.SECONDARY_IDENTIFIERS_NEEDED, settings.IDENTIFIERS_ALWAYS_REQUIRED = 2, []

    said = text_of(report(boards, row))
    assert "independent secondary identifiers: at least 4" in said
    assert "always required: DNA" in said


def test_a_laboratorys_result_stands_with_all_it_rests_on(boards, text_of):
    house = Laboratory(boards)
    case, person = boards.case(), boards.person()
    sample, reference = house.pair(again(case), person)
    result = house.result(sample, reference, prior="even", software="Kinship 2.1")
    evidence = {again(case): [given(result=result)]}
    row = do(propose_identification, by=boards.examiner, person=person, evidence=evidence)
    decided = boards.voted(boards.called(row), "established", "established")

    said = text_of(report(boards, decided))

    for part in (
        f"Laboratory {house.agency}",
        f"Sample number {sample}",
        f"Compared with {reference}",
        "Marker system autosomal STR",
        "Hypothesis of one person",
        "Alternative hypothesis of two unrelated people",
        "Likelihood ratio 2.51 × 10^9 (log10 = 9.4)",
        "Prior, as the laboratory states it even",
        "Software and version Kinship 2.1",
        "Signed report Report 12, Specialist One, 2025-03-01",
        "It is not a probability of identity",
    ):
        assert part in said


def test_withdrawn_evidence_is_printed_as_withdrawn(boards, text_of):
    row = boards.proposed(Identifier.DNA, Identifier.MARKS)
    marks = Evidence.objects.get(covered__identification=row, identifier="marks")
    do(withdraw_evidence, by=boards.examiner, identification=again(row), evidence=marks,
       because="another man's tattoo")  # fmt: skip

    said = text_of(dossier(boards, row))

    assert "withdrawn: another man's tattoo" in said


def test_a_case_that_rests_on_an_association_says_so(boards, text_of):
    house = Associations(boards.side)
    first, second = house.parts(2)
    house.accepted(first, second)
    evidence = {again(first): [given()], again(second): []}
    person = boards.person()
    row = do(propose_identification, by=boards.examiner, person=person, evidence=evidence)
    decided = boards.voted(boards.called(row), "established", "established")

    said = text_of(report(boards, decided))

    assert "an accepted association with a covered case that has its own: AS-" in said
    assert "A case that is not named here has no evidence of its own" in said


def test_two_languages_stand_side_by_side(boards, text_of):
    said = text_of(report(boards, boards.identified(), languages=("en", "uk")))

    assert "Outcome" in said
    assert "DNA" in said
    assert "ДНК" in said
    assert "Сторінка 1 з" in said


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("proposed", "nothing to report yet"),
        ("under_review", "nothing to report yet"),
        ("contested", "no report is issued until a board has upheld it"),
        ("revoked", "It was revoked"),
    ],
)
def test_no_report_is_issued_of_what_does_not_stand(boards, state, why):
    made = {
        "proposed": boards.proposed,
        "under_review": boards.under_review,
        "contested": boards.contested,
        "revoked": lambda: boards.contest_voted(boards.contested(), "revoked", "revoked"),
    }
    row = made[state]()

    with pytest.raises(NotPermitted, match=why):
        report(boards, row)
    assert not IssuedDocument.objects.exists()


def test_a_report_of_what_was_contested_is_superseded_for_ever(boards):
    row = boards.identified()
    first = report(boards, row)
    assert "Issued here. No newer" in verified(first)

    boards.contested(again(row))
    assert "superseded" in verified(first)

    upheld = boards.contest_voted(again(row), "upheld", "upheld")
    second = report(boards, upheld)

    assert "superseded" in verified(first)
    assert "superseded" not in verified(second)


def test_a_report_of_what_was_revoked_is_never_valid_again(boards):
    row = boards.certified()
    issued = report(boards, row)
    boards.contest_voted(boards.contested(again(row)), "revoked", "revoked")
    do(annul_certificate, by=boards.authority, identification=again(row), annulment="A-1")

    page = verified(issued)

    assert again(row).state == "revoked"
    assert "What this paper states no longer holds." in page
    assert "No newer version" not in page


def test_withdrawn_evidence_supersedes_the_report(boards):
    row = boards.identified()
    issued = report(boards, row)

    evidence = Evidence.objects.get(covered__identification=row)
    withdrawing = {"evidence": evidence, "because": "mixed up"}
    do(withdraw_evidence, by=boards.examiner, identification=again(row), **withdrawing)

    assert "superseded" in verified(issued)


@pytest.mark.parametrize("role", ["coordinator", "forensic examiner", "legal authority"])
def test_who_issues_reports(boards, role):
    by = {
        "coordinator": boards.coordinator,
        "forensic examiner": boards.examiner,
        "legal authority": boards.authority,
    }[role]

    assert report(boards, boards.identified(), by=by).number == 1


@pytest.mark.parametrize("role", ["auditor", "board member", "release officer", "family liaison"])
def test_who_issues_none(boards, role):
    row, by = boards.identified(), boards.side.person(role)

    with pytest.raises(NotPermitted, match="is issued by a coordinator"):
        report(boards, row, by=by)


def test_a_program_and_the_other_side_issue_none(boards, world_of_two):
    row, called = boards.identified(), boards.under_review()
    for by, why in (
        (boards.side.program("coordinator"), "not by a program"),
        (world_of_two.coordinator, "by its own side"),
    ):
        with pytest.raises(NotPermitted, match=why):
            report(boards, row, by=by)
        with pytest.raises(NotPermitted, match=why):
            dossier(boards, called, by=by)


@pytest.fixture
def world_of_two(boards):
    return make_world().south


def test_a_stale_page_issues_none(boards):
    row = boards.identified()
    row.version -= 1

    with pytest.raises(Stale):
        do(issue_report, by=boards.coordinator, identification=row, languages=["en"])


def test_each_issue_is_recorded(boards):
    row = boards.identified()
    report(boards, row)

    said = Event.objects.of(row).first().facts

    assert said["kind"] == "cases.report_issued"
    assert said["details"]["number"] == 1


def test_minutes_say_who_was_there_and_what_became_of_each_item(boards, text_of):
    first, second = boards.proposed(), boards.proposed(person=boards.person("Інша"))
    boards.members.append(boards.side.person("board member", name="absent"))
    session = session_on(boards, first, second)
    opened(boards, session, boards.members[:2])
    boards.voted(again(first), "established", "established")
    do(vote, by=boards.members[0], identification=again(second), choice=Choice.DEFERRED,
       reason="the second femur")  # fmt: skip
    do(close_session, by=boards.coordinator, session=again(session), note="Read aloud.")

    said = text_of(minutes(boards, session))

    for part in (
        "Place Hall 2",
        "Quorum 2",
        "Note for the minutes Read aloud.",
        f"{boards.members[2].name} {boards.members[2].agency} was absent",
        f"1 {first} {first.person} Is this the person? established",
        f"2 {second} {second.person} Is this the person? recalled",
        "3 called, 2 voting",
        "Taken off undecided.",
        f"Who ran the session: {boards.coordinator.name}",
        f"Board member: {boards.members[0].name}",
    ):
        assert part in said
    assert "the second femur" not in said
    assert f"Board member: {boards.members[2].name}" not in said
    assert NAME not in said


def test_minutes_wait_for_the_end_of_the_session(boards):
    session = session_on(boards, boards.proposed())

    with pytest.raises(NotPermitted, match="not closed"):
        minutes(boards, session)
    opened(boards, session)
    with pytest.raises(NotPermitted, match="not closed"):
        minutes(boards, session)


def test_a_session_that_never_met_has_no_minutes(boards):
    session = session_on(boards, boards.proposed())
    do(call_off_session, by=boards.coordinator, session=session)

    with pytest.raises(NotPermitted, match="never met"):
        minutes(boards, session)


def test_only_a_coordinator_of_the_side_issues_minutes(boards, world_of_two):
    session = session_on(boards, boards.proposed())
    opened(boards, session)
    do(close_session, by=boards.coordinator, session=again(session))

    with pytest.raises(NotPermitted, match="by a coordinator"):
        minutes(boards, session, by=boards.members[0])
    with pytest.raises(NotPermitted, match="by its own side"):
        minutes(boards, session, by=world_of_two.coordinator)


def test_a_dossier_names_everything_that_lacks_in_each_language(boards, text_of):
    row = boards.proposed(Identifier.MARKS)

    said = text_of(dossier(boards, row, languages=("en", "uk")))

    assert f"1 {row.covered.get().case}: an identification needs friction ridges" in said
    assert "nothing yet" in said
    assert "Nothing here is decided" in said


def test_a_dossier_is_blind_where_votes_are(boards, text_of):
    boards.members.append(boards.side.person("board member", name="c"))
    row = boards.under_review()
    do(vote, by=boards.members[0], identification=row, choice=Choice.NOT_ESTABLISHED,
       reason="the stature is far off")  # fmt: skip

    before = text_of(dossier(boards, boards.under_review(person=boards.person("Інша"))))
    said = text_of(dossier(boards, row, by=boards.members[1]))

    assert "the stature is far off" not in said
    assert "not established" not in said
    assert "voted" not in said
    assert "Members called" in before


def test_a_dossier_tells_earlier_outcomes_and_none_of_their_votes(boards, text_of):
    row = boards.voted(boards.under_review(), Choice.DEFERRED, Choice.DEFERRED)

    said = text_of(dossier(boards, row))

    assert "Boards before" in said
    assert "deferred" in said
    assert "as read" not in said


def test_a_dossier_explains_what_was_explained_without_its_values(boards, text_of):
    case = boards.case()
    Examinations(boards.examiner).reviewed(case)
    person = boards.person()
    MissingPerson.objects.filter(pk=person.pk).update(stature_cm=150)
    row = boards.proposed(case=case, person=again(person))
    before = text_of(dossier(boards, row))
    do(explain_contradiction, by=boards.examiner, identification=again(row), case=case,
       attribute="stature", because="Told at the age of 16.")  # fmt: skip

    after = text_of(dossier(boards, row))

    assert "contradicts what is told of the person: stature" in before
    assert "Told at the age of 16." in after
    assert "Nothing is missing for a decision." in after
    assert not {"172", "180", "150"} & set(f"{before} {after}".replace("–", " ").split())


def test_no_presumptive_flag_stands_on_any_paper(boards, text_of):
    case, person = boards.case(), boards.person()
    flag = {"case": case, "evidence": "a ring with a date", "person": person}
    do(set_presumptive, by=boards.examiner, **flag)
    row = boards.proposed(case=again(case), person=person)
    before = text_of(dossier(boards, row))
    decided = boards.voted(boards.called(again(row)), "established", "established")

    after = text_of(report(boards, decided))

    for said in (before, after):
        assert "a ring with a date" not in said
        assert "resumptive" not in said


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda boards: boards.identified(), "the identification report"),
        (
            lambda boards: boards.voted(boards.under_review(), "excluded", "excluded"),
            "no board decides on it again",
        ),
    ],
)
def test_no_dossier_is_issued_of_what_is_decided(boards, made, why):
    row = made(boards)

    with pytest.raises(NotPermitted, match=why):
        dossier(boards, row)


def test_what_is_contested_comes_before_a_board_with_its_ground(boards, text_of):
    said = text_of(dossier(boards, boards.contested()))

    assert "Contested because new findings contradict it" in said
    assert "The stature differs." in said
