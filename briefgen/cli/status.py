"""The command status: where the points stand, as a table for people (rich), as JSON, as CSV and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import options
from briefgen.cli.chase import chase as show_waiting
from briefgen.cli.items import format_of, print_workbook, show_items
from briefgen.cli.progress import waiting
from briefgen.cli.report import print_csv, report, with_exit_codes

if TYPE_CHECKING:
    from rich.text import Text

    from briefgen.commands.status import Row, Status

_COLOURS = {"done": "green", "ongoing": "blue", "planned": "cyan", "delayed": "yellow", "blocked": "red"}
_WIDE = 120  # characters
_CLOSE: Mapping[str, Any] = {"padding": (0, 1, 0, 0), "pad_edge": False}
_COLUMNS = (
    *("point", "number", "part", "text", "state", "items", "last_update"),
    *("next_due", "first_due", "moves", "overdue", "moved"),
)


@click.command()
@click.option(
    "--as-of",
    type=options.DateParameter(),
    metavar="DATE",
    help="The day to report on: YYYY-MM-DD or today [with --chase: the last one that workbooks went out for].",
)
@options.known_on
@options.house
@click.option("--since", type=options.DateParameter(), metavar="DATE", help="Show what has moved since this day.")
@click.option("--items", is_flag=True, help="Show each item, below its point.")
@click.option("--owner", "owners", multiple=True, metavar="OWNER", help="Show the items of this owner; may repeat.")
@click.option("--overdue", is_flag=True, help="Show the items that are overdue.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "xlsx", "table"]),
    default="text",
    show_default=True,
    help="How to print; xlsx is a workbook, table another word for text.",
)
@click.option(
    "-o", "--output", type=options.FILE, metavar="FILE.xlsx", help="Where to write a workbook [default: in out/]."
)
@click.option("--chase", is_flag=True, help="Show who was given a workbook by “export”, and who has not answered.")
@click.option("--remind", is_flag=True, help="With --chase: write reminders as drafts of e-mails (.eml).")
@click.option("--force", is_flag=True, help="Replace a workbook, or with --remind a draft, that was edited by hand.")
@options.workspace
@options.writing
@options.common
@with_exit_codes
def status(format_: str, chase: bool, **given: Any) -> None:
    """Show where each point stands on a day: state, last update, next deadline, overdue.

    \b
    Examples:
      briefgen status --as-of today
      briefgen status --as-of 2023-03-17 --format csv
      briefgen status --as-of 2023-03-17 --since 2023-03-06
      briefgen status --as-of today --overdue --owner Frontex
      briefgen status --as-of today --items -o items.xlsx
      briefgen status --chase --remind
    """
    format_ = format_of(format_, given["output"])
    if chase:
        show_waiting(given["as_of"], format_, given)
        return
    _refuse_options_of_chasing(given)
    if given["items"] or given["owners"] or given["overdue"]:
        _refuse_since_with_items(given)
        show_items(given, format_)
        return
    where, as_of, today = options.where(given), given["as_of"], options.today()
    with waiting("Reading the ledger", {**given, "format_": format_}):
        if given["since"]:
            from briefgen.commands.changes import status_since

            found = status_since(where, given["since"], as_of, today, given["known_on"])
        else:
            from briefgen.commands.status import status as status_of

            found = status_of(where, as_of, today, given["known_on"])
    report(found.findings, quiet=given["quiet"], verbose=given["verbose"])
    if format_ == "xlsx":
        print_workbook(given, "status", (found.heading, found.as_of), (_COLUMNS, map(_record, found.rows)))
    else:
        _VIEWS[format_](found)


def _refuse_options_of_chasing(given: Mapping[str, Any]) -> None:
    if given["as_of"] is None:
        raise click.UsageError("Missing option '--as-of'.")
    for name in ("remind", "force"):
        if given[name]:
            raise click.UsageError(f"--{name} belongs to --chase.")


def _refuse_since_with_items(given: Mapping[str, Any]) -> None:
    if given["since"]:
        raise click.UsageError("--since is about points. What has moved in items, “briefgen changes” shows.")


def _print_table(status: Status) -> None:
    """Prints a table; each state is a word, its colour an extra. A wide window shows how many items are in each."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    wide = console.width >= _WIDE
    table = Table(
        title=status.heading, title_justify="left", header_style="bold", box=SIMPLE_HEAD, expand=True, **_CLOSE
    )
    table.add_column("No.", no_wrap=True)
    table.add_column("Point", ratio=1, min_width=16, overflow="ellipsis", no_wrap=True)
    table.add_column("State", no_wrap=True)
    table.add_column("Items", justify="left" if wide else "right", max_width=34)
    table.add_column("Last update", no_wrap=True)
    table.add_column("Next due", no_wrap=True)
    table.add_column("Overdue", justify="right")
    if status.since:
        table.add_column(f"Since {status.since}" if wide else "Moved", justify="left" if wide else "right")
    for row in status.rows:
        moved = [Text(_moves(row, wide=wide), style="bold" if row.moved else "")] if status.since else []
        table.add_row(*_cells(row, wide=wide), *moved)
    console.print(table)
    if not status.rows:
        click.echo("The dossier has no points: they stand in its table “commitments”.", err=True)


