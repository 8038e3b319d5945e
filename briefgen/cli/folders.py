"""Where the user's own folders are, by the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from briefgen.errors import UsageProblemError


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
    """The path from here, where it lies below the current folder."""
    try:
        here = Path.cwd()
    except OSError:  # it is gone; what was made elsewhere is there all the same
        return str(path)
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


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
