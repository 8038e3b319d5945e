"""What every document sees: the dossier, the dates, the figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefgen.asof import Situation
from briefgen.compose.composed import Composed, Request
from briefgen.compose.points import PointComposer, parts_of
from briefgen.compose.texts import Texts
from briefgen.compose.vocabulary import sayer, words_for
from briefgen.dossier import DocumentSpec, Dossier
from briefgen.localise import Localiser

_SAID = ("title", "event", "reference", "commitment_heading", "followup_heading")


def texts_for(situation: Situation, request: Request) -> Texts:
    """What turns the texts of the record into rich text for a request."""
    return Texts(words_for(situation, request.localiser))


def composed(situation: Situation, request: Request, texts: Texts, title: str, further: dict[str, Any]) -> Composed:
    """A document of the fields that every document has and some further ones."""
    composer = PointComposer(texts, request.localiser, request.changes)
    points = composer.points(situation)
    data = {
        "title": title,
        "dossier": _dossier(situation.dossier, texts),
        "as_of": situation.as_of,
        "since": date.fromisoformat(request.since) if request.since else "",
        "language": request.localiser.language,
        "draft": request.draft,
        "points": points,
        "parts": parts_of(points),
        "figures": _figures(situation, request.localiser),
        **further,
    }
    return Composed(title, data, texts.words, sayer(request.localiser), tuple(texts.findings))


def title_of(document: DocumentSpec, situation: Situation, texts: Texts) -> str:
    """The title of a document: its own, else the dossier's."""
    return texts.words_only(document.title or situation.dossier.title, situation.dossier.place)


def _dossier(dossier: Dossier, texts: Texts) -> dict[str, Any]:
    said = {name: texts.words_only(getattr(dossier, name), dossier.place) for name in _SAID}
    settings = {name: texts.words_only(text, dossier.place) for name, text in dossier.settings.items()}
    return {"id": dossier.id, "institution": dossier.signatory.institution, **said, "settings": settings}


def _figures(situation: Situation, localiser: Localiser) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "value": figure.value,
            "unit": figure.unit,
            "label": figure.label,
            "text": localiser.quantity(figure.value, figure.unit),
            "as_of": figure.as_of,
        }
        for name, figure in situation.figures.items()
    }
