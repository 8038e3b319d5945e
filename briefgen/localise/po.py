"""Translations as translators keep them: gettext PO files, read by Babel, and brought up to date here.

Source of the format: GNU gettext manual, "The Format of PO Files". Each line is checked against it before Babel reads
the file, because its parser skips what it cannot read. Babel is imported inside the functions that need it: a document
in the source language does without it.

Updating a catalogue loses no translator's work: a changed text keeps its translation as fuzzy, one that is gone is kept
at the end as obsolete. The same texts and the same former file give the same bytes; the header holds no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from msgspec import Struct

from briefgen.findings import Finding, Place, declare, error
from briefgen.localise.house_style.style import is_code
from briefgen.localise.plural_forms import MOST_FORMS, numbers_of, rule_of
from briefgen.model.catalogue import Catalogue, PluralRule, Translation

BROKEN: Final = declare("TRANS-004", "A catalogue is a PO file in UTF-8 that can be read whole, with each entry once.")

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?P<index>\[\d+\])?[ \t]+)?{_STRING}[ \t]*")
# which keyword may follow which; "" is the beginning of an entry
_NEXT: Mapping[str, tuple[str, ...]] = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr", "msgid_plural"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
    **{f"msgstr[{number}]": ("msgctxt", "msgid", f"msgstr[{number + 1}]") for number in range(MOST_FORMS)},
}
_BEGINNINGS = sorted(filter(None, _NEXT), key=len, reverse=True)
MAX_ENTRIES = 20_000
_ENTRY = re.compile(r"^msgid ", re.MULTILINE)
_FORM = re.compile(r"(?:#~[ \t]*)?msgstr\[(\d+)\]")
_SAVE_AS_UTF_8 = "Save it as UTF-8 in the program it was edited with."
_AS_WRITTEN = 'An entry reads msgctxt "…", msgid "…", msgstr "…"; a quotation mark inside is written \\".'


def decode_po(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """The text of a PO file and its faults; the text is "" where it is not UTF-8 or declares another charset."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        place = Place(file, line=data.count(b"\n", 0, problem.start) + 1)
        return "", [error(BROKEN, place, "the catalogue is not UTF-8.", _SAVE_AS_UTF_8)]
    charset = re.search(r"Content-Type:[^\n]*?charset=([\w.:-]+)", text)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "charset"):
        place = Place(file, line=text.count("\n", 0, charset.start()) + 1)
        message = f"the catalogue says that it is written in {charset[1]}."
        return "", [error(BROKEN, place, message, _SAVE_AS_UTF_8, charset[1])]
    return text, []


def line_faults(text: str, file: str) -> list[Finding]:
    """Every line that is not PO syntax, or is out of order."""
    return [
        error(BROKEN, Place(file, line=number), message, _AS_WRITTEN, words) for number, message, words in _faults(text)
    ]


def comments_above(lines: Sequence[str], number: int) -> Iterator[str]:
    """The comment lines of an entry, in their order, without the mark of obsolete ones.

    Babel leaves out a line that it has seen before in the same entry.

    Args:
        lines: of the whole file.
        number: of the entry's msgid, from 1.
    """
    found: list[str] = []
    for typed in reversed(lines[: number - 1]):
        line = re.sub(r"^#~[ \t]*(?=[|m\"])", "", typed.strip())
        if line.startswith(("#", "|")):
            found.append(line)
        elif not line or line.startswith("msgstr") or (found and line.startswith('"')):
            break
    yield from reversed(found)


def _faults(text: str) -> Iterator[tuple[int, str, str]]:
    before, number = "", 0
    for number, typed in enumerate(text.split("\n"), 1):
        line = re.sub(r"^#~(?!\|)", "", typed.strip()).strip()
        if line.startswith("#"):
            yield from ((number, message, line[:60]) for message in _comment_faults(line, before))
            before = "" if before.startswith("msgstr") else before  # a comment begins the next entry
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        word = f"{match['word']}{match['index'] or ''}" if match and match["word"] else None
        if match is None:
            yield number, "the line cannot be read.", line[:60]
        elif word is None and not before:
            yield number, "a text stands where an entry should begin.", line[:60]
        elif word and word not in _NEXT[before]:
            yield number, f"{word} cannot stand here.", line[:60]
        before = word or next((each for each in _BEGINNINGS if line.startswith(each)), before)
    if before and not before.startswith("msgstr"):
        yield number, "the last entry has no msgstr.", ""


