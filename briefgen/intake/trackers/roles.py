"""What a heading of a tracker or an action list says that its column holds, in all languages of the EU and a few more.

Source: headings of some fifty public trackers and minutes, and the usual words of the EU's languages for the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from briefgen.sources.mapping.headings import columns_meant, plain_heading


class ColumnRole(StrEnum):
    """What a column holds."""

    KEY = "number"
    MATTER = "matter"  # what is at issue: a risk, a recommendation, a commitment
    ACTION = "action"
    TITLE = "title"  # a short name of what is described in another column
    DETAIL = "detail"
    REPORT = "report"
    STATE = "state"
    OWNER = "owner"
    DUE = "due"
    DAY = "as_of"
    CLOSED = "closed"
    RECORDED = "recorded"
    PART = "part"
    GROUP = "group"
    SOURCE = "source"


class HeadingMeaning(NamedTuple):
    """A heading as it was understood.

    Attributes:
        roles: what its column may hold, the likeliest first; none where the heading is not known.
        language: the code at its end ("name_en"), or "".
        year: the year at its end ("status_2019"), or "".
        words: its words for comparing.
    """

    roles: tuple[ColumnRole, ...] = ()
    language: str = ""
    year: str = ""
    words: str = ""


_BY_COLUMN: Final[Mapping[tuple[str, str], ColumnRole]] = {
    ("commitments", "number"): ColumnRole.KEY,
    ("commitments", "part"): ColumnRole.PART,
    ("commitments", "text"): ColumnRole.ACTION,
    ("followup", "text"): ColumnRole.REPORT,
    ("followup", "state"): ColumnRole.STATE,
    ("followup", "owner"): ColumnRole.OWNER,
    ("followup", "due"): ColumnRole.DUE,
    ("followup", "as_of"): ColumnRole.DAY,
    ("followup", "recorded"): ColumnRole.RECORDED,
    ("followup", "group"): ColumnRole.GROUP,
    ("followup", "source"): ColumnRole.SOURCE,
}
_WORDS: Final[Mapping[ColumnRole, str]] = {
    ColumnRole.MATTER: """
        risk | risks | issue | issues | risk description | issue description | assumption description | finding |
        findings | dependency description | recommendation | recommendations | commitment | commitments | pledge |
        promise | objective | audit finding | observation | engagement | recommandation | recommandations | constat |
        risque | empfehlung | feststellung | risiko | zusage | aanbeveling | bevinding | toezegging | recomendación |
        hallazgo | compromiso | raccomandazione | rilievo | impegno | recomendação | compromisso | zalecenie |
        rekomendacja | zobowiązanie | doporučení | odporúčanie | ajánlás | recomandare | препоръка | rekommendation |
        anbefaling | suositus | σύσταση | preporuka | priporočilo | rekomendacija | ieteikums | soovitus | promise
        text | promesa | 指摘内容 | 課題内容 | 要求事項 | requirement | problem | problem description | topic
        discussed | commitment text
        """,
    ColumnRole.ACTION: """
        action point | action points | action item description | action taken | mitigation action | checklist item |
        item description | activity | activities | deliverable | to do | todo | step | next step | next steps |
        corrective action | planned action | agreed action | management action | job left | recommended control |
        recommended controls | required action | action required | actiepunten | actielijst | actie omschrijving |
        omschrijving | afspraak | wat | was | aktion | aktionspunkt | beschluss | massnahmen | aktivität | aktivitäten
        | todos | aufgaben | tâches | actions à réaliser | activité | acciones | actividad | actividades | tareas |
        attività | azioni | atividade | ações | tarefas | zadania | działania | úkoly | úlohy | feladatok | activitate
        | activități | задача | дейност | aktivitet | aktiviteter | uppgift | opgave | oppgave | tiltak | toimenpiteet
        | εργασία | ενέργεια | nome milestone target | milestone | target | item | 対応内容 | 作業内容 | アクション |
        宿題
        """,
    ColumnRole.TITLE: """
        title | name | subject | short title | task name | summary | headline | issue title | risk title | titre |
        intitulé | nom | titel | bezeichnung | name der maßnahme | betreff | naam | título | nombre | asunto | titolo
        | nome | tytuł | nazwa | název | názov | megnevezés | titlu | denumire | заглавие | наименование | rubrik |
        otsikko | τίτλος | naziv | naslov | pavadinimas | nosaukums | nimetus | 課題名 | 件名 | タスク名 | 作業名
        """,
    ColumnRole.DETAIL: """
        description | details | detail | explanation | full description | beschreibung | beschrijving | descripción |
        descrizione | descrição | opis | popis | leírás | descriere | описание | beskrivning | beskrivelse | kuvaus |
        περιγραφή | apraksts | kirjeldus | aprašymas | 課題詳細 | 内容 | 詳細 | 説明
        """,
    ColumnRole.REPORT: """
        mitigation plan | mitigation strategy | mitigation | mitigation action | resolution action | resolution |
        contingency plan | response | risk response | control measures | action to date | actions taken |
        what happened | status reason | status description | current status | latest status | comments updates |
        updates | progress notes | implementation status | state of implementation | management response |
        justification | evidence of completion
        | principali evidenze | ja porque | antwort | réponse | résultat | resultado | resultat | wynik | výsledek |
        výsledok | eredmény | rezultat | резултат | tulos | αποτέλεσμα | 対応詳細 | 対応結果 | 回答 | 備考 | 状況 |
        進捗 | progress comment | status comment | status comments | stand der dinge | stand van zaken | état d
        avancement | uitkomst | reactie | actuele stand | bemerkung stand | notiz | notizen | notas | nota | uwagi i
        komentarze
        """,
    ColumnRole.STATE: """
        current state | completion status | action status | task status | is complete | completion | done | progress |
        percent complete | avance | avance total | avancement | fortschritt | % complete | % done | estado actual |
        stand | 状態 | 進捗状況 | 対応状況 | 完了 | stan realizacji | stav plnění | erledigt | gereed | fait | hecho |
        fatto | klart | validated | validation status | compliance status | overall status | status of implementation
        | implementation status | progress score
        """,
    ColumnRole.OWNER: """
        action by | actioned by | assigned | person in charge | party | parties | reporting lead | minister | ministry
        | department | organisation name | organization name | responsible party | responsible entity | responsible
        body | lead agency | agency | responsibility | responsibilities | verantwortung | verantwortliche |
        verantwortlicher | zuständigkeit | wer macht s | durch | door wie | verantwoordelijk | porteur | pilote de l
        action | qui | responsable de l action | entidad responsable | responsable del seguimiento | quién | chi |
        quem | kto | kdo | hvem | vem | kuka | 責任者 | 対応者 | 回答者 | 主担当
        """,
    ColumnRole.DUE: """
        original timeline | timing | end | end date | finish | finish date | completion target | expected completion |
        expected date | estimated completion | target completion date | planned completion | planned end | due by |
        when | timescale | target for completion | wann | bis | zeitplan | wanneer | datum gereed | quand | date
        prévue | date d échéance | fecha de vencimiento | fecha fin | fecha prevista | cuándo | quando | data prevista
        | data scadenza | termin wykonania | kdy | kedy | hvornår | när | milloin | 完了予定日 | 予定日 | 納期
        """,
    ColumnRole.CLOSED: """
        date closed | closed | closed on | closed date | date completed | completed on | completion date | actual end
        date | actual res date | resolved date | resolution date | date resolved | date de clôture | clôturé le |
        abgeschlossen am | erledigt am | datum afgehandeld | fecha de cierre | data chiusura | data de conclusão |
        data zakończenia | 完了日 | 解決日 | actual completion | actual completion date
        """,
    ColumnRole.RECORDED: "opened | date opened | open date | reported on | date reported | entry date",
    ColumnRole.DAY: "date updated | last reviewed | last review | 最終更新日 | 更新日 | 回答日",
    ColumnRole.PART: """
        area label | planner bucket | bucket | raid category | programme | program | project | cluster | mission |
        strand | priority area | policy area | projekt | projet | proyecto | progetto | projeto | hoofdstuk | kapitel
        | chapitre | capítulo | capitolo | rozdział | kapitola | fejezet | capitol | глава | kapittel | luku | 要件
        大項目
        """,
    ColumnRole.GROUP: "component | workstream | work stream | sub theme | subtheme | sub topic | 要件 中項目",
    ColumnRole.SOURCE: """
        source doc | evidence link | reference link | website | web page | hyperlink | learn more | more information |
        allegato | lien | enlace | collegamento | ligação | odkaz | hivatkozás
        """,
    ColumnRole.KEY: """
        order num | order number | order no | promise id | case id | mlc id | task id | task no | task number | dep id
        | assumption id | dependency id | rec no | recommendation no | recommendation number | rtp ref | index | 要件
        id | seq | item number | row | line | actienummer | actie nr | aktions nr | maßnahmen nr | massnahmen nr | nr
        krt | n° action | no action | punkt | pos | position | t nr | top | key | issue key | identifiant | id action
        """,
}
# the likeliest first: of a heading that may mean several, such as “action” beside “risk”
_ORDER: Final = tuple(ColumnRole)
_LANGUAGES: Final = frozenset(
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv no uk ru mn ja zh ko ar tr sr".split()
)
_LAST_OF_KEYS: Final = frozenset({"id", "no", "nr", "ref", "guid", "uid", "#", "№", "n°", "nº"})
_NOT_OWN: Final = re.compile(
    r"\b(raised|reported|requested|created|identified|approved|reviewed|validated|checked|closed|updated) by\b"
)


def read_heading(heading: str) -> HeadingMeaning:
    """What a heading says: its roles, and the language or year at its end."""
    spaced = _spaced(" ".join(heading.split()))
    plain = plain_heading(spaced)
    if roles := _roles_of(plain):
        return HeadingMeaning(roles, words=plain)
    if "/" in spaced:  # “Action / Decision”
        several = (_roles_of(plain_heading(piece)) for piece in spaced.split("/") if piece.strip())
        return HeadingMeaning(next(filter(None, several), ()), words=plain)
    stem, _, last = plain.rpartition(" ")
    if stem and last in _LANGUAGES:
        return HeadingMeaning(_roles_of(stem), language=last, words=stem)
    if stem and re.fullmatch(r"20[0-9]{2}", last):
        return HeadingMeaning(_roles_of(stem), year=last, words=stem)
    return HeadingMeaning(words=plain)


def _spaced(heading: str) -> str:
    """A heading of one word made of several ("whatHappened") as these."""
    ends = [
        at
        for at in range(1, len(heading) - 1)
        if heading[at - 1].islower() and heading[at].isupper() and heading[at + 1].islower()
    ]
    return " ".join(heading[start:end] for start, end in zip([0, *ends], [*ends, len(heading)], strict=True))


def _roles_of(plain: str) -> tuple[ColumnRole, ...]:
    if _NOT_OWN.search(plain):
        return ()
    found = {_BY_COLUMN[meant] for meant in columns_meant(plain) if meant in _BY_COLUMN} | _own_words().get(
        plain, set()
    )
    if not found:
        found = set(_by_ending(plain))
    return tuple(role for role in _ORDER if role in found)


def _by_ending(plain: str) -> tuple[ColumnRole, ...]:
    """What the last word of a heading says where the whole is not known."""
    first, *more = plain.split() or [""]
    if not more:
        return ()
    if more[-1] in _LAST_OF_KEYS or (first in _LAST_OF_KEYS and more[0] in ("of", "de")):
        return (ColumnRole.KEY,)
    last = {"description": ColumnRole.DETAIL, "status": ColumnRole.STATE, "owner": ColumnRole.OWNER}.get(more[-1])
    return (last,) if last else ()


@cache
def _own_words() -> Mapping[str, set[ColumnRole]]:
    found: dict[str, set[ColumnRole]] = {}
    for role, words in _WORDS.items():
        for word in words.split("|"):
            found.setdefault(plain_heading(word), set()).add(role)
    return found
