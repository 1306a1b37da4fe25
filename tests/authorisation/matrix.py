"""Principals × addresses × relations, and what table.txt expects of each."""

from collections.abc import Iterator
from typing import Any

from django.urls import resolve

from repatriation.accounts.models import User
from tests.authorisation.ground import Ground
from tests.authorisation.knocking import Answer, Door, Knock, Outcome
from tests.authorisation.places import relation
from tests.authorisation.principals import Principal, principals_at
from tests.authorisation.routes import API, Route, addresses
from tests.authorisation.table import Line, Table, the_table

BY_PERSON = (
    "own job",
    "own list",
    "own notice",
    "own factor",
    "own session",
    "identification",
    "affiliation",
    "session",
    "report",
    "dossier",
    "minutes",
)
OPEN = "anybody"  # the noun of addresses that need no sign-in
LISTING = {
    f"{role} at {place}"
    for role in ("coordinator", "exchange officer")
    for place in ("north", "south")
}
# Where the object stands in what is sent: what one may not and what one does not see are one.
TOLD_ALIKE = {"/reviews/confirm/", "/api/v1/batches/", "/api/v1/identifications/"} | {
    "/api/v1/associations/",
    "/api/v1/affiliations/",
    "/api/v1/samples/",
    "/api/v1/worklists/",
    "/api/v1/results/",
    "/api/v1/examinations/",
    "/api/v1/effects/",
    "/board-sessions/new/",
    "/api/v1/board-sessions/",
    "/api/v1/candidates/seek/",
    "/clients/new/",
    "/clients/stop/",
}
GUARDED = {"/clients/"}  # a list that is refused to those who never see any of it


class Matrix:
    def __init__(self) -> None:
        self.ground = Ground()
        self.door = Door(self.ground)
        self.table: Table = the_table()
        self.principals = list(principals_at(self.ground.places))
        self.relations: dict[tuple[Any, ...], str] = {}
        kinds = ("job", "notice", "list", "factor", "session")
        self.owned: dict[str, dict[int, Any]] = {kind: {} for kind in kinds}
        self._own()
        self.ground.decide(self._named("board member at north"))

    def _named(self, name: str) -> User:
        return next(who.user for who in self.principals if who.name == name and who.user)

    def _own(self) -> None:
        """Each has a notice and a piece of work; who files lists for the batch has one in hand."""
        for who in self.principals:
            if who.role and who.user and who.user.pk not in self.owned["job"]:
                self.owned["job"][who.user.pk] = self.ground.job_of(who.user)
                self.owned["notice"][who.user.pk] = self.ground.notice_to(who.user)
            if who.role and who.user and who.is_person:
                self.owned["factor"][who.user.pk] = self.ground.factor_of(who.user)
                self.owned["session"][who.user.pk] = self.ground.session_of(who.user)
            if who.name in LISTING:
                self.owned["list"][who.user.pk] = self.ground.draft_of(who.user)
        first = next(who.user for who in self.principals if who.name in LISTING)
        self.ground.subjects["failed notice"] = self.ground.notice_to(first, has_failed=True)

    def knocks(self, route: Route) -> Iterator[Knock]:
        for said in route.says:
            noun, move = _noun_and_move(said)
            for who in self.principals:
                for subject in self.subjects(noun, move, who):
                    yield Knock(who, route, noun, move, subject)
                    if subject is not None and "<" in route.address and who.asks_for_unknown:
                        yield Knock(who, route, noun, move, subject, is_unknown=True)

    def subjects(self, noun: str, move: str, who: Principal) -> list[Any]:
        if not noun.startswith("own "):
            return [self.ground.subject(noun, move)]
        owned = self.owned[noun.removeprefix("own ")]
        mine = owned.get(who.user.pk) if who.user else None
        others = next(row for row in owned.values() if row is not mine)
        return [row for row in (mine, others) if row]

    def answer(self, knock: Knock) -> Answer:
        return self.door.answer(knock)

    def expected(self, knock: Knock) -> Outcome:
        who, noun = knock.who, knock.noun
        if noun == OPEN:
            has_bad_token = not who.role and not who.is_person and knock.route.is_api
            return Outcome.SIGN_IN if has_bad_token else Outcome.ALLOWED
        if not who.role or not (who.is_person or knock.route.is_api):
            return Outcome.SIGN_IN
        if (
            who.scopes is not None
            and scope_of(knock.route, self.door.address(knock)) not in who.scopes
        ):
            return Outcome.REFUSED
        letter = self.relation(knock)
        sees = noun == "register" or self.table.sees(noun, who.role, letter)
        if knock.move == "list":
            return Outcome.ALLOWED if sees else self._if_unlisted(knock)
        line = self.table.line(noun, knock.move)
        if sees and not knock.is_unknown and line.allows(who.role, letter) and _suits(who, line):
            return Outcome.ALLOWED
        is_there = sees and not knock.is_unknown and not line.is_hidden
        return Outcome.REFUSED if is_there else _if_unseen(knock)

    def _if_unlisted(self, knock: Knock) -> Outcome:
        is_shut = not self.table.line(knock.noun, "see").cells[knock.who.role]
        is_guarded = is_shut and knock.route.address in GUARDED
        return Outcome.REFUSED if is_guarded else Outcome.UNSEEN

    def relation(self, knock: Knock) -> str:
        """Asked once of each subject and agency: it does not change."""
        user, row = knock.who.user, knock.subject
        assert user
        own = user.pk if knock.noun.endswith(BY_PERSON) else user.agency_id
        key = (knock.noun, row and row.pk, own)
        if key not in self.relations:
            self.relations[key] = relation(knock.noun, row, user)
        return self.relations[key]

    def may_read(self, who: Principal, readers: tuple[str, ...]) -> bool:
        """Whether one of these moves is theirs, about the object that the field is of."""
        if not who.role or who.user is None:
            return False
        return any(self._reads(who, said) for said in readers)

    def _reads(self, who: Principal, said: str) -> bool:
        noun, move = _noun_and_move(said)
        noun, _bracket, state = noun.partition(" (")
        subject = self.ground.subject(noun, state.rstrip(")") or move)
        key = (noun, subject and subject.pk, who.user.agency_id)
        if key not in self.relations:
            self.relations[key] = relation(noun, subject, who.user)
        return self.table.line(noun, move).allows(who.role, self.relations[key])


def _suits(who: Principal, line: Line) -> bool:
    return who.is_person or not line.is_for_people


def _if_unseen(knock: Knock) -> Outcome:
    return Outcome.REFUSED if knock.route.address in TOLD_ALIKE else Outcome.UNSEEN


def _noun_and_move(said: str) -> tuple[str, str]:
    if said.startswith("list of "):
        return said.removeprefix("list of "), "list"
    noun, _colon, move = said.partition(": ")
    return noun, move


def scope_of(route: Route, address: str) -> str:
    """What a program's token must carry there; what needs no scope is for every program."""
    if not route.address.startswith(API):
        return ""
    found = resolve(address).func
    action = getattr(found, "actions", {}).get(route.method)
    view = getattr(found, "cls", None)
    subject = found.initkwargs.get("subject") if hasattr(found, "initkwargs") else None
    if subject:
        return subject.scopes["retrieve"]
    return view.scopes[action] if action else ""


__all__ = ["Matrix", "addresses"]
