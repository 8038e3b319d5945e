"""Anchors as bookmarks, references and numbers in sequence as fields, for the writer of rich text.

The results of the fields are computed by `briefgen.word.rendering.resolve` when the document is complete.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from itertools import groupby

from jinja2 import TemplateRuntimeError

from briefgen.model.richtext import Block, Span
from briefgen.word.state.rendering import current
from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, attribute_xml, text_xml

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_HINT = 24  # with "_Ref_" and the digits 38 in all; Word cuts names of more than 40


def bookmark_name(anchor: str) -> str:
    """The bookmark of an anchor, the same in every document: "table/areas" gives `_Ref_table_areas_3f0c9a1b`.

    Names of bookmarks are letters, digits and underscores, at most 40, and case does not tell them apart
    (ECMA-376-1, 17.13.6.2). So the anchor goes in as a hint for people and as a digest that no other anchor has.
    Word hides names that begin with an underscore, as it does its own.
    """
    hint = _NOT_IN_NAMES.sub("_", anchor)[:_LONGEST_HINT].strip("_")
    return "_".join(piece for piece in ("_Ref", hint, sha256(anchor.encode()).hexdigest()[:8]) if piece)


_SEQUENCE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_CHAR = '<w:r>{rpr}<w:fldChar w:fldCharType="{type}"/></w:r>'

# a span and the run properties that it has at its site give its run
Run = Callable[[Span], str]


def write_spans(block: Block, run: Run, properties: Run) -> str:
    """The runs of a block whose spans are anchors, references or numbers.

    Args:
        run: gives the runs of an ordinary span.
        properties: gives a span's run properties as XML.
    """
    groups = groupby(block.spans, key=lambda span: span.anchor)
    pieces = ((anchor, "".join(_span(span, run, properties) for span in spans)) for anchor, spans in groups)
    return "".join(put_in_bookmark(anchor, xml) if anchor else xml for anchor, xml in pieces)


def put_in_bookmark(anchor: str, xml: str, *, paragraph: bool = False) -> str:
    """Runs inside the bookmark of an anchor.

    Args:
        paragraph: the anchor is that of a paragraph, whose number references give.
    """
    rendering, name = current(), bookmark_name(anchor)
    rendering.refers = True
    rendering.anchors[name] = anchor
    if paragraph:
        rendering.anchored_paragraphs.add(name)
    number = rendering.identity.take("bookmark")
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'


def _span(span: Span, run: Run, properties: Run) -> str:
    if span.refers_to:
        return _reference(span, properties(span))
    if span.sequence:
        current().refers = True
        return field_xml(f"SEQ {_checked(span.sequence)} \\* ARABIC", span.text or "0", properties(span))
    return run(span)


def _reference(span: Span, rpr: str) -> str:
    rendering, name = current(), bookmark_name(span.refers_to)
    rendering.refers = True
    rendering.references[name] = span.refers_to
    return field_xml(f"REF {name} \\h", span.text or span.refers_to, rpr)


def field_xml(code: str, result: str, rpr: str = "") -> str:
    """A complex field with its last result (ECMA-376-1, 17.16.18); `rpr` is the look of its runs."""
    begin, separate, end = (_CHAR.format(rpr=rpr, type=each) for each in ("begin", "separate", "end"))
    instruction = f'<w:r>{rpr}<w:instrText xml:space="preserve"> {attribute_xml(code)} </w:instrText></w:r>'
    return f"{begin}{instruction}{separate}<w:r>{rpr}{OPEN_TEXT}{text_xml(result)}{CLOSE_TEXT}</w:r>{end}"


def _checked(sequence: str) -> str:
    if not _SEQUENCE.fullmatch(sequence):
        message = f"“{sequence[:40]}” cannot name a sequence of numbers; write letters and digits, a letter first"
        raise TemplateRuntimeError(message)
    return sequence
