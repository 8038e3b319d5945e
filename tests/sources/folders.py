"""Dossier folders for tests: sound by default; a test writes only the file that it is about."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from briefgen.findings import Finding
from briefgen.model.dossier import Dossier
from briefgen.sources import read_dossier

SOUND: Mapping[str, str] = {
    "dossier.yaml": "title: Follow-up to the spring summit\n",
    "commitments.csv": "point,number,part,text\ndublin,10,,Transfers\nborders,11,,Border controls\n",
    "followup.csv": "point,item,as_of,text\ndublin,FU-1,2023-03-01,Sixty transfers were made.\n",
}


def a_folder(tmp_path: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """A dossier's folder with the files given in place of the sound ones; None takes one away."""
    folder = tmp_path / "spring-summit"
    folder.mkdir(exist_ok=True)
    for name, content in {**SOUND, **(files or {})}.items():
        if content is not None:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def read(tmp_path: Path, files: Mapping[str, str | bytes | None] | None = None) -> tuple[Dossier, tuple[Finding, ...]]:
    return read_dossier(a_folder(tmp_path, files))


def found(tmp_path: Path, files: Mapping[str, str | bytes | None]) -> list[str]:
    """The findings as they are printed."""
    return [str(finding) for finding in read(tmp_path, files)[1]]


def a_csv(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def a_workbook(
    sheets: Mapping[str, Sequence[Sequence[Any]]], change: Callable[[Workbook], None] | None = None
) -> bytes:
    """The bytes of a workbook; `change` does to it what a drafter would."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        fill(workbook.create_sheet(name), rows)
    if change:
        change(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    for number, row in enumerate(rows, 1):
        for index, value in enumerate(row, 1):
            cell = sheet.cell(number, index)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would take "=…" for a formula and "#N/A" for an error


def changed_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed; a part that is not there is added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return target.getvalue()
