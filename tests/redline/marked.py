"""A document with tracked changes as text that people can read: [-deleted-], {+inserted+}, and ¶ for marks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMS = {"ins": "{{+{}+}}", "del": "[-{}-]", "": "{}"}


def marked(docx: bytes) -> str:
    """Each paragraph on a line; "+" or "-" before those whose row came or went, "¶" with its own marks behind them."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))
    return "\n".join(map(line_of, root.iter(f"{W}p")))


def line_of(paragraph: Any) -> str:
    """A paragraph with its changes."""
    pieces: list[tuple[str, str]] = []
    for kind, text in _pieces(paragraph):
        if pieces and pieces[-1][0] == kind:
            pieces[-1] = (kind, pieces[-1][1] + text)
        else:
            pieces.append((kind, text))
    row = _row_of(paragraph)
    return row + "".join(_FORMS[kind].format(text) for kind, text in pieces) + _mark_of(paragraph)


def _pieces(paragraph: Any) -> Iterator[tuple[str, str]]:
    for text in paragraph.iter(f"{W}t", f"{W}delText", f"{W}footnoteReference"):
        change = next(text.iterancestors(f"{W}ins", f"{W}del"), None)
        kind = "" if change is None else change.tag.removeprefix(W)
        yield kind, "°" if text.tag == f"{W}footnoteReference" else text.text or ""


def _row_of(paragraph: Any) -> str:
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    kinds = () if row is None else (kind for kind in ("ins", "del") if row.find(f"{W}trPr/{W}{kind}") is not None)
    return {"ins": "+ ", "del": "- "}.get(next(iter(kinds), ""), "")


def _mark_of(paragraph: Any) -> str:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    kinds = () if marks is None else (kind for kind in ("ins", "del") if marks.find(f"{W}{kind}") is not None)
    return "".join(_FORMS[kind].format("¶") for kind in kinds)
