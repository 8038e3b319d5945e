"""A status as a table for people (rich), as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from briefgen.commands.status import Row, Status

_COLOURS = {"done": "green", "ongoing": "blue", "planned": "cyan", "delayed": "yellow", "blocked": "red"}
_COLUMNS = ("point", "number", "part", "text", "state", "items", "last_update", "next_due", "overdue")


def as_table(status: Status) -> None:
    """Prints a table; each state is a word, its colour an extra."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=status.heading, title_justify="left", header_style="bold", expand=True)
    table.add_column("No.", no_wrap=True, justify="right")
    table.add_column("Point", ratio=1, overflow="ellipsis", no_wrap=True)
    for heading in ("State", "Items", "Last update", "Next due"):
        table.add_column(heading, no_wrap=True)
    table.add_column("Overdue", justify="right")
    for row in status.rows:
        table.add_row(*_cells(row))
    Console().print(table)


def _cells(row: Row) -> list[str]:
    point = row.point
    state = point.state.value if point.state else "–"
    colour = _COLOURS.get(state, "default")
    overdue = f"[bold red]{point.overdue}[/]" if point.overdue else "–"
    last = point.last_update.isoformat() if point.last_update else "–"
    text = row.text.replace("[", r"\[")
    return [point.commitment.number, text, f"[{colour}]{state}[/]", _counts(row), last, point.next_due or "–", overdue]


def _counts(row: Row) -> str:
    states = ", ".join(f"{count} {state.value}" for state, count in row.point.states.items())
    return states or str(row.point.items or "–")


def as_json(status: Status) -> None:
    """Prints one object with all points."""
    points = [{**_record(row), "states": dict(row.point.states)} for row in status.rows]
    click.echo(json.dumps({"as_of": status.as_of.isoformat(), "points": points}, ensure_ascii=False, indent=2))


def as_csv(status: Status) -> None:
    """Prints a row for each point; texts that a spreadsheet would take for formulas are marked as text."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in _record(row).items()} for row in status.rows)
    click.echo(stream.getvalue(), nl=False)


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
        "overdue": point.overdue,
    }


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


VIEWS: Mapping[str, Callable[[Status], None]] = {"table": as_table, "json": as_json, "csv": as_csv}
