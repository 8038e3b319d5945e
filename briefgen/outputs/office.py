"""LibreOffice, which makes the PDFs: where it is, and how it is run.

It runs without a window, with a profile of its own that is thrown away, so it neither sees nor disturbs one that a
person has open; and with the clock set to UTC, so that the dates that it writes have the same length everywhere.
The program that is called is often a mere starter of others, so all end together. What they print goes to a file: a
pipe would have to be read to its end, which comes only when the last of them is gone.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic

from msgspec import Struct, field

from briefgen.errors import OutputError, UsageProblemError

VARIABLE = "BRIEFGEN_SOFFICE"
_NAMES = ("soffice", "soffice.com", "libreoffice")
_USUAL = (
    *("/usr/bin/soffice", "/usr/local/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice"),
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    *(f"C:/Program Files{x86}/LibreOffice/program/soffice.com" for x86 in ("", " (x86)")),
)
_OPT = "libreoffice*/program/soffice"  # below /opt: where the packages of libreoffice.org go
_MOST = 200  # documents in one start, so that the command line stays short enough for any system
_TAGGED = b"/Marked true"
_SECONDS_TO_GO = 3
_GLANCE = 0.2  # seconds after which somebody who watches sees more

# https://wiki.documentfoundation.org/API/Tutorials/PDF_export
_OPTIONS = ("UseTaggedPDF", "ExportBookmarks", "PDFUACompliance", "DisplayPDFDocumentTitle")
_FILTER = "pdf:writer_pdf_Export:" + json.dumps({name: {"type": "boolean", "value": "true"} for name in _OPTIONS})

_MISSING = "No LibreOffice was found on this computer, which makes the PDF files."
_INSTALL = (
    f"Install LibreOffice 7.4 or newer (libreoffice.org), or name its program soffice in {VARIABLE}; or install an "
    "engine that needs none: pip install 'briefgen[pages]'. The formats docx, html and md need nothing else."
)
_OLD = "Its LibreOffice may be older than 7.4: update it, or use --format docx and save as PDF in Word."


class Office(Struct, frozen=True):
    """Where LibreOffice may be found.

    Attributes:
        environment: the environment that the program was called in, which LibreOffice is to see as well.
        start: seconds that a start may take; `each`: seconds more for each document.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    start: int = 90
    each: int = 30

    def program(self) -> str:
        """The program that runs LibreOffice: the one named in BRIEFGEN_SOFFICE, on the PATH, or at a usual place.

        Raises:
            UsageProblemError: there is none.
        """
        named = self.environment.get(VARIABLE, "")
        if named:
            if found := shutil.which(named, path=self._path):
                return found
            raise UsageProblemError(f"{VARIABLE} names “{named}”, and there is no such program.", _INSTALL)
        found = next((each for name in _NAMES if (each := shutil.which(name, path=self._path))), None)
        program = found or next(_usual(), None)
        if program is None:
            raise UsageProblemError(_MISSING, _INSTALL)
        return program

    def version(self) -> str:
        """What LibreOffice says of itself, such as "LibreOffice 24.8.4.2"; "" where it says nothing in ten seconds.

        Raises:
            UsageProblemError: there is none.
        """
        program = self.program()
        with (
            tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name,
            suppress(OSError, subprocess.TimeoutExpired),
        ):
            said = Path(name, "said.txt")
            run_to_end([program, "--version"], Path(name), self.environment, said=said, seconds=10)
            return " ".join(said.read_text(encoding="utf-8", errors="replace").split()[:2])
        return ""

    @property
    def _path(self) -> str:
        return self.environment.get("PATH", "")

    def pdfs(self, documents: Sequence[tuple[str, bytes]], watch: Callable[[int], object] = bool) -> list[bytes]:
        """Word documents as tagged PDFs, in their order; all in as few starts as can be.

        Args:
            documents: name, for messages, and bytes of each; they were made or checked by briefgen.
            watch: is told now and then how many are made.

        Raises:
            UsageProblemError: there is no LibreOffice.
            OutputError: it does not answer in time, or makes no PDF, or none that reading aids can use.
        """
        program = self.program()
        made: list[bytes] = []
        while len(made) < len(documents):
            batch, before = documents[len(made) : len(made) + _MOST], len(made)
            made += self._converted(program, batch, partial(_tell, watch, before))
        return made

    def _converted(
        self, program: str, documents: Sequence[tuple[str, bytes]], watch: Callable[[int], object]
    ) -> list[bytes]:
        with tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            files = [folder / f"{number:04}.docx" for number in range(len(documents))]
            for file, (_, data) in zip(files, documents, strict=True):
                file.write_bytes(data)
            said = self._run(program, folder, [file.name for file in files], watch)
            names = [name for name, _ in documents]
            return [_checked(file.with_suffix(".pdf"), name, said) for file, name in zip(files, names, strict=True)]

    def _run(self, program: str, folder: Path, files: Sequence[str], watch: Callable[[int], object]) -> str:
        """Runs LibreOffice; what it said, which is of use only where it failed: it ends with 0 at all events."""
        profile = (folder / "profile").resolve().as_uri()
        quiet = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
        command = [program, f"-env:UserInstallation={profile}", *quiet, "--convert-to", _FILTER, *files]
        seconds, said = self.start + self.each * len(files), folder / "said.txt"
        try:
            look = partial(_count, watch, folder)
            run_to_end(command, folder, {**self.environment, "TZ": "UTC"}, said=said, seconds=seconds, look=look)
        except subprocess.TimeoutExpired:
            raise OutputError(f"LibreOffice has made no PDF within {seconds} seconds.", "Try again.") from None
        except OSError as problem:
            raise OutputError(f"LibreOffice ({program}) cannot be started: {problem.strerror}.", _INSTALL) from problem
        return said.read_bytes().decode(errors="replace")


