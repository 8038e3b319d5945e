"""What every document sees: the dossier, the dates, the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.asof import Situation
from briefgen.compose.composed import Composed, Request
from briefgen.compose.points import PointComposer, parts_of
from briefgen.compose.rules import NO_PLACE
from briefgen.compose.texts import Texts
from briefgen.compose.translations import is_reference
from briefgen.compose.vocabulary import document_words, sayer, words_for
from briefgen.findings import Place, error
from briefgen.localise import Localiser
from briefgen.model.dossier import DocumentSpec, DossierProfile
from briefgen.model.richtext import RichText

_SAID = ("title", "event", "commitment_heading", "followup_heading")
_NOUNS_HAVE_CAPITALS = frozenset({"de"})


def texts_for(situation: Situation, request: Request, numbers: Mapping[str, str] | None = None) -> Texts:
    """What turns the texts of the record into rich text for a request.

    Args:
        numbers: of the document's own numbered paragraphs, by key.
    """
    of_document = document_words(situation, request.exhibits, request.quoted, numbers)
    words = {**words_for(situation, request.localiser), **of_document}
    return Texts(words, translating=request.translating)


def composed(situation: Situation, request: Request, texts: Texts, title: str, further: dict[str, Any]) -> Composed:
    """A document of the fields that every document has and some further ones."""
    # a letter that does not tell of the points does without them: made for many recipients, that is most of its work
    composer = PointComposer(texts, request.localiser, request.changes)
    points = composer.points(situation) if request.prints("points", "parts") else []
    data = {
        "title": title,
        "dossier": _dossier(situation.profile, texts, request),
        "as_of": situation.as_of,
        "headline": request.localiser.headline(),
        "headline_in_brackets": headline_in_brackets(request.localiser),
        "since": request.since or "",
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
    dossier = situation.profile
    context = f"documents/{document.name}" if document.title else "dossier/title"
    return str(texts.words_only(document.title or dossier.title, dossier.place, context))


def head_and_body(document: DocumentSpec, situation: Situation, texts: Texts, request: Request) -> dict[str, Any]:
    """What the head of a document says, and the body of its Markdown file, as dossier.yaml names them."""
    asked = texts if request.prints("body") else texts.unasked()
    return {
        "about": _about(document, situation, texts, request) if document.about else {},
        "body": asked.blocks(document.body, Place(document.body_file), f"body/{document.name}"),
    }


def _about(document: DocumentSpec, situation: Situation, texts: Texts, request: Request) -> dict[str, Any]:
    def said(text: str, key: str) -> str | RichText:
        asked = not is_reference(text) and request.prints("about", f"about.{key}")
        spoken = texts if asked else texts.unasked()
        return spoken.words_only(text, situation.profile.place, f"about/{document.name}/{key}")

    return {
        key: said(text, key) if isinstance(text, str) else [said(each, key) for each in text]
        for key, text in document.about.items()
    }


def dateline_place(situation: Situation, request: Request, texts: Texts) -> str:
    """The place of a dateline: the dossier's, else the workspace's, in the document's language."""
    dossier = situation.profile
    return str(texts.name(dossier.dateline_place or request.place, dossier.place, "dossier/place"))


def refuse_no_place(situation: Situation, request: Request, texts: Texts) -> None:
    """A dateline that would begin with a comma is a finding."""
    dossier = situation.profile
    if not (dossier.dateline_place or request.place).strip():
        remedy = "Write it into dossier.yaml, as in “place: Brussels”, or into briefgen.toml for all dossiers."
        texts.findings.append(error(NO_PLACE, dossier.place, "the dateline has no place.", remedy))


def headline_in_brackets(localiser: Localiser) -> str:
    """What an annex says of its date, behind its title: situation as of 17 March 2023."""
    headline = localiser.headline()
    return headline if localiser.language in _NOUNS_HAVE_CAPITALS else headline[:1].lower() + headline[1:]


def _dossier(dossier: DossierProfile, texts: Texts, request: Request) -> dict[str, Any]:
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
