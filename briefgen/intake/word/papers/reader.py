"""A Word file as one of the papers: known by its structure, never by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefgen.intake.reading import Reading
from briefgen.intake.values import text_with_values
from briefgen.intake.word.annex import find_layout
from briefgen.intake.word.languages import language_of
from briefgen.intake.word.letters import LetterRead, letter_of
from briefgen.intake.word.papers.conclusions import about_of_conclusions, find_speaker, read_conclusions
from briefgen.intake.word.papers.covers import Cover, read_cover
from briefgen.intake.word.papers.lines import number_of, with_typed_number
from briefgen.intake.word.papers.paper import About, PaperRead, PaperWork, one_line_of
from briefgen.intake.word.papers.prose import (
    find_title_of_results,
    find_title_of_summary,
    read_note,
    read_results,
    read_summary,
)
from briefgen.intake.word.tables import tables_of
from briefgen.intake.word.texts import pieces_of, tell_losses, tell_pictures
from briefgen.model.manuscript import Role
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP
from briefgen.sources.mapping.headings import propose_columns
from briefgen.word.reader import read_manuscript

PAPER_KINDS: Final = ("note", "conclusions", "main-results", "summary", "letter")
"""The kinds of papers that are read; a letter only where it is asked for, as an annex may lie behind it."""
_HEAD: Final = 12
_LEAST_NUMBERED: Final = 2
_HEADS_SOUGHT: Final = 3
_WATERMARKS: Final = ("Draft Mark",)


def paper_of(data: bytes, name: str, kind: str = "") -> PaperRead:
    """The paper that a Word file is; one without a kind where it is none.

    A note has a head with From, To and Subject; conclusions have a speaker in capitals and recitals that begin so;
    a page of results has that title; a summary has its title and numbered paragraphs.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name as the drafter knows it.
        kind: one of `PAPER_KINDS`, where it is known; else it is found.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    if kind == "letter":
        return _as_paper(letter_of(data, name), name)
    manuscript = read_manuscript(data, name)
    work = PaperWork(manuscript, language_of(manuscript), pieces_of(manuscript.body))
    cover = read_cover(work.pieces, work.language)
    kind = kind if kind and _fits(kind, work, cover) else "" if kind else _kind_of(work, cover)
    if not kind or (_lists_actions(work) and not cover.end):
        return PaperRead(name, language=work.language)
    return _finish(_read(kind, work, cover), work, cover)


def _as_paper(letter: LetterRead, name: str) -> PaperRead:
    if not letter.body:
        return PaperRead(name, language=letter.language)
    institution = letter.signatory.institution
    return PaperRead(
        name, "letter", "", letter.day, letter.place, institution, letter.language, letter=letter, told=letter.told
    )


def _kind_of(work: PaperWork, cover: Cover) -> str:
    if find_layout(work.manuscript, reports=False).tables:
        return ""
    return next((each for each in ("conclusions", "note", "main-results", "summary") if _fits(each, work, cover)), "")


def _fits(kind: str, work: PaperWork, cover: Cover) -> bool:
    """Whether a paper can be of a kind."""
    if kind == "conclusions":
        return find_speaker(work.pieces) is not None
    if kind == "note":
        return bool(cover.end and cover.end < len(work.pieces))
    if kind == "main-results":
        return _has_title(work, find_title_of_results(work.pieces))
    numbered = sum(bool(number_of(with_typed_number(each))) for each in work.pieces)
    return _has_title(work, find_title_of_summary(work.pieces)) and numbered >= _LEAST_NUMBERED


def _has_title(work: PaperWork, at: int | None) -> bool:
    """Whether a title is that of the whole paper: near its beginning, and before all lists and tables."""
    if at is None or at >= min(_HEAD, len(work.pieces) - 1):
        return False
    return not any(each.cell or each.role in (Role.BULLET, Role.NUMBERED) for each in work.pieces[:at])


def _lists_actions(work: PaperWork) -> bool:
    """Whether a paper has a list of actions: a table with headings for what is done, and who, when or how far."""
    rows = (row for table in tables_of(work.manuscript) for row in table.rows[:_HEADS_SOUGHT])
    return any(_are_of_actions([cell.text for cell in row if cell]) for row in rows)


def _are_of_actions(headings: Sequence[str]) -> bool:
    found = {**propose_columns(FOLLOWUP, headings), **propose_columns(COMMITMENTS, headings)}
    beside = {found[name] for name in ("state", "due", "owner") if name in found} - {found.get("text")}
    return "text" in found and bool(beside)


def _read(kind: str, work: PaperWork, cover: Cover) -> PaperRead:
    if kind == "conclusions":
        return read_conclusions(work, cover)
    if kind == "note":
        return read_note(work, cover)
    return read_results(work) if kind == "main-results" else read_summary(work)


def _finish(paper: PaperRead, work: PaperWork, cover: Cover) -> PaperRead:
    """A paper with what its head says; dates and amounts of its texts as values where they are the same words."""
    day = paper.day or cover.day or work.manuscript.as_of
    work.tell("lines of the head", cover.others)
    work.told += [*tell_losses(work.texts.lost), *tell_pictures(work.manuscript)]
    found = replace(
        paper,
        file=work.manuscript.name,
        language=work.language,
        day=day,
        place=cover.place,
        institution=cover.institution or next(_banner(work), ""),
        about={**_about(paper.kind, work, cover), **paper.about},
        told=tuple(work.told),
    )
    reading = Reading(found.file, (), found.day, language=found.language)
    rows = tuple(row._replace(text=row.text and text_with_values(row.text, reading, row.place)) for row in found.rows)
    body = found.body and text_with_values(found.body, reading, work.pieces[0].place)
    return replace(found, title=work.plain(found.title), rows=rows, body=body)


def _about(kind: str, work: PaperWork, cover: Cover) -> About:
    """The entries under `about` that a head fills."""
    if kind in ("main-results", "summary"):
        motto = [*_banner(work)][1:2] if kind == "summary" else []
        return {"motto": work.plain(motto[0])} if motto else {}
    texts = {"number": cover.number, "marking": cover.marking, **_foot(work, cover)}
    names = {name: work.plain(cover.entries.get(name, "")) for name in ("from", "to")}
    about: About = {"codes": tuple(cover.codes), **names}
    about = {**{name: text for name, text in texts.items() if text or name == "number"}, **about}
    if kind == "conclusions":
        return {**about, **about_of_conclusions(cover, work)}
    dated = {"date": cover.day.isoformat()} if cover.day else {}
    return {**about, "subject": work.plain(cover.entries["subject"]), **dated}


def _banner(work: PaperWork) -> Iterator[str]:
    """The lines of the page header."""
    for each in work.manuscript.passages:
        if each.role is Role.HEADER and each.style not in _WATERMARKS and (line := one_line_of(each)):
            yield line


def _foot(work: PaperWork, cover: Cover) -> Mapping[str, str]:
    """Initials and unit, which stand in the footer beside number and page: “8622/20 ab/cd 1 JAI.1 LIMITE EN”."""
    for each in work.manuscript.passages:
        parts = each.text.split("\t") if each.role is Role.FOOTER else []
        if len(parts) > 1 and cover.number and parts[0].startswith(cover.number):
            words = [word for word in parts[-1].split() if word not in (cover.marking, work.language.upper())]
            return {"initials": parts[0].removeprefix(cover.number).strip(), "unit": " ".join(words)}
    return {}
