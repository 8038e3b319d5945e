"""Whether two copies of briefgen make the same of the sample dossiers, byte by byte: what a change of form must keep.

`make same-bytes OLD=HEAD~1 NEW=.`, or `python -m tests.same_bytes OLD NEW [--pdf]`. Each is a revision of this
repository or a folder with a copy of it, taken as it is. Both run from source, with this interpreter and its packages.
What differs is listed; the exit code is 1 where anything does, and 2 where a copy cannot be run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.every_output import Result

ROOT = Path(__file__).parents[1]
MAKER = Path(__file__).with_name("every_output.py")
MOST_LINES = 6
_STREAMS = ("exit", "stdout", "stderr")

Results = Mapping[str, Result]


@dataclass(frozen=True)
class Comparison:
    """What two copies gave, by order."""

    old: Results
    new: Results

    @property
    def files(self) -> int:
        """How many files the new copy made."""
        return sum(name not in _STREAMS and ": " not in name for result in self.new.values() for name in result)

    def differences(self) -> Iterator[str]:
        """A passage for each order that gives something else, or that only one copy can be given."""
        for order in [*self.new, *(each for each in self.old if each not in self.new)]:
            lines = list(_differences(self.old.get(order), self.new.get(order)))
            if lines:
                yield "\n".join([f"briefgen {order}", *(f"    {line}" for line in lines)])


def _differences(old: Result | None, new: Result | None) -> Iterator[str]:
    if old is None or new is None:
        yield "only in the new copy" if old is None else "only in the old copy"
        return
    for name in [*new, *(each for each in old if each not in new)]:
        if name in _STREAMS:
            yield from _changed_lines(name, old[name], new[name])
        elif name not in old or name not in new:
            yield f"{name}: {'only the new copy makes it' if name in new else 'only the old copy makes it'}"
        elif old[name] != new[name]:
            yield f"{name} differs"


def _changed_lines(stream: str, old: str, new: str) -> Iterator[str]:
    changed = list(unified_diff(old.splitlines(), new.splitlines(), "", "", lineterm="", n=0))[2:]
    lines = [line for line in changed if not line.startswith("@@")]
    yield from (f"{stream}: {line}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"{stream}: … and {len(lines) - MOST_LINES} lines more"
    if old != new and not lines:
        yield f"{stream} differs in its line ends"


def compare(old: str, new: str, *formats: str) -> Comparison:
    """Makes everything with two copies, at once.

    Args:
        old: a folder, or a revision of this repository.
        new: likewise.
        formats: more formats of documents than can be had quickly, such as pdf.

    Raises:
        SystemExit: if a copy cannot be read or run.
    """
    with TemporaryDirectory(prefix="briefgen-same-bytes-") as name, ThreadPoolExecutor() as both:
        folders = [Path(name, side) for side in ("old", "new")]
        results = both.map(lambda copy, folder: _results(copy, folder, formats), (old, new), folders)
        return Comparison(*results)


def _results(copy: str, folder: Path, formats: tuple[str, ...]) -> Results:
    tree = Path(copy).resolve() if Path(copy).is_dir() else _check_out(copy, folder / "tree")
    command = [sys.executable, "-P", str(MAKER), str(folder / "workspace"), *formats]
    done = subprocess.run(command, env=_surroundings(tree, folder), stdout=subprocess.PIPE, cwd=folder, check=False)
    if done.returncode:
        raise SystemExit(f"{copy}: it cannot be run.")
    results: Results = json.loads(done.stdout)
    return results


def _check_out(revision: str, folder: Path) -> Path:
    """The files of a revision, in a folder; the repository is only read."""
    command = ["git", "archive", "--format=tar", revision]
    packed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if packed.returncode:
        raise SystemExit(f"{revision}: it is neither a folder nor a revision of {ROOT}.")
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _surroundings(tree: Path, folder: Path) -> dict[str, str]:
    """Nothing is kept between runs, neither in the cache nor as compiled modules in someone's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    settled = {
        "BRIEFGEN_CACHE": "off",
        "COLUMNS": "100",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "PYTHONUTF8": "1",
    }
    return {**os.environ, **settled, "PYTHONPATH": str(tree)}


def main() -> int:
    """Prints what differs; the exit code."""
    parser = argparse.ArgumentParser(prog="same_bytes", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("old", help="a folder, or a revision of this repository")
    parser.add_argument("new", help="likewise")
    parser.add_argument("--pdf", action="store_true", help="PDF files as well, for which LibreOffice takes minutes")
    given = parser.parse_args()
    comparison = compare(given.old, given.new, *(["pdf"] if given.pdf else []))
    differences = list(comparison.differences())
    summary = (
        f"{len(comparison.new)} orders, {comparison.files} files: {len(differences) or 'none'} of the orders differ."
    )
    sys.stdout.write("\n".join([*differences, summary, ""]))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
