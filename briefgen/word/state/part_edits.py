"""Edits of parts that hold no tags, as XML texts: footnotes, restarted lists, the language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefgen.word.wml.ooxml import DECLARATION, R, W

# the relationship that leads to a part of notes, and the element of a note in it
NOTE_ELEMENTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
# not compiled here: they are only asked for while a template is compiled
_NUMBERED = {
    "bookmark": r'<w:bookmarkStart\b[^>]*\bw:id="(\d+)"',
    "drawing": r'<wp:docPr\b[^>]*\bid="(\d+)"',
    "control": r'(?s)<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:id w:val="(\d+)"',
}
_NUM_ID = r'<w:num\b[^>]*\bw:numId="(\d+)"'
_ABSTRACT_ID = r'<w:abstractNum\b[^>]*\bw:abstractNumId="(\d+)"'
_NUM = '<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{levels}</w:num>'
_RESTART = '<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'

_MOST_DIGITS, _MOST = 10, 2**31 - 2**20

EMPTY_NUMBERING = f'{DECLARATION}<w:numbering xmlns:w="{W}" xmlns:r="{R}"></w:numbering>'
EMPTY_STYLES = f'{DECLARATION}<w:styles xmlns:w="{W}" xmlns:r="{R}"></w:styles>'

# the two notes that every part of footnotes begins with (ECMA-376-1, 17.11.23 and 17.11.3)
EMPTY_NOTES = (
    f'{DECLARATION}<w:footnotes xmlns:w="{W}" xmlns:r="{R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def first_free_note(notes: str, kind: str) -> int:
    """The first number that no note of a part has.

    Args:
        notes: the part as XML, "" where there is none.
        kind: "footnotes", "endnotes" or "comments".
    """
    numbers = re.findall(rf'<w:{NOTE_ELEMENTS[kind]}\b[^>]*\bw:id="(-?\d+)"', notes)
    return highest(numbers) + 1


def highest(numbers: Iterable[str], default: int = 0) -> int:
    """The highest of some ids; those that are none, or that leave no room above them (ids are of 32 bits), aside."""
    short = (int(number) for number in numbers if len(number) <= _MOST_DIGITS and number.removeprefix("-").isdecimal())
    return max((number for number in short if number < _MOST), default=default)


def first_free_numbers(parts: Iterable[str]) -> dict[str, int]:
    """The first numbers that no bookmark, drawing or content control of any part has."""
    found = dict.fromkeys(_NUMBERED, 0)
    for xml in parts:
        for kind, pattern in _NUMBERED.items():
            found[kind] = max(found[kind], highest(re.findall(pattern, xml)))
    return {kind: number + 1 for kind, number in found.items()}


def first_free_list(numbering: str) -> int:
    """The first `w:numId` that no list of the part has."""
    return highest(re.findall(_NUM_ID, numbering)) + 1


def first_free_abstract(numbering: str) -> int:
    """The first `w:abstractNumId` that no definition of the part has."""
    return highest(re.findall(_ABSTRACT_ID, numbering), default=-1) + 1


def with_abstracts(numbering: str, abstracts: Sequence[str]) -> str:
    """The numbering part with further definitions, which come before the lists (17.9.17)."""
    opened = _opened(numbering, "numbering")
    found = re.search(r"<w:num\b|<w:numIdMacAtCleanup\b|</w:numbering>", opened)
    position = found.start() if found else len(opened)
    return opened[:position] + "".join(abstracts) + opened[position:]


def with_styles(styles: str, added: Sequence[str]) -> str:
    """The styles part with further styles at its end."""
    return _before(_opened(styles, "styles"), "</w:styles>", "".join(added))


def with_notes(part: str, kind: str, notes: Sequence[str]) -> str:
    """A part of notes with further ones at its end; an empty root element is opened for them.

    Their links need the prefix r, which a template without links in its notes need not declare.
    """
    opened = _opened(part, kind)
    if "xmlns:r=" not in opened:
        opened = opened.replace(f"<w:{kind}", f'<w:{kind} xmlns:r="{R}"', 1)
    return _before(opened, f"</w:{kind}>", "".join(notes))


def with_lists(numbering: str, lists: Sequence[str], first: int) -> str:
    """The numbering part with a `w:num` for each list that restarts, each in the manner of an existing one.

    Args:
        lists: the numbering ids that the new lists follow, in order; or a list's own XML, which is used as it is.
        first: the id of the first new list.
    """
    added = "".join(_num(numbering, num_id, first + index) for index, num_id in enumerate(lists))
    numbering = _opened(numbering, "numbering")
    position = numbering.rfind("</w:num>")
    end = position + len("</w:num>") if position >= 0 else numbering.rfind("</w:numbering>")
    return numbering[:end] + added + numbering[end:]


def _num(numbering: str, num_id: str, new_id: int) -> str:
    if num_id.startswith("<"):
        return num_id
    found = re.search(
        rf'<w:num\b[^>]*\bw:numId="{re.escape(num_id)}".*?<w:abstractNumId\b[^>]*w:val="(\d+)"', numbering, re.DOTALL
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


def _opened(part: str, name: str) -> str:
    """The part with its root element opened, where it is empty."""
    return re.sub(rf"<w:{name}\b([^>]*)/>", rf"<w:{name}\1></w:{name}>", part)


def _before(xml: str, closing: str, added: str) -> str:
    position = xml.rfind(closing)
    return xml[:position] + added + xml[position:]
