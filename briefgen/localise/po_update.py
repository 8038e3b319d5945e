"""A catalogue brought up to date: the texts as they are now, with all the work that translators have done.

The same texts and the same former file give the same bytes; the header holds no clock. Nothing that was translated is
dropped: a changed text keeps its translation as fuzzy, one that is gone stands at the end as obsolete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefgen.errors import FindingsError
from briefgen.localise.po import PoEntry, PoFile, SourceText, read_po_file

_HEADER = """\
Project-Id-Version: {project}
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
"""
_WIDTH = 80  # columns
_NEAR = 0.6
"""How alike two texts of one context are, from 0 to 1, so that one is taken for the other's former wording."""


def merged(former: bytes | None, texts: Iterable[SourceText], language: str, file: str, project: str) -> bytes:
    """The bytes of a PO file with an entry for each text, in their order.

    Args:
        former: the file as it is now, or None.
        texts: texts of one context and wording become one entry.
        language: its code, for the header of a new file.
        file: the name for messages.
        project: what the header of a new file names.

    Raises:
        FindingsError: the former file is broken, so that work in it might be lost.
    """
    read, findings = read_po_file(former, file) if former is not None else (PoFile(), ())
    if findings:
        raise FindingsError(findings)
    wanted: dict[tuple[str, str], list[SourceText]] = {}
    for text in texts:
        wanted.setdefault((text.context, text.source), []).append(text)
    heirs = _Inheritance(read).of([same[0] for same in wanted.values()])
    header = read.header or _HEADER.format(project=project, language=language)
    pieces = [
        _written(PoEntry("", "", header, remarks=read.remarks), ()),
        *(_written(heir, same) for heir, same in zip(heirs.entries, wanted.values(), strict=True)),
        *(_written(each, (), prefix="#~ ") for each in heirs.obsolete),
    ]
    return "\n".join(pieces).encode()


@dataclass(slots=True)
class _Inheritance:
    """Which former entry each text takes its translation from; an entry is inherited once."""

    former: PoFile
    _left: list[PoEntry] = field(default_factory=list)

    def of(self, texts: Sequence[SourceText]) -> PoFile:
        self._left = [*self.former.entries, *self.former.obsolete]
        found: dict[int, PoEntry] = {}
        for take in (self._same, self._moved, self._copied, self._changed):
            for number, text in enumerate(texts):
                if number not in found and (entry := take(text)):
                    found[number] = replace(entry, context=text.context, source=text.source)
        entries = (found.get(number) or PoEntry(text.context, text.source, "") for number, text in enumerate(texts))
        return PoFile(entries=tuple(entries), obsolete=tuple(each for each in self._left if each.text))

    def _same(self, text: SourceText) -> PoEntry | None:
        return self._taken(lambda each: (each.context, each.source) == (text.context, text.source))

    def _moved(self, text: SourceText) -> PoEntry | None:
        """The same wording at another place, where it is gone from there."""
        near = self._taken(lambda each: each.source == text.source and _family(each.context) == _family(text.context))
        return near or self._taken(lambda each: each.source == text.source)

    def _copied(self, text: SourceText) -> PoEntry | None:
        """The same wording, translated at another place where it stands too."""
        everywhere = [*self.former.entries, *self.former.obsolete]
        same = [each for each in everywhere if each.source == text.source and each.text]
        return next(
            (replace(each, remarks=()) for each in same if _family(each.context) == _family(text.context)), None
        )

    def _changed(self, text: SourceText) -> PoEntry | None:
        """The former wording of the text, whose translation is now to be looked at."""
        entry = self._taken(lambda each: each.context == text.context and _is_former(each, text))
        if entry is None or not entry.text:
            return entry
        previous = entry.previous if entry.fuzzy and entry.previous else entry.source
        return replace(entry, fuzzy=True, previous=previous)

    def _taken(self, fits: Callable[[PoEntry], bool]) -> PoEntry | None:
        number = next((number for number, each in enumerate(self._left) if fits(each)), None)
        return None if number is None else self._left.pop(number)


def _is_former(entry: PoEntry, text: SourceText) -> bool:
    """Whether an entry of the same context is an earlier wording; a context of one text alone says so by itself."""
    if "/" in text.context:
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, entry.source, text.source).ratio() >= _NEAR


def _family(context: str) -> str:
    return context.partition("/")[0]


def _written(entry: PoEntry, texts: Sequence[SourceText], prefix: str = "") -> str:
    return "".join(f"{line}\n" for line in _lines(entry, texts, prefix))


def _lines(entry: PoEntry, texts: Sequence[SourceText], prefix: str) -> Iterator[str]:
    yield from (f"# {remark}".rstrip() for remark in entry.remarks)
    yield from (f"#. {comment}" for comment in dict.fromkeys(each for text in texts for each in text.comments))
    yield from (f"#: {place}" for place in dict.fromkeys(map(_reference, texts)) if place)
    if entry.fuzzy:
        yield "#, fuzzy"
    if entry.fuzzy and entry.previous:
        yield from _keyword("msgid", entry.previous, "#~| " if prefix else "#| ")
    if entry.context:
        yield from _keyword("msgctxt", entry.context, prefix)
    yield from _keyword("msgid", entry.source, prefix)
    yield from _keyword("msgstr", entry.text, prefix)


def _keyword(word: str, text: str, prefix: str) -> Iterator[str]:
    from babel.messages.pofile import normalize

    first, *rest = normalize(text, prefix=prefix, width=_WIDTH).split("\n")
    yield f"{prefix}{word} {first}"
    yield from rest


def _reference(text: SourceText) -> str:
    file = f"\u2068{text.file}\u2069" if " " in text.file else text.file
    return file if text.row is None or not file else f"{file}:{text.row}"
