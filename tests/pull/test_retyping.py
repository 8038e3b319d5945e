"""An edited text as it is typed: values, bold words, links and notes stay where their words were left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.findings import Place
from briefgen.localise import localiser
from briefgen.model.dossier import Figure
from briefgen.model.richtext import RichText
from briefgen.pull.characters import TypedText, characters_of
from briefgen.pull.retyping import Line, Retyped, retype
from briefgen.pull.value_edits import ValueReader
from briefgen.text import calls, rich_text

DAY = date(2023, 3, 17)
WORDS = localiser("en", DAY)
FUNDING = Figure("funding", date(2023, 3, 1), Decimal(480_000_000), "EUR", "", "", "", Place("figures.csv"))
TEXT = (
    '**Transfers:** at {{ figure("funding") }}, {{ when("2023-03-14") }} the *Commission* adopted[^why] it with'
    " [a link](https://europa.eu).\n\n[^why]: As the record says."
)
READS = TEXT.replace('{{ figure("funding") }}', "EUR 480 million").replace('{{ when("2023-03-14") }}', "on 14 March")


def say(source: str) -> RichText:
    words = {"figure": lambda _name: WORDS.money(FUNDING.value), "when": WORDS.when, "money": WORDS.money}
    return rich_text(source, words)


def edited(now: str, source: str = TEXT) -> Retyped:
    """What a text of one paragraph becomes that reads otherwise now."""
    made, found = (characters_of(say(each).blocks[0].spans) for each in (source, now))
    reader = ValueReader(say, WORDS.quantity, {"funding": FUNDING}, DAY)
    return retype(TypedText(source, say), [Line(0, made, found)], reader)


def test_what_was_left_as_it_is_is_typed_as_it_was() -> None:
    assert edited(READS) == Retyped(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("adopted", "finally adopted"),
        ("the *Commission*", "the Commission"),
        ("it with", "**it** with"),
        ("As the record says", "As all records say"),
        ("**Transfers:**", "**Good transfers:**"),
        ("[a link](https://europa.eu)", "[a link](https://europa.eu/x)"),
        (" it with [a link](https://europa.eu)", ""),
    ],
)
def test_an_edit_stands_in_the_source_and_nothing_else_changes(old: str, new: str) -> None:
    assert edited(READS.replace(old, new)).source == TEXT.replace(old, new)


def test_an_edited_figure_stays_a_figure() -> None:
    found = edited(READS.replace("480", "500"))
    assert found.source == TEXT
    assert [(each.figure, each.amount) for each in found.values] == [("funding", Decimal(500_000_000))]


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("on 15 March", '{{ when("2023-03-15") }}'),
        ("on 21 November 2022", '{{ when("2022-11-21") }}'),
        ("in April 2023", '{{ when("2023-04") }}'),
        ("in the second quarter of 2023", '{{ when("2023-Q2") }}'),
        ("some time ago", "some time ago"),
    ],
)
def test_an_edited_date_is_the_value_that_says_so(words: str, typed: str) -> None:
    found = edited(READS.replace("on 14 March", words))
    assert found.source == TEXT.replace('{{ when("2023-03-14") }}', typed)
    assert [(each.old, each.new) for each in found.values] == [("on 14 March", words)]


def test_an_edited_amount_is_the_value_that_says_so() -> None:
    source = 'Support of {{ money("12 million") }} is planned.'
    assert edited("Support of EUR 1.5 billion is planned.", source).source == (
        'Support of {{ money("1.5 billion") }} is planned.'
    )


def test_a_figure_whose_neighbour_is_deleted_stays_a_figure() -> None:
    found = edited(READS.replace("at EUR 480 million", "EUR 500 million"))
    assert found.source == TEXT.replace("at {{", "{{")
    assert found.values[0].amount == Decimal(500_000_000)


def test_one_amount_in_the_place_of_two_values_is_nobodys() -> None:
    source = 'Support of {{ money("12 million") }} {{ figure("funding") }} is planned.'
    found = edited("Support of EUR 500 million is planned.", source)
    assert found.source == "Support of EUR 500 million is planned."
    assert [each.retyped for each in found.values] == ["", ""]


def test_a_value_whose_neighbours_changed_with_it_is_typed_in_words() -> None:
    found = edited(READS.replace("at EUR 480 million", "of EUR 500 million"))
    assert found.source == TEXT.replace('at {{ figure("funding") }}', "of EUR 500 million")
    assert found.values[0].retyped == ""


def test_what_a_template_prints_before_a_text_is_no_part_of_it() -> None:
    made, found = (
        characters_of(say(each).blocks[0].spans) for each in ("No 3: Controls begin.", "No 4: Controls end.")
    )
    reader = ValueReader(say, WORDS.quantity, {}, DAY)
    assert retype(TypedText("Controls begin.", say), [Line(0, made, found)], reader) == Retyped(
        "Controls end.", around=True
    )


VALUES = ('{{ figure("funding") }}', '{{ when("2023-03-14") }}', '{{ money("12 million") }}')
PIECES = st.sampled_from(["ports", "**patrols**", "*talks* on", "[ships](https://europa.eu)", "visas,", *VALUES])


@given(st.lists(PIECES, min_size=2, max_size=9), st.data())
def test_a_new_word_between_others_changes_nothing_else(pieces: list[str], data: st.DataObject) -> None:
    source = " ".join(pieces)
    at = data.draw(st.integers(0, len(pieces)))
    wanted = " ".join([*pieces[:at], "newly", *pieces[at:]])
    found = edited(wanted, source)
    assert str(say(found.source)).split() == str(say(wanted)).split()
    assert [each.words for each in calls(found.source)] == [each.words for each in calls(source)]
    assert found.values == ()


@given(st.lists(PIECES, min_size=3, max_size=9), st.data())
def test_a_deleted_word_takes_only_itself_away(pieces: list[str], data: st.DataObject) -> None:
    source = " ".join(pieces)
    at = data.draw(st.integers(0, len(pieces) - 1))
    wanted = " ".join([*pieces[:at], *pieces[at + 1 :]])
    found = edited(wanted, source)
    assert str(say(found.source)).split() == str(say(wanted)).split()
    assert len(calls(found.source)) <= len(calls(source))
