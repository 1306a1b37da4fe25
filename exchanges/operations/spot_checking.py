"""A few containers are looked at closely: drawn first, looked at then, and said as it was found."""

import secrets
from collections import defaultdict
from datetime import date

from django.db import transaction

from exchanges.manifests.sampling import seed_of
from exchanges.models import BatchPlace, Discrepancy, ExchangeBatch, SpotCheck, Statement
from exchanges.models.spot_check import SpotFinding
from exchanges.models.statement import Act
from exchanges.operations.discrepancies import open_discrepancies
from exchanges.operations.statements import tell, write
from exchanges.policies.attesting import why_not_be_there
from exchanges.policies.sides import is_of_side, speaker_for
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

What = SpotFinding.What
Code = Discrepancy.Code

TOO_MANY = gettext_noop("The list has %(lines)s lines; draw from 1 to %(lines)s of them.")
NOT_DRAWN = gettext_noop("Line %(position)s is not in this sample; its lines are %(sample)s.")
NOT_ALL = gettext_noop("Say of each container of the sample what was found; missing: %(missing)s.")
SAID_ALREADY = gettext_noop(
    "What this sample showed is reported already. Draw another sample to look again."
)
# What a finding opens. A container that is not the listed one is not on the list.
OPENS = {
    What.MISSING: Code.CONTAINER_MISSING,
    What.LABEL: Code.NOT_ON_LIST,
    What.UNREADABLE: Code.LABEL_UNREADABLE,
    What.SEAL: Code.SEAL_BROKEN,
    What.KIND: Code.NOT_ON_LIST,
}


@transaction.atomic
def draw_sample(
    *, batch: ExchangeBatch, agency: Agency, size: int, by: User, nonce: str = ""
) -> SpotCheck:
    """From the sealed digest and a word of whoever asks; without one, chance gives it. A draw is
    recorded and never taken back, so nobody draws until the sample suits."""
    batch = lock(batch)
    require(why_not_be_there(by, batch, agency))
    manifest = batch.list_in_force
    population = manifest.lines.count()
    if not 1 <= size <= population:
        raise RuleBroken(Sentence(TOO_MANY, {"lines": population}))
    nonce = nonce.strip() or secrets.token_hex(8)
    check = SpotCheck.objects.create(
        batch=batch,
        agency=agency,
        manifest=manifest,
        nonce=nonce,
        seed=seed_of(batch.sealed_digest, nonce),
        population=population,
        size=size,
        drawn_by=by,
    )
    keep(batch)
    record("exchanges.sample_drawn", batch, by=by, agency=agency.pk, size=size)
    return check


@transaction.atomic
def report_sample(
    *,
    check: SpotCheck,
    findings: dict[int, str],
    by: User,
    said_on: date | None = None,
    source: str = "",
) -> Statement:
    """`findings` by the position on the list, one for each container of the sample."""
    round = lock_each([check.batch.round])[0]
    batch = lock_each([check.batch])[0]
    require(why_not_be_there(by, batch, check.agency))
    if check.reports.exists():
        raise RuleBroken(Sentence(SAID_ALREADY))
    _require_whole(check, findings)
    statement = write(
        round,
        Act.SPOT_CHECKS,
        speaker_for(check.agency, round),
        by,
        said_on,
        source,
        is_own=is_of_side(by, check.agency),
        batch=batch,
        manifest=check.manifest,
        spot_check=check,
    )
    lines = {line.position: line for line in check.manifest.lines.filter(position__in=findings)}
    SpotFinding.objects.bulk_create(
        SpotFinding(statement=statement, line=lines[position], what=findings[position])
        for position in check.positions
    )
    keep(batch)
    tell(statement, round, by)
    if statement.stands:
        _stand(statement, batch, by)
    return statement


def stand_by_report(statement: Statement, by: User) -> None:
    """The second person's check is what opens the discrepancies."""
    batch = lock_each([statement.batch])[0]
    keep(batch)
    _stand(statement, batch, by)


def _stand(statement: Statement, batch: ExchangeBatch, by: User) -> None:
    opened = defaultdict(list)
    differing = statement.findings.exclude(what=What.AS_LISTED)
    places = {
        place.line_id: place.container
        for place in BatchPlace.objects.filter(
            batch=batch, line__in=differing.values("line")
        ).select_related("container")
    }
    for finding in differing:
        if container := places.get(finding.line_id):
            opened[OPENS[What(finding.what)]].append(container)
    for code, containers in opened.items():
        open_discrepancies(code, batch=batch, containers=containers, by=by)
    record(
        "exchanges.sample_reported",
        batch,
        by=by,
        statement=statement.pk,
        agency=statement.agency_id,
        size=statement.findings.count(),
        differing=len(differing),
    )


def _require_whole(check: SpotCheck, findings: dict[int, str]) -> None:
    sample = check.positions
    for position in findings:
        if position not in sample:
            listed = ", ".join(map(str, sample))
            raise RuleBroken(Sentence(NOT_DRAWN, {"position": position, "sample": listed}))
    if missing := [str(position) for position in sample if position not in findings]:
        raise RuleBroken(Sentence(NOT_ALL, {"missing": ", ".join(missing)}))
