"""People found by a name, however it is written: by its keys; then by letters that are alike; and
of those the likest, by all that is known of how names are written."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import BooleanField, CharField, F, Func, IntegerField, Q, Value

from cases.identification.names import heard, keys, keys_kept, similarity, sort_key
from cases.querysets.persons import OfPersonQuerySet

MOST_COMPARED = 100  # names compared one by one, of those that the store finds likest
MOST_FOUND = 50
ALIKE_AT_ALL = 0.6
SURE = 0.9  # a name as like as this was found by its keys: then nobody looks for a slip
WORDS = 3  # of a surname; more are not looked for letter by letter
KEYS = ArrayField(CharField())


class PersonNameQuerySet(OfPersonQuerySet):
    def likest(self, asked: str) -> list[int]:
        """The people who bear these names, the likest first. What is asked may be in another
        script, with a slip, with its words in any order, or with initials; or a part of a surname.

        Rows are narrowed to what the asker may read before: what is left out cannot be felt here.
        """
        alike: dict[int, float] = {}
        for look in (self.of_surname, self.sharing_a_key, self.sounding_like):
            if max(alike.values(), default=0) < SURE:
                alike |= _alike(asked, look(asked))
        best = sorted(alike, key=lambda person: (-alike[person], person))
        return best[:MOST_FOUND]

    def of_surname(self, asked: str) -> Iterable[Any]:
        """Possible spellings of the same surname; those that share most of the name first."""
        return _nearest(self.keyed_as(asked, "n:", "s:"), asked)

    def sharing_a_key(self, asked: str) -> Iterable[Any]:
        """Also those of the same first name and patronymic, for a slip may hide the surname."""
        return _nearest(self.keyed_as(asked), asked)

    def keyed_as(self, asked: str, *kinds: str) -> "PersonNameQuerySet":
        """All that share a key: often many, of whom one is meant."""
        sought = sorted(key for key in keys(asked) if key.startswith(kinds or ""))
        return self.filter(keys__overlap=sought) if sought else self.none()

    def sounding_like(self, asked: str) -> Iterable[Any]:
        """Those whose surname is a slip away, or of which only the beginning is asked."""
        if not (words := heard(asked)[:WORDS]):
            return []
        found = Q(pk__in=[])
        for word in words:
            found |= Q(_AlikeLetters(F("heard"), Value(word))) | Q(heard__startswith=word)
        rows = self.filter(found).order_by(
            TrigramSimilarity("heard", " ".join(words)).desc(),
            TrigramSimilarity("sort_key", sort_key(asked)).desc(),
            "pk",
        )
        return _names(rows)


class _Shared(Func):
    """How many of these keys are the same."""

    template = "cardinality(ARRAY(SELECT unnest(%(expressions)s)))"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = IntegerField()


class _AlikeLetters(Func):
    """By trigrams, at least .3 alike: the store's own threshold, which its index follows."""

    template = "%(expressions)s"
    arg_joiner = " %% "
    output_field = BooleanField()


def _nearest(rows: PersonNameQuerySet, asked: str) -> Iterable[Any]:
    kept = Value(sorted(keys_kept(asked)), output_field=KEYS)
    by_letters = TrigramSimilarity("sort_key", sort_key(asked)).desc()
    return _names(rows.order_by(_Shared(F("keys"), kept).desc(), by_letters, "pk"))


def _names(rows: OfPersonQuerySet) -> Iterable[Any]:
    return rows.values_list("person", "surname", "given_name", "patronymic")[:MOST_COMPARED]


def _alike(asked: str, names: Iterable[Any]) -> dict[int, float]:
    """Of a person with several names, the likest."""
    found: dict[int, float] = {}
    for person, *parts in names:
        score = similarity(asked, " ".join(parts))
        if score >= max(ALIKE_AT_ALL, found.get(person, 0)):
            found[person] = score
    return found
