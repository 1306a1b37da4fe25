"""Builds the demonstration in an empty store."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from repatriation.demo.building import NotEmpty, build
from repatriation.demo.marker import Store, what_is_here
from repatriation.demo.progress import progress
from repatriation.demo.verifying import NotTrue

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
        is_terminal = self.stdout.isatty()
        self._say("Building the demonstration. Everything in it is invented.")
        try:
            built = build(
                scale=scale,
                seed=seed,
                sign_ins=sign_ins,
                watched=lambda since, until: progress(
                    since, until, self._say, is_terminal=is_terminal
                ),
            )
        except NotEmpty:
            raise CommandError(HALF_BUILT) from None
        except NotTrue as error:
            raise CommandError(f"{error} This is a mistake in the program.") from error
        except KeyboardInterrupt:
            raise CommandError(f"Interrupted. {HALF_BUILT}", returncode=130) from None
        self._say(f"{built}\nSign-ins: {sign_ins}")

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
