"""One file of an import, as it was read: an annex, a tracker or a list of actions, a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.findings import Finding
from briefgen.intake import doubts
from briefgen.intake.day import DayWitness, ReportedDay, days_of_name, days_of_words, find_days, settle_day
from briefgen.intake.reading import OUTSIDE, PROSE, Grid, Reading, Told
from briefgen.intake.trackers.choices import read_choices
from briefgen.intake.trackers.columns import NO_CHOICES, Choices
from briefgen.intake.trackers.review import is_review, read_review
from briefgen.intake.trackers.rows import Doubt, state_cells
from briefgen.intake.trackers.sheets import ReadGrids, read_grids, read_sheets, refuse_format
from briefgen.intake.trackers.states import count_words
from briefgen.intake.trackers.tables import Recognised, recognise
from briefgen.intake.trackers.tracker import read_tables, under_meeting
from briefgen.intake.word import LetterRead, WordPaper, read_word
from briefgen.intake.word.days import NOTED
from briefgen.production.order import Where
from briefgen.sources.description.sources import plain_words
from briefgen.sources.dossier_folder import read_yaml
from briefgen.sources.files.text import read_bytes
from briefgen.word.reader import day_saved

_LINES_WITH_A_DAY = 5
NO_LETTER = LetterRead("")
NO_TABLES = Recognised(())


class ImportRequest(Struct, frozen=True):
    """What was asked for.

    Attributes:
        files: annexes, trackers, minutes, letters.
        name: of the dossier.
        is_new: whether it is to be made; else rows are put to an existing one.
        as_of: the day of each file, or none.
        states: our states by their words, as typed.
        choices: the file given with --map, or where it stands how the last one was understood; else None.
        wants_template: whether a template is to be made of the annex.
    """

    where: Where
    files: tuple[Path, ...]
    name: str
    today: date
    is_new: bool = True
    as_of: tuple[date, ...] = ()
    choices: Path | None = None
    states: Mapping[str, str] = field(default_factory=dict)
    day_order: str = ""
    wants_template: bool = False


class ReadPaper(Struct, frozen=True):
    """A file as it was read.

    Attributes:
        data: its bytes.
        reading: without points where it is a letter only, or nothing.
        letter: without a body where there is none.
        recognised: the tables that are read by their headings; none in an annex.
        known: how often each state word stands, with the state that it was read as.
        unknown: how often each word stands that means no state.
    """

    file: str
    data: bytes
    reading: Reading
    day: ReportedDay
    letter: LetterRead = NO_LETTER
    recognised: Recognised = NO_TABLES
    choices: Choices = NO_CHOICES
    known: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    order_doubts: tuple[Doubt, ...] = ()
    ended_but_open: int = 0

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file."""
        return PurePath(self.file).suffix.lower() == ".docx"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to import."""
        return not self.reading.points and not self.letter.body

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What must be answered first."""
        no_day = self.reading.points and not self.day.day
        return (
            *doubts.states_to_ask(self.unknown, self.file),
            *doubts.orders_to_ask(self.order_doubts, self.file),
            *([doubts.day_to_ask(self.file)] if no_day else []),
        )

    @property
    def told(self) -> tuple[Finding, ...]:
        """What a person should know of it."""
        lost = (each for each in (*self.reading.told, *self.letter.told) if each.what not in OUTSIDE)
        return (
            *doubts.columns_told(self.recognised.tables, self.file),
            *doubts.days_told(self.day, self.file),
            *doubts.losses_told(tuple(dict.fromkeys(lost))),
            *doubts.contradictions_told(self.ended_but_open, self.file),
        )

    @property
    def outside(self) -> tuple[Told, ...]:
        """What stands in a Word file beside what was read of it: neither in its points nor in its letter."""
        of_points = [each for each in self.reading.told if each.what in OUTSIDE]
        if not self.letter.body:
            return tuple(of_points)
        spots = {each.place.spot for each in of_points}
        of_letter = (each for each in self.letter.told if each.what in OUTSIDE)
        return tuple(each for each in of_letter if each.place.spot in spots or not self.reading.points)


def read_paper(request: ImportRequest, file: Path, as_of: date | None) -> ReadPaper:
    """Reads a file; nothing is written.

    Args:
        as_of: the day that it is said to be of; None where it says so itself.

    Raises:
        UnreadableInputError: a format that is not read, a damaged file, choices that are none.
        PackageRefusedError: a damaged or hostile Word file.
        FindingsError: an entry of the choices is not understood.
    """
    refuse_format(file.name)
    data, choices = read_bytes(file), _choices(request, file.name)
    order = _PaperOrder(file.name, data, choices, as_of or _chosen_day(choices), request.today)
    read = order.read()
    if read.is_empty and choices.columns and _are_kept(request):
        # the last file was of another form
        return replace(order, choices=choices._replace(columns={})).read()
    return read


