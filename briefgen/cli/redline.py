"""The command redline: two Word files as one with tracked changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import options
from briefgen.cli.options import readable
from briefgen.cli.report import report, tell_kept, with_exit_codes

if TYPE_CHECKING:
    from briefgen.redline import ChangeCounts


@click.command()
@click.argument("files", nargs=-1, type=options.FILE, metavar="OLD NEW")
@click.option("-o", "--output", type=options.FILE, metavar="FILE", help="Where to write [default: redline-NEW here].")
@click.option("--force", is_flag=True, help="Replace a file that was edited by hand since it was made.")
@options.common
@with_exit_codes
def redline(files: tuple[Path, ...], output: Path | None, force: bool, **given: Any) -> None:
    """What changed between two Word files, as a third with native tracked changes.

    Accepting all of them gives NEW, rejecting all gives OLD. Rows and paragraphs are paired by the anchors of
    briefgen's documents, in other files by their texts; -v lists the pairs that are not sure. No workspace is needed.

    \b
    Example:
      briefgen redline annex-of-March.docx annex-of-April.docx -o changes.docx
    """
    from briefgen.commands.redline import redline_files

    if len(files) != 2:
        raise click.UsageError("Give two Word files: the older one, then the newer one.")
    made = redline_files(*files, output, force=force)
    report(made.findings, quiet=given["quiet"], verbose=given["verbose"])
    tell_kept(made.kept)
    if not given["quiet"]:
        click.echo(_summary(made.counts), err=True)
    click.echo(readable(made.path))


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
