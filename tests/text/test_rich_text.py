from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.errors import BriefgenError
from briefgen.localise import localiser
from briefgen.model.richtext import Block, ExhibitRef, Kind, RichText, Span, plain
from briefgen.text import VOCABULARY, TextError, escape, faults, rich_text
from briefgen.text.render import Words

SAY = localiser("en", date(2023, 3, 17))
WORDS: Words = {
    "date": SAY.date,
    "when": SAY.when,
    "by": SAY.by,
    "money": SAY.money,
    "number": SAY.number,
    "percent": SAY.percent,
    "_": SAY.phrase,
    "point": {"dublin": "10"}.__getitem__,
}


def said(source: str, **words: Any) -> RichText:
    return rich_text(source, {**WORDS, **words})


def test_values_are_said_in_the_text() -> None:
    source = (
        'On {{ date("2023-03-14") }}, {{ money(1250000) }} of {{ "480 million" | money("USD") }} ({{ percent(12.5) }}).'
    )
    expected = "On 14 March, EUR 1.25 million of USD 480 million (12.5 %)."
    assert str(said(source)).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ('Sent {{ when("2022-05-28") }}. It', "Sent 28 maja 2022\u00a0r. It"),
        ('Sent **{{ when("2022-05-28") }}**.', "Sent 28 maja 2022\u00a0r."),
        ('Sent {{ when("2022-05-28") }}... It', "Sent 28 maja 2022\u00a0r.... It"),
        ('Sent {{ when("2022-05-28") }}, it', "Sent 28 maja 2022\u00a0r., it"),
    ],
)
def test_a_sentence_has_one_stop_behind_a_value_that_ends_with_one(source: str, printed: str) -> None:
    assert str(rich_text(source, {"when": lambda _: "28 maja 2022\u00a0r."})) == printed


def test_a_value_and_the_text_around_it_are_one_span() -> None:
    assert said('See point {{ point("dublin") }}.') == plain("See point\u00a010.")


@pytest.mark.parametrize("signs", ["*a*", "[x](https://x.eu)", "- a", "# a", "a\\b", "<b>", "{{ x }}", "[^n]"])
def test_a_value_is_never_markup(signs: str) -> None:
    assert said('{{ _("x") }}', _=lambda text: signs) == plain(signs)
    assert said('**{{ _("x") }}**', _=lambda text: signs) == RichText((Block((Span(signs, bold=True),)),))


def test_a_value_may_stand_in_bold_in_a_link_in_a_list_and_in_a_note() -> None:
    source = "- **{{ number(5) }}** [{{ number(6) }}](https://x.eu)[^n]\n\n[^n]: {{ number(7) }}"
    (block,) = said(source).blocks
    assert block == Block(
        (
            Span("5", bold=True),
            Span(" "),
            Span("6", href="https://x.eu"),
            Span("", note=plain("7"), anchor="note/n"),
        ),
        Kind.BULLET,
    )


def test_a_value_may_be_rich_itself() -> None:
    rich = RichText((Block((Span("a", italic=True), Span("b"))),))
    (block,) = said('x **{{ figure("f") }}**', figure=lambda name: rich).blocks
    assert block.spans == (Span("x "), Span("a", bold=True, italic=True), Span("b", bold=True))


def test_a_value_of_several_paragraphs_stands_alone_or_is_refused() -> None:
    two = RichText((Block((Span("a"),)), Block((Span("b"),), Kind.BULLET)))
    assert said('x\n\n{{ figure("f") }}', figure=lambda name: two).blocks[1:] == two.blocks
    with pytest.raises(TextError, match="several paragraphs"):
        said('x {{ figure("f") }}', figure=lambda name: two)


def test_a_word_that_cannot_say_its_value_is_quoted_with_its_place() -> None:
    with pytest.raises(TextError) as caught:
        said('Due {{ by("14/03/2023") }}.')
    error = caught.value
    assert isinstance(error, BriefgenError)
    assert (error.words, error.offset) == ('{{ by("14/03/2023") }}', 4)
    assert "“14/03/2023” is not a date" in error.message
    assert '{{ by("14/03/2023") }}' in error.message


def test_a_word_that_does_not_find_its_value_is_quoted_too() -> None:
    with pytest.raises(TextError, match=r'In: \{\{ point\("lisbon"\) \}\}'):
        said('{{ point("lisbon") }}')


def test_a_word_that_is_not_given_cannot_be_used() -> None:
    with pytest.raises(TextError, match="“figure” cannot be used here"):
        said('{{ figure("f") }}')


def test_a_text_with_faults_says_none_of_its_values() -> None:
    with pytest.raises(TextError, match="“nubmer” is not a word") as caught:
        said("{{ number(5) }} {{ nubmer(5) }}", number=lambda value: pytest.fail("said"))
    assert caught.value.remedy == "Did you mean “number”?"


