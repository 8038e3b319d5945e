"""Building documents: cut the dossier at the date, compose, fill the template. No file is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen import __version__
from briefgen.asof import Changes, Situation, changes_between, situation_as_of
from briefgen.cache import Cache
from briefgen.compose import Composed, Correction, Request, compose
from briefgen.compose.texts import Renderers
from briefgen.compose.translations import phrases_of
from briefgen.errors import FindingsError
from briefgen.findings import Finding, Grade
from briefgen.localise import EU, Localiser, localiser
from briefgen.localise.house_style.style import primary
from briefgen.model.catalogue import Catalogue
from briefgen.model.dossier import DocumentSpec, Recipient
from briefgen.model.kinds import DOCUMENT_KINDS
from briefgen.outputs import Output, output_path
from briefgen.production.house import findings_on_words
from briefgen.production.order import Order
from briefgen.production.postcheck import blame_inputs
from briefgen.production.record import Record, house_style_options
from briefgen.production.templates import (
    PLURAL_FORM,
    compile_template,
    explain_missing_fields,
    find_unprinted,
    findings_on_wording,
    plural_form,
)
from briefgen.word import DocumentProperties, LintProblem, LintResult, Template, inspect

if TYPE_CHECKING:
    from briefgen.production.translator import LanguageTarget
    from briefgen.word import Wording


class DocumentJob(Struct, frozen=True):
    """One file to be made."""

    document: DocumentSpec
    language: str
    recipient: Recipient | None = None


class Workshop(Struct, dict=True):
    """Makes the documents of one order; templates are compiled and situations cut once for all of them.

    Attributes:
        findings: what was found before, and while composing and filling, over all documents, each once.
        correction: for a corrigendum, what it corrects.
    """

    record: Record
    order: Order
    findings: list[Finding] = field(default_factory=list)
    correction: Correction | None = None
    _localisers: dict[str, Localiser] = field(default_factory=dict)
    _templates: dict[tuple[str, str], Template | FindingsError] = field(default_factory=dict)
    _targets: dict[str, LanguageTarget] = field(default_factory=dict)
    _exhibits: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _renderers: dict[str, Renderers] = field(default_factory=dict)
    _known: set[Finding] = field(default_factory=set)
    _told: dict[str, int] = field(default_factory=dict)
    _lint_results: dict[tuple[str, str], LintResult] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known.update(self.findings)

    @cached_property
    def situation(self) -> Situation:
        """What stands on the day asked for."""
        return situation_as_of(self.record.dossier, self.order.as_of, self.order.known_on)

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the earlier day, if one was given."""
        if self.order.since is None:
            return None
        before = situation_as_of(self.record.dossier, self.order.since, self.order.known_on)
        return changes_between(before, self.situation)

    def compose(self, job: DocumentJob) -> Composed:
        """What the template of a job sees; findings are added."""
        composed = compose(self.situation, job.document, self._request(job))
        self.add_findings(composed.findings)
        self._add_findings_on_words()
        return composed

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Adds those of some findings that are new."""
        new = [finding for finding in dict.fromkeys(findings) if finding not in self._known]
        self._known.update(new)
        self.findings += new

    def forget_findings(self) -> None:
        """Begins anew: what is found from now on counts as new."""
        for each in (self.findings, self._known, self._told):
            each.clear()

    def forget_words(self) -> None:
        """Begins anew with all words and labels, if any were lacking: each document then tells of its own."""
        is_whole = not any(each.lacking for each in self._localisers.values())
        if not is_whole or any(each.findings for each in self._targets.values()):
            for each in (self._localisers, self._targets, self._exhibits, self._renderers, self._told):
                each.clear()

    def inputs_of(self, jobs: Iterable[DocumentJob]) -> tuple[object, ...]:
        """All that the texts of some documents depend on, besides the program itself: see `briefgen.cache`."""
        record, order = self.record, self.order
        wanted = sorted({(job.document.name, job.language) for job in jobs})
        read = (*record.dossier.translations.items(), *record.wordings.items())
        catalogues = tuple((code, each.digest) for code, each in read)
        workspace, house = record.workspace, (record.house.name, record.house.digest)
        settings = (workspace.place, sorted(workspace.house_style.items()), workspace.checks, house)
        days = (order.as_of, order.since, order.known_on, order.allow_untranslated, order.draft)
        return (*days, wanted, record.dossier.digest, catalogues, settings)

    def compile(self, jobs: Iterable[DocumentJob]) -> None:
        """Compiles all templates, so that one run reports the faults of all.

        Raises:
            FindingsError: at least one has faults.
        """
        faults: list[Finding] = []
        sound: dict[str, DocumentJob] = {}
        for job in jobs:
            try:
                self.add_findings(self.template(job.document, job.language).warnings)
                sound.setdefault(job.document.name, job)
            except FindingsError as problem:
                faults += (fault for fault in problem.findings if fault not in faults)
        self._add_findings_on_wording()
        for job in sound.values():
            self.add_findings(find_unprinted(job.document, self.template(job.document, job.language).printed))
        if faults:
            raise FindingsError([*self.findings, *faults])

    def template(self, document: DocumentSpec, language: str) -> Template:
        """The compiled template of a document, with its wording in a language.

        Raises:
            FindingsError: it has faults, or reads fields that the document does not have.
        """
        key = document.template, language
        if key not in self._templates:
            self._templates[key] = self._compiled(document, self.target(language))
        if isinstance(made := self._templates[key], FindingsError):
            raise made
        return made

    def drop_template(self, job: DocumentJob) -> None:
        """Drops the compiled template of a job and its rendered texts, so that translations are asked for again."""
        self._templates.pop((job.document.template, job.language), None)
        self._renderers.pop(job.language, None)

    def target(self, language: str) -> LanguageTarget | None:
        """What documents in a language are translated with; None for that of the dossier."""
        dossier = self.record.dossier
        if language == dossier.source_language or self._is_kind_of_source(language):
            return None
        if language not in self._targets:
            from briefgen.production.translator import LanguageTarget  # most runs make documents in one language

            self._targets[language] = LanguageTarget(
                localiser=self._localiser(language),
                source=self._localiser(dossier.source_language),
                texts=dossier.translations.get(language, Catalogue()),
                wordings=self.record.wordings.get(language, Catalogue()),
                grade=Grade.WARNING if self.order.allow_untranslated else Grade.ERROR,
                marked=self.order.draft,
            )
        return self._targets[language]

    def _is_kind_of_source(self, language: str) -> bool:
        """Whether it is another kind of the dossier's language, whose texts stand as they are: en-GB beside en."""
        is_like = primary(language) == primary(self.record.dossier.source_language)
        read = (self.record.dossier.translations, self.record.wordings)
        return is_like and not any(each[language].entries for each in read if language in each)

    def fill(self, job: DocumentJob, composed: Composed) -> Output:
        """The finished file of a job; what a text or the template brought into it that must not leave is kept.

        Raises:
            RenderingError: a value cannot be put in.
            DefectError: what came out is not a sound Word file, through no fault of the inputs.
        """
        output, problems = self.print_out(job, composed)
        self.add_blame(job, problems)
        return output

    def print_out(self, job: DocumentJob, composed: Composed) -> tuple[Output, list[LintProblem]]:
        """The finished file of a job, and what a last look at it has found; nothing is read.

        Raises:
            RenderingError: a value cannot be put in.
        """
        template, target = self.template(job.document, job.language), self.target(job.language)
        own = {"_": target.phrase(template.name)} if target else {}
        words: dict[str, Any] = {**composed.words, **own, PLURAL_FORM: plural_form}
        fields, properties = template.select(composed.data), self._properties(job, template, composed)
        with explain_missing_fields(template.name):
            data = template.render(fields, words=words, say=composed.say, properties=properties)
        self._add_findings_on_wording()
        return Output(self.path(job), data), self._inspect(data, job)

    def add_blame(self, job: DocumentJob, problems: Iterable[LintProblem]) -> None:
        """Adds whose fault it is what a last look at the file of a job has found.

        Raises:
            DefectError: neither a text's nor the template's.
        """
        if found := list(problems):
            dossier, name = self.record.dossier, self.path(job).name
            texts = (each.text for rows in (dossier.commitments, dossier.follow_ups) for each in rows)
            self.add_findings(blame_inputs(found, name, self.record.library, job.document.template, texts))

    def _inspect(self, data: bytes, job: DocumentJob) -> list[LintProblem]:
        """What is wrong with a finished file; of letters to many, what they have in common is looked at once."""
        key = job.document.template, job.language
        result = inspect(data, self._lint_results.get(key))
        if job.recipient:
            self._lint_results[key] = result
        return result.problems

    def _add_findings_on_words(self) -> None:
        """What was said in a document's languages without words of the house."""
        for each in self._localisers.values():
            if each.lacking:
                self.add_findings(findings_on_words(each, self.record.house, self.record.dossier.place))

    def _add_findings_on_wording(self) -> None:
        self._add_findings_on_words()
        for language, target in self._targets.items():  # of each only what is new: there may be thousands of letters
            self.add_findings(target.findings[self._told.get(language, 0) :])
            self._told[language] = len(target.findings)

    def request_for(self, language: str) -> Request:
        """How the documents of a language are wanted, whatever their templates read."""
        target = self.target(language)
        translating = target.translating(self.situation) if target else None
        place = self.record.workspace.place
        return Request(
            self._localiser(language),
            translating=translating,
            place=place,
            renderers=self._renderers.setdefault(language, {}),
            **self._exhibits_for(language),
        )

    def _request(self, job: DocumentJob) -> Request:
        target, exhibits = self.target(job.language), self._exhibits_for(job.language)
        # templates of paragraphs differ most in what they print
        asks = target or job.recipient or exhibits or DOCUMENT_KINDS[job.document.kind].paragraphs
        return Request(
            translating=target.translating(self.situation) if target else None,
            # asking costs a little, so it is done where it saves: translations, and a letter to each of many
            reads=self._names_read(job) if asks else None,
            localiser=self._localiser(job.language),
            changes=self.changes,
            since=self.order.since,
            recipient=job.recipient,
            draft=self.order.draft,
            place=self.record.workspace.place,
            renderers=self._renderers.setdefault(job.language, {}),
            correction=self.correction,
            **exhibits,
        )

    def _exhibits_for(self, language: str) -> Mapping[str, Any]:
        """What requests are given of charts and tables."""
        if not self.record.dossier.exhibits:
            return {}
        from briefgen.production.translator import exhibits_for  # few dossiers count anything

        if language not in self._exhibits:
            self._exhibits[language] = exhibits_for(self.situation, self._localiser(language), self.target(language))
        return self._exhibits[language]

    def _localiser(self, language: str) -> Localiser:
        if language not in self._localisers:
            self._localisers[language] = self._new_localiser(language)
        return self._localisers[language]

    def _new_localiser(self, language: str) -> Localiser:
        read = (self.record.dossier.translations, self.record.wordings)
        phrases = phrases_of(*(each.get(language, Catalogue()) for each in read))
        return localiser(
            language,
            self.order.as_of,
            catalogue=phrases,
            options=house_style_options(self.record.workspace),
            house=self.record.house,
        )

    def _names_read(self, job: DocumentJob) -> frozenset[str] | None:
        """What the template of a job reads of its data; None where it has faults, which are reported later."""
        try:
            return self.template(job.document, job.language).names
        except FindingsError:
            return None

    def _compiled(self, document: DocumentSpec, target: LanguageTarget | None) -> Template | FindingsError:
        """The template, or why it is refused, so that it is not compiled once more to say so again."""
        file = self.record.library.read(document.template)
        wording = target.wording(file.name) if target else self._own_wording(file.name)
        try:
            return compile_template(file, document.kind, wording, Cache(self.order.where.cache))
        except FindingsError as refused:
            return refused

    def _own_wording(self, template: str) -> Wording | None:
        """The wording of a template in the dossier's language, where templates are written in another."""
        own = self.record.wordings.get(self.record.dossier.source_language)
        if own is None:
            self._add_findings_on_language(template)
            return None
        from briefgen.production.translator import own_wording  # most templates are in the dossier's language

        return own_wording(own, template)

    def _add_findings_on_language(self, template: str) -> None:
        """Tells of English wording in a language that no template is supplied in; others have their catalogues."""
        language = self.record.dossier.source_language
        if primary(language) not in EU.languages:
            self.add_findings(findings_on_wording(self.record.library.read(template), language))

    def path(self, job: DocumentJob) -> Path:
        """Where the file of a job belongs, as a Word file."""
        return self.order.output or output_path(
            self.record.workspace.out,
            self.record.dossier.id,
            job.document.name,
            self.order.as_of,
            job.language,
            recipient=job.recipient.recipient if job.recipient else "",
            draft=self.order.draft,
            suffix=self.order.ending,
        )

    def _properties(self, job: DocumentJob, template: Template, composed: Composed) -> DocumentProperties:
        """What the file says of itself, so that it can be made again and compared."""
        order = self.order
        custom = {
            "briefgen version": __version__,
            "briefgen dossier": self.record.dossier.id,
            "briefgen document": job.document.name,
            "briefgen language": job.language,
            "briefgen house": "" if self.record.house.name == EU.name else self.record.house.name,
            "briefgen as of": order.as_of.isoformat(),
            "briefgen since": order.since.isoformat() if order.since else "",
            "briefgen known on": order.known_on.isoformat() if order.known_on else "",
            "briefgen recipient": job.recipient.recipient if job.recipient else "",
            "briefgen template": f"{template.name} sha256:{template.digest}",
            "briefgen data": f"sha256:{self.record.dossier.digest}",
            "briefgen draft": "yes" if order.draft else "",
            "briefgen untranslated": "allowed" if order.allow_untranslated else "",
            **(target.properties if (target := self.target(job.language)) else {}),
        }
        given = {name: value for name, value in custom.items() if value}
        localiser = self._localiser(job.language)
        watermark = localiser.word("draft") if order.draft else ""
        return DocumentProperties(composed.title, localiser.language_tag, order.as_of, watermark, given)


def workshop_back_then(workshop: Workshop, day: date, known_on: date | None = None) -> Workshop:
    """The older side of a comparison: what stood on a day, as it was known then.

    Args:
        workshop: the later side.
        day: the day of the older side.
        known_on: what was known for the edition of that day, if it was sent with the knowledge of another one; None
            for the day itself, so that what was recorded since is a change, from whatever day it holds.
    """
    order = workshop.order
    known_then = known_on or (min(day, order.known_on) if order.known_on else day)
    return Workshop(workshop.record, replace(order, as_of=day, known_on=known_then, since=None))


def workshop_for(compiled: Workshop, order: Order) -> Workshop:
    """A workshop for another day or reader of the same record, with the templates that are compiled already.

    Args:
        compiled: its order asks for a draft, or for untranslated texts, as the other does.
    """
    return Workshop(compiled.record, order, _templates=compiled._templates)
