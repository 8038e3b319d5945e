"""The texts of the sample record: whole, uniform, and in our own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import pytest

from briefgen.asof import Situation
from briefgen.localise import localiser
from briefgen.text import faults, rich_text
from tests.sample_dossier import ANNEX_DAYS, FOLDER, HEADS, LETTER_DAY, ROOT, all_texts, dossier, letter, situation

SEEDS = ROOT.parent / "shared" / "seeds"
VALUE = re.compile(r"\{\{.*?\}\}")
# names that cannot be said in other words
OFFICIAL_NAMES = (
    *HEADS,
    "EU Ministerial Forum on Resettlement and Complementary Pathways",
    "Joint Roadmap of the European Parliament and the Council",
    "Justice and Home Affairs Council",
    "European Search and Rescue Contact Group",
    "Standard Operating Procedures",
    "Voluntary Solidarity Mechanism",
)
# months and the words of amounts do not part a copied run
NOT_COUNTED = frozenset(
    "eur million mid january february march april may june july august september october november december".split()
)
WORDS = r"†|[^\W\d_]+(?:’[^\W\d_]+)?"
WORDS_AND_FIGURES = r"†|[^\W_]+(?:’[^\W_]+)?"
LONGEST_RUN = 8


def prose(text: str) -> str:
    return VALUE.sub("…", text)


@pytest.mark.parametrize("typed", [r"EUR|€|\beuros?\b", r"\b[mb]illion\b", r"\d{2,}(?!\d*a\b)", r"%"])
def test_no_amount_or_count_is_typed(typed: str) -> None:
    assert [text for text in all_texts() if re.search(typed, prose(text))] == []


def test_no_month_is_typed() -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    assert [text for text in all_texts() if re.search(rf"\b({months})\b", prose(text))] == []


# texts


def test_every_text_parses() -> None:
    assert [fault for text in all_texts() for fault in faults(text)] == []


def words_of(cut: Situation) -> Mapping[str, Callable[..., str]]:
    """What says the values of a text on the day of the situation."""
    said = localiser("en", cut.as_of)
    numbers = {point.commitment.point: point.commitment.number for point in cut.points}
    return {
        "date": said.date,
        "when": said.when,
        "by": said.by,
        "percent": said.percent,
        "figure": lambda name: said.quantity(cut.figures[name].value, cut.figures[name].unit),
        "point": numbers.__getitem__,
    }


@pytest.mark.parametrize("as_of", ANNEX_DAYS)
def test_every_text_that_stands_on_a_day_can_be_said(as_of: date) -> None:
    cut = situation(as_of)
    texts = [point.commitment.text for point in cut.points] + [item.follow_up.text for item in cut.items]
    said = [str(rich_text(text, words_of(cut))) for text in texts]
    assert [text for text in said if not text or "{" in text or "*" in text] == []


def test_the_letter_of_20_march_can_be_said() -> None:
    said = str(rich_text(letter(), words_of(situation(LETTER_DAY))))
    assert said.count("\n") == letter().strip().count("\n\n")
    facts = ("120 000 officers", "more than EUR 500 million", "from 26 to 28 March", "in November 2022")
    assert [fact for fact in facts if fact not in said.replace("\u00a0", " ")] == []


def test_each_bullet_has_a_bold_lead_and_a_full_stop() -> None:
    bullet = re.compile(r"\*\*[^*]+:\*\* .+\.", re.DOTALL)
    assert [row.text for row in dossier().follow_ups if not bullet.fullmatch(row.text)] == []


@pytest.mark.parametrize(
    "slip",
    [
        "'",
        '"',
        " - ",
        r"\w+, \w+, and ",
        "  ",
        "third country nationals",
        "Agency for Asylum",
        "Dublin roadmap",
        "pilot scheme",
        "voluntary solidarity mechanism",
        "Turkey(?! Statement)",
        "Safe Third Countr",
        "Blueprint network",
    ],
)
def test_spelling_and_terms_are_uniform(slip: str) -> None:
    assert [text for text in all_texts() if re.search(slip, prose(text))] == []


# our own words


def words(text: str, *, figures: bool = False) -> list[str]:
    """The words alone: what stands between them (values, figures, months, markup) does not part a copied run.

    With `figures` a text is one that is printed, and each figure and month of it counts as a word.
    """
    for name in OFFICIAL_NAMES:
        text = re.sub(re.escape(name), " † ", text, flags=re.IGNORECASE)
    bare = re.sub(r"<[^>]+>|\{\{.*?\}\}", " ", text).replace("'", "’").lower()
    found = re.findall(WORDS_AND_FIGURES if figures else WORDS, bare)
    return [word for word in found if figures or word not in NOT_COUNTED]


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with a sign for each name, however its lines are broken and whatever signs stand in it."""
    for name in names:
        text = re.sub(r"[\W_]+".join(re.findall(r"\w+", name)), " † ", text, flags=re.IGNORECASE)
    return text


def runs(text: str, length: int, *, figures: bool = False) -> Iterator[tuple[str, ...]]:
    said = words(text, figures=figures)
    yield from zip(*(said[start:] for start in range(length)), strict=False)


def copied(text: str, original: str, *, figures: bool = False) -> list[str]:
    known = {run for run in runs(original, LONGEST_RUN + 1, figures=figures) if "†" not in run}
    return [" ".join(run) for run in runs(text, LONGEST_RUN + 1, figures=figures) if run in known]


def test_a_copied_run_of_nine_words_is_found_whatever_its_values() -> None:
    original = "On 14 March, the <b>Commission</b> set out a new plan for the five years."
    own = 'On {{ date("2023-03-14") }} the Commission set out a bold plan for the five years.'
    assert copied(own, original) == []
    assert copied(own.replace("bold", "new"), original) != []


def test_figures_count_in_what_is_printed() -> None:
    original = "In 2023-2025, EUR 480 million will be there."
    assert copied("In 2023–2025, EUR 480 million will be there.", original) == []
    assert copied("In 2023–2025, EUR 480 million will be there.", original, figures=True) != []


@pytest.fixture(scope="module")
def published() -> str:
    found = [*SEEDS.glob("000_*.txt")]
    if not found:
        pytest.skip("the published letter is not at hand")
    return found[0].read_text(encoding="utf-8")


def test_no_sentence_is_taken_from_the_published_letter(published: str) -> None:
    sources = [row.source for row in dossier().follow_ups] + [each.label for each in dossier().figures]
    about = (FOLDER / "README.md").read_text(encoding="utf-8").split("\n\n")
    assert [run for text in (*all_texts(), *sources, *about) for run in copied(text, published)] == []


@pytest.mark.parametrize("as_of", ANNEX_DAYS)
def test_no_run_of_nine_words_and_figures_is_printed_again(as_of: date, published: str) -> None:
    cut = situation(as_of)
    texts = [point.commitment.text for point in cut.points] + [item.follow_up.text for item in cut.items]
    if as_of == LETTER_DAY:
        texts += letter().split("\n\n")
    said = [str(rich_text(text, words_of(cut))) for text in texts]
    assert [run for text in said for run in copied(text, published, figures=True)] == []