def _comment_faults(line: str, before: str) -> Iterator[str]:
    if before in ("msgctxt", "msgid", "msgid_plural"):
        yield f"a comment stands inside an entry, behind its {before}."
    elif line.startswith("#:") and line.count("\u2068") != line.count("\u2069"):
        yield "the name of a file begins with U+2068 and does not end with U+2069, or the other way round."


_REMARK = re.compile(r"#(?![.:,|~])")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


class SourceText(Struct, frozen=True):
    """A text to be translated.

    Attributes:
        context: identifies the text; see `briefgen.model.catalogue.Translation`.
        comments: for the translator, a line each.
        file: that the text is in; `row` is its row or line there, or None.
    """

    context: str
    source: str
    comments: tuple[str, ...] = ()
    file: str = ""
    row: int | None = None


class PoEntry(Struct, frozen=True):
    """An entry of a PO file.

    Attributes:
        text: the translation; of an entry with plural forms, the first that is there.
        previous: the source text that a fuzzy translation was made for, or "".
        remarks: the translator's own comments.
        line: of its msgid.
        plural: its msgid_plural; "" for an entry without plural forms.
        forms: msgstr[0], msgstr[1] …, as many as the language has; "" for one that is missing.
    """

    context: str
    source: str
    text: str
    fuzzy: bool = False
    previous: str = ""
    remarks: tuple[str, ...] = ()
    line: int = 0
    plural: str = ""
    forms: tuple[str, ...] = ()


class PoFile(Struct, frozen=True):
    """A whole PO file: its header as text, its entries in order, and those that are no longer used.

    Attributes:
        rule: of its plural forms; None where no entry has them.
    """

    header: str = ""
    remarks: tuple[str, ...] = ()
    entries: tuple[PoEntry, ...] = ()
    obsolete: tuple[PoEntry, ...] = ()
    rule: PluralRule | None = None


