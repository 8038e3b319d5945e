"""The kinds of documents, in one list, and what all documents have in common.

A new kind is a module here with a `DocumentKind`, its line in `KINDS`, and its line in `briefgen.model.kinds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from briefgen.asof import Situation
from briefgen.compose import keys
from briefgen.compose.annex import ANNEX, PointComposer, parts_of, tables_of
from briefgen.compose.conclusions import CONCLUSIONS
from briefgen.compose.context import Composed, DocumentDraft, DocumentKind, Request, headline_in_brackets
from briefgen.compose.corrigendum import CORRIGENDUM
from briefgen.compose.letter import LETTER
from briefgen.compose.main_results import MAIN_RESULTS
from briefgen.compose.paragraphs import NOTE
from briefgen.compose.schema import COMMON_FIELDS, Schema
from briefgen.compose.summary import SUMMARY
from briefgen.compose.texts import Texts
from briefgen.compose.tracker import TRACKER
from briefgen.compose.vocabulary import value_formatter
from briefgen.localise import Localiser
from briefgen.localise.po import SourceText
from briefgen.model.dossier import DocumentSpec, Dossier
from briefgen.model.manuscript import Manuscript
from briefgen.model.vocabulary import TEMPLATE_WORDS

KINDS: Final[dict[str, DocumentKind]] = {
    kind.name: kind for kind in (ANNEX, LETTER, NOTE, CONCLUSIONS, MAIN_RESULTS, SUMMARY, TRACKER, CORRIGENDUM)
}
_SHORT_TEXTS: Final = ("title", "event", "commitment_heading", "followup_heading")


def compose(situation: Situation, document: DocumentSpec, request: Request) -> Composed:
    """What the template of a document sees.

    Args:
        situation: what stands on the day.
        document: which document; its kind must be one of `KINDS`.
        request: language, recipient and the like.
    """
    draft = DocumentDraft(KINDS[document.kind], situation, document, request)
    own = draft.kind.compose(draft)
    data = {**_common_fields(draft), **own}
    data = {**data, **_bind_titles(data, request.localiser)}
    texts, say = draft.texts, value_formatter(request.localiser)
    words = {name: texts.renderer.words[name] for name in TEMPLATE_WORDS}
    return Composed(own["title"], data, words, say, tuple(texts.findings), texts.reaches)


def fields_of(kind: str) -> Schema:
    """The fields of a kind of document; those of all kinds for an unknown one."""
    kinds = [KINDS[kind]] if kind in KINDS else KINDS.values()
    return {**COMMON_FIELDS, **{name: known for each in kinds for name, known in each.schema.items()}}


def manuscripts_of(situation: Situation, request: Request, documents: Iterable[DocumentSpec]) -> tuple[Manuscript, ...]:
    """The documents of a dossier as their readers will meet them, before any template: what the checks look at.

    Every passage has the row or line that it is typed in, the text as it is typed, and what it is the wording of.

    Args:
        situation: what stands on the day.
        request: its language is that of the manuscripts; what a template reads does not count.
        documents: those to be looked at.
    """
    return tuple(_manuscript(DocumentDraft(KINDS[each.kind], situation, each, request)) for each in documents)


def _manuscript(draft: DocumentDraft) -> Manuscript:
    day, style = draft.situation.as_of, draft.request.localiser.style
    written = day if draft.kind.is_dated else None
    passages = tuple(draft.kind.passages(draft))
    return Manuscript(draft.document.name, passages, draft.kind.name, style.language, day, written, tag=style.tag)


def texts_of(dossier: Dossier) -> Iterator[SourceText]:
    """Every text of a dossier that a document in another language needs; see `keys.texts_for_translators`."""
    kinds = (KINDS[document.kind] for document in dossier.documents)
    return keys.texts_for_translators(dossier, {text: note for kind in kinds for text, note in kind.phrases.items()})


def _common_fields(draft: DocumentDraft) -> dict[str, Any]:
    """The dossier, the dates, the figures, the points: what every document sees."""
    situation, request = draft.situation, draft.request
    # letters that print no points skip them: made for many recipients, points are most of the work
    composer = PointComposer(draft.texts, request.localiser, request.changes)
    points = composer.points(situation) if request.prints("points", "parts", "point_tables") else []
    parts = parts_of(points)
    return {
        "dossier": _dossier(draft),
        "as_of": situation.as_of,
        "headline": request.localiser.headline(),
        "headline_in_brackets": headline_in_brackets(request.localiser),
        "since": request.since or "",
        "language": request.localiser.language,
        "draft": request.draft,
        "points": points,
        "parts": parts,
        "point_tables": tables_of(parts),
        "figures": _figures(draft, draft.texts_for("figures")),
    }


def _bind_titles(data: dict[str, Any], localiser: Localiser) -> dict[str, Any]:
    """The titles, in which no line ends within a date, nor within the brackets that hold the as-of date."""
    headline = data["headline_in_brackets"]
    bound = headline.replace(" ", "\u00a0")
    titles = {"title": data["title"], "headline": data["headline"]}
    own = {name: _bind(title, localiser, (headline, bound)) for name, title in titles.items()}
    dossier = {**data["dossier"], "title": _bind(data["dossier"]["title"], localiser, (headline, bound))}
    return {**own, "headline_in_brackets": bound, "dossier": dossier}


def _bind(title: Any, localiser: Localiser, brackets: tuple[str, str]) -> Any:
    """A title; what is in another language, and therefore rich text, stays as it is typed."""
    return localiser.bind(title.replace(*brackets)) if isinstance(title, str) else title


def _dossier(draft: DocumentDraft) -> dict[str, Any]:
    dossier = draft.situation.profile

    def short(text: keys.DossierText, field: str) -> Any:
        return draft.texts_for(f"dossier.{field}").words_only(text)

    return {
        "id": dossier.id,
        "institution": draft.texts_for("dossier.institution").name(keys.signatory("institution", dossier)),
        "reference": draft.texts.without_asking().words_only(keys.of_dossier("reference", dossier)),
        **{name: short(keys.of_dossier(name, dossier), name) for name in _SHORT_TEXTS},
        "settings": {name: short(keys.setting(name, dossier), "settings") for name in dossier.settings},
    }


def _figures(draft: DocumentDraft, texts: Texts) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "value": figure.value,
            "unit": figure.unit,
            "label": texts.name(keys.figure_label(figure)),
            "text": draft.request.localiser.quantity(figure.value, figure.unit),
            "as_of": figure.as_of,
        }
        for name, figure in draft.situation.figures.items()
    }
