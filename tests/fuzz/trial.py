"""What becomes of inputs: runs their commands in this process and judges each run and each document that it wrote.

`python -m tests.fuzz.trial FIRST COUNT [FOLDER]` prints a line of JSON for each input; with FOLDER what was read and
written stays there.
"""

from __future__ import annotations

import importlib
import json
import re
import shutil
import sys
import time
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import chdir, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from lxml import etree

import briefgen
from briefgen.cli.group import group
from briefgen.word import lint
from tests.fuzz.inputs import Input, an_input
from tests.fuzz.mutations import unzipped

MOST_SECONDS, MOST_BYTES = 10, 1 << 30
_PACKAGE = Path(briefgen.__file__).parent
_RESOURCE = None if sys.platform == "win32" else importlib.import_module("resource")


@dataclass
class Record:
    """What became of an input: exit codes of its commands, signatures of its failures."""

    number: int
    kind: str
    codes: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0
    megabytes: int = 0


def try_input(number: int, folder: Path) -> Record:
    """Runs the commands of an input in a folder and judges what they did."""
    given = an_input(number)
    given.write(folder)
    record = Record(number, given.kind)
    start = time.process_time()
    _limit_time()
    for command in given.commands:
        _run(command, folder, record)
    record.seconds = round(time.process_time() - start, 2)
    record.failures += [
        each for path in (*folder.glob("filled.docx"), *folder.glob("out/**/*.docx")) for each in _faults(path, given)
    ]
    record.megabytes = _peak() >> 20
    if _peak() > MOST_BYTES:
        record.failures.append("over 1 GB")
    return record


def _run(command: tuple[str, ...], folder: Path, record: Record) -> None:
    with chdir(folder):
        result = CliRunner().invoke(group, command, prog_name="briefgen")
    record.codes.append(result.exit_code)
    if result.exit_code not in {0, 1, 2} or not isinstance(result.exception, SystemExit | None):
        problem = result.exception
        record.failures.append(signature(problem.__context__ or problem) if problem else f"exit {result.exit_code}")


def signature(problem: BaseException) -> str:
    """The class of an exception and the innermost module of briefgen that it came from."""
    names = [Path(each.filename) for each in traceback.extract_tb(problem.__traceback__)]
    ours = [
        "/".join(path.with_suffix("").parts[path.parts.index("briefgen") + 1 :]) for path in names if _is_ours(path)
    ]
    return f"{type(problem).__name__} {ours[-1] if ours else '?'}"


def _is_ours(path: Path) -> bool:
    return "briefgen" in path.parts and "tests" not in path.parts


def _faults(path: Path, given: Input) -> Iterator[str]:
    """What is wrong with a document that was not wrong with its template already."""
    template = given.content if given.name.endswith(".docx") else b""
    document = path.read_bytes()
    if _ill_formed(document) - _ill_formed(template):
        yield "ill-formed XML written"
    yield from sorted(f"lint {each}" for each in _codes(document) - _codes(template) - _expected(given))


def _expected(given: Input) -> set[str]:
    """What the lint says of a sound document: a text of the data that reads like a tag is printed as it was typed."""
    is_like_a_tag = given.name == "data.json" and re.search(rb"\{[{%#]", given.content)
    return {"TEMPLATE_TAG_LEFT"} if is_like_a_tag else set()


def _codes(document: bytes) -> set[str]:
    return {problem.code for problem in lint(document)} if document else set()


def _ill_formed(document: bytes) -> set[str]:
    """The names of the parts that no parser reads."""
    with suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError):  # a container that is odd by itself
        parts = unzipped(document) if document else {}
        return {name for name, part in parts.items() if name.endswith((".xml", ".rels")) and not _is_well_formed(part)}
    return set()


def _is_well_formed(part: bytes) -> bool:
    try:
        etree.fromstring(part, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return False
    return True


def _limit_time() -> None:
    """Whoever takes longer is ended by the system, in whatever code he is; on Windows by nobody."""
    if _RESOURCE:
        used = int(time.process_time()) + MOST_SECONDS + 1
        _RESOURCE.setrlimit(_RESOURCE.RLIMIT_CPU, (used, _RESOURCE.RLIM_INFINITY))


def _peak() -> int:
    """The most memory that this process has had, in bytes; 0 on Windows, which does not say."""
    unit = 1 if sys.platform == "darwin" else 1024
    return int(_RESOURCE.getrusage(_RESOURCE.RUSAGE_SELF).ru_maxrss) * unit if _RESOURCE else 0


def main(first: str, count: str, folder: str = "") -> None:
    """Tries inputs one after the other, until one has left too little memory for the next."""
    for number in range(int(first), int(first) + int(count)):
        with TemporaryDirectory() as own:
            record = try_input(number, Path(own))
            if folder:
                shutil.copytree(own, Path(folder) / str(number))
        print(json.dumps(asdict(record)), flush=True)  # noqa: T201
        if record.megabytes > MOST_BYTES >> 20:
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
