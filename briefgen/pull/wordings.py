"""The texts of the dossier that a document prints, and what is proposed of those that are no follow-up items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from briefgen.findings import Finding, Place, error
from briefgen.pull import TEXTS_CLASH
from briefgen.pull.characters import TypedText


class Target(StrEnum):
    """Where a text stands."""

    ITEM = "followup"
    COMMITMENT = "commitments"
    PARAGRAPH = "paragraphs"
    BODY = "body"
    FIGURE = "figures"
    TRANSLATION = "translation"


class PrintedText(Struct, frozen=True):
    """A text that a document prints.

    Attributes:
        key: of the item, point or figure; of a paragraph with its document, "summary/opening"; of a body its file.
        name: what it is called in messages.
        typed: the text in the language of the document.
        records: the digests that anchors have of it; none for a body, which belongs to no record.
        block: the number of a piece of a body, from 0.
        context: what its translation is looked up by; "" where it is printed as it was written.
        original: what it is the translation of.
        point, group, owner, state, due: of an item, as they stand.
    """

    target: Target
    key: str
    name: str
    typed: TypedText
    records: frozenset[str] = frozenset()
    block: int = 0
    context: str = ""
    original: str = ""
    point: str = ""
    group: str = ""
    owner: str = ""
    state: str = ""
    due: str = ""


class TextChange(Struct, frozen=True):
    """What somebody has made of a text that is no item, or of a figure.

    Attributes:
        key: as in `PrintedText`; of a translation its context, of a piece of a body its file.
        old: how it was typed when the document was made; of a figure its value.
        new: how it is to be typed; "" for a piece of a body that was deleted.
        block: the number of the piece of a body.
        language, original: of a translation.
        who: whose it is, as it is entered under `source`.
    """

    target: Target
    key: str
    name: str
    old: str
    new: str
    as_of: date
    who: str
    place: Place
    block: int = 0
    language: str = ""
    original: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What it is a change of."""
        return (self.target, self.language, self.key, str(self.block), self.original)


class TextProposal(Struct, frozen=True):
    """A change that may be written.

    Attributes:
        change: the first of those that say so.
        who: all who say so.
    """

    change: TextChange
    who: str


class TextClash(Struct, frozen=True):
    """A text of which several different things are said.

    Attributes:
        now: how it is typed now.
        is_newer: whether the dossier has changed since the documents were made.
    """

    now: str
    is_newer: bool
    changes: tuple[TextChange, ...]


class MergedTexts(Struct, frozen=True):
    """What becomes of all changes.

    Attributes:
        known: what the dossier says already.
    """

    proposals: tuple[TextProposal, ...] = ()
    clashes: tuple[TextClash, ...] = ()
    known: tuple[TextChange, ...] = ()
    findings: tuple[Finding, ...] = ()


def merge_texts(changes: Iterable[TextChange], now: Callable[[TextChange], str | None]) -> MergedTexts:
    """What is proposed of texts, and where proposals clash.

    Args:
        changes: of any number of files.
        now: how a text is typed today; None where it is no more.
    """
    alike: dict[tuple[str, ...], list[TextChange]] = defaultdict(list)
    for each in changes:
        alike[each.identity].append(each)
    proposals, clashes, known = list[TextProposal](), list[TextClash](), list[TextChange]()
    for those in alike.values():
        typed = now(those[0])
        news = [each for each in those if typed is None or each.new != typed]
        known += [each for each in those if each not in news]
        if not news:
            continue
        is_newer = typed is None or any(each.old != typed for each in news)
        if is_newer or len({each.new for each in news}) > 1:
            clashes.append(TextClash(typed or "", is_newer, tuple(news)))
        else:
            proposals.append(TextProposal(news[0], "; ".join(dict.fromkeys(each.who for each in news))))
    return MergedTexts(tuple(proposals), tuple(clashes), tuple(known), tuple(map(_clash, clashes)))


def _clash(clash: TextClash) -> Finding:
    first = clash.changes[0]
    what = "the dossier has changed since the document was made" if clash.is_newer else "not everybody says the same"
    message = f"{what} of {first.name}; nothing is written of it."
    return error(TEXTS_CLASH, first.place, message, "Read all wordings, and type the one that holds.", first.key)


def with_pieces(pieces: Sequence[str], changes: Mapping[int, str]) -> Iterator[str]:
    """The pieces of a body, with those that were changed; what became empty is left out.

    Args:
        changes: by number of the piece.
    """
    for number, piece in enumerate(pieces):
        if changed := changes.get(number, piece):
            yield changed
