"""What `briefgen check` says of a paper of the bank, as its user would read it, and what a mistake adds to that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.commands.check import Inspection, check_dossier, check_files
from briefgen.errors import BriefgenError
from briefgen.findings import Finding, Grade
from briefgen.production.order import Where
from tests.bank.faults import BankFault, Texts, texts_of, texts_with
from tests.bank.typed_papers import HARD_SPACE, a_word_file
from tests.sample_dossier import ROOT

DAY = date(2026, 6, 1)
"""On which the dossiers are looked at."""
REFUSED = "refused"
"""Stands for a rule where a mistake makes that the paper is not read at all, and is told why."""


@dataclass(frozen=True)
class Found:
    """The rules that a mistake makes speak.

    Attributes:
        grave: those of errors and warnings.
        hints: those that say nothing graver.
    """

    grave: tuple[str, ...]
    hints: tuple[str, ...]


def found_of(fault: BankFault) -> Found:
    """What is found in a paper with a mistake that is not found in it without."""
    try:
        now = findings_of(fault.paper, texts_with(fault))
    except BriefgenError:
        return Found((REFUSED,), ())
    new = Counter(map(_said, now)) - Counter(map(_said, clean_findings(fault.paper)))
    grave = {rule for rule, grade, *_ in new if grade > Grade.HINT}
    return Found(tuple(sorted(grave)), tuple(sorted({rule for rule, *_ in new} - grave)))


@cache
def clean_findings(paper: str) -> tuple[Finding, ...]:
    """What is found in a paper without a mistake."""
    return findings_of(paper, texts_of(paper))


def findings_of(paper: str, texts: Texts) -> tuple[Finding, ...]:
    """What is found in a paper of these texts: a dossier on its day, else Word files checked together.

    Raises:
        BriefgenError: it cannot be read.
    """
    with TemporaryDirectory() as folder:
        asked = Inspection(Where(Path(folder)), DAY)
        if any(name.endswith("/dossier.yaml") for name in texts):
            return _of_dossier(Path(folder), texts)
        paths = list(_word_files(Path(folder), paper.partition("/")[0], texts))
        return tuple(finding for each in check_files(asked, paths) for finding in each.findings)


def _of_dossier(root: Path, texts: Texts) -> tuple[Finding, ...]:
    (root / "templates").symlink_to(ROOT / "templates", target_is_directory=True)
    name = next(iter(texts)).partition("/")[0]
    (root / "briefgen.toml").write_text(f'dossier = "{name}"\n', encoding="utf-8")
    for file, text in texts.items():
        path = root / "data" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("~", HARD_SPACE), encoding="utf-8")
    return check_dossier(Inspection(Where(root, root), DAY, as_of=DAY)).findings


def _word_files(folder: Path, language: str, texts: Texts) -> Iterator[Path]:
    for name, text in texts.items():
        path = folder / f"{Path(name).stem}.docx"
        path.write_bytes(a_word_file(text, language))
        yield path


def _said(finding: Finding) -> tuple[str, Grade, str, str]:
    """By what two findings are one and the same; not by their place, which a mistake above them can move."""
    return finding.rule, finding.grade, finding.words, finding.message
