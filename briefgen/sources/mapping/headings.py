"""Headings of trackers that plainly mean one of our columns, to propose them; nothing is read by them unasked.

Source: headings of some fifty public trackers and minutes, and the usual words of the EU's languages for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from briefgen.model.dossier import State
from briefgen.sources.files.schema import TableSchema

_KEYS: Final = """
    ref | reference | ref no | no | nr | number | id | item id | item no | action id | action ref | action no | issue id
    | risk id | s no | sl no | serial no | code | uid | guid | case id | numéro | réf | référence | nummer | lfd nr
    | número | núm | nº | n° | numero | codice | codice univoco | nro | numer | lp | l p | číslo | broj | št
    | číslo bodu    | szám | sorszám | numurs | jrk | номер | № | αριθμός | α α | uimhir | # | 番号
"""
_ACTIONS: Final = """
    action | actions | action item | action items | action point | action description | task | task description
    | description | commitment | commitments | pledge | promise | measure | measures | recommendation | milestone
    | requirement | issue description | risk description | what | mesure | mesures | tâche | engagement
    | actions à mener    | maßnahme | massnahme | maßnahmen | aufgabe | beschreibung | actiepunt | actie | taak |
    maatregel | acción | medida
    | tarea | compromiso | descripción | azione | misura | impegno | descrizione | ação | acção | compromisso | tarefa
    | descrição | działanie | zadanie | zobowiązanie | opatření | úkol | opatrenie | úloha | intézkedés | feladat
    | acțiune | măsură | мярка | действие | åtgärd | foranstaltning | handling | toimenpide | tehtävä | δράση | μέτρο
    | mjera | ukrep | naloga | priemonė | pasākums | meede | tegevus | miżura | azzjoni | beart | gníomh
"""
_REPORTS: Final = """
    state of play | follow up | update | status update | latest update | progress update | remarks | remark | comment
    | comments | notes | note | outcome | result | resolution | resolution action | what happened | status description
    | progress | suivi | état d avancement | avancement | commentaire | commentaires | remarques | observations
    | sachstand | stand der umsetzung | umsetzungsstand | bemerkung | bemerkungen | anmerkungen | kommentar | stand
    | opmerkingen | toelichting | voortgang | observaciones | seguimiento | comentarios | stato di attuazione | note
    | osservazioni | seguito | ponto de situação | observações | comentários | stan realizacji | uwagi | komentarz
    | stav plnění | poznámka | poznámky | stav plnenia | megjegyzés | stadiul | observații | забележки | коментар
    | anmärkning | lägesrapport | uppföljning | bemærkninger | opfølgning | huomautukset | tilanne | παρατηρήσεις
    | napomena | napomene | opombe | pastabos | piezīmes | märkused | kummenti | nótaí | dul chun cinn
"""
_OWNERS: Final = """
    owner | action owner | risk owner | control owner | lead | lead dg | lead unit | lead department | lead service
    | assigned to | assigned lead | assignee | responsible | responsible person | person responsible | responsible unit
    | responsible dg | who | in charge | chef de file | responsable | responsables | pilote | service responsable
    | verantwortlich | zuständig | federführung | federführend | wer | wie | verantwoordelijke | trekker | eigenaar
    | actiehouder | encargado | amministrazione titolare | responsabile | responsável | odpowiedzialny | jednostka
    wiodąca | osoba odpowiedzialna | odpovědný | odpovídá | zodpovedný | zodpovedá | felelős | responsabil | отговорник
    | ansvarig | ansvarlig | vastuutaho | vastuuhenkilö | υπεύθυνος | odgovorna osoba | nositelj | odgovoren | nosilec
    | atsakingas | atbildīgais | vastutaja | responsabbli | freagrach | 担当 | 担当者
