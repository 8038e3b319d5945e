"""Small dossiers by chance, whose annexes are edited: the texts have values, bold words and notes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from briefgen.commands.pull import PullOrder, PullResult, pull
from briefgen.production.documents import make_documents
from briefgen.production.order import Order, Where
from tests.pull.hands import Done, Hand
from tests.sample_dossier import ROOT

AS_OF, TODAY = date(2023, 3, 17), date(2023, 3, 20)
_DOSSIER = """title: Follow-up of spring
place: Brussels
languages: [en]
headings: {commitment: Agreed, follow-up: Done since}
signatory: {name: A. Peeters, function: The President, institution: European Institution}
documents: {annex: annex.docx}
"""
_LEADS = ("", "**Border patrols:** ", "**Ports** – ", "*Talks*, as agreed: ")
_BODIES = (
    'the agencies agreed {{ when("2023-03-14") }} that joint controls begin',
    "experts visited several islands with customs officers",
    'support of {{ figure("FIGURE") }} is planned for training centres',
    'the report [was sent](https://europa.eu/x) {{ by("2023-05-31") }} without **further** remarks',
    'partners discussed {{ money("12 million") }} and {{ percent(35) }} of costs',
    "ministers adopted conclusions[^n] after long debate",
)


@dataclass(frozen=True)
class EditedAnnex:
    """An annex by chance after somebody has edited it.

    Attributes:
        sources: how the items were typed, by key.
        figures: their values in millions, by name.
        done: what was done.
    """

    where: Where
    path: Path
    sources: dict[str, str]
    figures: dict[str, int]
    done: Done

    def pull(self, *, write: bool = False) -> PullResult:
        """What comes back."""
        return pull(PullOrder(self.where, (self.path,), TODAY, write=write))


def an_edited_annex(seed: int, folder: Path) -> EditedAnnex:
    """The annex of a number."""
    random = Random(seed)
    where = Where(folder, dossier="chance")
    figures: dict[str, int] = {}
    sources, points = dict[str, str](), dict[str, str]()
    for point in [f"point{number}" for number in range(random.randint(1, 3))]:
        for number in range(random.randint(1, 4)):
            item = f"{point}-item{number}"
            points[item], sources[item] = point, _text(random, item, figures)
    _write(folder, random, points, sources, figures)
    data = made(where)
    said = {name: f"EUR\u00a0{value}\u00a0million" for name, value in figures.items()}
    hand = Hand(random, points, said, tracked=random.random() < 0.5)
    path = folder / "annex-edited.docx"
    path.write_bytes(hand.edit(data))
    return EditedAnnex(where, path, sources, figures, hand.done)


def made(where: Where) -> bytes:
    """The annex as it is made today."""
    order = Order(where, AS_OF, TODAY, documents=("annex",))
    return make_documents(order, check=False).files[0].data


def _text(random: Random, item: str, figures: dict[str, int]) -> str:
    body = random.choice(_BODIES)
    if "FIGURE" in body:
        figures[item] = random.randint(100, 499)
        body = body.replace("FIGURE", item)
    text = random.choice(_LEADS) + body + "."
    return f"{text}\n\n[^n]: As the record says." if "[^n]" in text else text


def _write(
    folder: Path, random: Random, points: dict[str, str], sources: dict[str, str], figures: dict[str, int]
) -> None:
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    (folder / "briefgen.toml").write_text('dossier = "chance"\n', encoding="utf-8")
    data = folder / "data" / "chance"
    data.mkdir(parents=True)
    (data / "dossier.yaml").write_text(_DOSSIER, encoding="utf-8")
    numbered = enumerate(sorted(set(points.values())), 1)
    commitments = [f"{point},{number},,{_cell(f'**Agreed:** to act on {point}')}" for number, point in numbered]
    (data / "commitments.csv").write_text("\n".join(["point,number,part,text", *commitments]) + "\n", encoding="utf-8")
    days = {item: f"2023-03-0{random.randint(1, 9)}" for item in sources}
    rows = [f"{points[item]},{item},{days[item]},,ongoing,,{_cell(source)}" for item, source in sources.items()]
    head = "point,item,as_of,recorded,state,source,text"
    (data / "followup.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    amounts = [f"{name},2023-03-01,{value}000000,EUR" for name, value in figures.items()]
    (data / "figures.csv").write_text("\n".join(["figure,as_of,value,unit", *amounts]) + "\n", encoding="utf-8")


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
