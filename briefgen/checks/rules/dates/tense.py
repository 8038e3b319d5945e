"""What is written as done must lie behind the as-of date, and what is to come before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.report_day import horizon
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.dates import DateInText, dates_in
from briefgen.checks.language.tenses import (
    LANGUAGES,
    PROVEN,
    reads_as_coming,
    reads_as_done,
    sentence_around,
    tenses_of,
)
from briefgen.checks.rules.dates.days_ahead import find_papers_ahead, find_years_ahead
from briefgen.findings import Grade
from briefgen.localise import localiser

_NOT_TO_SCAN = ("commitments/",)


@in_passages(
    "DAT-001",
    Grade.ERROR,
    source="letter and annex of 20 March 2023: entries of 20 March stood as done in an annex as of 17 March",
    wrong="As of 17 March 2023: the joint statement was published on 20 March 2023.",
    right="As of 17 March 2023: the joint statement is to be published on 20 March 2023.",
    languages=LANGUAGES,
)
def nothing_later_is_done(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """Nothing that lies after the as-of date is written as done."""
    for said, day in _dates_after(scanned, context):
        done = reads_as_done(scanned.text, said.start, said.end, scanned.language)
        if done and not _is_of_last_year(said, day):
            message = f"“{done}” tells of it as done, but “{said.typed}” lies after {_named(day, scanned)}."
            remedy = "Say what is planned for that day, or make the document as of that day or later."
            yield scanned.at(said.start, said.end, message, remedy, _grade(scanned))
        elif not done and _follows_what_is_still_to_come(scanned, said):
            message = f"“{said.typed}” lies after {_named(day, scanned)}, and nothing says that it is still to come."
            yield scanned.at(said.start, said.end, message, "Say that it is planned.", Grade.HINT)
    if "20" in scanned.text:
        yield from _ahead_for_certain(scanned, context)


def _ahead_for_certain(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    day = horizon(scanned.manuscript, scanned.passage, context.day)
    if day is None:
        return
    for place in (*find_papers_ahead(scanned, day), *find_years_ahead(scanned, day)):
        message = f"“{place.words}” lies after {_named(day, scanned)}, but is told of as past."
        yield scanned.at(place.start, place.end, message, "Correct the date, or say what is planned.", Grade.WARNING)


@in_passages(
    "DAT-009",
    Grade.ERROR,
    source="letter and annex of 20 March 2023: plans of November and December 2022 stood without their year",
    wrong="As of 17 March 2023: the EU Action Plan was adopted on 21 November.",
    right="As of 17 March 2023: the EU Action Plan was adopted on 21 November 2022.",
    languages=LANGUAGES,
)
def what_was_done_last_year_names_its_year(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """A date of an earlier year names it, where it would otherwise be read as one of this year."""
    for said, day in _dates_after(scanned, context):
        if not _is_of_last_year(said, day):
            continue
        if done := reads_as_done(scanned.text, said.start, said.end, scanned.language):
            read = f"Read as {day.year}, “{said.typed}” lies after {_named(day, scanned)}"
            message = f"{read}, yet “{done}” tells of it as done."
            remedy = f"Name the year: {said.typed} {day.year - 1}?"
            yield scanned.at(said.start, said.end, message, remedy, _grade(scanned))


@in_passages(
    "DAT-013",
    Grade.WARNING,
    source="the same experience the other way round: a wording that its own day has overtaken",
    wrong="As of 17 March 2023: the Board will meet on 10 March 2023.",
    right="As of 17 March 2023: the Board met on 10 March 2023.",
    languages=LANGUAGES,
)
def nothing_gone_by_is_still_to_come(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """What is told as still to come does not lie before the as-of date."""
    if scanned.passage.key.startswith(_NOT_TO_SCAN) or _promises(scanned):
        return
    for said, day in _with_horizon(scanned, context):
        if said.means and said.means.last and said.means.last < day:
            promise = reads_as_coming(scanned.text, said.start, said.end, scanned.language)
            if promise and (said.has_year or not _is_of_next_year(said, day)):
                message = f"“{promise}” promises it for “{said.typed}”, but that is over at {_named(day, scanned)}."
                yield scanned.at(said.start, said.end, message, "Say what has become of it, or name the new date.")


def _grade(scanned: ScannedPassage) -> Grade | None:
    return None if scanned.language in PROVEN else Grade.WARNING


def _dates_after(scanned: ScannedPassage, context: CheckContext) -> Iterator[tuple[DateInText, date]]:
    for said, day in _with_horizon(scanned, context):
        if said.means and said.means.first and said.means.first > day:
            yield said, day


def _with_horizon(scanned: ScannedPassage, context: CheckContext) -> Iterator[tuple[DateInText, date]]:
    """The dates of a passage, those without a year read by the day that the passage tells of."""
    day = horizon(scanned.manuscript, scanned.passage, context.day) if scanned.dates else None
    if day is None:
        return
    same_year = scanned.day is not None and scanned.day.year == day.year
    for said in scanned.dates if same_year else dates_in(scanned.text, scanned.style, day):
        if said.form != "season" or said.has_year:  # “été” is more often “been” than “summer”
            yield said, day


def _is_of_last_year(said: DateInText, day: date) -> bool:
    """Whether a date without a year lies nearer to the day when it is read as one of the year before."""
    first = said.means.first if said.means else None
    return not said.has_year and first is not None and (first - day).days > 365 - (first - day).days


def _is_of_next_year(said: DateInText, day: date) -> bool:
    last = said.means.last if said.means else None
    return last is not None and (day - last).days > 365 - (day - last).days


def _promises(scanned: ScannedPassage) -> bool:
    """Whether it stands in the column of what was agreed: its words are kept as they were agreed."""
    cell = scanned.passage.cell
    return cell is not None and cell.column == 1


def _follows_what_is_still_to_come(scanned: ScannedPassage, said: DateInText) -> bool:
    """“Delegation following the Council on 20 March”: a step that is built on, in a sentence without any “will”."""
    if scanned.language != "en" or "following " not in scanned.text:
        return False
    start, end = sentence_around(scanned.text, said.start, said.end)
    sentence, before = scanned.text[start:end], scanned.text[start : said.start]
    is_built_on = "following " in before and len(before.rpartition("following ")[2].split()) <= 4
    words = tenses_of("en")
    return is_built_on and not words.coming.search(sentence) and not words.done.search(sentence)


def _named(day: date, scanned: ScannedPassage) -> str:
    """The day that is gone by: “the as-of date, 17 March 2023”."""
    is_as_of = scanned.manuscript.written != day or scanned.day == day
    return f"{'the as-of date' if is_as_of else 'the date of the letter'}, {localiser('en', day).date(day, year=True)}"
