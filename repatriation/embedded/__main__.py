"""The commands: `python -m repatriation.embedded run`."""

import argparse
import sys

from .account import servers_account
from .errors import CannotRun
from .resetting import reset
from .running import run, run_manage
from .state import State
from .throwaway import run_beside_throwaway_servers


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m repatriation.embedded")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="run the application and its servers until Ctrl-C")
    commands.add_parser("reset", help="delete the data of this checkout")
    manage = commands.add_parser("manage", help="run a manage.py command beside the servers")
    manage.add_argument("words", nargs=argparse.REMAINDER)
    test = commands.add_parser("test", help="run a command beside throwaway servers")
    test.add_argument("words", nargs=argparse.REMAINDER, metavar="-- command")
    chosen = parser.parse_args(arguments)
    words = getattr(chosen, "words", [])
    words = words[words[:1] == ["--"] :]
    if chosen.command == "test":
        return run_beside_throwaway_servers(words or parser.error("test needs a command"))
    state = State(servers_account())
    if chosen.command == "run":
        return run(state)
    if chosen.command == "reset":
        return reset(state)
    return run_manage(state, words or parser.error("manage needs a command"))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotRun as refusal:
        sys.exit(str(refusal))
