"""What the sending side says of a container: known to whoever keeps the lists, which is declared
in `exchanges/reactions.py`."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from cases.models import Container

ClaimedNames = Callable[[Iterable[Container]], Iterable[tuple[int, str]]]
_known: list[ClaimedNames] = []


def knows_claimed_names(known: ClaimedNames) -> ClaimedNames:
    """`known` gives the key of a container and a name as it was written, a pair each."""
    _known.append(known)
    return known


def claimed_names(containers: Iterable[Container]) -> dict[int, tuple[str, ...]]:
    """By the key of the container, each spelling once. For the science alone: who may read a claim
    is not asked here, so none of this is shown."""
    asked = list(containers)
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for known in _known:
        for container, name in known(asked):
            found[container][name] = None
    return {container: tuple(names) for container, names in found.items()}
