"""Many invented people, the same in every run, with names as common and as rare as in life; and
what somebody who looks for one of them types."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.factories.spellings import (
    FATHERS,
    GIVEN,
    SURNAMES,
    spellings,
    with_a_slip,
)

# Of the surnames in `spellings` and of these the beginnings are joined with all endings.
STEMS = [
    "Вербиц", "Голубів", "Дорош", "Загірн", "Калинов", "Кобзар", "Лозин", "Мазепин", "Назарец",
    "Овчар", "Павлиш", "Рогатин", "Савран", "Сивоконь", "Таранець", "Ткачів", "Удовиц", "Філон",
    "Халепин", "Цимбал", "Череват", "Шинкар", "Щедрин", "Яворин", "Бурлак", "Василин", "Гайдам",
    "Журавл", "Іваниш", "Качур", "Лелеч", "Марчиш", "Нечай", "Озірн", "Пасічн", "Рудниц", "Сокир",
    "Терещ", "Федориш", "Чумач", "Якимов", "Бандур", "Гончаров", "Довбиш", "Ємельян", "Запорож",
    "Кушнір", "Левадн", "Мудриц", "Олійнич", "Притул", "Ременн", "Соломах", "Тимош", "Устимов",
    "Хрипун", "Шаповал", "Юхимов", "Безверх", "Волошин",
]  # fmt: skip
FIRST, SECOND = (
    ["Біло", "Чорно", "Верхо", "Круто", "Старо", "Сухо", "Криво", "Довго", "Тихо", "Сиво"],
    ["брод", "шапк", "лист", "хат", "луг", "вод", "зір", "пол", "цвіт", "гай", "дуб", "мост"],
)
ENDINGS = [
    "енко", "ук", "юк", "чук", "ак", "як", "ець", "івський", "инський", "ишин", "ик", "ченко",
    "ун", "ило", "аренко", "ій", "ан", "овець", "инець", "івчук", "ура", "ай", "оченко", "ієнко",
]  # fmt: skip
WAYS = ("cross-script", "typo", "cross-script typo", "swapped", "initials", "no patronymic")


@dataclass(frozen=True)
class Invented:
    surname: str
    given_name: str
    father: str

    @property
    def patronymic(self) -> str:
        return FATHERS[self.father][0]

    @property
    def spelled(self) -> list[str]:
        """In Ukrainian, in Russian, and each in Latin letters."""
        return spellings(self.surname, self.given_name, self.father)


@dataclass(frozen=True)
class Query:
    person: int  # its place in the crowd
    way: str
    text: str


def crowd(size: int, seed: int = 20261122) -> list[Invented]:
    chance = random.Random(seed)
    surnames = _some(chance, _surnames(chance), 200, size)
    given_names = _some(chance, GIVEN, 5, size)
    fathers = _some(chance, list(FATHERS), 5, size)
    return [Invented(*names) for names in zip(surnames, given_names, fathers, strict=True)]


def queries(people: list[Invented], each: int, seed: int = 5) -> Iterator[Query]:
    """`each` of every way, of people chosen alike."""
    chance = random.Random(seed)
    for way in WAYS:
        for _ in range(each):
            place = chance.randrange(len(people))
            yield Query(place, way, _typed(people[place], way, chance))


def _typed(person: Invented, way: str, chance: random.Random) -> str:
    ours, *others = person.spelled
    surname, given, patronymic = chance.choice(person.spelled).split(" ")
    if way == "cross-script":
        return chance.choice(others)
    if way == "typo":
        return with_a_slip(ours, chance)
    if way == "cross-script typo":
        return with_a_slip(chance.choice(others), chance)
    if way == "swapped":
        return chance.choice([f"{patronymic} {given} {surname}", f"{given} {patronymic} {surname}"])
    if way == "initials":
        return f"{surname} {given[0]}. {patronymic[0]}."
    short = f"{surname} {given}"
    return with_a_slip(short, chance) if chance.random() < 0.5 else short


def _surnames(chance: random.Random) -> list[str]:
    double = ["".join(parts) for parts in product(FIRST, SECOND)]
    begun = [*STEMS, *double, *(surname[: len(surname) - 3] for surname in SURNAMES)]
    made = {_joined(stem, ending) for stem, ending in product(begun, ENDINGS)}
    surnames = sorted(made)
    chance.shuffle(surnames)
    return surnames


def _joined(stem: str, ending: str) -> str:
    return stem.rstrip("аеиоуіїюяь") + ending


def _some(chance: random.Random, values: list[str], spread: int, size: int) -> list[str]:
    """The first most often, each next more rarely; the larger the spread, the more evenly."""
    weights = [1 / (place + spread) for place in range(len(values))]
    return chance.choices(values, weights, k=size)
