"""What a user asked for, as plain values: options in, nothing looked up yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefgen.values import dataclass


@dataclass(frozen=True)
class Where:
    """Which workspace and dossier.

    Attributes:
        start: the folder that the search for a workspace begins in.
        workspace: the folder given with --workspace, or None.
        dossier: the dossier given with --dossier, or None.
        cache: the user's folder for what only saves time, or None for none.
    """

    start: Path
    workspace: Path | None = None
    dossier: str | None = None
    cache: Path | None = None


@dataclass(frozen=True)
class Order:
    """Which documents, as of when, and how.

    Attributes:
        today: the day on which it is asked.
        languages: codes as given; empty for the dossier's source language.
        recipients: keys as given, "all" for every one; empty for a letter without an addressee.
        output: the file given with -o, or None.
        allow_untranslated: whether texts may stay in the source language where a translation is missing.
        jobs: how many processes may work at once.
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
    jobs: int = 1
