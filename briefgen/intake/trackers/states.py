"""State words as people type them: a word of ours or one that plainly means one, a percentage, a word with a remark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from briefgen.intake.words import one_line
from briefgen.model.dossier import State
from briefgen.sources.description.sources import plain_words
from briefgen.sources.mapping.dates import NOTHING, read_date
from briefgen.sources.mapping.headings import propose_state

_MORE: Final[Mapping[State, str]] = {
    State.DONE: """
        sluiten | afgesloten | klaar | uitgevoerd | fully compliant | fully implemented | compliant | released |
        shipped | erfüllt | umgesetzt und abgeschlossen | beendet | réalisée | terminée | achevé | clôturée | cumplido
        | realizado | cerrada | conseguito | concluso con successo | cumprido | wdrożone | zakończona | hotovo |
        ukončeno | teljesült | realizat | îndeplinit | изпълнено | 完了済 | 対応済 | 済 | true | ✓ | ✔ | ☑ | ☒ | ja |
        oui | sí | sì | sim | tak
        """,
    State.ONGOING: """
        on track | in execution | in implementation | being implemented | partially implemented | partially compliant
        | partially complete | partly implemented | partly done | work in progress | wip | in review | under review |
        im gange | en proceso de ejecución | en ejecución | in attuazione | in lavorazione | em andamento | em
        execução | w realizacji | v řešení | v realizaci | rozpracováno | în derulare | в ход | 進行中 | 作業中 |
        verder uitwerken | doorlopend | continu
        """,
    State.PLANNED: """
        not verified | to be started | to be done | upcoming | backlog | no iniciado | sin iniciar | no verificado |
        non commencé | non débuté | niet begonnen | non avviato | não iniciado | nezačato | nenačaté | neînceput |
        nicht gestartet | 未着手 | 未対応 | não verificado | nog te doen | nog niet gestart
        """,
    State.DELAYED: "at risk | off track | delayed start | overdue | retard | verspätung | achterstallig | 遅延",
    State.BLOCKED: "parked | waiting | on halt | geparkeerd | aangehouden | zurückgestellt | en suspens | 保留",
    State.WITHDRAWN: "obsolete | void | nicht mehr relevant | sans objet | nvt | n.v.t. | 中止 | 取下げ",
}
_UNKNOWN: Final = NOTHING | {"unknown", "unbekannt", "inconnu", "onbekend", "desconocido", "tbd", "tbc", "-", "不明"}
_PERCENT: Final = re.compile(r"([0-9]{1,3}(?:[.,][0-9]+)?)\s?%")
_PIECES: Final = re.compile(r"[,;:.?!()/\n–—]+|\s-\s|\s-(?=\w)")
_LONGEST_WORD: Final = 40
_MOST_WORDS: Final = 5


class ReadState(NamedTuple):
    """What a cell says of the state.

    Attributes:
        state: ours, or "" where the cell says none.
        remark: the whole cell, where it says more than its state; else "".
        unknown: the word that means no state of ours, to be asked for; else "".
    """

    state: str = ""
    remark: str = ""
    unknown: str = ""


NO_STATE: Final = ReadState()


def read_state(cell: str, chosen: Mapping[str, str]) -> ReadState:
    """The state that a cell says.

    Args:
        cell: as marked-up text.
        chosen: what a person has said: our states by their words without capitals, "" for none.
    """
    words = plain_words(one_line(cell))
    if words in _UNKNOWN and words not in chosen:
        return ReadState()
    if (state := _state_of(words, chosen)) is not None:
        return ReadState(state)
    for piece in _ends(one_line(cell)):
        if (state := _state_of(plain_words(piece), chosen)) is not None:
            return ReadState(state, remark=cell)
    if read_date(words, "dmy") or len(words) > _LONGEST_WORD or len(words.split()) > _MOST_WORDS:
        return ReadState(remark=cell)  # a half-year, a day or a sentence is no state
    return ReadState(unknown=one_line(cell))


def _ends(words: str) -> Iterable[str]:
    """What stands at either end of a cell, before or behind a sign."""
    pieces = [piece.strip() for piece in _PIECES.split(words) if piece and piece.strip()]
    return [pieces[0], pieces[-1]] if len(pieces) > 1 else []


def _state_of(words: str, chosen: Mapping[str, str]) -> str | None:
    """Our state for the words; None where they mean none that is known."""
    if words in chosen:
        return chosen[words]
    if words in tuple(State):
        return words
    if percent := _PERCENT.fullmatch(words):
        value = float(percent[1].replace(",", "."))
        return State.DONE if value >= 100 else State.ONGOING if value else State.PLANNED
    bare = words.rstrip(".!").strip()
    return propose_state(bare) or _by_word().get(re.sub(r"[_-]", " ", bare)) or None


@cache
def _by_word() -> Mapping[str, str]:
    return {plain_words(word): str(state) for state, words in _MORE.items() for word in words.split("|")}


def count_words(cells: Iterable[str], chosen: Mapping[str, str]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How often each word stands in some cells: with the state that it was read as; and those that mean none."""
    known: Counter[tuple[str, str]] = Counter()
    unknown: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for cell in cells:
        read, words = read_state(cell, chosen), one_line(cell)
        if read.unknown:
            unknown[spelling.setdefault(plain_words(words), words)] += 1
        elif words and plain_words(words) not in _UNKNOWN:
            shown = "(a word with a remark)" if read.remark else spelling.setdefault(plain_words(words), words)
            known[shown, read.state] += 1
    return known, unknown
