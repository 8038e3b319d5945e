"""Slips of typing and of counting, put into a finished file: calendar, counts, brackets, spaces and repetitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role
from briefgen.model.richtext import Span
from tests.checks.mutations.inserting import Draw

_NAME = "note.docx"
Mutation = Callable[[Draw[Any], Manuscript], Manuscript]


def _passage(text: str, number: int, role: Role = Role.PARAGRAPH, **form: Any) -> Passage:
    return replace(Passage((Span(text),), Place(_NAME, spot=f"paragraph {number}"), role), **form)


def _with(*sentences: str) -> Mutation:
    """A paragraph of its own, one of these, before the last paragraphs of the file."""

    def mutate(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
        return _inserted(manuscript, _passage(draw(st.sampled_from(sentences)), 70))

    return mutate


def _inserted(manuscript: Manuscript, *passages: Passage) -> Manuscript:
    return replace(manuscript, passages=(*manuscript.passages[:5], *passages, *manuscript.passages[5:]))


def list_announced(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    number = draw(st.sampled_from(["two", "four", "five", "4"]))
    items = ("new roofs for the oldest schools;", "a bus in each of the villages;", "books for the libraries.")
    bullets = (_passage(text, 72 + at, Role.BULLET) for at, text in enumerate(items))
    return _inserted(manuscript, _passage(f"The ministry has agreed on the following {number} steps:", 71), *bullets)


def points_announced(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    """The table is numbered from 1 to 4, in a column of its own."""
    number = draw(st.sampled_from(["five", "six", "7"]))
    cells = [
        _passage(f"{n}", 80 + n, cell=CellOf(2, n + 1, 1), place=Place(_NAME, spot=f"table 2, row {n}"))
        for n in range(1, 5)
    ]
    told = _passage(f"The inspectors made {number} recommendations, and most of the districts follow them.", 79)
    file = _inserted(manuscript, told)
    return replace(file, passages=(*file.passages, *cells))


def list_with_semicolons(odd: str, last: str = "books for all of the libraries.") -> Mutation:
    def mutate(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
        items = ("new roofs for the oldest schools;", odd, "a bus in each of the villages;", last)
        bullets = (_passage(text, 72 + at, Role.BULLET) for at, text in enumerate(items))
        return _inserted(manuscript, *bullets)

    return mutate


def paragraph_without_a_stop(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    texts = (
        "Each of the districts will get a letter, and all of its teachers are asked to read it.",
        "The ministry has asked all of the districts for their plans, and most of them have sent one.",
        "Where the roofs of schools are old, they will be mended first, before the lessons begin again.",
    )
    cut = draw(st.integers(0, 2))
    stopped = [text.removesuffix(".") if at == cut else text for at, text in enumerate(texts)]
    return _inserted(manuscript, *(_passage(text, 60 + at) for at, text in enumerate(stopped)))


def heading_with_a_stop(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    """A heading like the others, but for its stop."""
    others = ("Who was asked", "What it will cost")
    heads = (_passage(text, 50 + at, Role.HEADING) for at, text in enumerate(others))
    text = _passage("Schools in the hills are the oldest of all, as the count of the year before has shown.", 53)
    last = _passage("When the work begins.", 54, Role.HEADING)
    passages = [
        passage for head in heads for passage in (head, replace(text, spans=(Span(f"{head.text}: see below."),)))
    ]
    return _inserted(manuscript, *passages, last, text)


def said_twice(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    return _inserted(manuscript, _passage("It will cost more than before. It will cost more than before.", 70))


IN_FILES: dict[str, Mutation] = {
    "CAL-001": _with("The districts answer by 31 June 2023 at the latest.", "School begins on 31 September 2023."),
    "CAL-002": _with("School begins on Tuesday, 4 September 2023.", "The ministry closes on Monday, 1 August 2023."),
    "CAL-003": _with("The plan runs from 2029 to 2026.", "School is closed from 15 to 12 July 2023."),
    "CAL-004": _with("The call was opened on 12 February 2023 and closed on 27 January 2023."),
    "CAL-010": _with("The decree was adopted on 14 February 2023 and published on 2 February 2023."),
    "CAL-005": _with("The districts can answer until 31 January 2022.", "Please send your answer by 3 February 2023."),
    "CAL-006": _with("The ministry follows Regulation (EU) 2061/679 as it stands."),
    "CAL-007": _with("The ministry follows Directive (EU) 2022/2557 of the Council of 14 December 2012 in full."),
    "CAL-008": _with("The work goes on between 2026 to 2028.", "The work goes on from 2026–2028 in the hills."),
    "CAL-009": _with("The last school will be finished in 2042 or before."),
    "CNT-001": list_announced,
    "CNT-002": _with(
        "Four towns (Lagos, Faro and Silves) have offered a house.",
        "Two towns (Lagos, Faro and Silves) have offered one.",
    ),
    "CNT-003": points_announced,
    "CNT-004": _with(
        "First, roofs are mended. Third, books are bought.", "First, roofs. Second, books. Second, buses."
    ),
    "CNT-005": _with("Of the schools, 60\u00a0% are old, 30\u00a0% are new and 20\u00a0% are small."),
    "CNT-006": _with(
        "There are 310 teachers, 188 of them women and 132 men.",
        "Work costs EUR\u00a09\u00a0million, of which"
        " EUR\u00a06\u00a0million come from the towns and EUR\u00a05\u00a0million from the banks.",
    ),
    "CNT-007": _with("Some 42 of the 27 schools are old.", "There are 24 schools. Of these, 13 are old and 14 new."),
    "CNT-008": _with(
        "The number of schools rose from 57 to 38 in a year.", "Costs fell from EUR\u00a08 to EUR\u00a09 each."
    ),
    "CNT-009": _with("Lagos, Faro and Silves have 12 and 16 schools, respectively."),
    "PUN-010": _with("Some schools (those in the hills are closed.", "Some schools, those in the hills), are closed."),
    "PUN-011": _with("One teacher called the roof “old and wet, and left.", "One called it old and wet”, and left."),
    "PUN-012": paragraph_without_a_stop,
    "PUN-013": list_with_semicolons("paper and pencils for each class"),
    "PUN-014": heading_with_a_stop,
    "PUN-015": list_with_semicolons("Paper and pencils for each class;"),
    "PUN-016": _with("The schools are old;; some are closed.", "Some of them are closed The others are old."),
    "SPC-010": _with("The schools are old.Some are closed.", "Towns,villages and hills have schools."),
    "SPC-011": _with(
        "Most  schools are old.",
        "Some schools ( those in the hills) are closed.",
        "They have two aims : money and time.",
    ),
    "GRM-004": _with("The schools have have been closed.", "Most schools schools are old."),
    "DUP-002": said_twice,
}
"""By rule; to be put into the clean file."""
