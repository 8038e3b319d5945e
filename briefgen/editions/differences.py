"""What differs between a file and the document made again: word by word, and paragraph by paragraph by their anchors.

Nothing is paired by its position. A paragraph without an anchor belongs to the anchored one before it, unless the very
same words stand under an anchor that the file has lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from briefgen.editions.records import name_records
from briefgen.model.dossier import Dossier
from briefgen.model.manuscript import Passage, Role
from briefgen.opc.read import read_package
from briefgen.opc.xml import Element
from briefgen.word.anchors.names import AnchorName, read_name
from briefgen.word.reader import read_manuscript
from briefgen.word.wml.ooxml import BOOKMARK, TXBX_CONTENT, P, ancestor, w
from briefgen.word.wml.paragraph_text import paragraph_text, without_objects

_NAME = w("name")
_MARGINS = (Role.HEADER, Role.FOOTER)
_SHOWN = 60  # characters of a wording in a message


class DocumentWords(Struct, frozen=True):
    """The words that a reader meets.

    Attributes:
        body: those of the document, in order.
        margins: those of headers and footers, each once; programs give their parts other names.
        notes: those of footnotes and endnotes.
    """

    body: tuple[str, ...]
    margins: tuple[str, ...]
    notes: tuple[str, ...]


def words_of(data: bytes, name: str) -> DocumentWords:
    """The words of a Word file as a reader meets them: without deletions, comments, hidden text and page numbers.

    Raises:
        PackageRefusedError: the file is no Word document, or is damaged.
    """
    passages = read_manuscript(data, name).passages
    body = (each for each in passages if each.role not in (*_MARGINS, Role.NOTE))
    margins = {" ".join(_words([each])) for each in passages if each.role in _MARGINS}
    notes = (each for each in passages if each.role is Role.NOTE)
    return DocumentWords(_words(body), tuple(sorted(margins - {""})), _words(notes))


def _words(passages: Iterable[Passage]) -> tuple[str, ...]:
    texts = ("".join(span.text for span in each.spans if not span.sequence) for each in passages)
    return tuple(word for text in texts for word in text.split())


class AnchoredText(Struct, frozen=True):
    """A paragraph with its anchor, or None before the first one, and the words that belong to it."""

    anchor: AnchorName | None
    text: str


class Edit(StrEnum):
    """What was done to a paragraph by hand."""

    REWORDED = "reworded"
    ADDED = "added"
    DELETED = "deleted"
    DOUBLED = "doubled"
    MOVED = "moved"


class EditedParagraph(Struct, frozen=True):
    """A paragraph that differs from the one that was made.

    Attributes:
        made: its words as they were made, shortened; "" where there were none.
        found: its words in the file, shortened; "" where there are none.
    """

    edit: Edit
    made: str
    found: str


class ChangedEntry(Struct, frozen=True):
    """A record of the data that says something else than when the file was made.

    Attributes:
        name: which, as far as the dossier knows it, else "".
        was: the words in the file, shortened; "" where it is new since.
        now: the words today, shortened; "" where it is gone since.
    """

    name: str
    was: str
    now: str


def read_anchored(data: bytes, name: str) -> list[AnchoredText]:
    """The paragraphs of a file's body in order, with their anchors.

    Raises:
        PackageRefusedError: the file is no Word document, or is damaged.
    """
    package = read_package(data, name, only_to_look=True)
    paragraphs = package.xml(package.main_part).iter(P)
    seen = (each for each in paragraphs if ancestor(each, TXBX_CONTENT) is None)
    return [AnchoredText(_anchor(each), _text(each)) for each in seen]


def _anchor(paragraph: Element) -> AnchorName | None:
    names = (read_name(each.get(_NAME) or "") for each in paragraph.iter(BOOKMARK))
    return next((name for name in names if name and not name.is_row), None)


def _text(paragraph: Element) -> str:
    return " ".join(without_objects(paragraph_text(paragraph).text).split())


class Comparison(Struct):
    """A file beside the document made again.

    Attributes:
        found: the paragraphs of the file.
        made: those of the document made again.
        follows_template: whether both come of the same template, so that each paragraph of the one has its place in
            the other.
        follows_data: whether both come of the same data, so that nothing can differ but by hand.
    """

    found: Sequence[AnchoredText]
    made: Sequence[AnchoredText]
    follows_template: bool = True
    follows_data: bool = True
    _names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, found: bytes, made: bytes, dossier: Dossier, *, follows_template: bool, follows_data: bool
    ) -> Comparison:
        """The comparison of a file with the document made again from a dossier."""
        again = read_anchored(made, "The document")
        file = _with_lost_anchors(read_anchored(found, "The file"), again)
        return cls(file, again, follows_template, follows_data, name_records(dossier))

    def entries(self) -> list[ChangedEntry]:
        """The records that say something else today, in the order of today's document; then those that are gone."""
        if self.follows_data:
            return []
        before, today = _records(self.found), _records(self.made)
        changed = [each for each in today if each not in before or before[each][0] != today[each][0]]
        gone = [each for each in before if each not in today]
        nothing = ("", "")
        return [
            ChangedEntry(self._names.get(each, ""), before.get(each, nothing)[1], today.get(each, nothing)[1])
            for each in (*changed, *gone)
        ]

    def edits(self) -> list[EditedParagraph]:
        """What was done by hand, in the order of the file, then what was deleted; no entry that changed is among it."""
        return [*self._reworded_or_added(), *self._moved(), *self._deleted()]

    def _reworded_or_added(self) -> Iterator[EditedParagraph]:
        made, met = _by_identity(self.made), set[str]()
        for block in _blocks(self.found):
            anchor, text = block
            identity = anchor.identity if anchor else ""
            other = made.get(identity)
            if identity in met:
                yield EditedParagraph(Edit.DOUBLED, _short(text), _short(text))
            elif other is not None and self._is_comparable(anchor, other[0]):
                yield from _edits_of(other[1], text)
            elif other is None and anchor and self._was_known(anchor, self.made):
                yield EditedParagraph(Edit.ADDED, "", _short(text))
            met.add(identity)

    def _deleted(self) -> Iterator[EditedParagraph]:
        found = _by_identity(self.found)
        for anchor, text in _blocks(self.made):
            if anchor and anchor.identity not in found and text and self._was_known(anchor, self.found):
                yield EditedParagraph(Edit.DELETED, _short(text), "")

    def _moved(self) -> Iterator[EditedParagraph]:
        places = {identity: at for at, identity in enumerate(_by_identity(self.made))}
        common = {key: text for key, (_, text) in _by_identity(self.found).items() if key in places and key}
        keys = list(common)
        staying = _longest_rising([places[key] for key in keys])
        for key in keys:
            if places[key] not in staying:
                yield EditedParagraph(Edit.MOVED, _short(common[key]), _short(common[key]))

    def _is_comparable(self, anchor: AnchorName | None, made: AnchorName | None) -> bool:
        """Whether the record of a paragraph says the same as when the file was made, so that its words should too."""
        return anchor is None or made is None or anchor.content == made.content

    def _was_known(self, anchor: AnchorName, others: Sequence[AnchoredText]) -> bool:
        """Whether the other side has the record, so that only a hand can have put this paragraph in or out."""
        if not self.follows_template:
            return False
        return self.follows_data or anchor.is_fixed or anchor.record in _records(others)


