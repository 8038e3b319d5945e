"""The command house: houses of a workspace, whose way of writing values its documents follow."""

from __future__ import annotations

from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.options import where
from briefgen.cli.report import with_exit_codes
from briefgen.cli.results import print_made, suggest


@click.group()
def house() -> None:
    """Houses of your own: how dates, figures and amounts are written, as data."""


@house.command("new")
@click.argument("name", metavar="NAME")
@click.option(
    "--from", "base", default="eu", show_default=True, metavar="HOUSE", help="The house that it differs from."
)
@options.languages_described("Language code of a table, e.g. en; may repeat [default: en].")
@click.option(
    "--workspace", type=options.FILE, metavar="DIR", help="The workspace [default: the one around this folder]."
)
@options.dry_run
@options.common
@with_exit_codes
def new(name: str, base: str, quiet: bool, **given: Any) -> None:
    """Make a house in houses/NAME: a table per language with the cells that institutions differ in most.

    Change the values, and take out the rows that are to stay as in the other house.

    \b
    Examples:
      briefgen house new ministry --from eu
      briefgen house new embassy --from gb -l en -l fr
    """
    from briefgen.commands.house import create_house

    for path in create_house(where(given), name, base, given["languages"] or ("en",)):
        print_made(path)
    suggest(f"briefgen annex --as-of today --house {name}", quiet=quiet)
