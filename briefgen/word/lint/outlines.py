"""Parts that differ in their words alone: what a letter to one has in common with the same letter to another.

Of a part found good its outline is kept: all its bytes but the words of its texts. A part with the same outline has
the same elements and attributes, so it breaks no rule about them; its words alone are new, and are looked at here.
Whatever they hold that could be more than words makes the part one to be looked at in full.
"""

from __future__ import annotations

import re
from typing import Final

from briefgen.opc.package import Package
from briefgen.opc.seal import CUSTOM_PROPERTIES
from briefgen.opc.zip import OWN, Part, read_alike

Outline = tuple[str, bytes]
"""The name of a part, and its bytes without its words."""

_TEXT, _PROPERTY = b'<w:t xml:space="preserve">', b"<vt:lpwstr>"
_MORE_THAN_WORDS: Final = (b"nstrText", b"fldSimple", b"fldChar", b"imagedata", b"href=", b"<!")
"""With these in a part its words may belong to an instruction or a comment."""
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#34|#39);)")
_MARKS: Final = ("{", "}", ">", "_x", "_\n")
"""Of tags, of markup, and of escapes of Excel, which may go on in the next text."""
_ESCAPE_BEGUN = re.compile(rb"_(?:x[0-9A-Fa-f]{0,4})?<")
"""At the end of a text that is the same in all: the words behind it may make it an escape."""
_SPACES: Final = "\n\u00a0\u202f"


def outlines_of(data: bytes, like: Package) -> frozenset[Outline] | None:
    """The outlines of the parts in which a document differs from another one; None where it is to be looked at in full.

    Args:
        data: the file's bytes, of which each is compared, or unpacked and held against its checksum.
        like: the other document.
    """
    parts = read_alike(data, like.file, like.parts, OWN)
    if parts is None:
        return None
    outlines = [_outline_of(each) for each in parts if each is not like.parts[each.name]]
    return None if None in outlines else frozenset(filter(None, outlines))


def _outline_of(part: Part) -> Outline | None:
    """The outline of a part whose words are nothing but words."""
    begin = _PROPERTY if part.name == CUSTOM_PROPERTIES else _TEXT
    first, *rest = part.data.split(begin)
    ends = [each.find(b"<") for each in rest]
    words = b"".join([each[:end] + b"\n" for each, end in zip(rest, ends, strict=True)])
    outline = begin.join([first, *[each[end:] for each, end in zip(rest, ends, strict=True)]])
    return (part.name, outline) if _are_words(words) else None


def has_fixed_meaning(outline: Outline) -> bool:
    """Whether an outline says all that matters, whatever its words: none of them belong to an instruction."""
    return not any(mark in outline[1] for mark in _MORE_THAN_WORDS) and not _ESCAPE_BEGUN.search(outline[1])


def _are_words(data: bytes) -> bool:
    """Whether texts, a line for each, are nothing but words: every sign can be seen, none is markup."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    if any(mark in text for mark in _MARKS) or ("&" in text and _REFERENCE.search(text)):
        return False
    for space in _SPACES:  # else nothing is seen
        text = text.replace(space, " ")
    return text.isprintable()
