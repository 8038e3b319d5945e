"""Options that several commands share, and where the user's own folders are."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from briefgen import __version__
from briefgen.cli import completion
from briefgen.cli.console import visible
from briefgen.errors import UsageProblemError
from briefgen.production.order import Where

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)


def today() -> date:
    """The day on which the command is called."""
    return datetime.now().astimezone().date()


class DateParameter(click.ParamType[date]):
    """A date as YYYY-MM-DD, or "today"."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error names the form for anything else."""
        if isinstance(value, date):
            return value
        if value == "today":
            return today()
        try:
            return (
                date.fromisoformat(value)
                if re.fullmatch(r"\d{4}-\d\d-\d\d", value)
                else self._refuse(value, param, ctx)
            )
        except ValueError:
            return self._refuse(value, param, ctx)

    def _refuse(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            self.fail(f"“{value}” is not a day of the calendar.", param, ctx)
        self.fail(f"“{value}” is not a date; write it as YYYY-MM-DD, e.g. 2023-03-17, or “today”.", param, ctx)


class SinceParameter(DateParameter):
    """A date, or "last" for the last edition that was sent."""

    LAST = date.min

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; `LAST` for the last edition."""
        return self.LAST if value == "last" else super().convert(value, param, ctx)


def _stacked(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


common = _stacked(
    click.option("-q", "--quiet", is_flag=True, help="Report errors only."),
    click.option("-v", "--verbose", is_flag=True, help="Report hints as well; show details of a defect."),
    click.version_option(__version__, "--version", prog_name="briefgen"),
)
workspace_folder = click.option(
    "--workspace", type=FILE, metavar="DIR", help="The workspace [default: the one around this folder]."
)
workspace = _stacked(
    workspace_folder,
    click.option(
        "--dossier",
        metavar="ID",
        shell_complete=completion.dossiers,
        help="The dossier [default: the workspace's, or its only one].",
    ),
)
workspace_or_all = _stacked(
    workspace_folder,
    click.option(
        "--dossier",
        metavar="ID",
        shell_complete=completion.dossiers,
        help="The dossier, or “all” [default: the workspace's, or its only one].",
    ),
)
house = click.option(
    "--house",
    metavar="NAME",
    help="Whose way of writing values: eu, gb, plain, or a folder of houses/ [default: the dossier's, else eu].",
)
as_of = click.option(
    "--as-of", type=DateParameter(), required=True, metavar="DATE", help="The day to report on: YYYY-MM-DD or today."
)
known_on = click.option(
    "--known-on",
    type=DateParameter(),
    metavar="DATE",
    help="Leave out what was recorded after this day, to make an earlier document again.",
)


def languages_described(text: str) -> Callable[[Command], Command]:
    """The option -l, with what a command says of it."""
    return click.option(
        "-l",
        "--language",
        "languages",
        multiple=True,
        metavar="CODE",
        shell_complete=completion.languages,
        help=text,
    )


languages = languages_described(
    "Language code, e.g. en; may repeat, or “all” [default: the dossier's source language]."
)
force = click.option("--force", is_flag=True, help="Replace a file that was edited by hand since it was made.")
clean = click.option(
    "--clean", is_flag=True, help="Leave out what tells of its making: anchors, properties, comments and the like."
)
allow_untranslated = click.option(
    "--allow-untranslated",
    is_flag=True,
    help="Leave texts in the source language where a translation is missing or fuzzy.",
)
engine = click.option(
    "--engine",
    type=click.Choice(["auto", "rdocx", "libreoffice"]),
    default="auto",
    show_default=True,
    help="What lays PDFs out; auto takes rdocx (the extra “pages”) where it draws everything, else LibreOffice.",
)
doubts = _stacked(
    click.option("--draft", is_flag=True, help="Write the document, marked DRAFT, in spite of errors (exit code 1)."),
    allow_untranslated,
    force,
)
making = _stacked(
    as_of,
    known_on,
    click.option("--since", type=DateParameter(), metavar="DATE", help="Mark what has changed since this day."),
    languages,
    house,
    click.option(
        "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that work at once."
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Let the workers of a dask scheduler (the extra “cluster”) make the documents: tcp://HOST:PORT.",
    ),
    doubts,
    clean,
    click.option(
        "--format",
        "format_",
        type=click.Choice(["docx", "pdf", "html", "email", "md"]),
        help="File format; email is HTML that mail programs show [default: docx, or what the name given with -o says].",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print files and findings as one JSON object."),
    engine,
    click.option("--pdfa", is_flag=True, help="Make PDFs for archives: PDF/A-2b, by rdocx."),
    click.option(
        "--paginate",
        is_flag=True,
        help="Put page numbers into tables of contents and lists, as the engine counts; the file records which.",
    ),
)
dry_run = click.option(
    "--dry-run",
    "rehearsed",
    is_flag=True,
    help="Write nothing: say what would be written, replaced or refused, and what was found.",
)
open_made = click.option(
    "-O",
    "--open",
    "opens",
    is_flag=True,
    help="Open what was made, in Word as a rule; of several files their folder.",
)
writing = _stacked(dry_run, open_made)
as_text_or_json = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
output = click.option("-o", "--output", type=FILE, metavar="FILE", help="Where to write [default: in the folder out/].")


def where(given: dict[str, Any]) -> Where:
    """Which workspace and dossier were asked for."""
    return Where(
        current_folder(), given.get("workspace"), given.get("dossier"), cache_folder(os.environ), given.get("house")
    )


def current_folder() -> Path:
    """The folder that the user is in.

    Raises:
        UsageProblemError: it has been deleted or closed to the user since.
    """
    try:
        return Path.cwd()
    except OSError as problem:
        message = "The folder that you are in has been deleted, or is not open to you any more."
        raise UsageProblemError(message, "Go to another one (cd), and call briefgen again.") from problem


def readable(path: Path) -> str:
    """The path from here, where it lies below the current folder; control characters in its names are shown."""
    try:
        here = Path.cwd()
    except OSError:  # it is gone; what was made elsewhere is there all the same
        return visible(str(path))
    return visible(str(path.relative_to(here) if path.is_relative_to(here) else path))


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder for what only saves time; None where there is no place for it or BRIEFGEN_CACHE is "off".

    Below XDG_CACHE_HOME, else ~/.cache (XDG Base Directory Specification 0.8); on Windows below LOCALAPPDATA.
    """
    if environment.get("BRIEFGEN_CACHE", "").lower() == "off":
        return None
    if os.name == "nt":
        return _below(environment.get("LOCALAPPDATA", ""), "briefgen", "cache")
    home = environment.get("HOME", "")
    return _below(environment.get("XDG_CACHE_HOME", ""), "briefgen") or _below(home, ".cache", "briefgen")


def _below(folder: str, *names: str) -> Path | None:
    """A folder below another; what is not given in full is passed over, as the specification asks."""
    return Path(folder, *names) if Path(folder).is_absolute() else None
