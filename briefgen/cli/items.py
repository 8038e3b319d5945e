"""What `status --items` shows: each item as it stands, all of them, those of some owners, or those that are overdue."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import asdict

from briefgen.cli import options
from briefgen.cli.console import visible
from briefgen.cli.progress import waiting
from briefgen.cli.report import print_csv, report
from briefgen.cli.results import print_made, tell_kept
from briefgen.errors import UsageProblemError
from briefgen.findings import did_you_mean

if TYPE_CHECKING:
    from briefgen.facade import Item, Point, Situation
    from briefgen.facade.table import ShownRow

_COLUMNS = (
    *("point", "number", "key", "text", "state", "due", "overdue", "first_due", "moves"),
    *("owner", "source", "group", "as_of", "confirmed"),
)
_WIDEST, _LEAST = 120, 70  # characters of a line; narrower ones would hold no text
_POINT = 60  # characters of the text of a point, which is there to know it by


class ItemList(Struct, frozen=True):
    """The items that were asked for, each under its point."""

    situation: Situation
    chosen: tuple[tuple[Point, Item], ...]


def show_items(given: Mapping[str, Any], format_: str) -> None:
    """Prints the items that stand on a day.

    Raises:
        UsageProblemError: an owner has no item on that day.
        FindingsError: the tables have errors, or the date makes no sense.
    """
    from briefgen.facade import Dossier  # imported when the command is called, so that --help stays quick

    with waiting("Reading the ledger", {**given, "format_": format_}):
        dossier = Dossier.at(options.where(dict(given)), (given["as_of"], given["known_on"]))
        situation = dossier.as_of(given["as_of"], known_on=given["known_on"], today=options.today())
    report(situation.findings, quiet=given["quiet"], verbose=given["verbose"])
    found = ItemList(situation, tuple(_chosen(situation, given["owners"], overdue=given["overdue"])))
    if format_ == "xlsx":
        head = situation.heading, situation.as_of
        print_workbook(given, "items", head, (_COLUMNS, (_record(*each) for each in found.chosen)))
    else:
        _VIEWS[format_](found)


def _chosen(situation: Situation, owners: tuple[str, ...], *, overdue: bool) -> Iterator[tuple[Point, Item]]:
    wanted = {_known_owner(situation, each) for each in owners}
    for point in situation.points:
        for item in point.items:
            if (not wanted or wanted & set(item.owners)) and (item.overdue or not overdue):
                yield point, item


def _known_owner(situation: Situation, asked: str) -> str:
    known = sorted({owner for item in situation.items for owner in item.owners})
    if same := [each for each in known if each.casefold() == asked.casefold()]:
        return same[0]
    message = f"Nobody called “{asked}” has an item on {situation.as_of}."
    raise UsageProblemError(message, did_you_mean(asked, known) or f"There are: {', '.join(known) or 'none'}.")


def _print_table(found: ItemList) -> None:
    """Prints the items under their points, in lines as long as the window is wide."""
    from briefgen.facade.table import write_text  # see above

    width = max(_LEAST, min(_WIDEST, shutil.get_terminal_size().columns))
    rows = list(_rows(found))
    click.echo(visible(write_text(found.situation.heading, rows, width, len(rows))))
    if not rows:
        click.echo("No item is among them.", err=True)


def _rows(found: ItemList) -> Iterator[ShownRow]:
    from briefgen.facade.table import ShownRow  # see above

    above = None
    for point, item in found.chosen:
        if point is not above:
            above = point
            yield ShownRow(point.number, shorten(point.words, _POINT, placeholder=" …"), point.state, is_point=True)
        late = ", late" if item.overdue else ""
        yield ShownRow("", item.words, f"{item.state}{late}", item.due, item.owner)


def _print_json(found: ItemList) -> None:
    """Prints one object with all items."""
    items = [_record(*each) for each in found.chosen]
    click.echo(json.dumps({"as_of": str(found.situation.as_of), "items": items}, ensure_ascii=False, indent=2))


def _print_csv(found: ItemList) -> None:
    """Prints a row for each item."""
    print_csv(_COLUMNS, (_record(*each) for each in found.chosen))


def _record(point: Point, item: Item) -> dict[str, object]:
    cells = {**asdict(item), "number": point.number, "text": item.words}
    days = {name: str(day) if (day := cells[name]) else "" for name in ("as_of", "confirmed")}
    return {name: {**cells, **days}[name] for name in _COLUMNS}


def format_of(asked: str, output: Path | None) -> str:
    """The format that was asked for; a file is a workbook.

    Raises:
        UsageProblemError: what was asked for is printed, or the file has another name.
    """
    if output is None:
        return asked
    if asked not in ("text", "xlsx"):
        message = f"-o is for a workbook, and --format {asked} is printed."
        raise UsageProblemError(message, "Leave one of them out, or put “> FILE” behind the command.")
    if output.suffix.lower() != ".xlsx":
        raise UsageProblemError(f"-o {output}: the name of a workbook ends in .xlsx.", "Give it such a name.")
    return "xlsx"


def print_workbook(
    given: Mapping[str, Any],
    name: str,
    head: tuple[str, date],
    table: tuple[Sequence[str], Iterable[Mapping[str, object]]],
) -> None:
    """Writes a list as a workbook, and prints its path.

    Args:
        given: the options of the command.
        name: what it is a list of, as its file is called.
        head: what stands above it, and its day.
        table: the names of its columns, and its rows.
    """
    from briefgen.commands.status import ListingOrder, write_workbook

    order = ListingOrder(options.where(dict(given)), name, *head, *table, given["output"], given["force"])
    written = write_workbook(order)
    tell_kept(filter(None, [written.kept]))
    print_made(written.path)


_VIEWS: Mapping[str, Callable[[ItemList], None]] = {
    "text": _print_table,
    "table": _print_table,
    "json": _print_json,
    "csv": _print_csv,
}
