"""One fault of names, references or repetition, put into a sound record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.checks.language.glossary import eu_terms
from briefgen.findings import Grade
from briefgen.model.dossier import Dossier
from tests.checks.mutations.inserting import DAY, Draw, anywhere, into_annex, into_letter

Mutation = Callable[[Draw[Any], Dossier], Dossier]


def _one_of(*sentences: str) -> Mutation:
    def mutate(draw: Draw[Any], dossier: Dossier) -> Dossier:
        return anywhere(draw, dossier, draw(st.sampled_from(sentences)))

    return mutate


def refused_word(rule: str) -> Mutation:
    """A word that our glossary refuses, for one of its rules."""
    terms = [each for each in eu_terms() if each.rule == rule and each.grade is Grade.WARNING]
    words = [word for term in terms for word in term.refused if term.since is None or term.since <= DAY]

    def mutate(draw: Draw[Any], dossier: Dossier) -> Dossier:
        return anywhere(draw, dossier, f"The matter was also taken up with {draw(st.sampled_from(words))} there.")

    return mutate


def other_name_in_the_annex(draw: Draw[Any], dossier: Dossier) -> Dossier:
    names = draw(st.permutations(["Greek-Turkish border", "border between Greece and Türkiye"]))
    lettered = into_letter(draw, dossier, f"The {names[0]} is quiet.")
    return into_annex(draw, lettered, f"The {names[1]} is quiet.")


def typed_point(draw: Draw[Any], dossier: Dossier) -> Dossier:
    number = draw(st.sampled_from([each.number for each in dossier.commitments if each.number]))
    return into_annex(draw, dossier, f"More is said there (see point {number}).")


def point_that_is_not_there(draw: Draw[Any], dossier: Dossier) -> Dossier:
    return into_annex(draw, dossier, f"More is said there (see point {draw(st.integers(61, 99))}).")


def copied_item(draw: Draw[Any], dossier: Dossier) -> Dossier:
    """A follow-up that stands on the day, and right behind it another with the same text."""
    standing = [item.follow_up for item in situation_as_of(dossier, DAY).items]
    # at least as many words as are told apart, and no figure, which other rules compare
    long = [row for row in standing if len(row.text.split()) > 20 and "figure(" not in row.text]
    copied = draw(st.sampled_from(long))
    rows = list(dossier.follow_ups)
    rows.insert(rows.index(copied) + 1, replace(copied, item=f"{copied.item}-again"))
    return replace(dossier, follow_ups=tuple(rows))


MUTATIONS: dict[str, Mutation] = {
    "TRM-001": refused_word("TRM-001"),
    "TRM-002": _one_of("The Blueprint network met.", "The Dublin roadmap holds.", "All member States agreed."),
    "TRM-003": _one_of("The MS were told of it.", "It is a matter of the E.U. alone."),
    "TRM-004": refused_word("TRM-004"),
    "TRM-005": refused_word("TRM-005"),
    "TRM-006": _one_of("It was organized well.", "The co-operation was good.", "Help was mobilized at once."),
    "TRM-007": other_name_in_the_annex,
    "REF-003": typed_point,
    "REF-005": point_that_is_not_there,
    "REF-008": _one_of("It rests on EU 2019/1240 alone."),
    "REF-009": _one_of("Help went to Kosovo as well."),
    "DUP-001": copied_item,
}
