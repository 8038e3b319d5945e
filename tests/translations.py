"""Catalogues for tests: PO files written as a translator's program writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from briefgen.localise.po import read_po_file

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def an_entry(context: str, source: str, text: str = "", *before: str) -> str:
    """An entry with the lines given before it, such as `#, fuzzy`."""
    lines = [*before, f"msgctxt {quoted(context)}", f"msgid {quoted(source)}", f"msgstr {quoted(text)}"]
    return "\n".join(lines) + "\n"


def a_plural_entry(context: str, source: str, *forms: str) -> str:
    """An entry with plural forms, whose msgid_plural says the same as its msgid."""
    lines = [f"msgctxt {quoted(context)}", f"msgid {quoted(source)}", f"msgid_plural {quoted(source)}"]
    return "\n".join([*lines, *(f"msgstr[{at}] {quoted(form)}" for at, form in enumerate(forms))]) + "\n"


def a_catalogue(*entries: str) -> bytes:
    """A PO file of some entries."""
    return "\n".join([HEADER, *entries]).encode()


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def fill(paths: Iterable[Path], translate: Callable[[str], str]) -> None:
    """Translates every entry of some catalogues."""
    for path in paths:
        read, findings = read_po_file(path.read_bytes(), path.name)
        assert findings == ()
        entries = (an_entry(each.context, each.source, translate(each.source)) for each in read.entries)
        path.write_bytes(a_catalogue(*entries))


def same(text: str) -> str:
    """The identity as a translation."""
    return text
