"""How what we say gets to a screen, a file or another program: in which encoding, and with what for a sign it lacks."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Mapping
from io import TextIOWrapper

_UTF_8 = 65001
# C0 but for the line end, DEL, C1, and what turns the direction of writing (Unicode 16, 23.2)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "→": "->", "×": "x"}
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
)


def prepare_streams(environment: Mapping[str, str]) -> None:
    """Sees to it that whatever we print can be printed, by stdout and stderr."""
    codecs.register_error("plain", plain_signs)
    asked = sys.flags.utf8_mode == 1 or bool(environment.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            own = stream.encoding if asked else encoding_for(stream.encoding, stream.isatty(), code_page())
            stream.reconfigure(encoding=own, errors="plain")


def visible(text: str) -> str:
    """A text with its control characters as U+001B and the like: those of somebody's data must not reach a terminal.

    Line ends stay. Escape sequences (ECMA-48) of our own, for colours, are put around texts afterwards.
    """
    return text if text.isprintable() else _CONTROL.sub(lambda found: f"U+{ord(found.group()):04X}", text)


def encoding_for(own: str, is_terminal: bool, page: int) -> str:
    """The encoding in which somebody will read what is written.

    Args:
        own: the encoding that Python has found; "ascii" says only that nobody has chosen one.
        is_terminal: whether a person reads it at once; then Python has found the right one.
        page: the code page of the Windows console around us, in which PowerShell reads what we hand on; 0 for none.
    """
    if is_terminal and codecs.lookup(own).name != "ascii":
        return own
    return f"cp{page}" if page not in {0, _UTF_8} and _is_known(f"cp{page}") else "utf-8"


def _is_known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding))
    except LookupError:
        return False


def code_page() -> int:
    """The code page of the console's output; 0 where there is no console, or no Windows."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetConsoleOutputCP())
    else:  # noqa: RET505  # mypy knows by it that what follows is not for Windows
        return 0


def plain_signs(problem: UnicodeError) -> tuple[str, int]:
    """What is printed for signs that an encoding lacks: plain ones that look alike, else their numbers.

    Raises:
        UnicodeError: the problem, where it is not one of encoding.
    """
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lacking = problem.object[problem.start : problem.end]
    return "".join(map(_plain, lacking)), problem.end


def _plain(sign: str) -> str:
    from unicodedata import normalize

    alike = normalize("NFKD", sign.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return alike or sign.encode("ascii", "backslashreplace").decode()
