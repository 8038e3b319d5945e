"""Writes the templates of the corpus: `python -m tests.corpus.make_corpus [--libreoffice]`.

Without the option only those that python-docx makes, which come out the same each time. With it also those that
LibreOffice writes: from `sources/`, and again from templates of python-docx.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.corpus.authoring import an_empty_document, saved
from tests.corpus.case import FOLDER, RESAVED, Case, all_cases
from tests.corpus.compatibility import PAGE, with_table

SOURCES = FOLDER / "sources"
_TIMEOUT = 120  # seconds for one start of LibreOffice


def written(case: Case) -> bytes:
    """A template of python-docx as a file."""
    assert case.write is not None, f"{case.name} is made by LibreOffice"
    document = an_empty_document()
    case.write(document)
    return case.finish(saved(document))


def write_with_python_docx() -> None:
    """Writes all templates that python-docx makes."""
    for case in all_cases().values():
        if case.write:
            case.path.write_bytes(written(case))


def write_with_libreoffice() -> None:
    """Writes all templates that LibreOffice makes."""
    names = [case.name for case in all_cases().values() if case.write is None]
    with tempfile.TemporaryDirectory() as folder:
        again = [_copied(name, Path(folder)) for name in names if name.startswith(RESAVED)]
        flat = [SOURCES / f"{name}.fodt" for name in names if (SOURCES / f"{name}.fodt").exists()]
        pages = [SOURCES / f"{name}.html" for name in names if (SOURCES / f"{name}.html").exists()]
        _convert(Path(folder), [*again, *flat])
        _convert(Path(folder), pages, "--infilter=HTML (StarWriter)")


def _copied(name: str, folder: Path) -> Path:
    copy = folder / f"{name}.docx"
    shutil.copyfile(FOLDER / f"{name.removeprefix(RESAVED)}.docx", copy)
    return copy


def _convert(folder: Path, sources: Iterable[Path], *options: str) -> None:
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", *options, "--convert-to", "docx"]
    files = [str(source) for source in sources]
    subprocess.run([*command, "--outdir", str(FOLDER), *files], check=True, timeout=_TIMEOUT)


if __name__ == "__main__":
    write_with_python_docx()
    if "--libreoffice" in sys.argv[1:]:
        write_with_libreoffice()
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