def _usual() -> Iterator[str]:
    places = (*map(Path, _USUAL), *sorted(Path("/opt").glob(_OPT), reverse=True))
    return (str(place) for place in places if place.is_file())


def _checked(pdf: Path, name: str, said: str) -> bytes:
    data = pdf.read_bytes() if pdf.is_file() else b""
    if not data.startswith(b"%PDF-"):
        lines = [line for line in said.splitlines() if "javaldx" not in line and line.strip()]
        heard = f" It said: {lines[-1].strip()[:200]}" if lines else ""
        raise OutputError(f"LibreOffice made no PDF of {name}.{heard}", "Open the .docx in LibreOffice to see why.")
    if _TAGGED not in data:
        raise OutputError(f"LibreOffice made a PDF of {name} that reading aids cannot use.", _OLD)
    return data


def run_to_end(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    said: Path,
    seconds: float,
    look: Callable[[], object] = bool,
) -> None:
    """Runs a program to its end; if it is late, or we are interrupted, it ends with all that it has started.

    Args:
        command: program and arguments, none of them from a file that came by mail.
        folder: where it runs.
        environment: all that it sees of the environment.
        said: the file that gets what it prints.
        seconds: how long it may take.
        look: is called now and then while it works.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it was not ready in time.
    """
    with said.open("wb") as words:
        process = subprocess.Popen(  # noqa: S603  # see `command`
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, seconds, look)
        except BaseException:
            _end_all(process, environment)
            raise


def _tell(watch: Callable[[int], object], before: int, count: int) -> None:
    watch(before + count)


def _count(watch: Callable[[int], object], folder: Path) -> None:
    watch(sum(1 for _ in folder.glob("*.pdf")))


def _wait(process: subprocess.Popen[bytes], seconds: float, look: Callable[[], object]) -> None:
    """Waits for the end of a process, and looks now and then how far it is."""
    deadline = monotonic() + seconds
    while (left := deadline - monotonic()) > _GLANCE:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GLANCE)
            return
        look()
    process.wait(left)


def _end_all(process: subprocess.Popen[bytes], environment: Mapping[str, str]) -> None:
    if sys.platform == "win32":
        subprocess.run(kill_command(process.pid, environment), capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()  # where there is no taskkill, at least this one
    with suppress(subprocess.TimeoutExpired):  # a wait that a signal broke off can leave its lock closed for ever
        process.wait(_SECONDS_TO_GO)


def kill_command(pid: int, environment: Mapping[str, str]) -> list[str]:
    """The command that on Windows ends a process with all that it has started (Microsoft, “taskkill”)."""
    folder = environment.get("SYSTEMROOT", r"C:\Windows")
    return [rf"{folder}\System32\taskkill.exe", "/F", "/T", "/PID", str(pid)]
