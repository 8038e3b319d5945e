"""Reads `briefgen.toml`, the few settings of a workspace."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.errors import FindingsError, UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, error
from briefgen.workspace.rules import UNKNOWN_KEY, WRONG_KIND

FILE_NAME = "briefgen.toml"

HouseStyle = Mapping[str, str | bool | int | float]
"""The options of `[house-style]`; which there are, and what they mean, is known to `localise`."""

_TEXTS = ("dossier", "place")
_KEYS = (*_TEXTS, "house-style", "checks")
_QUOTES = 'Texts stand in straight quotes (place = "Brussels"), and true, false and numbers without.'


@dataclass(frozen=True)
class Settings:
    """What `briefgen.toml` says; "" and empty where it says nothing.

    Attributes:
        checks: the table `[checks]`, found sound; see `briefgen.workspace.check_settings`.
    """

    dossier: str = ""
    place: str = ""
    house_style: HouseStyle = field(default_factory=dict)
    checks: Mapping[str, Any] = field(default_factory=dict)


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
    options = (table.get(name, {}) for name in ("house-style", "checks"))
    return Settings(table.get("dossier", ""), table.get("place", ""), *options)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise UnreadableInputError(f"{path} cannot be read: {problem.strerror}.") from problem
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
