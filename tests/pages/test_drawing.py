"""Pages as SVG by an engine that stays; what it answers is looked at, and what ends it costs one document."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from briefgen.errors import OutputError
from briefgen.pages import drawing
from briefgen.pages.drawing import DrawnPage, PageDrawer, refuse_active
from tests import sample_documents
from tests.page_engines import needs_rdocx

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def drawer() -> Iterator[PageDrawer]:
    made = PageDrawer(dict(os.environ))
    yield made
    made.close()


def pages_of(drawer: PageDrawer, document: bytes) -> list[DrawnPage]:
    pages: list[DrawnPage] = []
    drawer.draw(document, pages.append)
    return pages


@needs_rdocx
def test_each_page_is_drawn_and_names_the_typefaces_that_it_needs(drawer: PageDrawer) -> None:
    pages = pages_of(drawer, sample_documents.document("annex-2023-03-17"))
    assert [each.count for each in pages] == [len(pages)] * len(pages)
    assert "letter / " in pages[0].svg
    for page in pages:
        assert "@font-face" not in page.svg
        assert all(f'font-family="{each.family}"' in page.svg for each in page.typefaces)
        assert {each.family for each in page.typefaces} <= set(drawer.fonts)
    assert {each.weight for page in pages for each in page.typefaces} == {"normal", "bold"}


@needs_rdocx
@pytest.mark.parametrize("name", ["main-results-2021-03-15", "note-2020-05-12", "conclusions-2020-06-05"])
def test_links_charts_and_pictures_are_drawn_too(drawer: PageDrawer, name: str) -> None:
    pages = pages_of(drawer, sample_documents.document(name))
    assert len(pages) == pages[0].count


@needs_rdocx
def test_the_same_document_gives_the_same_pages_and_no_typeface_twice(drawer: PageDrawer) -> None:
    document = sample_documents.document("letter-2023-03-20")
    first, fonts = pages_of(drawer, document), dict(drawer.fonts)
    assert pages_of(drawer, document) == first
    assert drawer.fonts == fonts


@needs_rdocx
def test_what_is_no_document_is_said_and_the_next_is_drawn(drawer: PageDrawer) -> None:
    with pytest.raises(OutputError, match="rdocx has drawn no page"):
        pages_of(drawer, b"no document")
    assert pages_of(drawer, sample_documents.document("letter-2023-03-20"))


@needs_rdocx
def test_an_engine_that_has_ended_is_started_again(drawer: PageDrawer) -> None:
    document = sample_documents.document("letter-2023-03-20")
    assert pages_of(drawer, document)
    assert drawer._process
    drawer._process.kill()
    with pytest.raises(OutputError, match="rdocx ended before the document was drawn"):
        pages_of(drawer, document)
    assert pages_of(drawer, document)


@needs_rdocx
def test_an_engine_is_started_anew_after_many_documents(drawer: PageDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_MOST_DOCUMENTS", 2)
    processes = set()
    for _ in range(4):
        pages_of(drawer, sample_documents.document("letter-2023-03-20"))
        assert drawer._process
        processes.add(drawer._process.pid)
    assert len(processes) == 2


@needs_rdocx
def test_an_engine_that_is_late_is_ended(drawer: PageDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_SECONDS", 0)
    with pytest.raises(OutputError, match="ended before"):
        pages_of(drawer, sample_documents.document("letter-2023-03-20"))


@needs_rdocx
def test_whoever_takes_the_pages_may_fail_and_the_next_are_whole(drawer: PageDrawer) -> None:
    def fail(_page: DrawnPage) -> None:
        raise KeyError

    document = sample_documents.document("letter-2023-03-20")
    with pytest.raises(KeyError):
        drawer.draw(document, fail)
    pages = pages_of(drawer, document)
    assert len(pages) == pages[0].count


@pytest.mark.parametrize(
    "content",
    [
        '<text x="1">A</text>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<g clip-path="url(#a)"><use xlink:href="#a"/></g>',
        '<a href="https://example.org/?a=1"><text>A</text></a>',
        '<a href="mailto:a@example.org"/>',
    ],
)
def test_text_lines_and_pictures_are_a_page(content: str) -> None:
    refuse_active(SVG.format(content))


@pytest.mark.parametrize(
    "content",
    [
        "<script>x</script>",
        '<rect onload="x"/>',
        '<rect ONCLICK="x"/>',
        "<foreignObject/>",
        '<image href="https://example.org/x.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        '<a href="javascript:x"/>',
        '<a href=" javascript:x"/>',
        '<a href="data:text/html,x"/>',
        '<image href="https://example.org/#a"/>',
        '<rect style="background: url(//example.org)"/>',
        "<style>@import url(//example.org)</style>",
        "<animate/>",
        "<set/>",
    ],
)
def test_what_could_act_or_ask_elsewhere_is_refused(content: str) -> None:
    with pytest.raises(OutputError, match="more than text and pictures"):
        refuse_active(SVG.format(content))
