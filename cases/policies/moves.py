"""Each move of a container or a case: None if this user may make it now, else what they are told.

Those of many lines ask nothing of the database; the others look at one record.
"""

from cases.models import Container, RemainsCase
from cases.policies import beside, declarations, held, packing, releases, storage
from cases.states import container_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

Moves = dict[str, Sentence | str | None]


def container_line_moves(user: User, container: Container) -> Moves:
    flow, state = container_workflow, container.state
    why_not_open = held.why_not_open(user, container)
    return {
        "receive": held.why_not_receive_container(user, container),
        "clear": held.why_not_clear(user, container) or flow.why_not("clear", state),
        "open": why_not_open or flow.why_not("open", state),
        "empty": why_not_open or flow.why_not("empty", state),
        "store": held.why_not_store_container(user, container),
        "send": held.why_not_send(user, container),
    }


def case_line_moves(user: User, case: RemainsCase) -> Moves:
    return {
        "store": held.why_not_store(user, case),
        "send": held.why_not_send(user, case),
        "receive": held.why_not_receive(user, case),
    }


def container_moves(user: User, container: Container) -> Moves:
    flow, state = container_workflow, container.state
    why_not_open = held.why_not_open(user, container)
    return {
        **container_line_moves(user, container),
        "number": why_not_open or flow.why_not("number", state),
        "open_again": why_not_open or flow.why_not("open_again", state),
        "quarantine": beside.why_not_quarantine(user, container)
        or flow.why_not("quarantine", state),
        "neutralise": beside.why_not_neutralise(user, container)
        or flow.why_not("neutralise", state),
        "declare_destroyed": declarations.why_not_declare_destroyed(user, container),
        "unpack": packing.why_not_unpack(user, container),
        **_moves_of_both(user, container),
    }


def case_moves(user: User, case: RemainsCase) -> Moves:
    return {
        **case_line_moves(user, case),
        "divide": declarations.why_not_divide(user, case),
        "quarantine": beside.why_not_quarantine(user, case),
        "lift_quarantine": beside.why_not_lift_quarantine(user, case),
        "declare_non_human": declarations.why_not_declare_non_human(user, case),
        "declare_human": declarations.why_not_declare_human(user, case),
        **releases.release_moves(user, case),
        **_moves_of_both(user, case),
    }


def _moves_of_both(user: User, row: Container | RemainsCase) -> Moves:
    return {
        "exhume": storage.why_not_exhume(user, row),
        "report_missing": beside.why_not_miss(user, row),
        "report_found": beside.why_not_find(user, row),
        "hold": beside.why_not_hold(user, row),
        "lift_hold": beside.why_not_lift_hold(user, row),
        "confirm": declarations.why_not_confirm(user, row),
        "withdraw_declaration": declarations.why_not_withdraw_declaration(user, row),
    }
