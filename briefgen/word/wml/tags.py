"""Finding template tags in the text of a paragraph, with quotation marks inside them as Word leaves them.

The syntax is docxtpl's: `{{ value }}`, `{% statement %}`, `{# comment #}`; a letter behind the opening braces says
what the tag replaces: `{%p %}` its paragraph, `{%tr %}` its table row, `{%tc %}` its cell, `{%r %}` its run.
`{_{`, `}_}`, `{_%` and `%_}` stand for the braces themselves.

AutoCorrect makes a closing mark of every quote behind a character that is neither a space nor an opening bracket
(`=='done'` becomes `==’done’`), the Word of each language has marks of its own, French puts hard spaces inside, and a
tag typed in two programs has one straight and one curly mark. Jinja2 wants the straight ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

QUOTED = re.compile(
    r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|“[^”“]*”|„[^“”]*[“”]|‘[^’‘]*’|”[^”]*”|«[^«»]*»|»[^«»]*«|‹[^‹›]*›|›[^‹›]*‹'
)
"""A text in marks that pair up; quotes of another kind may stand in it."""

_FAMILIES = ('"“”„‟«»', "'‘’‚‛‹›")
_ANY = re.compile("[\"'“”„‟«»‘’‚‛‹›]")
_ANGLED = "«»‹›"
_HARD = "\u00a0\u202f\u2007\u2009"


def strings_in(code: str) -> Iterator[tuple[int, int, str]]:
    """The texts in quotation marks: where each begins and ends, and how it reads with straight marks.

    Marks that pair up as in print are taken so; only where that leaves one over, a text ends at the first mark of
    the same family (double or single) that is no apostrophe inside a word.
    """
    exact = [found.span() for found in QUOTED.finditer(code)]
    spans = list(_loose(code)) if _ANY.search(_outside(code, exact)) else exact
    for start, end in spans:
        yield start, end, _straight(code[start:end])


def _outside(code: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        code = code[:start] + code[end:]
    return code


def _loose(code: str) -> Iterator[tuple[int, int]]:
    position, open_ended = 0, set[str]()
    while opened := _ANY.search(code, position):
        family = next(each for each in _FAMILIES if opened[0] in each)
        position = opened.end()
        closed = None if family in open_ended else re.compile(rf"[{family}](?!\w)").search(code, position)
        if closed:
            yield opened.start(), closed.end()
            position = closed.end()
        else:
            open_ended.add(family)


def _straight(quoted: str) -> str:
    if quoted[0] == quoted[-1] and quoted[0] in "\"'":
        return quoted
    content = quoted[1:-1]
    if quoted[0] in _ANGLED:
        content = _without_hard_spaces(content)
    content = content.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{content}"'


def _without_hard_spaces(content: str) -> str:
    """French marks stand off from their text, by hard spaces or, on other keyboards, by plain ones on both sides."""
    stripped = content.strip(_HARD)
    is_spaced = stripped == content and len(content) > 1 and content[0] == content[-1] == " "
    return content[1:-1] if is_spaced else stripped


OPENING = re.compile(r"\{\{|\{%|\{#")
BRACES = {"{{": "}}", "{%": "%}", "{#": "#}"}
ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
ESCAPE_LENGTH = 3

_ESCAPED = re.compile("|".join(map(re.escape, ESCAPES)))
_LEVEL = re.compile(r"([-+]?)(p|tr|tc|r)(?=\s+\S)\s*")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\n\r]")
_INVISIBLE = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad]")
_END_OF_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_BREAKS_BEFORE, _BREAKS_BEHIND = re.compile(r"\n[\n ]*\Z"), re.compile(r"\A[\n ]*\n")
_WORD = re.compile(r"[A-Za-z_]\w*")


class TagKind(StrEnum):
    """What a tag does."""

    VALUE = "value"
    STATEMENT = "statement"
    COMMENT = "comment"


_KINDS = {"{{": TagKind.VALUE, "{%": TagKind.STATEMENT, "{#": TagKind.COMMENT}


class Tag(Struct, frozen=True):
    """One tag of a template.

    Attributes:
        level: "" (stands in the text), "p", "tr", "tc" or "r": what the tag replaces.
        code: the Jinja expression or statement, with straight quotes and ordinary spaces.
        typed: the tag as it stands in the document.
        start: offset of its first character in the paragraph's text; `end`: offset behind its last.
        fault: what is wrong with the tag as such, or "".
    """

    kind: TagKind
    level: str
    code: str
    typed: str
    start: int
    end: int
    fault: str = ""

    @property
    def word(self) -> str:
        """The statement's keyword ("if", "endfor" …), or ""."""
        found = _WORD.match(self.code) if self.kind is TagKind.STATEMENT else None
        return found[0] if found else ""

    @property
    def rest(self) -> str:
        """What stands behind the statement's keyword."""
        return self.code[len(self.word) :].strip()


def may_hold_tags(text: str) -> bool:
    """Whether it is worth looking for tags or escaped braces in the text."""
    if "{" in text and any(mark in text for mark in ("{{", "{%", "{#", "{_")):
        return True
    return "_}" in text and ("}_}" in text or "%_}" in text)


