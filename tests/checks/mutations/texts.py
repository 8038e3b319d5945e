"""One slip of figures, spaces, signs or grammar, put into a sound record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.findings import Place
from briefgen.model.catalogue import Catalogue, Translation
from briefgen.model.dossier import Dossier
from tests.checks.mutations.inserting import DAY, anywhere, into_annex, into_letter

HARD = "\u00a0"
Mutation = Callable[[Any, Dossier], Dossier]


def _one_of(*sentences: str) -> Mutation:
    """A mutation that puts one of some sentences into a text; “#” stands for a figure."""

    def mutate(draw: Any, dossier: Dossier) -> Dossier:
        sentence = draw(st.sampled_from(sentences)).replace("#", str(draw(st.integers(13, 99))))
        return anywhere(draw, dossier, sentence)

    return mutate


def without_a_stop(draw: Any, dossier: Dossier) -> Dossier:
    rows = list(dossier.follow_ups)
    standing = {item.follow_up for item in situation_as_of(dossier, DAY).items}
    places = [
        n for n, row in enumerate(rows) if row in standing and row.text[-2:-1].isalpha() and row.text.endswith(".")
    ]
    chosen = draw(st.sampled_from(places))
    rows[chosen] = replace(rows[chosen], text=rows[chosen].text[:-1])
    return replace(dossier, follow_ups=tuple(rows))


def with_another_colon(draw: Any, dossier: Dossier) -> Dossier:
    rows = list(dossier.follow_ups)
    standing = {item.follow_up for item in situation_as_of(dossier, DAY).items}
    places = [n for n, row in enumerate(rows) if row in standing and row.text.startswith("**") and ":**" in row.text]
    chosen = draw(st.sampled_from(places))
    rows[chosen] = replace(rows[chosen], text=rows[chosen].text.replace(":**", "**:", 1))
    return replace(dossier, follow_ups=tuple(rows))


def with_another_apostrophe(draw: Any, dossier: Dossier) -> Dossier:
    return anywhere(draw, dossier, "The pupils' work goes well.")


def beginning_with_a_figure(draw: Any, dossier: Dossier) -> Dossier:
    return into_letter(draw, dossier, f"{draw(st.integers(13, 99))} pupils live there.")


def with_a_serial_comma(draw: Any, dossier: Dossier) -> Dossier:
    return into_annex(draw, dossier, "There are schools, libraries, and museums.")


def translated_wrongly(draw: Any, dossier: Dossier) -> Dossier:
    figure = draw(st.integers(13, 899))
    entry = Translation(
        "phrase", f"There are {figure} pupils.", f"Il y a {figure + 1} élèves.", False, Place("fr.po", line=1)
    )
    return replace(dossier, translations={**dossier.translations, "fr": Catalogue("fr.po", (entry,))})


MUTATIONS: dict[str, Mutation] = {
    "NUM-001": _one_of("There are #,000 pupils.", "There are #000 pupils.", "There are # 000 pupils."),
    "NUM-002": _one_of("There are #% more pupils.", "There are # % more pupils."),
    "NUM-003": beginning_with_a_figure,
    "NUM-004": _one_of("School takes six years.", "School takes nine months."),
    "NUM-005": _one_of(f"There are #,5{HARD}% more pupils."),
    "SPC-001": _one_of("The way to school is # km.", "The school has # kW of light."),
    "PUN-001": without_a_stop,
    "PUN-003": _one_of("The school - a good one - is open."),
    "PUN-004": with_another_apostrophe,
    "PUN-005": with_a_serial_comma,
    "PUN-006": _one_of(
        "The school , a good one, is open.", "The school is open..", "The school,, a good one, is open."
    ),
    "PUN-007": with_another_colon,
    "GRM-001": _one_of("All of the the school is open.", "It is open on a regular manner."),
    "GRM-002": _one_of("It is an useful school.", "It lasts a hour.", "It is a important school."),
    "GRM-003": _one_of("It is a newly-built school.", "It is a recently-opened school."),
    "TRL-001": translated_wrongly,
}
