"""A workspace with a letter of one page for many recipients, and the same as data and templates of other programs.

The templates of others do what `templates/letter.docx` does, as their manuals have it. They have the same conditions:
about institution, signatory, function, reference, recipient, address, subject, one enclosure or several, copies, the
mark of drafts in both headers, and in the footer of the first page the sign that a page follows and the sender's
address; and loops over addresses, body, enclosures and copies. docxtpl's has the very tags of ours but for the loops
that rich text needs in it, title, author and language among the properties too. The other one is for docxtemplater and
easy-template-x, whose tags know truth and lists: what ours compares stands in the data, and the properties stay empty.
Carbone's is the same in its words.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random
from shutil import copytree

from docx import Document
from docx.document import Document as DocxDocument
from docx.text.paragraph import Paragraph

from benchmarks.processes import ROOT
from benchmarks.samples import words

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
_ADDRESS = ("Rue de la Loi / Wetstraat 200", "1049 Brussels, Belgium")
_SUBJECT, _CLOSING, _ENCLOSURE = "Follow-up to the spring summit", "Yours sincerely,", "Commitments and follow-up"
_NAME, _FUNCTION, _INSTITUTION = "A. Peeters", "The President", "European Institution"
_DATELINE = "Brussels, 20 March 2023"
_LONG = 1950  # characters of a body that goes on behind the first page


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
    recipients = _recipients(count)
    for name, letter in {"docxtpl.json": _as_records, "mustache.json": _as_values}.items():
        (folder / name).write_text(json.dumps([letter(each) for each in recipients]), encoding="utf-8")
    _write_docxtpl(folder / "docxtpl.docx")
    _write_mustache(folder / "mustache.docx")
    _write_carbone(folder / "mustache.docx", folder / "carbone.docx")


def _as_records(recipient: dict[str, str]) -> dict[str, object]:
    """What docxtpl's template sees: names as in ours."""
    letter = {
        "signatory": {"name": _NAME, "function": _FUNCTION, "institution": _INSTITUTION, "address": _ADDRESS},
        "dateline": _DATELINE,
        "reference": "",
        "subject": _SUBJECT,
        "salutation": recipient["salutation"],
        "body": _body(),
        "closing": _CLOSING,
        "enclosures": [{"text": _ENCLOSURE}],
        "copies": [],
    }
    to = {"key": recipient["recipient"], "name": recipient["name"], "address": recipient["address"].splitlines()}
    about = {"title": _SUBJECT, "dossier": {"institution": _INSTITUTION}, "language": "en-IE", "draft": False}
    return {**about, "letter": letter, "recipient": to, "_core": {"moment": "2023-03-20T00:00:00Z"}}


def _as_values(recipient: dict[str, str]) -> dict[str, object]:
    """What the tags of docxtemplater and easy-template-x see: texts, truth, and lists of lines."""
    return {
        "key": recipient["recipient"],
        "institution": _INSTITUTION,
        "signatory": _NAME,
        "function": _FUNCTION,
        "dateline": _DATELINE,
        "reference": "",
        "recipient": True,
        "name": recipient["name"],
        "address": _lines(recipient["address"].splitlines()),
        "subject": _SUBJECT,
        "salutation": recipient["salutation"],
        "body": _lines(_body()),
        "closing": _CLOSING,
        "oneEnclosure": True,
        "severalEnclosures": False,
        "enclosures": _lines([_ENCLOSURE]),
        "hasCopies": False,
        "copies": [],
        "draft": False,
        "goesOn": len("".join(_body())) > _LONG,
        "sender": _lines(_ADDRESS),
    }


def _lines(lines: Iterable[str]) -> list[dict[str, str]]:
    return [{"line": each} for each in lines]


_LOOPS = ("recipient.address", "letter.body", "letter.signatory.address")


def _write_docxtpl(path: Path) -> None:
    """Our own template, with a loop where a value of ours is several paragraphs."""
    document = _our_template()
    for paragraph in _paragraphs(document):
        if (name := paragraph.text.strip("{} ")) in _LOOPS:
            paragraph.insert_paragraph_before(f"{{%p for line in {name} %}}")
            _put_behind(paragraph, "{%p endfor %}")
            _say(paragraph, "{{ line }}")
        elif "letter.body | string" in paragraph.text:
            _say(paragraph, paragraph.text.replace("letter.body | string", "letter.body | join"))
    document.save(str(path))


