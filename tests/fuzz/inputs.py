"""The inputs: by its number, each is a small sound file changed by chance, and the commands that read it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.mutations import (
    change_archive,
    change_nodes,
    change_parts,
    change_text,
    change_values,
    in_a_tree,
    unzipped,
)
from tests.sample_dossier import ROOT
from tests.sources.folders import a_workbook
from tests.translations import an_entry, fill, same
from tests.word.docx_templates import a_template, p, r, tbl, tr
from tests.word.good import BULLET, FOOTNOTES, HEADER, HEADING, good_document, zipped
from tests.workspaces import SOUND, Workspace, a_workspace

Change = Callable[[Random, bytes], bytes]
Command = tuple[str, ...]
_DATA = json.dumps(
    {
        "title": "Follow-up & more",
        "day": "2023-03-17",
        "rows": [{"name": "Dublin", "points": ["one", "two"]}, {"name": "Borders", "points": []}],
        "amount": 480.5,
        "final": True,
    },
    indent=1,
)
_IN_PARAGRAPHS = (
    "{%p for row in rows %}",
    "{{ row.name|upper }}",
    "{%p endfor %}",
    "{%p if final %}",
    "F",
    "{%p endif %}",
)
_FOLLOW_UP = [["point", "item", "as_of", "due", "text"], ["dublin", "a", "2023-03-01", "2023-04-01", "Sixty transfers"]]
_GLOSSARY = "term,refused\nMember States,EU countries\n"
_ON = ("--as-of", "2023-03-17")
_MAKE: tuple[Command, ...] = (("annex", *_ON), ("letter", *_ON, "--to", "all"), ("check", *_ON))
_TRANSLATE: tuple[Command, ...] = (
    ("translate", "status", "-l", "fr"),
    ("annex", *_ON, "-l", "fr"),
    ("translate", "extract", "-l", "fr"),
)
_OF_A_FILE: tuple[Command, ...] = (
    ("fill", "t.docx", "data.json", "-o", "filled.docx"),
    ("template", "check", "t.docx"),
    ("check", "t.docx"),
)


@dataclass(frozen=True)
class Input:
    """A file of a workspace with what is in it, and what is done with it."""

    kind: str
    name: str
    content: bytes
    commands: tuple[Command, ...]

    def write(self, folder: Path) -> Workspace:
        """A sound workspace but for this file."""
        workspace = a_workspace(folder)
        files = {"data.json": _DATA.encode(), "t.docx": _sound("template"), self.name: self.content}
        if self.kind == "po":
            workspace.replace("dossier.yaml", "[en]", "[en, fr]")
        if self.name.endswith(".xlsx"):
            (workspace.data / "followup.csv").unlink()
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return workspace


def an_input(number: int) -> Input:
    """The input of a number, the same on any day and machine; the kinds take turns."""
    kind = list(KINDS)[number % len(KINDS)]
    return KINDS[kind](Random(f"{kind} {number}"), kind)


def _of_word(change: Change) -> Callable[[Random, str], Input]:
    def build(chance: Random, kind: str) -> Input:
        if chance.random() < 0.2:
            name, commands = "templates/annex.docx", (_MAKE[0], ("template", "check"))
            return Input(kind, name, change(chance, _sound("annex")), commands)
        return Input(kind, "t.docx", change(chance, _sound(chance.choice(("template", "good")))), _OF_A_FILE)

    return build


@cache
def _sound(name: str) -> bytes:
    if name == "annex":
        return (ROOT / "templates" / "annex.docx").read_bytes()
    return good_document() if name == "good" else _a_template()


def _a_template() -> bytes:
    """A template with a tag at every kind of place."""
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    control = f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{r("{{ day }}")}</w:sdtContent></w:sdt>'
    rows = tr("Name", "Points"), tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", "{{ row.points|join }}")
    blocks = (HEADING, p("{{ ti", "tle }}", note, control), *map(p, _IN_PARAGRAPHS), BULLET)
    parts = {"word/footnotes.xml": FOOTNOTES, "word/header1.xml": HEADER.replace("Institution", "{{ title }}")}
    return a_template(*blocks, tbl(*rows, tr("{%tr endfor %}", "")), p(), parts=parts)


def _of_text(*texts: tuple[str, str], commands: tuple[Command, ...] = _MAKE) -> Callable[[Random, str], Input]:
    def build(chance: Random, kind: str) -> Input:
        name, text = chance.choice(texts)
        return Input(kind, name, change_text(chance, text.encode()), commands)

    return build


def _of_excel(chance: Random, kind: str) -> Input:
    parts = unzipped(a_workbook({"followup": _FOLLOW_UP}))
    parts["docProps/core.xml"] = re.sub(rb"[\d-]+T[\d:]+Z", b"2023-03-01T00:00:00Z", parts["docProps/core.xml"])
    changes = (change_archive, change_parts, in_a_tree(change_nodes), in_a_tree(change_values))
    return Input(kind, f"{_FOLDER}/status.xlsx", chance.choice(changes)(chance, zipped(parts)), _MAKE[::2])


@cache
def _catalogue() -> str:
    """A whole catalogue of the dossier, with an entry of each kind beside it."""
    with TemporaryDirectory() as folder:
        workspace = Input("po", "x", b"", ()).write(Path(folder) / "workspace")
        assert workspace.run("translate", "extract", "-l", "fr").code == 0
        path = workspace.data / "locale" / "fr.po"
        fill([path], same)
        more = an_entry("y", "Fuzzy", "Flou", "#, fuzzy"), an_entry("x", "Old", "Vieux", "# a remark", "#: a.csv:2")
        return "\n".join((path.read_text(encoding="utf-8"), *more))


def _of_catalogue(chance: Random, kind: str) -> Input:
    return Input(kind, f"{_FOLDER}/locale/fr.po", change_text(chance, _catalogue().encode()), _TRANSLATE)


_FOLDER = "data/spring-summit"
_TABLES = [(f"{_FOLDER}/{name}", text) for name, text in SOUND.items() if name.endswith(".csv")]
KINDS: dict[str, Callable[[Random, str], Input]] = {
    "zip": _of_word(change_archive),
    "xml nodes": _of_word(in_a_tree(change_nodes)),
    "xml values": _of_word(in_a_tree(change_values)),
    "xml parts": _of_word(change_parts),
    "xlsx": _of_excel,
    "csv": _of_text(*_TABLES, (f"{_FOLDER}/glossary.csv", _GLOSSARY)),
    "yaml": _of_text((f"{_FOLDER}/dossier.yaml", SOUND["dossier.yaml"])),
    "po": _of_catalogue,
    "markdown": _of_text((f"{_FOLDER}/letter.md", SOUND["letter.md"]), commands=_MAKE[1:]),
    "json": _of_text(("data.json", _DATA), commands=_OF_A_FILE[:1]),
}
