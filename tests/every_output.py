"""Everything that one copy of briefgen makes of the sample dossiers, as digests that can be laid beside another copy's.

Run as a file with that copy on PYTHONPATH, since it must not matter which copy this file itself belongs to; it gives
orders by the command line alone, which stays the same while modules move. `tests.same_bytes` does both.
"""

from __future__ import annotations

import csv
import io
import json
import os
import runpy
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import yaml

Order = tuple[str, ...]
Result = dict[str, str]
"""What an order gave: a text or a digest by the name of a stream, of a file, or of a part of a file."""

MOST_DAYS = 5
FORMATS = ("docx", "html", "md")


def orders(dossier: Path, formats: tuple[str, ...]) -> Iterator[Order]:
    """Everything that can be made of a dossier, on days on which something was recorded."""
    record = yaml.safe_load((dossier / "dossier.yaml").read_text(encoding="utf-8"))
    days = _spread(sorted(set(_days(dossier))))
    of_all = ("--dossier", dossier.name, "-l", "all")
    for day in days:
        for document in record["documents"]:
            make = ("make", document, *of_all, "--as-of", day)
            yield from ((*make, "--format", each) for each in formats)
            yield (*make, "--draft")
        yield from (("check", *of_all, "--as-of", day, "-v", "--format", each) for each in ("text", "json", "sarif"))
        status = ("status", "--dossier", dossier.name, "--as-of", day)
        yield from ((*status, "--format", each) for each in ("table", "json", "csv"))
    for since, day in pairwise(days):
        yield from (("make", each, *of_all, "--as-of", day, "--since", since) for each in record["documents"])
    if (dossier / "recipients.csv").exists():
        yield from (("letter", *of_all, "--as-of", days[-1], "--to", "all", *more) for more in ((), ("--draft",)))
    yield ("check", *of_all, "--annotate", "remarks")
    yield ("translate", "status", "--dossier", dossier.name, "-l", "all")
    yield ("translate", "extract", "--dossier", dossier.name, "-l", "de")


def _days(dossier: Path) -> Iterator[str]:
    for path in dossier.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (row["as_of"] for row in csv.DictReader(file) if row.get("as_of"))


def _spread(days: list[str]) -> list[str]:
    """At most so many of them, the first and the last among them."""
    last, count = len(days) - 1, min(len(days), MOST_DAYS)
    return [days[round(number * last / max(count - 1, 1))] for number in range(count)]


class Workspace:
    """A workspace of the samples, as new before each order."""

    def __init__(self, folder: Path) -> None:
        """Makes it by `briefgen init`; the current folder from then on."""
        start = self._run("init", str(folder), "--samples")
        if start["exit"] != "0":
            raise SystemExit(f"briefgen init: {start['stderr'] or start['exit']}")
        os.chdir(folder)
        self.root = Path.cwd()
        self._kept = self._files()

    def carry_out(self, order: Order) -> Iterator[tuple[Order, Result]]:
        """What the order gives; and what the checks find in the documents that it made."""
        result = self._run(*order)
        documents = sorted({str(path.relative_to(self.root)) for path in self._made() if path.suffix == ".docx"})
        yield order, result | dict(self._digests())
        if documents and order[0] in {"make", "letter"} and "--draft" not in order:
            yield (*order, "; check FILES"), self._run("check", "-v", "--format", "json", *documents)
        self._tidy()

    def _files(self) -> Mapping[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(self.root.rglob("*")) if path.is_file()}

    def _made(self) -> Mapping[Path, bytes]:
        return {path: data for path, data in self._files().items() if self._kept.get(path) != data}

    def _digests(self) -> Iterator[tuple[str, str]]:
        for path, data in self._made().items():
            name = path.relative_to(self.root).as_posix()
            yield name, sha256(data).hexdigest()
            if zipfile.is_zipfile(io.BytesIO(data)):
                with zipfile.ZipFile(io.BytesIO(data)) as package:
                    yield from (
                        (f"{name}: {part}", sha256(package.read(part)).hexdigest()) for part in package.namelist()
                    )

    def _tidy(self) -> None:
        for path in self._made():
            if path in self._kept:
                path.write_bytes(self._kept[path])
            else:
                path.unlink()

    def _run(self, *order: str) -> Result:
        """Runs a command in this process, as `python -m briefgen` would; a process for each takes ten times as long."""
        sys.argv = ["briefgen", *order]
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            code = _exit_code()
        return {"exit": code, "stdout": self._read(out), "stderr": self._read(err)}

    def _read(self, stream: io.TextIOWrapper) -> str:
        text = _bytes(stream).decode()
        return text.replace(str(Path.cwd()), "WORKSPACE").replace(os.environ["PYTHONPATH"], "COPY")


def _bytes(stream: io.TextIOWrapper) -> bytes:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def _exit_code() -> str:
    try:
        runpy.run_module("briefgen", run_name="__main__", alter_sys=True)
    except SystemExit as exit_:
        return str(exit_.code or 0)
    except Exception as problem:  # whatever it is, it is what this copy does
        return repr(problem)
    return "0"


def describe(folder: Path, formats: tuple[str, ...]) -> dict[str, Any]:
    """Every order and what it gave, in a new workspace."""
    workspace = Workspace(folder)
    dossiers = sorted(path.parent for path in workspace.root.glob("data/*/dossier.yaml"))
    templates = (
        ("template", "check", "-v"),
        *(("template", "fields", path.name) for path in sorted(workspace.root.glob("templates/*.docx"))),
    )
    every = chain(templates, *(orders(dossier, formats) for dossier in dossiers))
    return {" ".join(order): result for each in every for order, result in workspace.carry_out(each)}


if __name__ == "__main__":
    json.dump(describe(Path(sys.argv[1]), (*FORMATS, *sys.argv[2:])), sys.stdout)
