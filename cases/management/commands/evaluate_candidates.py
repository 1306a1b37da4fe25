"""How well the ranking of candidates does on synthetic files whose truth is known. No database."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cases.identification.evaluation import Evaluation, evaluate
from cases.identification.plot import drawing
from cases.identification.presets import PRESETS, TRUTHS


class Command(BaseCommand):
    help = (
        "Rank synthetic people sought for synthetic remains and say how often the true person "
        "comes first, and whether the totals mean what they say. Nothing is read or saved."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--preset", choices=PRESETS, default="reference")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--people", type=int, help="People sought.")
        parser.add_argument("--cases", type=int, help="Remains, not more than people.")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--plot", type=Path, metavar="FILE", help="Write a picture, as SVG.")

    def handle(self, **options):
        preset = PRESETS[options["preset"]]
        people = max(options["people"] or preset.people, 1)
        cases = min(max(options["cases"] or preset.cases, 1), people)
        preset = replace(preset, people=people, cases=cases)
        found = {name: evaluate(preset, truth, options["seed"]) for name, truth in TRUTHS.items()}
        if options["plot"]:
            options["plot"].write_text(drawing(found), encoding="utf-8")
        if options["format"] == "json":
            figures = {name: figures_of(one) for name, one in found.items()}
            sys.stdout.write(json.dumps(figures, indent=2) + "\n")
        else:
            sys.stdout.write("\n".join(lines_of(found)) + "\n")


def figures_of(one: Evaluation) -> dict[str, Any]:
    ranks = {f"rank{most}": round(share, 4) for most, share in one.ranks.items()}
    return {**ranks, "auc": round(one.auc, 4), "cllr": round(one.cllr, 4)}


def lines_of(found: dict[str, Evaluation]) -> list[str]:
    """A table that can be read aloud: a line for each figure, a column for each truth."""
    names = "".join(f"{name:>15}" for name in found)
    lines = [f"{'':44}{names}"]

    def line(title: str, values: list[str]) -> None:
        lines.append(f"{title:44}" + "".join(f"{value:>15}" for value in values))

    every = list(found.values())
    line("cases whose person is on the list", [str(one.cases) for one in every])
    for most in every[0].ranks:
        line(f"true person among the first {most}", [f"{one.ranks[most]:.1%}" for one in every])
    line("AUC", [f"{one.auc:.4f}" for one in every])
    line("Cllr, bits", [f"{one.cllr:.3f}" for one in every])
    for wanted in every[0].false_per_case:
        figures = [f"{one.false_per_case[wanted]:.1f}" for one in every]
        line(f"false candidates a case, to find {wanted:.0%}", figures)
    line("cases with a tie at the top", [f"{one.ties[0]:.1%}" for one in every])
    line("  first is right, with a tie", [f"{one.ties[1]:.1%}" for one in every])
    line("  first is right, without", [f"{one.ties[2]:.1%}" for one in every])
    line("true person in the block", [f"{one.block_recall:.1%}" for one in every])
    line("share of the list in a block", [f"{one.block_share:.1%}" for one in every])
    for name, one in found.items():
        lines += ["", f"{name}: of sex, age, stature and hair, how many are known"]
        lines += [
            f"  {known}: {cases} cases, {share:.1%} among the first 10"
            for known, (cases, share) in one.by_known.items()
        ]
        lines += ["", f"{name}: stated of the best candidate, and true"]
        lines += [
            f"  stated {box.stated:.2f}, true {box.true:.2f}, {box.cases} cases" for box in one.bins
        ]
    return lines
