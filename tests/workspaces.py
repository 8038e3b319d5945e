"""Workspaces for tests, and the command line as a user meets it.

`a_workspace(tmp_path)` is small and sound, `a_sample(tmp_path)` holds the repository's own dossier; both carry the
repository's templates. A test changes only the file that it is about.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from briefgen.cli.group import group
from tests.sample_dossier import FOLDER, ROOT

_DOSSIER_YAML = """\
title: Follow-up to the spring summit
place: Brussels
languages: [en]
headings:
  commitment: Agreed
  follow-up: Done since
signatory:
  name: A. Peeters
  function: The President
  institution: European Institution
letter:
  salutation: "Dear colleagues,"
  closing: "Yours sincerely,"
documents:
  annex: annex.docx
  letter: letter.docx
"""
_FOLLOW_UP = """\
point,item,as_of,recorded,group,state,due,owner,source,text
dublin,transfers,2023-03-01,2023-03-01,,ongoing,,,,Sixty transfers were made.
dublin,transfers,2023-03-10,2023-03-10,,ongoing,,,,"Eighty transfers, at {{ figure(""funding"") }}, were made."
dublin,report,2023-03-05,2023-03-15,,done,,,,"A report was sent {{ when(""2023-03-05"") }}."
dublin,talks,2023-03-01,2023-03-01,,planned,2023-03-05,,,Talks will be held.
dublin,talks,2023-03-12,2023-03-12,,withdrawn,,,,Talks will be held.
borders,patrols,2023-03-12,2023-03-12,Outreach,planned,2023-04,,,Joint patrols will begin.
borders,cameras,2023-03-01,2023-03-01,Outreach,ongoing,2023-04-10,,,Cameras are being bought.
"""
SOUND: Mapping[str, str] = {
    "dossier.yaml": _DOSSIER_YAML,
    "commitments.csv": "point,number,part,text\ndublin,10,,**Transfers:** more\nborders,11,,Border controls\n",
    "followup.csv": _FOLLOW_UP,
    "figures.csv": "figure,as_of,value,unit\nfunding,2023-03-01,480000000,EUR\n",
    "recipients.csv": "recipient,language,name,salutation,address\nbe,en,B. Peeters,Dear Prime Minister,Brussels\n"
    "fr,en,C. Dupont,,Paris\n",
    "letter.md": 'We met {{ when("2023-03-01") }}.\n\n**Transfers:** see point {{ point("dublin") }}.\n',
}


@dataclass(frozen=True)
class Run:
    """What a command gave: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def paths(self) -> list[Path]:
        """The files that stdout names."""
        return [Path(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Workspace:
    """A workspace in a folder of the test's own."""

    root: Path
    dossier: str

    @property
    def data(self) -> Path:
        return self.root / "data" / self.dossier

    @property
    def out(self) -> Path:
        return self.root / "out" / self.dossier

    def run(self, *args: str | Path) -> Run:
        """Runs a command in the workspace's folder."""
        return run(*args, cwd=self.root)

    def write(self, name: str, content: str | bytes) -> None:
        """Writes a file of the dossier."""
        (self.data / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        """Changes a text in a file of the dossier."""
        text = (self.data / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def template(self, name: str, content: bytes) -> None:
        """Writes a template."""
        (self.root / "templates" / name).write_bytes(content)

    def document(self, name: str) -> bytes:
        """The bytes of a document in out/."""
        return (self.out / name).read_bytes()

    def made(self) -> list[str]:
        """The names of everything below out/, temporary files too."""
        return sorted(path.name for path in (self.root / "out").rglob("*") if path.is_file())


def run(*args: str | Path, cwd: Path) -> Run:
    """Runs a command in this process; what is no exit fails the test."""
    with contextlib.chdir(cwd):
        result = CliRunner().invoke(group, [str(arg) for arg in args], prog_name="briefgen", catch_exceptions=False)
    return Run(result.exit_code, result.stdout, result.stderr)


def start(*args: str | Path, cwd: Path, **environment: str) -> Run:
    """Runs a command in a process of its own."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    command = [sys.executable, "-m", "briefgen", *map(str, args)]
    done = subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, check=False, timeout=120)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    return Run(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def a_workspace(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Workspace:
    """A workspace with a dossier of two points, with some of its files replaced."""
    workspace = _with_templates(folder, "spring-summit")
    workspace.data.mkdir(parents=True)
    for name, content in {**SOUND, **(files or {})}.items():
        workspace.write(name, content)
    return workspace


def a_sample(folder: Path) -> Workspace:
    """A workspace with the repository's own dossier."""
    workspace = _with_templates(folder, FOLDER.name)
    shutil.copytree(FOLDER, workspace.data)
    return workspace


def an_empty_workspace(folder: Path, dossier: str) -> Workspace:
    """A workspace with templates, whose default dossier is still to be made."""
    return _with_templates(folder, dossier)


def _with_templates(folder: Path, dossier: str) -> Workspace:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=shutil.ignore_patterns("~$*", ".*"))
    (folder / "briefgen.toml").write_text(f'dossier = "{dossier}"\n', encoding="utf-8")
    return Workspace(folder, dossier)
