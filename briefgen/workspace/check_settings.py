"""`[checks]` in briefgen.toml: which rules are asked, when an item is stale, and which findings are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from briefgen.findings import Finding, Place, declare, did_you_mean, error

UNKNOWN_KEY: Final = declare("WORKSPACE-001", "`briefgen.toml` has only known entries.")
WRONG_KIND: Final = declare(
    "WORKSPACE-002", "An entry is of the right kind: a text in quotation marks, or true or false without."
)
SUPERFLUOUS: Final = declare("WORKSPACE-003", "Each entry of the baseline is about a finding that is still there.")
UNKNOWN_RULE: Final = declare(
    "WORKSPACE-004", "`select` and `ignore` under `[checks]` name rules, or families of rules, that there are."
)

_NUMBERS = {"stale-after": ("days", 30), "unchanged-after": ("annexes", 3), "slips-after": ("slips", 3)}
_KEYS = (*_NUMBERS, "select", "ignore", "baseline")
_ENTRY_KEYS = ("rule", "file", "words", "reason")
_EXAMPLE = '[[checks.baseline]] with rule = "AMT-006", words = "EUR 600 million" and reason = "…"'

Table = Mapping[str, Any]


class KnownFinding(Struct, frozen=True):
    """An entry of the baseline: a finding that is known, and why it may stay.

    Attributes:
        file: that it is in, or "" for any.
        words: that it complains of, or "" for any.
        listed_in: the file that the entry stands in.
    """

    rule: str
    reason: str
    file: str = ""
    words: str = ""
    listed_in: str = "briefgen.toml"

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is this one."""
        if finding.rule != self.rule or self.file not in ("", finding.place.file):
            return False
        if self.listed_in != "briefgen.toml":  # a program wrote all the words
            return self.words == (finding.words or finding.message)
        return self.words in finding.words or (not finding.words and self.words in finding.message)

    def __str__(self) -> str:
        told = (self.rule, f"“{self.words}”" if self.words else "", f"in {self.file}" if self.file else "")
        return " ".join(piece for piece in told if piece)


class CheckSettings(Struct, frozen=True):
    """What briefgen.toml says of the checks.

    Attributes:
        stale_after, unchanged_after, slips_after: days, annexes and slips, or None where it says nothing.
        select, ignore: ids of rules or the letters of their families.
    """

    stale_after: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: tuple[KnownFinding, ...] = ()
    unchanged_after: int | None = None
    slips_after: int | None = None


def check_settings_of(table: object) -> CheckSettings:
    """The settings that a sound table gives; see `faults_of`."""
    if not isinstance(table, dict):
        return CheckSettings()
    texts = {name: tuple(table.get(name, ())) for name in ("select", "ignore")}
    known = tuple(KnownFinding(**entry) for entry in table.get("baseline", ()))
    days, annexes, slips = (table.get(key) for key in _NUMBERS)
    return CheckSettings(days, texts["select"], texts["ignore"], known, annexes, slips)


def faults_of(table: object, place: Callable[[str], Place]) -> Iterator[Finding]:
    """What is wrong with the table.

    Args:
        place: where a key stands.
    """
    if not isinstance(table, dict):
        remedy = "Write [checks] on a line of its own, and its settings below."
        yield error(WRONG_KIND, place("checks"), "“checks” must be a table.", remedy, "checks")
        return
    yield from _unknown(table, _KEYS, place)
    for key, (what, usual) in _NUMBERS.items():
        number = table.get(key, 1)
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            yield _shape(place, key, f"must be a number of {what}, at least 1", f"Write {key} = {usual}.")
    for key in ("select", "ignore"):
        if not _is_texts(table.get(key, [])):
            yield _shape(place, key, "must be a list of rules", f'Write {key} = ["DAT-006", "PUN"].')
    yield from baseline_faults(table.get("baseline", []), place)


def baseline_faults(entries: object, place: Callable[[str], Place]) -> Iterator[Finding]:
    """What is wrong with the entries of a baseline.

    Args:
        entries: as read from TOML.
        place: where a key stands.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        yield _shape(place, "baseline", "must be a list of tables", f"Write {_EXAMPLE}.")
        return
    for entry in entries:
        yield from _unknown(entry, _ENTRY_KEYS, place)
        if not all(isinstance(value, str) for value in entry.values()):
            yield _shape(place, "baseline", "has an entry that is no text", f"Write {_EXAMPLE}.")
        for key in ("rule", "reason"):
            if not entry.get(key):
                message = f"has an entry without its {key}"
                yield _shape(place, "baseline", message, "Name the rule, and say why the finding may stay.")


def _unknown(table: Table, known: Sequence[str], place: Callable[[str], Place]) -> Iterator[Finding]:
    for key in table:
        if key not in known:
            remedy = did_you_mean(key, known) or f"These are known: {', '.join(known)}."
            yield error(UNKNOWN_KEY, place(key), f"The key “{key}” is unknown.", remedy, key)


def _shape(place: Callable[[str], Place], key: str, what: str, remedy: str) -> Finding:
    return error(WRONG_KIND, place(key), f"“{key}” {what}.", remedy, key)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
