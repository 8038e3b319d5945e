"""A rich text is written as the source that is read as it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.model.richtext import Block, Kind, RichText, Span, plain
from briefgen.text import rich_text
from briefgen.text.source import write_source

_B, _P = Kind.BULLET, Kind.PARAGRAPH


def a_text(*spans: Span) -> RichText:
    return RichText((Block(spans),))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (a_text(Span("Libya:", bold=True), Span(" two boats")), "**Libya:** two boats"),
        (a_text(Span("so ", italic=True), Span("it "), Span("was", bold=True, italic=True)), "*so* it ***was***"),
        (a_text(Span("a "), Span("b ", bold=True), Span("c", bold=True, italic=True)), "a **b *c***"),
        (a_text(Span("the "), Span("report", href="https://example.eu")), "the [report](https://example.eu)"),
        (a_text(Span("said", bold=True), Span("", note=plain("By whom?"))), "**said**[^1]\n\n[^1]: By whom?"),
        (plain("12 * 3, [a] {b} _c_"), "12 \\* 3, [a] {b} _c_"),
        (plain("{{ money }} and {% if %}"), "\\{{ money }} and \\{% if %}"),
        (plain("[x](y)"), "\\[x](y)"),
        (plain("- no list"), "\\- no list"),
        (plain("1. no list"), "1\\. no list"),
        (plain("2023. gada"), "2023. gada"),
        (plain("one\ntwo"), "one\\\ntwo"),
    ],
)
def test_what_is_written_of_what(text: RichText, source: str) -> None:
    assert write_source(text).text == source
    assert str(rich_text(source, {})) == str(text)


def test_lists_and_paragraphs_stay_what_they_are() -> None:
    kinds = [(_P, 0, "a"), (_B, 0, "b"), (_B, 1, "c"), (_B, 0, "d"), (_P, 0, "e"), (Kind.NUMBER, 0, "f")]
    text = RichText(tuple(Block((Span(words),), kind, level, kind is Kind.NUMBER) for kind, level, words in kinds))
    source = write_source(text).text
    assert source == "a\n\n- b\n  - c\n- d\n\ne\n\n1. f"
    assert rich_text(source, {}) == text


def test_a_look_that_the_source_cannot_hold_goes_and_is_told() -> None:
    found = write_source(a_text(Span("un", italic=True), Span("do "), Span("now", underline=True)))
    assert found == ("*un*do now", ("underline",)) or found == ("undo now", ("underline", "italic"))
    assert write_source(a_text(Span("x"), Span("y", italic=True), Span("z"))) == ("xyz", ("italic",))


_SIGNS = st.text(alphabet="ab1é .:*_[](){%-#\\^!\u00a0\n\t", max_size=8)
_SPANS = st.builds(
    Span, _SIGNS, bold=st.booleans(), italic=st.booleans(), href=st.sampled_from(["", "", "https://example.eu/a_(b)"])
)
_BLOCKS = st.builds(
    Block, st.lists(_SPANS, max_size=4).map(tuple), st.sampled_from([_P, _B, Kind.NUMBER]), st.integers(0, 2)
)


def words(text: RichText) -> list[str]:
    lines = ("\n".join(line.strip(" \t") for line in str(block).split("\n")).strip(" \t\n") for block in text.blocks)
    return [line for line in lines if line]


def looks(text: RichText) -> list[tuple[str, bool, bool]]:
    spans = (span for block in text.blocks for span in block.spans)
    return [(sign, span.bold, span.italic) for span in spans for sign in span.text if not sign.isspace()]


@given(st.lists(_BLOCKS, max_size=4).map(lambda blocks: RichText(tuple(blocks))))
@example(a_text(Span("a:", bold=True), Span("b")))
@example(a_text(Span("*", bold=True, italic=True), Span("*", italic=True)))
def test_the_words_of_any_text_come_back_and_its_looks_unless_told(text: RichText) -> None:
    found = write_source(text)
    again = rich_text(found.text, {})
    assert words(again) == words(text)
    if not found.lost:
        assert looks(again) == looks(text)
    assert [block.kind for block in again.blocks] == [block.kind for block in text.blocks if words(RichText((block,)))]


@given(_SIGNS)
def test_a_note_comes_back(text: str) -> None:
    noted = a_text(Span("said"), Span("", note=plain(text)))
    again = rich_text(write_source(noted).text, {})
    [note] = [span.note for span in again.blocks[0].spans if span.note is not None]
    assert words(note) == (words(plain(text)) if text.strip() else ["–"])


def test_levels_that_skip_are_drawn_together() -> None:
    text = RichText((Block((Span("a"),), _B, 3), Block((Span("b"),), _B, 5)))
    assert [block.level for block in rich_text(write_source(text).text, {}).blocks] == [0, 1]
    assert replace(text.blocks[0], level=0) == rich_text("- a", {}).blocks[0]
