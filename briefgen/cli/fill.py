"""The command fill: any template with any data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.progress import waiting
from briefgen.cli.report import report, tell_removed, with_exit_codes
from briefgen.cli.results import print_made, tell_kept


@click.command()
@click.argument("template", type=options.FILE)
@click.argument("data", type=options.FILE)
@click.option("-o", "--output", type=options.FILE, metavar="OUT", required=True, help="The document to write.")
@click.option("--force", is_flag=True, help="Replace a file that was edited by hand since it was made.")
@options.clean
@options.writing
@options.common
@with_exit_codes
def fill(template: Path, data: Path, output: Path, force: bool, clean: bool, **given: Any) -> None:
    """Fill any DOCX template with the fields of a JSON or YAML file. No workspace is needed.

    With -v it says which fields of the data the template does not use.

    \b
    Example:
      briefgen fill invitation.docx guests.yaml -o invitation-filled.docx
    """
    from briefgen.commands.fill import fill as fill_template

    with waiting("Filling the template", given):
        filled = fill_template(template, data, output, force=force, without_traces=clean)
    report(filled.findings, quiet=given["quiet"], verbose=given["verbose"])
    tell_kept(filled.kept)
    if clean:
        tell_removed(filled.path, filled.removed, quiet=given["quiet"])
    print_made(filled.path)
