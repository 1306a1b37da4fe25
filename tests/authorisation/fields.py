"""Reads fields.txt, and looks for its canaries in what somebody was answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tests.authorisation.knocking import Answer, Knock
from tests.authorisation.table import HERE

if TYPE_CHECKING:
    from tests.authorisation.matrix import Matrix


@dataclass(frozen=True)
class Field:
    """`at` is empty where it may stand at any address."""

    name: str
    canary: str
    readers: tuple[str, ...]
    at: tuple[str, ...]


@cache
def the_fields() -> tuple[Field, ...]:
    fields: list[dict[str, list[str]]] = []
    for row in (HERE / "fields.txt").read_text().splitlines():
        said = row.partition("#")[0].strip()
        if said.startswith("["):
            fields.append({"name": [said.strip("[]")]})
        elif said:
            name, _equals, value = said.partition(" = ")
            fields[-1].setdefault(name, []).append(value)
    return tuple(
        Field(
            one["name"][0],
            one["canary"][0],
            tuple(one["read by"]),
            tuple(one.get("stands at", ())),
        )
        for one in fields
    )


def canaries_in(text: str) -> Iterator[Field]:
    for one in the_fields():
        if one.canary in text:
            yield one


def told(matrix: "Matrix", knock: Knock, answer: Answer) -> list[str]:
    """A sentence for each canary that stands where it may not."""
    wrong = []
    for one in canaries_in(_text_of(answer, matrix.door.address(knock))):
        if not matrix.may_read(knock.who, one.readers):
            wrong.append(f"{knock}: reads the {one.name}, which fields.txt does not allow.")
        elif one.at and knock.route.address not in one.at:
            wrong.append(f"{knock}: the {one.name} stands here; fields.txt does not say so.")
    return wrong


def in_logs(text: str) -> Iterable[str]:
    return [one.canary for one in canaries_in(text)]


def _text_of(answer: Answer, asked: str) -> str:
    """Without the address that was asked for: a refusal may repeat it."""
    response = answer.response
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return (headers + response.content.decode(errors="replace")).replace(asked, "")
