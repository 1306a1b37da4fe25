"""Who is told what; and nobody is told of what they may not see."""

import pytest
from django.apps import apps

from cases.models import RemainsCase
from cases.operations.custody import Circumstances
from cases.operations.declaring import declare_non_human
from cases.operations.flagging import place_hold, report_found, report_missing
from cases.operations.sending import send_cases
from exchanges.models import ExchangeRound
from exchanges.operations import settling, stating
from exchanges.operations.attesting import attest_count
from exchanges.operations.interrupting import cancel_round
from exchanges.operations.messaging import write_message
from exchanges.operations.remarking import make_remark
from exchanges.operations.telling import tell_figures
from repatriation.accounts.models import User
from repatriation.ledger.clock import today
from repatriation.ledger.models import Obligation
from repatriation.notifications import registry
from repatriation.notifications.models import Delivery
from tests.exchanges.comparing import answer, compared, line_of
from tests.factories.steps import do
from tests.notifications.conftest import announce, newest

NORTH = {"north coordinator", "north coordinator at mortuary 1"}
SOUTH = {"south coordinator", "south coordinator at mortuary 1"}
SPEAKERS = NORTH | SOUTH | {"observer"}
THERE = SPEAKERS | {
    f"{side} {role}"
    for side in ("north", "south")
    for role in ("exchange officer", "transport lead")
}
OFFICER = {"north exchange officer"}
NORTHERN = NORTH | OFFICER  # who answer and settle for their side
SOUTHERN = SOUTH | {"south exchange officer"}
SECOND = NORTHERN | {"north transport lead"}  # who read what was written down for another
PROMISED = tuple(
    f"exchanges.{kind}" for kind in ("word_said", "word_recorded", "deadline_moved", "batch_counts")
)
REGISTER = ("opened", "raised", "answered", "contested")
AUDIENCES = {
    "exchanges.round_proposed": SOUTH | {"observer"},
    "exchanges.round_agreed": SPEAKERS,
    "exchanges.round_scheduled": THERE,
    "exchanges.list_filed": OFFICER,
    "exchanges.batch_sealed": OFFICER | {"observer"},
    "exchanges.round_started": THERE,
    "exchanges.batch_handed_over": NORTH | OFFICER,
    "exchanges.allocation_sent": {"north mortuary officer at mortuary 1"},
    "exchanges.intake_ended": OFFICER,
    "exchanges.batch_received": NORTH | OFFICER,
    "exchanges.count_verified": SPEAKERS,
    "exchanges.round_closed": SPEAKERS,
}
ATTESTING = {"north exchange officer", "south exchange officer", "observer"}
STOPPED = {
    "exchanges.round_postponed": THERE,
    "exchanges.round_agreed_again": THERE,
    "exchanges.round_broken_off": THERE,
    "exchanges.round_cancelled": THERE,
    "exchanges.intermediary_withdrew": THERE - {"observer"},
    "exchanges.went_on_without": THERE,
    "exchanges.containers_refused": ATTESTING,
    "exchanges.containers_taken_back": ATTESTING,
}


FOUND = {"circumstances": Circumstances(place="Hall 2", alone_reason="night")}


def audience_of(event):
    return registry.notice_of(event).recipients


def sees(people, event) -> bool:
    rows = apps.get_model(event.subject_label).objects
    return all(rows.visible_to(one).filter(pk=event.subject_id).exists() for one in people)


def audience(cast, event) -> set[str]:
    """Before whoever did it is left out."""
    return cast.describe(registry.notice_of(event).recipients)


@pytest.mark.parametrize("kind", AUDIENCES)
def test_each_notice_has_its_audience(whole_story, kind):
    assert audience(whole_story, newest(kind)) == AUDIENCES[kind]


@pytest.mark.parametrize("kind", STOPPED)
def test_each_notice_of_what_did_not_go_on_has_its_audience(stopped_story, kind):
    assert audience(stopped_story, newest(kind)) == STOPPED[kind]


def test_nobody_is_told_of_a_draft_that_was_cancelled(cast):
    steps = cast.steps
    more = {"agency": steps.north.agency, "reason": "other", "note": "opened twice"}
    do(cancel_round, by=steps.north.coordinator, round=steps.opened(), **more)

    assert registry.notice_of(newest("exchanges.round_cancelled")) is None


