"""DAT-014: the days by which a paper dates itself fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.report_day import find_as_of_statement
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.findings import Grade
from briefgen.localise import localiser
from briefgen.model.manuscript import Manuscript


@in_manuscripts(
    "DAT-014",
    Grade.WARNING,
    source="nobody knows on the day of a paper how things stand a month later",
    wrong="“Situation as of 10 July 2026” in a report of 12 June 2026",
    right="“Situation as of 10 June 2026” in a report of 12 June 2026",
)
def reports_on_no_later_day(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A paper does not report on a day after the one that it bears."""
    if manuscript.kind or not manuscript.written or not context.house.writes(manuscript.language):
        return
    stated = find_as_of_statement(manuscript, manuscript.written, context.house)
    means = stated.said.means if stated else None
    if stated and means and means.first and means.first > manuscript.written:
        bears = localiser("en", manuscript.written).date(manuscript.written, year=True)
        message = f"The paper is dated {bears}, but reports on “{stated.said.typed}”, which lies after it."
        yield Fault(stated.passage.place, message, "Correct one of the two days.", stated.said.typed)
