"""The commands that make the documents of a dossier: annex, letter, make; and mail, which sends them on their way."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import completion, options
from briefgen.cli.options import readable, where
from briefgen.cli.progress import waiting
from briefgen.cli.report import EXIT_FINDINGS, report, tell_next, tell_removed, with_exit_codes
from briefgen.cli.results import print_made, remember_made, tell_kept
from briefgen.errors import FindingsError
from briefgen.findings import Finding, has_errors
from briefgen.production.order import Order, format_wanted

if TYPE_CHECKING:
    from briefgen.commands.make import MakeResult, OrderedFile

_ATTACHED = {None: (), "docx": ("docx",), "pdf": ("pdf",), "both": ("docx", "pdf")}


def _order(documents: tuple[str, ...], given: dict[str, Any]) -> Order:
    return Order(
        where=where(given),
        as_of=given["as_of"],
        today=options.today(),
        documents=documents,
        since=given["since"],
        known_on=given["known_on"],
        languages=given["languages"],
        recipients=given.get("recipients", ()),
        output=given.get("output"),
        draft=given["draft"],
        force=given["force"],
        allow_untranslated=given["allow_untranslated"],
        clean=given["clean"],
        jobs=given.get("jobs", 1),
        scheduler=given["scheduler"] or "",
        format=format_wanted(given["format_"], given.get("output")),
        engine=given["engine"],
        archive=given["pdfa"],
        paginate=given["paginate"],
        environment=dict(os.environ),
    )


def _make(documents: tuple[str, ...], given: dict[str, Any]) -> None:
    from briefgen.commands.make import make

    order = _order(documents, given)
    try:
        with waiting("Making documents", given) as bar:
            made = make(order, bar.documents, bar.pdfs)
    except FindingsError as refused:
        if given["as_json"]:
            from briefgen.commands.make import list_failed

            _print_json(list_failed(order), refused.findings)
            sys.exit(EXIT_FINDINGS)
        raise
    if given["as_json"]:
        remember_made(made.paths)
        _print_json(made.ordered, made.findings, made.kept)
    else:
        _tell(made, given)
        tell_next(line_after(made.paths, draft=given["draft"]), sys.stderr, quiet=given["quiet"])
    if has_errors(made.findings):
        sys.exit(EXIT_FINDINGS)


def _print_json(ordered: Sequence[OrderedFile], findings: Sequence[Finding], kept: Sequence[Path] = ()) -> None:
    """One object: the files that were made, those that had been edited and are kept beside them, and the findings."""
    from briefgen.production.reports import as_records  # only for programs

    told = {
        "files": [str(each.path) for each in ordered if each.digest],
        "documents": [_record(each, findings) for each in ordered],
        "kept": list(map(str, kept)),
        "findings": as_records(findings),
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _record(each: OrderedFile, findings: Sequence[Finding]) -> dict[str, object]:
    """A document with what became of it, and with the findings that are about it alone."""
    from briefgen.production.reports import as_records  # only for programs

    names = ("document", "language", "recipient", "outcome", "digest")
    own = as_records(finding for finding in findings if each.concerns(finding))
    return {"path": str(each.path), **{name: getattr(each, name) for name in names}, "findings": own}


def _tell(made: MakeResult, given: Mapping[str, Any]) -> None:
    """What was noticed, where former files are, what was taken out, and the paths of what was made."""
    report(made.findings, quiet=given["quiet"], verbose=given["verbose"])
    tell_kept(made.kept)
    for path, words in made.removed:
        tell_removed(path, words, quiet=given["quiet"])
    for path in made.paths:
        print_made(path)


def line_after(paths: Sequence[Path], *, draft: bool) -> str:
    """What would come next where one document was made that may go out; "" else."""
    if draft or len(paths) != 1 or paths[0].suffix != ".docx":
        return ""
    return f'Once it is sent: briefgen issued "{readable(paths[0])}"'


@click.command()
@options.making
@options.output
@options.workspace
@options.writing
@options.common
@with_exit_codes
def annex(**given: Any) -> None:
    """Make the follow-up annex as it stands on a day.

    Writes out/DOSSIER/annex-DATE.LANGUAGE.docx and prints its path.

    \b
    Examples:
      briefgen annex --as-of 2023-03-17
      briefgen annex --as-of today --since 2023-03-06 -o follow-up.docx
    """
    _make(("annex",), given)


@click.command()
@options.making
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="RECIPIENT",
    shell_complete=completion.recipients,
    help="A recipient's key, may repeat, or “all” for one letter each [default: no addressee].",
)
@options.output
@options.workspace
@options.writing
@options.common
@with_exit_codes
def letter(**given: Any) -> None:
    """Make the letter, dated the as-of day.

    \b
    Examples:
      briefgen letter --as-of 2023-03-20
      briefgen letter --as-of 2023-03-20 --to all
    """
    _make(("letter",), given)


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT…", shell_complete=completion.documents)
@options.making
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="RECIPIENT",
    shell_complete=completion.recipients,
    help="Recipients of letters, as for “letter”.",
)
@options.output
@options.workspace
@options.writing
@options.common
@with_exit_codes
def make(documents: tuple[str, ...], **given: Any) -> None:
    """Make documents of the dossier by their names, or “all”: every file, or none.

    \b
    Examples:
      briefgen make annex letter --as-of 2023-03-20
      briefgen make all --as-of today --draft
    """
    _make(documents, given)


@click.command()
@options.as_of
@options.known_on
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="RECIPIENT",
    shell_complete=completion.recipients,
    help="A recipient's key, may repeat [default: all].",
)
@click.option(
    "--attach",
    type=click.Choice(["docx", "pdf", "both"]),
    help="Formats of what is attached [default: “formats” of “mail” in dossier.yaml, else docx].",
)
@click.option("--zip", "archive", is_flag=True, help="Write one archive, with all drafts and what is attached to them.")
@options.engine
@options.allow_untranslated
@options.force
@options.workspace
@options.writing
@options.common
@with_exit_codes
def mail(attach: str | None, archive: bool, recipients: tuple[str, ...], **given: Any) -> None:
    """Write an e-mail draft for each recipient, with letter and annex attached, in his or her language.

    Nothing is sent: each file (.eml) opens in Outlook, Thunderbird or Apple Mail as a message to look at and send. What
    is attached holds no traces of its making, as with --clean. Addresses stand in recipients, the text in mail.md.

    \b
    Examples:
      briefgen mail --as-of 2023-03-20
      briefgen mail --as-of 2023-03-20 --to be --to fr --attach pdf
    """
    from briefgen.commands.mail import MailOrder
    from briefgen.commands.mail import mail as write_drafts

    order = MailOrder(
        where=where(given),
        as_of=given["as_of"],
        today=options.today(),
        recipients=recipients or ("all",),
        formats=_ATTACHED[attach],
        known_on=given["known_on"],
        archive=archive,
        force=given["force"],
        allow_untranslated=given["allow_untranslated"],
        engine=given["engine"],
        environment=dict(os.environ),
    )
    with waiting("Making e-mails", given) as bar:
        made = write_drafts(order, bar.documents, bar.pdfs)
    _tell(made, given)
