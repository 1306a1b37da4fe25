"""Handover lists as a counterpart would send them. Everybody and every place in them is invented.

The same arguments give the same bytes. `plant` puts other text into single cells:
`csv_list(20, plant={7: {"died_on": "31.02.1999"}})` changes line 7, which is row 8 of the file.
"""

import csv
import io
import random
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook

Plant = Mapping[int, Mapping[str, str]]

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "number": "No.",
        "label": "Label",
        "seal": "Seal no.",
        "container_kind": "Type of container",
        "claimed_individuals": "Number of individuals",
        "claimed_name": "Full name",
        "claimed_birth_date": "Date of birth",
        "claimed_affiliation": "Affiliation",
        "origin_place": "Place of recovery",
        "recovered_on": "Date of recovery",
        "died_on": "Date of death",
        "remarks": "Remarks",
    },
    "uk": {
        "number": "№ з/п",
        "label": "Маркування",
        "seal": "№ пломби",
        "container_kind": "Вид упаковки",
        "claimed_individuals": "Кількість осіб",
        "claimed_name": "Прізвище, ім'я, по батькові",
        "claimed_birth_date": "Дата народження",
        "claimed_affiliation": "Належність",
        "origin_place": "Місце виявлення",
        "recovered_on": "Дата виявлення",
        "died_on": "Дата загибелі",
        "remarks": "Примітки",
    },
    "ru": {
        "number": "№ п/п",
        "label": "Маркировка",
        "seal": "№ пломбы",
        "container_kind": "Вид упаковки",
        "claimed_individuals": "Количество лиц",
        "claimed_name": "Фамилия, имя, отчество",
        "claimed_birth_date": "Дата рождения",
        "claimed_affiliation": "Принадлежность",
        "origin_place": "Место обнаружения",
        "recovered_on": "Дата обнаружения",
        "died_on": "Дата гибели",
        "remarks": "Примечание",
    },
}
WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en": {
        "kinds": ("bag", "bag", "bag", "box", "coffin"),
        "whose": ("theirs", "theirs", "theirs", "unknown", "civilian"),
        "names": ("Sampleson Placeholder", "Inventedly Example", "Madeup Specimen"),
        "places": ("Exampleton", "Upper Sample", "Placeholder Farm"),
        "unknown": ("unknown",),
        "title": ("Handover list", "An invented list for tests"),
        "total": ("Total",),
        "signed": ("Handed over by: ________",),
    },
    "uk": {
        "kinds": ("мішок", "мішок", "мішок", "ящик", "труна"),
        "whose": ("їхній", "їхній", "їхній", "невідомо", "цивільний"),
        "names": (
            "Зразченко Приклад Умовнович",
            "Вигаданюк Зразок Прикладович",
            "Умовенко Приклад",
        ),
        "places": ("с. Вигадане", "с. Верхній Приклад", "хутір Зразок"),
        "unknown": ("невідомо",),
        "title": ("Список переданих останків", "Вигаданий список для перевірок"),
        "total": ("Всього",),
        "signed": ("Передав: ________",),
    },
    "ru": {
        "kinds": ("мешок", "мешок", "мешок", "ящик", "гроб"),
        "whose": ("чужой", "чужой", "чужой", "неизвестно", "гражданский"),
        "names": ("Образцов Пример Условнович", "Выдуманный Образец Примерович", "Условкин Пример"),
        "places": ("с. Выдуманное", "с. Верхний Пример", "хутор Образец"),
        "unknown": ("неизвестно",),
        "title": ("Список передаваемых останков", "Выдуманный список для проверок"),
        "total": ("Итого",),
        "signed": ("Передал: ________",),
    },
}


def list_rows(lines: int, language: str, plant: Plant | None = None) -> list[list[str]]:
    """The headings and the lines, as text. A line has claimed name, people and date as in life."""
    headings, words = HEADINGS[language], WORDS[language]
    chance = random.Random(f"{lines} {language}")
    rows = [list(headings.values())]
    for number in range(1, lines + 1):
        is_named = chance.random() < 0.15
        recovered = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.2025"
        line = {
            "number": str(number),
            "label": f"SYN-{number:04}",
            "seal": f"S{number:06}",
            "container_kind": chance.choice(words["kinds"]),
            "claimed_individuals": str(chance.choice((2, 3)) if chance.random() < 0.08 else 1),
            "claimed_name": chance.choice(words["names"]) if is_named else words["unknown"][0],
            "claimed_birth_date": f"{chance.randint(1970, 2003)}" if is_named else "",
            "claimed_affiliation": chance.choice(words["whose"]),
            "origin_place": chance.choice(words["places"]),
            "recovered_on": recovered,
            "died_on": chance.choice(("", "", recovered[3:], "2024")),
            "remarks": "",
        }
        line |= (plant or {}).get(number, {})
        rows.append([line.get(column, "") for column in headings])
    return rows


def dressed(rows: list[list[str]], language: str, repeat_heading_every: int = 0) -> list[list[str]]:
    """As it comes from an office: titles, a blank row, headings on each page, total, signature."""
    words, heading, lines = WORDS[language], rows[0], rows[1:]
    every = repeat_heading_every or len(lines)
    pages = [lines[at : at + every] for at in range(0, len(lines), every)]
    middle = [row for page in pages for row in ([*heading], *page)]
    total = [words["total"][0], str(len(lines))]
    return [*([title] for title in words["title"]), [], *middle, [], total, [words["signed"][0]]]


def csv_list(
    lines: int = 1245,
    language: str = "ru",
    *,
    plant: Plant | None = None,
    is_dressed: bool = False,
    repeat_heading_every: int = 0,
    encoding: str = "utf-8",
    delimiter: str = ";",
    line_end: str = "\r\n",
) -> bytes:
    rows = list_rows(lines, language, plant)
    if is_dressed:
        rows = dressed(rows, language, repeat_heading_every)
    return as_csv(rows, encoding=encoding, delimiter=delimiter, line_end=line_end)


def xlsx_list(
    lines: int = 1212,
    language: str = "uk",
    *,
    plant: Plant | None = None,
    is_dressed: bool = False,
    repeat_heading_every: int = 0,
) -> bytes:
    """Numbers and whole dates are real numbers and real dates, as a spreadsheet makes them."""
    rows = list_rows(lines, language, plant)
    if is_dressed:
        rows = dressed(rows, language, repeat_heading_every)
    return as_xlsx([[_typed(cell) for cell in row] for row in rows])


def as_csv(
    rows: Iterable[Sequence[str]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ";",
    line_end: str = "\r\n",
    is_quoted: bool = False,
) -> bytes:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def _typed(cell: str) -> object:
    if re.fullmatch(r"\d\d\.\d\d\.\d{4}", cell):
        try:
            return datetime.strptime(cell, "%d.%m.%Y")
        except ValueError:
            return cell
    return int(cell) if re.fullmatch(r"[1-9]\d{0,8}", cell) else cell


def saved(book: Workbook) -> bytes:
    """The workbook's bytes, without the time of day in them."""
    out, again = io.BytesIO(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as made, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2025-01-01T00:00:00Z", content)
            part = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            kept.writestr(part, content, zipfile.ZIP_DEFLATED)
    return again.getvalue()
