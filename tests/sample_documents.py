"""The documents of the sample, each made once in a session, by the commands that a user would give."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from briefgen.outputs import Output
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace, a_sample

_CONCLUSIONS = ("make", "conclusions", "--dossier", "western-balkans-security-conclusions")
_NOTE = ("make", "note", "--dossier", "western-balkans-mapping")
_RESULTS = ("make", "main-results", "--dossier", "march-2021-ministers")
_SUMMARY = ("make", "summary", "--dossier", "silk-routes-december-2019")
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
    "conclusions-2020-05-28-draft": (*_CONCLUSIONS, "--as-of", "2020-05-28", "--draft"),
    "conclusions-2020-06-05": (*_CONCLUSIONS, "--as-of", "2020-06-05"),
    "translated-conclusions-2020-06-05-fr": (*_CONCLUSIONS, "--as-of", "2020-06-05", "-l", "fr"),
    "note-2020-03-10-draft": (*_NOTE, "--as-of", "2020-03-10", "--draft"),
    "note-2020-05-12": (*_NOTE, "--as-of", "2020-05-12"),
    "translated-note-2020-05-12-fr": (*_NOTE, "--as-of", "2020-05-12", "-l", "fr"),
    "main-results-2021-03-15": (*_RESULTS, "--as-of", "2021-03-15"),
    "translated-main-results-2021-03-15-fr": (*_RESULTS, "--as-of", "2021-03-15", "-l", "fr"),
    "summary-2019-12-04-draft": (*_SUMMARY, "--as-of", "2019-12-04", "--draft"),
    "summary-2019-12-05": (*_SUMMARY, "--as-of", "2019-12-05"),
    "translated-summary-2019-12-05-fr": (*_SUMMARY, "--as-of", "2019-12-05", "-l", "fr"),
}
ANNEXES = tuple(name for name in ORDERS if name.startswith("annex"))
LETTERS = tuple(name for name in ORDERS if name.startswith("letter"))
TRANSLATED = tuple(name for name in ORDERS if name.startswith("translated"))


@cache
def workspace() -> Workspace:
    """A workspace of the sample and of the dossiers of the other papers, one for all tests of a process."""
    folder = Path(mkdtemp(prefix="briefgen-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sample = a_sample(folder)
    for each in (ROOT / "data").iterdir():
        if each.is_dir() and each.name != sample.dossier:
            shutil.copytree(each, folder / "data" / each.name)
    return sample


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


def output(name: str) -> Output:
    """The document of an order, as a command has it before it is written."""
    return Output(path(name), document(name))
