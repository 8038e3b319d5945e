"""Makes the document of a view, quickly: what the last one was made with stays until a file is saved."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import RLock

from msgspec import Struct, field

from briefgen.asof import date_findings
from briefgen.commands.redline import TwoDays, make_redlines
from briefgen.errors import BriefgenError, FindingsError
from briefgen.findings import Finding, has_errors
from briefgen.outputs import Output
from briefgen.preview.view import Setting, View
from briefgen.production.documents import MadeDocuments, jobs_for
from briefgen.production.record import Record, documents_named, open_record, refuse_errors, with_translations
from briefgen.production.rule_findings import check_jobs
from briefgen.production.workshop import DocumentJob, Workshop, workshop_for
from briefgen.redline.looks import show_changes

_MOST = 24
"""Documents that are kept: as many days as somebody goes to and fro between."""


class Made(Struct, frozen=True):
    """The document of a view.

    Attributes:
        output: the Word file; the redline, with tracked changes, where two days are compared.
        shown: the bytes of the file whose pages are shown: of a redline a copy with its changes in colours.
        draft: whether it has errors, and so was made as a draft.
        note: what is to be known of it, or "".
        changes: what a redline counts, in words; "" without one.
    """

    output: Output
    shown: bytes
    draft: bool = False
    note: str = ""
    changes: str = ""


class Desk(Struct):
    """Makes documents; any thread may ask, one is served at a time."""

    setting: Callable[[], Setting]
    _made: OrderedDict[View, Made] = field(default_factory=OrderedDict)
    _records: dict[tuple[str, str], Record] = field(default_factory=dict)
    _compiled: dict[tuple[str, str, str, bool], tuple[Workshop, tuple[Finding, ...]]] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def clear(self) -> None:
        """A file was saved: everything is read anew."""
        with self._lock:
            for each in (self._made, self._records, self._compiled):
                each.clear()

    def record(self, dossier: str, language: str = "") -> Record:
        """A dossier, with its translations into a language.

        Raises:
            BriefgenError: it cannot be read.
        """
        with self._lock:
            key = dossier, language
            if key not in self._records:
                where = self.setting().at(dossier)
                read = self.record(dossier) if language else open_record(where)
                self._records[key] = _translated(read, language) if language else read
            return self._records[key]

    def make(self, view: View) -> Made:
        """The document of a view; as a draft, if it has errors.

        Raises:
            BriefgenError: it cannot even be made as a draft.
        """
        with self._lock:
            if view not in self._made:
                self._made[view] = self._compare(view, self.make(view.alone)) if view.since else self._make(view)
            self._made.move_to_end(view)
            while len(self._made) > _MOST:
                self._made.popitem(last=False)
            return self._made[view]

    def release(self, view: View) -> Made:
        """The document of a view as `briefgen make` would give it out: if the rules find errors in it, as a draft.

        Raises:
            BriefgenError: as above.
        """
        with self._lock:
            made = self.make(view)
            workshop, job = self.workshop(view.alone, draft=made.draft)
            if made.draft or not has_errors(check_jobs(workshop, [job])):
                return made
            draft = self._make(view.alone, draft=True)
            return self._compare(view, draft) if view.since else draft

    def workshop(self, view: View, *, draft: bool = False, marks: bool = False) -> tuple[Workshop, DocumentJob]:
        """What makes the document of a view, with compiled templates, and the job.

        Raises:
            BriefgenError: it cannot be made at all.
        """
        order = self.setting().order(view, draft=draft, marks=marks)
        record = self.record(view.dossier)
        documents = documents_named(record.dossier, order.documents)
        job = next(iter(jobs_for(record, order, documents)))
        key = view.dossier, view.document, job.language, draft
        if key not in self._compiled:
            first = Workshop(self.record(view.dossier, job.language), order)
            first.compile([job])
            self._compiled[key] = first, tuple(first.findings)
        compiled, found = self._compiled[key]
        workshop = workshop_for(compiled, order)
        dossier = record.dossier
        dates = date_findings(dossier, order.as_of, order.today, order.since, order.known_on)
        workshop.add_findings((*record.findings, *compiled.record.findings, *dates, *found))
        return workshop, job

    def _make(self, view: View, *, draft: bool = False, marks: bool = False) -> Made:
        try:
            return Made(output := self._fill(view, draft=draft, marks=marks), output.data, draft)
        except FindingsError:
            if draft:
                raise
            return self._make(view, draft=True, marks=marks)

    def _fill(self, view: View, *, draft: bool = False, marks: bool = False) -> Output:
        workshop, job = self.workshop(view, draft=draft, marks=marks)
        refuse_errors(workshop.findings, draft=draft)
        composed = workshop.compose(job)
        refuse_errors(workshop.findings, draft=draft)
        return workshop.fill(job, composed)

    def _compare(self, view: View, later: Made) -> Made:
        workshop, job = self.workshop(view, draft=later.draft)
        try:
            documents = MadeDocuments(workshop, (job,), (later.output,))
            [made] = make_redlines(documents, TwoDays(view.since))
        except BriefgenError as problem:
            marked = self._make(view, draft=later.draft, marks=True)
            note = f"No redline: {_first_line(problem)} What is new or changed is marked where the template does it."
            return Made(marked.output, marked.shown, marked.draft, note)
        path = later.output.path
        name = path.with_name(f"redline-{path.name.replace(str(view.day), f'{view.since}-{view.day}')}")
        counts = made.counts
        words = f"{counts.inserted_words} words in, {counts.deleted_words} out"
        return Made(Output(name, made.docx), show_changes(made.docx, path.name), later.draft, changes=words)


def _translated(record: Record, language: str) -> Record:
    """The record with translations; its findings are those about the catalogues alone."""
    return with_translations(record, [language])


def _first_line(problem: BriefgenError) -> str:
    return str(problem).partition("\n")[0]
