"""`briefgen import`: a tracker that people have becomes a dossier, whose first annex can be made at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath

from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.findings import Finding
from briefgen.intake import doubts
from briefgen.intake.day import ReportedDay, find_days, settle_day
from briefgen.intake.ledger import NewLedger, ledger_of
from briefgen.intake.reading import Reading
from briefgen.intake.trackers.choices import read_choices
from briefgen.intake.trackers.columns import NO_CHOICES, Choices
from briefgen.intake.trackers.review import ReviewMaterial, is_review, read_review, write_review
from briefgen.intake.trackers.rows import state_cells
from briefgen.intake.trackers.sheets import ReadGrids, read_grids, read_sheets, refuse_format
from briefgen.intake.trackers.states import count_words
from briefgen.intake.trackers.tables import ActionTable, Recognised, recognise
from briefgen.intake.trackers.tracker import TrackerReading, read_tables
from briefgen.model.dossier import State
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Where
from briefgen.sources.description.sources import plain_words
from briefgen.sources.dossier_folder import read_yaml
from briefgen.sources.files.text import read_bytes
from briefgen.sources.mapping.keys import make_key

STATES = tuple(state.value for state in State)
"""The words that a state word of others may mean."""
KEPT_CHOICES = "import.yaml"
"""In the folder of a dossier whose rows were copied: how the file was understood, for the next import."""


@dataclass(frozen=True)
class ImportRequest:
    """What was asked for.

    Attributes:
        file: the tracker.
        name: of the dossier.
        is_new: whether it is to be made; else rows are put to an existing one.
        states: our states by their words, as typed.
        choices: the file given with --map, or where it stands how the last one was understood; else None.
    """

    where: Where
    file: Path
    name: str
    today: date
    is_new: bool = True
    as_of: date | None = None
    choices: Path | None = None
    states: Mapping[str, str] = field(default_factory=dict)
    day_order: str = ""


@dataclass(frozen=True)
class Understanding:
    """How a file was understood, before anything is written.

    Attributes:
        data: its bytes.
        questions: what must be answered first.
        told: what a person should know.
    """

    request: ImportRequest
    data: bytes
    recognised: Recognised
    choices: Choices
    reading: Reading
    day: ReportedDay
    known: Mapping[tuple[str, str], int]
    unknown: Counter[str]
    questions: tuple[Finding, ...]
    told: tuple[Finding, ...]

    @property
    def tables(self) -> Sequence[ActionTable]:
        """The tables that are read."""
        return self.recognised.tables

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to import."""
        return not self.reading.points

    @property
    def ledger(self) -> NewLedger:
        """Its rows; of the day of today where none is known yet."""
        return ledger_of([replace(self.reading, as_of=self.day.day or self.request.today)])


def name_for(file: Path) -> str:
    """A name for the dossier of a file: that of the file, as a key."""
    return make_key(file.stem).strip(".-").lower() or "imported"


def title_of(understanding: Understanding) -> str:
    """A title for the dossier: the file's name in words."""
    return " ".join(PurePath(understanding.request.file).stem.replace("_", " ").split())


def understand(request: ImportRequest) -> Understanding:
    """Reads a file; nothing is written.

    Raises:
        UnreadableInputError: a format that is not read, a damaged file, choices that are none.
        FindingsError: an entry of the choices is not understood.
    """
    refuse_format(request.file.name)
    data = read_bytes(request.file)
    read = _read(data, request.file.name)
    choices = _choices(request)
    recognised = recognise(read.grids, choices)
    tracker = read_tables(request.file.name, recognised, choices, told=read.told)
    known, unknown = count_words(state_cells(recognised.tables), choices.states)
    day = _day(request, choices, read, recognised)
    reading = replace(tracker.reading, as_of=day.day, day_from=day.where)
    questions = (
        *_questions(tracker, unknown, request.file.name),
        *([] if day.day else [doubts.day_to_ask(reading.file)]),
    )
    base = Understanding(request, data, recognised, choices, reading, day, known, unknown, questions, ())
    return base if base.is_empty else replace(base, told=tuple(_told(base, tracker)))


def _read(data: bytes, name: str) -> ReadGrids:
    if name.lower().endswith(".docx"):
        raise UnreadableInputError(
            f"{name}: Word documents are not imported yet.", "Excel workbooks and CSV files are."
        )
    return read_sheets(data, name)


def _choices(request: ImportRequest) -> Choices:
    """Those of the file given; over them what options say."""
    found = read_choices_file(request.choices, request.file.name) if request.choices else NO_CHOICES
    if request.choices and not request.is_new and request.choices.parent.name == request.name:
        # the last file had its own day, sheets and rows above its headings
        found = found._replace(constants={}, sheets=(), header_row=0)
    states = {**found.states, **{plain_words(word): state for word, state in request.states.items()}}
    return found._replace(states=states, day_order=request.day_order or found.day_order)


def read_choices_file(path: Path, file: str) -> Choices:
    """The choices in a YAML file, or in a review as it was corrected.

    Raises:
        UnreadableInputError: it cannot be read, or is neither.
        FindingsError: an entry is not understood.
    """
    if path.suffix.lower() != ".xlsx":
        return read_choices(read_yaml(path), file)
    grids = read_grids(read_bytes(path), path.name)
    if not is_review(grids):
        raise UnreadableInputError(f"{path.name}: this is no review.", "--dry-run -o review.xlsx writes one.")
    return read_review(grids, path.name)


def _day(request: ImportRequest, choices: Choices, read: ReadGrids, recognised: Recognised) -> ReportedDay:
    witnesses = find_days(request.file.name, read.grids, recognised.tables, read.saved)
    if request.as_of:
        others = tuple(each for each in witnesses if each.day != request.as_of and each.strength)
        return ReportedDay(request.as_of, "as --as-of says", others)
    if typed := choices.constants.get("as_of", ""):
        try:
            return ReportedDay(date.fromisoformat(typed), "as the choices say")
        except ValueError:
            raise UsageProblemError(f"as_of: “{typed}” is no day.", "Write it as YYYY-MM-DD.") from None
    return settle_day(witnesses, request.today)


def _questions(tracker: TrackerReading, unknown: Counter[str], file: str) -> tuple[Finding, ...]:
    return (*doubts.states_to_ask(unknown, file), *doubts.orders_to_ask(tracker.doubts, file))


def _told(understanding: Understanding, tracker: TrackerReading) -> Sequence[Finding]:
    file = understanding.reading.file
    return [
        *doubts.columns_told(understanding.tables, file),
        *doubts.days_told(understanding.day, file),
        *doubts.losses_told(understanding.reading),
        *doubts.contradictions_told(tracker.ended_but_open, file),
        *doubts.notes_told(understanding.ledger.notes),
    ]


def write_review_of(understanding: Understanding, output: Path) -> Path:
    """Writes a workbook in which a person can correct how a file was understood.

    Raises:
        OutputError: it cannot be written, or a file of that name is there.
    """
    material = ReviewMaterial(
        understanding.tables,
        understanding.recognised.skipped,
        understanding.choices,
        understanding.known,
        understanding.unknown,
        understanding.day.day.isoformat() if understanding.day.day else "",
        understanding.day.where,
        understanding.reading,
        understanding.ledger,
    )
    [written] = write_outputs([Output(output, write_review(material))], untouched=lambda _: False)
    return written.path
