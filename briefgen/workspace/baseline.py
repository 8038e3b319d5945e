"""The baseline of a dossier: `baseline.toml` in its folder, findings that were known when its texts came from others.

Its entries are those of `[[checks.baseline]]` in briefgen.toml. A program writes them, so those that find nothing any
more are told of together.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from briefgen.errors import FindingsError, UnreadableInputError
from briefgen.findings import Finding, Place
from briefgen.workspace.check_settings import KnownFinding, baseline_faults
from briefgen.workspace.workspace import BASELINE_FILE

_HEAD: Final = """\
# What `briefgen check` found in texts that others wrote when they came in, and what may stay. An entry holds back the
# findings of its rule with its words. `briefgen check --write-baseline` writes all anew.
"""


def with_baseline(checks: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """The table `[checks]` of a workspace, with the entries of a dossier's baseline behind its own.

    Args:
        checks: as read from briefgen.toml, found sound.
        folder: of the dossier.

    Raises:
        UnreadableInputError: the baseline cannot be read.
        FindingsError: an entry is not as it should be.
    """
    path = folder / BASELINE_FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return checks
    except (OSError, UnicodeDecodeError) as problem:
        message = f"{BASELINE_FILE} of {folder.name} cannot be read."
        raise UnreadableInputError(
            message, "Delete it; `briefgen check --write-baseline` writes one anew."
        ) from problem
    entries = [{**entry, "listed_in": BASELINE_FILE} for entry in _entries(text)]
    return {**checks, "baseline": [*checks.get("baseline", ()), *entries]}


def _entries(text: str) -> list[dict[str, str]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        remedy = "Correct it, or delete it; `briefgen check --write-baseline` writes one anew."
        raise UnreadableInputError(f"{BASELINE_FILE}: this is not TOML: {problem}.", remedy) from problem
    entries = table.get("baseline", [])
    if faults := list(baseline_faults(entries, lambda _: Place(BASELINE_FILE))):
        raise FindingsError(faults)
    return list(entries)


def write_baseline(findings: Iterable[Finding], reason: str) -> bytes:
    """The file for some findings; each rule with the same words in a file stands there once.

    Args:
        findings: that may stay.
        reason: why, in a sentence.
    """
    return write_entries(entry_for(each, reason) for each in findings)


def write_entries(entries: Iterable[KnownFinding]) -> bytes:
    """The file with some entries, each once."""
    return "".join((_HEAD, *(_written(entry) for entry in dict.fromkeys(entries)))).encode()


def entry_for(finding: Finding, reason: str) -> KnownFinding:
    """The entry that holds back a finding; where it complains of no words, its message tells it from others."""
    words = finding.words or finding.message
    return KnownFinding(finding.rule, reason, finding.place.file, words, listed_in=BASELINE_FILE)


def _written(entry: KnownFinding) -> str:
    """An entry; JSON's texts are TOML's as well, but for the sign that neither need escape (U+007F)."""
    pairs = (("rule", entry.rule), ("file", entry.file), ("words", entry.words), ("reason", entry.reason))
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in pairs if value)
    return "\n[[baseline]]\n" + "".join(lines).replace("\x7f", "\\u007f")
