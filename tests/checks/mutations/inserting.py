"""How one fault is put into a sound record: a sentence behind the text of some entry that stands on the day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.model.dossier import Dossier
from tests.builders import day

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]
DAY = day("2023-03-17")


def into_annex(draw: Draw[int], dossier: Dossier, sentence: str) -> Dossier:
    """The record with a sentence at the end of a follow-up that stands on the day."""
    standing = {item.follow_up for item in situation_as_of(dossier, DAY).items}
    places = [n for n, row in enumerate(dossier.follow_ups) if row in standing and row.text.endswith(".")]
    chosen = draw(st.sampled_from(places))
    rows = list(dossier.follow_ups)
    rows[chosen] = replace(rows[chosen], text=f"{rows[chosen].text} {sentence}")
    return replace(dossier, follow_ups=tuple(rows))


def into_commitments(draw: Draw[int], dossier: Dossier, sentence: str) -> Dossier:
    """The record with a sentence at the end of a commitment."""
    places = [n for n, each in enumerate(dossier.commitments) if each.text.endswith(".")]
    chosen = draw(st.sampled_from(places))
    commitments = list(dossier.commitments)
    commitments[chosen] = replace(commitments[chosen], text=f"{commitments[chosen].text} {sentence}")
    return replace(dossier, commitments=tuple(commitments))


def into_letter(draw: Draw[int], dossier: Dossier, sentence: str) -> Dossier:
    """The record with a sentence at the end of a paragraph of the letter."""
    [letter] = dossier.letters
    paragraphs = letter.body.rstrip("\n").split("\n\n")
    places = [n for n, each in enumerate(paragraphs) if each.endswith(".")]
    chosen = draw(st.sampled_from(places))
    paragraphs[chosen] += f" {sentence}"
    return replace(dossier, letters=(replace(letter, body="\n\n".join(paragraphs) + "\n"),))


def anywhere(draw: Draw[int], dossier: Dossier, sentence: str) -> Dossier:
    """The record with a sentence in one of its texts."""
    where = draw(st.integers(0, 2))
    return (into_annex, into_commitments, into_letter)[where](draw, dossier, sentence)
