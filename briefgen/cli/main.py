"""The command `briefgen` and its subcommands."""

from __future__ import annotations

import atexit
import gc
import sys

import click

from briefgen import __version__
from briefgen.cli.documents import annex, fill, letter, make
from briefgen.cli.inspecting import init, status
from briefgen.cli.templates import template
from briefgen.cli.translating import translate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="briefgen")
def group() -> None:
    """Official correspondence from dated status data.

    A ledger of dated entries and a Word template become a finished annex or letter, as of any day.

    \b
    Begin with:
      briefgen init follow-up          a workspace with a sample dossier
      briefgen annex --as-of 2023-03-17
    """


for _command in (annex, letter, make, status, fill, template, translate, init):
    group.add_command(_command)


def main() -> None:
    """Runs the command line; findings and messages go to stderr, paths to stdout."""
    _search_rarely_for_garbage()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    group(prog_name="briefgen")


def _search_rarely_for_garbage() -> None:
    """Importing makes many objects and hardly any cyclic garbage; searching them for it costs a sixth of a run.

    By itself Python searches after every 700 new objects, and all of them once more before it ends.
    """
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)
