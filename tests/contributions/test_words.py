"""What workbooks and reminders say, in every language that they speak."""

from __future__ import annotations

import re

import pytest

from briefgen.contributions.form import Head
from briefgen.contributions.words import languages_spoken, words_in
from briefgen.localise import languages
from briefgen.model.dossier import State

SPOKEN = languages_spoken()
ENGLISH = words_in("en").table


def fields(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}", text)))


def test_nineteen_of_the_languages_of_the_union_are_spoken() -> None:
    assert set(languages()) - set(SPOKEN) == {"et", "ga", "lt", "lv", "mt"}


def test_another_language_is_spoken_to_in_english() -> None:
    assert words_in("et") == words_in("en")


@pytest.mark.parametrize("language", SPOKEN)
def test_each_language_says_the_same_things(language: str) -> None:
    table = words_in(language).table
    assert list(table) == list(ENGLISH)
    assert {name: fields(text) for name, text in table.items()} == {name: fields(ENGLISH[name]) for name in table}
    assert all(text.strip() == text and text for text in table.values())


@pytest.mark.parametrize("language", SPOKEN)
def test_states_and_headings_cannot_be_mixed_up(language: str) -> None:
    words = words_in(language)
    assert len({words.state(each) for each in State}) == len(State)
    assert len({words.heading(each).casefold() for each in Head}) == len(Head)
    assert [words.state_meant(words.state(each).upper()) for each in State] == list(State)
    assert [words.state_meant(each.value) for each in State] == list(State)
    assert words.state_meant("something") is None


@pytest.mark.parametrize("language", SPOKEN)
def test_instructions_name_the_columns_as_they_are_headed(language: str) -> None:
    words = words_in(language)
    assert words.heading(Head.NOTHING_NEW) in words["help_nothing"]
    assert words.heading(Head.NEW_WORDING) in words["help_wording"]
    assert words.heading(Head.KEY) in words["help_locked"]
    assert all(words.heading(Head.NOTHING_NEW) in words[name] for name in ("mail_first_hint", "mail_second"))


@pytest.mark.parametrize("language", SPOKEN)
def test_excel_takes_the_names_of_the_sheets_and_the_lists(language: str) -> None:
    words = words_in(language)
    names = {words["sheet"], words["sheet_help"], "briefgen"}
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert len(",".join(words.state(each) for each in State)) <= 255
    assert not any("," in words.state(each) for each in State)
