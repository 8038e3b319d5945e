"""`briefgen import`: annexes, trackers, minutes and letters that people have become a dossier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.commands.import_papers import NO_LETTER, ImportRequest, ReadPaper, read_paper
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, Place
from briefgen.intake import doubts
from briefgen.intake.ledger import NewLedger, ledger_of
from briefgen.intake.reading import Reading
from briefgen.intake.trackers.review import ReviewMaterial, write_review
from briefgen.intake.values import text_with_values
from briefgen.intake.word import LetterRead
from briefgen.localise import Options
from briefgen.model.dossier import State
from briefgen.outputs import Output, write_outputs
from briefgen.production.record import house_style_options, workspace_for
from briefgen.sources.mapping.keys import make_key

STATES = tuple(state.value for state in State)
"""The words that a state word of others may mean."""
KEPT_CHOICES = "import.yaml"
"""In the folder of a dossier whose rows were copied: how the file was understood, for the next import."""
_DAY_IN_NAME: Final = re.compile(
    r"[-_. ]*(?<![0-9])(?:20[0-9]{2}[-_. ]?[0-9]{2}[-_. ]?[0-9]{2}|[0-9]{1,2}[-_. ][0-9]{1,2}[-_. ]20).*"
)


class Understanding(Struct, frozen=True, dict=True):
    """How files were understood, before anything is written.

    Attributes:
        papers: the files, the oldest first.
        options: the house style of the workspace.
    """

    request: ImportRequest
    papers: tuple[ReadPaper, ...]
    options: Options

    @property
    def files(self) -> str:
        """The names of the files that rows come from, in words."""
        names = [each.file for each in self._with_points or self.papers]
        return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]

    @property
    def last(self) -> ReadPaper:
        """The paper of the latest day, of which the first annex is made."""
        return next((each for each in reversed(self.papers) if each.reading.points), self.papers[-1])

    @property
    def day(self) -> date:
        """The latest day; that of today where none is known yet."""
        return self.last.day.day or self.last.letter.day or self.request.today

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What must be answered first."""
        return tuple(each for paper in self.papers for each in paper.questions)

    @property
    def unknown(self) -> Counter[str]:
        """How often each state word stands that means no state."""
        return sum((each.unknown for each in self.papers), Counter[str]())

    @property
    def empty(self) -> tuple[ReadPaper, ...]:
        """The files in which there is nothing to import."""
        return tuple(each for each in self.papers if each.is_empty)

    @property
    def has_tables(self) -> bool:
        """Whether it is one file with tables, whose columns a person can say."""
        found = self.papers[0].recognised
        return len(self.papers) == 1 and bool(found.tables or any(each.grid.rows for each in found.skipped))

    @cached_property
    def ledger(self) -> NewLedger | None:
        """The rows of all files; None where there are letters only."""
        readings = [replace(each.reading, as_of=each.day.day or self.request.today) for each in self._with_points]
        return ledger_of(readings, self.options) if readings else None

    @property
    def readings(self) -> Sequence[Reading]:
        """What was read of points, with values in the texts and the keys of the ledger, the oldest first."""
        return self.ledger.joined.readings if self.ledger else ()

    @property
    def _with_points(self) -> list[ReadPaper]:
        return [each for each in self.papers if each.reading.points]

    @property
    def _letters(self) -> list[ReadPaper]:
        return [each for each in self.papers if each.letter.body]

    @cached_property
    def letter(self) -> LetterRead:
        """The letter, of the latest file that has one, with values in its body; without a body where there is none."""
        if not self._letters:
            return NO_LETTER
        paper = self._letters[-1]
        of_day = next((each for each in self.readings if each.file == paper.file), Reading(paper.file, ()))
        day = paper.letter.day or of_day.as_of
        said = replace(of_day, as_of=day, language=paper.letter.language)
        body = text_with_values(paper.letter.body, said, Place(paper.file), self.options)
        return paper.letter._replace(body=body)

    @cached_property
    def told(self) -> tuple[Finding, ...]:
        """What a person should know."""
        return (*(each for paper in self.papers for each in paper.told), *self._told())

    def _told(self) -> Iterator[Finding]:
        if self.ledger:
            yield from doubts.notes_told(self.ledger.notes)
            yield from doubts.joins_told(self.ledger.joined)
            yield from doubts.languages_told(self.readings)
        if letters := self._letters:
            yield from doubts.letters_told(letters[-1].file, [each.file for each in letters[:-1]], self.letter)


def name_for(file: Path) -> str:
    """A name for the dossier of a file: that of the file without its day, as a key."""
    stem = _DAY_IN_NAME.sub("", file.stem) or file.stem
    return make_key(stem).strip(".-").lower() or "imported"


def title_of(understanding: Understanding) -> str:
    """A title for the dossier: that of the latest paper, else the file's name in words."""
    stem = PurePath(understanding.last.file).stem.replace("_", " ")
    return understanding.last.reading.title or understanding.letter.subject or " ".join(stem.split())


def understand(request: ImportRequest) -> Understanding:
    """Reads files; nothing is written.

    Raises:
        UnreadableInputError: a format that is not read, a damaged file, choices that are none.
        UsageProblemError: two files are of one day, or there are not as many days as files.
        FindingsError: an entry of the choices is not understood.
    """
    days = _days(request)
    papers = [read_paper(request, file, day) for file, day in zip(request.files, days, strict=True)]
    _refuse_days_twice(papers)
    ordered = tuple(sorted(papers, key=lambda each: each.day.day or date.max))
    return Understanding(request, ordered, house_style_options(workspace_for(request.where)))


def _days(request: ImportRequest) -> Sequence[date | None]:
    """The day of each file, as typed."""
    count, files = len(request.as_of), len(request.files)
    if count not in (0, files):
        message = f"--as-of was given {count} times, and there are {files} files."
        raise UsageProblemError(message, "Give one for each file, in their order, or none.")
    return request.as_of or [None] * files


def _refuse_days_twice(papers: Sequence[ReadPaper]) -> None:
    of_day: dict[date, str] = {}
    for each in papers:
        other = of_day.setdefault(each.day.day, each.file) if each.day.day and each.reading.points else each.file
        if other != each.file:
            message = f"{other} and {each.file} both report on {each.day.day}."
            remedy = f"Say the right days with --as-of, once for each file; or import {each.file} later, with --into."
            raise UsageProblemError(message, remedy)


def write_review_of(understanding: Understanding, output: Path) -> Path:
    """Writes a workbook in which a person can correct how a file was understood.

    Raises:
        UsageProblemError: there are several files, or there is no table in it.
        OutputError: it cannot be written, or a file of that name is there.
    """
    if not understanding.has_tables:
        message = "A review is of the columns and states of one tracker or list of actions."
        raise UsageProblemError(message, "Leave -o out; what an annex was read as is shown above.")
    [paper] = understanding.papers
    material = ReviewMaterial(
        paper.recognised.tables,
        paper.recognised.skipped,
        paper.choices,
        paper.known,
        paper.unknown,
        paper.day.day.isoformat() if paper.day.day else "",
        paper.day.where,
        paper.reading,
        understanding.ledger,
    )
    [written] = write_outputs([Output(output, write_review(material))], untouched=lambda _: False)
    return written.path
