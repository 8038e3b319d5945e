"""CHG-001: a state goes back, and CHG-007: nothing moves, although one annex follows the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import takewhile

from briefgen.checks.engine.context import CheckContext, RuleSettings
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.change_words import tells_of_done
from briefgen.checks.rules.changes.threads import fault_at, follow, is_asked, steps_in
from briefgen.checks.rules.changes.wordings import (
    DatedWording,
    SaidOnDay,
    Thread,
    compare_texts,
    fold,
    like_sentences,
    likeness,
    stems_of,
)
from briefgen.findings import Grade
from briefgen.model.dossier import State

_OPEN = frozenset({State.ONGOING, State.PLANNED, State.DELAYED, State.BLOCKED})
_SAME = 0.85  # from which share of common words a text says the same as before
_STEM, _NEAR = 4, 5  # letters of a verb; words behind “will” in which it stands


@in_context(
    "CHG-001",
    Grade.WARNING,
    source="what an annex reports as done cannot be open in the next one, unless something was undone",
    wrong="“done” in the annex of 6 March, “ongoing” in that of 17 March",
    right="“done” in both; or “ongoing” with “The call was reopened on 10 March.”",
)
def no_state_goes_back(context: CheckContext) -> Iterator[Fault]:
    """What is done stays done, and what is under way is not planned again, unless the text says why."""
    for thread, one, other in steps_in(context):
        if thread.is_promise:
            continue
        find = _by_state if one.state and other.state else _by_words
        for fault in find(thread, one, other):
            if not other.tells(other.words.again):
                yield fault


def _by_state(thread: Thread, one: DatedWording, other: DatedWording) -> Iterator[Fault]:
    was_done = one.state == State.DONE and other.state in _OPEN
    if was_done or (one.state == State.ONGOING and other.state == State.PLANNED and not other.due):
        same = likeness(stems_of(one.text), stems_of(other.text)) >= _SAME
        change = f"{thread.name} was “{one.state}” {one.when} and is “{other.state}” {other.when}."
        message = f"{change} {compare_texts(one.text, other.text)}"
        remedy = "Correct the state of one of the two, or say what was undone or begins anew."
        yield fault_at(other, "state", message, remedy, other.state, None if was_done or same else Grade.HINT)


def _by_words(thread: Thread, one: DatedWording, other: DatedWording) -> Iterator[Fault]:
    """A sentence that tells an act as done, which comes again as one to come."""
    for old, new in like_sentences(one, other):
        if tells_of_done(old.text, one.words) and _is_to_come_again(old, new, other):
            change = f"{thread.name} was told as done {one.when}, and is to come {other.when}."
            remedy = "Correct one of the two, or say what was undone or begins anew."
            yield fault_at(other, "text", f"{change} {compare_texts(old.text, new.text)}", remedy, new.text)


def _is_to_come_again(old: SaidOnDay, new: SaidOnDay, wording: DatedWording) -> bool:
    """Whether what is to come is what was done: “adopted” and “will adopt”, or nearly all words are the same."""
    if not wording.words.coming.search(new.text):
        return False
    if likeness(old.stems, new.stems) >= _SAME:
        return True
    acts = {fold(found[0])[:_STEM] for found in wording.words.done.finditer(old.text)}
    coming = (found.start() for found in wording.words.coming.finditer(new.text))
    near = (word for start in coming for word in new.text[start:].split()[:_NEAR])
    return any(fold(word)[:_STEM] in acts for word in near)


@in_context(
    "CHG-007",
    Grade.HINT,
    source="a sentence that stands unchanged in one annex after the other tells its reader that nobody has asked",
    wrong="“The offers are being evaluated.” in the annexes of 9 February, 6 and 17 March",
    right="in the third: how far the evaluation is; or a row that confirms the wording, or a deadline ahead",
)
def no_open_item_stands_unchanged(context: CheckContext) -> Iterator[Fault]:
    """An open item does not stand in the same words in three annexes (`unchanged-after`) over `stale-after` days."""
    for thread in follow(context).threads:
        last = thread.wordings[-1]
        if _may_be_unchanged(thread, context) and is_asked(last, context) and _waits(last, context):
            printed = _printed_unchanged(thread, context)
            if len(printed) >= context.settings.unchanged_after and _is_long(printed, context.settings):
                when = _listed(printed[day] for day in sorted(printed, key=lambda day: day or date.min))
                message = f"{thread.name} has said the same {len(printed)} times, {when}: {last.shown}."
                remedy = "Ask how far it is; if nothing has changed, say so in a row that confirms the wording."
                yield fault_at(last, "text", message, remedy, last.text)


def _may_be_unchanged(thread: Thread, context: CheckContext) -> bool:
    """Whether so much was said of an item, or so much was sent, that it can be too often; a quick look first."""
    is_open = thread.is_last and not thread.is_promise
    return is_open and len(thread.wordings) + len(context.sent) >= context.settings.unchanged_after


def _waits(wording: DatedWording, context: CheckContext) -> bool:
    """Whether a thing is open, without a deadline ahead that tells when it will be heard of again."""
    day = context.day if context.situation else wording.day
    deadline = wording.deadline
    if deadline:
        return wording.state in _OPEN and bool(day and deadline.last and deadline.last < day)
    if context.situation:
        return wording.state in _OPEN
    dates = (each.means for said in wording.said for each in said.dates if each.means)
    is_ahead = any(day and means.last and means.last >= day for means in dates)
    is_open = wording.state in _OPEN if wording.state else not _tells_of_done_alone(wording)
    return is_open and not is_ahead


def _tells_of_done_alone(wording: DatedWording) -> bool:
    return any(tells_of_done(each.text, wording.words) for each in wording.said)


def _printed_unchanged(thread: Thread, context: CheckContext) -> Mapping[date | None, str]:
    """When the last wording was printed: by papers, or by the editions sent and the rows that type it anew."""
    last = thread.wordings[-1]
    same = list(takewhile(lambda each: _is_same(each, last), reversed(thread.wordings)))
    since = next((n for n, each in enumerate(same) if each.is_confirmed), len(same) - 1)
    found = {each.day: each.when for each in reversed(same[: since + 1])}
    if context.situation and context.sent:
        begins, day = min(filter(None, found), default=date.max), context.situation.as_of
        found |= {each.as_of: f"in {each.called}" for each in context.sent if begins <= each.as_of < day}
        found.setdefault(day, "in the one now made")
    return found


def _is_long(days: Iterable[date | None], settings: RuleSettings) -> bool:
    """Whether so many days lie between the first and the last; papers that name no day are counted alone."""
    known = [each for each in days if each]
    return not known or (max(known) - min(known)).days > settings.stale_after


def _is_same(one: DatedWording, other: DatedWording) -> bool:
    return one.text.split() == other.text.split() and (one.state, one.due) == (other.state, other.due)


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}"
