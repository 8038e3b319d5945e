"""Translations as translators keep them: gettext PO files, read by Babel; `briefgen.localise.merging` writes them.

Babel is imported inside the function that needs it: a document in the source language does without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from briefgen.catalogue import Catalogue, Translation
from briefgen.findings import Finding, Place, error
from briefgen.localise.po_lines import BROKEN, comments_above, decoded, line_faults
from briefgen.values import dataclass

_REMARK = re.compile(r"#(?![.:,|~])")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True)
class SourceText:
    """A text to be translated.

    Attributes:
        context: what it is of; see `briefgen.dossier.Translation`.
        comments: for the translator, a line each.
        file: where it stands; `row` is its row or line there, or None.
    """

    context: str
    source: str
    comments: tuple[str, ...] = ()
    file: str = ""
    row: int | None = None


@dataclass(frozen=True)
class PoEntry:
    """An entry as it stands in a PO file.

    Attributes:
        previous: the source text that a fuzzy translation was made for, or "".
        remarks: the translator's own comments.
        line: of its msgid.
    """

    context: str
    source: str
    text: str
    fuzzy: bool = False
    previous: str = ""
    remarks: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class PoFile:
    """A whole PO file: its header as text, its entries in order, and those that are no longer used."""

    header: str = ""
    remarks: tuple[str, ...] = ()
    entries: tuple[PoEntry, ...] = ()
    obsolete: tuple[PoEntry, ...] = ()


def read_catalogue(data: bytes, file: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The translations of a PO file, and what is wrong with it; none of a file that cannot be read whole.

    Args:
        data: the bytes of the file.
        file: its name, for messages.
    """
    read, findings = read_po_file(data, file)
    entries = (
        Translation(each.context, each.source, each.text, each.fuzzy, Place(file, line=each.line))
        for each in read.entries
    )
    return Catalogue(file, tuple(entries), sha256(data).hexdigest()), findings


def read_po_file(data: bytes, file: str) -> tuple[PoFile, tuple[Finding, ...]]:
    """All that a PO file holds, and what is wrong with it; an empty one where anything is."""
    text, findings = decoded(data, file)
    findings = findings or line_faults(text, file)
    if findings:
        return PoFile(), tuple(findings)
    messages, obsolete = _parsed(text)
    if twice := list(_twice(messages, file)):
        return PoFile(), tuple(twice)
    header = next((each for each in messages if not each.id), None)
    lines = text.split("\n")
    entries = tuple(_entry(each, lines) for each in messages if each.id)
    remarks = _entry(header, lines).remarks if header else ()
    gone = tuple(_entry(each, lines) for each in obsolete)
    return PoFile(str(header.string) if header else "", remarks, entries, gone), ()


def _parsed(text: str) -> tuple[list[Any], list[Any]]:
    """Babel's messages in the order of the file, and the obsolete ones."""
    from babel.messages.catalog import Catalog, Message
    from babel.messages.pofile import PoFileParser

    class Recording(Catalog):
        """Keeps every message, also where two have one key; Babel's own catalogue puts the second into the first."""

        def __init__(self) -> None:
            super().__init__(charset="utf-8")
            self.read: list[Message] = []

        def __setitem__(self, _id: Any, message: Message) -> None:
            self.read.append(message)

    catalog = Recording()
    lines = ["#" if line.startswith("#~|") else line for line in text.split("\n")]
    PoFileParser(catalog, abort_invalid=True).parse(lines)
    return catalog.read, list(catalog.obsolete.values())


def _twice(messages: Iterable[Any], file: str) -> Iterator[Finding]:
    first: dict[tuple[str, str], int] = {}
    for each in messages:
        key = (each.context or "", str(each.id))
        if key in first:
            message = f"the entry of line {first[key]} stands here again."
            yield error(BROKEN, Place(file, line=each.lineno), message, "Keep one of the two.", str(each.id)[:60])
        first.setdefault(key, each.lineno)


def _entry(message: Any, lines: Sequence[str]) -> PoEntry:
    comments = list(comments_above(lines, message.lineno))
    return PoEntry(
        context=message.context or "",
        source=message.id,
        text=message.string or "",
        fuzzy="fuzzy" in message.flags and bool(message.string),
        previous=_previous(comments),
        remarks=tuple(each[1:].strip() for each in comments if _REMARK.match(each)),
        line=message.lineno,
    )


def _previous(comments: Iterable[str]) -> str:
    """The text behind `#| msgid`, which Babel reads as a comment."""
    from babel.messages.pofile import unescape

    lines = [each.lstrip("#|").strip() for each in comments if each.startswith(("#|", "|"))]
    return "".join(unescape(match[0]) for line in lines if line[:7] != "msgctxt" and (match := _QUOTED.search(line)))
