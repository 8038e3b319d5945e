"""A workspace with a letter of one page for many recipients, and the same as data and templates of other programs."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from random import Random
from shutil import copytree
from typing import NamedTuple

from docx import Document
from docx.text.paragraph import Paragraph

from benchmarks.processes import ROOT
from benchmarks.samples import words


class Tags(NamedTuple):
    """How a template names a value, and begins and ends a loop over NAME, in which a line has a name of its own."""

    value: str
    begin: str
    end: str
    line: str

    def of(self, name: str) -> str:
        """The tag of a value."""
        return self.value.replace("NAME", name)


_TAGS = {
    "docxtpl.docx": Tags("{{ NAME }}", "{%p for each in NAME %}", "{%p endfor %}", "each.line"),
    "mustache.docx": Tags("{NAME}", "{#NAME}", "{/NAME}", "line"),
}
DAY = "2023-03-20"
_DOSSIER = """\
title: Follow-up to the spring summit
event: Spring summit
place: Brussels
languages: [en]
signatory:
  name: A. Peeters
  function: The President
  institution: European Institution
  address: |
    Rue de la Loi / Wetstraat 200
    1049 Brussels, Belgium
letter:
  salutation: "Dear colleagues,"
  closing: "Yours sincerely,"
  subject: Follow-up to the spring summit
  enclosures: ["Commitments and follow-up"]
documents:
  letter: letter.docx
"""
_BODY = 4  # paragraphs
_FIXED = {
    "institution": "European Institution",
    "signatory": "A. Peeters",
    "function": "The President",
    "dateline": "Brussels, 20 March 2023",
    "subject": "Follow-up to the spring summit",
    "closing": "Yours sincerely,",
    "enclosure": "Commitments and follow-up",
}


def make_workspace(folder: Path, count: int) -> Path:
    """A workspace whose letter goes to so many recipients, with `peers/` beside it; its folder."""
    data = folder / "data" / "spring-summit"
    data.mkdir(parents=True)
    copytree(ROOT / "templates", folder / "templates")
    files = {
        folder / "briefgen.toml": 'place = "Brussels"\n',
        data / "dossier.yaml": _DOSSIER,
        data / "commitments.csv": "point,number,part,text\nborders,1,,Border controls\n",
        data / "followup.csv": "point,item,as_of,recorded,text\nborders,one,2023-03-01,2023-03-01,Talks were held.\n",
        data / "letter.md": "\n\n".join(_body()) + "\n",
        data / "recipients.csv": _table(_recipients(count)),
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    _write_peers(folder / "peers", count)
    return folder


def _body() -> list[str]:
    random = Random(1)
    return [f"{words(random, 55)}." for _ in range(_BODY)]


def _recipients(count: int) -> list[dict[str, str]]:
    random = Random(2)
    return [_recipient(random, number) for number in range(count)]


def _recipient(random: Random, number: int) -> dict[str, str]:
    name = f"Minister {words(random, 2)}"
    address = f"{number} {words(random, 1)} Street\nBrussels"
    key = f"r{number:06}"
    return {"recipient": key, "language": "en", "name": name, "salutation": f"Dear {name},", "address": address}


def _table(rows: list[dict[str, str]]) -> str:
    file = StringIO()
    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _write_peers(folder: Path, count: int) -> None:
    """Templates with the tags of others, and the letters as JSON: an object for each."""
    folder.mkdir()
    letters = [
        {
            **_FIXED,
            **each,
            "address": [{"line": line} for line in each["address"].splitlines()],
            "body": [{"line": line} for line in _body()],
        }
        for each in _recipients(count)
    ]
    (folder / "letters.json").write_text(json.dumps(letters), encoding="utf-8")
    for name, tags in _TAGS.items():
        _write_template(folder / name, tags)
    _write_for_carbone(folder / "mustache.docx", folder / "carbone.docx")


_TOLD = {
    "recipient.name": "name",
    "letter.closing": "closing",
    "letter.salutation": "salutation",
    "letter.dateline": "dateline",
    "letter.subject": "subject",
    "letter.signatory.institution": "institution",
    "letter.signatory.function": "function",
    "letter.signatory.name": "signatory",
}
_LOOPS = {"{{ recipient.address }}": "address", "{{ letter.body }}": "body"}
_NOT_HERE = ("{%p", "Our reference", "Copy to", "Enclosures:")


def _write_template(path: Path, tags: Tags) -> None:
    """Our own template with other tags: one for each value, and loops over address and body."""
    document = Document(str(ROOT / "templates" / "letter.docx"))
    section = document.sections[0]
    for part in (section.header, section.first_page_header, section.first_page_footer):
        for paragraph in part.paragraphs:
            _say(paragraph, "")
    for paragraph in document.paragraphs:
        if paragraph.text.startswith(_NOT_HERE):
            _without(paragraph)
        elif name := _LOOPS.get(paragraph.text):
            _say_each(paragraph, name, tags)
        else:
            _say(paragraph, _told(paragraph.text, tags))
    about = document.core_properties
    about.title = about.subject = about.author = about.language = ""
    document.save(str(path))


def _write_for_carbone(like: Path, path: Path) -> None:
    """The template with mustaches in the words of Carbone, which shows by its next item what is repeated."""
    document = Document(str(like))
    within = ""
    for paragraph in document.paragraphs:
        if begun := re.fullmatch(r"\{#(\w+)\}", paragraph.text):
            within = begun[1]
            _without(paragraph)
        elif re.fullmatch(r"\{/\w+\}", paragraph.text):
            _say(paragraph, f"{{d.{within}[i+1].line}}")
        else:
            text = paragraph.text.replace("{line}", f"{{{within}[i].line}}")
            _say(paragraph, text.replace("{", "{d."))
    document.save(str(path))


def _told(text: str, tags: Tags) -> str:
    if text.startswith("Enclosure:"):
        return f"Enclosure:\t{tags.of('enclosure')}"
    if text.startswith("{{ letter.signatory.name }}{%"):
        return f"{tags.of('signatory')}\n{tags.of('function')}"
    for theirs, name in _TOLD.items():
        text = text.replace(f"{{{{ {theirs} }}}}", tags.of(name))
    return text


def _say_each(paragraph: Paragraph, name: str, tags: Tags) -> None:
    paragraph.insert_paragraph_before(tags.begin.replace("NAME", name))
    end = paragraph.insert_paragraph_before(tags.end.replace("NAME", name))
    paragraph._p.addnext(end._p)
    _say(paragraph, tags.of(tags.line))


def _say(paragraph: Paragraph, text: str) -> None:
    paragraph.clear()  # type: ignore[no-untyped-call]
    paragraph.add_run(text)


def _without(paragraph: Paragraph) -> None:
    body = paragraph._p.getparent()
    assert body is not None
    body.remove(paragraph._p)
