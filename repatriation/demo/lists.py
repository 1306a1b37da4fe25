"""Handover lists as files, in the headings, words and encodings in which such lists arrive."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from openpyxl import Workbook


@dataclass
class ListLine:
    """One container as its sender describes it. What is not known is empty."""

    label: str
    seal: str
    kind: str  # bag, box, coffin
    people: int | None = 1
    name: str = ""
    born: str = ""
    whose: str = "theirs"
    place: str = ""
    recovered: date | None = None
    remarks: str = ""


class Words(NamedTuple):
    title: str
    headings: tuple[str, ...]
    kinds: dict[str, str]
    whose: dict[str, str]
    no_label: str
    total: str
    file: str


WORDS = {
    "uk": Words(
        "Список для передачі (вигаданий, для демонстрації)",
        (
            "№ з/п",
            "Маркування",
            "№ пломби",
            "Вид упаковки",
            "Кількість осіб",
            "Прізвище, ім'я, по батькові",
            "Дата народження",
            "Належність",
            "Місце виявлення",
            "Дата виявлення",
            "Примітки",
        ),
        {"bag": "мішок", "box": "ящик", "coffin": "труна"},
        {"ours": "наші", "theirs": "їхні", "civilian": "цивільні", "unknown": "невідомо"},
        "без маркування",
        "Всього",
        "список",
    ),
    "ru": Words(
        "Список для передачи (вымышленный, для демонстрации)",
        (
            "№ п/п",
            "Маркировка",
            "№ пломбы",
            "Вид упаковки",
            "Количество лиц",
            "Фамилия, имя, отчество",
            "Дата рождения",
            "Принадлежность",
            "Место обнаружения",
            "Дата обнаружения",
            "Примечание",
        ),
        {"bag": "мешок", "box": "ящик", "coffin": "гроб"},
        {"ours": "наши", "theirs": "чужие", "civilian": "гражданские", "unknown": "неизвестно"},
        "без маркировки",
        "Итого",
        "список",
    ),
    "en": Words(
        "Handover list (invented, for demonstration)",
        (
            "No.",
            "Label",
            "Seal no.",
            "Type of container",
            "Number of individuals",
            "Full name",
            "Date of birth",
            "Affiliation",
            "Place of recovery",
            "Date of recovery",
            "Remarks",
        ),
        {"bag": "bag", "box": "box", "coffin": "coffin"},
        {"ours": "ours", "theirs": "theirs", "civilian": "civilian", "unknown": "unknown"},
        "no label",
        "Total",
        "list",
    ),
}


def rows_of(lines: list[ListLine], language: str, title: str = "") -> list[list[object]]:
    """Title, headings, lines and total, as an office sends them."""
    words = WORDS[language]
    rows: list[list[object]] = [[f"{words.title} {title}".strip()], list(words.headings)]
    for number, line in enumerate(lines, 1):
        rows.append(
            [
                number,
                line.label or words.no_label,
                line.seal,
                words.kinds[line.kind],
                "" if line.people is None else line.people,
                line.name,
                line.born,
                words.whose[line.whose],
                line.place,
                line.recovered or "",
                line.remarks,
            ]
        )
    return [*rows, [words.total, len(lines)]]


def as_xlsx(rows: list[list[object]]) -> bytes:
    """Numbers are numbers and dates are dates, as a spreadsheet makes them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("list")
    for row in rows:
        sheet.append([_moment(cell) if isinstance(cell, date) else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(rows: list[list[object]], delimiter: str, encoding: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell for cell in row])
    return text.getvalue().encode(encoding, "replace")


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


Format = tuple[str, Callable[[list[list[object]]], bytes]]
FORMATS: dict[str, tuple[Format, ...]] = {
    "uk": (
        ("xlsx", as_xlsx),
        ("csv", lambda rows: as_csv(rows, ";", "cp1251")),
        ("csv", lambda rows: as_csv(rows, "\t", "utf-16")),
    ),
    "ru": (
        ("csv", lambda rows: as_csv(rows, ";", "cp1251")),
        ("xlsx", as_xlsx),
    ),
    "en": (
        ("csv", lambda rows: as_csv(rows, ",", "utf-8-sig")),
        ("xlsx", as_xlsx),
    ),
}


def list_file(
    lines: list[ListLine], language: str, choice: int, *, name: str, title: str = ""
) -> tuple[bytes, str]:
    """The bytes of the list and the name of its file; `choice` picks one of the formats."""
    ending, write = FORMATS[language][choice % len(FORMATS[language])]
    return write(rows_of(lines, language, title)), f"{WORDS[language].file}_{name}.{ending}"
