"""A workspace: the folder that holds `briefgen.toml`, and in it data, templates and what was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.findings import did_you_mean
from briefgen.workspace.settings import FILE_NAME, HouseStyle, read_settings

_RECORD = "dossier.yaml"
"""The file that makes a folder of data/ a dossier."""

_OFFER = "Name one with --workspace DIR, or make one: briefgen init DIR"


@dataclass(frozen=True)
class Workspace:
    """A folder with `briefgen.toml`.

    Attributes:
        root: the folder.
        dossier: the dossier to work on when none is named, or "".
        place: the place of letters whose dossier names none, or "".
        house_style: the options of `[house-style]`, by name.
        checks: the table `[checks]`; see `briefgen.workspace.check_settings`.
    """

    root: Path
    dossier: str = ""
    place: str = ""
    house_style: HouseStyle = field(default_factory=dict)
    checks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The folder of the record: one folder per dossier."""
        return self.root / "data"

    @property
    def templates(self) -> Path:
        """The folder of Word templates."""
        return self.root / "templates"

    @property
    def out(self) -> Path:
        """The folder of what was made; it may not exist yet."""
        return self.root / "out"

    def dossier_ids(self) -> tuple[str, ...]:
        """The names of the folders in data/ that hold a `dossier.yaml`, in alphabetical order.

        Raises:
            UnreadableInputError: if data/ exists and cannot be listed.
        """
        return tuple(sorted(_dossiers_in(self.data)))

    def dossier_folder(self, dossier_id: str | None = None) -> Path:
        """The folder of a dossier: the one named, else the workspace's default, else the only one.

        Raises:
            UsageProblemError: if there is no such dossier, or none is named and there is not exactly one.
        """
        known = self.dossier_ids()
        wanted = dossier_id or self.dossier or self._only(known)
        if wanted not in known:
            raise self._unknown(wanted, known, named_by="" if dossier_id else f"{self.root / FILE_NAME}: ")
        return self.data / wanted

    def _only(self, known: tuple[str, ...]) -> str:
        if len(known) > 1:
            raise UsageProblemError(
                f"There are several dossiers in {self.data}: {', '.join(known)}.",
                f"Name one with --dossier, or set dossier = “…” in {self.root / FILE_NAME}.",
            )
        if not known:
            raise UsageProblemError(
                f"There is no dossier in {self.data}.",
                f"A dossier is a folder there that holds a {_RECORD}.",
            )
        return known[0]

    def _unknown(self, wanted: str, known: tuple[str, ...], named_by: str) -> UsageProblemError:
        if wanted in _folders_in(self.data):
            lacking = self.data / wanted / _RECORD
            message = f"{named_by}“{wanted}” is not a dossier: there is no {lacking}."
            return UsageProblemError(message, f"Put a {_RECORD} there with the line: title: …")
        there = f"There are: {', '.join(known)}." if known else "There is none at all."
        message = f"{named_by}There is no dossier “{wanted}” in {self.data}."
        return UsageProblemError(message, f"{did_you_mean(wanted, known)} {there}".strip())


def find_workspace(start: Path) -> Workspace:
    """The workspace that a folder lies in: the nearest `briefgen.toml` from there upwards.

    Args:
        start: the current folder, as a rule.

    Raises:
        UsageProblemError: if neither `start` nor a folder above it is a workspace.
        UnreadableInputError: if `briefgen.toml` cannot be read.
        FindingsError: if something in it is wrong.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if _is_workspace(folder):
            return _opened(folder)
    message = f"There is no workspace here: no {FILE_NAME} in {here} or any folder above it."
    raise UsageProblemError(message, _OFFER)


def open_workspace(folder: Path) -> Workspace:
    """The workspace in exactly this folder; its `briefgen.toml` may be given instead.

    Raises:
        UsageProblemError: if it is not a workspace.
        UnreadableInputError: if `briefgen.toml` cannot be read.
        FindingsError: if something in it is wrong.
    """
    if folder.name == FILE_NAME and folder.is_file():
        folder = folder.parent
    if not folder.is_dir():
        what = "a file, not a folder" if folder.exists() else "not there"
        raise UsageProblemError(f"The workspace {folder} is {what}.", _OFFER)
    if not _is_workspace(folder):
        raise UsageProblemError(f"{folder} is not a workspace: it holds no {FILE_NAME}.", _OFFER)
    return _opened(folder)


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / FILE_NAME).is_file()
    except OSError:  # a folder above that one may not look into is not ours
        return False


def _opened(folder: Path) -> Workspace:
    settings = read_settings(folder / FILE_NAME)
    return Workspace(folder, settings.dossier, settings.place, settings.house_style, settings.checks)


def _dossiers_in(data: Path) -> Iterator[str]:
    return (name for name in _folders_in(data) if (data / name / _RECORD).is_file())


def _folders_in(data: Path) -> list[str]:
    try:
        return [each.name for each in data.iterdir() if each.is_dir() and not each.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise UnreadableInputError(f"{data} cannot be read: {problem.strerror}.") from problem
