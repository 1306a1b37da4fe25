"""The moves that only one of many can make, and the world each of them starts from.

A race is declared by a function that brings the world so far; what it returns gives one of the
crowd its move, with the rows as that one has read them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from cases.models import Container, CustodyEvent
from cases.models.board import Choice
from cases.models.remains import RemainsKind
from cases.operations import declaring, flagging, reviewing
from cases.operations.affiliation_boards import vote_on_affiliation
from cases.operations.certifying import certify_identification
from cases.operations.clearing import clear_containers
from cases.operations.custody import Circumstances
from cases.operations.dividing import divide_case
from cases.operations.identifying import propose_addendum
from cases.operations.opening import open_container
from cases.operations.presuming import set_presumptive
from cases.operations.receiving import receive_containers
from cases.operations.scanning import Reading
from cases.operations.sheets import close_sheet
from cases.operations.voting import vote
from exchanges.manifests.reading import read
from exchanges.models import ExchangeBatch, ExchangeRound, Statement
from exchanges.operations import (
    allocating,
    handover,
    importing,
    intake,
    running,
    stating,
    withdrawing,
)
from exchanges.operations.counting import count_batch
from exchanges.operations.listing import file_list
from exchanges.operations.sealing import seal_batch
from repatriation.accounts.models import User
from repatriation.errors import Conflict, NotPermitted, Stale, TransitionNotAllowed
from repatriation.files import storage
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import today
from repatriation.ledger.writing import acting_as
from tests.factories.affiliations import Affiliations
from tests.factories.boards import Boards, given
from tests.factories.steps import CSV, do, list_of

NIGHT = Circumstances(alone_reason="night shift")


@dataclass(frozen=True)
class Race:
    begin: Callable
    told: type  # what the fifteen others are told


RACES: dict[str, Race] = {}


def race(told: type = Stale):
    def keep(begin):
        RACES[begin.__name__] = Race(begin, told)
        return begin

    return keep


def move(operation, by, **what):
    return partial(do, operation, by=User.objects.get(pk=by.pk), **what)


@race()
def file_a_list(steps):
    batch, officer, data = steps.batch(), steps.south.exchange_officer, list_of("A-1", "A-2")
    with acting_as(officer):
        file = storage.store(data, name="list.csv", media_type=CSV, by=officer)
    report = read(data, "list.csv")
    return lambda: move(file_list, officer, batch=steps.again(batch), file=file, report=report)


@race(Conflict)
def confirm_an_import(steps):
    batch, officer = steps.batch(), steps.south.exchange_officer
    data = list_of("A-1", "A-2")
    draft = do(importing.start_import, by=officer, batch=batch, data=data, name="list.csv")
    run_job(draft.job_id)
    return lambda: move(importing.confirm_import, officer, draft=steps.again(draft))


@race()
def count_before_the_seal(steps):
    batch, officer = steps.listed("A-1", "A-2"), steps.south.exchange_officer
    packer = steps.south.person("exchange officer", name="packer")
    count = {"containers": 2, "packed_by": packer}
    return lambda: move(count_batch, officer, batch=steps.again(batch), **count)


@race()
def seal_a_batch(steps):
    batch, officer = steps.listed("A-1", "A-2"), steps.south.exchange_officer
    packer = steps.south.person("exchange officer", name="packer")
    do(count_batch, by=officer, batch=batch, containers=2, packed_by=packer)
    return lambda: move(seal_batch, officer, batch=steps.again(batch))


@race()
def confirm_a_date(steps):
    round, coordinator = steps.agreed(), steps.north.coordinator
    agency = steps.north.agency
    return lambda: move(stating.confirm_date, coordinator, round=steps.again(round), agency=agency)


@race(NotPermitted)
def check_a_statement(steps):
    """The other side's acceptance from its message; when it is read by a second person, the round
    is agreed."""
    convenor, other = steps.north, steps.south
    round = do(
        stating.accept_round,
        by=convenor.coordinator,
        round=steps.proposed(),
        agency=convenor.agency,
    )
    message = {"agency": other.agency, "said_on": today(), "source": "message no. 7"}
    do(stating.accept_round, by=convenor.exchange_officer, round=round, **message)
    statement = Statement.objects.last()
    reader = convenor.coordinator
    return lambda: move(stating.check_statement, reader, statement=steps.again(statement))


@race()
def start_a_round(steps):
    steps.sealed("A-1")
    round = ExchangeRound.objects.last()
    return lambda: move(running.start_round, steps.north.coordinator, round=steps.again(round))


@race()
def finish_a_handover(steps):
    """One container was not presented: a count, a discrepancy and a state, each once."""
    batch = steps.in_transit("A-1", "A-2")
    steps.scanned(batch, "A-1")
    lead = steps.north.transport_lead
    return lambda: move(handover.finish_handover, lead, batch=steps.again(batch))


@race()
def allocate_the_last_container(steps):
    batch, officer = steps.handed_over("A-1"), steps.north.exchange_officer
    mortuaries = iter(steps.north.mortuaries * 99)  # two of them want it
    return lambda: move(
        allocating.allocate_containers,
        officer,
        batch=steps.again(batch),
        mortuary=next(mortuaries),
        count=1,
    )


@race()
def send_a_share(steps):
    batch, officer = steps.handed_over("A-1", "A-2"), steps.north.exchange_officer
    where = {"mortuary": steps.north.mortuaries[0], "count": 2}
    share = do(allocating.allocate_containers, by=officer, batch=batch, **where)
    return lambda: move(allocating.send_allocation, officer, allocation=steps.again(share))


@race(NotPermitted)
def receive_the_same_containers(steps):
    share = steps.sent("A-1", "A-2", "A-3")
    containers = [place.container for place in share.places.select_related("container")]
    officer = steps.north.mortuary_officer
    return lambda: move(receive_containers, officer, containers=containers, circumstances=NIGHT)


@race()
def finish_an_intake(steps):
    share, officer = steps.sent("A-1", "A-2"), steps.north.mortuary_officer
    header = {"place": "Bay 1", "alone_reason": "night shift"}
    sheet = do(intake.open_receipt_sheet, by=officer, allocation=share, **header)
    do(intake.scan_receipt, by=officer, sheet=sheet, readings=[Reading("A-1")])
    return lambda: move(intake.finish_intake, officer, allocation=steps.again(share))


@race()
def verify_a_count(steps):
    steps.received("A-1", "A-2")
    batch = ExchangeBatch.objects.last()
    return lambda: move(intake.verify_count, steps.north.coordinator, batch=steps.again(batch))


@race(TransitionNotAllowed)
def clear_the_same_containers(steps):
    steps.received("A-1", "A-2")
    containers = list(Container.objects.order_by("-pk")[:2])
    officer = steps.north.explosives_officer
    yard = Circumstances(place="Yard")
    return lambda: move(clear_containers, officer, containers=containers, circumstances=yard)


@race()
def open_a_container(steps):
    container, officer = steps.cleared("A-1")[0], steps.north.mortuary_officer
    found = [RemainsKind.BODY, RemainsKind.BODY_PART]
    return lambda: move(
        open_container,
        officer,
        container=steps.again(container),
        remains=found,
        circumstances=NIGHT,
    )


@race()
def end_a_sheet(steps):
    sheet = steps.sheet(steps.in_transit("A-1"))
    return lambda: move(close_sheet, steps.north.transport_lead, sheet=steps.again(sheet))


@race(Conflict)
def review_what_one_did_alone(steps):
    steps.numbered("A-1")
    event = CustodyEvent.objects.alone().last()
    reviewer = steps.north.person("mortuary officer", name="second")
    return lambda: move(reviewing.review_custody, reviewer, events=[event])


@race(Conflict)
def correct_the_same_event(steps):
    container, officer = steps.cleared("A-1")[0], steps.north.mortuary_officer
    event = CustodyEvent.objects.of(container).first()
    return lambda: move(
        reviewing.correct_custody, officer, event=event, note="misread the shelf card"
    )


@race()
def cast_the_last_vote(steps):
    """With it the board decides, the case and the person are identified, each once."""
    boards = Boards(steps.north)
    first, second = boards.members
    choice = {"choice": Choice.ESTABLISHED}
    row = do(vote, by=first, identification=boards.under_review(), **choice)
    return lambda: move(vote, second, identification=steps.again(row), **choice)


@race()
def cast_the_last_vote_on_an_addendum(steps):
    boards = Boards(steps.north)
    first, second = boards.members
    evidence = {boards.case(): [given()]}
    adding = {"identification": boards.identified(), "evidence": evidence}
    called = boards.called(do(propose_addendum, by=boards.examiner, **adding))
    choice = {"choice": Choice.ESTABLISHED}
    row = do(vote, by=first, identification=called, **choice)
    return lambda: move(vote, second, identification=steps.again(row), **choice)


@race()
def cast_the_last_vote_on_an_affiliation(steps):
    house = Affiliations(steps.north)
    first, second = house.members
    choice = {"choice": Choice.ESTABLISHED}
    called = house.before_board(house.assessed())
    row = do(vote_on_affiliation, by=first, decision=called, **choice)
    return lambda: move(vote_on_affiliation, second, decision=steps.again(row), **choice)


@race()
def certify_an_identification(steps):
    boards = Boards(steps.north)
    row, number = boards.identified(), {"certificate": "C-17"}
    again = steps.again
    return lambda: move(
        certify_identification, boards.authority, identification=again(row), **number
    )


@race()
def set_a_presumptive_flag(steps):
    boards = Boards(steps.north)
    case, words = boards.case(), {"evidence": "a disc"}
    return lambda: move(set_presumptive, boards.examiner, case=steps.again(case), **words)


@race()
def declare_remains_non_human(steps):
    case, said = steps.numbered("A-1")[0], {"account": "Bovine rib"}
    examiner = steps.north.forensic_examiner
    return lambda: move(declaring.declare_non_human, examiner, case=steps.again(case), **said)


@race()
def confirm_a_declaration(steps):
    """With it the case is closed and the exchange is told of it, each once."""
    case, second = steps.numbered("A-1")[0], steps.north.mortuary_officer
    said = {"case": case, "account": "Bovine rib"}
    do(declaring.declare_non_human, by=steps.north.forensic_examiner, **said)
    return lambda: move(declaring.confirm_declaration, second, thing=steps.again(case))


@race()
def divide_a_case(steps):
    case, officer = steps.numbered("A-1")[0], steps.north.mortuary_officer
    said = {"remains": [RemainsKind.BODY_PART], "circumstances": Circumstances(note="Two femora")}
    return lambda: move(divide_case, officer, case=steps.again(case), **said)


@race()
def lift_a_legal_hold(steps):
    case, coordinator = steps.numbered("A-1")[0], steps.north.coordinator
    do(flagging.place_hold, by=coordinator, thing=case, order="7/26", reason="An examination")
    lift = flagging.lift_hold
    return lambda: move(lift, coordinator, thing=steps.again(case), because="Order 9/26")


@race()
def withdraw_from_a_round(steps):
    """With it the date of the intermediary lapses and the round is agreed again, each once."""
    round, observer = ExchangeRound.objects.get(pk=steps.observed().round_id), steps.world.observer
    left = {"agency": steps.world.observers, "reason": "security"}
    withdraw = withdrawing.withdraw_from_round
    return lambda: move(withdraw, observer, round=steps.again(round), **left)
