"""Marks in a tree as placeholders for Jinja2 source, the source that a marked tree becomes, and codes of fields in it.

What the code of a field will be, in which a tag takes part, is known when the document is filled, and looked at then. A
keyword such as DDEAUTO can be put together by a tag, by a condition that leaves out what stood before it, or by runs
that a condition leaves out (ECMA-376-1, 17.16.2). What can be known beforehand is found when the template is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.fields import FieldStack, live_fields
from briefgen.opc.read import PackageRefusedError
from briefgen.opc.xml import Element
from briefgen.word.faults import PlacedTag
from briefgen.word.wml.ooxml import (
    BLOCK,
    BLOCK_END,
    DECLARATION,
    MARK,
    MARK_END,
    MARKED,
    VALUE,
    VALUE_END,
    local_name,
    w,
)
from briefgen.word.wml.places import Spot
from briefgen.word.wml.tags import Tag, TagKind

_NO_TAG = Tag(TagKind.VALUE, "", "", "", 0, 0)


class PartSource(Struct, frozen=True):
    """A compiled part.

    Attributes:
        source: the Jinja2 source, "" where the part can be copied as it is.
        tags: the tag on each line of the source that has one.
    """

    source: str
    tags: Mapping[int, PlacedTag]


class Marks(Struct):
    """The sources that the marks of one part stand for.

    Attributes:
        file: the template's name; with `part` the place of marks that no tag has asked for.
    """

    file: str
    part: str
    _sources: list[tuple[str, PlacedTag | None]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._sources)

    def mark(self, source: str, placed: PlacedTag | None = None) -> str:
        """The mark for a source; an error while it is rendered is reported at the tag, if one is given."""
        self._sources.append((source, placed))
        return f"{MARK}{len(self._sources) - 1}{MARK_END}"

    def source_of(self, number: int) -> str:
        """What a mark stands for."""
        return self._sources[number][0]

    def replace(self, number: int, source: str) -> None:
        """Lets a mark stand for something else; its errors are reported at the same tag."""
        self._sources[number] = (source, self._sources[number][1])

    def assembled(self, xml: str) -> PartSource:
        """The source of the part: its XML with each mark replaced by what it stands for.

        Args:
            xml: the part as XML with marks in it, without a declaration.
        """
        pieces, tags = [DECLARATION], dict[int, PlacedTag]()
        line = 1 + DECLARATION.count("\n")
        for index, piece in enumerate(MARKED.split(xml)):
            text = piece
            if index % 2:
                text, placed = self._sources[int(piece)]
                tags[line + 1] = placed or PlacedTag(_NO_TAG, self.file, self.part, Spot())
            pieces.append(text)
            line += text.count("\n")
        return PartSource("".join(pieces), tags)


_FIELD_CHAR, _KIND = w("fldChar"), w("fldCharType")
_VML = "{urn:schemas-microsoft-com:vml}"
_LITERAL = re.compile(rf"{VALUE}\s*\(\s*(['\"])([^'\"<&]*)\1\s*\)\|\w+(?:\(\d*\))?{VALUE_END}")
_VALUE = re.compile(f"{VALUE}[^{VALUE_END}]*{VALUE_END}")
_STATEMENT = re.compile(f"{BLOCK}[^{BLOCK_END}]*{BLOCK_END}")
_UNKNOWN = "{"  # what a value may be: a word that begins so is no keyword yet
_IF, _ENDIF = (rf"{BLOCK}\s*{word}\b[^{BLOCK_END}]*{BLOCK_END}" for word in ("if", "endif"))
_LEFT_OUT = re.compile(rf"{_IF}(?:(?!{BLOCK}\s*(?:if|else|elif)\b).)*?{_ENDIF}", re.DOTALL)


def holds_assembled_code(root: Element) -> bool:
    """Whether a mark stands where it may take part in the code of a field, or in the address of a shape's link."""
    fields = FieldStack[None]()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            if fields.in_instruction and MARK in (element.tail or ""):
                return True
        elif _is_assembled(element, fields):
            return True
    return False


def _is_assembled(element: Element, fields: FieldStack[None]) -> bool:
    name = local_name(element)
    if element.tag == _FIELD_CHAR:
        fields.turn(element.get(_KIND) or "", None)
    if name == "fldSimple" or str(element.tag).startswith(_VML):
        return any(MARK in str(text) for text in element.attrib.values())
    return MARK in (element.text or "") and (fields.in_instruction or name.endswith("nstrText"))


def find_live_codes(source: str) -> Iterator[str]:
    """The dangerous codes that the source of a part makes whatever the data are, as far as that can be known.

    Args:
        source: Jinja2 source of a part; read with what is written out in its tags, with and without what stands in an
            `if`.
    """
    written = _LITERAL.sub(lambda found: found[2], source)
    for variant in dict.fromkeys((written, _LEFT_OUT.sub("", written))):
        try:
            yield from live_fields(_STATEMENT.sub("", _VALUE.sub(_UNKNOWN, variant)).encode(), "", "")
        except PackageRefusedError:  # not well-formed without what the condition leaves out
            continue
