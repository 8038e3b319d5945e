"""Word differences as a reviser wants to read them: [-deleted-] and {+inserted+}."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.redline.words import compare_texts, count_words

HARD = "\u00a0"
GOLDEN = [
    # a word, and its neighbours in peace
    (
        "adopted on 5 March 2023 in Paris",
        "adopted on 6 March 2023 in Paris",
        "adopted on [-5-]{+6+} March 2023 in Paris",
    ),
    ("non-EU countries", "EU countries", "[-non-EU-]{+EU+} countries"),
    ("the Council’s view", "the Commission’s view", "the [-Council’s-]{+Commission’s+} view"),
    # numbers change whole, with currency and unit
    ("EUR 12 million were paid", "EUR 12.5 million were paid", "[-EUR 12 million-]{+EUR 12.5 million+} were paid"),
    ("12.5 % of staff", "13 % of staff", "[-12.5 %-]{+13 %+} of staff"),
    ("50 000 people", "50 500 people", "[-50 000-]{+50 500+} people"),
    (f"by 7{HARD}March", f"by 9{HARD}March", f"by [-7{HARD}March-]{{+9{HARD}March+}}"),
    ("at 10:30 today", "at 11:30 today", "at [-10:30-]{+11:30+} today"),
    # what comes or goes does so with its space and comma, in whole sentences where it is one
    ("the ports and roads", "the ports, the airports and roads", "the ports{+, the airports+} and roads"),
    ("a, b and c", "a, x, b and c", "a, {+x, +}b and c"),
    ("All apply it. It works.", "All apply it. The EU agrees. It works.", "All apply it.{+ The EU agrees.+} It works."),
    # no scraps: an equal word or two between two changes is marked with them
    (
        "it will send tents by May",
        "it has sent tents by June",
        "it [-will send tents by May-]{+has sent tents by June+}",
    ),
    (
        "it will send its tents by May",
        "it has sent its tents by June",
        "it [-will send-]{+has sent+} its tents by [-May-]{+June+}",
    ),
    ("a b", "a  b", "a[- -]{+  +}b"),
    # too little is left of it, but at the ends
    ("one two three four five six", "nine eight seven six", "[-one two three four five-]{+nine eight seven+} six"),
    ("", "new", "{+new+}"),
    ("same words", "same words", "same words"),
    # writing without spaces is compared sign by sign
    ("会議は五月に開く", "会議は六月に開く", "会議は[-五-]{+六+}月に開く"),
]


def shown(old: str, new: str) -> str:
    pieces = []
    for each in compare_texts(old, new):
        gone, come = old[each.old_start : each.old_end], new[each.new_start : each.new_end]
        pieces.append(gone if each.is_equal else f"[-{gone}-]" * bool(gone) + f"{{+{come}+}}" * bool(come))
    return "".join(pieces)


@pytest.mark.parametrize(("old", "new", "wanted"), GOLDEN)
def test_the_differences_read_well(old: str, new: str, wanted: str) -> None:
    assert shown(old, new) == wanted


WORDS = st.lists(st.sampled_from(["a", "b", " ", ", ", ". ", "12 ", "EUR 3 million", "\n", "é"]), max_size=20).map(
    "".join
)


@given(WORDS, WORDS)
def test_nothing_is_lost_whatever_is_compared(old: str, new: str) -> None:
    stretches = compare_texts(old, new)
    assert "".join(old[each.old_start : each.old_end] for each in stretches) == old
    assert "".join(new[each.new_start : each.new_end] for each in stretches) == new
    equal = [each for each in stretches if each.is_equal]
    assert all(old[e.old_start : e.old_end] == new[e.new_start : e.new_end] for e in equal)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(each.is_equal for each in compare_texts(text, text))


@given(WORDS, WORDS)
def test_no_scrap_is_left_between_two_changes(old: str, new: str) -> None:
    inner = [each for each in compare_texts(old, new) if each.is_equal][1:-1]
    stretches = compare_texts(old, new)
    between = [each for at, each in enumerate(stretches) if each in inner and 0 < at < len(stretches) - 1]
    assert [each for each in between if count_words(old[each.old_start : each.old_end]) < 3] == []


def test_a_very_long_change_is_replaced_whole_and_at_once() -> None:
    old, new = " ".join(f"a{n}" for n in range(3000)), " ".join(f"b{n}" for n in range(3000))
    assert [each.is_equal for each in compare_texts(f"x {old} y", f"x {new} y")] == [True, False, True]
