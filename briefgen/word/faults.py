"""What can be wrong with a template, as findings at their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import FindingsError
from briefgen.findings import REGISTER, Finding, Place, declare, error

if TYPE_CHECKING:
    from briefgen.word.wml.places import Spot
    from briefgen.word.wml.tags import Tag

declare("TPL-000", "the file cannot be read as a template at all")
declare("TPL-001", "a tag is opened but not closed")
declare("TPL-002", "a tag cannot be understood")
declare("TPL-003", "a statement is not known")
declare("TPL-004", "a block is opened and not closed, or closed and not opened")
declare("TPL-005", "a block is opened and closed at places that do not fit")
declare("TPL-006", "text stands beside a tag that replaces its paragraph, row or cell")
declare("TPL-007", "a row or cell tag stands outside a table")
declare("TPL-008", "a name is not among the fields of the document")
declare("TPL-009", "a filter or test is not known")
declare("TPL-010", "a name is not open to templates")
declare("TPL-011", "a template is nested too deeply")
declare("TPL-020", "a value cannot be put into the document")
declare("TPL-021", "fields of the data are not used by the template")
declare("TPL-022", "a template does more than a document can need")
declare("TPL-023", "the data hold something that templates do not take")
declare("TPL-024", "a text refers to something that is not in the document, or that cannot be referred to")
declare("TPL-025", "a text refers to something that stands in the document several times")
declare("TPL-026", "tags put together a field or link that fetches or starts something")
declare("TPL-027", "a tag stands in a part of the file where no tags are filled")
declare("TPL-030", "a template holds tracked changes")
declare("TPL-031", "a template is connected to something on its author's machine, which is left out of the document")
declare("TPL-032", "a text looks like a tag and is none")
declare("TPL-036", "a value that a template prints is not in the document")
declare("TPL-037", "a value stands in a field's result, which is computed anew")
declare("TPL-038", "a tag stands in custom XML that nothing in the document shows")
declare("TPL-040", "a file cannot be included")
declare("TPL-041", "files include each other without end")

RULES = {rule.id: rule.says for rule in REGISTER.values() if rule.family == "TPL"}
"""What each rule on templates finds wrong, by its id."""

# so much of a tag is shown in a message
_SHOWN = 200

# an unreadable tag may be the missing end of a block, so pairing is not checked beside one
HIDE_PAIRS = frozenset({"TPL-001", "TPL-003"})


class PlacedTag(Struct, frozen=True):
    """A tag and its place.

    Attributes:
        part: the part's name in a drafter's words: "document", "header 1" …
    """

    tag: Tag
    file: str
    part: str
    spot: Spot

    @property
    def place(self) -> Place:
        """The place as findings carry it."""
        part = "" if self.part == "document" or self.spot.file else self.part
        return Place(self.spot.file or self.file, part=part, spot=self.spot.words, heading=self.spot.heading)

    def fault(self, rule: str, message: str, remedy: str = "") -> Finding:
        """A finding at error level about this tag; the message quotes the tag as it was typed."""
        typed = self.tag.typed.replace("\ufffc", "…").replace("\f", " ")
        typed = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
        return error(rule, self.place, f"{typed}: {message}", remedy, typed)


def live_field(place: Place, code: str) -> Finding:
    """A finding about a field that tags put together, or the link of a shape, which no document may hold.

    Args:
        code: what the field says when it is filled.
    """
    message = f"with its tags filled in, a field says “{code}”, which fetches or starts something"
    return error("TPL-026", place, message, "Press Alt+F9 in Word to see the fields, and delete this one.", code)


class TemplateFaultsError(FindingsError):
    """A template cannot be filled; carries every fault that was found (exit code 1)."""


class RenderingError(FindingsError):
    """A value could not be put into the document; names the tag and the data record (exit code 1)."""


_PLAIN_WORDS = (
    # the end of a tag, inside brackets
    (r"unexpected char '\\ufdd[0-9a-f]' at \d+", "a bracket is opened and not closed"),
    (r"""unexpected char ['"](.)['"] at \d+""", "the character “{0}” has no meaning in a tag"),
    (
        r"expected token 'end of (?:print statement|statement block)', got '(.+)'",
        "“{0}” is not expected here",
    ),
    (r"expected token 'in', got '(.+)'", "a loop reads “for NAME in LIST”; “in” is missing before “{0}”"),
    (r"expected token '(.+)', got '(.+)'", "“{0}” is expected where “{1}” stands"),
    (r"unexpected '(.+)'", "“{0}” is not expected here"),
    (r"unexpected end of template.*", "the tag is not complete"),
    (r"Expected an expression, got 'end of .*'", "a name or value is missing"),
)


def in_plain_words(message: str) -> str:
    """Jinja2's message about a syntax error in words for someone who never saw Python."""
    for pattern, words in _PLAIN_WORDS:
        if found := re.match(pattern, message):
            return words.format(*found.groups())
    return message


# what AutoCorrect makes of signs, and signs of other languages of formulas
_MEANT = {"≤": "<=", "≥": ">=", "≠": "!=", "–": "-", "—": "-", "−": "-", "×": "*", "÷": "/", "…": "...", "&": "and"}
# a tag that anybody typed is shorter; longer ones are not searched for slips
_READABLE = 1_000
_SIGN = re.compile(r"the character “(.)” has no meaning")
_NAME = re.compile(r"“[^\W\d]\w*” is not expected here")
_QUOTES = "\"'“”„‟«»‘’‚‛‹›"


def remedy_for(message: str) -> str:
    """What helps against a syntax error in plain words; "" where nothing is sure to."""
    if message.startswith("“=” is not expected"):
        return "Write == to compare."
    if message.startswith("a bracket is opened"):
        return "Put the one that closes it where it should end: ) or ]."
    if _NAME.fullmatch(message):
        return "Two names need something between them: a full stop, as in item.owner, or a sign such as ==."
    found = _SIGN.match(message)
    if found and found[1] in _QUOTES:
        return "The quotation mark has no partner: put one at the end of the text as well."
    return f"Write {_MEANT[found[1]]} for it." if found and found[1] in _MEANT else ""


def find_bare_word(code: str, name: str) -> str:
    """What helps where a value was compared with a word that has no quotation marks; "" elsewhere.

    Args:
        name: the name that was not found.
    """
    is_compared = len(code) <= _READABLE and re.search(
        rf"[=!]=\s*{re.escape(name)}\s*(?:$|[^\w.(\[\s]|and\b|or\b)", code
    )
    return f'If the word itself is meant, write it in quotation marks: "{name}".' if is_compared else ""


def find_hyphen(code: str, name: str, *, of_record: bool) -> str:
    """What helps where a name with a hyphen was read as minus; "" where there is none.

    Args:
        name: the name that was not found, a half of the one that was meant.
        of_record: whether it was looked for in a record, not among the fields of the document.
    """
    if "-" not in code or len(code) > _READABLE:
        return ""
    found = re.search(rf"([\w.]+\.)?(\b{re.escape(name)}(?:-[^\W\d]\w*)+|[^\W\d]\w*-{re.escape(name)}\b)", code)
    if not found:
        return ""
    reading = f"“{found[2]}” is read as minus, because of its hyphen."
    if of_record and found[1]:
        return f'{reading} Write {found[1][:-1]}["{found[2]}"].'
    return f"{reading} Give the field a name without one, such as {found[2].replace('-', '_')}."