def _edits_of(made: str, found: str) -> Iterator[EditedParagraph]:
    if made != found:
        edit = Edit.REWORDED if made and found else Edit.DELETED if made else Edit.ADDED
        yield EditedParagraph(edit, *shorten(made, found))


def _with_lost_anchors(found: Sequence[AnchoredText], made: Sequence[AnchoredText]) -> list[AnchoredText]:
    """The paragraphs of a file, with the anchors that some have lost: those of the very same words."""
    there = {each.anchor.identity for each in found if each.anchor}
    lost: dict[str, list[AnchorName]] = {}
    for each in made:
        if each.anchor and each.text and each.anchor.identity not in there:
            lost.setdefault(each.text, []).append(each.anchor)

    def restore(each: AnchoredText) -> AnchoredText:
        waiting = lost.get(each.text) if each.anchor is None else None
        return AnchoredText(waiting.pop(0), each.text) if waiting else each

    return [restore(each) for each in found]


def _blocks(paragraphs: Iterable[AnchoredText]) -> Iterator[tuple[AnchorName | None, str]]:
    """Each anchored paragraph with those that follow it without an anchor."""
    anchor: AnchorName | None = None
    texts: list[str] = []
    for each in paragraphs:
        if each.anchor:
            yield anchor, "\n".join(texts)
            anchor, texts = each.anchor, []
        texts += [each.text] if each.text else []
    yield anchor, "\n".join(texts)


def _by_identity(paragraphs: Iterable[AnchoredText]) -> dict[str, tuple[AnchorName | None, str]]:
    found: dict[str, tuple[AnchorName | None, str]] = {}
    for anchor, text in _blocks(paragraphs):
        found.setdefault(anchor.identity if anchor else "", (anchor, text))
    return found


def _records(paragraphs: Iterable[AnchoredText]) -> dict[str, tuple[str, str]]:
    """By record, what its anchors say of its content, and its words, shortened."""
    found: dict[str, tuple[str, str]] = {}
    for anchor, text in _blocks(paragraphs):
        if anchor and not anchor.is_fixed:
            # a number stands before the text of its record: the longest words are the text
            longest = max(found.get(anchor.record, ("", ""))[1], _short(text), key=len)
            found[anchor.record] = anchor.content, longest
    return found


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The most numbers of a sequence that rise one after the other: what stays where it is."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    rising, number_or_none = set[int](), tails[-1] if tails else None
    while number_or_none is not None:
        rising.add(number_or_none)
        number_or_none = before[number_or_none]
    return rising


def shorten(made: str, found: str) -> tuple[str, str]:
    """Two wordings, each cut down to the surroundings of the first word that differs."""
    old, new = made.split(), found.split()
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    start = max(0, (min(len(old), len(new)) if same is None else same) - 3)
    lead: Callable[[list[str]], str] = lambda words: ("… " if start else "") + " ".join(words[start:])  # noqa: E731
    return _short(lead(old)), _short(lead(new))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
