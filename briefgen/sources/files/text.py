"""Bytes to text, the lines of a cell, and the characters that no text of a dossier may hold.

XML 1.0 section 2.2 forbids most control characters, lone surrogates, U+FFFE and U+FFFF; a document that holds one does
not open. They are refused on input, because any repair further on would lose text without a message.

Also reads whole files, and suggests the name that was probably meant where a file is missing.
"""

from __future__ import annotations

import codecs
import re
import stat
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefgen.errors import UnreadableInputError
from briefgen.findings import did_you_mean
from briefgen.model.richtext import C1_CONTROLS, NOT_XML

_FORBIDDEN: Final = f"[{NOT_XML}{C1_CONTROLS}]"
_BIDI: Final = "[\u202a-\u202e\u2066-\u2069]"
_MOJIBAKE: Final = re.compile("[ÂÃâ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]")
_NEWLINE: Final = re.compile(r"\r\n?")

_SAVE_AS_UTF8: Final = (
    "In Excel choose File, Save As, “CSV UTF-8 (comma delimited)”; in an editor save with encoding UTF-8."
)
MAX_BYTES: Final = 200 << 20
"""The most bytes of any file that is read; most kinds have lower limits of their own."""
_MEGABYTE: Final = 1 << 20
_KILOBYTE: Final = 1 << 10
_WIDE_BOMS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Oddity(Struct, frozen=True):
    """A character that is not allowed, and its offset in the text (from 0)."""

    character: str
    offset: int

    @property
    def code(self) -> str:
        """The character as Unicode writes it, e.g. "U+202E"."""
        return f"U+{ord(self.character):04X}"


def forbidden_in(text: str) -> Oddity | None:
    """The first character of the text that no document can hold, or None."""
    found = None if text.isprintable() else re.search(_FORBIDDEN, text)
    return Oddity(found.group(), found.start()) if found else None


def direction_marks_in(text: str) -> Oddity | None:
    """The first invisible character that turns the direction of writing, or None."""
    found = None if text.isprintable() or text.isascii() else re.search(_BIDI, text)
    return Oddity(found.group(), found.start()) if found else None


def mojibake_in(text: str) -> str:
    """The first piece that looks like UTF-8 read as Windows-1252 ("Ã©"), or ""."""
    found = None if text.isascii() else _MOJIBAKE.search(text)
    return found.group() if found else ""


def is_odd(text: str) -> bool:
    """Whether the text has any such character."""
    if text.isprintable():  # so it has neither a control character nor one that turns the direction of writing
        return bool(mojibake_in(text))
    return bool(forbidden_in(text) or direction_marks_in(text) or mojibake_in(text))


def one_newline(text: str) -> str:
    """The text with Unix line ends."""
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def cell_lines(text: str) -> str:
    """The text of a cell with one kind of line break; U+000B is that of Shift+Enter in Word."""
    return one_newline(text).replace("\x0b", "\n")


_BULLET: Final = re.compile(r"([ \t]*)(?:([•‣◦▪●\uf0b7])[ \t\u00a0]*|[-·–—](?:[ \t\u00a0]+|(?=[^\W\d])))(?=\S)")
_NUMBER: Final = re.compile(r"[ \t]*[0-9]{1,9}[.)][ \t]")
_BLOCK: Final = re.compile(r"[ \t]*(?:[-*][ \t]|1[.)][ \t]|#+[ \t](?![0-9])|\[\^[^\]\s]+\]:)")
_HEADING: Final = re.compile(r"[ \t]*#+[ \t](?![0-9])")


def markup_of_lines(cell: str) -> str:
    r"""The lines of a cell as marked-up text: a line break stays one, and typed bullets (•, –, ·) make a list.

    In a cell a line ends only where somebody wanted it to (Alt+Enter), other than in a text file, whose lines may be
    broken anywhere. A dash is a bullet where several lines begin with one.
    """
    if "\n" not in cell and not _BULLET.match(cell):
        return cell
    lines = cell.split("\n")
    found = [_BULLET.match(line) for line in lines]
    several = sum(map(bool, found)) > 1
    items = [
        f"{bullet[1]}- {line[bullet.end() :]}" if bullet and (several or bullet[2]) else line
        for line, bullet in zip(lines, found, strict=True)
    ]
    ends = (f"{line.rstrip(' ')}\\" if _ends_hard(line, after) else line for line, after in pairwise(items))
    return "\n".join((*ends, items[-1]))


def _ends_hard(line: str, after: str) -> bool:
    """Whether a line break has to be written out: neither is empty, and no list or heading begins or ends there."""
    if not line.strip() or not after.strip() or line.endswith(("  ", "\\")):
        return False
    goes_on = _NUMBER.match(line) and _NUMBER.match(after)
    return not (goes_on or _BLOCK.match(after) or _HEADING.match(line))


