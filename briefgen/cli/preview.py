"""The command preview: a page in the browser that shows every document at any day."""

from __future__ import annotations

import os
import webbrowser
from typing import Any

import click

from briefgen.cli import options
from briefgen.cli.options import where
from briefgen.cli.report import with_exit_codes


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port [default: any free one].")
@click.option("--no-open", "stays_closed", is_flag=True, help="Print the address only; open no browser.")
@options.workspace
@options.common
@with_exit_codes
def preview(port: int, stays_closed: bool, quiet: bool, **given: Any) -> None:
    """Show every document at any day in the browser, redrawn as files are saved.

    A slider goes over the days on which anything changed. Beside the pages stand the findings, the state of the points,
    and what the template sees. The page is for this machine alone; Ctrl-C ends it.

    It needs the extra “preview”: pip install 'briefgen[preview]'. With the extra “pages” it shows real pages.

    \b
    Examples:
      briefgen preview
      briefgen preview --dossier february-2023-european-council --no-open
    """
    from briefgen.preview.doorway import open_doorway, refuse_missing_server
    from briefgen.preview.view import Setting, find_root

    refuse_missing_server()
    from briefgen.preview.server import serve

    asked = where(given)
    root = find_root(asked)
    doorway = open_doorway(port)
    click.echo(doorway.address)
    if not quiet:
        click.echo("The page is for this machine alone. Ctrl-C ends it.", err=True)
    if not stays_closed:
        webbrowser.open(doorway.address)
    environment = dict(os.environ)
    serve(doorway, lambda: Setting(asked, root, options.today(), environment))
