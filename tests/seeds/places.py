"""The places in the real documents where a careful reader found something, and those that look wrong and are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefgen.findings import Finding
from tests.seeds.transcription import SEEDS, plain_text, seed_lines

MISTAKES = SEEDS.parent / "facts" / "seed-mistakes.md"

# what can be decided without understanding the language; seed-mistakes.md, 5.1
MECHANICAL = re.compile(
    r"SUM-00[14]|AMT-\d+|NUM-\d+|SPC-001|DAT-00[1-57-9]|REF-00[1-79]|TRM-00[3-6]|STA-\d+|PUN-00[1-57]|LAY-\d+|DUP-001"
    r"|GRM-002"
)

# told once for a whole document, with how often and where first: one finding stands for all places of its rule
ONCE_A_DOCUMENT = re.compile(r"DAT-003|NUM-00[12]|SPC-001|REF-00[34]|PUN-00[34]|AMT-003|LAY-00[124]|REF-007|REF-009")

_ROW = re.compile(r"\| (\d+) \| `(.+?)` \| ([A-Z]{3}-\d{3}) \| (.+?) \| ([AC]) \| ([EWI]) \|")


@dataclass(frozen=True)
class Mistake:
    """A place of the list: the line of the seed, the exact words, the rule that they break."""

    seed: str
    line: int
    words: str
    rule: str
    grade: str

    def __str__(self) -> str:
        return f"{self.seed}:{self.line} {self.rule} “{self.words[:60]}”"

    @property
    def is_mechanical(self) -> bool:
        return bool(MECHANICAL.fullmatch(self.rule))


@lru_cache(maxsize=1)
def mistakes() -> tuple[Mistake, ...]:
    """All places of the list."""
    return tuple(_read(MISTAKES.read_text(encoding="utf-8").partition("### 5.2")[2].partition("### 5.3")[0]))


def _read(section: str) -> Iterator[Mistake]:
    seed = ""
    for line in section.splitlines():
        if found := re.match(r"#### (\d{3})", line):
            seed = found[1]
        elif found := _ROW.match(line):
            yield Mistake(seed, int(found[1]), found[2], found[3], found[6])


def is_found(mistake: Mistake, findings: list[Finding]) -> bool:
    """Whether one of the findings about a seed is about this place."""
    alike = [each for each in findings if each.rule == mistake.rule]
    if alike and ONCE_A_DOCUMENT.fullmatch(mistake.rule):
        return True
    line = _plain(seed_lines(mistake.seed)[mistake.line - 1])
    return any(touches(each, line, _plain(mistake.words)) for each in alike)


def touches(finding: Finding, line: str, words: str) -> bool:
    """Whether a finding is about some words of a line: it complains of them, of some of them, or of what holds them."""
    told = _plain(finding.words)
    if not told:
        return words in finding.message
    spans = [(at, at + len(told)) for at in _all(line, told)]
    return any(start < at + len(words) and at < end for start, end in spans for at in _all(line, words))


def _all(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _plain(text: str) -> str:
    return plain_text(text).replace("\u00a0", " ").replace("’", "'")
