"""Which work a person proves again who they are for. The one table, and the rule that reads it.

A page is named as in `urls.py`, a move on it by `move`; an action of the API by its endpoint.
Whoever proves it opens one session of work (`work.py`), which covers what `COVERS` says and
nothing else. Programs are not asked: their tokens name what they may do. Operations never know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from repatriation.accounts.models.work import Kind
from repatriation.errors import NotPermitted, Sentence, gettext_noop

HOUR = timedelta(hours=1)
NEEDED = gettext_noop(
    "This needs a fresh proof of who you are: open the address in “where” in this browser, then "
    "send the request again."
)


class StepUpNeeded(NotPermitted):
    """To a person's own request to the API; a page asks in its place."""

    code = "step_up_needed"


@dataclass(frozen=True)
class Row:
    """`move` is what stands at that place of the address, where several moves share its name."""

    address: str
    kind: Kind
    move: str = ""


TABLE = (
    Row("exchanges:batch-move", Kind.SEALING, move="seal"),
    Row("BatchViewSet.seal", Kind.SEALING),
    Row("cases:identification-board", Kind.BOARD),
    Row("cases:identification-vote", Kind.BOARD),
    Row("cases:identification-certify", Kind.BOARD),
    Row("cases:identification-annul", Kind.BOARD),
    *(
        Row(f"IdentificationViewSet.{action}", Kind.BOARD)
        for action in ("call_board", "vote", "certify", "annul")
    ),
    Row("cases:affiliation-board", Kind.BOARD),
    Row("cases:affiliation-vote", Kind.BOARD),
    Row("AffiliationViewSet.call_board", Kind.BOARD),
    Row("AffiliationViewSet.vote", Kind.BOARD),
    Row("cases:new-session", Kind.BOARD),
    Row("cases:session-open-session", Kind.BOARD),
    Row("SessionViewSet.create", Kind.BOARD),
    Row("SessionViewSet.open_session", Kind.BOARD),
    # What two people say of remains, and what then stands.
    Row("cases:container-deed", Kind.CONFIRMING, move="confirm"),
    Row("cases:case-deed", Kind.CONFIRMING, move="confirm"),
    # Remains leave, or may; and what stands in place of a consent.
    *(
        Row("cases:case-deed", Kind.RELEASING, move=move)
        for move in ("authorise-release", "release", "take-back", "decide-for-kin")
    ),
    *(
        Row(f"CaseReleaseViewSet.{action}", Kind.RELEASING)
        for action in ("authorise_release", "release", "take_back")
    ),
    # A list as it was filed, with every name that is claimed in it.
    Row("exchanges:list-file", Kind.EXPORTING),
    Row("ManifestViewSet.file", Kind.EXPORTING),
    Row("exchanges:act-with-names", Kind.EXPORTING),
    Row("exchanges:act-names-file", Kind.EXPORTING),
    # Everybody whom an agency seeks, by name.
    Row("cases:new-people-export", Kind.TAKING_NAMES),
    Row("cases:people-export", Kind.TAKING_NAMES),
    Row("cases:people-export-file", Kind.TAKING_NAMES),
    Row("PersonExportViewSet.file", Kind.TAKING_NAMES),
    # Stopping a client needs none: it has to be quick.
    Row("clients:new-client", Kind.CLIENTS),
    Row("clients:add-credential", Kind.CLIENTS),
    Row("clients:change-scopes", Kind.CLIENTS),
    Row("clients:restart", Kind.CLIENTS),
    Row("admin:accounts_user_add", Kind.ADMINISTRATION),
    Row("admin:accounts_user_change", Kind.ADMINISTRATION),
    Row("admin:accounts_user_link", Kind.ADMINISTRATION),
    Row("admin:accounts_user_lost_device", Kind.ADMINISTRATION),
    Row("admin:accounts_user_suspend", Kind.ADMINISTRATION),
    Row("admin:accounts_user_lift", Kind.ADMINISTRATION),
    Row("admin:accounts_agency_add", Kind.ADMINISTRATION),
    Row("admin:accounts_agency_change", Kind.ADMINISTRATION),
)


@dataclass(frozen=True)
class Cover:
    """What one session of a kind of work covers, and how long.

    `by` is the part of the address that names it; where a person names it (`is_named`) or nothing
    does, it covers all work of its kind.
    """

    says: str
    lasts: timedelta
    by: str = ""
    is_named: bool = False


COVERS: Mapping[Kind, Cover] = {
    Kind.SEALING: Cover(gettext_noop("Sealing %(name)s"), HOUR, by="reference"),
    Kind.BOARD: Cover(gettext_noop("Board: %(name)s"), 4 * HOUR, is_named=True),
    Kind.CONFIRMING: Cover(gettext_noop("Confirming declarations"), HOUR),
    Kind.RELEASING: Cover(gettext_noop("Releasing %(name)s"), HOUR, by="reference"),
    Kind.EXPORTING: Cover(gettext_noop("Taking the list of %(name)s"), HOUR, by="reference"),
    Kind.TAKING_NAMES: Cover(gettext_noop("Taking out people sought"), HOUR),
    Kind.ADMINISTRATION: Cover(gettext_noop("Administration"), 2 * HOUR),
    Kind.CLIENTS: Cover(gettext_noop("Programs and their secrets"), HOUR),
}


@dataclass(frozen=True)
class Work:
    """A kind of work, and what of it: a reference, an agenda, or all of it."""

    kind: Kind
    name: str = ""

    @property
    def cover(self) -> Cover:
        return COVERS[self.kind]

    @property
    def said(self) -> Sentence:
        return Sentence(self.cover.says, {"name": self.name} if "%" in self.cover.says else {})


def work_at(address: str, parts: Mapping[str, object]) -> Work | None:
    """What has to be open for an address: None for most. `parts` are what its address captured."""
    for row in _ROWS.get(address, ()):
        if row.move in ("", parts.get("move")):
            return Work(row.kind, str(parts.get(COVERS[row.kind].by, "")))
    return None


_ROWS = {name: [row for row in TABLE if row.address == name] for name in {r.address for r in TABLE}}
