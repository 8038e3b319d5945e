"""The day that a paper reports on: what it says itself, what its name says, when it was last saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import Final, NamedTuple

from briefgen.intake.reading import Grid
from briefgen.intake.trackers.dates import read_dates
from briefgen.intake.trackers.tables import ROWS_TO_SEARCH, ActionTable
from briefgen.intake.words import one_line, shorten
from briefgen.sources.mapping.dates import is_day, read_date

_LABELS: Final = """
    situation as of | status as of | state of play as of | state of play on | position as at | as of | as at |
    status on | status date | report date | reporting date | date of report | date of meeting | meeting date |
    date of the meeting | last updated | last update | updated on | updated | date | effective date | snapshot |
    cut-off date | cut off date | situation au | état au | état des lieux au | situation à la date du | à la
    date du | mise à jour | mis à jour le | date de mise à jour | date de la réunion | date du rapport | stand |
    stand vom | stand am | stand per | sachstand | datum | berichtsdatum | besprechungsdatum | datum der
    besprechung | sitzung vom | sitzung am | aktualisiert am | letzte aktualisierung | per | vergaderdatum |
    datum vergadering | stand van zaken | bijgewerkt op | situación a | situación al | estado a | a fecha de |
    fecha | fecha de reunión | fecha de la reunión | actualizado al | actualizado a | fecha de actualización |
    situazione al | stato al | aggiornato al | aggiornamento al | data | data riunione | data della riunione |
    situação em | ponto de situação em | atualizado em | data da reunião | stan na dzień | stan na | data
    spotkania | aktualizacja | stav k | stav ke dni | aktualizováno | datum jednání | stav ku dňu |
    aktualizované | állapot | dátum | frissítve | situația la | situație la data de | data ședinței | actualizat
    la | състояние към | към дата | дата | läget den | status per | uppdaterad | mötesdatum | status pr |
    opdateret | mødedato | dato | tilanne | päivitetty | päivämäärä | kokouspäivä | κατάσταση στις | ημερομηνία
    | stanje na dan | ažurirano | datum sastanka | posodobljeno | datum sestanka | būklė | data posėdžio |
    stāvoklis uz | datums | seis | kuupäev | sitwazzjoni fi | staid amhail | dáta | 基準日 | 作成日 |
    更新日 | 最終更新日 | 日付 | 日時 | 開催日 | réunion du | datum overleg | sitzungsdatum |
    datum der sitzung | data posiedzenia | datum konání | dátum rokovania |
    data reuniunii | дата на срещата | datum för mötet | pvm | nadnevak
