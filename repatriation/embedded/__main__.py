"""The commands: `python -m repatriation.embedded test -- pytest`."""

import argparse
import sys

from .errors import CannotRun
from .throwaway import run_beside_throwaway_servers


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m repatriation.embedded")
    commands = parser.add_subparsers(dest="command", required=True)
    test = commands.add_parser("test", help="run a command beside throwaway servers")
    test.add_argument("words", nargs=argparse.REMAINDER, metavar="-- command")
    chosen = parser.parse_args(arguments)
    return run_beside_throwaway_servers(chosen.words[chosen.words[:1] == ["--"] :])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotRun as refusal:
        sys.exit(str(refusal))
