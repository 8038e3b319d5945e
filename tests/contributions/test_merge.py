"""Three sides of an item: what becomes of answers, whatever file they came in."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.contributions.form import digest_of
from briefgen.findings import Place
from briefgen.model.dossier import Dossier, FollowUp, State
from briefgen.model.richtext import RichText
from briefgen.pull.answers import Answer, Base, Merged, ProposalKind, Said
from briefgen.pull.merge import merge
from briefgen.pull.values import keep_markup
from briefgen.text import rich_text
from tests.builders import a_dossier, a_follow_up, day

KNOWN = date(2023, 3, 20)


def an_answer(text: str = "", state: str = "", due: str = "", **overrides: Any) -> Answer:
    """What is said of the usual item on 17 March, to somebody who saw it as `a_follow_up` has it."""
    base = Base(digest_of("All Member States apply the roadmap."), "", "")
    answer = Answer(
        "dublin", "roadmap", day("2023-03-17"), "a.xlsx", Place("a.xlsx", row=7), Said(text, state, due), base=base
    )
    return replace(answer, confirms=not answer.said, **overrides)


def merged(*answers: Answer, rows: tuple[FollowUp, ...] = (), dossier: Dossier | None = None) -> Merged:
    return merge(dossier or a_dossier(a_follow_up(), *rows), answers, KNOWN)


def row(*answers: Answer, rows: tuple[FollowUp, ...] = ()) -> FollowUp:
    found = merged(*answers, rows=rows)
    assert found.clashes == ()
    (proposal,) = found.proposals
    return proposal.row


def rules(found: Merged) -> list[str]:
    return [each.rule for each in found.findings]


def test_a_new_wording_takes_along_what_the_old_row_says_beside_it() -> None:
    standing = a_follow_up(
        as_of="2023-03-02", state="ongoing", due="2023-05", owner="Frontex", group="Sea", text="Old."
    )
    found = row(an_answer("New.", base=Base(digest_of("Old."), "ongoing", "2023-05")), rows=(standing,))
    assert (found.text, found.state, found.due, found.owner, found.group) == (
        "New.",
        State.ONGOING,
        "2023-05",
        "Frontex",
        "Sea",
    )


def test_a_new_deadline_alone_is_a_row_without_a_text() -> None:
    found = row(an_answer(due="2023-06"))
    assert (found.text, found.due, found.state, found.recorded) == ("", "2023-06", None, KNOWN)


def test_a_withdrawal_is_a_row_of_that_state() -> None:
    found = merged(an_answer(state="withdrawn"))
    assert [(each.kind, each.row.state) for each in found.proposals] == [(ProposalKind.WITHDRAWN, State.WITHDRAWN)]


def test_what_the_ledger_says_already_is_known() -> None:
    found = merged(an_answer("All Member States  apply the roadmap."))
    assert (found.proposals, len(found.known)) == ((), 1)


def test_people_who_say_the_same_make_one_row_with_both_as_its_source() -> None:
    found = row(an_answer("New."), an_answer("New.", who="b.xlsx", remark="by phone"))
    assert found.source == "a.xlsx; b.xlsx: by phone"


def test_people_who_differ_clash_also_where_one_says_that_nothing_is_new() -> None:
    assert len(merged(an_answer("New."), an_answer("Newer.")).clashes) == 1
    assert len(merged(an_answer("New."), an_answer()).clashes) == 1
    assert rules(merged(an_answer("New."), an_answer("Newer."))) == ["PULL-012"]


def test_an_item_that_was_withdrawn_meanwhile_clashes_with_whatever_is_new() -> None:
    ended = a_follow_up(as_of="2023-03-10", state="withdrawn")
    (clash,) = merged(an_answer(due="2023-06"), rows=(ended,)).clashes
    assert clash.is_newer


def test_an_item_that_is_gone_from_the_ledger_is_told() -> None:
    assert rules(merged(an_answer("New.", item="other"))) == ["PULL-001"]


def test_a_later_row_of_the_ledger_stays_the_last_word_and_this_is_told() -> None:
    found = merged(an_answer("New."), rows=(a_follow_up(as_of="2023-03-19", text="Later."),))
    assert rules(found) == ["PULL-009"]
    assert len(found.proposals) == 1


def test_a_row_of_the_same_day_that_is_recorded_later_is_not_overtaken() -> None:
    late = a_follow_up(as_of="2023-03-17", recorded="2023-03-20")
    found = merged(an_answer("New."), rows=(late,))
    assert (found.proposals, rules(found)) == ((), ["PULL-009"])


def test_a_footnote_that_is_lost_is_told() -> None:
    noted = a_follow_up(as_of="2023-03-02", text="Old.[^n]\n\n[^n]: Note.")
    answer = an_answer("New.", base=Base(digest_of(noted.text), "", ""))
    assert rules(merged(answer, rows=(noted,))) == ["PULL-018"]


def test_new_items_get_free_keys_in_the_order_of_the_answers() -> None:
    new = [an_answer(f"Text {number}.", item="", base=None) for number in range(3)]
    found = merged(*new, rows=(a_follow_up(item="Dublin-2"),))
    assert [each.row.item for each in found.proposals] == ["dublin-1", "dublin-3", "dublin-4"]


def test_a_new_item_of_a_point_that_there_is_not_is_told() -> None:
    assert rules(merged(an_answer("Text.", item="", base=None, point="gone"))) == ["PULL-007"]


def test_a_new_item_that_two_report_in_the_same_words_is_one() -> None:
    found = merged(*(an_answer("Text.", item="", base=None, who=who) for who in ("a", "b")))
    assert [each.row.source for each in found.proposals] == ["a; b"]


WORDS = st.sampled_from(["", "One.", "Two.", "All Member States apply the roadmap."])
STATES = st.sampled_from(["", "done", "ongoing"])
DUES = st.sampled_from(["", "2023-06", "2023-Q4"])
ANSWERS = st.builds(an_answer, WORDS, STATES, DUES)
ROWS = st.builds(
    lambda text, state, due: a_follow_up(as_of="2023-03-10", text=text, state=state or None, due=due),
    WORDS.filter(bool),
    STATES,
    DUES,
)


@given(st.lists(ANSWERS, min_size=1, max_size=3), st.lists(ROWS, max_size=1))
def test_every_answer_is_proposed_known_in_a_clash_or_told(answers: list[Answer], rows: list[FollowUp]) -> None:
    named = [replace(answer, who=f"{number}.xlsx") for number, answer in enumerate(answers)]
    found = merged(*named, rows=tuple(rows))
    spoken = [each.answers for each in found.proposals] + [each.answers for each in found.clashes]
    taken = [answer.who for each in spoken for answer in each]
    taken += [answer.who for answer in found.known]
    told = len([each for each in found.findings if each.rule == "PULL-014"])
    assert len(set(taken)) + told >= len(named)
    assert len(found.proposals) + len(found.clashes) <= 1


@given(st.lists(ANSWERS, min_size=2, max_size=3), st.randoms())
def test_the_order_of_the_files_makes_no_difference(answers: list[Answer], random: Any) -> None:
    mixed = list(answers)
    random.shuffle(mixed)
    one, other = merged(*answers), merged(*mixed)
    assert [(each.kind, each.row.text, each.row.due) for each in one.proposals] == [
        (each.kind, each.row.text, each.row.due) for each in other.proposals
    ]
    assert len(one.clashes) == len(other.clashes)


# ---- values and markup


def say(source: str) -> RichText:
    return rich_text(source, {"number": lambda value: f"{value:,}".replace(",", "\u00a0"), "date": lambda _: "5 March"})


def kept(source: str, new: str) -> str:
    return keep_markup(source, new, say)


def test_a_value_stays_where_its_words_do_whatever_the_blanks() -> None:
    assert kept("At {{ number(50000) }} now.", "At 50 000 today.") == "At {{ number(50000) }} today."


def test_a_value_whose_words_were_changed_becomes_words() -> None:
    assert kept("At {{ number(50000) }} now.", "At 60 000 now.") == "At 60 000 now."


def test_words_that_occur_twice_stay_as_typed() -> None:
    assert kept("On {{ date(1) }}.", "On 5 March and 5 March.") == "On 5 March and 5 March."
    assert kept("On {{ date(1) }}, 5 March.", "On 5 March.") == "On 5 March."


def test_a_number_within_another_is_none() -> None:
    assert kept("At {{ number(50) }}.", "At 150 or 50.5 or 1.50.") == "At 150 or 50.5 or 1.50."


def test_bold_words_and_links_stay_where_nobody_has_marked_words() -> None:
    old = "**Sea:** see [the report](https://example.eu)."
    assert kept(old, "Sea: see the report now.") == "**Sea:** see [the report](https://example.eu) now."
    assert kept(old, "Sea: see *the report* now.") == "Sea: see *the report* now."


@given(st.text("ab *[]{}5\n", max_size=30), st.text("ab *[]5\n", max_size=30))
def test_a_wording_says_the_same_with_its_markup_put_back(old: str, new: str) -> None:
    try:
        before = str(say(new)).split()
        say(old)
    except Exception:
        return
    assert str(say(kept(old, new))).split() == before
