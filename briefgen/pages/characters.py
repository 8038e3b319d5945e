"""What may stand in a page: characters that every reader takes, and links that lead to other pages only."""

from __future__ import annotations

import re

_NOT_FOR_READING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINK = re.compile(r"(?:https?://[^\s<>\"\\^`{|}]+|mailto:[^\s<>\"\\^`{|}]+)", re.IGNORECASE)


def readable(text: str) -> str:
    """The text with U+FFFD for what is no character of a page: controls, halves of characters."""
    return _NOT_FOR_READING.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def safe_link(href: str) -> str:
    """The target of a link to a page or mailbox; "" for any other, such as a script."""
    return href if _LINK.fullmatch(href) and not _NOT_FOR_READING.search(href) else ""