@pytest.mark.parametrize(
    ("is_for_intermediary", "told"), [(False, SOUTH), (True, SOUTH | {"observer"})]
)
def test_figures_are_told_to_the_other_side_and_to_whom_they_are_meant_for(
    whole_story, is_for_intermediary, told
):
    north = whole_story.steps.north
    figures = {"way": "to_convenor", "rung": "contents", "opened": 3, "cases": 4}
    figures |= {"agency": north.agency, "is_for_intermediary": is_for_intermediary}
    do(tell_figures, by=north.coordinator, round=ExchangeRound.objects.get(), **figures)

    assert audience(whole_story, newest("exchanges.figures_told")) == told


def test_figures_that_were_recorded_wait_for_a_second_person(whole_story):
    north, south = whole_story.steps.north, whole_story.steps.south
    figures = {"way": "to_convenor", "rung": "contents", "opened": 3, "cases": 4}
    figures |= {"agency": south.agency, "source": "message 3"}
    do(tell_figures, by=north.coordinator, round=ExchangeRound.objects.get(), **figures)

    assert audience(whole_story, newest("exchanges.figures_recorded")) == SECOND


@pytest.mark.parametrize(("more", "told"), [("", SOUTH), ("Fog.", SOUTH | {"observer"})])
def test_a_message_is_told_to_whom_it_has_words_for(whole_story, more, told):
    north = whole_story.steps.north
    said = {"agency": north.agency, "text": "The bridge is closed.", "for_intermediary": more}
    do(write_message, by=north.coordinator, round=ExchangeRound.objects.get(), **said)

    assert audience(whole_story, newest("exchanges.message_written")) == told


def test_a_message_from_paper_waits_for_a_second_person(whole_story):
    north, south = whole_story.steps.north, whole_story.steps.south
    said = {"agency": south.agency, "text": "The bridge is closed.", "source": "letter 3"}
    do(write_message, by=north.coordinator, round=ExchangeRound.objects.get(), **said)

    assert audience(whole_story, newest("exchanges.message_recorded")) == SECOND


def test_every_notice_that_exists_is_held_by_a_test():
    """Others, as of people, clients and sessions, have tests beside their operations."""
    sent = {"cases.cases_sent", "cases.containers_sent"}
    beside = {"cases.flag_opened", "cases.flag_lifted", "cases.declared"}
    lists = {"exchanges.receivers_list_filed", "exchanges.lines_answered"}
    register = {f"exchanges.discrepancy_{verb}" for verb in REGISTER}
    papers = {"exchanges.answer_recorded", "exchanges.remark_recorded"}
    papers |= {"exchanges.figures_told", "exchanges.figures_recorded"}
    papers |= {"exchanges.batch_acknowledged"}  # in test_promises_told
    papers |= {"exchanges.message_written", "exchanges.message_recorded"}
    said = {"exchanges.stated", "exchanges.recorded", *papers}
    links = {"cases.link_asked_of", "cases.link_answer_received", "cases.take_back_asked"}
    links |= {f"cases.sight_{verb}" for verb in ("asked", "granted", "refused", "withdrawn")}
    tested = {*AUDIENCES, *STOPPED, *said, *sent, *beside, *lists, *register, *links}
    elsewhere = ("accounts.", "cases.affiliation_", "cases.board_")
    elsewhere += ("cases.identification_", "cases.session_")
    elsewhere += ("exchanges.agreement_", "exchanges.commitment_", *PROMISED)
    declared = {kind for kind in registry.told_kinds() if not kind.startswith(elsewhere)}

    assert declared == tested


def test_whoever_is_told_may_see_what_they_are_told_of(whole_story):
    announce()

    told = list(Delivery.objects.filter(channel="inbox").select_related("event"))

    assert {delivery.event.kind for delivery in told} >= {*AUDIENCES}
    for delivery in told:
        label, key = delivery.event.facts["subject"]
        person = User.objects.get(pk=delivery.target_id)
        seen = apps.get_model(label).objects.visible_to(person).filter(pk=key)
        assert seen.exists(), f"{delivery.event.kind} to {person.role_names()}"


