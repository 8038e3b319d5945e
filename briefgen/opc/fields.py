"""The fields that no document may hold, neither by its template nor by its data (ECMA-376 part 1, 17.16.5).

The instructions of a part's fields, put together from the runs over which Word has split them.

Source: ECMA-376 part 1, 17.16.2 (complex fields: begin, separate, end) and 17.16.19 (simple fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Generic, TypeVar
from urllib.parse import unquote

from msgspec import Struct

from briefgen.opc.xml import as_ascii_superset, scan_xml

_FETCHING = "DDE DDEAUTO INCLUDE INCLUDETEXT INCLUDEPICTURE IMPORT LINK EMBED DATABASE RD"
_RUNNING_OR_ASKING = "MACRO MACROBUTTON PRINT ASK FILLIN"
_FROM_THE_READERS_MACHINE = "AUTOTEXT AUTOTEXTLIST GLOSSARY"
DANGEROUS_FIELDS = frozenset(f"{_FETCHING} {_RUNNING_OR_ASKING} {_FROM_THE_READERS_MACHINE}".split())


_MARKS = (b"nstrText", b"fldSimple", b"fldChar", b"imagedata", b"href=")
_REMOTE = r"(?i)(?:[a-z][a-z0-9+.-]+:|\\\\)"
_KEYWORD = re.compile(r'\s*"?\s*([A-Za-z]+)(?![\w{])"?')
_VML = "{urn:schemas-microsoft-com:vml}"
_TOKEN = re.compile(r'\\(?P<switch>[A-Za-z])(?![^\s"])|"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+)')
_WITH_ARGUMENT = frozenset("lots")  # switches of HYPERLINK whose argument is no address (17.16.5.25)
# `{ MACROBUTTON NoMacro [Click here] }` says where to click and runs nothing
_CLICK_HERE = re.compile(r'(?i)\s*"?MACROBUTTON"?\s+"?nomacros?\b')

# schemes that open a browser, a mail or a telephone, and only at a click
_SAFE_SCHEMES = frozenset("http https mailto tel sms fax ftp ftps sip sips callto news geo".split())
_SCHEME = re.compile(r"(?![\w-]+\.[\w.-]+:\d+(?:[/?#]|$))([a-z][a-z0-9+.-]*):", re.IGNORECASE)  # no host:port
_ELSEWHERE = ("//", "\\\\", "\\/", "/\\")  # a share, which Windows logs in to
_SMALL = 32_768
_TEXTS = frozenset({"instrText", "delInstrText", "t", "delText"})


F = TypeVar("F")


class OpenField(Struct, Generic[F]):
    """A field that has begun: what its reader notes of it, and whether its instruction still goes on."""

    data: F
    instructing: bool = True


class FieldStack(Generic[F]):
    """The complex fields that are open at a point of a story, outermost first.

    Attributes:
        open: the fields; signs that belong to none change nothing.
    """

    def __init__(self) -> None:
        self.open: list[OpenField[F]] = []

    @property
    def in_instruction(self) -> bool:
        """Whether what comes next is part of an instruction, not of a result."""
        return any(each.instructing for each in self.open)

    def turn(self, kind: str, begun: F) -> F | None:
        """Follows a sign; gives the data of the field that it belongs to, None for no field.

        Args:
            kind: its `w:fldCharType`: "begin", "separate" or "end".
            begun: the data of the field, where this is its beginning.
        """
        if kind == "begin":
            self.open.append(OpenField(begun))
            return begun
        if not self.open or kind not in ("separate", "end"):
            return None
        field = self.open[-1] if kind == "separate" else self.open.pop()
        field.instructing = False
        return field.data


class FieldReader:
    """Gathers instructions from the events of a parser.

    A nested field's result counts as text of the field around it: a keyword made by a nested field is seen.
    """

    def __init__(self) -> None:
        self._fields = FieldStack[list[str]]()
        self._stray: list[str] = []
        self._found: list[str] = []
        self._element = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        name = tag.rpartition("}")[2]
        self._element = name
        if name == "fldChar":
            kind = _by_local_name(attributes, "fldCharType")
            pieces = self._fields.turn(kind, [])
            if kind == "end" and pieces is not None:
                self._found.append("".join(pieces))
        elif name == "fldSimple":
            self._found.append(_by_local_name(attributes, "instr"))
        elif name == "imagedata":
            self._found += [f"INCLUDEPICTURE {source}" for source in _remote_sources(attributes)]
        elif tag.startswith(_VML) and "href" in attributes:
            self._found.append(f'HYPERLINK "{attributes["href"]}"')

    def data(self, text: str) -> None:
        """Character data."""
        if self._element not in _TEXTS:
            return
        for each in reversed(self._fields.open):
            if each.instructing:
                each.data.append(text)
                return
        if self._element.endswith("nstrText"):
            self._stray.append(text)

    def end(self, tag: str) -> None:
        """An end tag."""
        self._element = ""

    def close(self) -> list[str]:
        """The instructions found, those of unfinished fields and of no field at all included."""
        return self._found + ["".join(each) for each in (*(each.data for each in self._fields.open), self._stray)]


def instructions(data: bytes, part: str, file: str) -> Iterator[str]:
    """The instructions of the fields of a part: "PAGE", "TOC …".

    Remote pictures of VML count as INCLUDEPICTURE, links of its shapes as HYPERLINK.

    Args:
        data: the part's bytes.
        part: its name, for messages.
        file: the file's name, for messages.

    Raises:
        PackageRefusedError: a part with fields is not well-formed.
    """
    text = as_ascii_superset(data)
    if any(mark in text for mark in _MARKS) and text.lstrip().startswith(b"<"):
        scan = _scan_once if len(data) <= _SMALL else _scan
        yield from (each for each in scan(data, part, file) if each.strip())


def _scan(data: bytes, part: str, file: str) -> tuple[str, ...]:
    return tuple(scan_xml(data, part, FieldReader(), file))


# a batch reads the same headers and footers again and again
_scan_once = lru_cache(maxsize=32)(_scan)


def _by_local_name(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def _remote_sources(attributes: dict[str, str]) -> list[str]:
    sources = (_by_local_name(attributes, name) for name in ("src", "href", "althref"))
    return [source for source in sources if re.match(_REMOTE, source)]


def live_fields(data: bytes, part: str, file: str) -> Iterator[str]:
    """The codes of the fields and shapes of a part that may stand in no document, shortened for a message.

    Arguments and errors as in `instructions`.
    """
    yield from (" ".join(each.split())[:80] for each in instructions(data, part, file) if fault_in(each))


def fault_in(instruction: str) -> str:
    """Why a field may not stand in a document, as the code of a refusal; "" for a harmless one.

    Args:
        instruction: its code in full, put together from its runs.
    """
    found = _KEYWORD.match(instruction)
    keyword = found[1].upper() if found else ""
    if keyword in DANGEROUS_FIELDS and not _CLICK_HERE.match(instruction):
        return "DANGEROUS_FIELD"
    addresses = _addresses(instruction[found.end() :]) if found and keyword == "HYPERLINK" else ()
    return "" if all(map(is_safe_link, addresses)) else "ODD_LINK"


def _addresses(arguments: str) -> Iterator[str]:
    """The arguments of a HYPERLINK that belong to no switch, wherever they stand."""
    switch = ""
    for found in _TOKEN.finditer(arguments):
        if found["switch"]:
            switch = found["switch"].lower()
            continue
        if switch not in _WITH_ARGUMENT:
            yield found["quoted"] if found["quoted"] is not None else found["bare"]
        switch = ""


def is_safe_link(target: str) -> bool:
    """Whether a click on a link opens a web page, a mail, a telephone, or a place or file beside the document.

    Args:
        target: the address as the file has it; what is put together by tags is looked at again when it is filled.
    """
    return all(map(_is_safe, (target, unquote(target))))


def _is_safe(target: str) -> bool:
    address = re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e]", "", target)  # programs pass over these
    scheme = _SCHEME.match(address)
    return not address.startswith(_ELSEWHERE) and (scheme is None or scheme[1].lower() in _SAFE_SCHEMES)
