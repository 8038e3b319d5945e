"""What a user asked for, as plain values: options in, nothing looked up yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.errors import UsageProblemError

if TYPE_CHECKING:
    from briefgen.outputs import Output

FORMATS = ("docx", "pdf", "html", "md")
Watch = Callable[[int, int], object]  # is told how many files are made, and how many there will be
Files = Iterable["Output | None"]
Progress = Callable[[Files, int], Files]  # goes over files as they are made, given how many there will be
PAGINATED = "briefgen paginated"  # the property that names the engine of a file's page numbers
ENGINES = ("auto", "rdocx", "libreoffice")
EMAIL = "email"
"""The format of web pages for mail programs; the names of such files end in `.email.html`."""
_ENDINGS = {**{f".{name}": name for name in FORMATS}, ".htm": "html", ".markdown": "md"}


class Where(Struct, frozen=True):
    """Which workspace and dossier.

    Attributes:
        start: the folder that the search for a workspace begins in.
        workspace: the folder given with --workspace, or None.
        dossier: the dossier given with --dossier, or None.
        cache: the user's folder for what only saves time, or None for none.
        house: the house given with --house, or None for that of the dossier or workspace.
    """

    start: Path
    workspace: Path | None = None
    dossier: str | None = None
    cache: Path | None = None
    house: str | None = None


class Order(Struct, frozen=True):
    """Which documents, as of when, and how.

    Attributes:
        today: the day on which it is asked.
        languages: codes as given; empty for the dossier's source language.
        recipients: keys as given, "all" for every one; empty for a letter without an addressee.
        output: the file given with -o, or None.
        allow_untranslated: whether texts may stay in the source language where a translation is missing.
        clean: whether the files are written without traces; see `briefgen.editions.clean`.
        jobs: how many processes of this computer may work at once.
        scheduler: the address of a dask scheduler whose workers make the documents, or "".
        format: one of `FORMATS`, or `EMAIL`; see `format_wanted`.
        engine: what lays PDFs out, one of `ENGINES`; auto takes rdocx where it draws everything, else LibreOffice.
        archive: whether PDFs are to be PDF/A-2b, which rdocx alone makes.
        paginate: whether page numbers are put into tables of contents; see `briefgen.production.pagination`.
        environment: what the program was called in, for the engines; it makes no difference to what is made.
    """

    where: Where
    as_of: date
    today: date
    documents: tuple[str, ...]
    since: date | None = None
    known_on: date | None = None
    languages: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    output: Path | None = None
    draft: bool = False
    force: bool = False
    allow_untranslated: bool = False
    clean: bool = False
    jobs: int = 1
    scheduler: str = ""
    format: str = "docx"
    engine: str = "auto"
    archive: bool = False
    paginate: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """What the names of its files end in, without the full stop before it."""
        ending = f"{EMAIL}.html" if self.format == EMAIL else self.format
        return f"clean.{ending}" if self.clean else ending


def format_of_name(output: Path) -> str:
    """The format that a file's name says, or "" where it says none that briefgen writes."""
    return _ENDINGS.get(output.suffix.lower(), "")


def format_wanted(asked: str | None, output: Path | None) -> str:
    """The format of the files: the one asked for, else the one that the name given with -o says, else docx.

    Raises:
        UsageProblemError: the two do not agree.
    """
    named = format_of_name(output) if output else ""
    if asked == EMAIL and named == "html":
        return EMAIL
    if asked and named and asked != named:
        message = f"-o {output}: the name is that of a .{named} file, but --format asks for {asked}."
        raise UsageProblemError(message, "Leave --format out, or give the file another name.")
    return asked or named or "docx"


def without_watch(_made: int, _count: int) -> None:
    """Shows nothing."""


def without_progress(files: Files, _count: int) -> Files:
    """Shows nothing."""
    return files
