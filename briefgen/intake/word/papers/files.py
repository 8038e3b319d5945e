"""A paper as the files of a dossier: its description, the table `paragraphs`, the Markdown of its body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from briefgen.blank.tables import BlankTable, as_csv
from briefgen.intake.word.letters import LetterRead
from briefgen.intake.word.papers.paper import PaperRead
from briefgen.intake.words import one_line
from briefgen.model.richtext import C1_CONTROLS, NOT_XML
from briefgen.sources.files.schema import PARAGRAPHS
from briefgen.sources.mapping.keys import make_key

_FORBIDDEN: Final = re.compile(f"[{NOT_XML}{C1_CONTROLS}]")
_WORDS_OF_A_KEY: Final = 6


def files_of_paper(paper: PaperRead, name: str, day: date | None = None) -> Mapping[str, bytes]:
    """The files of a dossier's folder, by name: dossier.yaml, and as far as it has them paragraphs.csv and a body.

    Args:
        paper: of a kind.
        name: of its document in dossier.yaml.
        day: from which its paragraphs hold; as a rule the paper's own.

    Raises:
        ValueError: the file was none of the papers, or neither it nor the caller names a day.
    """
    holds = day or paper.day
    if not paper.kind or holds is None:
        raise ValueError("a file that is no paper, or is of no day, cannot be a dossier")
    files = {"dossier.yaml": "".join(_description(paper, name)).encode()}
    if paper.rows:
        files["paragraphs.csv"] = as_csv(BlankTable(PARAGRAPHS, [*_rows(paper, name, holds)]))
    body = paper.letter.body if paper.letter else paper.body
    if body:
        files[_body_file(paper, name)] = (body.rstrip("\n") + "\n").encode()
    return files


def _body_file(paper: PaperRead, name: str) -> str:
    return "letter.md" if paper.letter else f"{name}.md"


def _rows(paper: PaperRead, name: str, day: date) -> Iterator[Mapping[str, str | date]]:
    keys: set[str] = set()
    for row in paper.rows:
        yield {
            "document": name,
            "paragraph": _free_key(row.name if row.kind == "participant" else row.text, row.kind, keys),
            "as_of": day,
            "recorded": day,
            "kind": row.kind,
            "heading": row.heading,
            "text": row.text,
            "name": row.name,
            "function": row.function,
            "href": row.href,
        }


def _free_key(text: str, kind: str, keys: set[str]) -> str:
    """The key that the first words of a text make, with a number where others make it already."""
    plain = re.sub(r"\{\{.*?\}\}|\[\^[^\]]*\]:?", " ", text)
    wanted = make_key(" ".join(one_line(plain).casefold().split()[:_WORDS_OF_A_KEY])) or kind
    key, number = wanted, 1
    while key.casefold() in keys:
        number += 1
        key = f"{wanted}-{number}"
    keys.add(key.casefold())
    return key


def _description(paper: PaperRead, name: str) -> Iterator[str]:
    """The lines of dossier.yaml."""
    yield f"# Made of {_comment(paper.file)}. All entries: “The record” and “Other papers” in the manual.\n"
    yield f"title: {_quoted(paper.title or name)}\n"
    if paper.place:
        yield f"place: {_quoted(paper.place)}\n"
    yield f"languages: [{paper.language}]\n"
    if paper.letter:
        yield from _of_letter(paper.letter)
    elif paper.institution:
        yield f"\nsignatory:\n  institution: {_quoted(paper.institution)}\n"
    yield f"\ndocuments:\n  {name}:\n    template: {paper.kind}.docx\n"
    if name != paper.kind:
        yield f"    kind: {paper.kind}\n"
    if paper.body:
        yield f"    body: {_body_file(paper, name)}\n"
    if paper.about:
        yield "    about:\n"
        yield from (f"      {entry}: {_entry(said)}\n" for entry, said in paper.about.items())


def _of_letter(letter: LetterRead) -> Iterator[str]:
    who = letter.signatory
    said = {"name": who.name, "function": who.function, "institution": who.institution}
    if any(said.values()):
        yield "\nsignatory:\n"
        yield from (f"  {entry}: {_quoted(words)}\n" for entry, words in said.items() if words)
    yield f"\nletter:\n  salutation: {_quoted(letter.salutation)}\n"
    if letter.closing:
        yield f"  closing: {_quoted(letter.closing)}\n"


def _entry(said: str | tuple[str, ...]) -> str:
    return _quoted(said) if isinstance(said, str) else f"[{', '.join(map(_quoted, said))}]"


def _quoted(text: str) -> str:
    """A text as YAML and JSON both write it."""
    return json.dumps(_FORBIDDEN.sub("", text), ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(_FORBIDDEN.sub("", text).split())
