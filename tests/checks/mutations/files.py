"""A finished file without a fault, and one fault of form at a time, put into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.manuscript import CellOf, Manuscript, Passage, PictureForm, Role, TableForm
from briefgen.model.richtext import Span
from tests.builders import day
from tests.checks.mutations.inserting import Draw

NAME = "note.docx"
_HEAD = ("Point", "Where it stands")


def _passage(text: str, number: int, role: Role = Role.PARAGRAPH) -> Passage:
    return Passage((Span(text),), Place(NAME, spot=f"paragraph {number}"), role)


def _cell(text: str, row: int, column: int) -> Passage:
    place = Place(NAME, spot=f"table 1, row {row}, column {column}, paragraph 1")
    return Passage((Span(text),), place, cell=CellOf(1, row, column, is_head=row == 1))


_ROWS = (
    _HEAD,
    ("1. New schools in every district, with places for all children.", "The first of them is open."),
    ("2. Better pay for teachers, as agreed with their unions.", "Talks are under way."),
    ("3. More books for public libraries in the countryside.", "A call for offers is open."),
    ("4. A bus to school for each village of the region.", "The tender has been launched."),
)
_PARAGRAPH, _HEADING, _CAPTION = Role.PARAGRAPH, Role.HEADING, Role.CAPTION
_TEXT: tuple[tuple[str, Role], ...] = (
    ("Schools and libraries", Role.TITLE),
    ("Brussels, 17 March 2023", _PARAGRAPH),
    ("What was asked", _HEADING),
    ("The districts were asked how many schools they have and how many children find no place in one.", _PARAGRAPH),
    ("Most of them answered within a few days, and show where help is needed first (see Table 1).", _PARAGRAPH),
    ("Table 1: Schools, by district", _CAPTION),
    ("The towns have more schools than villages, as was expected, and the gap grows (see Table 2).", _PARAGRAPH),
    ("Table 2: Schools, by size of the place", _CAPTION),
    ("What follows from it", _HEADING),
    ("New schools are most urgent in the hills; where they will stand is in the annex to this note.", _PARAGRAPH),
    ("Annex", _HEADING),
)
_NOTES = ("Ministry of Education, yearly report of 2022, page 14.", "The count includes private schools.")


def clean_file() -> Manuscript:
    """A note with captions, references, an annex in a table, footnotes and a picture."""
    text = [_passage(words, number, role) for number, (words, role) in enumerate(_TEXT, 1)]
    cells = [_cell(words, row, at) for row, pair in enumerate(_ROWS, 1) for at, words in enumerate(pair, 1)]
    notes = [replace(_passage(words, 90 + n, Role.NOTE), number=str(n)) for n, words in enumerate(_NOTES, 1)]
    form = TableForm(1, Place(NAME, spot="table 1"), len(_ROWS), 2, heads=1, captioned=True)
    picture = PictureForm(Place(NAME, spot="paragraph 7"), "Bars: 12 schools in towns, 7 in villages.", True, True)
    return Manuscript(NAME, (*text, *cells, *notes), as_of=day("2023-03-17"), tables=(form,), pictures=(picture,))


def _texts(manuscript: Manuscript, change: Callable[[Passage], str | None]) -> Manuscript:
    """The file with other words in the passages for which there are some."""
    changed = ((each, change(each)) for each in manuscript.passages)
    passages = (each if text is None else replace(each, spans=(Span(text),)) for each, text in changed)
    return replace(manuscript, passages=tuple(passages))


def _instead(old: str, new: str) -> Callable[[Draw[Any], Manuscript], Manuscript]:
    def mutate(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
        return _texts(manuscript, lambda each: each.text.replace(old, new) if old in each.text else None)

    return mutate


def _behind(draw: Draw[Any], manuscript: Manuscript, *texts: Passage) -> Manuscript:
    """The file with further passages behind one of its paragraphs."""
    long = [n for n, each in enumerate(manuscript.passages) if each.role is Role.PARAGRAPH and len(each.text) > 80]
    at = draw(st.sampled_from([n for n in long if not manuscript.passages[n].cell])) + 1
    return replace(manuscript, passages=(*manuscript.passages[:at], *texts, *manuscript.passages[at:]))


def captions_with_one_number(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    twice = _instead("Table 2:", "Table 1:")(_draw, manuscript)
    return _instead(" (see Table 2)", "")(_draw, _instead(" (see Table 1)", "")(_draw, twice))


def announced_in_vain(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    text = _passage("For the towns and for the villages the results are as follows:", 41)
    return replace(manuscript, passages=(*manuscript.passages[:4], text, *manuscript.passages[4:]))


def point_without_a_number(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    """The second point has none, and those behind it move up."""
    moved = {"2. ": "", "3. ": "2. ", "4. ": "3. "}

    def renumbered(each: Passage) -> str | None:
        number = each.text[:3]
        return moved[number] + each.text[3:] if each.cell and number in moved else None

    return _texts(manuscript, renumbered)


def note_without_a_stop(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    number = str(draw(st.integers(1, len(_NOTES))))
    return _texts(manuscript, lambda each: each.text[:-1] if (each.role, each.number) == (Role.NOTE, number) else None)


def reference_to_nothing(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    return _instead("(see Table 2)", f"(see Table {draw(st.integers(3, 99))})")(draw, manuscript)


def number_left_out(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    return _instead("4. A bus", f"{draw(st.sampled_from([3, 6, 7]))}. A bus")(draw, manuscript)


def rows_that_break(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    table = replace(manuscript.tables[0], splitting=(2, 3, 4, 5))
    row = draw(st.integers(2, 5))
    sentences = "The talks go on with all who are concerned. " * 12

    def longer(each: Passage) -> str | None:
        return (
            f"{each.text} {sentences.strip()}" if each.cell and (each.cell.row, each.cell.column) == (row, 2) else None
        )

    return _texts(replace(manuscript, tables=(table,)), longer)


def unmarked_head(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    cells = (
        replace(each, cell=replace(each.cell, is_head=False)) if each.cell else each for each in manuscript.passages
    )
    return replace(manuscript, passages=tuple(cells), tables=(replace(manuscript.tables[0], heads=0),))


def heading_in_bold(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    heading = replace(_passage("How they were counted", 42), spans=(Span("How they were counted", bold=True),))
    return replace(manuscript, passages=(*manuscript.passages[:4], heading, *manuscript.passages[4:]))


def dead_link(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    href = draw(st.sampled_from(["#", "https://"]))
    link = replace(_passage("", 43), spans=(Span("More is told on "), Span("a page", href=href), Span(".")))
    return _behind(draw, manuscript, link)


def broken_sentence(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    first = _passage("The ministry will say more, once all of the many districts of the country have", 44)
    return _behind(draw, manuscript, first, _passage("answered the second letter.", 45))


def picture_without_words(_draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    return replace(manuscript, pictures=tuple(replace(each, description="") for each in manuscript.pictures))


def language_without_rules(draw: Draw[Any], file: Manuscript) -> Manuscript:
    """A language that Word knows and the rules do not."""
    return replace(file, language=draw(st.sampled_from(("nb", "tr", "uk", "sr", "is"))))


IN_FILES: dict[str, Callable[[Draw[Any], Manuscript], Manuscript]] = {
    "REF-001": captions_with_one_number,
    "REF-002": announced_in_vain,
    "REF-004": point_without_a_number,
    "REF-005": reference_to_nothing,
    "REF-006": _instead("Annex", "What will be built"),
    "REF-007": note_without_a_stop,
    "REF-010": number_left_out,
    "LAY-001": rows_that_break,
    "LAY-002": unmarked_head,
    "LAY-004": heading_in_bold,
    "LAY-006": dead_link,
    "LAY-007": broken_sentence,
    "LAY-008": picture_without_words,
    "LAY-009": language_without_rules,
}
"""By rule; to be put into `clean_file()`. LAY-003 and LAY-005 give hints only and have tests of their own."""
