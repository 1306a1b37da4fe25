"""Every address there is, from Django's URL resolver; what each stands for is in addresses.txt."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, get_resolver
from drf_spectacular.generators import SchemaGenerator

from cases.dashboard import candidate_deeds, moving, record_deeds, release_deeds
from exchanges.dashboard import batch_deeds, discrepancies, round_deeds
from exchanges.dashboard.promises import agreements, commitment_deeds, commitments
from tests.authorisation.table import HERE

API = "/api/v1/"
ADMIN = "/admin/"
SHOW, ELSE = "show", "else"
METHODS = ("get", "post", "patch", "put", "delete")


def _dashed(verb: str) -> str:
    return verb.replace("_", "-")


# The moves that one pattern stands for: the last part of the address chooses among these.
CHOICES: Mapping[str, Mapping[str, Any]] = {
    "/rounds/<reference>/<move>/": round_deeds.DEEDS,
    "/batches/<reference>/<move>/": batch_deeds.DEEDS,
    "/batches/<reference>/share-<pk>/<move>/": batch_deeds.SHARE_DEEDS,
    "/discrepancies/<reference>/<move>/": discrepancies.STEPS,
    "/agreements/<reference>/<move>/": agreements.DEEDS | agreements.SAYING,
    "/commitments/<reference>/<move>/": (
        commitment_deeds.DEEDS | commitment_deeds.SAYING | commitments.CHOOSING
    ),
    "/candidates/<reference>/<move>/": candidate_deeds.DEEDS,
    "/containers/move/<verb>/": moving.OF_CONTAINERS,
    "/cases/move/<verb>/": moving.OF_CASES,
    "/containers/<reference>/<move>/": dict.fromkeys(map(_dashed, record_deeds.OF_CONTAINER)),
    "/cases/<reference>/<move>/": dict.fromkeys(map(_dashed, release_deeds.OF_CASE)),
}


@dataclass(frozen=True, order=True)
class Route:
    """An address with a method; `says` are the moves it makes, as “noun: move”."""

    address: str
    method: str
    says: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.address}"

    @property
    def is_api(self) -> bool:
        return self.address.startswith(API)


def patterns() -> Iterator[tuple[str, URLPattern]]:
    yield from _under(get_resolver().url_patterns, "/")


def _under(found: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield plain(address), one
        else:
            yield from _under(one.url_patterns, address)


def plain(address: str) -> str:
    """Without the converters: `<reference:reference>` is `<reference>`."""
    return re.sub(r"<\w+:(\w+)>", r"<\1>", address)


@cache
def resolved() -> frozenset[Route]:
    """By method: an endpoint says which it has, a page is read and posted to."""
    return frozenset(
        route
        for address, pattern in patterns()
        if not _is_fallback(address)
        for route in _routes(address, pattern)
    )


def _is_fallback(address: str) -> bool:
    """What matches nothing else: it says that nothing is there, to anybody."""
    return address.startswith("/^") or "(?P<" in address


def _routes(address: str, pattern: URLPattern) -> Iterator[Route]:
    actions = getattr(pattern.callback, "actions", None)
    for one in _chosen(address):
        for method in actions or ("get", "post"):
            if method in METHODS:
                yield Route(one, method)


def _chosen(address: str) -> list[str]:
    if found := CHOICES.get(address):
        return [re.sub(r"<(move|verb)>", choice, address) for choice in found]
    assert "<move>" not in address, f"routes.py: say in CHOICES which moves {address} stands for."
    return [address]


def described() -> set[Route]:
    """What the OpenAPI file names, as it is made from the code."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return {
        Route(re.sub(r"\{(\w+)\}", r"<\1>", path), method)
        for path, methods in paths.items()
        for method in methods
        if method in METHODS
    }


def addresses() -> tuple[Route, ...]:
    """What the matrix tries: all but what has tests of its own."""
    return tuple(route for route in lines() if route.method != ELSE)


@cache
def lines() -> tuple[Route, ...]:
    """addresses.txt: method, address, and what it stands for."""
    found = []
    for row in (HERE / "addresses.txt").read_text().splitlines():
        if said := row.partition("#")[0].strip():
            method, address, moves = said.split(maxsplit=2)
            says = tuple(move.strip() for move in moves.split(";"))
            found.append(Route(address, method.lower(), says))
    return tuple(found)
