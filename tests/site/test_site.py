"""The manual as a site: it says what the pages say, its links lead somewhere, and it is built the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
import yaml
from markdown_it import MarkdownIt

from tests.manual import PAGES
from tests.sample_dossier import ROOT
from tests.site.built import DOCS, BuiltSite, SitePage, build_site, needs_mkdocs
from tests.test_documentation import heading_ids, text_of

pytestmark = needs_mkdocs
SOURCES = [page.relative_to(DOCS).as_posix() for page in PAGES if page.is_relative_to(DOCS)]
KINDS = ["Tutorials", "How-to", "Reference", "Explanation"]
LISTED_BY_THEIR_OWN_PAGE = ("decisions/", "word/")
_COUNTED = ("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "table", "tr", "td", "pre", "code", "img", "strong", "em")


def as_in_the_repository(page: SitePage) -> Any:
    """The page as the repository's own web view has it."""
    assert page.source
    text = MarkdownIt("commonmark").enable("table").render(page.source.read_text(encoding="utf-8"))
    return lxml.html.fromstring(f"<div>{text}</div>")


def counted(tree: Any) -> dict[str, int]:
    """How many elements of each kind there are, but for those by which the theme shows code."""
    return {tag: sum(1 for _ in tree.iter(tag)) for tag in _COUNTED}


def test_every_page_is_there_and_none_besides(site: BuiltSite) -> None:
    assert {page.source for page in site.pages.values()} == {None, *(DOCS / name for name in SOURCES)}


@pytest.mark.parametrize("source", SOURCES)
def test_a_page_has_the_lists_tables_and_blocks_that_it_has_in_the_repository(site: BuiltSite, source: str) -> None:
    page = next(each for each in site.pages.values() if each.source == DOCS / source)
    assert counted(page.article) == counted(as_in_the_repository(page))


@pytest.mark.parametrize("source", SOURCES)
def test_a_page_has_the_anchors_that_it_has_in_the_repository(site: BuiltSite, source: str) -> None:
    page = next(each for each in site.pages.values() if each.source == DOCS / source)
    anchors = {anchor.strip("-") for anchor in page.anchors}
    assert heading_ids((DOCS / source).read_text(encoding="utf-8")) - anchors == set()


def lost(site: BuiltSite, page: SitePage) -> Iterator[str]:
    """What a page leads to and the site has not."""
    for address in page.addresses("href", "src"):
        parts = urlsplit(address)
        if parts.scheme or not (parts.path or parts.fragment):
            continue
        target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
        name = target.relative_to(site.root.resolve()).as_posix() if target.is_file() else ""
        found = site.pages.get(name)
        if not target.is_file() or (parts.fragment and found and unquote(parts.fragment) not in found.anchors):
            yield address


def test_every_link_anchor_and_picture_of_the_site_is_there(site: BuiltSite) -> None:
    # the page for addresses that are not there begins its own at the root of wherever it is served
    assert {page.name: gone for page in site.pages.values() if (gone := [*lost(site, page)])}.keys() <= {"404.html"}


def test_nothing_is_loaded_from_elsewhere(site: BuiltSite) -> None:
    loading = "//script/@src | //img/@src | //iframe/@src | //link[not(@rel='canonical')]/@href | //source/@src"
    loaded = {address for page in site.pages.values() for address in page.tree.xpath(loading)}
    assert [address for address in loaded if urlsplit(address).netloc or address.startswith("//")] == []


def test_links_into_the_repository_lead_to_what_is_there() -> None:
    tree = "https://github.com/briefgen/briefgen/blob/main/"
    addresses = {word for name in SOURCES for word in text_of(f"docs/{name}").replace(")", " ").split() if tree in word}
    names = {each.partition(tree)[2].partition("#")[0] for each in addresses}
    assert names
    assert {name for name in names if not (ROOT / name).is_file()} == set()


def test_the_navigation_is_sorted_by_kind_and_has_every_page() -> None:
    settings = text_of("mkdocs.yml").replace("!!python/object/apply:", "")
    navigation = yaml.safe_load(settings.replace("pymdownx.slugs.slugify {", "{"))["nav"]
    first, *kinds = [each.popitem() for each in navigation]
    assert first[1] == "index.md"
    assert [name for name, _ in kinds] == KINDS
    listed = [path for _, pages in kinds for page in pages for path in page.values()]
    reached = {each for each in SOURCES if each.startswith(LISTED_BY_THEIR_OWN_PAGE) and not each.endswith("README.md")}
    assert sorted([*listed, *reached, "index.md"]) == sorted(SOURCES)


def test_the_same_pages_give_the_same_bytes(site: BuiltSite, tmp_path: Path) -> None:
    again = build_site(tmp_path / "again")
    files = {path.relative_to(site.root): path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    assert {path.relative_to(again.root) for path in again.root.rglob("*") if path.is_file()} == files.keys()
    assert [name for name, data in files.items() if (again.root / name).read_bytes() != data] == []
