"""Keys of head words; which wordings are one; orders of several days as one; states and languages by words."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.intake.histories import keeps, merge_orders
from briefgen.intake.identities import EarlierWording, make_keys, match_wordings
from briefgen.intake.states import propose_state
from briefgen.intake.word.languages import guess_language
from briefgen.sources.files.values import key_of

_TEXTS = st.lists(st.text(alphabet="abcé *:.{}[]-1", max_size=30), max_size=8)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("**Securing borders:** staff was sent.", "securing-borders"),
        ("Following a delivery, two boats go to **Libya**.", "libya"),
        ("Talks: they go on.", "talks"),
        ("One two three four five six seven eight", "one-two-three-four-five-six"),
        ("…", "item"),
        ("Σύνορα και επιστροφές", "σύνορα-και-επιστροφέσ"),
    ],
)
def test_a_key_is_made_of_the_head_words(text: str, key: str) -> None:
    assert make_keys([text]) == [key]


@given(_TEXTS, st.lists(st.sampled_from(["a", "item", "abc"])))
def test_keys_are_keys_and_each_is_there_only_once(texts: list[str], taken: list[str]) -> None:
    keys = make_keys(texts, taken)
    assert [key_of(key) for key in keys] == keys
    assert len(set(keys)) == len(texts)
    assert not set(keys) & set(taken)


@given(_TEXTS, _TEXTS)
def test_each_wording_is_matched_at_most_once_and_equal_ones_always(before: list[str], after: list[str]) -> None:
    olds, news = [EarlierWording(text) for text in before], [EarlierWording(text) for text in after]
    matches = match_wordings(olds, news)
    assert max(Counter(match.before for match in matches).values(), default=1) == 1
    assert max(Counter(match.after for match in matches).values(), default=1) == 1
    same = Counter(each.plain for each in olds) & Counter(each.plain for each in news)
    assert (
        sum(match.likeness == 1 and olds[match.before].plain == news[match.after].plain for match in matches)
        == same.total()
    )


_ORDERS = st.lists(
    st.permutations("abcdef").flatmap(lambda keys: st.integers(0, 6).map(lambda n: keys[:n])), max_size=4
)


@given(_ORDERS)
def test_the_last_order_is_always_kept_and_all_keys_are_there(orders: list[list[str]]) -> None:
    merged = merge_orders(orders)
    assert sorted(merged) == sorted({key for order in orders for key in order})
    assert not orders or keeps(merged, orders[-1])


@given(st.lists(st.sets(st.sampled_from("abcdef")).map(sorted), max_size=4))
def test_orders_that_agree_are_all_kept(orders: list[list[str]]) -> None:
    assert all(keeps(merge_orders(orders), order) for order in orders)


@pytest.mark.parametrize(
    ("text", "language", "state"),
    [
        ("The plan was adopted on 14 March.", "en", "done"),
        ("The plan will be adopted.", "en", "planned"),
        ("The plan is being drafted.", "en", "ongoing"),
        ("Two were adopted; a third will follow.", "en", ""),
        ("La stratégie a été adoptée.", "fr", "done"),
        ("Les négociations sont en cours.", "fr", "ongoing"),
        ("Die Verhandlungen laufen.", "de", "ongoing"),
        ("Das Programm wurde abgeschlossen.", "de", "done"),
        ("Komisja przyjęła strategię.", "pl", "done"),
        ("Rozmowy są w toku.", "pl", "ongoing"),
        ("Hotovo.", "cs", ""),
    ],
)
def test_a_state_is_proposed_where_the_words_are_plain(text: str, language: str, state: str) -> None:
    assert str(propose_state(text, language) or "") == state


@pytest.mark.parametrize(
    ("text", "noted", "language"),
    [
        (
            "la politique de la Commission et des États membres sur les frontières est dans le plan pour la mer",
            "en",
            "fr",
        ),
        (
            "die Politik der Kommission und der Staaten ist mit dem Plan für das Meer im Norden auf dem Weg von Rom",
            "en",
            "de",
        ),
        (
            "strategia jest w planie i na morzu z Komisją oraz do granic od państw po roku się nie zmienia że",
            "en",
            "pl",
        ),
        ("Ports", "fr", "fr"),
        ("Ports", "xx", "en"),
    ],
)
def test_the_language_is_that_of_the_words_where_they_are_enough(text: str, noted: str, language: str) -> None:
    assert guess_language(Counter(text.casefold().split() * 2), noted) == language
