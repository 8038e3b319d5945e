"""`briefgen check --annotate`: copies of files, or of the documents of a dossier, with a comment at each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from briefgen.commands.check import Inspected, Inspection
from briefgen.errors import OutputError
from briefgen.findings import Finding
from briefgen.library import read_template_file
from briefgen.model.manuscript import Manuscript, Passage
from briefgen.outputs import Output, write_outputs
from briefgen.production.documents import jobs_for
from briefgen.production.order import Order
from briefgen.production.record import documents_named, languages_named, open_record, with_translations
from briefgen.production.workshop import Workshop
from briefgen.word import is_untouched
from briefgen.word.annotate import Remark, add_remarks
from briefgen.word.reader import read_manuscript


def annotate_files(files: Sequence[Path], done: Sequence[Inspected], folder: Path, *, force: bool) -> list[Path]:
    """Writes a copy of each file into a folder.

    Raises:
        OutputError: a copy would replace its file, or one that was edited by hand, or cannot be written.
    """
    read = (pair for pair in zip(files, done, strict=True) if not pair[1].unread)
    outputs = [_copy(path, inspected, folder) for path, inspected in read]
    return [each.path for each in write_outputs(outputs, force=force, untouched=is_untouched)]


def annotate_documents(asked: Inspection, inspected: Inspected, folder: Path, *, force: bool) -> list[Path]:
    """Writes each document of the dossier, as a draft, into a folder, with what was found in the words that it prints.

    A finding that is about no words of a document stands at its beginning.

    Raises:
        FindingsError: a document cannot be made even as a draft.
        OutputError: a copy would replace one that was edited by hand, or cannot be written.
    """
    record = open_record(asked.where)
    languages = languages_named(record.dossier, asked.languages)
    day = asked.as_of or inspected.day
    assert day is not None, "a dossier is always looked at on a day"
    order = Order(
        asked.where, day, asked.today, ("all",), known_on=asked.known_on, languages=tuple(languages), draft=True
    )
    workshop = Workshop(with_translations(record, languages), order)
    outputs = []
    for job in jobs_for(record, order, documents_named(record.dossier, order.documents)):
        made = workshop.fill(job, workshop.compose(job))
        remarks = _remarks(inspected.findings, read_manuscript(made.data, made.path.name))
        outputs.append(Output(folder / made.path.name, add_remarks(made.data, remarks, made.path.name)))
    return [each.path for each in write_outputs(outputs, force=force, untouched=is_untouched)]


def _copy(path: Path, inspected: Inspected, folder: Path) -> Output:
    copy = folder / f"{path.stem}.docx"
    if copy.exists() and copy.samefile(path):
        raise OutputError(f"{copy} is the file itself.", "Name another folder with --annotate DIR.")
    data = read_template_file(path).data
    remarks = (Remark.of(each, inspected.subject) for each in inspected.findings)
    return Output(copy, add_remarks(data, remarks, path.name))


def _remarks(findings: Iterable[Finding], manuscript: Manuscript) -> Iterator[Remark]:
    for finding in findings:
        if passage := _passage_of(finding, manuscript):
            yield Remark.of(replace(finding, place=passage.place))
        elif start := next(iter(manuscript.body), None):
            told = replace(finding, place=start.place, message=f"{finding.place}: {finding.message}", words="")
            yield Remark.of(told)


def _passage_of(finding: Finding, manuscript: Manuscript) -> Passage | None:
    """The passage that prints a finding's words: the first that has them where the finding counted, else at all."""
    passages = [each for each in manuscript.passages if finding.words and finding.words in each.text]
    there = (each for each in passages if each.text.startswith(finding.words, finding.start or 0))
    return next(there, None) or next(iter(passages), None)
