"""Find and parse the values of a text: which word each calls, with which arguments.

A value is a call of a word of the vocabulary with constants, or a constant through such words as filters. Nothing is
ever evaluated here. The common forms are read by a small grammar; anything else between braces is parsed by Jinja2
(`briefgen.text.expressions`), which takes 25 ms to import.
"""

from __future__ import annotations

import re

from briefgen.findings import did_you_mean
from briefgen.model.vocabulary import Signature
from briefgen.text.vocabulary import (
    REFERENCES,
    SIGNATURES,
    Call,
    Constant,
    RefusedError,
    SourcePiece,
    TextFault,
    decimal_as_typed,
    unknown_word,
)

# a backslash before a brace makes it text
_OPENING = re.compile(r"\\.|\{[{%\#]", re.DOTALL)
# "}}" inside quotation marks does not end a value
_CLOSED = {
    "{": re.compile(
        r"""\{\{ (?: "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | (?!\}\}|["']). )* \}\} | \{\{ .*? \}\}""",
        re.VERBOSE | re.DOTALL,
    ),
    "%": re.compile(r"\{%.*?%\}", re.DOTALL),
    "#": re.compile(r"\{#.*?#\}", re.DOTALL),
}
_ENDS = {"{": "}}", "%": "%}", "#": "#}"}
_CONSTANT = r"""(?:"[^"\\]*"|'[^'\\]*'|-?(?:0|[1-9][0-9]{0,20})(?:\.[0-9]{1,20})?)"""
_LIST = rf"{_CONSTANT}(?:\s*,\s*{_CONSTANT})*"
_PLAIN_CALL = re.compile(rf"(?P<word>[A-Za-z_]+)\(\s*(?P<args>{_LIST})\s*\)")
_PLAIN_FILTER = re.compile(rf"(?P<piped>{_CONSTANT})\s*\|\s*(?P<word>[A-Za-z_]+)(?:\(\s*(?P<args>{_LIST})\s*\))?")
_LONGEST = 2000


def pieces(source: str) -> list[SourcePiece]:
    """Every value, statement and comment in a source, in its order, also those that are not closed."""
    if "{" not in source:
        return []
    # what no end follows is not searched for its end, so that a text full of braces takes no longer than another
    last = {sign: source.rfind(end) for sign, end in _ENDS.items()}
    found: list[SourcePiece] = []
    at = 0
    while opening := _OPENING.search(source, at):
        at = opening.end()
        if not opening[0].startswith("\\"):
            sign = opening[0][1]
            closed = _CLOSED[sign].match(source, opening.start()) if last[sign] >= at else None
            at = closed.end() if closed else at
            found.append(SourcePiece(source[opening.start() : at], opening.start()))
    return found


def read_piece(piece: SourcePiece) -> Call | TextFault:
    """Parse a piece: the call, or the fault for which it is refused."""
    try:
        call = _read(piece)
        for inner in call.within():
            _check(inner)
    except RefusedError as refused:
        return TextFault(refused.message, refused.remedy, piece.words, piece.offset)
    return call


def _read(piece: SourcePiece) -> Call:
    words = piece.words
    if words.startswith("{%"):
        raise RefusedError("A text cannot hold a statement.", "Conditions and loops stand in templates.")
    if words.startswith("{#"):
        raise RefusedError("A text cannot hold a comment.", "Write \\{# for the characters themselves.")
    if not words.endswith("}}"):
        raise RefusedError("A value is not closed.", "Write }} at its end, or \\{{ for the characters themselves.")
    if len(words) > _LONGEST:
        raise RefusedError("A value is too long.", "Is a }} missing?")
    inside = words[2:-2].strip()
    return _read_plain(inside, piece) or _read_any(inside, piece)


def _read_plain(inside: str, piece: SourcePiece) -> Call | None:
    match = _PLAIN_CALL.fullmatch(inside) or _PLAIN_FILTER.fullmatch(inside)
    if match is None:
        return None
    listed = ([match["piped"]] if "piped" in match.groupdict() else []) + re.findall(_CONSTANT, match["args"] or "")
    return Call(match["word"], tuple(_constant(typed) for typed in listed), (), piece.words, piece.offset)


def _constant(typed: str) -> Constant:
    if typed[0] in "\"'":
        return typed[1:-1]
    return decimal_as_typed(typed) if "." in typed else int(typed)


def _read_any(inside: str, piece: SourcePiece) -> Call:
    # local, because most texts do not need Jinja2, which is slow to import
    from briefgen.text.expressions import read_expression

    return read_expression(inside, piece)


def _check(call: Call) -> None:
    signature = SIGNATURES.get(call.word)
    if signature is None:
        raise unknown_word(call.word)
    named = {name for name, _ in call.options}
    for name in sorted(named - set(signature.options)):
        known = f"It takes {' and '.join(signature.options) or 'its value alone'}."
        raise RefusedError(f"{call.word} takes no “{name}”.", did_you_mean(name, signature.options) or known)
    # an option may also be given by position
    if not signature.least <= len(call.args) <= signature.most - len(named & {"currency"}):
        raise RefusedError(f"{call.word} takes {_count(signature)}.", "See the table of values.")
    if call.word == "ref":
        _check_reference(call.args[0])


def _check_reference(target: object) -> None:
    kind, slash, name = target.partition("/") if isinstance(target, str) else ("", "", "")
    if kind not in REFERENCES or not slash or not name:
        examples = ", ".join(f'ref("{each}/…")' for each in REFERENCES)
        raise RefusedError("A reference says to what, and to which.", f"Write one of {examples}.")


def _count(signature: Signature) -> str:
    return "one value" if signature.most == 1 else f"{signature.least} to {signature.most} values"
