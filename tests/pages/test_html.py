"""A manuscript as HTML: sound, self-contained, and built for those who listen too."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.model.exhibits import ChartKind, Series
from briefgen.model.manuscript import CellOf, PassageLook, Role
from briefgen.model.richtext import Span
from briefgen.pages.html import write_html
from briefgen.pages.page import is_untouched_page, seal_html
from briefgen.word.reader import read_manuscript
from tests.outline import assert_golden
from tests.pages.manuscripts import (
    CHART,
    Tree,
    a_table,
    bullet,
    cell,
    heading,
    manuscript,
    note,
    numbered,
    passage,
    rich,
)
from tests.sample_documents import document
from tests.word.good import good_document

GOLDEN = Path(__file__).parent / "golden"
EVERYTHING = manuscript(
    passage("The Institution", role=Role.HEADER),
    passage("The Institution", role=Role.HEADER),
    passage("A note", role=Role.TITLE),
    heading("First", 1),
    passage("See ", Span("the report", href="https://example.eu/a?b&c"), note("Of 17 March."), " at last."),
    passage("one", role=Role.BULLET, style="List Bullet"),
    bullet("under one", 1),
    passage("still one", style="List Bullet Continue"),
    bullet("two"),
    numbered("Third", "3."),
    numbered("Fourth", "4."),
    passage("Between."),
    numbered("Letter", "(a)"),
    heading("Deep", 3),
    passage("We acted.", role=Role.QUOTATION),
    passage("A. Peeters, President", role=Role.ATTRIBUTION),
    passage("Table 1: progress", role=Role.CAPTION),
    cell("Area", 1, 1),
    cell("Done", 1, 2),
    cell("Borders", 2, 1),
    cell("5", 2, 2),
    passage("", exhibit=CHART, number="1"),
    passage("Du français", style="x"),
    passage("Page ", Span("1", sequence="PAGE"), role=Role.FOOTER),
    passage("./..", role=Role.FOOTER),
    passage("Rue de la Loi", role=Role.FOOTER),
    passage("Of 17 March.", role=Role.NOTE, number="3"),
    tables=(a_table(heads=1),),
)


def body(html: str) -> str:
    return html[html.index("<body>") :]


def levels(html: str) -> list[int]:
    return [int(each) for each in re.findall(r"<h([1-6])", html)]


def test_a_page_with_one_of_everything() -> None:
    html = write_html(EVERYTHING)
    assert Tree(html).faults == []
    assert_golden("everything.html", body(html), GOLDEN)


def test_a_page_needs_nothing_from_elsewhere() -> None:
    html = write_html(EVERYTHING)
    outside = [value for _, given_ in Tree(html).tags for name, value in given_.items() if name in {"src", "srcset"}]
    assert outside == []
    assert "<script" not in html
    assert "url(" not in html
    assert "@import" not in html


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        " javascript:x",
        "data:text/html,x",
        "file:///etc",
        "//x.eu",
        'https://x"y',
    ],
)
def test_a_link_that_leads_to_no_page_is_text(href: str) -> None:
    html = write_html(manuscript(passage(Span("press", href=href))))
    assert "<p>press</p>" in html
    assert Tree(html).named("a") == []


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_text_and_nothing_else(text: str, title: str, style: str) -> None:
    page = manuscript(
        passage(Span(text, bold=True, language=style, href=style), note(text)),
        heading(text, 1),
        bullet(text),
        numbered(text, title),
        cell(text, 1, 1),
        passage(text, role=Role.NOTE, number=style),
        properties={"title": title, "language": style},
        tables=(a_table(title=text, description=title),),
    )
    tree = Tree(write_html(page))
    assert tree.faults == []
    known = {name for name, _ in Tree(write_html(EVERYTHING)).tags} | {"br", "mark", "strong"}
    assert {name for name, _ in tree.tags} <= known
    assert not any(name.startswith("on") for _, attributes in tree.tags for name in attributes)


@given(st.lists(st.integers(1, 9), max_size=12), st.booleans())
def test_one_heading_of_level_1_and_no_level_left_out(given_levels: list[int], has_title: bool) -> None:
    title = [passage("Title", role=Role.TITLE)] if has_title else []
    found = levels(write_html(manuscript(*title, *(heading("x", level) for level in given_levels))))
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_headings_of_one_level_stay_on_one_level() -> None:
    page = manuscript(passage("T", role=Role.TITLE), heading("a", 2), heading("b", 2), heading("c", 3), heading("d", 2))
    assert levels(write_html(page)) == [1, 2, 2, 3, 2]


def test_a_letter_without_headings_has_a_heading_that_is_heard_only() -> None:
    assert '<h1 class="unseen">A note</h1>' in write_html(manuscript(passage("Dear colleague,")))


def test_the_language_of_the_page_and_of_its_parts() -> None:
    page = manuscript(
        passage("Dear ", Span("Madame", language="fr-BE")), language="en", properties={"language": "en-IE"}
    )
    html = write_html(page)
    assert '<html lang="en-IE">' in html
    assert '<span lang="fr-BE">Madame</span>' in html
    assert '<html lang="pl">' in write_html(manuscript(passage("x"), language="pl", properties={"language": "en-GB"}))


def test_lists_stand_in_each_other_and_keep_their_numbers() -> None:
    html = write_html(manuscript(numbered("a", "27."), bullet("in a", 1), numbered("b", "28."), numbered("c", "30.")))
    assert '<ol class="printed">' in html
    html = write_html(manuscript(numbered("a", "27."), bullet("in a", 1), numbered("b", "28.")))
    assert '<ol start="27">\n<li>a\n<ul>\n<li>in a</li>\n</ul></li>\n<li>b</li>\n</ol>' in html


def test_merged_cells_are_told() -> None:
    page = manuscript(
        passage("wide", cell=CellOf(1, 1, 1, True, columns=2)),
        passage("tall", cell=CellOf(1, 2, 1, rows=2)),
        passage("b", cell=CellOf(1, 2, 2)),
        passage("c", cell=CellOf(1, 3, 2)),
    )
    html = write_html(page)
    assert '<th scope="colgroup" colspan="2">wide</th>' in html
    assert '<td rowspan="2">tall</td>' in html


def test_a_table_in_a_table_stands_in_its_cell() -> None:
    inner = a_table().__class__(2, a_table().place, inside=CellOf(1, 1, 1))
    page = manuscript(
        passage("before", cell=CellOf(1, 1, 1)),
        passage("deep", cell=CellOf(2, 1, 1)),
        passage("after", cell=CellOf(1, 1, 1)),
        passage("right", cell=CellOf(1, 1, 2)),
        tables=(a_table(), inner),
    )
    html = write_html(page)
    assert Tree(html).faults == []
    assert [html.count("<table>"), html.count("<tr>")] == [2, 2]
    html = body(html)
    assert html.index("before") < html.index("deep") < html.index("after") < html.index("right")


def test_a_note_leads_there_and_back_and_keeps_its_number() -> None:
    page = manuscript(
        passage("a", note("One.")),
        passage("b", Span("", note=rich("Two.", "More."))),
        passage("One.", role=Role.NOTE, number="7"),
        passage("Two.", role=Role.NOTE, number="8"),
        passage("More.", role=Role.NOTE, number="8"),
    )
    html = write_html(page)
    assert '<sup><a href="#note-1" id="mark-1" role="doc-noteref">7</a></sup>' in html
    assert '<li id="note-2"><a href="#mark-2" role="doc-backlink">8</a> Two.<p>More.</p></li>' in html


def test_a_chart_says_its_figures_in_the_words_of_its_language() -> None:
    html = write_html(manuscript(passage("", exhibit=CHART), language="de"))
    assert '<tr><th scope="row">Borders &amp; &lt;roads&gt;</th><td class="amount">1 250,5</td>' in html.replace(
        "\u00a0", " "
    ).replace("\u202f", " ").replace("1.250,5", "1 250,5")
    assert 'aria-hidden="true"' in html
    assert "Chart: Commitments by area" in html


def test_a_small_picture_stands_in_the_page_with_its_alternative_text() -> None:
    page = Tree(write_html(read_manuscript(good_document(), "good.docx")))
    [picture] = page.named("img")
    assert picture["alt"] == "The institution's emblem"
    assert str(picture["src"]).startswith("data:image/png;base64,iVBOR")


def test_a_picture_whose_bytes_are_not_at_hand_is_told_by_its_alternative_text() -> None:
    read = read_manuscript(good_document(), "good.docx")
    page = write_html(replace(read, pictures=tuple(replace(each, data=b"") for each in read.pictures)))
    assert "<em>[The institution&#x27;s emblem]</em>" in page


def test_a_text_that_looks_like_the_mark_of_a_picture_is_a_text() -> None:
    assert write_html(manuscript(passage("\uffff7\uffff"))).count("\ufffd") == 2


def test_a_paragraph_keeps_where_and_how_it_stands() -> None:
    look = PassageLook(align="right", size=1.35, colour="003399", capitals=True, line_above=True)
    page = write_html(manuscript(replace(passage("Brussels"), look=look)))
    for rule in ("text-align: right", "font-size: 1.35em", "text-transform: uppercase", "border-top: 1px solid"):
        assert rule in page.partition("<main>")[2]
    block = write_html(manuscript(replace(passage("7896/20"), look=PassageLook(indent=0.66, close=True))))
    assert "margin-left: 66%" in block and "margin-bottom: 0" in block


def test_the_letter_keeps_its_letterhead_and_its_date_to_the_right() -> None:
    page = write_html(read_manuscript(document("letter-2023-03-20"), "letter.docx"))
    assert re.search(r"<p style=[^>]*text-align: right[^>]*>Brussels, 20\u00a0March 2023</p>", page)
    assert re.search(r"<p style=[^>]*text-transform: uppercase[^>]*><strong>European Commission</strong></p>", page)
    assert [each["alt"] for each in Tree(page).named("img")] == ["Emblem"]


@pytest.mark.parametrize("above", [True, False])
def test_a_caption_stands_where_the_document_has_it(above: bool) -> None:
    caption, chart = passage("Chart 1: Areas", role=Role.CAPTION), passage("", exhibit=replace(CHART, caption=rich()))
    page = write_html(manuscript(*((caption, chart) if above else (chart, caption))))
    assert page.count("<figcaption>") == 1
    assert (page.index("<figcaption>") < page.index("<svg")) is above


def test_a_pie_is_a_pie_with_the_names_of_its_slices() -> None:
    shares = Series("Share", (Decimal(3), Decimal(1)))
    page = write_html(manuscript(passage("", exhibit=replace(CHART, kind=ChartKind.PIE, series=(shares,)))))
    assert (page.count("<path"), page.count("<rect")) == (2, 2)
    assert "L100.0 4.0A96 96 0 1 1 4.0 100.0Z" in page
    assert Tree(page).faults == []


def test_a_pie_of_one_slice_is_a_circle_and_one_that_cannot_be_is_bars() -> None:
    whole = replace(CHART, kind=ChartKind.PIE, series=(Series("Share", (Decimal(3), Decimal(0))),))
    assert "<circle" in write_html(manuscript(passage("", exhibit=whole)))
    below = replace(whole, series=(Series("Share", (Decimal(3), Decimal(-1))),))
    assert "<circle" not in write_html(manuscript(passage("", exhibit=below)))


def test_the_good_document_is_a_sound_page() -> None:
    page = write_html(read_manuscript(good_document(), "good.docx"))
    assert Tree(page).faults == []
    assert '<caption><span class="unseen">Follow-up.</span></caption>' in page


def test_a_page_knows_whether_it_was_touched() -> None:
    data = seal_html(write_html(EVERYTHING))
    assert Tree(data.decode()).faults == []
    assert is_untouched_page(data)
    assert is_untouched_page(data.replace(b"\n", b"\r\n"))
    assert not is_untouched_page(data.replace(b"Between.", b"Betwixt."))
    assert not is_untouched_page(write_html(EVERYTHING).encode())
    assert not is_untouched_page(b"\xff\xfe")


@pytest.mark.parametrize(
    ("item", "behind", "inside"),
    [
        ("Annex Bullet", "Annex Bullet Continue", True),
        ("List Number", "List Continue", True),
        ("List Bullet 2", "List Continue 2", True),
        ("Letter Body Bullet", "Letter Body Continue", False),
        ("Letter Body Bullet", "Letter Body", False),
        ("Annex Bullet", "Annex Bullet", False),
    ],
)
def test_a_paragraph_behind_a_list_belongs_to_an_item_only_by_the_style_of_the_item(
    item: str, behind: str, inside: bool
) -> None:
    items = passage("one", role=Role.BULLET, style=item)
    html = write_html(manuscript(items, passage("behind", style=behind)))
    assert (html.index("behind") < html.index("</ul>")) is inside


def test_a_list_that_has_ended_takes_no_more_paragraphs() -> None:
    item = passage("one", role=Role.BULLET, style="Annex Bullet")
    again = passage("two", role=Role.BULLET, style="Letter Body Bullet")
    html = write_html(manuscript(item, passage("Between."), again, passage("behind", style="Annex Bullet Continue")))
    assert html.index("behind") > html.rindex("</ul>")


def test_a_draft_says_so_behind_its_text_and_once_in_it() -> None:
    draft = manuscript(passage("ENTWURF", role=Role.HEADER), passage("Text"), watermark="ENTWURF")
    html = write_html(draft)
    assert '<body data-watermark="ENTWURF">\n<header><p class="draft">ENTWURF</p></header>' in html
    assert "data-watermark=" not in write_html(manuscript(passage("Text")))
