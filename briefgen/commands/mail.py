"""`briefgen mail`: an e-mail draft for each recipient, with the papers in his or her language; nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from briefgen.cache import Cache
from briefgen.commands.make import MakeResult
from briefgen.compose.mail import STRANGE_ADDRESS, MailText, compose_mail
from briefgen.editions.clean import clean_copy
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, error
from briefgen.model.dossier import DocumentSpec, Dossier, Recipient
from briefgen.outputs import Output, output_path, write_outputs
from briefgen.outputs.addresses import AddressError, addresses_in
from briefgen.outputs.mail import (
    SUBTYPES,
    Attachment,
    MailDraft,
    is_untouched_archive,
    is_untouched_draft,
    write_archive,
    write_draft,
)
from briefgen.pages.message import html_message, plain_message
from briefgen.production.documents import MadeDocuments, make_documents_of
from briefgen.production.former import make_once
from briefgen.production.order import Order, Progress, Watch, Where, without_progress, without_watch
from briefgen.production.record import Record, documents_named, open_record, recipients_named, refuse_errors
from briefgen.production.workshop import DocumentJob
from briefgen.sources import DayCut

_USUAL = ("letter", "annex")
_REMEDY = "Write it as name@example.eu; several with commas between them."


class MailOrder(Struct, frozen=True):
    """Which drafts, as of when.

    Attributes:
        today: the day on which it is asked.
        recipients: keys as given, "all" for every one.
        formats: of "docx" and "pdf"; empty for what dossier.yaml says.
        archive: whether one archive is wanted, with the drafts and what is attached to them.
        jobs, engine, environment: as in `Order`.
    """

    where: Where
    as_of: date
    today: date
    recipients: tuple[str, ...] = ("all",)
    formats: tuple[str, ...] = ()
    known_on: date | None = None
    archive: bool = False
    force: bool = False
    allow_untranslated: bool = False
    jobs: int = 1
    engine: str = "auto"
    environment: Mapping[str, str] = field(default_factory=dict)


def mail(order: MailOrder, progress: Progress = without_progress, watch: Watch = without_watch) -> MakeResult:
    """Writes the drafts, all or none.

    Args:
        progress, watch: as for `make_documents` and `make_pdfs`.

    Raises:
        UsageProblemError: there is no such recipient, or no paper to attach.
        BriefgenError: see `make_documents` and `write_outputs`.
    """
    record = open_record(order.where, DayCut(order.as_of, order.known_on, history=True))
    formats = order.formats or record.dossier.mail.formats

    def work() -> MakeResult:
        return _mail(record, order, formats, progress, watch)

    if "pdf" in formats:  # engines of pages are programs of others
        return work()
    return make_once(record, Cache(order.where.cache), order, work)


def _mail(record: Record, order: MailOrder, formats: Sequence[str], progress: Progress, watch: Watch) -> MakeResult:
    refuse_errors(record.findings, draft=False)
    recipients = recipients_named(record.dossier, order.recipients, order.as_of, order.known_on)
    documents = _documents(record.dossier)
    making = _order_of_documents(order, documents, recipients, formats)
    made = make_documents_of(record, making, progress)
    texts = [compose_mail(made.workshop.situation, made.workshop.request_for(to.language), to) for to in recipients]
    made.workshop.add_findings(found for text in texts for found in text.findings)
    made.workshop.add_findings(found for to in recipients for found in _strange_addresses(to))
    refuse_errors(made.workshop.findings, draft=False)
    papers, told = _papers(made, making, formats, watch)
    pairs = zip(recipients, texts, strict=True)
    drafts = [_draft(_path(record, order, documents[0].name, to), to, text, papers) for to, text in pairs]
    files = [_archive(record, order, documents[0].name, drafts, papers)] if order.archive else drafts
    inputs = [record.workspace.templates, record.folder]
    written = write_outputs(files, force=order.force, untouched=_is_untouched, inputs=inputs)
    kept = tuple(each.kept for each in written if each.kept)
    digests = {file.path: file.digest.hex() for file in files}
    return MakeResult(tuple(digests), (*made.workshop.findings, *told), kept, digests=digests)


def _is_untouched(data: bytes) -> bool:
    return is_untouched_draft(data) or is_untouched_archive(data)


def _documents(dossier: Dossier) -> list[DocumentSpec]:
    """What is attached: what dossier.yaml names, else the letters, and behind them the annexes."""
    if dossier.mail.documents:
        return documents_named(dossier, dossier.mail.documents)
    found = [each for kind in _USUAL for each in dossier.documents if each.kind == kind]
    if not found:
        message = f"The dossier {dossier.id} has neither a letter nor an annex that could go out by e-mail."
        raise UsageProblemError(message, "Name its documents in dossier.yaml, as in mail: {documents: [note]}.")
    return found


def _order_of_documents(
    order: MailOrder, documents: Sequence[DocumentSpec], recipients: Sequence[Recipient], formats: Sequence[str]
) -> Order:
    letters = any(each.kind == "letter" for each in documents)
    return Order(
        where=order.where,
        as_of=order.as_of,
        today=order.today,
        documents=tuple(each.name for each in documents),
        known_on=order.known_on,
        languages=tuple(dict.fromkeys(each.language for each in recipients)),
        recipients=tuple(each.recipient for each in recipients) if letters else (),
        allow_untranslated=order.allow_untranslated,
        jobs=order.jobs,
        format="pdf" if "pdf" in formats else "docx",
        engine=order.engine,
        environment=order.environment,
    )


def _strange_addresses(recipient: Recipient) -> Iterator[Finding]:
    for column, typed in (("email", recipient.email), ("cc", recipient.cc)):
        try:
            addresses_in(typed)
        except AddressError as problem:
            yield error(STRANGE_ADDRESS, recipient.place.in_column(column), str(problem), _REMEDY, problem.typed)


class _Paper(Struct, frozen=True):
    """A document that goes out, in one format."""

    job: DocumentJob
    file: Output

    def is_for(self, recipient: Recipient) -> bool:
        """Whether somebody gets it: what is addressed to nobody goes to all who read its language."""
        return self.job.recipient == recipient if self.job.recipient else self.job.language == recipient.language


def _papers(
    made: MadeDocuments, order: Order, formats: Sequence[str], watch: Watch
) -> tuple[list[_Paper], tuple[Finding, ...]]:
    """The documents without traces, each in all formats, and what is to be said of these."""
    named = [(each.path.with_suffix(".docx"), each.data) for each in made.files]
    clean = [Output(path, clean_copy(data, path.name).data) for path, data in named]
    by_format: dict[str, Sequence[Output]] = {"docx": clean}
    told: list[Finding] = []
    if "pdf" in formats:
        from briefgen.production.formats import make_pdfs  # only for PDFs

        files = [Output(each.path.with_suffix(".pdf"), each.data) for each in clean]
        by_format["pdf"], told = make_pdfs(files, order, watch)
    rows = zip(made.jobs, *(by_format[each] for each in formats), strict=True)
    return [_Paper(job, file) for job, *files in rows for file in files], tuple(told)


def _path(record: Record, order: MailOrder, document: str, recipient: Recipient) -> Path:
    out, dossier = record.workspace.out, record.dossier.id
    return output_path(
        out, dossier, document, order.as_of, recipient.language, recipient=recipient.recipient, suffix="eml"
    )


def _draft(path: Path, recipient: Recipient, text: MailText, papers: Iterable[_Paper]) -> Output:
    files = [each.file for each in papers if each.is_for(recipient)]
    attached = [Attachment(file.path.name, file.data, SUBTYPES[file.path.suffix[1:]]) for file in files]
    body, html = plain_message(text.body), html_message(text.body, text.language)
    draft = MailDraft(recipient.email, text.subject, body, recipient.cc, attached, html)
    return Output(path, write_draft(draft))


def _archive(
    record: Record, order: MailOrder, document: str, drafts: Sequence[Output], papers: Iterable[_Paper]
) -> Output:
    """One file with all drafts and, each once, what is attached to them."""
    path = record.workspace.out / record.dossier.id / f"{document}-{order.as_of}.zip"
    return Output(path, write_archive([*drafts, *(each.file for each in papers)]))
