"""Where the points stand, and a new workspace: status and init."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.make import where
from briefgen.cli.report import report, with_exit_codes


@click.command()
@options.as_of
@options.known_on
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@options.workspace
@options.common
@with_exit_codes
def status(format_: str, **given: Any) -> None:
    """Show where each point stands on a day: state, last update, next deadline, overdue.

    \b
    Examples:
      briefgen status --as-of today
      briefgen status --as-of 2023-03-17 --format csv
    """
    from briefgen.cli import status_views
    from briefgen.commands.status import status as status_of

    found = status_of(where(given), given["as_of"], options.today(), given["known_on"])
    report(found.findings, quiet=given["quiet"], verbose=given["verbose"])
    status_views.VIEWS[format_](found)


@click.command()
@click.argument("folder", type=options.FILE, metavar="DIR")
@click.option("--samples", is_flag=True, help="Also the dossiers of a note, conclusions, main results and a summary.")
@options.common
@with_exit_codes
def init(folder: Path, samples: bool, quiet: bool, **_given: Any) -> None:
    """Make a new workspace with the sample dossier and the templates.

    \b
    Examples:
      briefgen init follow-up
      briefgen init papers --samples
    """
    from briefgen.workspace import create_workspace

    for path in create_workspace(folder, samples=samples):
        click.echo(path)
    if not quiet:
        click.echo(f"Now try: cd {folder} && briefgen annex --as-of 2023-03-17", err=True)
