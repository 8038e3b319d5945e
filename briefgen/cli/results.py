"""What a command made: told by its path, opened where that is asked for; in a rehearsal, what it would have made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from briefgen.cli.console import visible
from briefgen.cli.options import readable
from briefgen.outputs import Outcome, Written, rehearsal, rehearsing

_MADE = "briefgen.made"  # the key in click's context
_PLANNED = {
    Outcome.CREATED: "would be written",
    Outcome.REPLACED: "would be replaced",
    Outcome.UNCHANGED: "would stay as it is",
}
_FOR_PROGRAMS = frozenset({"json", "sarif", "csv"})


@contextmanager
def effects_of(given: dict[str, Any]) -> Iterator[None]:
    """Rehearses a command with --dry-run, and opens with --open what it made.

    Args:
        given: the options of the command; these two are taken out of it.
    """
    opens, rehearsed = given.pop("opens", False), given.pop("rehearsed", False)
    if rehearsed:
        with tell_rehearsal(given):
            yield
        return
    try:
        yield
    finally:  # a draft that has errors is opened too
        if opens:
            _open(click.get_current_context().meta.get(_MADE, ()), quiet=bool(given.get("quiet")))


@contextmanager
def tell_rehearsal(given: Mapping[str, Any]) -> Iterator[None]:
    """Within it nothing is written; at its end it says what would have been, a file in a line."""
    with rehearsing() as planned:
        try:
            yield
        finally:
            for each in planned:
                click.echo(line_of_plan(each), err=bool(given.get("as_json")) or given.get("format_") in _FOR_PROGRAMS)
            if not given.get("quiet"):
                click.echo("A dry run: nothing was written.", err=True)


def line_of_plan(planned: Written) -> str:
    """What would become of a file, in a line."""
    kept = f"; what was edited by hand would be kept as {readable(planned.kept)}" if planned.kept else ""
    return f"{_PLANNED[planned.outcome]}: {readable(planned.path)}{kept}"


def print_made(path: Path, *, err: bool = False) -> None:
    """Prints the path of a file that was made; in a rehearsal its end tells of it."""
    if rehearsal() is None:
        remember_made([path])
        click.echo(readable(path), err=err)


def remember_made(paths: Iterable[Path]) -> None:
    """Remembers files that were made, for --open."""
    click.get_current_context().meta.setdefault(_MADE, []).extend(paths)


def suggest(command: str, *, quiet: bool) -> None:
    """Says which command to try now; not with -q, nor where nothing was made."""
    if not quiet and rehearsal() is None:
        click.echo(visible(f"Now try: {command}"), err=True)


def tell_kept(paths: Iterable[Path]) -> None:
    """Says where files are now that had been edited by hand and were replaced."""
    for path in paths if rehearsal() is None else ():
        click.echo(visible(f"What was edited by hand is kept in {readable(path)}."), err=True)


def _open(paths: Sequence[Path], *, quiet: bool) -> None:
    from briefgen.cli.opening import ComputerDesk, open_files  # only with --open

    said = open_files(paths, ComputerDesk(sys.platform, dict(os.environ)))
    if said and not quiet:
        click.echo(visible(said), err=True)
