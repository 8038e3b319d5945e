"""The command doctor: what this computer has of all that briefgen works with, for people and as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from briefgen.cli import options
from briefgen.cli.console import visible
from briefgen.cli.report import EXIT_FINDINGS, with_exit_codes

if TYPE_CHECKING:
    from briefgen.commands.doctor import Examined

_COLOURS = {"fine": "green", "note": "yellow", "missing": "red"}
_WIDTH, _FIRST, _SECOND = 80, 9, 15  # characters: of a line, and of the two columns before the text


@click.command()
@options.workspace_folder
@options.as_text_or_json
@options.common
@with_exit_codes
def doctor(format_: str, quiet: bool, **given: Any) -> None:
    """Look at this computer: what briefgen works with, what is missing, and how to get it.

    Versions, libraries and extras, layout engine, LibreOffice, the fonts that the templates name, the cache folder, the
    console, the workspace. Nothing is fetched or changed. The exit code is 1 where something is missing or broken; a
    note is about what works without.

    \b
    Examples:
      briefgen doctor
      briefgen doctor --format json
    """
    from briefgen.commands.doctor import Computer, Health, examine, is_well

    around = Computer(options.where(given), dict(os.environ), sys.stdout.encoding or "utf-8")
    found = examine(around)
    if format_ == "json":
        _print_json(found, well=is_well(found))
    else:
        _print_text(each for each in found if not quiet or each.health is Health.MISSING)
    if not is_well(found):
        sys.exit(EXIT_FINDINGS)


def _print_text(found: Iterable[Examined]) -> None:
    """A paragraph for each: how it is, what it is, and behind it what to do."""
    indent = " " * (_FIRST + _SECOND)
    for each in found:
        word = click.style(f"{each.health.value:<{_FIRST}}", fg=_COLOURS[each.health.value])
        texts = [visible(text) for text in (each.says, each.remedy) if text]
        lines = [
            fill(
                text,
                _WIDTH,
                initial_indent=indent,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for text in texts
        ]
        click.echo(f"{word}{each.topic:<{_SECOND}}" + "\n".join(lines).lstrip())


def _print_json(found: Iterable[Examined], *, well: bool) -> None:
    """One object: whether all is well, and what was found."""
    click.echo(json.dumps({"well": well, "examined": [asdict(each) for each in found]}, ensure_ascii=False, indent=2))
