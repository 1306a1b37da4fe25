"""What stands on the invented lists: names, places, labels and seals.

Each surname says in its own language that it is made up ("the invented one", "of the sample").
"""

from random import Random
from typing import NamedTuple


class Names(NamedTuple):
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    patronymics: tuple[str, ...]

    def draw(self, chance: Random) -> tuple[str, str, str]:
        return (
            chance.choice(self.surnames),
            chance.choice(self.given),
            chance.choice(self.patronymics),
        )


NAMES = {
    "uk": (
        Names(
            (
                "Вигаденко",
                "Зразківський",
                "Вимисленко",
                "Уявленченко",
                "Неіснуйчук",
                "Небувалюк",
                "Прикладченко",
                "Умовновський",
            ),
            ("Мар’ян", "Єремій", "Ґедеон", "Юхим", "Єлисей", "Устим"),
            ("Ґнатович", "Щедрович", "Юхимович", "Єремійович"),
        ),
        Names(
            ("Вигаденко", "Зразківська", "Вимисленко", "Умовновська"),
            ("Ївга", "Єва", "Устина", "Мар’яна"),
            ("Щедрівна", "Ґеоргіївна", "Юхимівна"),
        ),
    ),
    "ru": (
        Names(
            (
                "Выдуманцев",
                "Несуществуев",
                "Понарошкин",
                "Небывальцев",
                "Примеровский",
                "Вымышленников",
                "Условновский",
                "Ниоткудышев",
            ),
            ("Елисей", "Ермил", "Нифонт", "Савватий", "Евсей"),
            ("Щедрович", "Ермилович", "Нифонтович", "Евсеевич"),
        ),
        Names(
            ("Выдуманцева", "Несуществуева", "Понарошкина", "Небывальцева"),
            ("Фёкла", "Ия", "Устинья"),
            ("Ермиловна", "Нифонтовна", "Евсеевна"),
        ),
    ),
    "en": (
        Names(
            ("Inventley", "Madeupson", "Placeholdre", "Samplewright", "Notarealman"),
            ("Eldric", "Osmer", "Wystan", "Ludo"),
            ("", ""),
        ),
        Names(
            ("Inventley", "Madeupson", "Samplewright"),
            ("Isaude", "Mabrey"),
            ("", ""),
        ),
    ),
}
PLACES = {
    "uk": ("Оринський кряж", "Каррівка", "хутір Вигаданий", "Верхній Тарнвік"),
    "ru": ("Оринский кряж", "Карровка", "хутор Выдуманный", "Верхний Тарнвик"),
    "en": ("Orrin Ridge", "Carrock Lane", "Sedge Hollow", "Upper Tarnwick"),
}
LABEL_STYLES = (
    "С-{series}/{number}",
    "K-{series}-{number:03}",
    "№ {number:04}-{series}",
    "БТ {series}/{number:04}",
    "{series}-{number:03}-М",
)
SEAL_STYLES = ("88 {number:04}", "A{number:07}", "№ {number}", "РК-{number:05}")
BROKEN = {"uk": "порв.", "ru": "порвана", "en": "torn"}


def full_name(language: str, chance: Random) -> str:
    men, women = NAMES[language]
    names = women if chance.random() < 0.1 else men
    return " ".join(part for part in names.draw(chance) if part)


def invented_words() -> set[str]:
    """Every part of every name that may stand on a list."""
    groups = [group for pair in NAMES.values() for names in pair for group in names]
    return {word for group in groups for word in group if word}