def _cells(row: Row, *, wide: bool) -> list[Text]:
    from rich.text import Text

    point = row.point
    state = point.state.value if point.state else "–"
    items = _counts(row) if wide else str(point.items or "–")
    last = point.last_update.isoformat() if point.last_update else "–"
    words = (
        point.commitment.number,
        _subject(row),
        state,
        items,
        last,
        _next_due(row, wide=wide),
        str(point.overdue or "–"),
    )
    looks = {2: _COLOURS.get(state, ""), 6: "bold red" if point.overdue else ""}
    return [Text(word, style=looks.get(column, "")) for column, word in enumerate(words)]


def _next_due(row: Row, *, wide: bool) -> str:
    point = row.point
    return f"{point.next_due} (first {point.first_due})" if point.moves and wide else point.next_due or "–"


def _moves(row: Row, *, wide: bool) -> str:
    """What has happened since the earlier day; in a narrow window, to how much."""
    return (_counts_of(row.moved) if wide else str(sum(row.moved.values()) or "")) or "–"


def _counts_of(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{count} {each.value}" for each, count in counts.items())


def _subject(row: Row) -> str:
    """A point without a number is known by its section."""
    commitment = row.point.commitment
    return f"{commitment.part}: {row.text}" if commitment.part and not commitment.number else row.text


def _counts(row: Row) -> str:
    return _counts_of(row.point.states) or str(row.point.items or "–")


def _print_json(status: Status) -> None:
    """Prints one object with all points."""
    points = [{**_record(row), "states": dict(row.point.states), "moved": dict(row.moved)} for row in status.rows]
    click.echo(json.dumps({"as_of": status.as_of.isoformat(), "points": points}, ensure_ascii=False, indent=2))


def _print_csv(status: Status) -> None:
    """Prints a row for each point."""
    print_csv(_COLUMNS, map(_record, status.rows))


def _record(row: Row) -> dict[str, object]:
    point = row.point
    return {
        "point": point.commitment.point,
        "number": point.commitment.number,
        "part": point.commitment.part,
        "text": row.text,
        "state": point.state.value if point.state else "",
        "items": point.items,
        "last_update": point.last_update.isoformat() if point.last_update else "",
        "next_due": point.next_due,
        "first_due": point.first_due,
        "moves": point.moves,
        "overdue": point.overdue,
        "moved": _counts_of(row.moved),
    }


_VIEWS: Mapping[str, Callable[[Status], None]] = {
    "text": _print_table,
    "table": _print_table,
    "json": _print_json,
    "csv": _print_csv,
}