"""
_DUE: Final = """
    due | due date | deadline | target date | target | target completion | date due | by when | required by | timeline
    | timeframe | scheduled date | planned date | échéance | date limite | délai | date butoir | frist | termin
    | fälligkeit | fällig | fällig am | zieltermin | bis wann | deadline datum | einddatum | uiterste datum | plazo
    | fecha límite | fecha compromiso | vencimiento | scadenza | termine | prazo | data limite | termin realizacji
    | termín | termín splnění | lehota | határidő | termen | termen limită | срок | краен срок | tidsfrist | slutdatum
    | määräaika | προθεσμία | rok | tähtaeg | terminas | termiņš | skadenza | spriocdháta | 期限 | 回答期限
"""
_STATES: Final = """
    status | state | open closed | rag | rag status | progress status | statut | état | estatus | estado | situación
    | stato | situação | stav | stan | állapot | státusz | stadiu | stare | статус | състояние | tila | κατάσταση
    | stanje
    | seis | būsena | statuss | stat | stádas | ステータス | is done | done | complete | completed
"""
_DAYS: Final = """
    as of | date of last review | last update | last updated | updated | updated on | date of update | status date
    | reporting date | last checked | mise à jour | date de mise à jour | dernière mise à jour | aktualisiert
    | aktualisiert am | letzte aktualisierung | stand vom | bijgewerkt | laatst bijgewerkt | fecha de actualización
    | última actualización | aggiornamento | data aggiornamento | data de atualização | data aktualizacji
    | aktualizace | aktualizácia | frissítve | actualizat la | senast uppdaterad | opdateret | päivitetty
"""
_PARTS: Final = """
    part | section | chapter | pillar | axis | axis id | area | main area | category | task category | topic | theme
    | workstream | work package | client | volet | axe | domaine | thème | rubrique | bereich | thema | kategorie
    | handlungsfeld | onderwerp | categorie | ámbito | eje | categoría | tema | área | settore | missione | obszar
    | kategoria | oblast | oblasť | terület | domeniu | област | område | ala | τομέας | područje | področje | 分類
"""
_GROUPS: Final = "group | sub area | subcategory | sub category | country | partner | component | componente"
_SOURCES: Final = """
    source | sources | link | links | url | source url | source doc | evidence | evidence urls | more info | document
    | quelle | bron | fuente | fonte | źródło | zdroj | forrás | sursă | източник | källa | kilde | lähde | πηγή
    | izvor | vir | šaltinis | avots | allikas | sors | foinse | 情報源
"""
_RECORDED: Final = """
    recorded | date raised | raised on | date identified | date added | created | created on | date created | timestamp
    | erfasst am | date de création | fecha de alta | data inserimento | 起票日 | 作成日
