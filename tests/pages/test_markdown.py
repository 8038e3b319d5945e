"""A manuscript as Markdown, as a reader of CommonMark and of GitHub's tables takes it."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.model.manuscript import CellOf, Role
from briefgen.model.richtext import Span
from briefgen.pages.markdown import spans_markdown, write_markdown
from briefgen.pages.page import is_untouched_page, replace_unreadable, seal_markdown
from tests.outline import assert_golden
from tests.pages.manuscripts import bullet, heading, manuscript, numbered, passage
from tests.pages.test_html import EVERYTHING

GOLDEN = Path(__file__).parent / "golden"
READER = MarkdownIt("commonmark").enable("table")
SPANS = st.lists(
    st.builds(
        Span, st.text(alphabet=st.sampled_from("ab .:,*_#-+1[]()!<>&;`~|\\\n\té ")), st.booleans(), st.booleans()
    ),
    max_size=5,
)


def inline(markdown: str) -> list[Token]:
    tokens = READER.parse(markdown)
    assert {each.type for each in tokens} <= {"paragraph_open", "inline", "paragraph_close"}, markdown
    return [child for each in tokens for child in each.children or []]


def shown(markdown: str) -> list[tuple[str, bool, bool]]:
    """Each character that a reader shows, but for blanks, with whether it is bold and italic."""
    found: list[tuple[str, bool, bool]] = []
    bold = italic = 0
    for token in inline(markdown):
        content = token.content if token.type == "html_inline" else ""
        bold += (token.type == "strong_open" or content == "<strong>") - (
            token.type == "strong_close" or content == "</strong>"
        )
        italic += (token.type == "em_open" or content == "<em>") - (token.type == "em_close" or content == "</em>")
        if token.type == "text":
            found += [(each, bool(bold), bool(italic)) for each in token.content if not each.isspace()]
    return found


def test_a_page_with_one_of_everything() -> None:
    assert_golden("everything.md", write_markdown(EVERYTHING), GOLDEN)


@given(SPANS)
def test_whatever_is_typed_is_read_as_it_was_typed_with_its_looks(spans: list[Span]) -> None:
    expected = [(each, span.bold, span.italic) for span in spans for each in span.text if not each.isspace()]
    assert shown(spans_markdown(spans)) == expected


def test_signs_stand_where_they_are_sure_to_be_read_and_elements_where_not() -> None:
    bold = Span("Funding:", bold=True)
    assert spans_markdown([bold, Span(" at last")]) == "**Funding:** at last"
    assert spans_markdown([bold, Span("at last")]) == "<strong>Funding:</strong>at last"
    assert spans_markdown([Span("a"), Span("b", bold=True), Span("c")]) == "a**b**c"


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    kept = re.sub(r"\s", "", replace_unreadable(text))
    assert re.sub(r"\s", "", "".join(each for each, _, _ in shown(spans_markdown([Span(text)])))) == kept


@given(st.text())
def test_any_text_in_a_cell_leaves_the_table_a_table(text: str) -> None:
    cells = [(1, 1), (1, 2), (2, 1), (2, 2)]
    page = manuscript(*(passage(text or "x", cell=CellOf(1, row, column, row == 1)) for row, column in cells))
    kinds = [each.type for each in READER.parse(write_markdown(page))]
    assert (kinds.count("table_open"), kinds.count("th_open"), kinds.count("td_open")) == (1, 2, 2)


def test_headings_lists_and_numbers_are_those_of_the_document() -> None:
    page = manuscript(
        heading("Aims", 1), bullet("one"), bullet("in one", 1), numbered("three", "3."), heading("End", 2)
    )
    assert write_markdown(page) == "# Aims\n\n- one\n  - in one\n\n3. three\n\n## End\n"


def test_merged_cells_leave_the_others_empty() -> None:
    page = manuscript(
        passage("wide", cell=CellOf(1, 1, 1, True, columns=2)),
        passage("tall", cell=CellOf(1, 2, 1, rows=2)),
        passage("b", cell=CellOf(1, 2, 2)),
        passage("c", cell=CellOf(1, 3, 2)),
    )
    assert write_markdown(page) == "| wide |  |\n| --- | --- |\n| tall | b |\n|  | c |\n"


def test_a_page_knows_whether_it_was_touched() -> None:
    data = seal_markdown(write_markdown(EVERYTHING))
    assert is_untouched_page(data)
    assert not is_untouched_page(data + b"One more line.\n")
    assert not is_untouched_page(data.replace(b"Between.", b"Betwixt."))


def test_a_draft_begins_with_the_word_and_says_it_once() -> None:
    service, mark = passage("The Institution", role=Role.HEADER), passage("ENTWURF", role=Role.HEADER)
    draft = manuscript(service, mark, passage("Text"), watermark="ENTWURF")
    assert write_markdown(draft) == "> **ENTWURF**\n\nThe Institution\n\nText\n"
