"""The world the matrix stands in: for each move an object in the state in which it works.

What is refused here is refused because of who asks, and never because of the state.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore

from cases.models import Container, RemainsCase, StorageUnit
from cases.models.board import Choice
from cases.operations.custody_records import issue_custody_record
from cases.operations.presuming import set_presumptive
from cases.operations.recovering import open_site
from cases.operations.sending import send_cases
from cases.operations.sheets import open_sheet
from exchanges.models import ExchangeBatch, ExchangeRound, ListImport
from exchanges.operations import allocating, counting, intake, running, settling, stating
from exchanges.operations.acts.issuing import issue_act
from exchanges.operations.importing import start_import
from exchanges.operations.interrupting import break_off_round, postpone_round
from repatriation.accounts.models import Agency, OpenSession, User
from repatriation.audit.models import Event
from repatriation.clients.models import Client as ProgramClient
from repatriation.clients.operations.stopping import stop_client
from repatriation.errors import Sentence
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import now, today
from repatriation.notifications.models import Delivery
from tests.api.callers import program
from tests.authorisation import (
    deciding,
    examination,
    keeping,
    laboratory,
    leaving,
    promises,
    returning,
    verifying,
)
from tests.authorisation.pairs import candidates
from tests.authorisation.places import Places, places_of
from tests.authorisation.rare import Rare
from tests.authorisation.sought import Sought
from tests.factories.accounts import UserFactory
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.steps import Steps, do, list_of
from tests.factories.world import make_world

NAME = "Kanareykin Example"  # a claimed name; whoever may not read it must not meet it
LABEL = "LABEL-KANAREYKA"  # the sender's label, which may carry one
UNSHARED = "UNSHARED-KANAREYKA"  # of a container that no mortuary has a share in
SHELF = "Shelf 1"
MORTUARY, CODE = "Kanareyka Morgue", "kanareyka-morgue"
SOUGHT = "Kanarenko"  # the surname of a person sought
PRESUMED = "PRESUMED-KANAREYKA"  # what speaks for a presumptive flag


class Ground(Steps):
    """Each round is observed, and each line claims a name."""

    def __init__(self):
        super().__init__(make_world())
        for number, mortuary in enumerate(self.north.mortuaries, 1):
            mortuary.name, mortuary.code = f"{MORTUARY} {number}", f"{CODE}-{number}"
            mortuary.save()
        self.places: Places = places_of(self.world)
        self.spoken = self.world.observer
        self.labels = iter(range(1, 1000))
        self.units: dict[int, StorageUnit] = {}
        self.seconds: dict[int, User] = {}
        self.subjects: dict[str, Any] = {}
        self.subjects["mortuary"] = self.north.mortuaries[0]
        self._offices()
        self._rounds()
        self._batches()
        self._exits()
        self._remains()
        self._rare()
        self.sought = Sought(self)
        self.subjects |= self.sought.subjects()
        self._sheets()
        self.subjects |= deciding.associations(self)
        self.subjects |= candidates(self.north, self.places["north"])
        self.subjects |= leaving.releases(self.north)
        self.subjects |= keeping.effects(self, self.north)
        self.subjects |= promises.subjects(self)
        self.subjects |= returning.subjects(self)
        self.open_clients()

    def opened(self, **plan: Any) -> ExchangeRound:
        return super().opened(**{"intermediary": self.world.observers} | plan)

    def confirmed(self) -> ExchangeRound:
        round = self.agreed()
        for side in (self.north, self.south):
            round = do(stating.confirm_date, by=side.coordinator, round=round, agency=side.agency)
        neutral = {"by": self.spoken, "agency": self.world.observers}
        return do(stating.confirm_date, round=round, **neutral)

    def scheduled(self, **plan: Any) -> ExchangeRound:
        return do(running.schedule_round, by=self.north.coordinator, round=self.confirmed())

    def listed(self, *labels: str, names: Any = None, **more: Any) -> ExchangeBatch:
        labels = labels or (self.label(UNSHARED),)
        return super().listed(*labels, names=dict.fromkeys(labels, NAME), **more)

    def label(self, says: str = LABEL) -> str:
        return f"{says}-{next(self.labels)}"

    def _rounds(self) -> None:
        recorded = self.proposed()
        said = {"agency": self.south.agency, "source": "Letter 12", "said_on": today()}
        do(stating.accept_round, by=self.north.coordinator, round=recorded, **said)
        self.subjects |= {
            "draft round": self.opened(),
            "round": self.again(recorded),
            "round: plan": self.proposed(),
            "round: accept": self.proposed(),
            "round: record of another": self.proposed(),
            "round: confirm the date": self.agreed(),
            "round: schedule": self.confirmed(),
            "round: open a batch": self.agreed(),
            "round: start": self.again(self.sealed().round),
            "round: break off": self.again(self.in_transit().round),
            "round: postpone": self.agreed(),
            "round: postpone for another": self.agreed(),
            "round: cancel": self.agreed(),
            "round: dispute": self.postponed(),
            **verifying.rounds(self),
        }

    def _exits(self) -> None:
        transit = self.subjects["batch: end the handover"]
        over = self.subjects["batch: allocate"]
        for verb in ("hand over", "tell figures", "tell identities"):
            self.subjects[f"round: {verb}"] = self.again(over.round)
        self.subjects |= {
            "batch: refuse": transit,
            "batch: take back at the venue": transit,
            "batch: take back": self.broken_off(),
            "batch: record what went back": self.handed_over(),
            "batch: list again": self.came_back(),
        }

    def postponed(self) -> ExchangeRound:
        """By the other side."""
        more = {"agency": self.south.agency, "reason": "weather"}
        return do(postpone_round, by=self.south.coordinator, round=self.agreed(), **more)

    def broken_off(self) -> ExchangeBatch:
        batch = self.in_transit()
        more = {"agency": self.north.agency, "reason": "weather"}
        by, round = self.north.coordinator, self.again(batch.round)
        do(break_off_round, by=by, round=round, **more)
        return self.again(batch)

    def came_back(self) -> ExchangeBatch:
        """Listed with a label that stood in an earlier batch and was not presented."""
        label = self.label(UNSHARED)
        earlier = self.finished(self.in_transit(label))
        batch = self.listed(label)
        batch.earlier = earlier.reference  # it stands in an address
        return batch

    def _batches(self) -> None:
        counted = self.listed()
        packer = self.south.person("exchange officer", name="packer")
        count = {"containers": 1, "packed_by": packer}
        do(counting.count_batch, by=self.south.exchange_officer, batch=counted, **count)
        transit = self.in_transit(self.label(UNSHARED), self.label(UNSHARED))
        over = self.handed_over()
        share = self._planned()
        received = self.received(self.label())
        done = do(
            intake.verify_count,
            by=self.north.coordinator,
            batch=self.again(self.received(self.label()).batch),
        )
        closing = do(
            running.hand_over_round, by=self.north.coordinator, round=self.again(done.round)
        )
        draft = self.batch()
        by = self.north.exchange_officer
        acts = [
            do(issue_act, by=by, batch=self.again(done), languages=["en"], has_names=has_names)
            for has_names in (False, True)
        ]
        for act in acts:
            act.batch = done  # it stands in its address
        self._discrepancies(over)
        self.subjects |= {
            "act": acts[0],
            "named act": acts[1],
            "draft batch": draft,
            "batch": self.again(received.batch),
            "batch: file a list": (listed := self.listed()),
            "batch: look at a list": listed,
            "batch: count": self.listed(),
            "batch: cancel": self.listed(),
            "batch: record the seal": self.listed(),
            "batch: seal": self.again(counted),
            "batch: scan at the venue": transit,
            "batch: end the handover": transit,
            "batch: allocate": over,
            "batch: verify the count": self.again(received.batch),
            "round: close": self.again(closing),
            "share": self.again(received),
            "share: send": self.again(share),
            "share: take in": self.again(self.sent(self.label())),
            "share: end the intake": self.again(self.sent(self.label())),
            "handover sheet": self.sheet(transit),
        }

    def _discrepancies(self, over: ExchangeBatch) -> None:
        """Of one batch: what the venue shows, and what its side keeps to itself."""
        by, container = self.north.exchange_officer, over.places.get().container
        said = {"batch": over}
        shown = do(settling.open_discrepancy, by=by, code="late", **said)
        of = said | {"container": container}
        answered = do(settling.open_discrepancy, by=by, code="seal_broken", **of)
        answer = {"discrepancy": answered, "text": "It was whole."}
        do(settling.answer_discrepancy, by=self.south.exchange_officer, **answer)
        untold = do(settling.open_discrepancy, by=by, code="non_human", **of)
        self.subjects |= {
            "discrepancy": shown,
            "discrepancy: contest": self.again(answered),
            "untold discrepancy": untold,
        }

    def _planned(self) -> Any:
        return do(
            allocating.allocate_containers,
            by=self.north.exchange_officer,
            batch=self.handed_over(self.label()),
            mortuary=self.north.mortuaries[0],
            count=1,
        )

    def _remains(self) -> None:
        _mortuary, second = self.north.mortuaries
        officer = self.north.mortuary_officer
        cases = self.numbered(self.label())
        more = self.numbered(self.label())
        do(send_cases, by=officer, cases=more[:1], to=second)
        site = do(open_site, by=self.north.coordinator, place="Upper Sample")
        received = Container.objects.get(places__allocation=self.subjects["share"])
        for noun, row in (("record", received), ("case record", self.again(cases[0]))):
            paper = do(issue_custody_record, by=officer, row=row, languages=["en"])
            paper.of = row  # whose custody it tells
            self.subjects[noun] = paper
        self.subjects |= {
            "container": received,
            "container: receive": Container.objects.get(
                places__allocation=self.subjects["share: take in"]
            ),
            "container: open": self.cleared(self.label())[0],
            "container: number remains": Container.objects.get(pk=cases[0].container_id),
            "container: record as emptied": Container.objects.get(pk=cases[0].container_id),
            "container: review": Container.objects.get(pk=cases[0].container_id),
            "container: open many": self.cleared(self.label())[0],
            "container: empty many": Container.objects.get(pk=cases[0].container_id),
            "case": RemainsCase.objects.get(pk=cases[0].pk),
            "case: receive": RemainsCase.objects.get(pk=more[0].pk),
            "recovery": site,
        }

    def _rare(self) -> None:
        """What is missing, held, buried, dangerous or declared by somebody."""
        rare = Rare(self)
        self.spare = rare.spare
        self.subjects |= rare.subjects()

    def _sheets(self) -> None:
        officer = self.north.mortuary_officer
        unit = self.unit(self.north.mortuaries[0])
        said = {"place": "Hall", "alone_reason": "night"}
        self.subjects |= {
            "clearing sheet": do(
                open_sheet, by=self.north.explosives_officer, purpose="clearing", place="Yard"
            ),
            "sheet": do(open_sheet, by=officer, purpose="storing", storage_unit=unit, **said),
            "receipt sheet": do(
                intake.open_receipt_sheet,
                by=officer,
                allocation=self.subjects["share: take in"],
                place="Bay 1",
                alone_reason="night",
            ),
        }

    def _offices(self) -> None:
        """A storage unit in each agency, and a second person, who sees what is done."""
        for agency in self.places.agencies.values():
            if agency is not None:
                self.units[agency.pk] = StorageUnit.objects.create(agency=agency, name=SHELF)
                self.seconds[agency.pk] = UserFactory(agency=agency)

    def unit(self, agency: Agency) -> StorageUnit:
        return self.units.get(agency.pk) or next(iter(self.units.values()))

    def second(self, agency: Agency) -> User:
        return self.seconds[agency.pk]

    def subject(self, noun: str, move: str) -> Any:
        return self.subjects.get(f"{noun}: {move}", self.subjects.get(noun))

    def draft_of(self, user: User) -> ListImport:
        """A list that this person looks at, read and not filed yet."""
        data = list_of("", NAME, names={NAME: NAME})
        batch = self.again(self.subjects["batch: file a list"])
        draft = do(start_import, by=user, batch=batch, data=data, name="list.csv")
        run_job(draft.job_id)
        return self.again(draft)

    def decide(self, member: User) -> None:
        """What lies before a board that this member sits on, and what it decided."""
        boards = Boards(self.north)
        boards.members[0] = member
        case, lifted = boards.case(), boards.case()
        person = boards.person(SOUGHT)
        flag = {"case": lifted, "evidence": PRESUMED, "person": person}
        do(set_presumptive, by=boards.examiner, **flag)
        Examinations(boards.examiner).locked(lifted)  # before that a flag is its author's alone
        self.boards, self.person, self.joining = boards, person, boards.case()
        self.subjects |= {
            "person": person,
            "case: propose an identification": case,
            "case: set a presumptive flag": case,
            "case: lift a presumptive flag": self.again(lifted),
            "identification": (before := boards.under_review(person=boards.person(SOUGHT))),
            "identification: vote": before,
            "identification: recall the board": before,
            "identification: add evidence": (proposed := boards.proposed()),
            "identification: cover an associated case": proposed,
            "identification: explain a contradiction": deciding.contradicted(self),
            "identification: call a session on it": proposed,
            "identification: withdraw evidence": proposed,
            "identification: call a board": proposed,
            "identification: submit again": boards.voted(
                boards.under_review(), Choice.DEFERRED, Choice.DEFERRED
            ),
            "decided identification": (decided := boards.identified()),
            "decided identification: propose an addendum": decided,
            "decided identification: certify": decided,
            "decided identification: contest": decided,
            "decided identification: annul": boards.contested(boards.certified()),
        }
        self.subjects |= laboratory.subjects(self)
        self.subjects |= examination.subjects(self)
        self.subjects |= deciding.affiliations(self, member)
        self.subjects |= deciding.sessions(self, proposed)

    def open_clients(self) -> None:
        user = UserFactory(agency=self.places["north"], role="exchange officer", program=True)
        stopped = UserFactory(agency=self.places["north"], role="exchange officer", program=True)
        program(user, "rounds:read")
        client = ProgramClient.objects.get(user=user)
        do(stop_client, by=User.objects.system(), client=stopped.client)
        self.subjects |= {
            "client": client,
            "client: start again": ProgramClient.objects.get(user=stopped),
        }

    def job_of(self, user: User) -> Job:
        batch = self.subjects["batch"]
        return Job.objects.create(
            kind="exchanges.read_list",
            by=user,
            subject_label=batch._meta.label_lower,
            subject_id=batch.pk,
        )

    def notice_to(self, user: User, *, has_failed: bool = False) -> Delivery:
        return Delivery.objects.create(
            event=Event.objects.order_by("pk").first(),
            channel="email" if has_failed else "inbox",
            target_label=user._meta.label_lower,
            target_id=user.pk,
            sentence=Sentence("Look at it.").as_data(),
            link="/inbox/",
            failed_at=now() if has_failed else None,
        )

    def factor_of(self, user: User) -> Authenticator:
        return TOTP.activate(user, generate_totp_secret()).instance

    def session_of(self, user: User) -> OpenSession:
        """In another browser."""
        session = SessionStore()
        session.create()
        return OpenSession.objects.create(session_key=session.session_key, person=user)