_MUSTACHE = {
    "{{ letter.signatory.institution }}": "{institution}",
    "{{ letter.signatory.name }}": "{signatory}",
    "{{ letter.signatory.function }}": "{function}",
    "{{ letter.dateline }}": "{dateline}",
    "Our reference: {{ letter.reference }}": "Our reference: {reference}",
    "{{ recipient.name }}": "{name}",
    "{{ recipient.address }}": "{line}",
    "Subject: {{ letter.subject }}": "Subject: {subject}",
    "{{ letter.salutation }}": "{salutation}",
    "{{ letter.body }}": "{line}",
    "{{ letter.closing }}": "{closing}",
    "{{ letter.signatory.address }}": "{line}",
    "{% if draft %}DRAFT{% endif %}": "{#draft}DRAFT{/draft}",
}
_BEGUN = (  # in the order of the template; each is closed by the end that comes next, innermost first
    ("{%p if letter.signatory.institution", "institution"),
    ("{%p if letter.signatory.name", "signatory"),
    ("{%p if letter.signatory.function", "function"),
    ("{%p if letter.signatory.address", "sender"),
    ("{%p if letter.reference", "reference"),
    ("{%p if recipient.address", "address"),
    ("{%p if recipient", "recipient"),
    ("{%p if letter.subject", "subject"),
    ("{%p if letter.enclosures", "severalEnclosures"),
    ("{%p elif letter.enclosures", "oneEnclosure"),
    ("{%p if letter.copies", "hasCopies"),
)


def _write_mustache(path: Path) -> None:
    """Our own template with the tags of docxtemplater and easy-template-x."""
    document, open_ = _our_template(), list[str]()
    for paragraph in _paragraphs(document):
        text = paragraph.text
        if text.startswith("{%p elif"):
            paragraph.insert_paragraph_before(f"{{/{open_.pop()}}}")
        if text == "{%p endif %}":
            _say(paragraph, f"{{/{open_.pop()}}}")
        elif begun := next((name for tag, name in _BEGUN if text.startswith(tag)), ""):
            open_.append(begun)
            _say(paragraph, f"{{#{begun}}}")
        else:
            _say_mustache(paragraph, text)
    about = document.core_properties
    about.title = about.subject = about.author = about.language = ""
    document.save(str(path))


def _say_mustache(paragraph: Paragraph, text: str) -> None:
    if text == "{{ letter.body }}":
        paragraph.insert_paragraph_before("{#body}")
        _put_behind(paragraph, "{/body}")
    if text.startswith("{{ letter.signatory.name }}{%"):
        text = "{signatory}{#function}\n{function}{/function}"
    elif "letter.body | string" in text:
        text = "{#goesOn}./..{/goesOn}"
    elif "{% for" in text:
        listed = "copies" if "copies" in text else "enclosures"
        text = f"{text.partition('{%')[0]}{{#{listed}}}{{line}}{{/{listed}}}"
    if text != paragraph.text or text in _MUSTACHE:
        _say(paragraph, _MUSTACHE.get(text, text))


_LISTS = frozenset({"address", "body", "copies", "enclosures", "sender"})
_TRUTHS = frozenset({"draft", "goesOn", "hasCopies", "oneEnclosure", "recipient", "severalEnclosures"})
_TAG, _LIST_IN_A_LINE = re.compile(r"\{([#/]?)(\w+)\}"), re.compile(r"\{#(\w+)\}\{line\}\{/\1\}")


def _write_carbone(like: Path, path: Path) -> None:
    """The template for docxtemplater with the tags of Carbone, which shows by its next item what is repeated."""
    document, within = Document(str(like)), ""
    for paragraph in _paragraphs(document):
        begun = _TAG.fullmatch(paragraph.text)
        if begun and begun[1] == "#" and begun[2] in _LISTS:
            within = begun[2]
            paragraph._p.getparent().remove(paragraph._p)  # type: ignore[union-attr]
        elif "{" in paragraph.text:
            text = _LIST_IN_A_LINE.sub(r"{d.\1:arrayMap('', '', 'line')}", paragraph.text)
            _say(paragraph, _TAG.sub(partial(_of_carbone, within), text))
    document.save(str(path))


def _of_carbone(within: str, tag: re.Match[str]) -> str:
    """A tag for it; a line is one of the list `within`."""
    kind, name = tag.groups()
    if name in _LISTS:
        return f"{{d.{name}[i+1].line}}"
    if kind == "#":
        return f"{{d.{name}:{'ifEQ(true)' if name in _TRUTHS else 'ifNEM'}:showBegin}}"
    if kind == "/":
        return f"{{d.{name}:showEnd}}"
    return f"{{d.{within}[i].line}}" if name == "line" else f"{{d.{name}}}"


def _our_template() -> DocxDocument:
    return Document(str(ROOT / "templates" / "letter.docx"))


def _paragraphs(document: DocxDocument) -> list[Paragraph]:
    section = document.sections[0]
    edges = (section.header, section.first_page_header, section.footer, section.first_page_footer)
    return [*document.paragraphs, *(each for edge in edges for each in edge.paragraphs)]


def _put_behind(paragraph: Paragraph, text: str) -> None:
    behind = paragraph.insert_paragraph_before(text)
    paragraph._p.addnext(behind._p)


def _say(paragraph: Paragraph, text: str) -> None:
    paragraph.clear()  # type: ignore[no-untyped-call]
    paragraph.add_run(text)
