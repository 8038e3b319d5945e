"""Three sides of an item: how it stood for whoever answers, how it stands now, what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.asof.situation import confirms, row_that_stands
from briefgen.asof.standing import histories
from briefgen.contributions.form import digest_of
from briefgen.findings import Finding, error, warning
from briefgen.model.dossier import Dossier, FollowUp, State
from briefgen.pull import CLASH, CONFIRMS_ANOTHER, NO_POINT, NOT_STANDING, NOTE_LOST, REFERENCE
from briefgen.pull.answers import Answer, Base, Clash, Merged, Proposal, ProposalKind, Said

_FIELDS = ("text", "state", "due")


def merge(dossier: Dossier, answers: Iterable[Answer], recorded: date) -> Merged:
    """The rows that answers propose, in the order of the ledger, new items behind; and where they clash.

    Each of wording, state and deadline is compared by itself: what the ledger gained meanwhile stays, and what is said
    of something else joins it. Where both say different things, or two people do, nothing is proposed of the item.

    Args:
        dossier: the ledger as it is now.
        answers: of any number of files.
        recorded: the day on which the answers are known.
    """
    work = _Merge(dossier, recorded)
    of_items, new = defaultdict[str, list[Answer]](list), list[Answer]()
    for answer in answers:
        if answer.item:
            of_items[answer.item].append(answer)
        else:
            new.append(answer)
    for item in _in_order(dossier, of_items):
        work.merge_item(item, of_items[item])
    work.add_items(new)
    return Merged(tuple(work.proposals), tuple(work.clashes), tuple(work.known), tuple(work.findings))


def _in_order(dossier: Dossier, items: Mapping[str, object]) -> list[str]:
    ranks = {row.item: rank for rank, row in reversed(list(enumerate(dossier.follow_ups)))}
    return sorted(items, key=lambda item: ranks.get(item, len(ranks)))


def _base_of(row: FollowUp) -> Base:
    return Base(digest_of(row.text), row.state.value if row.state else "", row.due)


class _Merge(Struct):
    """Merges the answers of a run, and collects what becomes of them."""

    dossier: Dossier
    recorded: date
    proposals: list[Proposal] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    known: list[Answer] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def merge_item(self, item: str, answers: Sequence[Answer]) -> None:
        """What becomes of the answers to one item."""
        day = max(answer.as_of for answer in answers)
        history = histories(self.dossier.follow_ups, attrgetter("item"), day).get(item, ())
        now = row_that_stands(history) if history else None
        if now is None:
            self._report_unknown(item, answers)
            return
        confirming = [each for each in answers if each.confirms]
        speaking = [(each, _news(each.said, now)) for each in answers if not each.confirms]
        self.known += [each for each, news in speaking if not news]
        speaking = [(each, news) for each, news in speaking if news]
        if speaking and (confirming or not _agree(news for _, news in speaking)):
            self._clash(now, (*(each for each, _ in speaking), *confirming), is_newer=False)
        elif any(_is_overtaken(each, news, now) for each, news in speaking):
            self._clash(now, tuple(each for each, _ in speaking), is_newer=True)
        elif speaking:
            self._propose(now, history, [each for each, _ in speaking], _joined(news for _, news in speaking), day)
        else:
            self._confirm(now, history, confirming, day)

    def _report_unknown(self, item: str, answers: Iterable[Answer]) -> None:
        for each in answers:
            message = f"the ledger has no item “{item}” on {each.as_of} any more, so nothing is written of it."
            self.findings.append(error(REFERENCE, each.place, message, "Add it to the ledger by hand.", item))

    def _clash(self, now: FollowUp, answers: tuple[Answer, ...], *, is_newer: bool) -> None:
        self.clashes.append(Clash(now.point, now.item, now, is_newer, answers))
        what = "the ledger has changed since the workbook was made" if is_newer else "not everybody says the same"
        message = f"{what} of “{now.item}”; nothing is written of it."
        remedy = "Read all wordings, and add the row that holds to the ledger by hand."
        self.findings.append(error(CLASH, answers[0].place, message, remedy, now.item))

    def _propose(
        self, now: FollowUp, history: Sequence[FollowUp], answers: Sequence[Answer], said: Said, day: date
    ) -> None:
        state = State(said.state) if said.state else None
        row = self._row(now, answers, day)
        if said.text:
            row = replace(row, text=said.text, state=state or now.state, due=said.due or now.due)
            row = replace(row, group=now.group, owner=now.owner)
        else:
            row = replace(row, state=state, due=said.due)
        if _loses_a_note(said.text, now.text):
            message = f"the wording of “{now.item}” so far has a footnote, which the new one lacks."
            remedy = "No workbook shows footnotes: put it back in the ledger, if it still belongs there."
            self.findings.append(warning(NOTE_LOST, row.place, message, remedy, now.item))
        kind = ProposalKind.REWORDED if said.text else ProposalKind.UPDATED
        if state is State.WITHDRAWN:
            kind = ProposalKind.WITHDRAWN
        self._add(Proposal(kind, row, now, tuple(answers)), history)

    def _confirm(self, now: FollowUp, history: Sequence[FollowUp], answers: Sequence[Answer], day: date) -> None:
        there = any(confirms(row) and row.as_of == day for row in history)
        overtaken = [each for each in answers if each.base and each.base != _base_of(now)]
        if not answers or there:
            self.known += answers
        elif overtaken:
            self.findings += [_confirms_another(each, now) for each in overtaken]
        else:
            self._add(Proposal(ProposalKind.CONFIRMED, self._row(now, answers, day), now, tuple(answers)), history)

    def _row(self, now: FollowUp, answers: Sequence[Answer], day: date) -> FollowUp:
        """A row of an item that says nothing yet but who reports on which day."""
        named = replace(now, as_of=day, recorded=self.recorded, source=_sources(answers), place=answers[0].place)
        return replace(named, group="", state=None, due="", owner="", text="")

    def _add(self, proposal: Proposal, history: Sequence[FollowUp]) -> None:
        row, last = proposal.row, history[-1]
        if (row.as_of, row.recorded) <= (last.as_of, last.recorded):
            self.findings.append(_would_not_stand(proposal, last))
            return
        if later := self._first_after(row):
            self.findings.append(_holds_until(proposal, later))
        self.proposals.append(proposal)

    def _first_after(self, row: FollowUp) -> FollowUp | None:
        after = (each for each in self.dossier.follow_ups if each.item == row.item and each.as_of > row.as_of)
        return min(after, key=lambda each: each.as_of, default=None)

    def add_items(self, answers: Iterable[Answer]) -> None:
        """New items of points; those that several people report in the same words are one."""
        alike = defaultdict[tuple[str, str, Said], list[Answer]](list)
        for each in answers:
            alike[each.point, digest_of(each.said.text), replace(each.said, text="")].append(each)
        taken = {row.item.casefold() for row in self.dossier.follow_ups}
        there = {(row.point, digest_of(row.text)) for row in self.dossier.follow_ups}
        points = {row.point for row in self.dossier.commitments}
        for (point, text, _), those in alike.items():
            if point not in points:
                message = f"the ledger has no point “{point}”, so nothing is written of the new line."
                self.findings.append(
                    error(NO_POINT, those[0].place, message, "Is the workbook of an older ledger?", point)
                )
            elif (point, text) in there:
                self.known += those
            else:
                self.proposals.append(self._new_item(those, taken))

    def _new_item(self, answers: Sequence[Answer], taken: set[str]) -> Proposal:
        first, said = answers[0], answers[0].said
        key = next(name for name in _keys(first.point) if name.casefold() not in taken)
        taken.add(key.casefold())
        state = State(said.state) if said.state else None
        row = FollowUp(
            first.point,
            key,
            max(each.as_of for each in answers),
            self.recorded,
            first.group,
            state,
            said.due,
            first.owner,
            _sources(answers),
            said.text,
            first.place,
        )
        return Proposal(ProposalKind.NEW, row, None, tuple(answers))


def behind(proposal: Proposal, dossier: Dossier) -> str:
    """The item behind whose rows a new one stands so that it is the last in its group; "" where that is the end.

    Order is that of the ledger, and a group whose items are parted by others would be printed twice.
    """
    row = proposal.row
    if proposal.before is not None:
        return ""
    # in the order of their first rows, with the group of their last
    groups = list(
        {each.item: each.group for each in dossier.follow_ups if each.point == row.point and each.text}.items()
    )
    same = [at for at, (_, group) in enumerate(groups) if group == row.group]
    return groups[same[-1]][0] if same and same[-1] + 1 < len(groups) else ""


def _loses_a_note(new: str, old: str) -> bool:
    return bool(new) and "[^" in old and "[^" not in new


def _keys(point: str) -> Iterator[str]:
    """The keys that a new item of a point may have, in their order: dublin-1 is the first of “dublin”."""
    number = 0
    while True:
        number += 1
        yield f"{point}-{number}"


def _sources(answers: Iterable[Answer]) -> str:
    return "; ".join(dict.fromkeys(each.source for each in answers))


def _news(said: Said, now: FollowUp) -> Said:
    """What is said that the ledger does not say already."""
    there = _base_of(now)
    return Said(
        "" if digest_of(said.text) == there.wording else said.text,
        "" if said.state == there.state else said.state,
        "" if said.due == there.due else said.due,
    )


def _agree(said: Iterable[Said]) -> bool:
    """Whether no two say different things of the same."""
    listed = list(said)
    return all(len({getattr(each, name) for each in listed} - {""}) <= 1 for name in _FIELDS)


def _joined(said: Iterable[Said]) -> Said:
    listed = list(said)
    return Said(*(next(filter(None, (getattr(each, name) for each in listed)), "") for name in _FIELDS))


def _is_overtaken(answer: Answer, news: Said, now: FollowUp) -> bool:
    """Whether the ledger has changed the very thing that is said anew, or ended the item."""
    base, there = answer.base, _base_of(now)
    if base is None:
        return False
    ended = there.state == State.WITHDRAWN and base.state != State.WITHDRAWN
    changed = (base.wording != there.wording, base.state != there.state, base.due != there.due)
    return ended or any(has and getattr(news, name) for name, has in zip(_FIELDS, changed, strict=True))


def _confirms_another(answer: Answer, now: FollowUp) -> Finding:
    message = f"“nothing new” confirms nothing: the ledger has changed “{now.item}” since the workbook was made."
    remedy = f"It says now: “{_beginning(now.text)}”. Ask whether that is confirmed as well."
    return warning(CONFIRMS_ANOTHER, answer.place, message, remedy, now.item)


def _would_not_stand(proposal: Proposal, last: FollowUp) -> Finding:
    row = proposal.row
    message = (
        f"the ledger has a row of “{row.item}” as of {last.as_of}, recorded {last.recorded}; one as of {row.as_of}"
    )
    remedy = f"Report on a later day (--as-of), or record it on a later one (--recorded) than {last.recorded}."
    return error(NOT_STANDING, row.place, message, remedy, row.item)


def _holds_until(proposal: Proposal, later: FollowUp) -> Finding:
    message = f"the ledger has a later row of “{later.item}”, as of {later.as_of}: what is said here holds until then."
    return warning(NOT_STANDING, proposal.row.place, message, "See whether the later one is still right.", later.item)


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:80]}…" if len(words) > 80 else words
