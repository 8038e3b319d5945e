"""The command new: a dossier of one's own."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.options import today, where
from briefgen.cli.report import with_exit_codes
from briefgen.cli.results import print_made, suggest
from briefgen.model.kinds import DOCUMENT_KINDS

KINDS = [kind for kind in DOCUMENT_KINDS if kind != "corrigendum"]
"""The kinds of documents that a dossier can begin with; a corrigendum is of one that was sent."""


@click.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    default=["annex"],
    show_default=True,
    help="A document that it is for; may repeat.",
)
@click.option("--xlsx", is_flag=True, help="The tables as one workbook, status.xlsx, with drop-downs and notes.")
@click.option("--title", metavar="TEXT", help="The title of its documents; asked for in a terminal.")
@options.languages_described("Language code, e.g. en; may repeat, the source language first [default: en].")
@click.option("--place", metavar="TEXT", help="The place of the dateline [default: the workspace's].")
@click.option(
    "--workspace", type=options.FILE, metavar="DIR", help="The workspace [default: the one around this folder]."
)
@options.dry_run
@options.common
@with_exit_codes
def new(name: str, kinds: Sequence[str], xlsx: bool, quiet: bool, **given: Any) -> None:
    """Make a dossier of your own in this workspace, with a row that shows how each table is filled in.

    What is there is never overwritten. The dossier is the one that commands mean if it is the only one.

    \b
    Examples:
      briefgen new board --title "Follow-up to the board of 12 June"
      briefgen new board --xlsx --kind annex --kind letter -l en -l fr
    """
    from briefgen.blank import NewDossier
    from briefgen.commands.new import create_dossier, refuse_name

    refuse_name(name)
    title, languages, place = _ask(given) if _has_terminal() else _take(name, given)
    wanted = NewDossier(title, languages, tuple(dict.fromkeys(kinds)), today(), place)
    made = create_dossier(where(given), name, wanted, xlsx=xlsx)
    for path in made.paths:
        print_made(path)
    dossier = "" if made.is_default else f" --dossier {name}"
    first = wanted.kinds[0]
    command = first if first in {"annex", "letter"} else f"make {first}"
    suggest(f"briefgen {command} --as-of today{dossier}", quiet=quiet)


def _has_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(given: Mapping[str, Any]) -> tuple[str, tuple[str, ...], str]:
    """Title, languages and place: those given, the others as they are answered."""
    title = (given["title"] or "").strip()
    while not title:
        title = _answer("Title of the documents: ")
    typed = given["languages"] or _answer("Languages [en]: ").replace(",", " ").split() or ("en",)
    place = _answer("Place of the dateline (may be empty): ") if given["place"] is None else given["place"]
    return title, tuple(typed), place.strip()


def _answer(question: str) -> str:
    click.echo(question, nl=False, err=True)
    line = sys.stdin.readline()
    if not line:  # Ctrl-D
        raise click.Abort
    return line.strip()


def _take(name: str, given: Mapping[str, Any]) -> tuple[str, tuple[str, ...], str]:
    """Title, languages and place as they are given; there is nobody to ask."""
    if not (given["title"] or "").strip():
        line = f'briefgen new {name} --title "Follow-up to …"'
        raise click.UsageError(f"A dossier needs a title, and there is no terminal to ask in. Type: {line}")
    return given["title"].strip(), given["languages"] or ("en",), (given["place"] or "").strip()