def test_every_link_opens_for_whoever_was_given_it(whole_story, client):
    announce()
    refused = []

    for pk, link in set(Delivery.objects.values_list("target_id", "link")):
        person = User.objects.get(pk=pk)
        client.force_login(person)
        if client.get(link).status_code != 200:
            refused.append((person.role_names(), link))

    assert refused == []


def test_what_a_side_says_is_told_to_the_others(cast):
    round = cast.steps.proposed(intermediary=cast.steps.world.observers)
    south = cast.steps.south

    do(stating.accept_round, by=south.coordinator, round=round, agency=south.agency)

    assert audience(cast, newest("exchanges.stated")) == NORTH | {"observer"}


def test_what_is_recorded_for_another_waits_for_a_second_person_of_the_recorders_side(cast):
    north, south = cast.steps.north, cast.steps.south
    round = cast.steps.proposed()

    do(
        stating.accept_round,
        by=north.transport_lead,
        round=round,
        agency=south.agency,
        said_on=today(),
        source="message 14/2",
    )

    event = newest("exchanges.recorded")
    assert audience(cast, event) == NORTH | {"north exchange officer", "north transport lead"}
    announce()
    told = Delivery.objects.filter(event=event, target_id=north.transport_lead.pk)
    assert not told.exists()  # the recorder cannot check it


def test_what_we_wrote_down_for_a_side_is_told_to_that_side_too(cast):
    north, south = cast.steps.north, cast.steps.south
    round = cast.steps.proposed()
    said = {"said_on": today(), "source": "message 14/2", "agency": south.agency}
    do(stating.confirm_date, by=north.transport_lead, round=round, **said)

    do(
        stating.check_statement,
        by=north.exchange_officer,
        statement=round.statements.get(is_recorded_for=True),
    )

    assert audience(cast, newest("exchanges.stated")) == NORTH | SOUTH


def test_the_second_acceptance_is_told_as_the_agreement_alone(cast):
    cast.steps.agreed()

    announce()

    second = newest("exchanges.stated")
    assert registry.notice_of(second) is None
    assert Delivery.objects.filter(event=newest("exchanges.round_agreed")).exists()


def test_remains_that_are_sent_on_are_told_once_to_the_mortuary_they_go_to(cast):
    cases = cast.steps.numbered("A-1")
    north = cast.steps.north
    second = north.mortuaries[1]

    do(send_cases, by=north.mortuary_officer, cases=cases, to=second)

    event = newest("cases.cases_sent")
    assert audience(cast, event) == {"north mortuary officer at mortuary 2"}
    notice = registry.notice_of(event)
    assert str(notice.sentence).startswith("2 remains cases are on the way to you, RC-")
    officer = north.person("mortuary officer", at=second)
    assert RemainsCase.objects.visible_to(officer).filter(pk=event.subject_id).exists()


def test_missing_remains_and_their_return_are_told_to_the_side_that_answers_for_them(cast):
    case, north = cast.steps.numbered("A-1")[0], cast.steps.north
    officer, why = north.mortuary_officer, {"reason": "Not on its shelf"}

    do(report_missing, by=officer, thing=case, **why)
    do(report_found, by=officer, thing=cast.steps.again(case), because="Next shelf", **FOUND)

    for kind in ("cases.flag_opened", "cases.flag_lifted"):
        assert audience(cast, newest(kind)) == NORTH | {"north transport lead"}
        assert sees(audience_of(newest(kind)), newest(kind))


def test_a_legal_hold_is_on_the_page_and_told_to_nobody(cast):
    case = cast.steps.numbered("A-1")[0]
    order = {"order": "7/26", "reason": "An examination"}

    do(place_hold, by=cast.steps.north.coordinator, thing=case, **order)

    assert registry.notice_of(newest("cases.flag_opened")) is None


def test_a_declaration_is_told_to_those_near_who_may_confirm_it(cast):
    case, north = cast.steps.numbered("A-1")[0], cast.steps.north

    do(declare_non_human, by=north.forensic_examiner, case=case, account="Bovine rib")

    event = newest("cases.declared")
    there = {"explosives officer", "mortuary officer", "forensic examiner"}
    assert audience(cast, event) == NORTH | {f"north {role} at mortuary 1" for role in there}
    assert sees(audience_of(event), event)
    announce()
    told = Delivery.objects.filter(event=event, target_id=north.forensic_examiner.pk)
    assert not told.exists()  # who declared it cannot confirm it
    assert "bovine" not in str(registry.notice_of(event).sentence).lower()


