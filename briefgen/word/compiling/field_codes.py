"""Codes of fields that tags take part in: what they will be is known when the document is filled, and looked at then.

A keyword such as DDEAUTO can be put together by a tag, by a condition that leaves out what stood before it, or by runs
that a condition leaves out (ECMA-376-1, 17.16.2). Where a tag stands inside the code of a field, the rendering is told
to look at the finished codes; what can be known beforehand is said when the template is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefgen.opc.fields import FieldStack, live_fields
from briefgen.opc.read import PackageRefusedError
from briefgen.opc.xml import Element
from briefgen.word.wml.delimiters import BLOCK, BLOCK_END, MARK, VALUE, VALUE_END
from briefgen.word.wml.ooxml import local_name, w

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
