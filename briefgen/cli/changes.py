"""The command changes: what changed since a day, for people (rich), as Markdown, as JSON and as CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import options
from briefgen.cli.progress import waiting
from briefgen.cli.report import print_csv, report, with_exit_codes

if TYPE_CHECKING:
    from briefgen.commands.change_lines import ChangeList, ListedChange

_COLUMNS = (
    *("kind", "subject", "point", "number", "key", "field", "before", "after"),
    *("state", "owner", "day", "recorded", "recorded_later", "first_due", "moves", "source"),
)
_LOOKS = {"−": "red", "+": "green", "heading": "italic", "title": "bold"}
_INDENTS = {"change": "  ", "detail": "      "}
_MARKDOWN = {
    "heading": "# {}",
    "title": "\n## {}\n",
    "change": "- **{}**",
    "detail": "  - {}",
    "nothing": "\n{}",
}
_NARROWEST = 40  # characters


@click.command()
@click.option(
    "--since", type=options.DateParameter(), required=True, metavar="DATE", help="The day to compare with: YYYY-MM-DD."
)
@click.option(
    "--as-of",
    type=options.DateParameter(),
    default="today",
    show_default=True,
    metavar="DATE",
    help="The day to report on: YYYY-MM-DD or today.",
)
@options.known_on
@click.option(
    "--by",
    type=click.Choice(["kind", "state", "owner", "point"]),
    default="kind",
    show_default=True,
    help="What the changes are grouped by.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "md"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@options.workspace
@options.common
@with_exit_codes
def changes(format_: str, **given: Any) -> None:
    """List what changed since a day: new, done, delayed, reworded, withdrawn, deadlines and figures moved.

    The list begins with what was known on that day: an entry that was recorded since, but holds from that day or an
    earlier one, is in the list and marked “recorded later”.

    \b
    Examples:
      briefgen changes --since 2023-03-06
      briefgen changes --since 2023-03-06 --as-of 2023-03-20 --by owner
      briefgen changes --since 2023-03-06 --format md > changes.md
    """
    from briefgen.commands.changes import changes as changes_since

    days = given["since"], given["as_of"], options.today()
    with waiting("Reading the ledger", {**given, "format_": format_}):
        found = changes_since(options.where(given), *days, given["known_on"])
    report(found.findings, quiet=given["quiet"], verbose=given["verbose"])
    _VIEWS[format_](found, given["by"])


def _print_text(found: ChangeList, by: str) -> None:
    """Prints the groups, each change with its values before and after; colours are an extra."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    width = max(console.width, _NARROWEST)
    for kind, words, sign, _label, number in found.lines(by):
        if kind == "title":
            click.echo()
        whole = f"{sign} {words} ({number})" if number else f"{sign} {words}"
        indent = _INDENTS.get(kind, "")
        lines = wrap(whole.strip(), width, initial_indent=indent, subsequent_indent=indent)
        console.print(Text("\n".join(lines), style=_LOOKS.get(sign or kind, "")), soft_wrap=True)


def _print_markdown(found: ChangeList, by: str) -> None:
    """Prints headings and lists, for a note or a message."""
    from briefgen.pages.markdown import escape_markdown

    for kind, words, _sign, label, _number in found.lines(by):
        click.echo(_MARKDOWN[kind].format(f"{label}{escape_markdown(words)}"))


def _print_json(found: ChangeList, _by: str) -> None:
    """Prints one object with all changes."""
    listed = [
        {
            **_record(each),
            "kinds": list(each.change.kinds),
            "text": each.text,
            "differences": [difference._asdict() for difference in each.differences],
        }
        for each in found.changes
    ]
    days = {"since": found.since.isoformat(), "as_of": found.as_of.isoformat()}
    click.echo(json.dumps({**days, "changes": listed}, ensure_ascii=False, indent=2))


def _print_csv(found: ChangeList, _by: str) -> None:
    """Prints a row for each field that differs."""
    rows = ({**_record(each), **difference._asdict()} for each in found.changes for difference in each.differences)
    print_csv(_COLUMNS, rows)


def _record(each: ListedChange) -> dict[str, object]:
    change = each.change
    return {
        "kind": change.kind.value,
        "subject": change.subject.value,
        "point": change.point,
        "number": each.number,
        "key": change.key,
        "state": change.state,
        "owner": change.owner,
        "day": change.day.isoformat() if change.day else "",
        "recorded": change.recorded.isoformat() if change.recorded else "",
        "recorded_later": change.recorded_later,
        "first_due": change.first_due,
        "moves": change.moves,
        "source": change.source,
    }


_VIEWS: Mapping[str, Callable[[ChangeList, str], None]] = {
    "text": _print_text,
    "json": _print_json,
    "csv": _print_csv,
    "md": _print_markdown,
}