class _PaperOrder(Struct, frozen=True):
    """A file, and what was said of it."""

    file: str
    data: bytes
    choices: Choices
    as_of: date | None
    today: date

    def read(self) -> ReadPaper:
        """The paper, whatever it is."""
        if PurePath(self.file).suffix.lower() == ".docx":
            return self.read_word(read_word(self.data, self.file))
        read = read_sheets(self.data, self.file)
        tables = recognise(read.grids, self.choices).tables
        return self.read_tables(read, find_days(self.file, read.grids, tables, read.saved))

    def read_tables(
        self, read: ReadGrids, witnesses: Sequence[DayWitness], meeting: str = "", language: str = ""
    ) -> ReadPaper:
        """The lists of actions of a file."""
        recognised = under_meeting(recognise(read.grids, self.choices), meeting)
        tracker = read_tables(self.file, recognised, self.choices, meeting=meeting, told=read.told)
        known, unknown = count_words(state_cells(recognised.tables), self.choices.states)
        day = self._day(witnesses)
        reading = replace(tracker.reading, as_of=day.day, day_from=day.where, language=language, title=meeting)
        reading = replace(reading, headings=_headings_of(recognised))
        return ReadPaper(
            self.file,
            self.data,
            reading,
            day,
            NO_LETTER,
            recognised,
            self.choices,
            known,
            unknown,
            tracker.doubts,
            tracker.ended_but_open,
        )

    def read_word(self, paper: WordPaper) -> ReadPaper:
        """An annex where there is one, else lists of actions; and the letter."""
        if paper.annex.points:
            day = self._day(self._witnesses(paper, ()))
            read = ReadPaper(self.file, self.data, replace(paper.annex, as_of=day.day, day_from=day.where), day)
        else:
            grids = paper.minutes.grids
            meeting = paper.minutes.title or PurePath(self.file).stem
            found = ReadGrids(grids, paper.minutes.told)
            read = self.read_tables(found, self._witnesses(paper, grids), meeting, paper.minutes.language)
        # beside points a letter has an end
        if not paper.letter.body or (read.reading.points and not paper.letter.closing):
            return read
        day = read.day if read.reading.points else ReportedDay(paper.letter.day, "its dateline")
        return replace(read, letter=paper.letter, day=day)

    def _witnesses(self, paper: WordPaper, grids: Sequence[Grid]) -> tuple[DayWitness, ...]:
        """The days that a Word file may report on."""
        saved, found = day_saved(self.data, self.file), paper.minutes.day
        if found.day is None:
            first = [each for each in paper.minutes.told if each.what == PROSE][:_LINES_WITH_A_DAY]
            lines = (day for each in first for day in days_of_words(each.words, each.place.spot))
            return *lines, *find_days(self.file, grids, recognise(grids, self.choices).tables, saved)
        own = [DayWitness(saved, "the day on which it was last saved", 0)] if saved else []
        noted = [DayWitness(paper.noted, NOTED, 2)] if paper.noted else []
        return DayWitness(found.day, found.day_from, 3), *noted, *days_of_name(self.file), *own

    def _day(self, witnesses: Sequence[DayWitness]) -> ReportedDay:
        if self.as_of:
            others = tuple(each for each in witnesses if each.day != self.as_of and each.strength)
            return ReportedDay(self.as_of, "as --as-of says", others)
        return settle_day(witnesses, self.today)


def _headings_of(recognised: Recognised) -> tuple[str, str]:
    """What stands above commitments and follow-up in the first table that has both."""
    for table in recognised.tables:
        left, right = table.assignment.of("commitment")[:1], table.assignment.of("text")[:1]
        if left and right and not table.assignment.by_group:
            return table.headings[left[0]], table.headings[right[0]]
    return "", ""


def _chosen_day(choices: Choices) -> date | None:
    typed = choices.constants.get("as_of", "")
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise UsageProblemError(f"as_of: “{typed}” is no day.", "Write it as YYYY-MM-DD.") from None


def _are_kept(request: ImportRequest) -> bool:
    """Whether the choices are those of the last file of the dossier."""
    return request.choices is not None and not request.is_new and request.choices.parent.name == request.name


def _choices(request: ImportRequest, file: str) -> Choices:
    """Those of the file given; over them what options say."""
    found = read_choices_file(request.choices, file) if request.choices else NO_CHOICES
    if _are_kept(request):
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
