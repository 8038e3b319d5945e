"""Dossiers by chance with a history, and the two days between which a document of theirs is to be compared.

Everything comes from one number: texts that are reworded, confirmed, withdrawn, taken up again, put under another
heading or recorded later; commitments and letters of a day; figures that change. See `forms` for the templates.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from pathlib import Path
from random import Random

from msgspec.structs import replace

from briefgen.commands.redline import TwoDays, redline_since
from briefgen.production.documents import make_documents
from briefgen.production.order import Order, Where
from tests.redline.forms import form
from tests.sample_dossier import ROOT

KINDS = ("annex", "tracker", "letter", "note", "conclusions", "main-results", "summary")
LANGUAGES = ("en", "fr", "pl", "el")
_FIRST, _DAYS = date(2023, 2, 1), 60
_WORDS = """the agency agreement border and of budget commission council to customs deadline in for funding migration
on by partners ports report roadmap system talks visa will with staff ships islands returns training""".split()
_STATES = ("done", "ongoing", "planned", "delayed", "blocked")
_DUE = ("", "2023-04", "2023-05-31", "2023-Q2", "2023-autumn", "end 2023")
_OWNERS = ("", "Commission", "Frontex", "Member States & Council")
_KINDS_OF_ROWS = {
    "note": ("heading", "subheading", "paragraph", "bullet", "dash", "question"),
    "conclusions": ("recital", "point"),
    "main-results": ("heading", "subheading", "paragraph", "bullet", "dash", "quotation", "link"),
    "summary": ("heading", "subheading", "paragraph", "bullet", "dash", "participant"),
}
_ABOUT = "{number: 8622/20, codes: [JAI 473], from: Secretariat, to: Delegations, subject: Ports, subtitle: on ports}"
_DOSSIER = """title: Follow-up of spring
place: Brussels
languages: [LANGUAGES]
headings: {commitment: Agreed, follow-up: Done since}
signatory: {name: A. Peeters, function: The President, institution: European Institution}
letter: {salutation: "Dear colleagues,", closing: "Yours sincerely,"}
documents: {KIND: {template: KIND.docx, BODYabout: ABOUT}}
"""
_Rows = list[tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """A dossier, a document, a language, a template and two days."""

    seed: int
    kind: str
    language: str
    since: date
    as_of: date
    files: dict[str, str]
    template: bytes | None  # None for the one that comes with briefgen

    def write(self, folder: Path) -> Where:
        """A workspace with the dossier."""
        shutil.copytree(ROOT / "templates", folder / "templates")
        (folder / "briefgen.toml").write_text('dossier = "chance"\n', encoding="utf-8")
        data = folder / "data" / "chance"
        data.mkdir(parents=True)
        for name, text in self.files.items():
            (data / name).write_text(text, encoding="utf-8")
        if self.template is not None:
            (folder / "templates" / f"{self.kind}.docx").write_bytes(self.template)
        return Where(folder)

    def compare(self, folder: Path, *, summary: bool = False) -> tuple[bytes, bytes, bytes]:
        """The redline, the document of the later day, and that of the earlier one with what was known on it."""
        where, made = self.write(folder), folder / "made.docx"
        later = self._order(where, self.as_of)
        earlier = self._order(where, self.since, self.since)
        redline_since(replace(later, output=made), TwoDays(self.since, summary=summary))
        new, old = (make_documents(each, check=False).files[0].data for each in (later, earlier))
        return made.read_bytes(), new, old

    def _order(self, where: Where, day: date, known_on: date | None = None) -> Order:
        return Order(
            where,
            day,
            today=_FIRST + timedelta(2 * _DAYS),
            documents=(self.kind,),
            known_on=known_on,
            languages=(self.language,),
            recipients=("be",) if self.kind == "letter" else (),
            allow_untranslated=True,
        )


def a_case(seed: int) -> Case:
    """The case of a number."""
    random = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    chance = Ledger(random)
    since, as_of = sorted(chance.day() for _ in range(2))
    template = form(kind, random) if random.random() < 0.6 else None
    source, language = random.choice(LANGUAGES), random.choice(LANGUAGES)
    return Case(seed, kind, language, since, as_of, dict(chance.files(kind, source)), template)


class Ledger:
    """Writes the files of a dossier by chance."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def day(self) -> date:
        """A day within two months."""
        return _FIRST + timedelta(self.random.randrange(_DAYS))

    def files(self, kind: str, source: str) -> Iterator[tuple[str, str]]:
        """The names of all files, and what is in them."""
        points = [f"point{number}" for number in range(self.random.randint(1, 4))]
        languages = ", ".join([source, *(each for each in LANGUAGES if each != source)])
        body = "body: body.md, " if kind == "note" else ""
        named = {"LANGUAGES": languages, "KIND": kind, "BODY": body, "ABOUT": _ABOUT}
        yield "dossier.yaml", reduce(lambda text, name: text.replace(name, named[name]), named, _DOSSIER)
        yield "commitments.csv", self._table("point,number,part,as_of,recorded,state,text", self._commitments(points))
        rows = [row for number in range(self.random.randint(1, 9)) for row in self._item(f"item{number}", points)]
        yield "followup.csv", self._table("point,item,as_of,recorded,group,state,due,owner,source,text", rows)
        yield "figures.csv", self._table("figure,as_of,value,unit", self._figures())
        yield "recipients.csv", self._table("recipient,language,name,address,as_of", self._recipients())
        yield "letter.md", self._body()
        for _ in range(self.random.randint(0, 2)):
            yield f"letter.{self.day()}.md", self._body()
        if kind == "note":
            yield "body.md", self._body()
        if kind in _KINDS_OF_ROWS:
            head = "document,paragraph,as_of,recorded,kind,heading,text,name,href"
            yield "paragraphs.csv", self._table(head, self._papers(kind))

    def _table(self, head: str, rows: _Rows) -> str:
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([head.split(","), *rows])
        return written.getvalue()

    def _commitments(self, points: list[str]) -> _Rows:
        found: _Rows = []
        for number, point in enumerate(points, 1):
            part = self.random.choice(("", "Borders", "Returns"))
            found.append((point, str(number), part, "", "", "", self.text()))
            for day in self._days()[: self.random.choice((0, 0, 1, 2))]:
                is_gone = self.random.random() < 0.3
                words = "" if is_gone else self.text()
                found.append((point, "", "", str(day), self._recorded(day), "withdrawn" if is_gone else "", words))
        return found

    def _item(self, key: str, points: list[str]) -> _Rows:
        point, group, text = self.random.choice(points), self.random.choice(("", "", "Outreach")), self.text()
        found: _Rows = []
        for number, day in enumerate([_FIRST - timedelta(9)] * (key == "item0") + self._days()):
            change = self.random.random() if number else 1.0
            group = self.random.choice(("", "Outreach", "At sea")) if change < 0.2 else group
            state = "withdrawn" if 0.2 <= change < 0.35 else self.random.choice(_STATES)
            is_confirmed = 0.35 <= change < 0.5 and found[-1][5] != "withdrawn"
            text = self.reworded(text) if number else text
            due, owner = self.random.choice(_DUE), self.random.choice(_OWNERS)
            words = "" if is_confirmed else text
            known = self._recorded(day) if day >= _FIRST else ""
            found.append((point, key, str(day), known, group, state, due, owner, "A letter", words))
        return found

    def _figures(self) -> _Rows:
        values: _Rows = [("funding", "2023-01-01", "480 million", "EUR"), ("share", "2023-01-01", "12.5", "%")]
        return values + [("funding", str(day), f"{self.random.randint(1, 900)} million", "EUR") for day in self._days()]

    def _recipients(self) -> _Rows:
        rows: _Rows = [("be", "", "A. De Croo", "Brussels\nBelgium", "")]
        return rows + [("be", "", "B. De Wever", "Brussels", str(self.day()))] * self.random.randint(0, 1)

    def _papers(self, kind: str) -> _Rows:
        found: _Rows = []
        kinds = sorted(self.random.choices(_KINDS_OF_ROWS[kind], k=self.random.randint(2, 8)))
        if kind == "conclusions":
            kinds = [
                "recital",
                *(["recital"] * kinds.count("recital")),
                "calls",
                *(["point"] * kinds.count("point")),
                "point",
            ]
            kinds = [each for name in kinds for each in (name, *["dash"] * self._dashes(name))]
        elif kind == "summary":
            kinds = ["paragraph", *sorted(kinds, key="participant".__eq__)]
        else:
            self.random.shuffle(kinds)
        for number, each in enumerate(kinds):
            ends = number > 0 and (kind != "conclusions" or each == "dash")
            found += self._history(kind, f"row{number}", each, ends=ends)
        return found

    def _dashes(self, kind: str) -> int:
        return self.random.choice((0, 0, 1, 3)) if kind in ("point", "recital") else 0

    def _history(self, document: str, key: str, kind: str, *, ends: bool) -> Iterator[tuple[str, ...]]:
        text, first = self.line(kind), not ends or self.random.random() < 0.7
        name = "Members" if kind in ("participant", "quotation") else ""
        href = "https://example.eu/page" if kind == "link" else ""
        heading = "Members" if kind == "participant" else ""
        for number, day in enumerate([_FIRST - timedelta(9), *self._days()][0 if first else 1 :]):
            is_gone = number > 0 and ends and self.random.random() < 0.25
            text = self.reworded(text) if number else text
            row_kind = "withdrawn" if is_gone else kind
            yield document, key, str(day), self._recorded(day) if number else "", row_kind, heading, text, name, href

    def _days(self) -> list[date]:
        return sorted({self.day() for _ in range(self.random.randint(1, 4))})

    def _recorded(self, day: date) -> str:
        return str(day + timedelta(self.random.randint(0, 20))) if self.random.random() < 0.3 else ""

    def _body(self) -> str:
        blocks = [self.text() for _ in range(self.random.randint(1, 4))]
        if self.random.random() < 0.4:
            blocks.insert(0, "## Where we are")
        return "\n\n".join(blocks) + "\n"

    def text(self) -> str:
        """A marked-up text, perhaps of several paragraphs, with a list, a footnote or links."""
        text = self.line()
        if self.random.random() < 0.2:
            text += f"\n\n{self.line()}"
        if self.random.random() < 0.2:
            text += f"\n\n- {self.line()}\n- {self.line()}"
            text += f"\n  - {self.line()}" * self.random.randint(0, 1)
        if self.random.random() < 0.25:
            note = f"n{self.random.randrange(1000)}"
            first, line, rest = text.partition("\n")
            text = f"{first[:-1]}[^{note}].{line}{rest}\n\n[^{note}]: {self.line()}"
        return text

    def line(self, kind: str = "") -> str:
        """A sentence; of recitals and the like without a full stop."""
        words = [self._word() for _ in range(self.random.randint(3, 14))]
        return " ".join(words) + ("" if kind in ("recital", "calls", "point", "dash", "heading", "subheading") else ".")

    def _word(self) -> str:
        word = self.random.choice(_WORDS)
        chance = self.random.random()
        forms: tuple[str, ...] = (
            f"**{word}**",
            f"*{word}*",
            f"[{word}](https://example.eu/{word})",
            '({{ figure("funding") }})',
        )
        forms += ('{{ when("2023-03-14") }}', '({{ figure("share") }})', f"{word} & <{word}>")
        return forms[int(chance * 40)] if chance * 40 < len(forms) else word

    def reworded(self, text: str) -> str:
        """A text with some of its words changed, another one, or the same."""
        chance = self.random.random()
        if chance < 0.2:
            return text
        if chance < 0.4:
            return self.text() if text.endswith(".") or "\n" in text else self.line("dash")
        words = text.split(" ")
        for _ in range(self.random.randint(1, 3)):
            place = self.random.randrange(len(words))
            if words[place] in _WORDS:
                words[place : place + 1] = self.random.choice(([self._word()], [self._word(), self._word()], []))
        return " ".join(words) if any(words) else text
