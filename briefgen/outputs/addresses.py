"""E-mail addresses as people type them, and as headers have them (RFC 5322, 6531)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.headerregistry import Address
from typing import Final

MOST: Final = 500
"""Addresses of one header; mail servers take fewer."""
_BETWEEN: Final = re.compile(r'("(?:[^"\\\r\n]|\\.)*"|<[^<>\r\n]*>)|[,;\r\n]+')
_NAMED: Final = re.compile(r"(?P<name>[^<>]*)<\s*(?P<address>[^<>\s]+)\s*>")
_ATOM: Final = r"[^\s@<>()\[\]\\,;:\".]+"
_ADDRESS: Final = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_ATOM}(?:\.{_ATOM})*)")


class AddressError(ValueError):
    """What was typed is no address.

    Attributes:
        typed: the piece that is none.
    """

    def __init__(self, message: str, typed: str) -> None:
        super().__init__(message)
        self.typed = typed


def addresses_in(typed: str) -> tuple[Address, ...]:
    """The addresses of a cell, with commas, semicolons or lines between them; each may have a name before it.

    Raises:
        AddressError: a piece of it is no address, or there are more than `MOST`.
    """
    found = tuple(_address(piece) for piece in _pieces(typed))
    if len(found) > MOST:
        raise AddressError(f"there are {len(found)} addresses; an e-mail goes to {MOST} at most.", "")
    return found


def is_international(address: Address) -> bool:
    """Whether only servers of today (RFC 6531) can deliver to it: before the @ stand letters beyond ASCII."""
    return not address.username.isascii()


def _pieces(typed: str) -> Iterator[str]:
    """What stands between separators that are not within quotation marks or angle brackets."""
    start = 0
    for separator in _BETWEEN.finditer(typed):
        if separator[1] is None:
            yield from filter(None, [typed[start : separator.start()].strip()])
            start = separator.end()
    yield from filter(None, [typed[start:].strip()])


def _address(piece: str) -> Address:
    named = _NAMED.fullmatch(piece)
    found = _ADDRESS.fullmatch(named["address"] if named else piece)
    if found is None or not found[0].isprintable():
        raise AddressError(f"“{piece}” is not an e-mail address.", piece)
    name = _unquoted(named["name"]) if named else ""
    try:
        domain = found["domain"].encode("idna").decode()  # RFC 3490, as mail servers know them
        return Address(name, username=found["local"], domain=domain)
    except (UnicodeError, ValueError):
        raise AddressError(f"“{piece}” is not an e-mail address.", piece) from None


def _unquoted(name: str) -> str:
    """A name without quotation marks around it; characters that cannot be seen become blanks."""
    words = " ".join("".join(each if each.isprintable() else " " for each in name).split())
    quoted = len(words) > 1 and words[0] == words[-1] == '"'
    return re.sub(r"\\(.)", r"\1", words[1:-1]) if quoted else words
