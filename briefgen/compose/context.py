"""What goes into composing a document and what comes out; a kind of document; one document in the making."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.asof import Changes, Situation
from briefgen.compose import keys
from briefgen.compose.schema import Schema
from briefgen.compose.texts import Renderer, Renderers, Texts
from briefgen.compose.translations import NO_PLACE, Translating, is_reference
from briefgen.compose.vocabulary import Words, document_words, words_by_gender, words_for
from briefgen.findings import Finding, error
from briefgen.localise import Localiser
from briefgen.model.catalogue import Reach
from briefgen.model.dossier import DocumentSpec, Recipient
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import RichText, Span

if TYPE_CHECKING:
    from briefgen.model.exhibits import Exhibit

_NOUNS_HAVE_CAPITALS = frozenset({"de"})


class Correction(Struct, frozen=True):
    """The edition that a corrigendum corrects.

    Attributes:
        document: its name in dossier.yaml.
        edition: its number.
        before: the situation that it was made from.
    """

    document: str
    edition: int
    sent: date
    before: Situation


class Request(Struct, frozen=True):
    """How a document is wanted.

    Attributes:
        localiser: formats values in the document's language, as of the situation's date.
        changes: what changed since an earlier situation, or None where that was not asked.
        since: the day of that earlier situation, or None.
        draft: whether the document is to be marked as a draft.
        place: the place of the dateline where the dossier names none.
        translating: for a document in another language than its dossier's.
        reads: the names that its template reads, and `name.name` for those of records; None for all there are.
            Texts that no one reads need no translation.
        exhibits: the dossier's charts and tables by what references name them by: "table/areas", "chart/areas".
        quoted: the words that quote from tables (`cell`, `total`, `leader`, `rows`), as functions.
        renderers: what has been rendered, by vocabulary: of which document ("" for all), and whether for texts that
            stay in the source language. Requests for documents of one situation in one language may
            share it, so that a text is rendered once for all of them.
        correction: for a corrigendum, what it corrects.
    """

    localiser: Localiser
    changes: Changes | None = None
    since: date | None = None
    recipient: Recipient | None = None
    draft: bool = False
    place: str = ""
    translating: Translating | None = None
    reads: frozenset[str] | None = None
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    quoted: Words = field(default_factory=dict)
    renderers: Renderers = field(default_factory=dict)
    correction: Correction | None = None

    def prints(self, *names: str) -> bool:
        """Whether the template reads any of these."""
        return self.reads is None or not self.reads.isdisjoint(names)


class Composed(Struct, frozen=True):
    """What a template sees, and the properties of the file.

    Attributes:
        data: the fields of the document (see `briefgen.compose.schema`).
        words: the functions that the template may call.
        say: formats a date or exact number that is printed as it is.
        findings: texts that could not be composed, each at its place.
        reaches: of each text that needs a translation, by context and source, how far it is.
    """

    title: str
    data: Mapping[str, Any]
    words: Words
    say: Callable[[object], str]
    findings: tuple[Finding, ...] = ()
    reaches: Mapping[tuple[str, str], Reach] = field(default_factory=dict)


class DocumentKind(Struct, frozen=True):
    """A kind of document; `briefgen.model.kinds` has the entries that dossiers may have for it.

    Attributes:
        name: as dossier.yaml has it.
        compose: the fields that its template sees, `title` among them, besides those that all templates see.
        passages: what its readers meet, in their order, before any template; the checks look at it.
        schema: the fields of its own, each with its explanation.
        words: the words that its texts have besides those of all texts, e.g. numbers of its points.
        phrases: fixed words that it prints, each with what its translator should know.
        date_entry: the entry of `about` that names its day.
        must_not_be_empty: fields of which one at least has something in a document that is not empty.
        must_print: names of which its template reads one at least; without any of them it would print nothing.
        is_dated: whether it is written on the as-of day, as letters are.
    """

    name: str
    compose: Callable[[DocumentDraft], dict[str, Any]]
    passages: Callable[[DocumentDraft], Iterator[Passage]]
    schema: Schema = field(default_factory=dict)
    words: Callable[[DocumentDraft], Words] | None = None
    phrases: Mapping[str, str] = field(default_factory=dict)
    date_entry: str = "date"
    must_not_be_empty: tuple[str, ...] = ()
    must_print: tuple[str, ...] = ()
    is_dated: bool = False


class DocumentDraft(Struct, frozen=True, dict=True):
    """One document in the making: what it is made from, and its texts."""

    kind: DocumentKind
    situation: Situation
    document: DocumentSpec
    request: Request

    @cached_property
    def common_texts(self) -> Texts:
        """Renders the texts that need no words of this kind of document, such as names."""
        return texts_for(self.situation, self.request)

    @cached_property
    def texts(self) -> Texts:
        """Renders the texts of the document."""
        if self.kind.words is None:
            return self.common_texts
        own = texts_for(self.situation, self.request, self.document.name, self.kind.words(self))
        return replace(self.common_texts, renderer=own.renderer, of_source=own.of_source)

    def texts_for(self, *fields: str) -> Texts:
        """The same for fields of these names: texts that the template does not print need no translation."""
        return self.texts if self.request.prints(*fields) else self.texts.without_asking()

    def add(self, findings: Iterable[Finding]) -> None:
        """Reports what is wrong with the document."""
        self.common_texts.findings.extend(findings)

    @cached_property
    def title(self) -> str:
        """Its own title, else the dossier's."""
        return str(self.texts.words_only(keys.title(self.document, self.situation.profile)))

    @cached_property
    def dated_title(self) -> str:
        """The title with the as-of date in brackets behind it."""
        return f"{self.title} ({headline_in_brackets(self.request.localiser)})"

    def title_passage(self, title: str) -> Passage:
        """The title as its readers meet it."""
        return Passage((Span(title),), self.situation.profile.place, Role.TITLE)

    def head_and_body(self) -> dict[str, Any]:
        """The texts of the head, and the Markdown file, as dossier.yaml names them."""
        return {"about": self._about(), "body": self.texts_for("body").blocks(keys.body(self.document))}

    def _about(self) -> dict[str, Any]:
        def render(name: str, text: str) -> str | RichText:
            texts = self.texts.without_asking() if is_reference(text) else self.texts_for("about", f"about.{name}")
            return texts.words_only(keys.about(name, text, self.document, self.situation.profile))

        return {
            name: render(name, text) if isinstance(text, str) else [render(name, each) for each in text]
            for name, text in self.document.about.items()
        }

    def place(self, texts: Texts, *fields: str) -> str:
        """The place of a dateline in the document's language: the dossier's, else the workspace's.

        Args:
            fields: the names by which templates print it; a document that does, and has no place, gives a finding.
        """
        dossier = self.situation.profile
        place = keys.dateline_place(dossier, self.request.place)
        if fields and self.request.prints(*fields) and not place.source.strip():
            remedy = "Write it into dossier.yaml, as in “place: Brussels”, or into briefgen.toml for all dossiers."
            self.add([error(NO_PLACE, dossier.place, "the dateline has no place.", remedy)])
        return self._translated_city(texts, place) or str(texts.name(place))

    def _translated_city(self, texts: Texts, place: keys.DossierText) -> str:
        """The place in the document's language, where it is a city that is known and no translator has named it."""
        translating = texts.translating
        if translating is None or translating.reach(place.key, place.source) is Reach.TRANSLATED:
            return ""
        return self.request.localiser.city(place.source, translating.source_language)


def headline_in_brackets(localiser: Localiser) -> str:
    """The date of a document as it follows the title: situation as of 17 March 2023."""
    headline = localiser.headline()
    return headline if localiser.style.language in _NOUNS_HAVE_CAPITALS else headline[:1].lower() + headline[1:]


def texts_for(situation: Situation, request: Request, document: str = "", further: Words | None = None) -> Texts:
    """What renders the texts of the record for a request.

    Args:
        document: the name of the document that has `further` words, besides those that all texts have.
    """
    gender = request.recipient.gender if request.recipient else ""
    renderers, translating = request.renderers, request.translating
    own, of_source = (document, False, gender), (document, True, gender)
    if own not in renderers or (translating and of_source not in renderers):
        special = {**document_words(situation, request.exhibits, request.quoted), **(further or {})}
        special["gendered"] = words_by_gender(gender)
        joined = request.localiser.fit_joints if request.localiser.has_joints else None
        renderers.setdefault(own, Renderer({**words_for(situation, request.localiser), **special}, joined))
        if translating:
            renderers.setdefault(of_source, Renderer({**translating.words, **special}))
    return Texts(renderers[own], renderers[of_source if translating else own], translating)
