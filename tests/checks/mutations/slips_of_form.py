"""One slip in a name, a notation, a number or a deadline, put into a sound record or into a file without a fault."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.catalogue import Catalogue, Translation
from briefgen.model.dossier import Dossier, State
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role, TableForm
from briefgen.model.richtext import Span
from tests.builders import day
from tests.checks.mutations.files import NAME
from tests.checks.mutations.inserting import Draw, anywhere, into_annex, into_letter
from tests.checks.mutations.standing_rows import one_of

HARD = "\u00a0"
Mutation = Callable[[Any, Dossier], Dossier]
FileMutation = Callable[[Draw[Any], Manuscript], Manuscript]


def _sentence(*sentences: str) -> Mutation:
    def mutate(draw: Any, dossier: Dossier) -> Dossier:
        return anywhere(draw, dossier, draw(st.sampled_from(sentences)))

    return mutate


def _in_both(letter: str, annex: str) -> Mutation:
    """One sentence in the letter, and what differs from it in the annex."""

    def mutate(draw: Any, dossier: Dossier) -> Dossier:
        return into_annex(draw, into_letter(draw, dossier, letter), annex)

    return mutate


def deadline_beside_its_words(draw: Any, dossier: Dossier) -> Dossier:
    point = one_of(draw, [each.point for each in dossier.commitments if each.number])
    row = replace(
        dossier.follow_ups[-1],
        point=point,
        item="glossary-list",
        as_of=day("2023-03-10"),
        recorded=day("2023-03-10"),
        group="",
        state=State.PLANNED,
        due=f"2023-05-{draw(st.integers(10, 20))}",
        text="**Glossary:** the list of terms will be published on 28 May.",
    )
    return replace(dossier, follow_ups=(*dossier.follow_ups, row))


def part_in_another_unit(draw: Any, dossier: Dossier) -> Dossier:
    places = [n for n, each in enumerate(dossier.figures) if each.part_of]
    chosen = draw(st.sampled_from(places))
    figures = list(dossier.figures)
    figures[chosen] = replace(figures[chosen], unit=f"{figures[chosen].unit}s")
    return replace(dossier, figures=tuple(figures))


def _translated(source: str, text: str) -> Mutation:
    def mutate(_draw: Any, dossier: Dossier) -> Dossier:
        entry = Translation("body/letter/90", source, text, False, Place("locale/fr.po", line=900))
        catalogue = dossier.translations.get("fr", Catalogue())
        changed = replace(catalogue, entries=(*catalogue.entries, entry))
        return replace(dossier, translations={**dossier.translations, "fr": changed})

    return mutate


MUTATIONS: dict[str, Mutation] = {
    "AMT-009": partial(into_annex, sentence=f"The pupils of Graz were given (EUR) EUR{HARD}12{HARD}million in 2022."),
    "NAM-001": _sentence("A letter came from the European Maritime Security Agency (EMSA)."),
    "NAM-002": _sentence("Many pupils of the region come from Rumania and from the Nehterlands."),
    "NAM-003": _sentence("The schools of all the Members States were asked."),
    "NAM-004": _sentence("The labor of teachers is hard.", "The school is in the center of Graz."),
    "NAM-005": _sentence("The XYZA rules apply; the Xylophone Year Zone Association (XYZA) wrote them."),
    "STA-009": deadline_beside_its_words,
    "SUM-010": part_in_another_unit,
    "TRL-002": _translated("Five schools were built.", "Six écoles ont été bâties."),
    "TRL-003": _translated("The report was published by the school.", "Le rapport sera publié par l’école."),
    "XDO-001": _in_both(
        "The choir of pupils will sing in the museum on 22 May.",
        "The choir of pupils will sing in the museum on 12 May.",
    ),
    "XDO-002": _in_both("Schools lent 240 trombones to the pupils.", "Schools lent 204 trombones to the pupils."),
    "XDO-004": _in_both(
        "The museum of old trombones will be opened by the mayor.",
        "The museum of old trombones was opened by the mayor.",
    ),
    "XDO-005": _in_both(
        "The choir of pupils sang for the mayor in Porto.", "The choir of pupils sang for the mayor in Ghent."
    ),
}
"""By rule; to be put into the record."""


def _with(draw: Draw[Any], file: Manuscript, *texts: Passage) -> Manuscript:
    long = [at for at, each in enumerate(file.passages) if not each.cell and len(each.text) > 80]
    at = draw(st.sampled_from(long)) + 1
    return replace(file, passages=(*file.passages[:at], *texts, *file.passages[at:]))


def _passage(text: str, number: int, role: Role = Role.PARAGRAPH) -> Passage:
    return Passage((Span(text),), Place(NAME, spot=f"paragraph {number}"), role)


def _texts(*texts: str, role: Role = Role.PARAGRAPH) -> FileMutation:
    def mutate(draw: Draw[Any], file: Manuscript) -> Manuscript:
        return _with(draw, file, *(_passage(text, 60 + n, role) for n, text in enumerate(texts)))

    return mutate


def _in_dutch(text: str) -> FileMutation:
    def mutate(draw: Draw[Any], file: Manuscript) -> Manuscript:
        return _with(draw, replace(file, language="nl"), _passage(text, 60, Role.PARAGRAPH))

    return mutate


def _table(*rows: tuple[str, ...], text: str = "") -> FileMutation:
    """The file with a table more, and a sentence about it."""

    def mutate(draw: Draw[Any], file: Manuscript) -> Manuscript:
        cells = [
            Passage(
                (Span(words),),
                Place(NAME, spot=f"table 2, row {row}, column {column}, paragraph 1"),
                cell=CellOf(2, row, column, is_head=row == 1),
            )
            for row, line in enumerate(rows, 1)
            for column, words in enumerate(line, 1)
        ]
        form = TableForm(2, Place(NAME, spot="table 2"), len(rows), len(rows[0]), heads=1, captioned=True)
        file = _with(draw, file, _passage(text, 70)) if text else file
        return replace(file, passages=(*file.passages, *cells), tables=(*file.tables, form))

    return mutate


def dated_too_early(_draw: Draw[Any], file: Manuscript) -> Manuscript:
    """A note that reports on a day after its own."""
    stated = _passage("Situation as of 27 March 2023", 71)
    return replace(file, passages=(*file.passages[:2], stated, *file.passages[2:]), written=day("2023-03-17"))


def _headings(_draw: Draw[Any], file: Manuscript) -> Manuscript:
    places = {"1": "Graz", "2": "Porto", "4": "Lyon"}
    heads = [_passage(f"{number}. Schools in {place}", 80, Role.HEADING) for number, place in places.items()]
    text = [_passage(f"Those of {place} are open to all the children.", 90) for place in places.values()]
    first, second, third = zip(heads, text, strict=True)
    return replace(
        file, passages=(*file.passages[:3], *first, *file.passages[3:5], *second, *third, *file.passages[5:])
    )


_MONTHS = ("opened on 12 January 2023", "closed on 27 February 2023", "met on 3 March 2023")

IN_FILES: dict[str, FileMutation] = {
    "DAT-014": dated_too_early,
    "DAT-015": _texts(f"The schools {', '.join(_MONTHS)} and were asked on 1st March 2023."),
    "DAT-018": _in_dutch("Op 4 April 2023 komt de raad bijeen."),
    "DUP-003": _texts(
        "The Murska seminar of 12 May 2022 was for teachers.", "After the Murska seminar of 13 May 2022 they went home."
    ),
    "TRM-008": _texts("USe of the halls is free, and the use of lamps too."),
    "TRM-009": _texts(
        "The Murska Schools Board met. It is the Murska Schools Board, not the Murska School Board, that pays."
    ),
    "DAT-017": _texts("The schools are open from 8.00 to 16.30, and on Mondays until 6.30 p.m. as well."),
    "NUM-006": _texts("The Fourth Round of visits is open to all. The 4th Round is for schools."),
    "NUM-007": _texts(f"There are 2{HARD}400 pupils in the towns and 1180 pupils in the hills."),
    "REF-011": _headings,
    "REF-012": _texts("The schools will look at points 1 to 9 again in the summer of 2023."),
    "REF-013": _texts("ANNEX I", "The list of schools is in Annex III."),
    "STA-010": _table(
        ("What", "Deadline", "State"),
        ("A school", "30 June 2022", "Ongoing"),
        ("A library", "30 June 2023", "Ongoing"),
    ),
    "SUM-008": _table(
        ("District", "Libraries"),
        ("Graz", "20"),
        ("Porto", "14"),
        ("Lyon", "12"),
        ("Total", "46"),
        text="Of the 64 libraries most lie in towns.",
    ),
    "SUM-009": _table(
        ("District", "Schools", "Classes", "Pupils"),
        ("Graz", "12", "20", "240"),
        ("Porto", "11", "20", "220"),
        ("Lyon", "13", "20", "260"),
        ("Turin", "14", "20", "208"),
    ),
}
"""By rule; to be put into `files.clean_file()`."""
