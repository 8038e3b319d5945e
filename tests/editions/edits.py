"""What people and programs do to finished files, and files that they send."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject

from tests.word.good import zipped


def by_hand(data: bytes, edit: Callable[[DocumentObject], object]) -> bytes:
    """A file after somebody has worked on it."""
    document = Document(io.BytesIO(data))
    edit(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def reword(old: str, new: str) -> Callable[[DocumentObject], None]:
    """Replaces some words, wherever they stand."""

    def edit(document: DocumentObject) -> None:
        runs = document.element.body.iter("{*}t")
        found = [run for run in runs if old in (run.text or "")]
        assert found
        for run in found:
            run.text = (run.text or "").replace(old, new)

    return edit


def delete(words: str) -> Callable[[DocumentObject], None]:
    """Deletes the paragraph with some words."""

    def edit(document: DocumentObject) -> None:
        paragraph = _paragraph(document, words)
        paragraph.getparent().remove(paragraph)

    return edit


def double(words: str) -> Callable[[DocumentObject], None]:
    """Puts a copy of a paragraph behind it, its bookmarks too."""

    def edit(document: DocumentObject) -> None:
        paragraph = _paragraph(document, words)
        paragraph.addnext(deepcopy(paragraph))

    return edit


def move_before(words: str, others: str) -> Callable[[DocumentObject], None]:
    """Moves a paragraph before another one."""

    def edit(document: DocumentObject) -> None:
        _paragraph(document, others).addprevious(_paragraph(document, words))

    return edit


def _paragraph(document: DocumentObject, words: str) -> Any:
    paragraphs = document.element.body.iter("{*}p")
    return next(each for each in paragraphs if words in "".join(each.itertext()))


def part_bytes(data: bytes, name: str) -> bytes:
    """The bytes of a part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def part_of(data: bytes, name: str) -> str:
    """A part of a file as text; "" where it has none of that name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode() if name in archive.namelist() else ""


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A file with a part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts.get(name, b"").decode()).encode()
    return zipped(parts)


def of_version(data: bytes, version: str) -> bytes:
    """A file as another version of briefgen would have signed it; the seal does not cover it."""
    pattern = r'(name="briefgen version"><vt:lpwstr>)[^<]*'
    return with_part(data, "docProps/custom.xml", lambda xml: re.sub(pattern, rf"\g<1>{version}", xml))


def save(path: Path, data: bytes) -> Path:
    """Writes a file."""
    path.write_bytes(data)
    return path
