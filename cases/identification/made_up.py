"""Invented names, units and teeth for the generator."""

from collections.abc import Mapping

import numpy as np

from cases.identification.people import TEETH, TOOTH_CODES
from cases.identification.romanisation import romanise
from cases.identification.terms.teeth import COMMON, LATER

STEMS = (
    "Ковальов", "Щербат", "Дніпрян", "Хомич", "Гнатиш", "Жуків", "Побігай", "Заїч", "Кравчин",
    "Тимчиш", "Юрків", "Вовчан", "Прищеп", "Згурч", "Скибин", "Стельмащ", "Осадч", "Надбереж",
    "Саливон", "Фесют", "Олефір", "Рибальч", "Полтав", "Горобч", "Лисогор", "Ясен", "Чубат",
)  # fmt: skip
ENDINGS = ("енко", "ук", "чук", "ський", "ець", "ишин", "ій", "яренко", "юк", "івський")
MEN = (
    "Олександр", "Микола", "Сергій", "Володимир", "Дмитро", "Михайло", "Олексій", "Євген",
    "Андрій", "Іван", "Петро", "Василь", "Юрій", "Павло", "Степан", "Тарас", "Богдан", "Віктор",
)  # fmt: skip
WOMEN = ("Олена", "Ганна", "Марія", "Наталія", "Ірина", "Тетяна", "Оксана", "Юлія")
FATHERS = ("Іванович", "Миколайович", "Сергійович", "Васильович", "Михайлович", "Олександрович")
MOTHERS = ("Іванівна", "Миколаївна", "Сергіївна", "Василівна", "Михайлівна", "Олександрівна")


def name(chance: np.random.Generator, is_man: bool) -> str:
    given, patronymics = (MEN, FATHERS) if is_man else (WOMEN, MOTHERS)
    surname = str(chance.choice(STEMS)) + str(chance.choice(ENDINGS))
    return f"{surname} {chance.choice(given)} {chance.choice(patronymics)}"


def paper_of(
    chance: np.random.Generator, names: tuple[str, ...], share: float, *, wrong: float
) -> tuple[str, ...]:
    """The name on a paper: often in other letters or with a slip, sometimes somebody else's."""
    if not names or chance.random() >= share:
        return ()
    written = name(chance, is_man=True) if chance.random() < wrong else names[0]
    if chance.random() < 0.2:
        written = romanise(written, "uk_kmu2010")
    if chance.random() < 0.1:
        at = int(chance.integers(1, len(written) - 1))
        written = written[:at] + written[at + 1 :]
    return (written,)


def unit_of(chance: np.random.Generator, units: int, when: float, own: str | None = None) -> str:
    """Units stand in one part of the front, each in its time; insignia are now and then others'."""
    if own and chance.random() < 0.9:
        return own
    at = int(np.clip(chance.normal(when * units, units / 6), 0, units - 1))
    return f"unit {at}"


def chart(chance: np.random.Generator) -> Mapping[int, str]:
    states = chance.choice(TOOTH_CODES, size=len(TEETH), p=COMMON)
    return {fdi: str(state) for fdi, state in zip(TEETH, states, strict=True)}


def worn(chance: np.random.Generator, teeth: Mapping[int, str]) -> Mapping[int, str]:
    """The same mouth later: a few teeth treated, some lost after death, a few miswritten."""
    later: dict[int, str] = {}
    for fdi, state in teeth.items():
        draw = chance.random()
        if draw < 0.25:
            continue
        if draw < 0.33:
            later[fdi] = str(chance.choice(LATER[state]))
        elif draw < 0.34:
            later[fdi] = str(chance.choice(TOOTH_CODES))
        else:
            later[fdi] = state
    return later