"""
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "commitments": {
        "point": _KEYS,
        "number": _KEYS,
        "part": _PARTS,
        "text": _ACTIONS,
    },
    "followup": {
        "point": _KEYS,
        "as_of": _DAYS,
        "recorded": _RECORDED,
        "group": _GROUPS,
        "state": _STATES,
        "due": _DUE,
        "owner": _OWNERS,
        "source": _SOURCES,
        "text": _REPORTS,
    },
}
_STATE_WORDS: Final[Mapping[State, str]] = {
    State.DONE: """completed complete closed implemented delivered finished solved resolved achieved met validated yes
        true 100% terminé réalisé fait clôturé mis_en_œuvre erledigt abgeschlossen umgesetzt fertig gereed afgerond
        gesloten afgehandeld voltooid finalizado completado hecho cerrado conseguita completato concluso concluído
        zakończone zrealizowane wykonane dokončeno splněno splnené kész lezárt finalizat încheiat завършен изпълнен
        klar avslutad slutförd færdig afsluttet valmis ολοκληρώθηκε završeno zaključeno baigta pabeigts lõpetatud
        konkluż críochnaithe 完了""",
    State.ONGOING: """in_progress in-progress in_process in_hand underway under_way started partly partially active
        en_cours in_arbeit in_bearbeitung in_umsetzung laufend loopt lopend in_uitvoering en_curso en_proceso in_corso
        em_curso w_toku w_trakcie probíhá prebieha folyamatban în_curs в_процес pågår pågående i_gang igangværende
        käynnissä σε_εξέλιξη u_tijeku v_teku vykdoma procesā töös 対応中""",
    State.PLANNED: """not_started not-started to_do todo pending new scheduled ready_to_start foreseen 0% à_faire prévu
        pas_commencé offen nicht_begonnen geplant gepland niet_gestart pendiente previsto planificado da_avviare
        por_iniciar planowane nie_rozpoczęto plánováno nezahájeno plánované tervezett planificat планиран planerad
        ej_påbörjad planlagt ikke_startet suunniteltu προγραμματισμένο planirano načrtovano planuojama plānots""",
    State.DELAYED: """late overdue behind behind_schedule slipped retardé en_retard verzögert verspätet vertraagd
        retrasado in_ritardo atrasado opóźnione zpožděno oneskorené késik întârziat забавен försenad forsinket
        myöhässä καθυστερημένο kasni""",
    State.BLOCKED: """on_hold on-hold paused stalled suspended stopped bloqué suspendu en_attente blockiert ausgesetzt
        geblokkeerd bloqueado sospeso bloccato suspenso wstrzymane zablokowane pozastaveno pozastavené felfüggesztett
        blocat блокиран blockerad pausad blokeret sat_i_bero estynyt""",
    State.WITHDRAWN: """cancelled canceled dropped abandoned superseded rejected not_applicable abandonné annulé
        entfällt zurückgezogen vervallen afgevoerd geannuleerd cancelado anulado annullato ritirato anulowane wycofane
        zrušeno zrušené törölt anulat отменен inställd avbruten annulleret peruttu ακυρώθηκε otkazano""",
}


def plain_heading(text: str) -> str:
    """A heading for comparing: without capitals, punctuation, line breaks and what stands in brackets."""
    bare = re.sub(r"\([^)]*\)?|\[[^]]*\]?", " ", text.replace("\ufeff", "")).casefold()
    found = " ".join(re.sub(r"[^\w#№%°]+|_", " ", bare).split())
    return found or " ".join(text.casefold().split())


@cache
def _listed(words: str) -> tuple[str, ...]:
    return tuple(plain_heading(each) for each in words.split("|"))


def propose_columns(schema: TableSchema, headings: Sequence[str]) -> dict[str, str]:
    """Which of some headings plainly mean which of our columns, the most usual ones first."""
    plain = {plain_heading(heading): heading for heading in reversed(headings) if heading.strip()}
    found: dict[str, str] = {}
    for column, words in _WORDS.get(schema.name, {}).items():
        if heading := next((plain[word] for word in (plain_heading(column), *_listed(words)) if word in plain), ""):
            found[column] = heading
    return found


def find_foreign(schema: TableSchema, headings: Sequence[str]) -> frozenset[str]:
    """The headings that plainly mean one of our columns, and are not its name."""
    found = propose_columns(schema, headings)
    return frozenset(heading for column, heading in found.items() if schema.name_of(heading) != column)


def columns_meant(heading: str) -> frozenset[tuple[str, str]]:
    """The columns of the ledger that a heading plainly means: pairs of a table and a column of it."""
    return _meanings().get(plain_heading(heading), frozenset())


@cache
def _meanings() -> Mapping[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for table, columns in _WORDS.items():
        for column, words in columns.items():
            for word in _listed(words):
                found.setdefault(word, set()).add((table, column))
    return {word: frozenset(meant) for word, meant in found.items()}


def count_known(headings: Iterable[str]) -> int:
    """How many of some headings mean a column of the ledger."""
    return sum(bool(columns_meant(heading)) for heading in set(headings))


def propose_state(word: str) -> str:
    """The state that a word plainly means, or ""."""
    return _states_by_word().get(_plain_state(word), "")


def _plain_state(word: str) -> str:
    return " ".join(re.sub(r"[_-]", " ", word.casefold()).split())


@cache
def _states_by_word() -> Mapping[str, str]:
    return dict(_state_words())


def _state_words() -> Iterator[tuple[str, str]]:
    for state, words in _STATE_WORDS.items():
        for word in words.split():
            yield _plain_state(word), str(state)
