"""The command init: a new workspace."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.progress import waiting
from briefgen.cli.report import with_exit_codes
from briefgen.cli.results import print_made, suggest


@click.command()
@click.argument("folder", type=options.FILE, metavar="DIR")
@click.option("--samples", is_flag=True, help="Also the dossiers of a note, conclusions, main results and a summary.")
@click.option("--empty", is_flag=True, help="Without the sample dossier, for one of your own.")
@options.dry_run
@options.common
@with_exit_codes
def init(folder: Path, samples: bool, empty: bool, quiet: bool, **_given: Any) -> None:
    """Make a new workspace with the sample dossier and the templates.

    \b
    Examples:
      briefgen init follow-up
      briefgen init papers --samples
      briefgen init follow-up --empty
    """
    if samples and empty:
        raise click.UsageError("--samples and --empty cannot go together.")
    from briefgen.commands.init import create_workspace

    with waiting("Copying the templates", {"quiet": quiet}):
        paths = create_workspace(folder, samples=samples, empty=empty)
    for path in paths:
        print_made(path)
    command = "briefgen new NAME" if empty else "briefgen annex --as-of 2023-03-17"
    is_here = folder.resolve() == Path.cwd()
    suggest(command if is_here else f"cd {shlex.quote(str(folder))} && {command}", quiet=quiet)
    if empty and not quiet:
        click.echo("Or, with a tracker or an annex that you have: briefgen import FILE", err=True)
