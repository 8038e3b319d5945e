"""The dossier's charts and tables for documents in one language; nothing is counted until a text or template asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen.asof import Situation
from briefgen.localise import Localiser
from briefgen.tables import compute_exhibits
from briefgen.tables.exhibits import LazyMapping

if TYPE_CHECKING:
    from briefgen.model.exhibits import Exhibit
    from briefgen.production.translator import LanguageTarget


def exhibits_for(situation: Situation, localiser: Localiser, target: LanguageTarget | None) -> Mapping[str, Any]:
    """What a `Request` in one language is given: `exhibits` by "table/areas", and the words `quoted` from them.

    Args:
        target: for another language than the dossier's; it keeps what is found wrong with the labels' translations.
    """
    if target:
        # a word of the tables that is not translated is found, as a phrase of a template is
        localiser = replace(localiser, translate=target.phrase(situation.profile.place.file))
    made = compute_exhibits(situation, localiser, target.label if target else _as_typed)
    anchors = [f"{spec.group.removesuffix('s')}/{spec.key}" for spec in situation.profile.exhibits]

    def shown(anchor: str) -> Exhibit:
        kind, _, key = anchor.partition("/")
        return made.charts[key] if kind == "chart" else made.tables[key]

    return {"exhibits": LazyMapping(anchors, shown), "quoted": made.words}


def _as_typed(source: str, _context: str) -> str:
    return source
