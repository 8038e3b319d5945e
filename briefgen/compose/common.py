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

_SAID = ("title", "event", "commitment_heading", "followup_heading")
_NOUNS_HAVE_CAPITALS = frozenset({"de"})


def texts_for(situation: Situation, request: Request) -> Texts:
    """What turns the texts of the record into rich text for a request."""
    return Texts(words_for(situation, request.localiser), translating=request.translating)


def composed(situation: Situation, request: Request, texts: Texts, title: str, further: dict[str, Any]) -> Composed:
    """A document of the fields that every document has and some further ones."""
    # a letter that does not tell of the points does without them: made for many recipients, that is most of its work
    composer = PointComposer(texts, request.localiser, request.changes)
    points = composer.points(situation) if request.prints("points", "parts") else []
    data = {
        "title": title,
        "dossier": _dossier(situation.dossier, texts, request),
        "as_of": situation.as_of,
        "headline": request.localiser.headline(),
        "headline_in_brackets": headline_in_brackets(request.localiser),
        "since": date.fromisoformat(request.since) if request.since else "",
        "language": request.localiser.language,
        "draft": request.draft,
        "points": points,
        "parts": parts_of(points),
        "figures": _figures(situation, request.localiser, texts if request.prints("figures") else texts.unasked()),
        **further,
    }
    return Composed(title, data, texts.words, sayer(request.localiser), tuple(texts.findings), texts.reaches)


def title_of(document: DocumentSpec, situation: Situation, texts: Texts) -> str:
    """The title of a document: its own, else the dossier's."""
    dossier = situation.dossier
    context = f"documents/{document.name}" if document.title else "dossier/title"
    return str(texts.words_only(document.title or dossier.title, dossier.place, context))


def headline_in_brackets(localiser: Localiser) -> str:
    """What an annex says of its date, behind its title: situation as of 17 March 2023."""
    headline = localiser.headline()
    return headline if localiser.language in _NOUNS_HAVE_CAPITALS else headline[:1].lower() + headline[1:]


def _dossier(dossier: Dossier, texts: Texts, request: Request) -> dict[str, Any]:
    def of(name: str) -> Texts:
        return texts if request.prints(f"dossier.{name}") else texts.unasked()

    place, settings = dossier.place, dossier.settings.items()
    said = {name: of(name).words_only(getattr(dossier, name), place, f"dossier/{name}") for name in _SAID}
    institution = of("institution").name(dossier.signatory.institution, place, "signatory/institution")
    return {
        "id": dossier.id,
        "institution": institution,
        "reference": texts.unasked().words_only(dossier.reference, place, ""),
        **said,
        "settings": {name: of("settings").words_only(text, place, f"settings/{name}") for name, text in settings},
    }


def _figures(situation: Situation, localiser: Localiser, texts: Texts) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "value": figure.value,
            "unit": figure.unit,
            "label": texts.name(figure.label, figure.place, f"figures/{name}"),
            "text": localiser.quantity(figure.value, figure.unit),
            "as_of": figure.as_of,
        }
        for name, figure in situation.figures.items()
    }
