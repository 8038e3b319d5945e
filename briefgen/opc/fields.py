"""The fields that no document may hold, neither by its template nor by its data (ECMA-376 part 1, 17.16.5).

The instructions of a part's fields, put together from the runs over which Word has split them.

Source: ECMA-376 part 1, 17.16.2 (complex fields: begin, separate, end) and 17.16.19 (simple fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.opc.xml import as_ascii_superset, scan_xml

_FETCHING = "DDE DDEAUTO INCLUDE INCLUDETEXT INCLUDEPICTURE IMPORT LINK EMBED DATABASE RD"
_RUNNING_OR_ASKING = "MACRO MACROBUTTON PRINT ASK FILLIN"
_FROM_THE_READERS_MACHINE = "AUTOTEXT AUTOTEXTLIST GLOSSARY"
DANGEROUS_FIELDS = frozenset(f"{_FETCHING} {_RUNNING_OR_ASKING} {_FROM_THE_READERS_MACHINE}".split())


_MARKS = (b"nstrText", b"fldSimple", b"fldChar", b"imagedata")
_REMOTE = r"(?i)(?:[a-z][a-z0-9+.-]+:|\\\\)"
_TEXTS = frozenset({"instrText", "delInstrText", "t", "delText"})


@dataclass
class _Field:
    """A field that has begun: its instruction so far, and whether this still goes on."""

    pieces: list[str] = field(default_factory=list)
    instructing: bool = True


class FieldReader:
    """Gathers instructions from the events of a parser.

    A nested field's result counts as text of the field around it: a keyword made by a nested field is seen.
    """

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._stray = _Field()
        self._found: list[str] = []
        self._element = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        name = tag.rpartition("}")[2]
        self._element = name
        if name == "fldChar":
            self._turn(_by_local_name(attributes, "fldCharType"))
        elif name == "fldSimple":
            self._found.append(_by_local_name(attributes, "instr"))
        elif name == "imagedata":
            self._found += [f"INCLUDEPICTURE {source}" for source in _remote_sources(attributes)]

    def data(self, text: str) -> None:
        """Character data."""
        if self._element not in _TEXTS:
            return
        for each in reversed(self._open):
            if each.instructing:
                each.pieces.append(text)
                return
        if self._element.endswith("nstrText"):
            self._stray.pieces.append(text)

    def end(self, tag: str) -> None:
        """An end tag."""
        self._element = ""

    def close(self) -> list[str]:
        """The instructions found, those of unfinished fields and of no field at all included."""
        return self._found + ["".join(each.pieces) for each in (*self._open, self._stray)]

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].instructing = False
        elif kind == "end" and self._open:
            self._found.append("".join(self._open.pop().pieces))


def instructions(data: bytes, part: str, file: str) -> Iterator[str]:
    """The instructions of the fields of a part: "PAGE", "TOC …"; remote VML pictures as INCLUDEPICTURE.

    Args:
        data: the part's bytes.
        part: its name, for messages.
        file: the file's name, for messages.

    Raises:
        PackageRefusedError: a part with fields is not well-formed.
    """
    text = as_ascii_superset(data)
    if any(mark in text for mark in _MARKS) and text.lstrip().startswith(b"<"):
        yield from (each for each in scan_xml(data, part, FieldReader(), file) if each.strip())


def _by_local_name(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def _remote_sources(attributes: dict[str, str]) -> list[str]:
    sources = (_by_local_name(attributes, name) for name in ("src", "href", "althref"))
    return [source for source in sources if re.match(_REMOTE, source)]
