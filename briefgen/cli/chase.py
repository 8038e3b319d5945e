"""What `status --chase` shows: who was given a workbook, and who has not answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from briefgen.cli import options
from briefgen.cli.console import visible
from briefgen.cli.items import print_workbook
from briefgen.cli.progress import waiting
from briefgen.cli.report import print_csv
from briefgen.cli.results import print_made, tell_kept

if TYPE_CHECKING:
    from briefgen.commands.contributions import ChaseResult
    from briefgen.contributions.register import Waiting

_COLUMNS = ("owner", "as_of", "items", "answered", "reminders", "reminded", "file")
_HEADINGS = ("Owner", "As of", "Items", "Answered", "Reminders", "Last reminder", "Workbook")


def chase(as_of: date | None, format_: str, given: Mapping[str, Any]) -> None:
    """Prints how far the answers are, and writes reminders where they are asked for."""
    from briefgen.commands.contributions import chase as find_waiting

    where, today = options.where(dict(given)), options.today()
    with waiting("Reading the register", {**given, "format_": format_}):
        found = find_waiting(where, as_of, today, remind=given["remind"], force=given["force"])
    if format_ == "xlsx":
        title = f"Workbooks of {found.dossier} and their answers"
        print_workbook(given, "chase", (title, found.as_of or today), (_COLUMNS, map(_cells, found.rows)))
    else:
        _VIEWS[format_](found)
    if not given["quiet"]:
        _tell(found)
    tell_kept(found.kept)
    for path in found.drafts:
        print_made(path)


def _tell(found: ChaseResult) -> None:
    late = sum(not each.is_over for each in found.rows)
    if not found.rows:
        click.echo(f"No workbook of {found.dossier} is waited for; “briefgen export” writes them.", err=True)
    elif not late:
        click.echo("Everybody has answered.", err=True)
    if found.addressless:
        names = ", ".join(each or "everybody" for each in found.addressless)
        click.echo(visible(f"No address is known of: {names}. contributors.csv takes them (owner,email)."), err=True)


def _print_table(found: ChaseResult) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for heading in _HEADINGS[:-1]:
        table.add_column(heading, justify="right" if heading in ("Items", "Answered", "Reminders") else "left")
    for each in found.rows:
        cells = [visible(str(value)) or "–" for value in _cells(each).values()][:-1]
        table.add_row(*(Text(cell, style="" if each.is_over else "bold") for cell in cells))
    if found.rows:
        Console().print(table)


def _cells(waiting: Waiting) -> dict[str, object]:
    values = {**asdict(waiting), "owner": waiting.owner or "(all items)", "reminded": waiting.reminded or ""}
    return {name: value.isoformat() if isinstance(value := values[name], date) else value for name in _COLUMNS}


def _print_json(found: ChaseResult) -> None:
    rows = [{**_cells(each), "owner": each.owner, "over": each.is_over} for each in found.rows]
    day = found.as_of.isoformat() if found.as_of else None
    click.echo(json.dumps({"as_of": day, "contributions": rows}, ensure_ascii=False, indent=2))


def _print_csv(found: ChaseResult) -> None:
    print_csv(_COLUMNS, [_cells(each) for each in found.rows])


_VIEWS: Mapping[str, Callable[[ChaseResult], None]] = {
    "text": _print_table,
    "table": _print_table,
    "json": _print_json,
    "csv": _print_csv,
}
