"""One fault of an amount, put into a sound record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from briefgen.asof import situation_as_of
from briefgen.model.dossier import Dossier
from tests.checks.mutations.inserting import DAY, into_annex, into_letter

HARD = "\u00a0"
_MILLIONS = st.integers(901, 999)


def _million(draw: Any) -> str:
    return f"{draw(_MILLIONS)}{HARD}million"


def without_magnitude(draw: Any, dossier: Dossier) -> Dossier:
    sentence = (
        f"Schools share EUR{HARD}{_million(draw)} and clinics EUR{HARD}{draw(st.integers(13, 99))} under this head."
    )
    return into_annex(draw, dossier, sentence)


def with_two_marks(draw: Any, dossier: Dossier) -> Dossier:
    marked = draw(st.sampled_from([f"EUR €{_million(draw)}", f"€{_million(draw)}{HARD}EUR"]))
    return into_annex(draw, dossier, f"The ceiling is {marked} in all.")


def with_a_sign(draw: Any, dossier: Dossier) -> Dossier:
    return into_annex(draw, dossier, f"The ceiling is €{_million(draw)} in all.")


def in_words(draw: Any, dossier: Dossier) -> Dossier:
    number = draw(st.sampled_from(["half a", "two", "three", "twenty"]))
    return into_annex(draw, dossier, f"The ceiling is {number} billion euros in all.")


def with_a_letter(draw: Any, dossier: Dossier) -> Dossier:
    letter = draw(st.sampled_from(["M", "bn", "m"]))
    return into_annex(draw, dossier, f"The ceiling is EUR{HARD}{draw(_MILLIONS)}{HARD}{letter} in all.")


def on_the_wrong_side(draw: Any, dossier: Dossier) -> Dossier:
    return into_annex(draw, dossier, f"The ceiling is {_million(draw)}{HARD}EUR in all.")


def in_the_letter_only(draw: Any, dossier: Dossier) -> Dossier:
    return into_letter(draw, dossier, f"For this, EUR{HARD}{_million(draw)} stands ready.")


def typed_although_a_figure(draw: Any, dossier: Dossier) -> Dossier:
    figures = situation_as_of(dossier, DAY).figures
    euros = sorted(name for name, each in figures.items() if each.unit == "EUR" and each.value % 10**6 == 0)
    figure = figures[draw(st.sampled_from(euros))]
    label = figure.label.partition("(")[0].strip()
    return into_annex(draw, dossier, f"{label}: EUR{HARD}{figure.value / 10**6:f}{HARD}million.")


def differing_in_the_letter(draw: Any, dossier: Dossier) -> Dossier:
    what = "for lighthouses, harbour pilots and coastal weather stations along northern shores"
    annexed = into_annex(
        draw, dossier, f"The plan provides EUR{HARD}{draw(st.integers(801, 899))}{HARD}million {what}."
    )
    return into_letter(draw, annexed, f"The plan provides EUR{HARD}{_million(draw)} {what}.")


MUTATIONS: dict[str, Callable[[Any, Dossier], Dossier]] = {
    "AMT-001": without_magnitude,
    "AMT-002": with_two_marks,
    "AMT-003": with_a_sign,
    "AMT-004": in_words,
    "AMT-005": with_a_letter,
    "AMT-006": in_the_letter_only,
    "AMT-007": typed_although_a_figure,
    "AMT-008": differing_in_the_letter,
}