def line_and_character(text: str, offset: int) -> tuple[int, int]:
    """Line and character (both from 1) of an offset in a text whose line ends are Unix's."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def decode_text(content: bytes, file: str) -> str:
    """The text of a file: UTF-8 with or without byte order mark, or UTF-16 with one.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        UnreadableInputError: any other encoding; Windows-1252 is recognised and named.
    """
    for mark, encoding in _WIDE_BOMS:
        if content.startswith(mark):
            return _decode_wide(content.removeprefix(mark), encoding, file)
    if b"\0" in content:
        raise _nul(content.count(b"\n", 0, content.index(b"\0")) + 1, file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        # the codec counts without the byte order mark
        raise _wrong_encoding(content.removeprefix(codecs.BOM_UTF8), problem.start, file) from None


def _save_as_utf8(file: str) -> str:
    return _SAVE_AS_UTF8 if file.lower().endswith(".csv") else "Save it once more in your editor, with encoding UTF-8."


def _decode_wide(content: bytes, encoding: str, file: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        message = f"{file}: the file begins as UTF-16 but is damaged; it cannot be read."
        raise UnreadableInputError(message, "Save it once more as UTF-8.") from None
    if "\0" in text:
        raise _nul(text.count("\n", 0, text.index("\0")) + 1, file)
    return text


def _nul(line: int, file: str) -> UnreadableInputError:
    message = f"{file}, line {line}: the file holds a NUL character, so it is not a plain text file in UTF-8."
    return UnreadableInputError(message, _save_as_utf8(file))


def _wrong_encoding(content: bytes, at: int, file: str) -> UnreadableInputError:
    line = one_newline(content[:at].decode("utf-8", "replace")).count("\n") + 1
    guess = _as_windows_1252(content[at : at + 1])
    meant = (
        f"it was probably saved in Windows-1252, where this byte is “{guess}”" if guess else "its encoding is unknown"
    )
    message = f"{file}, line {line}: byte 0x{content[at]:02X} is not UTF-8; {meant}."
    return UnreadableInputError(message, _save_as_utf8(file))


def _as_windows_1252(byte: bytes) -> str:
    guess = byte.decode("cp1252", "ignore")
    return guess if guess.isprintable() else ""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableInputError: the file is not there (near names are offered), is no file that ends, is too large, or may
            not be read.
    """
    try:
        refuse_no_file(path)
        return path.read_bytes()
    except FileNotFoundError:
        folder = "this folder" if path.parent == Path() else path.parent
        raise UnreadableInputError(f"{path.name}: there is no such file in {folder}.", near_name(path)) from None
    except IsADirectoryError:
        raise UnreadableInputError(f"{path.name}: this is a folder, not a file.") from None
    except PermissionError:
        remedy = "Close it in the program that holds it, or ask for the right to read it."
        raise UnreadableInputError(f"{path.name}: the file may not be read.", remedy) from None
    except OSError as problem:
        raise UnreadableInputError(f"{path.name}: the file cannot be read ({problem.strerror}).") from None


def refuse_no_file(path: Path) -> None:
    """Refuse what has no end, and what no record can be.

    Raises:
        UnreadableInputError: a pipe, a device or a socket, whatever link leads there; more than `MAX_BYTES`.
        OSError: there is no such file.
    """
    state = path.stat()
    if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
        raise UnreadableInputError(f"{path.name}: this is a pipe or a device, not a file.", "Save it as a file first.")
    refuse_size(path.name, state.st_size, MAX_BYTES)


def refuse_size(file: str, size: int, most: int, remedy: str = "Check that it is the right file.") -> None:
    """Refuse a file of more bytes than are read.

    Raises:
        UnreadableInputError: naming both sizes.
    """
    if size > most:
        is_large = size >= _MEGABYTE
        amount = f"{size / _MEGABYTE:.1f} MB" if is_large else f"{size / _KILOBYTE:.0f} kB"
        limit = f"{most >> 20} MB" if most >= _MEGABYTE else f"{most >> 10} kB"
        raise UnreadableInputError(f"{file}: the file has {amount}; at most {limit} are read.", remedy)


def near_name(path: Path) -> str:
    """A suggestion from the names in the folder where a file was looked for, or ""."""
    return did_you_mean(path.name, names_in(path.parent))


def names_in(folder: Path) -> tuple[str, ...]:
    """The names of the files in a folder, sorted; none where it cannot be listed."""
    try:
        return tuple(sorted(each.name for each in folder.iterdir() if each.is_file()))
    except OSError:
        return ()
