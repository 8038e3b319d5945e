"""A page for mail programs: what it looks like stands at each element, and nothing is drawn.

Mail programs take style sheets, scripts, drawings and pictures away, and know no grids. So each element has its look as
an attribute, the page is as wide as a letter by a table, charts are bars made of cells, and links within the page,
which lead nowhere in a mail, are their words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from typing import Final

from briefgen.pages.page import Page
from briefgen.pages.spans import text_html

_BLUE, _LINE = "#003399", "1px solid #6b6b6b"
_FONT: Final = "font-family: Arial, Helvetica, sans-serif; font-size: 15px; line-height: 1.5; color: #1b1b1b"
_CELL: Final = f"border: {_LINE}; padding: 6px 8px; text-align: left; vertical-align: top"
# by element, or by element and class; what a class says comes behind what its element says
_STYLES: Final[Mapping[str, str]] = {
    "header": f"border-bottom: {_LINE}; margin-bottom: 20px; font-size: 14px",
    "footer": f"border-top: {_LINE}; margin-top: 28px; font-size: 14px",
    "section.notes": f"border-top: {_LINE}; margin-top: 28px; font-size: 14px",
    **{f"h{level}": f"color: {_BLUE}; line-height: 1.25; margin: 24px 0 8px" for level in range(1, 7)},
    "p": "margin: 0 0 10px",
    "p.head": "font-weight: bold",
    "a": f"color: {_BLUE}",
    "table": "border-collapse: collapse; width: 100%; margin: 12px 0",
    "caption": "text-align: left; font-weight: bold; padding: 6px 0",
    "th": _CELL,
    "td": _CELL,
    "td.amount": "text-align: right",
    "td.bars": "width: 35%",
    "table.bar": "border-collapse: collapse; margin: 2px 0",
    "td.bar": "font-size: 1px; line-height: 12px; height: 12px; padding: 0",
    "ul": "margin: 6px 0; padding-left: 24px",
    "ol": "margin: 6px 0; padding-left: 24px",
    "ol.printed": "list-style: none",
    "li": "margin: 4px 0",
    "figure": "margin: 18px 0",
    "figure.quotation": f"border-left: 4px solid {_BLUE}; padding-left: 14px",
    "blockquote": "margin: 0",
    "figcaption": "font-weight: bold; margin: 0 0 6px",
    "mark": "background-color: #ffff00",
}
_PLAIN: Final = {
    **dict.fromkeys(("main", "header", "footer", "section", "figure"), "div"),
    "figcaption": "p",
    "mark": "span",
}
_KEPT: Final = frozenset({"href", "lang", "scope", "colspan", "rowspan", "start", "bgcolor", "width", "role"})
_ALONE: Final = frozenset({"br", "img", "hr"})
_BY_ITSELF: Final = frozenset({"bar"})  # classes that owe nothing to their element
_OUTER: Final = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'


def inline_styles(body: str, page: Page) -> str:
    """An HTML document for a mail.

    Args:
        body: the inside of the body, as `briefgen.pages.html` writes it.
        page: has the language and the title.
    """
    writer = _Inliner()
    writer.feed(body)
    writer.close()
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{text_html(page.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{text_html(page.title)}</title>",
            "</head>",
            '<body style="margin: 0; padding: 0; background-color: #ffffff">',
            f'<table {_OUTER} width="100%"><tr><td align="center" style="padding: 16px">',
            f'<table {_OUTER} width="680" style="width: 100%; max-width: 680px"><tr>',
            f'<td align="left" style="{_FONT}">',
            "".join(writer.written),
            "</td></tr></table>",
            "</td></tr></table>",
            "</body>",
            "</html>",
            "",
        )
    )


class _Inliner(HTMLParser):
    """Writes the elements of a page anew, each with its look.

    Attributes:
        written: what has been written.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._open: list[str] = []  # what ends each open element; None-like "" for one that is left out
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; one that is only heard is left out with all that is in it."""
        given = {name: value or "" for name, value in attrs}
        if self._unseen or given.get("class") in ("unseen", "key"):
            self._unseen += tag not in _ALONE
        elif tag == "a" and given.get("href", "").startswith("#"):
            self._open.append("")
        else:
            name = _PLAIN.get(tag, tag)
            self.written.append(f"<{name}{''.join(_attributes(tag, given))}>")
            self._open += [] if tag in _ALONE else [f"</{name}>"]

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
        elif self._open:
            self.written.append(self._open.pop())

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._unseen:
            self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self.handle_data(f"&#{name};")


def _attributes(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    look = given.get("class", "")
    kept = {name: value for name, value in given.items() if name in _KEPT and value != "region"}
    if tag == "table" and look in _BY_ITSELF:
        kept |= {"cellpadding": "0", "cellspacing": "0", "border": "0"}
    usual = "" if look in _BY_ITSELF else _STYLES.get(tag, "")
    own = given.get("style", "").replace("var(--head)", _BLUE)
    style = "; ".join(each for each in (usual, _STYLES.get(f"{tag}.{look}", ""), own) if each)
    for name, value in (*kept.items(), *([("style", style)] if style else [])):
        if not (name == "role" and value.startswith("doc-")):
            yield f' {name}="{escape(value, quote=True)}"'
