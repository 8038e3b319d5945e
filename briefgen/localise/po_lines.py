"""The lines of a PO file, held against the format before Babel reads them: its parser passes over what it cannot read.

Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefgen.findings import Finding, Place, error

TRANSLATION_RULES: Final[Mapping[str, str]] = {
    "TRANS-001": "A text that a document in another language prints is translated.",
    "TRANS-002": "A translation is made for the wording that holds now (it is not marked “fuzzy”).",
    "TRANS-003": "A translation has the values, links and footnotes of its source, each as often.",
    "TRANS-004": "A catalogue is a PO file in UTF-8 that can be read whole, with each entry once.",
}
BROKEN: Final = "TRANS-004"

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?P<index>\[\d+\])?[ \t]+)?{_STRING}[ \t]*")
# which keyword may stand behind which; "" is the beginning of an entry
_NEXT: Mapping[str, tuple[str, ...]] = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}
_SAVE_AS_UTF_8 = "Save it as UTF-8 in the program it was edited with."
_AS_WRITTEN = 'An entry reads msgctxt "…", msgid "…", msgstr "…"; a quotation mark inside is written \\".'


def decoded(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """The text of a PO file, "" where it is not UTF-8 or says that it is something else, and what is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        place = Place(file, line=data.count(b"\n", 0, problem.start) + 1)
        return "", [error(BROKEN, place, "the catalogue is not UTF-8.", _SAVE_AS_UTF_8)]
    charset = re.search(r"Content-Type:[^\n]*?charset=([\w.:-]+)", text)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "charset"):
        place = Place(file, line=text.count("\n", 0, charset.start()) + 1)
        message = f"the catalogue says that it is written in {charset[1]}."
        return "", [error(BROKEN, place, message, _SAVE_AS_UTF_8, charset[1])]
    return text, []


def line_faults(text: str, file: str) -> list[Finding]:
    """Every line that is none of a PO file, or that stands where it cannot."""
    return [
        error(BROKEN, Place(file, line=number), message, _AS_WRITTEN, words) for number, message, words in _faults(text)
    ]


def comments_above(lines: Sequence[str], number: int) -> Iterator[str]:
    """The comment lines of an entry, in their order, without the mark of obsolete ones.

    Babel leaves out a line that it has seen before in the same entry.

    Args:
        lines: of the whole file.
        number: of the entry's msgid, from 1.
    """
    found: list[str] = []
    for typed in reversed(lines[: number - 1]):
        line = re.sub(r"^#~[ \t]*(?=[|m\"])", "", typed.strip())
        if line.startswith(("#", "|")):
            found.append(line)
        elif not line or line.startswith("msgstr") or (found and line.startswith('"')):
            break
    yield from reversed(found)


def _faults(text: str) -> Iterator[tuple[int, str, str]]:
    before, number = "", 0
    for number, typed in enumerate(text.split("\n"), 1):
        line = re.sub(r"^#~(?!\|)", "", typed.strip()).strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        word = match["word"] if match else None
        if match is None:
            yield number, "the line cannot be read.", line[:60]
        elif word == "msgid_plural" or match["index"]:
            yield number, "plural forms are not used here.", line[:60]
        elif word is None and not before:
            yield number, "a text stands where an entry should begin.", line[:60]
        elif word and word not in _NEXT[before]:
            yield number, f"{word} cannot stand here.", line[:60]
        before = word or next((each for each in _NEXT if each and line.startswith(each)), before)
    if before not in ("", "msgstr"):
        yield number, "the last entry has no msgstr.", ""
