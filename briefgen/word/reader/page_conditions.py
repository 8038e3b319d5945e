"""What a document shows on some numbers of pages only, such as “./..” at the foot of a first page that another follows.

Word computes `{ IF { NUMPAGES } > 1 "./.." "" }` whenever it shows a page. Other layout engines print what was computed
last, or the number of pages; so what a PDF is made from says instead what holds for the pages that it turned out to
have. Only what a PDF is made from is changed so.

Source: ECMA-376 part 1, 17.16.5.26 (IF), 17.16.5.42 (NUMPAGES), 17.16.5.52 (QUOTE).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from briefgen.opc.package import Package, write_package
from briefgen.opc.read import read_package
from briefgen.opc.xml import Element
from briefgen.word.wml.fields import FoundField, fields_in
from briefgen.word.wml.ooxml import DECLARATION, T
from briefgen.word.wml.parts import PartKind, taggable_parts

_HOLDS: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NUMBER = re.compile(r"\d{1,6}")
_MARKS = (b"NUMPAGES", b"IF ")


class _Condition(NamedTuple):
    """A field that compares the number of pages, and what it says if that holds, and else."""

    field: FoundField
    holds: Callable[[int, int], bool]
    number: int
    says: str
    otherwise: str

    def on(self, pages: int | None) -> str:
        """What it says in a document of so many pages; None for what it shows."""
        if pages is None:
            return _shown(self.field)
        return self.says if self.holds(pages, self.number) else self.otherwise


def settle_page_conditions(data: bytes, name: str, pages: int | None = None) -> bytes:
    """The document with texts in place of its fields that compare the number of pages with another number.

    Args:
        data: the Word file.
        name: its name, for messages.
        pages: how many pages it has; None for what the fields show as they are.

    Returns:
        The same bytes where there is no such field.

    Raises:
        PackageRefusedError: the file is no Word document, or is damaged.
    """
    package = read_package(data, name)
    changed: dict[str, bytes] = {}
    for part in _parts_with_conditions(package):
        root = package.xml(part)
        for each in list(_conditions(root)):
            _replace(each.field, each.on(pages))
            changed[part] = b""
        if part in changed:
            changed[part] = DECLARATION.encode() + etree.tostring(root, encoding="unicode").encode()
    return write_package(package, changed) if changed else data


def _parts_with_conditions(package: Package) -> Iterator[str]:
    for part, _, kind in taggable_parts(package):
        if kind is PartKind.STORY and all(mark in package.parts[part].data for mark in _MARKS):
            yield part


def _conditions(story: Element) -> Iterator[_Condition]:
    """Those whose number of pages is a field of its own; one in a QUOTE, which hides its parts, with the QUOTE."""
    found = fields_in(story)
    for around, (field, inside) in zip([None, *found], pairwise(found), strict=False):
        words = field.code.words
        if field.code.name != "IF" or inside.code.name != "NUMPAGES" or len(words) not in (3, 4):
            continue
        sign, number, says, otherwise = (*words, "")[:4]
        if sign in _HOLDS and _NUMBER.fullmatch(number):
            whole = around if around and around.code.name == "QUOTE" and not around.code.words else field
            yield _Condition(whole, _HOLDS[sign], int(number), says, otherwise)


def _between(field: FoundField, first: Element) -> list[Element]:
    """What stands from one of the signs of a field to its end; nothing where they are not in one paragraph."""
    parent = first.getparent()
    if parent is None or field.end is None or field.end.getparent() is not parent:
        return []
    return list(parent)[parent.index(first) : parent.index(field.end) + 1]


def _shown(field: FoundField) -> str:
    result = _between(field, field.separate) if field.separate is not None else []
    return "".join(text.text or "" for each in result for text in each.iter(T))


def _replace(field: FoundField, text: str) -> None:
    """A run with the text in place of the whole field."""
    if field.set_result(text):
        *signs, _result, end = _between(field, field.begin)
        for each in (*signs, end):
            if (parent := each.getparent()) is not None:
                parent.remove(each)
