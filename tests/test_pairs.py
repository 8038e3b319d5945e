"""Which paragraph is which: by identity, by text, by likeness in order, and never by position."""

from dataclasses import dataclass
from time import perf_counter

import pytest

from briefgen.pairs import pair


@dataclass(frozen=True)
class Item:
    texts: tuple[str, ...]
    identity: str = ""
    number: str = ""
    kind: str = "p"

    @property
    def record(self) -> str:
        """Each identity is that of a record."""
        return self.identity


def items(*texts: str, identities: str = "") -> list[Item]:
    """Paragraphs; the letters of `identities` are theirs, "." for none."""
    names = identities or "." * len(texts)
    return [Item((text,), "" if name == "." else name) for text, name in zip(texts, names, strict=True)]


def rows(*rows: tuple[str, ...]) -> list[Item]:
    return [Item(cells, kind="tr") for cells in rows]


def pairs(old: list[Item], new: list[Item]) -> list[tuple[int, int]]:
    return [(each.old, each.new) for each in pair(old, new)]


def test_identities_decide_whatever_the_texts_say() -> None:
    old = items("The talks go on.", "Ports are open.", identities="ab")
    new = items("Ports are open.", "The talks go on.", identities="ab")
    assert pairs(old, new) == [(0, 0), (1, 1)]


def test_two_of_different_identities_are_never_the_same() -> None:
    assert pairs(items("The talks go on.", identities="a"), items("The talks go on.", identities="b")) == []


def test_where_an_anchor_is_lost_the_text_is_asked() -> None:
    old, new = items("The talks go on.", identities="a"), items("The talks still go on.", identities=".")
    assert pairs(old, new) == [(0, 0)]


def test_what_moved_leaves_the_others_in_their_pairs() -> None:
    old = items("one two three", "four five six", "seven eight nine", identities="abc")
    new = items("seven eight nine", "one two three", "four five six", identities="cab")
    assert pairs(old, new) == [(0, 1), (1, 2)]


def test_a_new_paragraph_does_not_take_the_place_of_another() -> None:
    old = items("The agency sends staff.", "Talks with Serbia go on.")
    new = items("A new fund was opened in May.", "The agency sends more staff.", "Talks with Serbia go on.")
    assert pairs(old, new) == [(0, 1), (1, 2)]


def test_two_that_only_stand_in_the_same_place_are_not_the_same() -> None:
    assert pairs(items("Appoint the regulator’s board."), items("Ratify the border protocol.")) == []


def test_rows_are_known_by_their_first_words() -> None:
    old = rows(("1", "Belgium", "120"), ("2", "France", "300"))
    new = rows(("1", "Austria", "90"), ("2", "Belgium", "125"), ("3", "France", "7"))
    assert pairs(old, new) == [(0, 1), (1, 2)]


def test_rows_of_other_names_are_not_the_same_for_their_figures() -> None:
    assert pairs(rows(("Information exchange", "1", "1", "–")), rows(("Integration", "1", "1", "–"))) == []


def test_what_stands_before_a_colon_names_a_paragraph() -> None:
    old = items("Serbia: talks must be opened.", "Niger: the partnership works.")
    new = items("Serbia: on 16 March it declared itself ready for an agreement.", "Niger: all is well.")
    assert pairs(old, new) == [(0, 0), (1, 1)]


def test_a_text_that_goes_on_is_still_the_same() -> None:
    old = "The partnership is at work and builds on teams"
    more = " of investigators, and it has since been widened to trade, visas, energy and the care of refugees in cities"
    assert pairs(items(old), items(old + more)) == [(0, 0)]


def test_equal_numbers_help_two_that_are_half_alike() -> None:
    old = [Item(("3. Open the ports to ships",), number="3")]
    new = [Item(("3. Open all harbours for ships",), number="3")]
    assert pairs(old, new) == [(0, 0)]


def test_empty_paragraphs_are_paired_in_their_gaps() -> None:
    old, new = items("", "one two", "", "three four"), items("one two", "", "three four", "")
    assert pairs(old, new) == [(1, 0), (2, 1), (3, 2)]


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("is_anchored", [True, False])
def test_thousands_of_paragraphs_are_paired_in_a_moment(is_anchored: bool) -> None:
    texts = [f"Item {n}: the state {n * n % 997} has sent {n % 89} ships and {n % 83} planes" for n in range(3000)]
    names = [str(n) if is_anchored else "" for n in range(3000)]
    old = [Item((text,), name) for text, name in zip(texts, names, strict=True)]
    new = [Item((f"{item.texts[0]} again",), item.identity) for at, item in enumerate(old) if at % 10]
    start = perf_counter()
    found = pair(old, new)
    assert perf_counter() - start < 6
    assert all(old[each.old].texts[0] in new[each.new].texts[0] for each in found)
    assert len(found) == len(new)


def test_many_paragraphs_are_paired_by_equal_and_by_rare_words() -> None:
    texts = [f"Item{n}: state{n % 7} sends ship{n} and plane{n} on time" for n in range(90)]
    same = ["All is well.", ""] * 20
    new = [*same, *(f"{text} again" if n % 2 else text for n, text in enumerate(texts)), *same]
    found = pairs(items(*same, *texts, *same), items(*new))
    assert found == [(n, n) for n in range(170)]


def test_many_of_one_text_keep_their_order_where_some_are_gone() -> None:
    old, new = items(*["All is well."] * 100), items(*["All is well."] * 90)
    found = pairs(old, new)
    assert len(found) == 90
    assert found == sorted(found)
