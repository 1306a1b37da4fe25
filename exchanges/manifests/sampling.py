"""Which lines of a sealed list a spot check looks at. Anybody with the digest can draw it again."""

from hashlib import sha256


def seed_of(digest: str, nonce: str) -> str:
    """Neither side alone chooses it: the list is sealed before the word is said."""
    return sha256(f"{digest}:{nonce}".encode()).hexdigest()


def sample(seed: str, population: int, size: int) -> list[int]:
    """Positions 1 to `population` in the order of SHA-256("seed:position"); the first `size`."""
    return sorted(range(1, population + 1), key=lambda place: _order(seed, place))[:size]


def _order(seed: str, place: int) -> bytes:
    return sha256(f"{seed}:{place}".encode()).digest()
