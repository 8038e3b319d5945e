"""Tries many inputs in processes of their own, and says what failed: `python -m tests.fuzz.proof COUNT`.

A failure is known by its signature: the class of the exception and the module that it came from, the code of our
lint, or what else went wrong. Those in `known.txt` are open; the list only shrinks. The exit code is 1 where another
was found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.inputs import KINDS
from tests.fuzz.trial import Record

ROOT = Path(__file__).parents[2]
KNOWN = Path(__file__).with_name("known.txt")
_BATCH, _MOST_SECONDS = 100, 900
_WIDTHS = (10, 7, 7, 7, 7, 7, 9, 8, 6)
_HEADS = ("kind", "inputs", "runs", "exit 0", "1", "2", "failures", "s", "MB")


def try_inputs(count: int, first: int = 0) -> list[Record]:
    """What becomes of so many inputs, in processes for a hundred each, two at a time."""
    batches = [range(at, min(at + _BATCH, first + count)) for at in range(first, first + count, _BATCH)]
    with ThreadPoolExecutor(2) as pool:
        return [record for records in pool.map(lambda batch: list(_try_batch(batch)), batches) for record in records]


def _try_batch(numbers: range) -> Iterator[Record]:
    """A process that ends too early was ended by the first input of which it does not tell; others take on the rest."""
    while numbers:
        told, how = _start(numbers)
        yield from told
        numbers = numbers[len(told) :]
        if numbers and how:
            yield Record(numbers[0], list(KINDS)[numbers[0] % len(KINDS)], failures=[how])
            numbers = numbers[1:]


def _start(numbers: range) -> tuple[list[Record], str]:
    """The records of a batch, and what ended it before its time."""
    command = [sys.executable, "-m", "tests.fuzz.trial", str(numbers[0]), str(len(numbers))]
    surroundings = {**os.environ, "BRIEFGEN_CACHE": "off", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=surroundings, capture_output=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as problem:
        return _records(problem.stdout or b""), "waits for ever"
    how = {0: "", -24: "over 10 s"}.get(done.returncode, f"ended with {done.returncode}: {done.stderr[-300:].decode()}")
    return _records(done.stdout), how


def _records(printed: bytes) -> list[Record]:
    return [Record(**json.loads(line)) for line in printed.splitlines(keepends=True) if line.endswith(b"\n")]


def known() -> dict[str, str]:
    """The signatures that are open, each with its reason."""
    lines = (line for line in KNOWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return dict(line.split(": ", 1) for line in lines)


def unknown(records: Iterable[Record]) -> dict[str, list[int]]:
    """The failures that are not known, each with the numbers of its inputs."""
    found: dict[str, list[int]] = {}
    for record in records:
        for each in record.failures:
            found.setdefault(each, []).append(record.number)
    return {each: numbers for each, numbers in found.items() if each not in known()}


def table(records: list[Record]) -> str:
    """What became of the inputs, kind by kind; seconds and MB are the most that one has taken."""
    return "\n".join(map(_line, (_HEADS, *(_row(kind, records) for kind in KINDS))))


def _row(kind: str, records: list[Record]) -> tuple[object, ...]:
    own = [record for record in records if record.kind == kind]
    codes = Counter(code for record in own for code in record.codes)
    failed = sum(bool(record.failures) for record in own)
    most = max((each.seconds for each in own), default=0), max((each.megabytes for each in own), default=0)
    return kind, len(own), codes.total(), codes[0], codes[1], codes[2], failed, *most


def _line(cells: Iterable[object]) -> str:
    first, *others = (f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))
    return first.strip().ljust(_WIDTHS[0]) + "".join(others)


def main(count: int = 5_000, first: int = 0) -> int:
    """Prints the table, what failed, and which open failures were not met."""
    records = try_inputs(count, first)
    print(table(records))  # noqa: T201
    for each, numbers in (new := unknown(records)).items():
        print(f"{each}: {len(numbers)} inputs, such as {', '.join(map(str, numbers[:3]))}")  # noqa: T201
    met = {each for record in records for each in record.failures}
    for each in known():
        print(f"open: {each}" if each in met else f"not met, to be taken out of {KNOWN.name}: {each}")  # noqa: T201
    return bool(new)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
