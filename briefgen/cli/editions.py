"""The commands about papers that leave the house: issued, verify, clean, corrigendum."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from briefgen.cli import completion, options
from briefgen.cli.console import visible
from briefgen.cli.options import readable
from briefgen.cli.progress import waiting
from briefgen.cli.report import EXIT_FINDINGS, print_csv, report, tell_removed, with_exit_codes
from briefgen.cli.results import print_made, tell_kept
from briefgen.findings import has_errors

if TYPE_CHECKING:
    from briefgen.commands.editions import IssuedList
    from briefgen.editions.differences import EditedParagraph
    from briefgen.editions.issue import Registration
    from briefgen.editions.verdict import Report

_COLUMNS = ("edition", "document", "language", "recipient", "as_of", "known_on", "sent", "digest")
_HEADINGS = ("No.", "Document", "Language", "To", "As of", "Known on", "Sent", "Digest")
_OF_POINT = ("edition", "document", "language", "recipient", "as_of", "sent", "item", "holds_from", "text")
_DIGITS_SHOWN = 8


@click.command("issued")
@click.argument("files", nargs=-1, type=options.FILE, metavar="[FILE…]")
@click.option("--sent", type=options.DateParameter(), metavar="DATE", help="The day of sending [default: today].")
@click.option("--keep", is_flag=True, help="Keep the files too, in the folder issued/ of the dossier.")
@click.option("--document", default="", metavar="NAME", help="List the editions of one document only.")
@click.option("--to", "recipient", default="", metavar="RECIPIENT", help="List what went to one recipient only.")
@click.option("--point", default="", metavar="POINT", help="List what each edition said about a point.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to print the list.",
)
@options.workspace
@options.dry_run
@options.common
@with_exit_codes
def issue(files: tuple[Path, ...], format_: str, **given: Any) -> None:
    """Register files that were sent, or list what was sent.

    The register is issued.csv in the folder of the dossier; rows are added to it, never changed.

    \b
    Examples:
      briefgen issued annex-2023-03-17.en.docx --sent 2023-03-20
      briefgen issued --point 9 --to be
    """
    if files:
        _register(files, given)
    else:
        _list(format_, given)


issued = issue  # under the name that users type


def _register(files: tuple[Path, ...], given: Mapping[str, Any]) -> None:
    from briefgen.commands.editions import Sending
    from briefgen.commands.editions import issue as register

    _refuse_options_of_lists(given)
    today = options.today()
    sending = Sending(files, given["sent"] or today, today, keep=given["keep"])
    for each in register(options.where(dict(given)), sending):
        _tell_registration(each, quiet=given["quiet"])


def _refuse_options_of_lists(given: Mapping[str, Any]) -> None:
    for name, option in (("document", "--document"), ("recipient", "--to"), ("point", "--point")):
        if given[name]:
            raise click.UsageError(f"{option} is for the list; with files it says nothing.")


def _tell_registration(found: Registration, *, quiet: bool) -> None:
    name = readable(found.file.path)
    if found.note and not quiet:
        click.echo(visible(f"{name}: {found.note}"), err=True)
    already = "" if found.is_new else " is registered already"
    click.echo(visible(f"{name}{already}: {found.edition}"))


def _list(format_: str, given: Mapping[str, Any]) -> None:
    from briefgen.commands.editions import Selection, list_issued

    chosen = Selection(given["document"], given["recipient"], given["point"])
    found = list_issued(options.where(dict(given)), chosen, options.today())
    report(found.findings, quiet=given["quiet"], verbose=given["verbose"])
    _VIEWS[format_](found, bool(chosen.point))
    if not found.editions:
        click.echo(f"Nothing of that kind is registered as sent in {found.dossier}.", err=True)
    if has_errors(found.findings):
        sys.exit(EXIT_FINDINGS)


def _rows(found: IssuedList, of_point: bool) -> list[dict[str, Any]]:
    """The lines of the list by the names of their columns; days as texts."""
    if not of_point:
        return [_cells(dict(zip(_COLUMNS, asdict(each).values(), strict=True))) for each in found.editions]
    wordings = (
        {**asdict(each.edition), "edition": each.edition.number, "item": each.item, "holds_from": each.as_of}
        | {"text": each.text}
        for each in found.wordings
    )
    return [_cells({name: row[name] for name in _OF_POINT}) for row in wordings]


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _print_text(found: IssuedList, of_point: bool) -> None:
    rows = _rows(found, of_point)
    if of_point:
        _print_wordings(rows)
    elif rows:
        _print_table([{**row, "digest": row["digest"][:_DIGITS_SHOWN]} for row in rows])


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, no_wrap=True)
    for row in rows:
        table.add_row(*(Text(str(row[name] or "–")) for name in _COLUMNS))
    Console().print(table)


def _print_wordings(rows: Iterable[Mapping[str, Any]]) -> None:
    """Each edition with what it said: the commitment, then its items."""
    last = ""
    for row in rows:
        to = f", to {row['recipient']}" if row["recipient"] else ""
        head = f"{row['document']} ({row['language']}{to}), edition {row['edition']}, as of {row['as_of']}"
        head += f", sent {row['sent']}"
        if head != last:
            click.echo(visible(f"{chr(10) if last else ''}{head}"))
        last = head
        click.echo(visible(f"  {'– ' if row['item'] else ''}{' '.join(row['text'].split())}"))


def _print_json(found: IssuedList, of_point: bool) -> None:
    name = "wordings" if of_point else "editions"
    click.echo(json.dumps({"dossier": found.dossier, name: _rows(found, of_point)}, ensure_ascii=False, indent=2))


def _print_csv(found: IssuedList, of_point: bool) -> None:
    print_csv(_OF_POINT if of_point else _COLUMNS, _rows(found, of_point))


_VIEWS: Mapping[str, Callable[[IssuedList, bool], None]] = {"text": _print_text, "json": _print_json, "csv": _print_csv}


@click.command()
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE…")
@options.as_text_or_json
@options.workspace
@options.common
@with_exit_codes
def verify(files: tuple[Path, ...], format_: str, **given: Any) -> None:
    """Say what a Word file is: made by briefgen, from what, and whether it would be made the same today.

    The document is made again in memory and compared. Exit code 0 if every file is the same, otherwise 1.

    \b
    Example:
      briefgen verify out/february-2023-european-council/annex-2023-03-17.en.docx
    """
    from briefgen.commands.editions import verify as verify_files

    with waiting("Making the documents again", {**given, "format_": format_}):
        found = verify_files(options.where(given), files, options.today(), dict(os.environ))
    if format_ == "json":
        click.echo(json.dumps([_record(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for path, each in zip(files, found, strict=True):
            _print_report(each, readable(path))
    if any(each.verdict.value != "same" for each in found):
        sys.exit(EXIT_FINDINGS)


_VERDICTS = {
    "same": "the same",
    "same-words": "the same words, saved again",
    "changed": "the data or the template have changed since",
    "edited": "edited by hand",
    "not-ours": "not ours",
    "unknown": "cannot be made again here",
}


def _print_report(found: Report, name: str) -> None:
    lines = [f"{name}: {_VERDICTS[found.verdict.value]}"]
    if found.says:
        lines += [f"  {line}" for line in _lines_of_provenance(found)]
    if found.edition:
        lines.append(f"  Registered as sent: {found.edition}.")
    lines += [f"  {reason}" for reason in found.reasons]
    for entry in found.entries:
        lines.append(f"  changed in the data: {entry.name or 'a record'}")
        lines += [
            f"    was: {entry.was or '– (not in the file)'}",
            f"    now: {entry.now or '– (not in the data any more)'}",
        ]
    lines += [line for edit in found.edits for line in _lines_of_edit(edit)]
    click.echo(visible("\n".join(lines)))


def _lines_of_provenance(found: Report) -> list[str]:
    says = found.says
    assert says, "asked for where there is one"
    if not says.is_of_dossier:
        return [f"Made by briefgen {says.version} with the template {says.template}."]
    to = f", to {says.recipient}" if says.recipient else ""
    draft = ", a draft" if says.draft else ""
    made = f"Made by briefgen {says.version} from {says.dossier}: {says.document} ({says.language}{to}) {says.days}"
    return [f"{made}{draft}, template {says.template}."]


def _lines_of_edit(edit: EditedParagraph) -> list[str]:
    if edit.made == edit.found:
        return [f"  {edit.edit.value}: {edit.made}"]
    return [f"  {edit.edit.value}", f"    made:  {edit.made or '–'}", f"    found: {edit.found or '–'}"]


def _record(found: Report) -> dict[str, Any]:
    made = _cells(asdict(found.says)) if found.says else None
    return {
        "file": found.file,
        "verdict": found.verdict.value,
        "made": made,
        "edition": found.edition.number if found.edition else None,
        "sent": found.edition.sent.isoformat() if found.edition else None,
        "reasons": list(found.reasons),
        "entries": [asdict(each) for each in found.entries],
        "edits": [asdict(each) for each in found.edits],
    }


@click.command()
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE…")
@click.option(
    "-o", "--output", type=options.FILE, metavar="FILE", help="Where to write [default: NAME.clean.docx beside it]."
)
@click.option("--keep-changes", is_flag=True, help="Keep tracked changes, without their authors and dates.")
@options.as_text_or_json
@options.writing
@options.common
@with_exit_codes
def clean(files: tuple[Path, ...], output: Path | None, keep_changes: bool, format_: str, **given: Any) -> None:
    """Write a copy of any Word file without the traces of those who worked on it, and say what was taken out.

    Those are anchors, comments, authors, company and other properties, tracked changes (they are accepted), hidden
    text, revision ids, custom XML, and paths of templates. A copy is written only if its visible words are the same.

    \b
    Examples:
      briefgen clean annex.docx
      briefgen clean minutes.docx -o minutes-for-members.docx
    """
    from briefgen.commands.editions import clean as clean_files

    with waiting("Cleaning", {**given, "format_": format_}):
        made = clean_files(files, output, keep_changes=keep_changes)
    if format_ == "json":
        records = [
            {"file": str(each.source), "copy": readable(each.path), "removed": each.copy.traces.found} for each in made
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for each in made:
        tell_removed(each.path, each.copy.traces.words(), quiet=given["quiet"])
        print_made(each.path)


@click.command()
@click.argument("document", metavar="DOCUMENT", shell_complete=completion.documents)
@click.option("--edition", type=click.IntRange(1), required=True, metavar="N", help="The edition that is corrected.")
@click.option("--to", "recipient", default="", metavar="RECIPIENT", help="To whom it was sent [default: no addressee].")
@options.languages_described("Language code, may repeat [default: each language in which the edition was sent].")
@click.option(
    "--allow-untranslated",
    is_flag=True,
    help="Leave texts in the source language where a translation is missing or fuzzy.",
)
@click.option("--force", is_flag=True, help="Replace a file that was edited by hand since it was made.")
@options.output
@options.workspace
@options.writing
@options.common
@with_exit_codes
def corrigendum(document: str, **given: Any) -> None:
    """Make the corrigendum to an edition that was sent: “for … read …”, from what was recorded since.

    Only entries count that hold on the as-of day of the edition. Where there is nothing to correct, that is said, and
    nothing is written.

    \b
    Example:
      briefgen corrigendum annex --edition 2
    """
    from briefgen.commands.editions import correct
    from briefgen.editions.corrigendum import CorrigendumOrder

    asked = CorrigendumOrder(
        options.where(given),
        document,
        given["edition"],
        options.today(),
        given["recipient"],
        given["languages"],
        given["output"],
        given["allow_untranslated"],
    )
    with waiting("Comparing", given):
        made = correct(asked, force=given["force"])
    report(made.findings, quiet=given["quiet"], verbose=given["verbose"])
    tell_kept(made.kept)
    for edition in made.right:
        click.echo(visible(f"There is nothing to correct in {edition}."), err=True)
    for path in made.paths:
        print_made(path)