"""
_DATE: Final = re.compile(
    r"(?:20|19)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?"
    r"|[0-9]{1,2}\s?[./-]\s?[0-9]{1,2}\s?[./-]\s?(?:20[0-9]{2}|[0-9]{2})(?![0-9])"
    r"|[0-9]{1,2}(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?20[0-9]{2}"
    r"|[^\W\d_]{3,12}\.?\s+[0-9]{1,2}(?:st|nd|rd|th)?,?\s+20[0-9]{2}"
)
_IN_NAME: Final = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-_. ]?([01][0-9])[-_. ]?([0-3][0-9])(?![0-9])"
    r"|(?<![0-9])([0-3]?[0-9])[-_. ]([01]?[0-9])[-_. ](20[0-9]{2})(?![0-9])"
)


class DayWitness(NamedTuple):
    """A day that a paper may report on, and where it says so, in words.

    Attributes:
        strength: 3 for a label, 2 for a title, 1 for the name of the file, 0 for the day on which it was saved.
    """

    day: date
    where: str
    strength: int


class ReportedDay(NamedTuple):
    """The day of a paper.

    Attributes:
        day: None where nothing says one.
        where: in words, where it stands.
        others: what says another day, and lost.
    """

    day: date | None
    where: str = ""
    others: tuple[DayWitness, ...] = ()


def settle_day(witnesses: Iterable[DayWitness], today: date) -> ReportedDay:
    """The day of the strongest witness that lies not in the future; the latest of several that are as strong.

    What was saved later than the day reported contradicts nothing.
    """
    found = [each for each in witnesses if each.day <= today]
    if not found:
        return ReportedDay(None)
    best = max(found, key=lambda each: (each.strength, each.day))
    others = tuple(each for each in found if each.day != best.day and (each.strength or each.day < best.day))
    return ReportedDay(best.day, best.where, others)


def find_days(
    file: str, grids: Sequence[Grid], tables: Sequence[ActionTable], saved: date | None
) -> tuple[DayWitness, ...]:
    """All days that a workbook or a CSV file may report on."""
    headers = {id(table.grid): table.header[0] for table in tables}
    taken = [grid for grid in grids if id(grid) in headers] or list(grids)
    inside = [each for grid in taken for each in _days_above(grid, headers.get(id(grid), ROWS_TO_SEARCH))]
    titles = [
        each
        for grid in taken
        if grid.title
        for each in _days_in(grid.title, f"the name of the sheet “{grid.title}”", 2)
    ]
    own = DayWitness(saved, "the day on which it was last saved", 0) if saved else None
    return tuple(dict.fromkeys([*inside, *titles, *days_of_name(file), *([own] if own else [])]))


def days_of_name(file: str) -> Iterator[DayWitness]:
    """The day in the name of a file."""
    for found in _IN_NAME.finditer(PurePath(file).stem):
        year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        try:
            yield DayWitness(date(int(year), int(month), int(day)), f"the name of the file, “{PurePath(file).name}”", 1)
        except ValueError:
            continue


def days_of_words(text: str, where: str) -> Iterator[DayWitness]:
    """The days that a text says that it reports on: behind a label, or in a title.

    Args:
        text: a line of the paper.
        where: what it is, as “the heading”.
    """
    yield from _days_in(text, f"{where} “{shorten(text)}”", 3 if _label_of(text) else 2)


def _days_above(grid: Grid, header: int) -> Iterator[DayWitness]:
    """The days in the cells above the headings: behind a label in the cell, or in the next one, or in a title."""
    rows = [[one_line(cell) for cell in row.cells] for row in grid.rows[: min(header, ROWS_TO_SEARCH)]]
    for at, row in enumerate(rows):
        spot = f"row {grid.rows[at].place.row}" + (f" of “{grid.title}”" if grid.title else "")
        values = {_value(row[index:]) for index, cell in enumerate(row) if is_label(cell)}
        for index, cell in enumerate(row):
            if not cell or cell in values or (index and cell == row[index - 1]):
                continue
            if is_label(cell):
                yield from _beside(
                    cell, row[index + 1 :], rows[at + 1][index : index + 1] if at + 1 < len(rows) else [], spot
                )
            else:
                yield from _days_in(cell, f"{spot}: “{shorten(cell)}”", 3 if _label_of(cell) else 2)


def _value(cells: Sequence[str]) -> str:
    """What stands behind the first of some cells."""
    return next((cell for cell in cells[1:] if cell and cell != cells[0]), "")


def _beside(label: str, right: Sequence[str], below: Sequence[str], spot: str) -> Iterator[DayWitness]:
    value = _value([label, *right, *below])
    yield from _days_in(value, f"{spot}: “{label.rstrip(': ')}: {shorten(value)}”", 3)


def _days_in(text: str, where: str, strength: int) -> Iterator[DayWitness]:
    for found in _DATE.finditer(text):
        typed = re.sub("[年月]|(?<=[0-9])-(?=[0-9]{1,2}-|[0-9]{1,2}$)", "/", found.group()).rstrip("日")
        read = read_dates([typed], "").dates[0] or read_date(typed, "dmy")
        if is_day(read):
            yield DayWitness(date.fromisoformat(read), where, strength)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


DAY_LABELS: Final = frozenset(_plain(each) for each in _LABELS.split("|"))
"""What stands before the day of a paper, in small letters."""
_BEHIND: Final = re.compile(
    rf"(?:^|[^\w])(?:{'|'.join(sorted(map(re.escape, DAY_LABELS), key=len, reverse=True))})\W{{0,3}}\s*(?=[0-9])"
)


def is_label(cell: str) -> bool:
    """Whether a cell is the label of a day: “Date”, “Vergaderdatum:”."""
    return _plain(cell) in DAY_LABELS


def _label_of(cell: str) -> bool:
    return bool(_BEHIND.search(" ".join(cell.casefold().split())))
