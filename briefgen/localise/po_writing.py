"""Catalogues as they are written: those of other texts, and those in which some translations are others.

Whoever translates finds all that was there before: what is no longer used, and what a translation said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.errors import FindingsError
from briefgen.localise.plural_forms import rule_of
from briefgen.localise.po import PoEntry, PoFile, SourceText, decode_po, language_of, read_po_file
from briefgen.model.catalogue import PluralRule

_HEADER = """\
Project-Id-Version: {project}
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
"""
_WIDTH, _LONGEST_WORD = 80, 200  # columns; characters of the longest word in a text whose lines are broken
_NEAR = 0.6  # the least similarity (0 to 1) of a text and its former wording, in a context of many texts


def merge_catalogue(
    former: bytes | None,
    texts: Iterable[SourceText],
    language: str,
    file: str,
    project: str,
    *,
    is_plural: Callable[[str], bool] = lambda _: False,
) -> bytes:
    """The bytes of a PO file with an entry for each text, in their order.

    Args:
        former: the file as it is now, or None.
        texts: those of the same context and wording become one entry.
        language: its code, for the header of a new file.
        file: the name for messages.
        project: what the header of a new file names.
        is_plural: whether a text is to have an entry with plural forms; one that is translated stays as it is.

    Raises:
        FindingsError: the former file is broken, so updating it might lose work.
    """
    read, findings = read_po_file(former, file) if former is not None else (PoFile(), ())
    if findings:
        raise FindingsError(findings)
    wanted: dict[tuple[str, str], list[SourceText]] = {}
    for text in texts:
        wanted.setdefault((text.context, text.source), []).append(text)
    heirs = _Inheritance(read).of([same[0] for same in wanted.values()])
    header = read.header or _HEADER.format(project=project, language=language)
    rule = read.rule or rule_of(header, language)
    entries = [_with_forms(each, rule) if is_plural(each.source) else each for each in heirs.entries]
    if any(each.plural for each in (*entries, *heirs.obsolete)) and "Plural-Forms:" not in header:
        header += f"Plural-Forms: nplurals={rule.count}; plural={rule.rule};\n"
    pieces = [
        _format_entry(PoEntry("", "", header, remarks=read.remarks), ()),
        *(_format_entry(heir, same) for heir, same in zip(entries, wanted.values(), strict=True)),
        *(_format_entry(each, (), prefix="#~ ") for each in heirs.obsolete),
    ]
    return "\n".join(pieces).encode()


def _with_forms(entry: PoEntry, rule: PluralRule) -> PoEntry:
    """An entry that nobody has translated yet, with plural forms where the language has several."""
    if entry.text or entry.plural or rule.count < 2:
        return entry
    return replace(entry, plural=entry.source, forms=("",) * rule.count)


class _Inheritance(Struct):
    """Finds the former entry that each text takes its translation from; an entry is used once.

    `_left` are the entries that nothing has taken yet, by number; `_known` the numbers under each key of an entry.
    """

    former: PoFile
    _left: dict[int, PoEntry] = field(default_factory=dict)
    _known: dict[object, deque[int]] = field(default_factory=dict)

    def of(self, texts: Sequence[SourceText]) -> PoFile:
        self._left = dict(enumerate((*self.former.entries, *self.former.obsolete)))
        copies = {_keys(each)[1]: replace(each, remarks=()) for each in reversed(self._left.values()) if each.text}
        for number, each in self._left.items():
            for key in _keys(each):
                self._known.setdefault(key, deque()).append(number)
        found: dict[int, PoEntry] = {}
        # first the same entries, then moved ones, then copies of what is translated at a place that still has it
        for take in (
            lambda text: self._take(_keys(text)[0]),
            self._find_moved,
            lambda text: copies.get(_keys(text)[1]),
            self._find_changed,
        ):
            for number, text in enumerate(texts):
                if number not in found and (entry := take(text)):
                    plural = text.source if entry.plural == entry.source else entry.plural
                    found[number] = replace(entry, context=text.context, source=text.source, plural=plural)
        entries = (found.get(number) or PoEntry(text.context, text.source, "") for number, text in enumerate(texts))
        return PoFile(entries=tuple(entries), obsolete=tuple(each for each in self._left.values() if each.text))

    def _find_moved(self, text: SourceText) -> PoEntry | None:
        """The same wording, moved from another place."""
        _, near, wording, _ = _keys(text)
        return self._take(near) or self._take(wording)

    def _find_changed(self, text: SourceText) -> PoEntry | None:
        """The former wording of the text; its translation becomes fuzzy."""
        entry = self._take(_keys(text)[3], lambda each: _is_former(each, text))
        if entry is None or not entry.text:
            return entry
        previous = entry.previous if entry.fuzzy and entry.previous else entry.source
        return replace(entry, fuzzy=True, previous=previous)

    def _take(self, key: object, fits: Callable[[PoEntry], bool] = lambda _: True) -> PoEntry | None:
        known = self._known.get(key, deque())
        while known and known[0] not in self._left:
            known.popleft()
        number = next((each for each in known if each in self._left and fits(self._left[each])), None)
        return None if number is None else self._left.pop(number)


def _keys(of: SourceText | PoEntry) -> tuple[object, object, object, object]:
    """What is looked for: context and wording, the wording in that family of contexts, the wording, the context."""
    context, source = of.context, of.source
    return (context, source), ("family", _family(context), source), ("source", source, ""), ("context", context, "")


def _is_former(entry: PoEntry, text: SourceText) -> bool:
    """Whether an entry of the same context is an earlier wording; certain for the contexts of one text alone."""
    if "/" in text.context:
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, entry.source, text.source).ratio() >= _NEAR


def _family(context: str) -> str:
    return context.partition("/")[0]


def _format_entry(entry: PoEntry, texts: Sequence[SourceText], prefix: str = "") -> str:
    return "".join(f"{line}\n" for line in _entry_lines(entry, texts, prefix))


def _entry_lines(entry: PoEntry, texts: Sequence[SourceText], prefix: str) -> Iterator[str]:
    yield from (f"# {remark}".rstrip() for remark in entry.remarks)
    yield from (f"#. {comment}" for comment in dict.fromkeys(each for text in texts for each in text.comments))
    yield from (f"#: {place}" for place in dict.fromkeys(map(_format_reference, texts)) if place)
    if entry.fuzzy:
        yield "#, fuzzy"
    if entry.fuzzy and entry.previous:
        yield from _keyword("msgid", entry.previous, "#~| " if prefix else "#| ")
    if entry.context:
        yield from _keyword("msgctxt", entry.context, prefix)
    yield from _keyword("msgid", entry.source, prefix)
    if not entry.plural:
        yield from _keyword("msgstr", entry.text, prefix)
        return
    yield from _keyword("msgid_plural", entry.plural, prefix)
    for number, form in enumerate(entry.forms):
        yield from _keyword(f"msgstr[{number}]", form, prefix)


def _keyword(word: str, text: str, prefix: str = "") -> Iterator[str]:
    from babel.messages.pofile import normalize

    # Babel looks for hyphens from each letter of a word to its end, so a word as long as a page would take minutes
    width = _WIDTH if max(map(len, text.split()), default=0) <= _LONGEST_WORD else 0
    first, *rest = normalize(text, prefix=prefix, width=width).split("\n")
    yield f"{prefix}{word} {first}"
    yield from rest


def _format_reference(text: SourceText) -> str:
    file = f"\u2068{text.file}\u2069" if " " in text.file else text.file
    return file if text.row is None or not file else f"{file}:{text.row}"


def change_translations(former: bytes, texts: Mapping[tuple[str, str, str], str], file: str, remark: str) -> bytes:
    """The bytes of a PO file in which some translations are others; the former ones stay, as remarks above them.

    Args:
        former: the file as it is now.
        texts: new translations by context, wording, and the translation that they replace, which of an entry with
            plural forms is one of them; those that it has no entry for are left out.
        file: its name, for messages.
        remark: what stands before the former translation, such as “until 17 March 2023”.

    Raises:
        FindingsError: the file is broken.
    """
    read, findings = read_po_file(former, file)
    if findings:
        raise FindingsError(findings)
    lines = decode_po(former, file)[0].split("\n")
    for entry in sorted(read.entries, key=lambda each: each.line, reverse=True):
        for number, form in reversed(list(enumerate(entry.forms or (entry.text,)))):
            text = texts.get((entry.context, entry.source, form))
            if text is not None and text != form:
                _retranslate(lines, entry, number, text)
                lines.insert(_top_of(lines, entry), f"# {remark}: {' '.join(form.split())}")
    return "\n".join(lines).encode()


class Taken(Struct, frozen=True):
    """A catalogue with what came back from a translator.

    Attributes:
        changed: how many entries have other translations than before, or another mark.
        unknown: the wordings of the file that the catalogue has no entries for.
    """

    data: bytes
    changed: int
    unknown: tuple[str, ...]


def take_translations(former: bytes, returned: bytes, file: str, name: str) -> Taken:
    """A PO file with the translations of another, which has lost contexts, remarks or places on its way.

    Entries are paired by wording; of a wording that stands in several places the first goes to the first, the second
    to the second. What is empty in the other file is left as it is. All else of the file stays, byte for byte.

    Args:
        former: the file as it is now; `file` its name, for messages.
        returned: the other; `name` is its name.

    Raises:
        FindingsError: one of the two is broken.
    """
    ours, findings = read_po_file(former, file)
    rule = ours.rule or rule_of(ours.header, language_of(ours.header, file))
    as_ours = replace(ours, header=f"Plural-Forms: nplurals={rule.count}; plural={rule.rule};\n")
    theirs, others = read_po_file(returned, name, like=as_ours)
    if findings or others:
        raise FindingsError((*findings, *others))
    left: dict[str, deque[PoEntry]] = {}
    for entry in theirs.entries:
        left.setdefault(entry.source, deque()).append(entry)
    known = {entry.source for entry in ours.entries}
    unknown = tuple(wording for wording in left if wording not in known)
    pairs = [(entry, other) for entry in ours.entries if (other := _next_of(left.get(entry.source), entry))]
    changed = [(own, other) for own, other in pairs if other.text and _said_by(own) != _said_by(other)]
    lines = decode_po(former, file)[0].split("\n")
    for own, other in reversed(changed):
        _put_in(lines, own, other)
    return Taken("\n".join(lines).encode(), len(changed), unknown)


def _next_of(same: deque[PoEntry] | None, own: PoEntry) -> PoEntry | None:
    """The next entry of a wording; the last serves others that nobody has translated, which some programs join."""
    if not same:
        return None
    found = same.popleft()
    if not same:
        same.append(replace(found, line=0))  # given out once
    return found if found.line or not own.text else None


def _said_by(entry: PoEntry) -> tuple[tuple[str, ...], bool]:
    return entry.forms or (entry.text,), entry.fuzzy


def _put_in(lines: list[str], own: PoEntry, other: PoEntry) -> None:
    """Puts the translation of another entry into the lines of one, and takes over whether it is fuzzy."""
    forms = other.forms or (other.text,)
    wanted = (*forms, *("",) * len(own.forms))[: len(own.forms)] if own.plural else (other.text,)
    for number, form in reversed(list(enumerate(wanted))):
        if form:
            _retranslate(lines, own, number, form)
    top = _top_of(lines, own)
    if own.fuzzy and not other.fuzzy:
        above = (line.replace("#, fuzzy, ", "#, ") for line in lines[top : own.line - 1])
        lines[top : own.line - 1] = [
            line for line in above if line.rstrip() != "#, fuzzy" and not line.startswith("#|")
        ]
    elif other.fuzzy and not own.fuzzy:
        lines.insert(next(at for at in range(top, own.line) if lines[at].startswith("msg")), "#, fuzzy")


def _top_of(lines: Sequence[str], entry: PoEntry) -> int:
    """The line, from 0, that an entry begins with, its comments among it."""
    top = entry.line - 1
    while top and lines[top - 1].strip() and not lines[top - 1].startswith("#~"):
        top -= 1
    return top


def _retranslate(lines: list[str], entry: PoEntry, number: int, text: str) -> None:
    """Puts another translation into the lines of an entry."""
    word = f"msgstr[{number}]" if entry.plural else "msgstr"
    first = next(at for at in range(entry.line - 1, len(lines)) if lines[at].lstrip().startswith(word))
    behind = next((at for at in range(first + 1, len(lines)) if not lines[at].lstrip().startswith('"')), len(lines))
    lines[first:behind] = _keyword(word, text)
