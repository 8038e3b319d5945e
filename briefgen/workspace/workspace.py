"""A workspace: the folder that holds `briefgen.toml`, its few settings, and in it data, templates and what was made."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from briefgen.errors import FindingsError, UnreadableInputError, UsageProblemError
from briefgen.findings import Finding, Place, did_you_mean, error
from briefgen.workspace.check_settings import UNKNOWN_KEY, WRONG_KIND

FILE_NAME = "briefgen.toml"
ALL_DOSSIERS = "all"
"""Stands for every dossier of a workspace, where a command can work on several."""

BASELINE_FILE = "baseline.toml"
"""In the folder of a dossier; see `briefgen.workspace.baseline`."""

HouseStyle = Mapping[str, str | bool | int | float]
"""The options of `[house-style]`; which there are, and what they mean, is known to `localise`."""

_TEXTS = ("dossier", "place", "house")
_KEYS = (*_TEXTS, "house-style", "checks")
_QUOTES = 'Texts stand in straight quotes (place = "Brussels"), and true, false and numbers without.'


class Settings(Struct, frozen=True):
    """What `briefgen.toml` says; "" and empty where it says nothing.

    Attributes:
        checks: the table `[checks]`, found sound; see `briefgen.workspace.check_settings`.
        house: whose way of writing values is followed; see `briefgen.localise.houses`.
    """

    dossier: str = ""
    place: str = ""
    house_style: HouseStyle = field(default_factory=dict)
    checks: Mapping[str, Any] = field(default_factory=dict)
    house: str = ""


def read_settings(path: Path) -> Settings:
    """The settings of a workspace.

    Raises:
        UnreadableInputError: if the file cannot be read, is not UTF-8 or not TOML.
        FindingsError: for unknown keys and values of a wrong kind, all in one run.
    """
    text = _text_of(path)
    table = _parsed(path, text)
    findings = [*_unknown_keys(path, text, table), *_wrong_kinds(path, text, table), *_checks(path, text, table)]
    if findings:
        raise FindingsError(findings)
    dossier, place, house = (table.get(name, "") for name in _TEXTS)
    return Settings(dossier, place, table.get("house-style", {}), table.get("checks", {}), house)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        remedy = "Close it in the program that holds it, or ask for the right to read it."
        held = remedy if isinstance(problem, PermissionError) else ""
        raise UnreadableInputError(f"{path} cannot be read: {problem.strerror}.", held) from problem
    except UnicodeDecodeError as problem:
        remedy = "Save it again with the encoding UTF-8."
        raise UnreadableInputError(f"{path} is not a UTF-8 text.", remedy) from problem


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        cause, where = _cause_and_place(str(problem), text)
        place = Place(str(path), line=where[0], char=where[1])
        raise UnreadableInputError(f"{place}: this is not TOML: {cause}.", _QUOTES) from problem
    except RecursionError as problem:
        raise UnreadableInputError(f"{path} cannot be read: it is nested too deeply.", _QUOTES) from problem


def _cause_and_place(message: str, text: str) -> tuple[str, tuple[int, int]]:
    """Parts "Invalid value (at line 1, column 9)" and "… (at end of document)" into cause, line and column."""
    cause, _, where = message.rpartition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", where)]
    if len(numbers) == 2:
        return cause, (numbers[0], numbers[1])
    lines = text.split("\n")
    return cause or message, (len(lines), len(lines[-1]) + 1)


def _unknown_keys(path: Path, text: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    for key in table:
        if key not in _KEYS:
            remedy = did_you_mean(key, _KEYS) or f"These are known: {', '.join(_KEYS)}."
            yield error(UNKNOWN_KEY, _place(path, text, key), f"The key “{key}” is unknown.", remedy, key)


def _wrong_kinds(path: Path, text: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    for key in _TEXTS:
        if not isinstance(table.get(key, ""), str):
            remedy = f'Write {key} = "…".'
            yield error(WRONG_KIND, _place(path, text, key), f"“{key}” must be a text.", remedy, key)
    options = table.get("house-style", {})
    if not isinstance(options, dict):
        remedy = "Write [house-style] on a line of its own, and its options below."
        place = _place(path, text, "house-style")
        yield error(WRONG_KIND, place, "“house-style” must be a table.", remedy, "house-style")
        return
    for key, value in options.items():
        if not isinstance(value, str | bool | int | float):
            message = f"The house-style option “{key}” must be a text, a number, true or false."
            yield error(WRONG_KIND, _place(path, text, key), message, words=key)


def _checks(path: Path, text: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    if "checks" in table:
        from briefgen.workspace.check_settings import faults_of  # most workspaces say nothing of them

        yield from faults_of(table["checks"], lambda key: _place(path, text, key))


def _place(path: Path, text: str, key: str) -> Place:
    """The line of a key or of a table's heading, as far as a simple look finds it."""
    found = re.search(rf"""^[ \t]*\[*[ \t]*(?:checks\.)?["']?{re.escape(key)}\b""", text, re.MULTILINE)
    return Place(str(path), line=text.count("\n", 0, found.start()) + 1 if found else None)


