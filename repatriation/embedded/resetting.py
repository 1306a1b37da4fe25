"""`reset`: deletes what this checkout keeps, after asking."""

from .errors import CannotRun
from .leftovers import Records
from .output import say
from .state import State

WORD = "delete"


def reset(state: State) -> int:
    with state.lock():
        say(f"This deletes every case, file and secret that {state.directory} keeps.")
        say(f"Type the word {WORD} to go on:")
        try:
            answer = input().strip()
        except EOFError:
            answer = ""
        if answer != WORD:
            raise CannotRun("Nothing was deleted.")
        Records(state.processes).stop_leftovers(say)
        state.delete()
    say("Deleted. `make run` begins anew.")
    return 0
