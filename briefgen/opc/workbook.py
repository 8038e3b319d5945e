"""A look at an XLSX file before any library opens it.

An XLSX file is a zip of XML parts (ECMA-376 part 2). One of a few kilobytes can unpack to gigabytes or reach to the
last cell of the sheet, and the libraries that read it then take all memory or end the process; other kinds of file
under the same ending give messages that no drafter understands. Each is recognised here and refused in a sentence.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final

from briefgen.errors import UnreadableInputError

MAX_FILE: Final = 50 << 20
MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 50 << 20
MAX_RATIO: Final = 200
_SMALL: Final = 100_000
"""Below this unpacked size a part may be packed as tightly as it likes."""

_SAVE_AS_XLSX: Final = "Open it in Excel and save it as “Excel Workbook (*.xlsx)”."
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_BEGINNINGS: Final = (
    (b"{\\rtf", "an RTF text"),
    (b"%pdf", "a PDF"),
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<table", "a web page (HTML)"),
    (b"<?xml", "an XML file"),
)
_MACRO_PARTS: Final = ("vbaproject.bin", "xl/macrosheets/")
_OTHER_PACKAGES: Final = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
)


def opened_package(content: bytes, file: str) -> zipfile.ZipFile:
    """The package of an XLSX file, once it is known to be one and of reasonable size.

    Args:
        content: the bytes of the file.
        file: the name to speak of it by.

    Raises:
        UnreadableInputError: another kind of file, a damaged one, a password, macros, or a size beyond the limits.
    """
    if file.lower().endswith((".xlsm", ".xltm", ".xlsb")):
        raise _macros(file)
    if not content.startswith(b"PK"):
        raise _no_package(content, file)
    if len(content) > MAX_FILE:
        raise UnreadableInputError(
            f"{file}: the file has more than {MAX_FILE >> 20} MB.", "Keep one small table in it."
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise _damaged(file) from None
    _check_size(package.infolist(), file)
    _check_parts(package, file)
    return package


def part_bytes(package: zipfile.ZipFile, name: str, file: str) -> bytes:
    """The bytes of one part.

    Raises:
        UnreadableInputError: the part is damaged or has a password.
    """
    try:
        return package.read(name)
    except RuntimeError:
        raise UnreadableInputError(f"{file}: the file has a password.", "Save it without a password.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise _damaged(file) from None


def _macros(file: str) -> UnreadableInputError:
    return UnreadableInputError(f"{file}: a workbook with macros is not read.", _SAVE_AS_XLSX)


def _damaged(file: str) -> UnreadableInputError:
    remedy = "Take it once more from where it came; Excel's File, Open, “Open and Repair” may help."
    return UnreadableInputError(f"{file}: the file is damaged or incomplete.", remedy)


def _no_package(content: bytes, file: str) -> UnreadableInputError:
    if not content:
        return UnreadableInputError(f"{file}: the file is empty (0 bytes).", "Take it once more from where it came.")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return UnreadableInputError(f"{file}: the workbook has a password.", "Save it in Excel without a password.")
        return UnreadableInputError(f"{file}: this is an old Excel or other Office file (.xls).", _SAVE_AS_XLSX)
    beginning = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = next((kind for start, kind in _BEGINNINGS if beginning.startswith(start)), "")
    if kind:
        return UnreadableInputError(f"{file}: this is {kind} with the ending of a workbook.", _SAVE_AS_XLSX)
    remedy = "If it is a CSV file, give it the ending .csv."
    return UnreadableInputError(f"{file}: this is not an Excel workbook.", remedy)


def _check_size(entries: Iterable[zipfile.ZipInfo], file: str) -> None:
    entries = list(entries)
    problem = ""
    if len(entries) > MAX_ENTRIES:
        problem = f"{len(entries)} parts, more than {MAX_ENTRIES}"
    elif (unpacked := sum(entry.file_size for entry in entries)) > MAX_UNPACKED:
        problem = f"{unpacked >> 20} MB when unpacked, more than {MAX_UNPACKED >> 20}"
    elif any(_too_tight(entry) for entry in entries):
        problem = f"a part packed more than {MAX_RATIO} to 1"
    if problem:
        message = f"{file}: the workbook has {problem}; it is refused for safety."
        raise UnreadableInputError(message, "Copy the table into a new workbook.")


def _too_tight(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _check_parts(package: zipfile.ZipFile, file: str) -> None:
    names = package.namelist()
    lowered = [name.lower() for name in names]
    if len(set(lowered)) < len(lowered):
        message = f"{file}: the workbook holds two parts of the same name."
        raise UnreadableInputError(message, "Copy the table into a new workbook.")
    if any(mark in name for name in lowered for mark in _MACRO_PARTS):
        raise _macros(file)
    for start, kind in _OTHER_PACKAGES:
        if any(name.startswith(start) for name in names):
            raise UnreadableInputError(f"{file}: this is {kind} with the ending of a workbook.", _SAVE_AS_XLSX)
    if "[Content_Types].xml" not in names:
        raise UnreadableInputError(f"{file}: this is a zip archive, not an Excel workbook.", "Unpack it first.")
    if b"macroEnabled" in part_bytes(package, "[Content_Types].xml", file):
        raise _macros(file)
