"""Where somebody belongs, and what an object is to them: theirs, their side's, another's."""

from dataclasses import dataclass
from typing import Any

from repatriation.accounts.models import Agency, User
from tests.factories.accounts import AgencyFactory
from tests.factories.world import World

NOWHERE = "no agency"
STRANGER = "x"  # in no relation at all; no cell may name it


@dataclass(frozen=True)
class Places:
    """By name. North convenes the rounds and receives; south hands over."""

    agencies: dict[str, Agency | None]

    def __getitem__(self, name: str) -> Agency:
        agency = self.agencies[name]
        assert agency
        return agency

    def __iter__(self):
        return iter(self.agencies)


def places_of(world: World) -> Places:
    return Places(
        {
            "north": world.north.agency,
            "north mortuary": world.north.mortuaries[0],
            "north's second mortuary": world.north.mortuaries[1],
            "south": world.south.agency,
            "south mortuary": world.south.mortuaries[0],
            "intermediary": world.observers,
            "north laboratory": AgencyFactory(party=world.north.party, kind="laboratory"),
            "third side": AgencyFactory(name="Third Commission"),
            NOWHERE: None,
        }
    )


def relation(noun: str, row: Any, user: Any) -> str:
    """The letter of table.txt, from what stands in the row and nothing else."""
    noun = noun.rpartition(" ")[2] if noun not in RELATIONS else noun
    if row is None:
        return _of_nothing(user.agency)
    return RELATIONS[noun](row, user)


def _of_nothing(agency: Agency | None) -> str:
    if agency is None:
        return "n"
    if agency.party_id is None:
        return "i"
    return "m" if agency.kind == Agency.Kind.MORTUARY else "c"


def _first(agency: Agency | None, *asked: tuple[str, Any]) -> str:
    """The first letter whose agencies hold this one; a party's letter is asked by its agency."""
    if agency is None:
        return STRANGER
    for letter, others in asked:
        held = [one for one in others if one is not None]
        if letter.islower():
            if agency.pk in {one.pk for one in held}:
                return letter
        elif agency.party_id and agency.party_id in {one.party_id for one in held}:
            return letter
    return STRANGER


def _of_round(round: Any, user: Any) -> str:
    shares = [share.mortuary for batch in round.batches.all() for share in batch.allocations.all()]
    return _first(
        user.agency,
        ("c", [round.convenor]),
        ("p", [round.counterpart]),
        ("i", [round.intermediary]),
        ("m", shares),
        ("C", [round.convenor]),
        ("P", [round.counterpart]),
    )


def _of_agreement(row: Any, user: Any) -> str:
    """Of a commitment: by who keeps the record of it."""
    agreement = getattr(row, "agreement", row)
    return _first(
        user.agency,
        ("c", [row.convenor]),
        ("p", [row.counterpart]),
        ("i", [agreement.mediator, agreement.intermediary]),
        ("C", [row.convenor]),
        ("P", [row.counterpart]),
    )


def _of_batch(batch: Any, user: Any) -> str:
    return _first(
        user.agency,
        ("s", [batch.sender]),
        ("r", [batch.receiver]),
        ("i", [batch.round.intermediary]),
        ("m", [share.mortuary for share in batch.allocations.all()]),
        ("S", [batch.sender]),
        ("R", [batch.receiver]),
    )


def _of_share(share: Any, user: Any) -> str:
    batch = share.batch
    return _first(
        user.agency,
        ("m", [share.mortuary]),
        ("s", [batch.sender]),
        ("r", [batch.receiver]),
        ("i", [batch.round.intermediary]),
        ("S", [batch.sender]),
        ("R", [batch.receiver]),
    )


def _of_discrepancy(row: Any, user: Any) -> str:
    batch = row.batch
    other = batch.sender if row.source == batch.receiver else batch.receiver
    return _first(
        user.agency,
        ("o", [row.source]),
        ("t", [other]),
        ("i", [batch.round.intermediary]),
        ("P", [row.source]),
        ("T", [other]),
    )


