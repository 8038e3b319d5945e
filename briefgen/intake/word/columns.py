"""Which tables of a Word file are annexes, and what their columns are: by headings in all languages of the EU."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct, field

from briefgen.intake.word.tables import WordCell, WordTable
from briefgen.model.manuscript import Role
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP
from briefgen.sources.mapping.headings import count_known, plain_heading, propose_columns

_FOLLOW_UP: Final = """
    follow up | followup | state of play | progress | implementation | action taken | actions taken | what has been done
    | measures taken | done since | suivi | suites données | suite donnée | état d avancement | état des lieux | mise en
    œuvre | réalisation | folgemaßnahmen | folgemassnahmen | umsetzung | umsetzungsstand | sachstand | weiteres vorgehen
    | opvolging | stand van zaken | voortgang | uitvoering | seguimiento | estado de aplicación | ejecución | medidas
    adoptadas | seguito | stato di attuazione | attuazione | stato di avanzamento | seguimento | ponto de situação |
    execução | działania następcze | realizacja | stan realizacji | postępy | stan wdrożenia | plnění | stav plnění |
    navazující kroky | následná opatření | další postup | plnenie | stav plnenia | následné opatrenia | nadväzujúce
    kroky | nyomon követés | végrehajtás | utánkövetés | acțiuni ulterioare | stadiul realizării | punere în aplicare |
    monitorizare | măsuri luate | последващи действия | изпълнение | проследяване | uppföljning | genomförande |
    lägesrapport | opfølgning | gennemførelse | jatkotoimet | seuranta | toteutus | toteutuminen | συνέχεια |
    παρακολούθηση | πρόοδος | υλοποίηση | εφαρμογή | daljnji koraci | praćenje | provedba | daljnje postupanje |
    nadaljnji ukrepi | spremljanje | izvajanje | tolesni veiksmai | tolesnė veikla | įgyvendinimas | turpmākie pasākumi
    | turpmākā rīcība | īstenošana | izpilde | järelmeetmed | edasine tegevus | rakendamine | täitmine | segwitu |
    implimentazzjoni | obair leantach | gníomhaíocht leantach | cur chun feidhme | dul chun cinn
"""
_COMMITMENT: Final = """
    commitment | commitments | conclusions | pledge | pledges | letter | decision | undertaking | agreed | engagement |
    engagements | conclusions | lettre | verpflichtung | verpflichtungen | zusage | zusagen | schlussfolgerungen |
    schreiben | toezegging | toezeggingen | conclusies | compromiso | compromisos | conclusiones | impegno | impegni |
    conclusioni | compromisso | compromissos | conclusões | zobowiązanie | zobowiązania | konkluzje | závazek | závazky
    | závěry | záväzok | záväzky | závery | kötelezettségvállalás | vállalás | következtetések | angajament |
    angajamente | concluzii | ангажимент | ангажименти | заключения | åtagande | åtaganden | slutsatser | forpligtelse |
    tilsagn | konklusioner | sitoumus | sitoumukset | päätelmät | δέσμευση | δεσμεύσεις | συμπεράσματα | obveza |
    obveze | zaključci | zaveza | zaveze | sklepi | įsipareigojimas | įsipareigojimai | išvados | saistības | secinājumi
    | kohustus | lubadus | järeldused | impenn | konklużjonijiet | gealltanas | conclúidí