_RECORD = "dossier.yaml"
"""The file that makes a folder of data/ a dossier."""

_DEFAULT = re.compile(r"^[ \t]*#?[ \t]*dossier[ \t]*=.*$", re.MULTILINE)
_OFFER = "Name one with --workspace DIR, or make one: briefgen init DIR"


class Workspace(Struct, frozen=True):
    """A folder with `briefgen.toml`.

    Attributes:
        root: the folder.
        dossier: the dossier to work on when none is named, or "".
        place: the place of letters whose dossier names none, or "".
        house_style: the options of `[house-style]`, by name.
        checks: the table `[checks]`; see `briefgen.workspace.check_settings`.
        house: whose way of writing values its dossiers follow, or ""; see `briefgen.localise.houses`.
    """

    root: Path
    dossier: str = ""
    place: str = ""
    house_style: HouseStyle = field(default_factory=dict)
    checks: Mapping[str, Any] = field(default_factory=dict)
    house: str = ""

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
                f"Make one: briefgen new NAME. (A dossier is a folder there that holds a {_RECORD}.)",
            )
        return known[0]

    def _unknown(self, wanted: str, known: tuple[str, ...], named_by: str) -> UsageProblemError:
        if wanted in _folders_in(self.data):
            lacking = self.data / wanted / _RECORD
            message = f"{named_by}“{wanted}” is not a dossier: there is no {lacking}."
            remedy = f"briefgen new {wanted} puts one there; or write one with the line: title: …"
            return UsageProblemError(message, remedy)
        if wanted == ALL_DOSSIERS and not named_by:
            message = "`--dossier all` is for `briefgen check` alone; every other command works on one dossier."
            raise UsageProblemError(message, f"Name one: {', '.join(known) or 'there is none yet'}.")
        there = f"There are: {', '.join(known)}." if known else "There is none at all; make one: briefgen new NAME."
        if named_by and len(known) == 1:
            there = f"There is “{known[0]}”: name that one in {FILE_NAME}, or with --dossier {known[0]}."
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
    return Workspace(folder, settings.dossier, settings.place, settings.house_style, settings.checks, settings.house)


def _dossiers_in(data: Path) -> Iterator[str]:
    return (name for name in _folders_in(data) if (data / name / _RECORD).is_file())


def _folders_in(data: Path) -> list[str]:
    try:
        return [each.name for each in data.iterdir() if each.is_dir() and not each.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise UnreadableInputError(f"{data} cannot be read: {problem.strerror}.") from problem


def with_default_dossier(settings: bytes, dossier_id: str) -> bytes:
    """The bytes of a `briefgen.toml` that names another default dossier ("" for none), and is as it was otherwise.

    Raises:
        UnreadableInputError: it is not UTF-8.
    """
    try:
        text = settings.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableInputError(f"{FILE_NAME} is not a UTF-8 text.", "Save it again as UTF-8.") from problem
    line = f'dossier = "{dossier_id}"' if dossier_id else '# dossier = "…"'
    if _DEFAULT.search(text):
        return _DEFAULT.sub(lambda _: line, text, count=1).encode()
    return f"{line}\n{text}".encode()