def escaped_braces(text: str, tags: Iterable[Tag]) -> Iterator[tuple[int, str]]:
    """Where escaped braces stand outside of tags, and the braces that they mean."""
    inside = [(tag.start, tag.end) for tag in tags]
    for found in _ESCAPED.finditer(text):
        if not any(start <= found.start() < end for start, end in inside):
            yield found.start(), ESCAPES[found[0]]


def spaces_to_trim(text: str, tags: Iterable[Tag]) -> Iterator[tuple[int, int]]:
    """What dashes take away: where it begins and ends.

    `{{-` and `-}}` take the spaces beside them, `{%-` and `-%}` the line breaks, with spaces between break and tag.
    """
    for tag in tags:
        before, behind = text[: tag.start], text[tag.end :]
        begin, end = tag.start, tag.end
        if tag.typed.startswith("{{-"):
            begin = len(before.rstrip(" "))
        elif tag.typed.startswith("{%-"):
            begin -= len("".join(_BREAKS_BEFORE.findall(before)[:1]))
        if tag.typed.endswith("-}}"):
            end = len(text) - len(behind.lstrip(" "))
        elif tag.typed.endswith("-%}"):
            end += len("".join(_BREAKS_BEHIND.findall(behind)[:1]))
        yield from ((start, stop) for start, stop in ((begin, tag.start), (tag.end, end)) if start < stop)


def find_tags(text: str) -> Iterator[Tag]:
    """The tags of one paragraph's text in order, those that are not closed among them with their `fault`."""
    position = 0
    while opened := OPENING.search(text, position):
        tag = _tag_at(text, opened.start(), opened[0])
        tags = _around_raw_text(text, tag) if tag.word == "raw" else (tag,)
        yield from tags
        position = tags[-1].end


def _around_raw_text(text: str, opened: Tag) -> tuple[Tag, ...]:
    """`{% raw %}` … `{% endraw %}`: what stands between is no tag; the two themselves leave nothing."""
    closed = _END_OF_RAW.search(text, opened.end)
    if closed is None:
        return (replace(opened, fault="it is not closed with {% endraw %} in the same paragraph"),)
    ends = ((opened.typed, opened.start, opened.end), (closed[0], closed.start(), closed.end()))
    return tuple(Tag(TagKind.COMMENT, "", "", *each) for each in ends)


def _tag_at(text: str, start: int, brace: str) -> Tag:
    close = _closing_position(text, start + 2, brace)
    if close < 0:
        return _unclosed(text, start, brace)
    end = close + 2
    return _tag(text[start:end], brace, start, end)


def _closing_position(text: str, start: int, brace: str) -> int:
    """Where the closing brace stands, looking past quoted strings; the first one where quotes do not pair up."""
    closing = BRACES[brace]
    naive = text.find(closing, start)
    if brace == "{#":  # tags in a remark are part of it: so drafters take them out for a while
        return naive
    if naive < 0 or OPENING.search(text, start, naive):
        return -1
    if not _inside_quotes(text, start, naive):
        return _behind_dict_literal(text, start, naive, closing)
    return _quote_aware_position(text, start, closing, naive)


def _behind_dict_literal(text: str, start: int, close: int, closing: str) -> int:
    """`{{ {"a": {"b": 1}} }}`: a `}}` that closes dict literals does not close the tag."""
    if closing != "}}":
        return close
    while close > 0 and text.count("{", start, close) > text.count("}", start, close):
        close = text.find(closing, close + 1)
    return close


def _inside_quotes(text: str, start: int, position: int) -> bool:
    return any(found.start() < position < found.end() for found in QUOTED.finditer(text, start))


def _quote_aware_position(text: str, start: int, closing: str, naive: int) -> int:
    pattern = re.compile(rf"{QUOTED.pattern}|{re.escape(closing)}|{OPENING.pattern}")
    for found in pattern.finditer(text, start):
        if found[0] == closing:
            return found.start()
        if OPENING.fullmatch(found[0]):
            break
    return naive


def _unclosed(text: str, start: int, brace: str) -> Tag:
    following = OPENING.search(text, start + 2)
    end = following.start() if following else len(text)
    fault = f"the tag is opened with {brace} but not closed with {BRACES[brace]} in the same paragraph"
    return Tag(_KINDS[brace], "", "", text[start:end].strip()[:60], start, end, fault)


def _tag(typed: str, brace: str, start: int, end: int) -> Tag:
    inside, level = typed[2:-2], ""
    if found := _LEVEL.match(inside):
        level, inside = found[2], found[1] + inside[found.end() :]
    trims = inside.startswith(("-", "+")), inside.endswith(("-", "+"))
    code = _cleaned(inside[int(trims[0]) : len(inside) - int(trims[1])])
    return Tag(_KINDS[brace], level, code, typed, start, end)


def _cleaned(inside: str) -> str:
    """The code without what Word puts in on its own: curly quotes around strings, hard and invisible spaces."""
    pieces, position = [], 0
    for start, end, straight in strings_in(inside):
        pieces += [_plain_spaces(inside[position:start]), straight]
        position = end
    return "".join([*pieces, _plain_spaces(inside[position:])]).strip()


def _plain_spaces(code: str) -> str:
    return _INVISIBLE.sub("", _SPACES.sub(" ", code))
