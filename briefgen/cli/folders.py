"""Where the user's own folders are, by the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


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
