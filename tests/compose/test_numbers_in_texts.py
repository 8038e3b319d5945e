"""`since`, `plural` and `spelt` in texts, and the small words of a language before what is printed."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.asof import situation_as_of
from briefgen.compose.texts import Renderer
from briefgen.compose.translations import differences, needs_translation
from briefgen.compose.vocabulary import words_for
from briefgen.localise import localiser
from briefgen.text import TextError
from tests.builders import a_dossier, a_figure

STATES = 'figure("offers") | plural(one="{number} państwo", few="{number} państwa", many="{number} państw", other="–")'


def said(text: str, language: str = "en", offers: str = "13") -> str:
    day = date(2023, 3, 17)
    dossier = a_dossier(a_figure(figure="offers", value=offers, unit="states", as_of="2023-03-01"))
    say = localiser(language, day)
    words = words_for(situation_as_of(dossier, day), say)
    rendered = Renderer(words, say.fit_joints if say.has_joints else None).render(text, block=True)
    return str(rendered).replace("\u00a0", "·")


@pytest.mark.parametrize(
    ("offers", "printed"), [("1", "1·państwo"), ("13", "13·państw"), ("22", "22·państwa"), ("112", "112·państw")]
)
def test_a_noun_goes_with_the_figure_as_it_stands(offers: str, printed: str) -> None:
    assert said(f"Ofertę złożyło {{{{ {STATES} }}}}.", "pl", offers) == f"Ofertę złożyło {printed}."


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('{{ plural(3, one="a state", other="{number} states") }}', "3·states"),
        ('{{ plural(1, one="a state", other="{number} states") }}', "a state"),
        ('{{ plural("1 250", one="a state", other="{number} states") }}', "1·250·states"),
        ('{{ plural(1.5, one="a year", other="{number} years") }}', "1.5·years"),
    ],
)
def test_a_phrase_takes_the_form_of_its_number(text: str, printed: str) -> None:
    assert said(text) == printed


def test_a_plural_without_its_last_resort_is_refused() -> None:
    with pytest.raises(TextError, match="needs the form “other”"):
        said('{{ plural(3, one="a state") }}')


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ('There are {{ figure("offers") | spelt }} offers.', "en", "There are 13 offers."),
        ('{{ figure("offers") | spelt }} offers came.', "en", "Thirteen offers came."),
        ("In {{ spelt(8) }} areas.", "en", "In eight areas."),
        ("Dans {{ spelt(8) }} domaines.", "fr", "Dans huit domaines."),
        ('Pomogły {{ spelt(2, gender="feminine") }} agencje.', "pl", "Pomogły dwie agencje."),
        ("So. {{ spelt(12, capital=true) }} came.", "en", "So. Twelve came."),
        ("{{ spelt(21) }} came.", "en", "21 came."),
        ("{{ spelt(2.5) }} came.", "en", "2.5 came."),
    ],
)
def test_a_number_is_spelt_as_far_as_the_house_goes_and_where_a_paragraph_begins(
    text: str, language: str, printed: str
) -> None:
    assert said(text, language) == printed


def test_a_beginning_is_said_since_or_from() -> None:
    text = 'It has run {{ since("2022-Q2") }}, and {{ since("2024-01") }} in all.'
    assert said(text) == "It has run since the second quarter of 2022, and from January 2024 in all."


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ('a(z) {{ figure("offers") }} ajánlat', "hu", "a 13 ajánlat"),
        ("a(z) {{ number(5) }} ajánlat", "hu", "az 5 ajánlat"),
        ('à partir d(e) {{ date("2023-08") }}', "fr", "à partir d’août 2023"),
        ('a **d(e) {{ date("2023-04") }}**[^1]\n\n[^1]: D(e) {{ date("2023-08") }}.', "fr", "a d’avril 2023"),
        ("d(e) août", "en", "d(e) août"),
    ],
)
def test_a_small_word_takes_the_end_that_the_value_asks_for(text: str, language: str, printed: str) -> None:
    assert said(text, language) == printed


def test_the_number_of_a_point_stays_with_the_word_before_it() -> None:
    words = {"point": lambda key: "10"}
    text = Renderer(words).render('See point {{ point("dublin") }}, or {{ point("dublin") }}.', block=True)
    assert str(text) == "See point\u00a010, or\u00a010."


@pytest.mark.parametrize(
    ("source", "translation", "unlike"),
    [
        ('{{ figure("offers") }} states', f"{{{{ {STATES} }}}}", []),
        ('{{ figure("offers") | spelt }} states', f"{{{{ {STATES} }}}}", []),
        ('{{ plural(3, one="a", other="b") }}', '{{ plural(3, one="a", few="b", other="c") }}', []),
        ("{{ spelt(2) }} agencies", '{{ spelt(2, gender="feminine") }} agencje', []),
        ("{{ spelt(2) }} agencies", "{{ spelt(3) }} agencje", ["{{ spelt(2) }}", "{{ spelt(3) }}"]),
        ('{{ figure("offers") }} states', f"{{{{ {STATES.replace('offers', 'bids')} }}}}", None),
    ],
)
def test_how_a_number_is_said_is_the_translations_own(source: str, translation: str, unlike: list[str] | None) -> None:
    found = [words for words, _, _ in differences(source, translation)]
    assert len(found) == 2 if unlike is None else sorted(found) == unlike


def test_the_words_of_a_plural_are_to_be_translated() -> None:
    assert needs_translation('{{ plural(3, one="a state", other="{number} states") }}')
    assert not needs_translation("{{ number(3) }}")
