"""A Word document that briefgen made and people edited: each edit goes back to the entry that its anchor names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from msgspec import Struct, field

from briefgen.contributions.form import digest_of
from briefgen.findings import Finding, error, warning
from briefgen.model.manuscript import Role
from briefgen.model.richtext import Kind
from briefgen.pull import (
    EDITED_TWICE,
    LOOK_LOST,
    NEW_IN_TRANSLATION,
    NOT_CARRIED,
    OF_TEMPLATE,
)
from briefgen.pull.alignment import AlignedGroup, Pairing, TextLine, align, same_cell
from briefgen.pull.answers import Answer, Base, Said
from briefgen.pull.characters import differ, looks_beyond
from briefgen.pull.remarks import comments_in, margins_edited, moves_in, shorten, value_edited
from briefgen.pull.retyping import Line, Retyped, offset_of, retype, type_new
from briefgen.pull.value_edits import ValueEdit, ValueReader
from briefgen.pull.wordings import PrintedText, Target, TextChange
from briefgen.word.anchors.names import content_digest
from briefgen.word.reader.traces import Hand, TracedDocument

_KINDS: Final = {Role.BULLET: Kind.BULLET, Role.NUMBERED: Kind.NUMBER}
_NO_BRACES: Final = str.maketrans("{}", "()")
_UNKNOWN: Final = "changed since"


class DocumentSides(Struct, frozen=True):
    """What a file is compared with.

    Attributes:
        found: the file.
        made: the document as it was made.
        printed: the texts that it prints.
        reader: finds what edits inside values mean.
        as_of: the day that it reports on, which is that of new rows.
        language: of a translation; "" for the dossier's own.
        is_exact: whether `made` is made from the same data as the file.
    """

    found: TracedDocument
    made: TracedDocument
    printed: Sequence[PrintedText]
    reader: ValueReader
    as_of: date
    language: str = ""
    is_exact: bool = True


class ReturnedDocument(Struct, frozen=True):
    """A document as it came back.

    Attributes:
        answers: what is said of items.
        changes: of other texts, translations and figures.
    """

    file: str
    answers: tuple[Answer, ...]
    changes: tuple[TextChange, ...]
    findings: tuple[Finding, ...]


def read_document(sides: DocumentSides) -> ReturnedDocument:
    """What was edited in a document."""
    return _DocumentReader(sides).read()


class _Attributed(NamedTuple):
    """A pairing, and which paragraph of which text it is, if it is one."""

    pairing: Pairing
    text: PrintedText | None = None
    block: int | None = None


class _Outcome(NamedTuple):
    """What one place of a document says of a text; None for a text that was deleted there."""

    retyped: Retyped | None
    at: TextLine
    hands: tuple[Hand, ...]


class _DocumentReader(Struct, dict=True):
    sides: DocumentSides
    answers: list[Answer] = field(default_factory=list)
    changes: list[TextChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    outcomes: dict[int, list[_Outcome]] = field(default_factory=lambda: defaultdict(list))
    untouched: set[int] = field(default_factory=set)
    cells: list[tuple[TextLine, PrintedText]] = field(default_factory=list)

    def read(self) -> ReturnedDocument:
        """All that was edited, in the order of the file."""
        alignment = align(self.sides.made, self.sides.found)
        groups = [(each, list(self._attribute(each))) for each in alignment.groups]
        for _, attributed in groups:
            self.cells += [(each.pairing.found, each.text) for each in attributed if each.pairing.found and each.text]
        for group, attributed in groups:
            self._read_group(group, attributed)
        self.findings += moves_in(self.sides.made, alignment.moved, self.sides.found.name)
        for number, outcomes in self.outcomes.items():
            self._conclude(self.sides.printed[number], outcomes)
        self.findings += [*margins_edited(self.sides.made, self.sides.found), *comments_in(self.sides.found)]
        return ReturnedDocument(self.sides.found.name, tuple(self.answers), tuple(self.changes), tuple(self.findings))

    # which text is printed where

    def _attribute(self, group: AlignedGroup) -> Iterator[_Attributed]:
        candidates = {
            (text, number): characters
            for text in self._candidates(group)
            for number, characters in enumerate(text.typed.blocks)
        }
        for pairing in group.pairings:
            made = pairing.made.characters if pairing.made else []
            fitting = [key for key, characters in candidates.items() if offset_of(characters, made) >= 0]
            best = max(fitting, key=lambda key: len(candidates[key]), default=None)
            if best is None:
                yield _Attributed(pairing)
            else:
                del candidates[best]
                yield _Attributed(pairing, *best)

    def _candidates(self, group: AlignedGroup) -> Sequence[PrintedText]:
        """The texts that may be printed in a group: those of its record, or the bodies, which belong to none."""
        of_none = group.anchor is None or group.anchor.is_fixed
        return self._by_record.get("" if of_none or not group.anchor else group.anchor.record, ())

    @cached_property
    def _by_record(self) -> Mapping[str, Sequence[PrintedText]]:
        found: dict[str, list[PrintedText]] = defaultdict(list)
        for text in self.sides.printed:
            for record in text.records or ([""] if text.target is Target.BODY else ()):
                found[record].append(text)
        return found

    # what was edited in a group

    def _read_group(self, group: AlignedGroup, attributed: Sequence[_Attributed]) -> None:
        lines: dict[PrintedText, list[tuple[Line, Pairing]]] = {}
        current: PrintedText | None = None
        for pairing, text, block in attributed:
            if pairing.made is None:
                assert pairing.found, "one of the two is there"
                self._read_new(pairing.found, group, current, lines)
            elif text is None:
                self._read_fixed(pairing)
            else:
                current = text
                found = pairing.found.characters if pairing.found else []
                lines.setdefault(text, []).append((Line(block, pairing.made.characters, found), pairing))
        for text, those in lines.items():
            self._read_text(text, those, group)

    def _read_fixed(self, pairing: Pairing) -> None:
        made, found = pairing.made, pairing.found
        assert made, "what is new is read otherwise"
        if found is None or differ(made.characters, found.characters):
            if made.anchor and not made.anchor.is_fixed and not self.sides.is_exact:
                return  # perhaps the record says something else today
            now = shorten(found.text) if found else "deleted"
            message = f"this is no text of an entry: “{shorten(made.text)}” → “{now}”; it is not carried over."
            remedy = "Fixed wording stands in the template, what is printed beside a text in dossier.yaml or its table."
            self._tell(OF_TEMPLATE, found or made, message, remedy)

    def _read_new(
        self,
        found: TextLine,
        group: AlignedGroup,
        current: PrintedText | None,
        lines: dict[PrintedText, list[tuple[Line, Pairing]]],
    ) -> None:
        first = next((each.found for each in group.pairings if each.found), None)
        if first and found.passage.cell and not same_cell(first.passage.cell, found.passage.cell):
            self._read_new_of_cell(found)
        elif current and current.target is Target.ITEM and _is_like(found, lines[current][0][1]):
            self._add_item(found, current)
        elif current:
            kind = _KINDS.get(found.passage.role, Kind.PARAGRAPH)
            level = found.passage.level if kind is not Kind.PARAGRAPH else 0
            lines[current].append((Line(None, (), found.characters, kind, level), Pairing(None, found)))
        else:
            message = f"it was added to what belongs to no entry: “{shorten(found.text)}”; it is not carried over."
            self._tell(OF_TEMPLATE, found, message, "Put it into the template, or into an entry of the dossier.")

    def _read_new_of_cell(self, found: TextLine) -> None:
        """A paragraph before the first, or alone, in its cell: it belongs to the point of the cell or row."""
        own = found.passage.cell
        assert own, "asked before"
        beside = [text for other, text in self.cells if same_cell(other.passage.cell, own)]
        items = [each for each in beside if each.target is Target.ITEM]
        row = [
            text
            for other, text in self.cells
            if other.passage.cell and (other.passage.cell.table, other.passage.cell.row) == (own.table, own.row)
        ]
        if items or (row and not beside and row[0].point):
            self._add_item(found, (items or row)[-1])
        else:
            message = f"it was added where no entry is known: “{shorten(found.text)}”; it is not carried over."
            self._tell(NOT_CARRIED, found, message, "Enter it by hand.")

    def _add_item(self, found: TextLine, beside: PrintedText) -> None:
        if self.sides.language:
            message = f"“{shorten(found.text)}” is new; a translation has no entry for it."
            remedy = "Enter it in the language of the dossier, then translate it."
            self._tell(NEW_IN_TRANSLATION, found, message, remedy)
            return
        typed = type_new([found.characters])
        self._tell_lost(typed, found)
        group = beside.group if beside.target is Target.ITEM else ""
        who, place = self._who(found.hands), found.passage.place
        new = Answer(
            beside.point, "", self.sides.as_of, who, place, Said(typed.source), group=group, owner=beside.owner
        )
        self.answers.append(new)

    # what was made of a text

    def _read_text(self, text: PrintedText, those: Sequence[tuple[Line, Pairing]], group: AlignedGroup) -> None:
        number = self._number(text)
        at = next((pairing.found or pairing.made for _, pairing in those if pairing.found or pairing.made), None)
        assert at, "a text that is printed has a paragraph"
        kept = [line for line, pairing in those if pairing.found]
        hands = tuple(dict.fromkeys(hand for _, each in those if each.found for hand in each.found.hands))
        if not any(line.block is not None for line in kept):
            if self.sides.is_exact and not kept:
                gone = self.sides.found.gone.get(group.anchor.identity, ()) if group.anchor else ()
                self.outcomes[number].append(_Outcome(None, at, gone))
            return
        for pairing in (each for _, each in those if each.made and each.found):
            self._tell_looks(pairing)
        is_edited = any(line.block is None or not line.found or differ(line.made, line.found) for line, _ in those)
        if not is_edited:
            self.untouched.add(number)
            return
        if self._is_of_other_content(those, text):
            return
        if len({line.block for line, _ in those} - {None}) < len(text.typed.blocks):
            message = f"not all of {text.name} is found in the document: “{shorten(at.text)}” is not carried over."
            self._tell(NOT_CARRIED, at, message, "Enter what was changed by hand.")
            return
        self.outcomes[number].append(_Outcome(retype(text.typed, kept, self.sides.reader), at, hands))

    def _is_of_other_content(self, those: Sequence[tuple[Line, Pairing]], text: PrintedText) -> bool:
        """Whether a text differs only because its record says something else today; tells where both changed."""
        first = those[0][1]
        was, now = (each.anchor if each else None for each in (first.found, first.made))
        if self.sides.is_exact or not was or not now or was.content == now.content:
            return False
        start = max(offset_of(text.typed.blocks[0], those[0][0].made), 0)
        words = "\n".join("".join(each.sign for each in line.found) for line, _ in those)
        if content_digest(words[start:]) != was.content and first.found:
            self._clash(text, first.found)
        return True

    def _clash(self, text: PrintedText, found: TextLine) -> None:
        typed = type_new([found.characters]).source
        if text.target is Target.ITEM and not self.sides.language:
            self._answer(text, found, found.hands, Said(typed), Base(_UNKNOWN, text.state, text.due))
        else:
            self._change(text, found, found.hands, typed, _UNKNOWN)

    def _number(self, text: PrintedText) -> int:
        return self._numbers[id(text)]

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        return {id(each): at for at, each in enumerate(self.sides.printed)}

    def _conclude(self, text: PrintedText, outcomes: Sequence[_Outcome]) -> None:
        """What is proposed of a text, by all places that print it."""
        sources = {each.retyped.source if each.retyped else None for each in outcomes}
        first = outcomes[0]
        if len(sources) > 1:
            message = f"{text.name} is printed several times, and was edited in different ways; nothing is proposed."
            self.findings.append(error(EDITED_TWICE, first.at.passage.place, message, "Enter what holds by hand."))
        elif first.retyped is None:
            if self._number(text) not in self.untouched:
                self._conclude_deleted(text, first)
        else:
            self._conclude_reworded(text, first, first.retyped)

    def _conclude_deleted(self, text: PrintedText, outcome: _Outcome) -> None:
        if text.target is Target.ITEM:
            self._answer(text, outcome.at, outcome.hands, Said(state="withdrawn"), _base(text))
        elif text.target is Target.BODY and not self.sides.language:
            self._change(text, outcome.at, outcome.hands, "", text.typed.source)
        else:
            message = f"{text.name} was deleted; that is not carried over: “{shorten(outcome.at.text)}”."
            self._tell(NOT_CARRIED, outcome.at, message, "If it is to end, enter that by hand.")

    def _conclude_reworded(self, text: PrintedText, outcome: _Outcome, retyped: Retyped) -> None:
        self._tell_lost(retyped, outcome.at)
        if retyped.around:
            words = shorten(outcome.at.text)
            message = f"what stands around {text.name} was edited: “{words}”; it is not carried over."
            self._tell(OF_TEMPLATE, outcome.at, message, "It stands in the template, or in another column.")
        for edit in retyped.values:
            self._read_value(text, outcome, edit)
        if retyped.source == text.typed.source.strip("\n"):
            return
        if text.target is Target.ITEM and not self.sides.language:
            self._answer(text, outcome.at, outcome.hands, Said(retyped.source), _base(text))
        else:
            self._change(text, outcome.at, outcome.hands, retyped.source, text.typed.source)

    def _read_value(self, text: PrintedText, outcome: _Outcome, edit: ValueEdit) -> None:
        place = outcome.at.passage.place
        self.findings.append(value_edited(text.name, edit, place))
        if edit.figure:
            old, new = f"{self.sides.reader.figures[edit.figure].value:f}", f"{edit.amount:f}"
            who, name = self._who(outcome.hands), f"the figure {edit.figure}"
            change = TextChange(Target.FIGURE, edit.figure, name, old, new, self.sides.as_of, who, place)
            self.changes.append(change)

    def _answer(self, text: PrintedText, at: TextLine, hands: Iterable[Hand], said: Said, base: Base) -> None:
        who, place = self._who(hands), at.passage.place
        self.answers.append(Answer(text.point, text.key, self.sides.as_of, who, place, said, base=base))

    def _change(self, text: PrintedText, at: TextLine, hands: Iterable[Hand], new: str, old: str) -> None:
        place, as_of = at.passage.place, self.sides.as_of
        if self.sides.language:
            name = f"{text.name} in {self.sides.language}"
            target, key, language = Target.TRANSLATION, text.context, self.sides.language
            change = TextChange(target, key, name, old, new, as_of, self._who(hands), place, 0, language, text.original)
        else:
            change = TextChange(text.target, text.key, text.name, old, new, as_of, self._who(hands), place, text.block)
        self.changes.append(change)

    def _who(self, hands: Iterable[Hand]) -> str:
        """Who says so, as it is entered under `source`: the file, then whose tracked changes or who saved it last."""
        people = "; ".join(map(str, hands)) or self.sides.found.saved_by
        return ", ".join(filter(None, (self.sides.found.name, people))).translate(_NO_BRACES)

    # what is told

    def _tell(self, rule: str, at: TextLine, message: str, remedy: str) -> None:
        self.findings.append(warning(rule, at.passage.place, message, remedy, at.text))

    def _tell_looks(self, pairing: Pairing) -> None:
        """Looks that somebody has given to words, and that no text of the ledger has."""
        made, found = (looks_beyond(each.passage.spans) if each else frozenset() for each in pairing)
        if lost := found - made:
            assert pairing.found, "what is not there has no look"
            self._tell_lost(Retyped("", lost=tuple(sorted(lost))), pairing.found)

    def _tell_lost(self, retyped: Retyped, at: TextLine) -> None:
        if retyped.lost:
            message = f"“{shorten(at.text)}”: {', '.join(retyped.lost)} cannot be typed in the ledger; the words stay."
            self._tell(LOOK_LOST, at, message, "Bold, italics, links and footnotes can.")


def _base(text: PrintedText) -> Base:
    return Base(digest_of(text.typed.source), text.state, text.due)


def _is_like(found: TextLine, first: Pairing) -> bool:
    """Whether a new paragraph is a bullet, or whatever the first of an item is, and not a further one of its text."""
    other = first.made
    return other is not None and (found.passage.role, found.passage.level) == (other.passage.role, other.passage.level)
