"""The documents of the sample, each made once in a session, by the commands that a user would give."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.workspaces import Workspace, a_sample

ORDERS: Mapping[str, tuple[str, ...]] = {
    "annex-2023-02-09": ("annex", "--as-of", "2023-02-09"),
    "annex-2023-03-06": ("annex", "--as-of", "2023-03-06"),
    "annex-2023-03-17": ("annex", "--as-of", "2023-03-17"),
    "annex-2023-03-20": ("annex", "--as-of", "2023-03-20"),
    "annex-2023-03-17-since-2023-03-06": ("annex", "--as-of", "2023-03-17", "--since", "2023-03-06"),
    "annex-2023-03-17-draft": ("annex", "--as-of", "2023-03-17", "--draft"),
    "letter-2023-03-20": ("letter", "--as-of", "2023-03-20"),
    "letter-2023-03-20-be": ("letter", "--as-of", "2023-03-20", "--to", "be"),
    "letter-2023-03-20-draft": ("letter", "--as-of", "2023-03-20", "--draft"),
    "translated-annex-2023-03-17-fr": ("annex", "--as-of", "2023-03-17", "-l", "fr"),
    "translated-annex-2023-03-17-pl": ("annex", "--as-of", "2023-03-17", "-l", "pl"),
    "translated-letter-2023-03-20-fr": ("letter", "--as-of", "2023-03-20", "-l", "fr"),
    "translated-letter-2023-03-20-pl": ("letter", "--as-of", "2023-03-20", "-l", "pl"),
}
ANNEXES = tuple(name for name in ORDERS if name.startswith("annex"))
LETTERS = tuple(name for name in ORDERS if name.startswith("letter"))
TRANSLATED = tuple(name for name in ORDERS if name.startswith("translated"))


@cache
def workspace() -> Workspace:
    """A workspace of the sample, one for all tests of a process."""
    folder = Path(mkdtemp(prefix="briefgen-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return a_sample(folder)


@cache
def path(name: str) -> Path:
    """The document of an order; made when it is first asked for."""
    target = workspace().root / f"{name}.docx"
    run = workspace().run(*ORDERS[name], "-o", target)
    assert (run.code, run.err) == (0, ""), run.err
    return target


def document(name: str) -> bytes:
    """The bytes of the document of an order."""
    return path(name).read_bytes()