def read_catalogue(data: bytes, file: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The translations of a PO file, and what is wrong with it; none of a file that cannot be read whole.

    Args:
        data: the bytes of the file.
        file: its name, for messages.
    """
    read, findings = read_po_file(data, file)
    entries = (
        Translation(
            each.context, each.source, each.text, each.fuzzy, Place(file, line=each.line), each.forms, read.rule
        )
        for each in read.entries
    )
    return Catalogue(file, tuple(entries), sha256(data).hexdigest()), findings


def read_po_file(data: bytes, file: str, *, like: PoFile | None = None) -> tuple[PoFile, tuple[Finding, ...]]:
    """All that a PO file holds, and what is wrong with it; an empty one where anything is.

    Args:
        file: its name, for messages; it tells the language where the header does not.
        like: the catalogue that it was made of by a program which knows no contexts: wordings may stand in it again,
            and it has the plural forms of that catalogue.
    """
    text, findings = decode_po(data, file)
    if (count := len(_ENTRY.findall(text))) > MAX_ENTRIES:
        message = f"the catalogue has {count} entries; at most {MAX_ENTRIES} are read."
        return PoFile(), (error(BROKEN, Place(file), message, "Check that it is the right file."),)
    findings = findings or line_faults(text, file)
    if findings:
        return PoFile(), tuple(findings)
    messages, obsolete, fault = _parse(text)
    if fault:
        line, message = fault
        words = text.split("\n")[line - 1].strip()[:60] if line else ""
        return PoFile(), (error(BROKEN, Place(file, line=line or None), message, _AS_WRITTEN, words),)
    if like is None and (twice := list(_twice(messages, file))):
        return PoFile(), tuple(twice)
    found = next((each for each in messages if not each.id), None)
    header, lines = str(found.string) if found else "", text.split("\n")
    rule, wrong = _plural_rule(like.header if like else header, lines, file)
    if wrong:
        return PoFile(), tuple(wrong)
    entries = tuple(_entry(each, lines, rule) for each in messages if each.id)
    remarks = _entry(found, lines).remarks if found else ()
    gone = tuple(_entry(each, lines, rule) for each in obsolete)
    return PoFile(header, remarks, entries, gone, rule), ()


def _plural_rule(header: str, lines: Sequence[str], file: str) -> tuple[PluralRule | None, list[Finding]]:
    """The rule of a file that has plural forms, and its entries with more of them than the rule has."""
    numbered = [(at, int(found[1])) for at, line in enumerate(lines, 1) if (found := _FORM.match(line))]
    if not numbered:
        return None, []
    try:
        rule = rule_of(header, language_of(header, file))
    except ValueError as problem:
        at = next((at for at, line in enumerate(lines, 1) if "Plural-Forms" in line), 1)
        remedy = "Write it as the language's translators do, or leave the line out: Babel's rule is followed then."
        return None, [error(BROKEN, Place(file, line=at), f"Plural-Forms in the header: {problem}.", remedy)]
    known = "; ".join(f"msgstr[{form}] for {numbers_of(form, rule)}" for form in range(rule.count))
    message = f"the entry has the form msgstr[{{}}]; by the rule of the language there are {rule.count}: {known}."
    return rule, [
        error(BROKEN, Place(file, line=at), message.format(form), "Take it out.", lines[at - 1][:60])
        for at, form in numbered
        if form >= rule.count
    ]


def language_of(header: str, file: str) -> str:
    """The language of a catalogue: what its file is named after, else what its header says."""
    name = file.replace("\\", "/").rpartition("/")[2].removesuffix(".po")
    said = re.search(r"^Language:[ \t]*([\w-]+)", header, re.MULTILINE)
    return name if is_code(name) or not said else said[1].replace("_", "-")


def _parse(text: str) -> tuple[list[Any], list[Any], tuple[int, str] | None]:
    """Babel's messages in the order of the file, the obsolete ones, and line (from 1) and words of what it refuses."""
    from babel.messages.catalog import Catalog, Message
    from babel.messages.pofile import PoFileError, PoFileParser

    class Recording(Catalog):
        """Records every message, also two with one key; Babel's own catalogue merges the second into the first."""

        def __init__(self) -> None:
            super().__init__(charset="utf-8")
            self.read: list[Message] = []

        @property
        def num_plurals(self) -> int:
            """As many as any language has; how many this one has is looked at with all lines at hand."""
            return MOST_FORMS

        def __setitem__(self, _id: Any, message: Message) -> None:
            self.read.append(message)

    catalog = Recording()
    lines = ["#" if line.startswith("#~|") else line for line in text.split("\n")]
    try:
        PoFileParser(catalog, abort_invalid=True).parse(lines)
    except PoFileError as problem:
        return [], [], (int(problem.lineno or 0) + 1, "the entry cannot be read.")
    except (ValueError, LookupError, TypeError, AttributeError):  # its parser trusts what it has not checked
        return [], [], (0, "the catalogue cannot be read.")
    return catalog.read, list(catalog.obsolete.values()), None


def _twice(messages: Iterable[Any], file: str) -> Iterator[Finding]:
    first: dict[tuple[str, str], int] = {}
    for each in messages:
        source, _ = _ids(each)
        key = (each.context or "", source)
        if key in first:
            message = f"the entry of line {first[key]} stands here again."
            yield error(BROKEN, Place(file, line=each.lineno), message, "Keep one of the two.", source[:60])
        first.setdefault(key, each.lineno)


def _ids(message: Any) -> tuple[str, str]:
    """Source and msgid_plural of a message as Babel reads it; an empty msgid_plural says the same as the source."""
    return (message.id[0], message.id[1] or message.id[0]) if isinstance(message.id, tuple) else (message.id, "")


def _entry(message: Any, lines: Sequence[str], rule: PluralRule | None = None) -> PoEntry:
    comments, (source, plural) = list(comments_above(lines, message.lineno)), _ids(message)
    forms = tuple(each or "" for each in message.string[: rule.count]) if plural and rule else ()
    text = next(filter(None, forms), "") if plural else message.string or ""
    return PoEntry(
        context=message.context or "",
        source=source,
        text=text,
        fuzzy="fuzzy" in message.flags and bool(text),
        previous=_previous(comments),
        remarks=tuple(each[1:].strip() for each in comments if _REMARK.match(each)),
        line=message.lineno,
        plural=plural,
        forms=forms,
    )


def _previous(comments: Iterable[str]) -> str:
    """The text behind `#| msgid`, which Babel reads as a comment."""
    from babel.messages.pofile import unescape

    lines = [each.lstrip("#|").strip() for each in comments if each.startswith(("#|", "|"))]
    plural = next((at for at, line in enumerate(lines) if line.startswith("msgid_plural")), len(lines))
    lines = lines[:plural]
    return "".join(unescape(match[0]) for line in lines if line[:7] != "msgctxt" and (match := _QUOTED.search(line)))
