"""Opening what was made, with the program that the computer has for it: Word for Word files, as a rule."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

_OPENERS = {"darwin": "open"}  # on macOS; on all but Windows else xdg-open (freecomputertop.org, xdg-utils)
_BY_HAND = "Open it by hand: its path is printed above."


def _start(program: str, path: Path) -> None:
    """Starts a program with a file, and does not wait for its end; it says nothing on our terminal."""
    nothing = subprocess.DEVNULL
    subprocess.Popen([program, str(path)], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)  # noqa: S603


def _start_on_windows(path: Path) -> None:
    starter: Callable[[Path], None] = getattr(os, "startfile")  # noqa: B009 - only Windows has it
    starter(path)


class ComputerDesk(Struct, frozen=True):
    """The computer that a person sits at.

    Attributes:
        platform: as `sys.platform` has it.
        environment: what the command was called in.
        find: where a program is; None for none.
        start: starts a program with a file.
        start_on_windows: opens a file with the program that Windows has for it.
    """

    platform: str
    environment: Mapping[str, str]
    find: Callable[[str], str | None] = field(default=shutil.which)
    start: Callable[[str, Path], None] = field(default=_start)
    start_on_windows: Callable[[Path], None] = field(default=_start_on_windows)

    @property
    def why_nobody_looks(self) -> str:
        """Why nothing is opened here; "" where a person looks at a screen."""
        if self.environment.get("CI"):
            return "this is a build server (CI is set)"
        has_screen = any(self.environment.get(each) for each in ("DISPLAY", "WAYLAND_DISPLAY"))
        return "" if self.platform in {"win32", "darwin"} or has_screen else "there is no screen (DISPLAY is not set)"


def open_files(paths: Sequence[Path], computer: ComputerDesk) -> str:
    """Opens a file; of several, the folder that they lie in. What cannot be opened is there all the same.

    Returns:
        "" where it was opened or there is none, else a sentence that says why not.
    """
    if not paths:
        return ""
    if why := computer.why_nobody_looks:
        return f"Nothing was opened: {why}."
    absolute = [Path(os.path.abspath(each)) for each in paths]  # noqa: PTH100 - links stay as they are
    target = absolute[0] if len(absolute) == 1 else _folder_of(absolute)
    try:
        return _open(target, computer)
    except OSError as problem:
        return f"{target} could not be opened: {problem.strerror or problem}. {_BY_HAND}"


def _folder_of(files: Sequence[Path]) -> Path:
    """The folder in which all lie; on Windows, where they may lie on several drives, that of the first then."""
    try:
        return Path(os.path.commonpath([each.parent for each in files]))
    except ValueError:
        return files[0].parent


def _open(target: Path, computer: ComputerDesk) -> str:
    if computer.platform == "win32":
        computer.start_on_windows(target)
        return ""
    name = _OPENERS.get(computer.platform, "xdg-open")
    program = computer.find(name)
    if program is None:
        return f"Nothing was opened: the program “{name}”, which opens files here, is not installed. {_BY_HAND}"
    computer.start(program, target)
    return ""