def test_a_defect_in_a_word_is_not_taken_for_a_fault_of_the_text() -> None:
    def broken(value: object) -> str:
        raise AttributeError(value)

    with pytest.raises(AttributeError):
        said("{{ number(5) }}", number=broken)


def test_words_may_follow_one_another() -> None:
    assert str(said("{{ 5 | number | _ }}", _=lambda text: f"<{text}>")) == "<5>"


def test_private_characters_of_the_source_are_text() -> None:
    odd = "\U000f0000 and \U000f0001"
    assert str(said(odd + " {{ number(5) }}")) == odd + " 5"
    assert str(said(odd + " **{{ number(5) }}** \u00a0\U0010fffd")) == odd + " 5 \u00a0\U0010fffd"
    a_whole_plane = "".join(map(chr, range(0xF0000, 0xFFFFE)))
    assert str(said(a_whole_plane + " {{ number(5) }}")) == a_whole_plane + " 5"


printable = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\u2028\u2029")
ordinary = st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Z"), exclude_characters="\\*_[]{}#-+0123456789", include_characters="\u00a0"
)


@given(st.lists(st.text(ordinary, min_size=1), min_size=1, max_size=4).map(" ".join))
def test_a_text_without_signs_comes_back_verbatim(text: str) -> None:
    assert str(rich_text(text, {})) == text
    assert str(rich_text(text, {}, block=False)) == text


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Z"), include_characters=" \u00a0"), min_size=1))
def test_an_escaped_text_comes_back_verbatim(text: str) -> None:
    text = text.strip(" ")
    assert faults(escape(text)) == []
    assert str(rich_text(escape(text), {})) == text
    assert str(rich_text(escape(text), {}, block=False)) == text


SIGNS = st.text(alphabet="\\*_[]{}#-+().!<>&`^:1 23abc\u00a0~|/=\"'\n", max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "+ a",
        "# a",
        "1. a",
        "1) a",
        "a\n1) b",
        "{{ x }}",
        "{% x %}",
        "a\\",
        "[^n]",
        r"\\server\x",
        r"\b",
        r"a\_b",
        r"\*",
    ],
)
def test_what_looks_like_markup_is_text_once_escaped(text: str) -> None:
    assert rich_text(escape(text), {}) == plain(text)


@given(st.lists(SIGNS.map(lambda text: text.replace("\n", " ").strip()).filter(bool), min_size=1).map("\n".join))
def test_escaped_signs_come_back_verbatim(text: str) -> None:
    assert str(rich_text(escape(text), {})) == text


@given(SIGNS)
def test_a_text_without_faults_can_be_made_whatever_the_words_say(source: str) -> None:
    words: Words = dict.fromkeys(VOCABULARY, lambda *args, **options: "*")
    for block in (True, False):
        if not faults(source, block=block):
            rich_text(source, words, block=block)


@given(SIGNS)
def test_letters_and_figures_never_vanish(source: str) -> None:
    assume(not faults(source) and "](" not in source)
    kept = "".join(sign for sign in str(rich_text(source, {})) if sign in "abc")
    assert kept == "".join(sign for sign in source if sign in "abc")


def test_a_word_may_give_spans_which_take_the_looks_around_them() -> None:
    reference = RichText((Block((Span("Table", refers_to="table/areas"),)),))
    (block,) = said('**See {{ ref("table/areas") }}**.', ref=lambda _target: reference).blocks
    assert block.spans == (
        Span("See ", bold=True),
        Span("Table", bold=True, refers_to="table/areas"),
        Span("."),
    )


def test_what_is_put_alone_in_a_paragraph_stands_there_whole() -> None:
    shown = RichText((Block((), exhibit=ExhibitRef("areas")),))
    text = said('Before.\n\n{{ table("areas") }}\n\nAfter.', table=lambda _key: shown)
    assert [(str(block), block.exhibit) for block in text.blocks] == [
        ("Before.", None),
        ("", ExhibitRef("areas")),
        ("After.", None),
    ]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ spelt(7) }} Member States", "Seven Member States"),
        ("**{{ spelt(7) }}** Member States", "Seven Member States"),
        ("In all {{ spelt(7) }} Member States", "In all seven Member States"),
        ("- {{ spelt(1) }} of {{ spelt(9) }}", "One of nine"),
        ("{{ spelt(10) }} Member States", "10 Member States"),
        ('{{ "7" | spelt }}, done.', "Seven, done."),
    ],
)
def test_a_number_that_is_spelt_begins_a_paragraph_with_a_capital(source: str, printed: str) -> None:
    words = {1: "one", 7: "seven", "7": "seven", 9: "nine", 10: "10"}
    assert str(said(source, spelt=words.__getitem__)) == printed
