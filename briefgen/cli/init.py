"""The command init: a new workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.report import with_exit_codes


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
    from briefgen.commands.init import create_workspace

    for path in create_workspace(folder, samples=samples):
        click.echo(path)
    if not quiet:
        click.echo(f"Now try: cd {folder} && briefgen annex --as-of 2023-03-17", err=True)