"""
_FIELDS: Final = ("state", "due", "owner", "source")
_HEADS_SOUGHT: Final = 3
_LONGEST_HEADING: Final = 90


class AnnexColumns(Struct, frozen=True):
    """The columns of an annex, counted from 1.

    Attributes:
        heads: how many of the first rows are headings.
        number: of a number that stands alone, or 0.
        others: columns of the ledger's other fields, by their names.
        headings: the words above commitment and follow-up.
        unread: headings of columns that are read as nothing.
    """

    commitment: int
    follow_up: int
    heads: int = 0
    number: int = 0
    others: dict[str, int] = field(default_factory=dict)
    headings: tuple[str, str] = ("", "")
    unread: tuple[str, ...] = ()


@cache
def _phrases(words: str) -> re.Pattern[str]:
    listed = sorted({" ".join(each.split()) for each in words.split("|")}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")


def says_follow_up(text: str) -> bool:
    """Whether a heading or title speaks of follow-up."""
    return bool(_phrases(_FOLLOW_UP).search(plain_heading(text)))


def find_columns(table: WordTable) -> AnnexColumns | None:
    """The columns of a table that pairs commitments with their follow-up; None for any other, also an action list."""
    for heads in range(1, min(_HEADS_SOUGHT, len(table.rows)) + 1):
        cells = [cell.text if cell else "" for cell in table.rows[heads - 1]]
        if len(set(cells)) > 1 and (found := _by_headings(cells, heads)):
            return found
        if count_known(cells) > 1:
            return None  # headings of another kind: what stands below is no heading
    return None


def _by_headings(cells: Sequence[str], heads: int) -> AnnexColumns | None:
    plain = [plain_heading(cell) for cell in cells]
    known = _known(cells)
    short = [(at, text) for at, text in enumerate(plain) if len(cells[at]) <= _LONGEST_HEADING]
    follow_ups = [at for at, text in short if _phrases(_FOLLOW_UP).search(text)]
    commitments = [at for at, text in short if _phrases(_COMMITMENT).search(text)]
    if not follow_ups and not (commitments and len(cells) == 2):
        return None
    right = follow_ups[-1] if follow_ups else 1
    free = [at for at in range(right) if at not in known.values() or at == known.get("text")]
    left = next((at for at in commitments if at < right), free[-1] if free else None)
    if left is None or left == right or not (plain[left] and any(each.isalpha() for each in plain[right])):
        return None
    others = {name: at + 1 for name, at in known.items() if name in _FIELDS and at not in (left, right)}
    number = known.get("point", -1) + 1
    number = number if number not in (left + 1, right + 1) else 0
    read = {left + 1, right + 1, number, *others.values()}
    unread = tuple(cell for at, cell in enumerate(cells, 1) if at not in read and cell)
    return AnnexColumns(left + 1, right + 1, heads, number, others, (cells[left], cells[right]), unread)


def _known(cells: Sequence[str]) -> dict[str, int]:
    """Columns that plainly mean a field of the ledger."""
    found: dict[str, int] = {}
    for schema in (FOLLOWUP, COMMITMENTS):
        for name, heading in propose_columns(schema, cells).items():
            if name in (*_FIELDS, "point") or (name == "text" and schema is COMMITMENTS):
                found.setdefault(name, cells.index(heading))
    return found


def goes_on(table: WordTable, columns: AnnexColumns, width: int) -> AnnexColumns | None:
    """How the columns of an annex stand in a table behind it that has no headings, or the same ones again."""
    if table.width != width or not table.rows:
        return None
    first = [cell.text if cell else "" for cell in table.rows[0]]
    pair = (first[columns.commitment - 1 :][:1] or [""])[0], (first[columns.follow_up - 1 :][:1] or [""])[0]
    if tuple(map(plain_heading, pair)) == tuple(map(plain_heading, columns.headings)):
        return columns
    if count_known(first) > 1:
        return None
    return AnnexColumns(columns.commitment, columns.follow_up, 0, columns.number, columns.others, columns.headings)


def find_by_structure(table: WordTable) -> AnnexColumns | None:
    """The columns of a table of two without headings: numbers or bold on the left, bullets on the right."""
    pairs = list(_pairs(table))
    if table.width != 2 or len(pairs) < 2:
        return None
    numbered = sum(bool(re.match(r"\s*\(?\d+[a-z]?[.)]", left.text)) or _is_numbered(left) for left, _ in pairs)
    bulleted = sum(any(each.role is Role.BULLET for each in right.passages) for _, right in pairs)
    return AnnexColumns(1, 2) if min(numbered, bulleted) * 2 > len(pairs) else None


def _pairs(table: WordTable) -> Iterator[tuple[WordCell, WordCell]]:
    for row in table.rows:
        if len(row) > 1 and row[0] and row[1] and row[0] is not row[1]:
            yield row[0], row[1]


def _is_numbered(cell: WordCell) -> bool:
    return any(each.role is Role.NUMBERED for each in cell.passages)
