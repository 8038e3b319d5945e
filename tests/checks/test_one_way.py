"""What a paper says in two ways: days, places, amounts, capitals, names, notations; and what may differ."""

from __future__ import annotations

import pytest

from briefgen.model.manuscript import Passage
from tests.checks.builders import a_bullet, a_manuscript, a_passage, findings, words


def said_of(rule: str, *passages: Passage, language: str = "en") -> list[str]:
    return [each.words for each in findings(rule, a_manuscript(*passages, language=language))]


def said_in(rule: str, *texts: str, language: str = "en") -> list[str]:
    return said_of(rule, *map(a_passage, texts), language=language)


@pytest.mark.parametrize(
    ("language", "one", "two", "found"),
    [
        (
            "en",
            "We met at the Tirana conference of 12 May 2026.",
            "After the Tirana conference of 13 May 2026, work began.",
            "the Tirana conference of 13 May 2026",
        ),
        (
            "en",
            "The conference in Tirana on 12 May 2026 was opened by Albania.",
            "All came to the conference in Skopje on 12 May 2026.",
            "to the conference in Skopje on 12 May 2026",
        ),
        (
            "fr",
            "La conférence ministérielle du 12 mai 2026 a été utile.",
            "Depuis la conférence ministérielle du 21 mai 2026, rien n’a changé.",
            "Depuis la conférence ministérielle du 21 mai 2026",
        ),
        (
            "de",
            "Die Konferenz vom 12. Mai 2026 war nützlich.",
            "Seit der Konferenz vom 13. Mai 2026 ruht die Arbeit.",
            "Seit der Konferenz vom 13. Mai 2026",
        ),
        (
            "en",
            "The plan sets aside EUR 30 million for training of border guards.",
            "In all there is EUR 35 million for training of border guards.",
            "EUR 35 million for training of border guards",
        ),
    ],
)
def test_one_thing_said_two_ways_is_found(language: str, one: str, two: str, found: str) -> None:
    assert said_in("DUP-003", one, two, language=language) == [found]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Tirana conference of 12 May 2026 was good.", "The Skopje conference of 13 May 2026 was better."),
        ("The conference of 12 May 2026 was good.", "The conference of 9 October 2026 was better."),
        ("Minutes of the meeting of 12 May 2026", "Minutes of the meeting of 13 May 2026"),
        ("Egypt has EUR 30 million for training of guards.", "And Tunisia has EUR 35 million for training of guards."),
        (
            "It had EUR 30 million for training of guards in 2024.",
            "It has EUR 35 million for training of guards in 2025.",
        ),
    ],
)
def test_two_things_are_let_be(one: str, two: str) -> None:
    assert said_in("DUP-003", one, two) == []


def test_two_days_of_one_sentence_are_meant() -> None:
    assert said_in("DUP-003", "The conference of 12 May 2026 and the conference of 13 May 2026 were one.") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Regulation was adopted on 14 May 2024 and published on 2 May 2024."),
        ("en", "The Agreement entered into force on 1 March 2024; it was signed on 9 April 2024."),
        ("fr", "Le règlement a été adopté le 14 mai 2024 et publié le 2 mai 2024."),
        ("de", "Die Verordnung wurde am 14. Mai 2024 angenommen und am 2. Mai 2024 veröffentlicht."),
    ],
)
def test_an_act_that_is_published_before_it_is_adopted_is_found(language: str, text: str) -> None:
    assert len(words("CAL-010", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Regulation was adopted on 14 May 2024 and published on 28 May 2024.",
        "Published on 28 May 2024, it was adopted on 14 May 2024.",
        "It was signed on 14 May 2024; the one that it replaces entered into force on 1 May 2020.",
        "It entered into force on 1 May 2024 and was published on 3 May 2024.",
    ],
)
def test_an_order_that_an_act_can_have_is_let_be(text: str) -> None:
    assert words("CAL-010", text) == []


@pytest.mark.parametrize(
    ("rule", "language", "text", "found"),
    [
        ("CAL-002", "fr", "Réunion du mardi 26/09/2024", ["mardi 26/09/2024"]),
        ("CAL-002", "fr", "Réunion du jeudi 26/09/2024", []),
        ("CAL-002", "nl", "op dinsdag 26-09-2024", ["dinsdag 26-09-2024"]),
        ("CAL-002", "en", "on Tuesday 11/12/2024", []),  # 12 November is a Tuesday: an American wrote it
        ("CAL-008", "fr", "il reste entre 3 à 5 jours", ["entre 3 à 5"]),
        ("CAL-008", "de", "zwischen 3 bis 5 Tagen", ["zwischen 3 bis 5"]),
        ("CAL-008", "en", "between 3 and 5 days", []),
        ("DAT-015", "fr", "Deux réunions ont eu lieu le 29/08/2024 et le 2 septembre 2024.", ["29/08/2024"]),
        ("DAT-018", "nl", "Op 4 April 2026 was er een symposium, op 5 april ook.", ["4 April"]),
        ("DAT-018", "cs", "do 30. června 2026", []),
        ("DAT-018", "fr", "la place du 14 Juillet", []),
        ("SPC-011", "en", "so that the AI \u200bdriven machines", ["\u200bdriven"]),
    ],
)
def test_days_ranges_and_spaces_are_read(rule: str, language: str, text: str, found: list[str]) -> None:
    assert words(rule, text, language=language) == found


def test_a_capital_too_many_is_found_where_the_word_stands_without_it() -> None:
    assert said_in("TRM-008", "USe cases", "The use of data, and the use of maps.") == ["USe"]


def test_a_name_has_its_inner_capitals_everywhere() -> None:
    assert said_in("TRM-008", "of COVID-19, with COVID-19, after COVID-19", "the Covid-19 crisis") == ["Covid-19"]
    assert said_in("TRM-008", "GitHub, GitHub and GitHub", "on Github, on github.com/x, APIs") == ["Github"]


def test_capitals_that_tell_where_an_acronym_is_from_are_let_be() -> None:
    assert said_in("TRM-008", "A Java ARchive", "The archive is old.") == []


def test_a_name_that_lost_a_letter_is_found() -> None:
    bank = "the Crossroads Bank for Enterprises"
    assert said_in("TRM-009", f"See {bank}.", f"In {bank}.", "Of the Crossroad Bank for Enterprises.") == [
        "Crossroad Bank for Enterprises"
    ]
    assert (
        said_in("TRM-009", "See the Subcontractors of Business Associates.", "A Subcontractor of Business Associates")
        == []
    )


ASIDES = "Rules (not binding), boats (see below), pumps (all new) and sirens (two each)."


def test_an_aside_without_its_space_is_found_where_the_others_have_one() -> None:
    assert said_in("SPC-010", ASIDES, "The extensions(not binding) follow.") == ["extensions(not binding)"]
    assert said_in("SPC-010", ASIDES, "Call void stop(final Window parent), or student(s).") == []


ITEMS = ["pumps for the north", "boats for the south", "maps for all regions", "courses for crews", "sirens and lamps"]


def test_one_stop_in_a_list_without_stops_is_found() -> None:
    items = [a_bullet(f"{each}." if each == ITEMS[1] else each) for each in ITEMS]
    assert said_of("PUN-001", *items) == ["south."]


def test_the_stop_of_the_last_item_is_let_be() -> None:
    assert said_of("PUN-001", *(a_bullet(f"{each}." if each == ITEMS[-1] else each) for each in ITEMS)) == []
