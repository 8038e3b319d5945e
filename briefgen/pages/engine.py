"""rdocx, a layout engine of the extra `pages`: PDFs and page pictures of Word files without an office program.

The one door to it. It runs in a process of its own with bounds on time and memory, because the files come by e-mail
and it is young: what crashes it costs us a document that another engine has to draw, no more.

It says nothing of some things that it leaves out: pictures that are neither PNG nor JPEG, and shapes. Whoever uses its
PDFs asks `briefgen.word.reader.drawings` before, and looks for the words of the document in them
(`briefgen.outputs.pdf`).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from msgspec import Struct

from briefgen.errors import OutputError, UsageProblemError

_PROCESS = Path(__file__).with_name("rdocx_process.py")
_SECONDS = 60  # for a start, and for each document: a table of 330 pages takes 9 on a busy machine
_WORTH_A_PROCESS, _MOST_PROCESSES = 6, 4  # documents; processes, each of which may take two gigabytes
_GLANCE = 0.2  # seconds after which somebody who watches sees more
_NO_ANSWER = "it ended before the document was drawn"
_LATE = "it was not ready in time"
_REMEDY = "Install it: pip install 'briefgen[pages]'; or use --engine libreoffice, with LibreOffice 7.4 or newer."


Watch = Callable[[int], object]


class _Work(Struct, frozen=True):
    """What processes are started for: pdf, pdfa or png; what is done beside, and who is told how many are drawn."""

    kind: str
    meanwhile: Callable[[], object] = bool
    watch: Watch = bool
    dpi: float = 96


class EnginePdf(Struct, frozen=True):
    """What the engine made of a document.

    Attributes:
        data: the PDF; empty where it made none.
        remarks: what the engine says it has left out or could not do; empty where it says nothing.
    """

    data: bytes
    remarks: tuple[str, ...] = ()


def is_installed() -> bool:
    """Whether rdocx is there; it is not imported."""
    return find_spec("rdocx") is not None


def refuse_missing_engine() -> None:
    """Refuses to work without rdocx.

    Raises:
        UsageProblemError: it is not installed; the remedy says how.
    """
    if not is_installed():
        raise UsageProblemError("The layout engine rdocx is not installed.", _REMEDY)


def draw_pdfs(
    documents: Sequence[bytes],
    environment: Mapping[str, str],
    *,
    archive: bool = False,
    meanwhile: Callable[[], object] = bool,
    watch: Watch = bool,
) -> list[EnginePdf]:
    """Word documents as tagged PDFs, in their order, the same bytes whenever they are made with the same fonts.

    Args:
        documents: the bytes of each.
        environment: all that the engine sees of the environment.
        archive: whether they are to be PDF/A-2b (ISO 19005-2).
        meanwhile: what is done in this process while the engine works.
        watch: is told now and then how many are drawn.
    """
    drawn: dict[int, EnginePdf] = {}
    while left := [number for number in range(len(documents)) if number not in drawn]:
        longest_first = sorted(left, key=lambda number: -len(documents[number]))
        pieces = _pieces(longest_first)  # again with those behind a document that has ended a process
        work = _Work("pdfa" if archive else "pdf", meanwhile, partial(_tell, watch, len(drawn)))
        made = _draw([[documents[each] for each in piece] for piece in pieces], environment, work)
        meanwhile = bool
        drawn |= {number: pdf for piece, pdfs in zip(pieces, made, strict=True) for number, pdf in zip(piece, pdfs)}  # noqa: B905  # pdfs end at a crash
    return [drawn[each] for each in sorted(drawn)]


def _pieces(numbers: Sequence[int]) -> list[Sequence[int]]:
    """The documents of each process: one process, or where there are many documents one for each core."""
    count = max(1, min(os.cpu_count() or 1, _MOST_PROCESSES, len(numbers) // _WORTH_A_PROCESS))
    return [numbers[start::count] for start in range(count)]


def draw_pictures(document: bytes, environment: Mapping[str, str], dpi: float = 96) -> list[bytes]:
    """The pages of a Word document as PNG pictures.

    Args:
        document: the bytes of the file.
        environment: all that the engine sees of the environment.
        dpi: dots per inch.

    Raises:
        UsageProblemError: the engine is not installed.
        OutputError: the engine cannot draw the document.
    """
    refuse_missing_engine()
    with tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        [problem] = _run([[document]], [Path(name)], environment, _Work("png", dpi=dpi))
        pictures = sorted(Path(name).glob("*.png"))
        if not pictures:
            [result] = _results(Path(name), 1, problem)
            raise OutputError(f"rdocx has drawn no page: {'; '.join(result.remarks)}.", "Open the file in Word.")
        return [each.read_bytes() for each in pictures]


def _draw(pieces: Sequence[Sequence[bytes]], environment: Mapping[str, str], work: _Work) -> list[list[EnginePdf]]:
    """What became of the documents of each process up to the one that ended it, if any did; at least of one."""
    with tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        folders = [Path(name, str(number)) for number in range(len(pieces))]
        problems = _run(pieces, folders, environment, work)
        return [_results(*each) for each in zip(folders, map(len, pieces), problems, strict=True)]


def _run(
    pieces: Sequence[Sequence[bytes]], folders: Sequence[Path], environment: Mapping[str, str], work: _Work
) -> list[str]:
    """Runs a process for each piece, at once; why each may not have got to its end."""
    processes: list[subprocess.Popen[bytes]] = []
    deadline = monotonic() + _SECONDS * (1 + max(map(len, pieces)))
    try:
        for documents, folder in zip(pieces, folders, strict=True):
            processes.append(_start(documents, folder, environment, (work.kind, str(work.dpi))))
        work.meanwhile()
        return [_end(each, deadline, lambda: work.watch(_count_drawn(folders))) for each in processes]
    except OSError as problem:
        return [f"it cannot be started ({problem.strerror})"] * len(pieces)
    finally:
        for each in processes:
            each.kill()
            each.communicate()


def _start(
    documents: Sequence[bytes], folder: Path, environment: Mapping[str, str], how: tuple[str, str]
) -> subprocess.Popen[bytes]:
    folder.mkdir(exist_ok=True)
    for number, data in enumerate(documents):
        (folder / f"{number:04}.docx").write_bytes(data)
    command, nothing = [sys.executable, "-P", str(_PROCESS), str(folder), *how], subprocess.DEVNULL
    said = subprocess.PIPE  # it says nothing: that the pipe is closed is seen at once, that it has ended is not
    return subprocess.Popen(command, cwd=folder, env=environment, stdin=nothing, stdout=said, stderr=nothing)  # noqa: S603  # no argument comes from a file


def _end(process: subprocess.Popen[bytes], deadline: float, look: Callable[[], object]) -> str:
    """Waits for a process, and looks now and then how far it is; why it may not have got to its end."""
    while (left := deadline - monotonic()) > 0:
        try:
            process.communicate(timeout=min(_GLANCE, left))
        except subprocess.TimeoutExpired:
            look()
        else:
            return _NO_ANSWER
    return _LATE


def _tell(watch: Watch, before: int, count: int) -> None:
    watch(before + count)


def _count_drawn(folders: Sequence[Path]) -> int:
    return sum(1 for folder in folders for _ in folder.glob("*.json"))


def _results(folder: Path, count: int, problem: str) -> list[EnginePdf]:
    found: list[EnginePdf] = []
    for number in range(count):
        told, pdf = folder / f"{number:04}.json", folder / f"{number:04}.pdf"
        if not told.is_file():
            return [*found, EnginePdf(b"", (problem,))]
        data = pdf.read_bytes() if pdf.is_file() else b""
        found.append(EnginePdf(data, tuple(json.loads(told.read_text(encoding="utf-8")))))
    return found


_NO_LANGUAGE = b"/Lang (und)"
_ENTRY = re.compile(rb"(\d{10})(?= \d{5} n)")
_OWN_ID = re.compile(rb"\n\s*/ID \[\([^)]*\) \([^)]*\)\]")
_EMPTY_ID = b"/ID [<" + b"0" * 32 + b"> <" + b"0" * 32 + b">]"


def complete_pdf(pdf: bytes, language: str) -> bytes:
    """A PDF with what rdocx does not write: the language of the document, and a place for its identifier.

    Args:
        pdf: as rdocx has written it, or empty.
        language: such as "en-IE".

    Objects behind the language move, so the table of their offsets changes (ISO 32000-1, 7.5.4 and 14.4).
    """
    table, trailer = pdf.rfind(b"\nxref\n") + 1, pdf.rfind(b"\ntrailer\n") + 1
    at = pdf.find(_NO_LANGUAGE, 0, max(table, 0))
    if not 0 < at < table < trailer:
        return pdf
    entry = b"/Lang (%b)" % re.sub(rb"[^A-Za-z0-9-]", b"", language.encode("ascii", "ignore"))
    more = len(entry) - len(_NO_LANGUAGE)
    body = pdf[:at] + entry + pdf[at + len(_NO_LANGUAGE) : table]
    moved = _ENTRY.sub(lambda each: b"%010d" % (int(each[1]) + (more if int(each[1]) > at else 0)), pdf[table:trailer])
    rest = _OWN_ID.sub(b"", pdf[trailer:]).replace(b"<<", b"<<\n  " + _EMPTY_ID, 1)
    return body + moved + rest.replace(b"startxref\n%d\n" % table, b"startxref\n%d\n" % len(body))
