"""Words of other people's papers as marked-up text of the ledger, and back as plain words.

What only looks like markup or a value there (`*`, `{{`, a leading `#` or `=`) is escaped, so that it is printed as it
was typed; bullets, numbers of lists and line breaks stay what they are.
"""

from __future__ import annotations

import re
from typing import Final

from briefgen.model.richtext import C1_CONTROLS, NOT_XML
from briefgen.text.source import escape_signs

_FORBIDDEN: Final = re.compile(f"[{NOT_XML}{C1_CONTROLS}]")
_LINE_START: Final = re.compile(
    # a heading, a formula, a bullet or a number that stands alone
    r"^([ \t]*)(#+(?=[ \t]|$)|=|-(?=[ \t-]*$))|^([ \t]*[0-9]+)([.)](?=[ \t]*$))",
    re.MULTILINE,
)
_STAR_BULLET: Final = re.compile(r"^([ \t]*)\\\*(?=[ \t]+\S)", re.MULTILINE)
_LINK: Final = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)")
_MARKS: Final = re.compile(r"\\([!-/:-@\[-`{-~])|\*{1,3}")
_ENDS: Final = re.compile(r"[^\w#№%°]+|_")


def write_plain(text: str) -> str:
    """Marked-up text that prints some characters as they are; lines that begin with a bullet make a list.

    Characters that no document can hold are left out.
    """
    typed = _FORBIDDEN.sub("", text.replace("\x0b", "\n"))
    starts = _LINE_START.sub(r"\1\3\\\2\4", escape_signs(typed).replace("](", r"]\("))
    # several lines that begin with a star are a list; one alone is a sign
    return _STAR_BULLET.sub(r"\1-", starts) if len(_STAR_BULLET.findall(starts)) > 1 else starts


def has_forbidden(text: str) -> bool:
    """Whether a text has characters that no document can hold."""
    return bool(_FORBIDDEN.search(text.replace("\x0b", "\n")))


def read_plain(text: str) -> str:
    """The words of a marked-up text without its markup; a link has its address behind its words."""
    linked = _LINK.sub(lambda found: _with_address(found[1], found[2]), text)
    return _MARKS.sub(lambda found: found[1] or "", linked)


def _with_address(words: str, address: str) -> str:
    bare = address.removeprefix("mailto:").rstrip("/")
    return words if bare in words else f"{words} ({address})"


def one_line(text: str) -> str:
    """The words of a marked-up text in one line."""
    return " ".join(read_plain(text).split())


def alike(text: str) -> str:
    """Words for comparing two wordings: without case, blanks, punctuation and markup."""
    return " ".join(_ENDS.sub(" ", read_plain(text)).casefold().split())


def shorten(text: str, most: int = 60) -> str:
    """How a text begins, in one line."""
    words = one_line(text)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
