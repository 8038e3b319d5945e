"""The Python of the manual as something that runs: the blocks of a page, one after the other, as one program.

A block of kind `python` is run in a folder of its own; a block of kind `text` right behind it is what it prints.
A page that opens the folder `follow-up` finds there what `briefgen init follow-up` makes.
`python -m tests.manual PAGE…` writes anew what is printed.
"""

from __future__ import annotations

import io
import re
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

from briefgen.commands.init import create_workspace

_PROGRAM = re.compile(
    r"^```python\n(?P<code>.*?)^```$(?:\n\n^```text\n.*?^```$)?",
    re.MULTILINE | re.DOTALL,
)


def with_outputs(page: str, folder: Path) -> str:
    """The page with what its Python prints now.

    Args:
        page: the page's Markdown.
        folder: where the program finds and leaves its files.
    """
    names: dict[str, Any] = {"__name__": "page"}
    if 'briefgen.open("follow-up")' in page:
        create_workspace(folder / "follow-up")

    def run(block: re.Match[str]) -> str:
        lines_above = "\n" * page.count("\n", 0, block.start("code"))
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(lines_above + block["code"], "page", "exec"), names)
        shown = f"\n\n```text\n{printed.getvalue().rstrip()}\n```" if printed.getvalue() else ""
        return f"```python\n{block['code']}```{shown}"

    with chdir(folder):
        return _PROGRAM.sub(run, page)
