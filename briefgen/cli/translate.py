"""The commands on catalogues: translate extract, translate status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen import __version__
from briefgen.cli import options
from briefgen.cli.options import where
from briefgen.cli.progress import waiting
from briefgen.cli.report import with_exit_codes
from briefgen.cli.results import print_made

if TYPE_CHECKING:
    from briefgen.commands.translate import Count

_LANGUAGES = options.languages_described(
    "Language code, e.g. fr; may repeat, or “all” [default: the languages of the dossier]."
)


@click.group()
@click.version_option(__version__, "--version", prog_name="briefgen")
def translate() -> None:
    """Collect texts for translators, and see how far translations are."""


@translate.command("extract")
@_LANGUAGES
@click.option(
    "--plural",
    is_flag=True,
    help="Give texts with one count, not translated yet, an entry with the plural forms of the language.",
)
@options.workspace
@options.dry_run
@options.common
@with_exit_codes
def translate_extract(languages: tuple[str, ...], plural: bool, quiet: bool, **given: Any) -> None:
    """Bring the catalogues of translations up to date: locale/CODE.po of the dossier, and of the templates.

    What translators have done stays: a changed text keeps its translation, marked fuzzy.

    \b
    Examples:
      briefgen translate extract
      briefgen translate extract -l fr -l pl
      briefgen translate extract -l pl --plural
    """
    from briefgen.commands.translate import extract

    with waiting("Collecting texts", {"quiet": quiet}):
        extracted = extract(where(given), languages, plural=plural)
    for each in extracted:
        print_made(each.path)
        if not quiet:
            count = each.count
            total = count.translated + count.fuzzy + count.missing
            words = f"{count.translated} translated, {count.fuzzy} fuzzy, {count.missing} missing"
            click.echo(f"  {total} texts: {words}", err=True)


@translate.command("take")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-l", "--language", required=True, metavar="CODE", help="The language of the file, e.g. fr.")
@options.workspace
@options.dry_run
@options.common
@with_exit_codes
def translate_take(file: Path, language: str, quiet: bool, **given: Any) -> None:
    """Take the translations of a PO file that came back into the catalogues: its msgstr, and what is fuzzy.

    Contexts, comments and all else of the catalogues stay, whatever the file has lost on its way.

    \b
    Example:
      briefgen translate take fr-back.po -l fr
    """
    from briefgen.commands.translate import take_back

    with waiting("Taking the translations", {"quiet": quiet}):
        taken = take_back(where(given), file, language)
    for each in taken.files:
        print_made(each.path)
        if not quiet:
            click.echo(f"  {each.changed} entries changed", err=True)
    if not taken.files and not quiet:
        click.echo("The catalogues say the same already.", err=True)
    for wording in taken.unknown:
        words = " ".join(wording.split())
        click.echo(f"Not taken, since no catalogue has it: “{words[:60]}{'…' * (len(words) > 60)}”", err=True)


@translate.command("status")
@click.option(
    "--as-of",
    type=options.DateParameter(),
    metavar="DATE",
    help="Count for each document what it needs on this day [default: all texts ever recorded].",
)
@_LANGUAGES
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@options.workspace
@options.common
@with_exit_codes
def translate_status(languages: tuple[str, ...], as_of: date | None, format_: str, **given: Any) -> None:
    """Show how many texts are translated, fuzzy or missing in each language.

    \b
    Examples:
      briefgen translate status
      briefgen translate status --as-of 2023-03-17 -l fr
    """
    from briefgen.commands.translate import translation_status

    counts = translation_status(where(given), languages, as_of, options.today())
    click.echo(_as_json(counts, as_of) if format_ == "json" else _as_table(counts))


def _as_table(counts: Sequence[Count]) -> str:
    width = max((len(each.document) for each in counts), default=0)
    head = f"{'':4}{'':{width}}  translated  fuzzy  missing"
    return "\n".join([head, *(_row(each, width) for each in counts)])


def _row(each: Count, width: int) -> str:
    return f"{each.language:4}{each.document:{width}}  {each.translated:10}  {each.fuzzy:5}  {each.missing:7}"


def _as_json(counts: Sequence[Count], as_of: date | None) -> str:
    fields = ("language", "document", "translated", "fuzzy", "missing")
    rows = [{name: getattr(each, name) for name in fields} for each in counts]
    return json.dumps({"as_of": as_of.isoformat() if as_of else None, "translations": rows}, indent=2)
