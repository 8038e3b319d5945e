"""Anchors as a rendering writes them: the filter `_anchor` of compiled templates.

It runs once for each paragraph of a document, so it does little: a record is digested once, and looked up then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from briefgen.model.richtext import RichText
from briefgen.word.anchors.names import NO_CONTENT, NO_RECORD, PREFIX, content_digest, keys_of, record_digest
from briefgen.word.state.rendering import Rendering, current

_OF_PARAGRAPHS, _OF_ROWS = f"{PREFIX}p", f"{PREFIX}r"


def write_anchor(records: Sequence[object], place: str, row: bool = False) -> str:
    """The anchor of a paragraph as XML; with `row` before it that of the row which the paragraph begins.

    Args:
        records: what the loops around the paragraph are at, outermost first; a tuple for one that binds several names.
        place: the digest of the paragraph of the template.
    """
    rendering = current()
    around = tuple(map(id, records))  # one record may stand below many others
    _, record, content = rendering.anchored.get(around) or _digest(rendering, around, records)
    if not record:
        return ""  # a record without a key is known by its words alone
    xml = _bookmark(rendering, f"{_OF_PARAGRAPHS}{record}{place}", content)
    return _bookmark(rendering, f"{_OF_ROWS}{record}{place}", content) + xml if row else xml


def write_fixed_anchor(_document: object, place: str) -> str:
    """The anchor of a paragraph that no loop repeats; it takes the document, for else it would be a constant."""
    return _bookmark(current(), f"{_OF_PARAGRAPHS}{NO_RECORD}{place}", NO_CONTENT)


def _digest(rendering: Rendering, around: tuple[int, ...], records: Sequence[object]) -> tuple[object, str, str]:
    """The records, which are kept so that none of their ids is given to another, and the two digests ("" for none)."""
    keys, words = keys_of(records), _words(records[-1])
    made = (records, record_digest(keys) if keys else "", content_digest(words) if words else NO_CONTENT)
    rendering.anchored[around] = made
    return made


def _words(record: object) -> str:
    if type(record) is tuple:
        return next(filter(None, map(_words, record)), "")
    text = record.get("text") if type(record) is dict else record
    if isinstance(text, RichText):
        return "\n".join(["".join([span.text for span in block.spans]) for block in text.blocks])
    return text if isinstance(text, str) else ""


def _bookmark(rendering: Rendering, identity: str, content: str) -> str:
    number, copies = rendering.identity.take("bookmark"), rendering.anchor_copies
    copy = ""
    if identity in copies:
        copies[identity] += 1
        copy = f"_{copies[identity]}"
    else:
        copies[identity] = 1
    return f'<w:bookmarkStart w:id="{number}" w:name="{identity}_{content}{copy}"/><w:bookmarkEnd w:id="{number}"/>'


FILTERS: dict[str, Callable[..., Any]] = {"_anchor": write_anchor, "_fixed_anchor": write_fixed_anchor}
"""What compiled templates call, by name."""
