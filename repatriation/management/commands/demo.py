"""Builds the demonstration in an empty store."""

import os
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from repatriation.demo.building import Built, NotEmpty, build, what_was_built
from repatriation.demo.marker import Store, what_is_here
from repatriation.demo.people import ADMINISTRATOR
from repatriation.demo.progress import follow, progress
from repatriation.demo.verifying import NotTrue
from repatriation.demo.working import ask_a_worker, has_worker
from repatriation.jobs.models import Job
from repatriation.language import say

SEED = 20_260_226
HALF_BUILT = (
    "The demonstration was begun here and not finished. Run `make reset`, which deletes this "
    "store, and then begin anew."
)
BUILT = "The demonstration is here already; nothing was changed."
REAL = "This store holds data that are not the demonstration's; nothing was changed."
NOT_MARKED = (
    "This store is not marked as a demonstration, so its pages would not say that nothing in it "
    "is real. Set IS_DEMONSTRATION=true."
)
NO_FILE = "Say where the sign-ins are to be written: --sign-ins FILE, or DEMO_SIGN_INS."


class Command(BaseCommand):
    help = "Build the demonstration: invented sides, people and remains with a true past."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are data already"
        )
        parser.add_argument(
            "--scale", type=int, default=20, help="divide the published figures by (20)"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="another story by chance")
        parser.add_argument("--sign-ins", help="the file of sign-ins (DEMO_SIGN_INS)")

    def handle(self, *, if_empty, scale, seed, sign_ins, **options):
        found = what_is_here()
        if found is Store.HALF_BUILT:
            raise CommandError(HALF_BUILT)
        if found is Store.BUILT and not settings.IS_DEMONSTRATION:
            raise CommandError(NOT_MARKED)
        if found is not Store.EMPTY:
            return self._leave(BUILT if found is Store.BUILT else REAL, if_empty)
        if not settings.IS_DEMONSTRATION:
            return self._leave(NOT_MARKED, if_empty)
        if scale < 1:
            raise CommandError("The scale is a whole number from 1.")
        return self._build(scale, seed, writable(sign_ins or settings.DEMO_SIGN_INS))

    def _leave(self, sentence: str, if_empty: bool) -> None:
        if not if_empty:
            raise CommandError(sentence)
        self.stdout.write(sentence)

    def _build(self, scale: int, seed: int, sign_ins: Path) -> None:
        self._say("Building the demonstration. Everything in it is invented.")
        build = self._by_worker if has_worker() else self._here
        try:
            built = build(scale, seed, sign_ins)
        except NotEmpty:
            raise CommandError(HALF_BUILT) from None
        except NotTrue as error:
            raise CommandError(f"{error} This is a mistake in the program.") from error
        self._say(f"{built}\nSign-ins: {sign_ins}")

    def _here(self, scale: int, seed: int, sign_ins: Path) -> Built:
        is_terminal = self.stdout.isatty()
        try:
            return build(
                scale=scale,
                seed=seed,
                sign_ins=sign_ins,
                watched=lambda since, until: progress(
                    since, until, self._say, is_terminal=is_terminal
                ),
            )
        except KeyboardInterrupt:
            raise CommandError(f"Interrupted. {HALF_BUILT}", returncode=130) from None

    def _by_worker(self, scale: int, seed: int, sign_ins: Path) -> Built:
        began = time.monotonic()
        job = ask_a_worker(scale=scale, seed=seed, sign_ins=sign_ins)
        page = f"{settings.BASE_URL}{job.get_absolute_url()}"
        self._say(f"A worker builds it. {ADMINISTRATOR.email} ({sign_ins}) looks on at {page}")
        try:
            job = follow(job, self._say, is_terminal=self.stdout.isatty())
        except KeyboardInterrupt:
            said = f"The worker goes on. It is stopped by its page: {page}"
            raise CommandError(said, returncode=130) from None
        if job.state == Job.State.CANCELLED:
            raise CommandError(f"It was cancelled. {HALF_BUILT}")
        if job.said_problem:
            raise CommandError(f"{say(job.said_problem)} The store is left half-built.")
        return what_was_built(round(time.monotonic() - began))

    def _say(self, line: str) -> None:
        """At once, into a pipe too: the next line may be a minute away."""
        self.stdout.write(line)
        self.stdout.flush()


def writable(name: str) -> Path:
    """Asked before an hour of invented years is spent."""
    if not name:
        raise CommandError(NO_FILE)
    path = Path(name).absolute()
    if not (path.parent.is_dir() and os.access(path.parent, os.W_OK)):
        raise CommandError(f"The sign-ins cannot be written into {path.parent}.")
    return path
