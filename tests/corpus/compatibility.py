"""The table of `docs/compatibility.md`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.corpus.case import FOLDER, Case, all_cases

PAGE = FOLDER.parents[1] / "docs" / "compatibility.md"
_BEGIN, _END = "<!-- begin compatibility -->\n", "<!-- end compatibility -->"


def with_table(page: str) -> str:
    """The page with the table as the corpus says it now."""
    head, _, rest = page.partition(_BEGIN)
    return f"{head}{_BEGIN}{table()}{_END}{rest.partition(_END)[2]}"


def table() -> str:
    """Every template of the corpus: what it shows, and whether both engines do the same."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    cases = list(all_cases().values())
    yield f"{len(cases)} templates: {sum(not case.differs for case in cases)} the same, the others differ on purpose."
    for family in dict.fromkeys(case.family for case in cases):
        yield f"\n### {family[0].upper()}{family[1:]}\n\n| template | shows | |\n| --- | --- | --- |"
        yield from (_row(case) for case in cases if case.family == family)


def _row(case: Case) -> str:
    said = f"differs. docxtpl: {case.differs}. briefgen: {case.instead}" if case.differs else "same"
    return f"| `{case.name}` | {_safe(case.shows)} | {_safe(said)} |"


def _safe(text: str) -> str:
    return text.replace("|", "\\|")
