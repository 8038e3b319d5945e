"""A web page as a reading aid sees it: headings, links, quotations, and what would come from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "link", "img", "input", "hr", "source", "embed"})
_FETCHED = frozenset({"src", "srcset", "poster", "data", "background", "action"})
_HEADING = re.compile(r"h([1-6])")


@dataclass
class Element:
    """An element: its name, its attributes, the names of those around it, and its text."""

    name: str
    attributes: dict[str, str]
    around: tuple[str, ...]
    text: str = ""


@dataclass
class WebPage(HTMLParser):
    """The elements of a page in their order."""

    source: str
    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        found = Element(tag, attributes, tuple(each.name for each in self._open))
        self.elements.append(found)
        if tag not in _VOID:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag, f"</{tag}> closes what it opened"

    def handle_data(self, data: str) -> None:
        for each in self._open:
            each.text += data

    def named(self, *names: str) -> list[Element]:
        return [each for each in self.elements if each.name in names]

    @property
    def headings(self) -> list[tuple[int, str]]:
        found = ((_HEADING.fullmatch(each.name), each.text) for each in self.elements)
        return [(int(match[1]), text) for match, text in found if match]


def barriers(page: WebPage) -> list[str]:
    """What keeps a reader out of a page, or makes it depend on others; empty where nothing does.

    Source: EN 301 549 V3.2.1, clause 9 (WCAG 2.1): 1.1.1, 1.3.1, 2.4.2, 2.4.4, 3.1.1, 4.1.1.
    """
    return [*_of_the_whole(page), *_of_headings(page), *_of_quotations(page), *_of_links(page), *_from_elsewhere(page)]


def _of_the_whole(page: WebPage) -> list[str]:
    said = [each.text.strip() for each in page.named("title")]
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    found = {
        "no language": not any(each.attributes.get("lang") for each in page.named("html")),
        "no title": not any(said),
        "not one main part": len(page.named("main")) != 1,
        "an id twice": len(ids) != len(set(ids)),
        "a picture without a text": any(not each.attributes.get("alt") for each in page.named("img")),
    }
    return [name for name, is_so in found.items() if is_so]


def _of_headings(page: WebPage) -> list[str]:
    levels = [level for level, _ in page.headings]
    found = ["not one heading of level 1"] if levels.count(1) != 1 else []
    skipped = [text for before, (level, text) in zip([0, *levels], page.headings, strict=False) if level > before + 1]
    empty = ["a heading without text" for _, text in page.headings if not text.strip()]
    return [*found, *(f"a level left out before “{text}”" for text in skipped), *empty]


def _of_quotations(page: WebPage) -> list[str]:
    quoted = page.named("blockquote")
    alone = [each.text.strip() for each in quoted if each.around[-1] != "figure"]
    captions = [each for each in page.named("figcaption") if each.text.strip()]
    unnamed = ["a quotation without a name"] if len(captions) < len(quoted) else []
    return [*(f"no figure around “{text}”" for text in alone), *unnamed]


def _of_links(page: WebPage) -> list[str]:
    links = page.named("a")
    nowhere = [each.text for each in links if not re.match(r"https://[\w.-]+/|mailto:.|#.", each.attributes["href"])]
    bare = [each.attributes["href"] for each in links if not each.text.strip() or "://" in each.text]
    return [*(f"leads nowhere: {text}" for text in nowhere), *(f"says not where it leads: {href}" for href in bare)]


def _from_elsewhere(page: WebPage) -> list[str]:
    names = [each.name for each in page.named("script", "iframe", "object", "embed", "link", "base", "form")]
    fetched = [name for each in page.elements for name in each.attributes if name in _FETCHED or name.startswith("on")]
    looks = " ".join([each.text for each in page.named("style")] + [str(each.attributes) for each in page.elements])
    return [*names, *fetched, *re.findall(r"url\(|@import", looks)]
