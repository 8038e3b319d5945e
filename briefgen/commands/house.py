"""`briefgen house new`: a house of one's own in a workspace, with the cells that institutions differ in most."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from msgspec.structs import astuple

from briefgen.errors import UsageProblemError
from briefgen.localise import House, StyleCell, house_named
from briefgen.localise.house_style.house import DESCRIPTION
from briefgen.localise.house_style.style import COLUMNS
from briefgen.localise.houses import FOLDER, SUPPLIED
from briefgen.outputs import Output, write_outputs
from briefgen.outputs.naming import fault_of_name
from briefgen.production.order import Where
from briefgen.production.record import workspace_for
from briefgen.sources.files.values import CellProblem, key_of

# what houses differ in most: the cells that a new table begins with, where the base has them
_BEGINNING = (
    *("label_day", "label_days_in_month", "label_days_across_months"),
    *("decimal_separator", "group_separator", "percent", "range"),
    *("money", "money_scaled", "million_all", "million_other", "billion_1e9_all", "billion_1e9_other"),
    *("quotation", "quotation_inner", "headline_as_of", "word_annex", "word_follow_up", "word_deadline"),
)
_DESCRIBED = """\
# A house: whose way of writing values is followed. Name it in briefgen.toml or a dossier.yaml: house = "{name}"
# Its tables, one for each language, say what differs from the base; every cell that is taken out is as in the base.
# The manual tells of the cells: “Languages”, under “Houses”.
base = "{base}"
"""


def create_house(where: Where, name: str, base: str, languages: Sequence[str]) -> list[Path]:
    """Makes a house, whole or not at all.

    Args:
        where: the workspace.
        name: of its folder in houses/.
        base: the house that it differs from.
        languages: of the tables that it begins with.

    Raises:
        UsageProblemError: the name cannot be, there is such a house, or the base does not exist.
        UnknownLanguageError: the base does not write a language.
        OutputError: a file cannot be written; then none has been.
    """
    workspace = workspace_for(where)
    _refuse_name(name)
    folder = workspace.root / FOLDER / name
    if folder.exists():
        raise UsageProblemError(f"There is a house “{name}” already: {folder}.", "Give the new one another name.")
    lies_over = house_named(base, workspace.root)
    tables = [Output(folder / f"{each}.csv", _table(lies_over, each)) for each in dict.fromkeys(languages)]
    description = Output(folder / DESCRIPTION, _DESCRIBED.format(name=name, base=base).encode())
    return [each.path for each in write_outputs([description, *tables], untouched=lambda _: True)]


def _refuse_name(name: str) -> None:
    try:
        key_of(name)
        fault = "briefgen comes with a house of that name" if name in SUPPLIED else fault_of_name(name)
    except CellProblem:
        fault = "it is made of letters, digits, “-”, “_” and “.”"
    if fault or name.startswith("."):
        message = f"“{name}” cannot be the name of a house: {fault or 'it begins with a full stop'}."
        raise UsageProblemError(message, "Try: briefgen house new ministry --from eu")


def _table(base: House, language: str) -> bytes:
    """The beginning of a table, as the base has its cells."""
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerows([COLUMNS, *map(astuple, _cells(base, language))])
    return text.getvalue().encode()


def _cells(base: House, language: str) -> Iterator[StyleCell]:
    found = {cell.key: cell for cell in base.cells(language)}
    for key in _BEGINNING:
        if key in found:
            value = found[key].value.replace("\u00a0", "{nbsp}")
            yield StyleCell(key, value, found[key].certainty, f"house {base.name}: {found[key].source}")