def _of_held(thing: Any, user: Any) -> str:
    return _first(
        user.agency,
        ("h", [thing.custodian]),
        ("d", [thing.destined_to]),
        ("a", [thing.responsible]),
        ("P", [thing.custodian, thing.responsible]),
    )


def _of_agency(row: Any, user: Any) -> str:
    return _first(user.agency, ("o", [row.agency]), ("P", [row.agency]))


def _of_owner(row: Any, user: Any) -> str:
    names = ("by_id", "started_by_id", "target_id", "person_id", "user_id")
    owner = next(getattr(row, name) for name in names if hasattr(row, name))
    return "y" if owner == user.pk else STRANGER


def _of_recipient(notice: Any, user: Any) -> str:
    if user.agency is None:
        return "n"
    recipient = User.objects.select_related("agency").get(pk=notice.target_id)
    return _first(user.agency, ("o", [recipient.agency]), ("P", [recipient.agency]))


def _of_identification(row: Any, user: Any) -> str:
    if any(ballot.seats.filter(member=user).exists() for ballot in row.ballots.all()):
        return "b"
    return _of_agency(row, user)


def _of_session(row: Any, user: Any) -> str:
    is_called = row.members.filter(member=user).exists()
    return "b" if is_called else _of_agency(row, user)


def _of_client(client: Any, user: Any) -> str:
    if user.agency is None:
        return "n"
    return _of_agency(client, user)


def _of_mortuary(mortuary: Agency, user: Any) -> str:
    if user.agency is None:
        return "n"
    return _first(user.agency, ("o", [mortuary]), ("P", [mortuary]))


def _of_sample(sample: Any, user: Any) -> str:
    """Its laboratory is where it was sent."""
    own = _of_agency(sample, user)
    at_laboratory = user.agency and sample.laboratory_id == user.agency.pk
    return "l" if at_laboratory else own


def _of_result(result: Any, user: Any) -> str:
    if user.agency and result.laboratory_id == user.agency.pk:
        return "l"
    return _of_agency(result.sample, user)


def _of_pair(row: Any, user: Any) -> str:
    return _first(user.agency, ("o", [row.person.agency]), ("P", [row.person.agency]))


def _of_link(row: Any, user: Any) -> str:
    return _first(user.agency, ("h", [row.case.responsible]), ("s", [row.person.agency]))


RELATIONS = {
    "sample": _of_sample,
    "effect": _of_agency,
    "numbered sample": _of_sample,
    "worklist": _of_sample,
    "result": _of_result,
    "candidate": _of_pair,
    "link": _of_link,
    "asked link": _of_link,
    "round": _of_round,
    "agreement": _of_agreement,
    "commitment": _of_agreement,
    "batch": _of_batch,
    "share": _of_share,
    "discrepancy": _of_discrepancy,
    "container": _of_held,
    "case": _of_held,
    "identified case": _of_held,
    "released case": _of_held,
    "release": lambda release, user: _of_held(release.case, user),
    "receipt": lambda paper, user: _of_held(paper.of, user),
    "sheet": _of_agency,
    "act": _of_agency,
    "record": lambda paper, user: _of_held(paper.of, user),
    "recovery": _of_agency,
    "unit": _of_agency,
    "mortuary": _of_mortuary,
    "person": _of_agency,
    "relative": _of_agency,
    "identification": _of_identification,
    "affiliation": _of_identification,
    "session": _of_session,
    "closed session": _of_session,
    "minutes": lambda paper, user: _of_session(paper.of, user),
    "report": lambda paper, user: _of_identification(paper.of, user),
    "dossier": lambda paper, user: _of_identification(paper.of, user),
    "association": _of_agency,
    "individual": _of_agency,
    "examination": _of_agency,
    "restricted finding": _of_agency,
    "client": _of_client,
    "own job": _of_owner,
    "own list": _of_owner,
    "own factor": _of_owner,
    "own session": _of_owner,
    "own notice": _of_owner,
    "failed notice": _of_recipient,
}
