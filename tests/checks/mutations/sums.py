"""One sum that does not hold, put into a sound record."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.model.dossier import Dossier
from tests.checks.mutations.inserting import DAY, anywhere

HARD = "\u00a0"
_PLACES = "Graz Porto Lyon Turin Ghent".split()


def with_a_wrong_total(draw: Any, dossier: Dossier) -> Dossier:
    parts = draw(st.lists(st.integers(20, 400), min_size=3, max_size=5))
    total = sum(parts) - draw(st.integers(1, 19))
    listed = [f"{part} from {place}" for part, place in zip(parts, _PLACES, strict=False)]
    return anywhere(draw, dossier, f"In all there are {total} pupils, {', '.join(listed[:-1])} and {listed[-1]}.")


def ranked_out_of_order(draw: Any, dossier: Dossier) -> Dossier:
    high, middle, low = sorted(draw(st.sets(st.integers(13, 99), min_size=3, max_size=3)), reverse=True)
    sentence = f"Most pupils come from Graz ({middle}), Porto ({high}) and Lyon ({low})."
    return anywhere(draw, dossier, sentence)


def with_a_wrong_part(draw: Any, dossier: Dossier) -> Dossier:
    totals = {each.part_of for each in dossier.figures if each.part_of}
    places = [n for n, each in enumerate(dossier.figures) if each.as_of <= DAY and {each.part_of, each.figure} & totals]
    chosen = draw(st.sampled_from(places))
    figures = list(dossier.figures)
    figures[chosen] = replace(figures[chosen], value=figures[chosen].value + Decimal(draw(st.integers(1, 10**6))))
    return replace(dossier, figures=tuple(figures))


def with_shares_of_99(draw: Any, dossier: Dossier) -> Dossier:
    first = draw(st.integers(13, 30))
    rest = [first, 20, 15, 64 - first]
    shares = [f"{share}{HARD}% in {place}" for share, place in zip(rest, _PLACES, strict=False)]
    return anywhere(draw, dossier, f"The pupils live {', '.join(shares[:-1])} and {shares[-1]}.")


MUTATIONS: dict[str, Callable[[Any, Dossier], Dossier]] = {
    "SUM-001": with_a_wrong_total,
    "SUM-004": ranked_out_of_order,
    "SUM-005": with_a_wrong_part,
    "SUM-006": with_shares_of_99,
}