def test_people_who_are_not_active_and_programs_are_not_told(cast):
    officer = cast.steps.north.exchange_officer
    officer.is_active = False
    officer.save()
    cast.steps.north.program("exchange officer")

    cast.steps.listed("A-1")

    assert audience(cast, newest("exchanges.list_filed")) == set()


def test_a_list_filed_for_the_sender_is_told_to_the_sender(cast):
    said = {"said_on": today(), "source": "paper list"}

    cast.steps.listed("A-1", by=cast.steps.north.exchange_officer, **said)

    assert audience(cast, newest("exchanges.list_filed")) == {"south exchange officer"}


def test_the_receivers_list_is_told_to_the_sender_once_there_is_one_to_compare(cast):
    officer, filed = cast.steps.north.exchange_officer, "exchanges.receivers_list_filed"
    batch = cast.steps.listed("A-1", by=officer, side="receiver")
    assert registry.notice_of(newest(filed)) is None

    cast.steps.listed("A-1", batch=batch)
    cast.steps.listed("A-1", batch=cast.steps.again(batch), by=officer, side="receiver")

    assert audience(cast, newest(filed)) == {"south exchange officer"}


def test_a_dispute_is_told_to_the_side_that_replies_and_an_agreement_to_nobody(cast):
    comparison = compared(cast.steps, ("A-1", "A-2"), ("A-1",))
    officer = cast.steps.north.exchange_officer

    answer(officer, line_of(comparison, "A-2"), "dispute", "not ours")
    asked = audience(cast, newest("exchanges.lines_answered"))
    answer(officer, line_of(comparison, "A-2"), "agree")

    assert asked == SOUTH | {"south exchange officer"}
    assert registry.notice_of(newest("exchanges.lines_answered")) is None


def test_no_notice_carries_a_name_a_label_or_a_place(whole_story):
    names = {"A-1": "Ivan Placeholder"}
    steps = whole_story.steps
    steps.handed_over("A-1", names=names)
    Obligation.objects.exclude(done_at=None).update(done_at=None)

    announce()

    said = " ".join(str(delivery.said) + delivery.link for delivery in Delivery.objects.all())
    assert "Ivan" not in said
    assert "A-1" not in said
    assert "Havrel" not in said


def test_a_discrepancy_goes_to_and_fro_between_those_who_answer_and_who_settle(cast):
    steps, by = cast.steps, cast.steps.north.exchange_officer
    row = do(settling.open_discrepancy, by=by, batch=steps.handed_over(), code="non_human")
    answer, contest = {"text": "It was as listed."}, {"text": "It was not."}

    row = do(settling.raise_discrepancy, by=by, discrepancy=row)
    do(settling.answer_discrepancy, by=steps.south.coordinator, discrepancy=row, **answer)
    do(settling.contest_answer, by=by, discrepancy=steps.again(row), **contest)

    told = [audience(cast, newest(f"exchanges.discrepancy_{verb}")) for verb in REGISTER[1:]]
    assert told == [SOUTHERN, NORTHERN, SOUTHERN]
    assert registry.notice_of(newest("exchanges.discrepancy_opened")) is None  # kept in the house


def test_counts_that_differ_are_told_to_all_three(cast):
    steps = cast.steps
    over = steps.handed_over("A-1", "A-2", batch=steps.observed())
    said = {"agency": steps.world.observers, "containers": 1}

    do(attest_count, by=cast.observer, batch=over, **said)

    event = newest("exchanges.discrepancy_opened")
    assert audience(cast, event) == NORTHERN | SOUTHERN | {"observer"}


def test_an_answer_or_remark_from_paper_is_told_to_second_readers(cast):
    steps, by = cast.steps, cast.steps.north.exchange_officer
    over, paper = steps.handed_over(), {"source": "Act 7", "said_on": today(), "text": "Wet."}
    row = do(settling.open_discrepancy, by=by, batch=over, code="late")

    do(settling.answer_discrepancy, by=by, discrepancy=row, **paper)
    do(make_remark, by=by, batch=steps.again(over), agency=steps.south.agency, **paper)

    for kind in ("exchanges.answer_recorded", "exchanges.remark_recorded"):
        assert audience(cast, newest(kind)) == SECOND
