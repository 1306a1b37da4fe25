"""Named moves between states: plain data, so they can be drawn and tested for dead ends.

No Django here, and nothing about who may move what: that is in each app's `policies.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repatriation.errors import Sentence, TransitionNotAllowed, gettext_noop

POSSIBLE_IN_ONE = gettext_noop(
    "“%(move)s” is possible only in the state “%(sources)s”. The state now is “%(state)s”."
)
POSSIBLE_IN_MANY = gettext_noop(
    "“%(move)s” is possible only in one of these states: %(sources)s. The state now is “%(state)s”."
)
WITH_OPEN_MOVES = gettext_noop("%(refusal)s Open now: %(open)s.")
WITHOUT_OPEN_MOVES = gettext_noop("%(refusal)s No move is open from here.")
NOTHING = gettext_noop("nothing")


@dataclass(frozen=True)
class Transition:
    """One move. All texts are message ids, marked with `gettext_noop`. Without a target the row
    stays where it is.

    `label` is the button. `refusal` is the whole sentence for a state from which the move is
    closed; it may use %(state)s, %(sources)s and %(move)s. What is open now is said after it,
    unless it says %(open)s itself.
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    label: str
    refusal: str = ""
    is_outcome: bool = False  # of votes, or of another move: never a button, never said to be open

    def leads_to(self, source: str) -> str:
        return self.target or source


class Workflow:
    """The states of one noun, in the order they are shown, and every move between them.

    A row is born in one of `initial`; from one of `final` there need be no way out.
    """

    def __init__(
        self,
        noun: str,
        *transitions: Transition,
        states: Mapping[str, str] | Iterable[tuple[str, str]],
        initial: Iterable[str],
        final: Iterable[str] = (),
    ):
        self.noun = noun
        self.labels = dict(states)
        self.initial = tuple(initial)
        self.final = tuple(final)
        self.transitions = {move.verb: move for move in transitions}
        self._refuse_nonsense(transitions)

    def states(self) -> tuple[str, ...]:
        return tuple(self.labels)

    def state_name(self, state: str) -> Sentence:
        """A state this table no longer knows is shown as it is stored."""
        return Sentence(self.labels.get(state, state))

    def label(self, verb: str) -> Sentence:
        return Sentence(self.transitions[verb].label)

    def open_from(self, state: str) -> list[str]:
        return [move.verb for move in self.transitions.values() if state in move.sources]

    def why_not(self, verb: str, state: str) -> Sentence | None:
        move = self.transitions[verb]
        if state in move.sources:
            return None
        open_now = tuple(
            self.label(other)
            for other in self.open_from(state)
            if not self.transitions[other].is_outcome
        )
        params: dict[str, object] = {
            "move": self.label(verb),
            "state": self.state_name(state),
            "sources": tuple(self.state_name(source) for source in move.sources),
        }
        if "%(open)s" in move.refusal:
            return Sentence(move.refusal, params | {"open": open_now or Sentence(NOTHING)})
        default = POSSIBLE_IN_ONE if len(move.sources) == 1 else POSSIBLE_IN_MANY
        refusal = Sentence(move.refusal or default, params)
        if not open_now:
            return Sentence(WITHOUT_OPEN_MOVES, {"refusal": refusal})
        return Sentence(WITH_OPEN_MOVES, {"refusal": refusal, "open": open_now})

    def require(self, verb: str, state: str) -> Transition:
        if why_not := self.why_not(verb, state):
            raise TransitionNotAllowed(why_not, state=str(state), open=self.open_from(state))
        return self.transitions[verb]

    def _refuse_nonsense(self, transitions: tuple[Transition, ...]) -> None:
        if len(self.transitions) < len(transitions):
            raise ValueError(f"{self.noun}: two moves share a verb.")
        named = {*self.initial, *self.final}
        for move in transitions:
            if not move.sources:
                raise ValueError(f"{self.noun}: {move.verb} starts nowhere.")
            named |= {move.leads_to(source) for source in move.sources} | {*move.sources}
        if unknown := named - self.labels.keys():
            raise ValueError(f"{self.noun}: unknown states {sorted(unknown)}.")

    def unreachable(self) -> set[str]:
        """States that no row can come to."""
        reached = set(self.initial)
        while (
            found := {
                move.target for move in self.transitions.values() if reached & {*move.sources}
            }
            - reached
        ):
            reached |= found
        return self.labels.keys() - reached

    def dead_ends(self) -> set[str]:
        """States that no row can leave, and that are not final."""
        return {s for s in self.labels if not self.open_from(s)} - {*self.final}
