"""The command export: workbooks for those who report."""

from __future__ import annotations

from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.console import visible
from briefgen.cli.progress import waiting
from briefgen.cli.report import report, with_exit_codes
from briefgen.cli.results import print_made, tell_kept


@click.command()
@options.as_of
@options.known_on
@click.option("--owner", "owners", multiple=True, metavar="NAME", help="The items of this owner only; may repeat.")
@click.option("--each-owner", is_flag=True, help="A workbook for each owner that has an item.")
@click.option(
    "-l",
    "--language",
    default="",
    metavar="CODE",
    help="The language of headings and instructions [default: that of contributors.csv, else the dossier's].",
)
@options.force
@options.workspace
@options.writing
@options.common
@with_exit_codes
def export(owners: tuple[str, ...], each_owner: bool, language: str, **given: Any) -> None:
    """Write workbooks in which those who report fill in what is new.

    Each has the items as they stand, what is overdue first, in locked columns, and yellow columns to fill in. Without
    --owner and --each-owner all items are in one. “briefgen pull” reads them back; “briefgen status --chase” tells who
    has not answered.

    \b
    Examples:
      briefgen export --as-of 2023-03-17 --each-owner
      briefgen export --as-of 2023-03-17 --owner Frontex -l fr
    """
    from briefgen.commands.contributions import ExportOrder
    from briefgen.commands.contributions import export as export_workbooks

    if owners and each_owner:
        raise click.UsageError("--owner names some owners, --each-owner means all of them: leave one out.")
    order = ExportOrder(
        options.where(given),
        given["as_of"],
        options.today(),
        owners,
        each_owner,
        given["known_on"],
        language,
        given["force"],
    )
    with waiting("Writing workbooks", given):
        made = export_workbooks(order)
    report(made.findings, quiet=given["quiet"], verbose=given["verbose"])
    for note in made.notes if not given["quiet"] else ():
        click.echo(visible(note), err=True)
    tell_kept(made.kept)
    for path in made.paths:
        print_made(path)
