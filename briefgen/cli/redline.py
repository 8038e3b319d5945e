"""The command redline: two Word files as one with tracked changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import completion, options
from briefgen.cli.progress import waiting
from briefgen.cli.report import EXIT_FINDINGS, report, with_exit_codes
from briefgen.cli.results import print_made, tell_kept
from briefgen.findings import has_errors
from briefgen.production.order import Order

if TYPE_CHECKING:
    from briefgen.commands.redline import RedlineResult
    from briefgen.redline import ChangeCounts


@click.command()
@click.argument("papers", nargs=-1, metavar="[DOCUMENT | OLD NEW]")
@click.option(
    "--since",
    type=options.SinceParameter(),
    metavar="DATE",
    help="The day of the older side: YYYY-MM-DD, or “last” for the last edition that was sent (see “issued”).",
)
@click.option("--as-of", type=options.DateParameter(), metavar="DATE", help="The day of the newer side, or today.")
@options.known_on
@options.languages
@options.house
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="RECIPIENT",
    shell_complete=completion.recipients,
    help="Recipients of letters, as for “letter”.",
)
@click.option("--comments", is_flag=True, help="Put the source of each entry beside its change, as a Word comment.")
@click.option("--summary", is_flag=True, help="Begin with a page that tells what changed, as “changes” lists it.")
@options.doubts
@options.output
@options.workspace
@options.writing
@options.common
@with_exit_codes
def redline(papers: tuple[str, ...], **given: Any) -> None:
    """Show what changed as native tracked changes: in a document of the dossier, or between two Word files.

    With --since, the document (the annex, if none is named) as it stands on --as-of, with all that has changed since
    the earlier day, as it was known then. Author and date of a change are those of its entry. Accepting all changes
    gives the document of the later day, rejecting all that of the earlier one.

    With two files, the same between any two Word files: OLD and NEW. Rows and paragraphs are paired by the anchors of
    briefgen's documents, in other files by their texts; -v lists the pairs that are not sure. No workspace is needed.

    \b
    Examples:
      briefgen redline --since 2023-03-06 --as-of 2023-03-20
      briefgen redline letter --since 2023-03-06 --as-of 2023-03-20 --to be
      briefgen redline annex-of-March.docx annex-of-April.docx -o changes.docx
    """
    with waiting("Comparing", given):
        made = _of_days(papers, given) if given["since"] else [_of_files(papers, given)]
    report(
        list(dict.fromkeys(each for one in made for each in one.findings)),
        quiet=given["quiet"],
        verbose=given["verbose"],
    )
    for each in made:
        tell_kept(each.kept)
        if not given["quiet"]:
            click.echo(_summary(each.counts), err=True)
        print_made(each.path)
    if any(has_errors(each.findings) for each in made):
        sys.exit(EXIT_FINDINGS)


def _of_files(papers: tuple[str, ...], given: dict[str, Any]) -> RedlineResult:
    from briefgen.commands.redline import redline_files

    if len(papers) != 2:
        or_days = "Or --since and --as-of, for a document of the dossier."
        raise click.UsageError(f"Give two Word files: the older one, then the newer one. {or_days}")
    for name in ("comments", "summary"):
        if given[name]:
            raise click.UsageError(f"--{name} goes with --since: two files do not say what their changes come from.")
    old, new = map(Path, papers)
    return redline_files(old, new, given["output"], force=given["force"])


def _of_days(papers: tuple[str, ...], given: dict[str, Any]) -> list[RedlineResult]:
    from briefgen.commands.redline import TwoDays, redline_since

    if given["as_of"] is None:
        raise click.UsageError("--since needs the day of the newer side too: --as-of DATE, or --as-of today.")
    since = None if given["since"] == options.SinceParameter.LAST else given["since"]
    order = Order(
        where=options.where(given),
        as_of=given["as_of"],
        today=options.today(),
        documents=papers or ("annex",),
        known_on=given["known_on"],
        languages=given["languages"],
        recipients=given["recipients"],
        output=given["output"],
        draft=given["draft"],
        force=given["force"],
        allow_untranslated=given["allow_untranslated"],
    )
    return redline_since(order, TwoDays(since, comments=given["comments"], summary=given["summary"]))


def _summary(counts: ChangeCounts) -> str:
    """How much was changed, in a line."""
    if counts.is_nothing:
        return "Nothing was changed."
    kinds = (("rows", "row"), ("paragraphs", "paragraph"))
    pieces = [_count(counts, how, many, one) for many, one in kinds for how in ("inserted", "deleted", "changed")]
    words = f"words: {counts.inserted_words} inserted, {counts.deleted_words} deleted"
    looks = f"looks and properties: {counts.changed_properties} changed" if counts.changed_properties else ""
    return f"{'; '.join(filter(None, [*pieces, words, looks]))}."


def _count(counts: ChangeCounts, how: str, many: str, one: str) -> str:
    number = getattr(counts, f"{how}_{many}")
    return f"{number} {one if number == 1 else many} {how}" if number else ""
