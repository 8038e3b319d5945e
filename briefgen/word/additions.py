"""What a rendering adds to parts that hold no tags: footnotes, restarted lists, the language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.word.ooxml import DECLARATION, R, W

_NOTE_ID = re.compile(r'<w:footnote\b[^>]*\bw:id="(-?\d+)"')
_NUM_ID = re.compile(r'<w:num\b[^>]*\bw:numId="(\d+)"')
_NUM = '<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{levels}</w:num>'
_RESTART = '<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'

# the two notes that every part of footnotes begins with (ECMA-376-1, 17.11.23 and 17.11.3)
EMPTY_NOTES = (
    f'{DECLARATION}<w:footnotes xmlns:w="{W}" xmlns:r="{R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def first_free_note(footnotes: str) -> int:
    """The first id that no footnote of the part has."""
    return max((int(found) for found in _NOTE_ID.findall(footnotes)), default=0) + 1


def first_free_list(numbering: str) -> int:
    """The first `w:numId` that no list of the part has."""
    return max((int(found) for found in _NUM_ID.findall(numbering)), default=0) + 1


def with_notes(footnotes: str, notes: Sequence[str]) -> str:
    """The part of the footnotes with further ones at its end."""
    return _before(footnotes, "</w:footnotes>", "".join(notes))


def with_lists(numbering: str, lists: Sequence[str], first: int) -> str:
    """The numbering part with a `w:num` for each list that begins anew, each in the manner of an existing one.

    Args:
        lists: the numbering ids that the new lists follow, in order.
        first: the id of the first new list.
    """
    added = "".join(_num(numbering, num_id, first + index) for index, num_id in enumerate(lists))
    position = numbering.rfind("</w:num>")
    end = position + len("</w:num>") if position >= 0 else numbering.rfind("</w:numbering>")
    return numbering[:end] + added + numbering[end:]


def _num(numbering: str, num_id: str, new_id: int) -> str:
    found = re.search(
        rf'<w:num\b[^>]*\bw:numId="{num_id}".*?<w:abstractNumId\b[^>]*w:val="(\d+)"', numbering, re.DOTALL
    )
    levels = "".join(_RESTART.format(level=level) for level in range(9))
    return _NUM.format(id=new_id, abstract=found[1] if found else "0", levels=levels)


def with_language(styles: str, language: str) -> str:
    """The styles part with the document's language (`w:docDefaults`, 17.7.5.1); a BCP 47 tag."""
    return re.sub(
        r'(<w:docDefaults>.*?<w:lang\b[^>]*?w:val=")[^"]*',
        rf"\g<1>{language}",
        styles,
        count=1,
        flags=re.DOTALL,
    )


def _before(xml: str, closing: str, added: str) -> str:
    position = xml.rfind(closing)
    return xml[:position] + added + xml[position:]
