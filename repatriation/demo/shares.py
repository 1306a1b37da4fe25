"""How many of a hundred: shares of field practice, kept over all rounds together."""

from dataclasses import dataclass


@dataclass
class Share:
    """So many of all that is asked for. What is less than one is carried to the next."""

    of_all: float
    _carried: float = 0.5

    def of(self, count: int) -> int:
        due = self._carried + count * self.of_all
        taken = min(int(due), count)
        self._carried = due - taken
        return taken

    def includes_next(self) -> bool:
        return self.of(1) == 1


class Shares:
    """The first four are of field practice 2023-2026, the others are chosen to be seen."""

    def __init__(self) -> None:
        self.named = Share(0.15)  # containers with a claimed name
        self.several = Share(0.08)  # with remains of more than one person
        self.parts_only = Share(0.04)  # with parts of somebody from an earlier round
        self.by_message = Share(0.35)  # rounds where the counterpart did not sign in

        self.unlabelled = Share(0.01)
        self.repeated = Share(0.02)  # containers whose label stands on another one too
        self.not_listed = Share(0.012)
        self.not_presented = Share(0.01, 0.9)
        self.corrected_lists = Share(0.2)
        self.scanned_twice = Share(0.02)
        self.on_paper = Share(0.1)  # intakes written on a tally sheet and entered later
        self.alone = Share(0.12)  # done by one person, with a reason
        self.misplaced = Share(0.01)  # the shelf was written wrongly, and corrected
