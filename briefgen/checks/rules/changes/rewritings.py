"""CHG-006, CHG-008 and CHG-009: what vanishes without a word, a past that is told anew, a promise in other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from briefgen.asof import Situation
from briefgen.asof.situation import row_that_stands
from briefgen.asof.standing import histories
from briefgen.checks.engine.context import CheckContext, PaperSent
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.change_words import tells_of_done
from briefgen.checks.rules.changes.ledger import items_that_ended, name_day
from briefgen.checks.rules.changes.papers import Gone
from briefgen.checks.rules.changes.threads import fault_at, follow, steps_in
from briefgen.checks.rules.changes.wordings import (
    DatedWording,
    SaidOnDay,
    Thread,
    compare_texts,
    like_sentences,
    quote,
    quote_both,
    say,
    stems_of,
)
from briefgen.findings import Grade
from briefgen.model.dossier import Commitment, FollowUp, State

_HELD = 0.6  # the share of the words of an item from which on another passage tells of it
_Row = TypeVar("_Row", FollowUp, Commitment)


@in_context(
    "CHG-006",
    Grade.WARNING,
    source="an item that is missing from the next annex looks like one that somebody wants forgotten",
    wrong="“Libya – vessels: two more will follow.” on 6 March, and nothing of it on 17 March",
    right="on 17 March as well; or withdrawn, with a text or source that says why",
)
def nothing_vanishes(context: CheckContext) -> Iterator[Fault]:
    """What is open in one annex is in the next one too, or something says why not."""
    if context.situation:
        yield from _ended(context.situation, context)
    lost = follow(context).gone
    promises = {(each.after.shown, each.entry.point) for each in lost if each.entry.kind == "promise"}
    for gone in lost:
        is_alone = gone.entry.kind == "promise" or (gone.after.shown, gone.entry.point) not in promises
        if is_alone and not _is_told_elsewhere(gone):
            yield _vanished(gone)


def _ended(situation: Situation, context: CheckContext) -> Iterator[Fault]:
    """Of the record: an open item that went with its commitment, or was withdrawn without a word of why."""
    commitments = {row.point: row for row in situation.history.commitments}
    for key, rows in items_that_ended(situation):
        last, before = rows[-1], row_that_stands([row for row in rows if row.state is not State.WITHDRAWN] or rows)
        is_asked = context.since is None or max(last.as_of, last.recorded) > context.since
        if before is None or before.state is State.DONE or not is_asked:
            continue
        if last.state is not State.WITHDRAWN and last.point in commitments:
            yield _gone_with_its_point(key, before, quote(_said(before, situation)))
        elif last.state is State.WITHDRAWN and not (last.text or last.source):
            stood = f"“{key}” stood as of {name_day(before.as_of)} ({quote(_said(before, situation))})"
            message = f"{stood}, and is withdrawn as of {name_day(last.as_of)} without a word of why."
            yield Fault(last.place, message, "Say why in “text” or “source”; neither is printed.", key, Grade.HINT)


def _gone_with_its_point(key: str, row: FollowUp, said: str) -> Fault:
    message = (
        f"“{key}” ({said}) was open as of {name_day(row.as_of)}, and is printed no more since its commitment"
        f" “{row.point}” was withdrawn; no row says what became of it."
    )
    return Fault(row.place, message, "Add a row that withdraws it, or that puts it under another commitment.", key)


def _vanished(gone: Gone) -> Fault:
    wording = gone.entry.wording
    what = "The commitment" if gone.entry.kind == "promise" else "The item"
    message = f"{what} {wording.shown} stands {wording.when}, and is missing in {gone.after.shown}."
    remedy = "Put it in again, or say what became of it."
    is_done = wording.state == State.DONE or (not wording.state and tells_of_done(wording.text, wording.words))
    grade = Grade.HINT if is_done and gone.entry.kind == "item" else None
    return Fault(wording.place, message, remedy, wording.text[:60], grade)


def _is_replaced(gone: Gone) -> bool:
    """Whether its commitment had this one item, and has one now that is done: what became of it."""
    promise = (
        gone.before.promises[gone.entry.point].wording.text if gone.entry.point < len(gone.before.promises) else ""
    )
    points = [at for at, each in enumerate(gone.after.promises) if promise and each.wording.text == promise]
    before = [each for each in gone.before.items if each.point == gone.entry.point]
    after = [each for each in gone.after.items if each.point in points]
    return len(points) == len(before) == len(after) == 1 and after[0].wording.state == State.DONE


def _is_told_elsewhere(gone: Gone) -> bool:
    """Whether the newer paper still speaks of it: by its label, or in most of its words."""
    label, stems = gone.entry.wording.label, stems_of(gone.entry.wording.text)
    others = [each.wording.text for each in gone.after.entries if each.kind == gone.entry.kind]
    if gone.entry.kind == "item" and label and any(label in each for each in others):
        return True
    if gone.entry.kind == "item" and _is_replaced(gone):
        return True
    return bool(stems) and any(len(stems & stems_of(each)) >= _HELD * len(stems) for each in others)


@in_context(
    "CHG-008",
    Grade.WARNING,
    source="an annex that was sent is what people hold in their hands; a record that tells it otherwise misleads",
    wrong="the annex of 6 March was sent on 7 March; a row as of 1 March, recorded on 20 March, says something else",
    right="a row as of 20 March; or a corrigendum to the annex of 6 March",
)
def no_past_annex_is_rewritten(context: CheckContext) -> Iterator[Fault]:
    """What was sent is not told otherwise later, by an entry for a day before it or by another date of a deed."""
    if context.situation:
        yield from _rewritten(context.situation, context)
        return
    for thread, one, other in steps_in(context):
        for old, new in like_sentences(one, other):
            yield from _other_day_of_the_same(thread, one, other, old, new)


def _rewritten(situation: Situation, context: CheckContext) -> Iterator[Fault]:
    """The rows that change what a paper said, each told of once, with the first paper that it changes."""
    told: set[FollowUp | Commitment] = set()
    history = situation.history
    for paper in _papers_sent(context):
        items = _changed_in(paper, history.follow_ups, "item", situation)
        points = _changed_in(paper, history.commitments, "point", situation)
        found: list[tuple[FollowUp | Commitment, Fault]] = [*items, *points]
        for row, fault in found:
            if row not in told:
                told.add(row)
                yield fault


def _papers_sent(context: CheckContext) -> Iterator[PaperSent]:
    """Those of the register, and what was known on the day from which on changes are asked for."""
    since = context.since
    found = {(each.as_of, each.known_on): each for each in context.sent}
    yield from (each for _, each in sorted(found.items()) if since is None or each.known_on >= since)
    if since:
        yield PaperSent(since, since, "")


def _changed_in(paper: PaperSent, rows: Sequence[_Row], key: str, situation: Situation) -> Iterator[tuple[_Row, Fault]]:
    late = {getattr(row, key) for row in rows if row.recorded and row.recorded > paper.known_on}
    mine = [row for row in rows if getattr(row, key) in late]
    then = histories(mine, attrgetter(key), paper.as_of, paper.known_on)
    for name, found in histories(mine, attrgetter(key), paper.as_of).items():
        one = row_that_stands(then[name]) if name in then else None
        other, cause = row_that_stands(found), found[-1]
        if cause.recorded and cause.recorded > paper.known_on and _prints(one) != _prints(other):
            yield cause, _rewriting(paper, (name, cause), one, situation)


def _prints(row: FollowUp | Commitment | None) -> object:
    """What a paper shows of a row; of one that is withdrawn nothing."""
    if row is None or row.state is State.WITHDRAWN:
        return None
    return row.text, row.state, getattr(row, "due", "")


def _rewriting(
    paper: PaperSent, named: tuple[str, FollowUp | Commitment], one: FollowUp | Commitment | None, situation: Situation
) -> Fault:
    name, row = named
    said = f"said {quote(_said(one, situation))}" if one and one.text else "did not have it"
    now = quote(_said(row, situation)) if row.text else f"“{row.state or 'confirmed'}”"
    day = f"as of {name_day(row.as_of)}, " if row.as_of else ""
    recorded = name_day(row.recorded) if row.recorded else ""
    called = paper.called or f"what was known on {name_day(paper.as_of)}"
    message = f"“{name}”: {called} {said}; this row, {day}recorded on {recorded}, makes it {now}."
    remedy = "If it is news, let it hold from a later day; if it corrects what was sent, send a corrigendum."
    grade = None if paper.called else Grade.HINT
    return Fault(row.place.in_column("as_of"), message, remedy, str(row.as_of or ""), grade)


def _said(row: FollowUp | Commitment, situation: Situation) -> str:
    return say(row.text, next(iter(situation.profile.languages), "en"), row.as_of)


def _other_day_of_the_same(
    thread: Thread, one: DatedWording, other: DatedWording, old: SaidOnDay, new: SaidOnDay
) -> Iterator[Fault]:
    """Of papers: what was told as done on one day is now told as done on another."""
    if len(old.dates) != 1 or len(new.dates) != 1 or other.tells(other.words.settled):
        return
    [was], [is_] = old.dates, new.dates
    days = {was.form, is_.form} <= {"day", "figures", "year first"}
    is_past = all(_is_past(each, said) for each, said in ((one, old), (other, new)))
    if days and is_past and was.means != is_.means and old.stems == new.stems:
        change = f"{thread.name} was done “{was.typed}” {one.when}, and “{is_.typed}” {other.when}."
        remedy = "Correct one of the two; if the paper sent was wrong, say so."
        yield fault_at(other, "text", f"{change} {compare_texts(old.text, new.text)}", remedy, is_.typed)


def _is_past(wording: DatedWording, said: SaidOnDay) -> bool:
    last = said.dates[0].means.last if said.dates[0].means else None
    return bool(last and wording.day and last <= wording.day and wording.words.done.search(said.text))


@in_context(
    "CHG-009",
    Grade.WARNING,
    source="a commitment is what was agreed; whoever reports on it has no right to other words",
    wrong="“a proposal by the end of 2023” in one annex, “a proposal in due course” in the next",
    right="the same words in both; in the record a new row with the day on which the new words were agreed",
)
def no_promise_is_reworded(context: CheckContext) -> Iterator[Fault]:
    """A commitment stands in the same words from one annex to the next; a dated row of other words is a hint."""
    for thread, one, other in steps_in(context):
        if thread.is_promise and one.text.split() != other.text.split():
            old, new = quote_both(one.text, other.text)
            message = f"{thread.name} said {old} {one.when}, and says {new} {other.when}."
            remedy = "Put the words back that were agreed; if others were agreed, say where."
            grade = Grade.HINT if context.situation else None
            yield fault_at(other, "text", message, remedy, new.strip("“”").removeprefix("… ").removesuffix(" …"), grade)
