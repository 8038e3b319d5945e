"""A seal in a page by which it can say whether it was touched since briefgen made it, as Word files have one.

The seal is a hash of everything else in the file; line ends do not count, as editors and mail change them.
"""

from __future__ import annotations

import re
from hashlib import sha256

_HTML = '<meta name="briefgen-seal" content="sha256:{}">\n'
_MARKDOWN = "\n<!-- briefgen-seal sha256:{} -->\n"
_HTML_PLACE = "<title>"
_FOUND = re.compile(
    r'<meta name="briefgen-seal" content="sha256:([0-9a-f]{64})">\n|\n<!-- briefgen-seal sha256:([0-9a-f]{64}) -->\n\Z'
)


def sealed_html(html: str) -> bytes:
    """An HTML page as a file that bears a seal, before its title."""
    return html.replace(_HTML_PLACE, _HTML.format(_digest(html)) + _HTML_PLACE, 1).encode()


def sealed_markdown(markdown: str) -> bytes:
    """A Markdown page as a file that bears a seal, in a comment at its end."""
    return (markdown + _MARKDOWN.format(_digest(markdown))).encode()


def is_untouched_page(data: bytes) -> bool:
    """Whether a file bears a seal, and this is still the seal of the rest.

    Args:
        data: the file's bytes; a file that is no text counts as touched.
    """
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return False
    found = list(_FOUND.finditer(text))
    if len(found) != 1:
        return False
    rest = text[: found[0].start()] + text[found[0].end() :]
    return _digest(rest) in found[0].groups()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
