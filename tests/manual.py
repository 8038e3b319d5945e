"""The manual as something that runs: the commands that its pages show, and what they are said to print.

In a block of kind `console` a line that begins with `$ ` is a command, the lines under it are what it prints on
either stream; a line `…` stands for any lines. `$ echo $?` shows the exit code of the command before, which is 0
where it is not shown. A comment `<!-- by hand: … -->` names what the page tells its reader to do in Word or Excel;
`tests.manual_by_hand` does it. `tests.manual_python` runs blocks of kind `python`.

`python -m tests.manual PAGE…` writes into the pages, or without PAGE into all, what the commands print now; read the
difference like prose.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.manual_by_hand import BY_HAND
from tests.manual_python import with_outputs
from tests.manual_regions import with_regions

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_STEP = re.compile(r"^```console\n(?P<console>.*?)^```$|^<!-- by hand: (?P<hand>.+?) -->$", re.MULTILINE | re.DOTALL)
_ANY_LINES = "…"


@dataclass(frozen=True)
class Shown:
    """A command and the lines that are shown under it."""

    command: str
    output: tuple[str, ...]

    def allows(self, printed: list[str]) -> bool:
        """Whether the lines shown are those printed, where `…` is any number of lines."""
        pieces = (r"(?:.*\n)*?" if line == _ANY_LINES else re.escape(line) + r"\n" for line in self.output)
        return re.fullmatch("".join(pieces), "".join(f"{line}\n" for line in printed)) is not None


@dataclass
class Reader:
    """Someone who follows a page from its top in a folder of their own."""

    folder: Path
    home: Path = field(init=False)
    exit_code: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder = self.home = self.folder.resolve()

    def follow(self, page: str) -> str:
        """Does what the page says; the page, with what the commands printed now."""
        if "$ briefgen" in page and "$ briefgen init" not in page:
            self._run("briefgen init workspace")
            self.folder /= "workspace"
        followed = _STEP.sub(self._step, page)
        self._expect_success("the end of the page")
        return followed

    def _step(self, step: re.Match[str]) -> str:
        if step["hand"]:
            BY_HAND[step["hand"]](self.folder)
            return step[0]
        pieces = [self._take(shown) for shown in shown_in(step["console"])]
        return "```console\n" + "".join(f"{line}\n" for lines in pieces for line in lines) + "```"

    def _take(self, shown: Shown) -> list[str]:
        if shown.command != "echo $?":
            self._expect_success(shown.command)
        printed = self._run(shown.command)
        if shown.allows(printed):
            return [f"$ {shown.command}", *shown.output]
        expected = "\n".join(shown.output)
        self.complaints.append(f"$ {shown.command}\nshown:\n{expected}\nprinted:\n" + "\n".join(printed))
        return [f"$ {shown.command}", *printed]

    def _expect_success(self, where: str) -> None:
        if self.exit_code:
            self.complaints.append(f"a command before “{where}” ended with exit code {self.exit_code}")
        self.exit_code = 0

    def _run(self, command: str) -> list[str]:
        program, *arguments = shlex.split(command)
        if command == "echo $?":
            code, self.exit_code = self.exit_code, 0
            return [str(code)]
        if program == "cd":
            self.folder = (self.folder / arguments[0]).resolve(strict=True)
            return []
        assert program == "briefgen", f"a page may show briefgen, cd and echo $?, not: {command}"
        return self._briefgen(arguments)

    def _briefgen(self, arguments: list[str]) -> list[str]:
        run = subprocess.run(
            [sys.executable, "-m", "briefgen", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.exit_code = run.returncode
        printed = run.stdout.replace(str(self.home), _ANY_LINES)  # whatever stands before the reader's own folders
        return [line.rstrip() for line in printed.rstrip().splitlines()]


def shown_in(console: str) -> Iterator[Shown]:
    """The commands of a block with what is shown under each."""
    for piece in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, *output = piece.rstrip("\n").split("\n")
        yield Shown(command, tuple(output))


def main(names: list[str]) -> None:
    """Writes what the commands print now into the pages named."""
    for name in names:
        with TemporaryDirectory() as folder:
            page = Path(name)
            shown = with_outputs(with_regions(page.read_text(encoding="utf-8")), Path(folder))
            page.write_text(Reader(Path(folder)).follow(shown), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(page) for page in PAGES])
