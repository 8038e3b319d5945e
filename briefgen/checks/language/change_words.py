"""Words for how a thing changes: what a state is called in a cell, and what says openly that something moved.

A language that has no words here is compared by its dates, numbers and texts alone; another one is one more entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.language.patterns import late, quick
from briefgen.checks.language.tenses import LANGUAGES, tenses_of
from briefgen.model.dossier import State


class ChangeWords(Struct, frozen=True):
    """The words of one language, as patterns.

    Attributes:
        states: what a cell says that names a state and nothing else, in small letters.
        later: a deadline is told to have moved: “postponed”, “instead of”.
        again: what was over has begun anew: “reopened”.
        so_far: a number counts up: “so far”, “in total”, “have been relocated”.
        settled: a count is one of what is left, which falls as work goes on; or a number was wrong and is corrected.
        done: something is told as done.
        coming: something is told as still to come, or as under way.
    """

    states: Mapping[str, State]
    later: re.Pattern[str]
    again: re.Pattern[str]
    so_far: re.Pattern[str]
    settled: re.Pattern[str]
    done: re.Pattern[str]
    coming: re.Pattern[str]


_STATES: Mapping[str, Mapping[State, str]] = {
    "en": {
        State.DONE: "done|completed|complete|finished|closed|implemented|fully implemented|achieved|delivered|adopted",
        State.ONGOING: "ongoing|on-going|in progress|under way|underway|partly implemented|partially implemented|open",
        State.PLANNED: "planned|not started|not yet started|to be started|to do|pending|not implemented|scheduled",
        State.DELAYED: "delayed|postponed|overdue|late|behind schedule",
        State.BLOCKED: "blocked|on hold|suspended|stopped",
        State.WITHDRAWN: "withdrawn|dropped|cancelled|superseded|no longer relevant",
    },
    "fr": {
        State.DONE: "fait|achevé|achevée|terminé|terminée|clos|close|réalisé|réalisée|mis en œuvre|mise en œuvre",
        State.ONGOING: "en cours|en cours de réalisation|partiellement mis en œuvre|ouvert|ouverte",
        State.PLANNED: "prévu|prévue|planifié|planifiée|à faire|non commencé|non commencée|pas commencé|à venir",
        State.DELAYED: "en retard|retardé|retardée|reporté|reportée",
        State.BLOCKED: "bloqué|bloquée|suspendu|suspendue|en attente",
        State.WITHDRAWN: "retiré|retirée|abandonné|abandonnée|annulé|annulée",
    },
    "de": {
        State.DONE: "erledigt|abgeschlossen|fertig|umgesetzt|beendet|fertiggestellt|erreicht",
        State.ONGOING: "laufend|läuft|in arbeit|in bearbeitung|in umsetzung|teilweise umgesetzt|offen|im gange",
        State.PLANNED: "geplant|vorgesehen|nicht begonnen|noch nicht begonnen|ausstehend|zu erledigen",
        State.DELAYED: "verspätet|verzögert|verschoben|im verzug|in verzug",
        State.BLOCKED: "blockiert|ausgesetzt|angehalten|ruht",
        State.WITHDRAWN: "zurückgezogen|gestrichen|entfallen|aufgegeben",
    },
    "pl": {
        State.DONE: "wykonano|wykonane|zakończono|zakończone|zrealizowano|zrealizowane|zamknięte|ukończone|gotowe",
        State.ONGOING: "w toku|w trakcie|w realizacji|w trakcie realizacji|realizowane|częściowo zrealizowane|otwarte",
        State.PLANNED: "planowane|zaplanowane|nierozpoczęte|nie rozpoczęto|do zrobienia|do wykonania",
        State.DELAYED: "opóźnione|opóźniony|przesunięte|przełożone",
        State.BLOCKED: "zablokowane|wstrzymane|zawieszone",
        State.WITHDRAWN: "wycofane|anulowane|zaniechane",
    },
}
_OTHERS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "later": r"delay\w*|postpon\w+|put off|rescheduled|deferred|slipp?\w*|instead of|rather than|later than"
        r"|extended|moved (?:to|from|back)|new (?:date|deadline)|originally|initially|previously",
        "again": r"re-?open\w*|again|resum\w+|re-?start\w*|relaunch\w*|suspended|another|second|third|new|next|further",
        "so_far": r"so far|to date|in (?:all|total)|altogether|overall|cumulativ\w+|already|until now|since|ha(?:s|ve)"
        r"|were|was|replaced|trained|committed|delivered",
        "settled": r"correct\w+|corrigend\w+|revised|remain\w*|left|pending|still|outstanding|fewer|fell|fallen|dropped"
        r"|reduc\w+|decreas\w+|declin\w+|down (?:from|to)|backlog|instead of",
    },
    "fr": {
        "later": r"retard\w*|repouss\w+|report[ée]\w*|différée?s?|ajourn\w+|au lieu d[eu]|plutôt qu\w+|plus tard que"
        r"|prolong\w+|nouvelle (?:date|échéance)|initialement|précédemment",
        "again": r"rouv\w+|réouv\w+|de nouveau|à nouveau|repri\w+|relanc\w+|suspend\w*|nouve\w+|deuxième|prochain\w*",
        "so_far": r"jusqu[’']à présent|jusqu[’']ici|à ce jour|au total|en tout|déjà|depuis|ont|a été|cumul\w*",
        "settled": r"corrig\w+|correcti\w+|révis\w+|rest\w+|encore|en attente|baiss\w+|rédui\w+|diminu\w+|recul\w*"
        r"|au lieu d[eu]",
    },
    "de": {
        "later": r"verspät\w+|verzöger\w+|verscho\w+|verschieb\w+|vertagt\w*|statt|anstelle|später als|verlängert"
        r"|neue[rs]? (?:Termin|Frist)|ursprünglich|zunächst",
        "again": r"wieder\w*|erneut\w*|neu\w*|ausgesetzt|nächste[nrs]?|zweite[nrs]?|weitere[nrs]?",
        "so_far": r"bisher|bislang|bis(?:her)? jetzt|insgesamt|bereits|schon|seit|wurden?|haben|hat|sind|kumuliert",
        "settled": r"korrigiert|Korrektur|berichtigt|verbleib\w+|übrig|noch|offene?n?|ausstehend\w*|gesunken|sank\w*"
        r"|verringert\w*|reduziert\w*|zurückgegangen|Rückgang|statt|weniger",
    },
    "pl": {
        "later": r"opóźni\w+|przesun\w+|przełoż\w+|odrocz\w+|zamiast|później niż|przedłuż\w+|now\w+ termin\w*"
        r"|pierwotnie|początkowo",
        "again": r"ponown\w+|wznow\w+|znowu|now\w+|zawiesz\w+|kolejn\w+|następn\w+|drug\w+",
        "so_far": r"dotychczas|dotąd|do tej pory|łącznie|ogółem|w sumie|już|od|zostało|zostały|został\w*|przyjęto"
        r"|przeniesiono|przeszkolono|wypłacono",
        "settled": r"popraw\w+|skorygow\w+|sprostow\w+|pozosta\w+|jeszcze|zmniejsz\w+|zmala\w+|spad\w+|zamiast|mniej",
    },
}
_BEGUN = late(r"(?:began|begun|started|commenc|début|begonnen|eingeleitet)", re.IGNORECASE)
_NEVER = late(r"(?!)")


@lru_cache(maxsize=32)
def change_words_of(language: str) -> ChangeWords:
    """The words of a language; of one that has none here, patterns that find nothing."""
    others = {name: _whole(words) for name, words in _OTHERS.get(language, {}).items()}
    states = {word: state for state, words in _STATES.get(language, {}).items() for word in words.split("|")}
    done, coming = _told(language)
    later, again, so_far, settled = (others.get(name, _NEVER) for name in ("later", "again", "so_far", "settled"))
    return ChangeWords(states, later, again, so_far, settled, done, coming)


def _whole(words: str) -> re.Pattern[str]:
    return late(rf"\b{quick(words)}\b", re.IGNORECASE)


def _told(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    if language not in LANGUAGES:
        return _NEVER, _NEVER
    words = tenses_of(language)
    return words.done, late(f"{words.expects.pattern}|{words.under_way.pattern}")


def tells_of_done(text: str, words: ChangeWords) -> bool:
    """Whether a sentence tells something as done, and nothing as still to come; what has begun is not done."""
    acts = [found[0] for found in words.done.finditer(text) if not _BEGUN.match(found[0])]
    return bool(acts) and not words.coming.search(text)


def state_of_cell(text: str, language: str) -> State | None:
    """The state that a whole cell names, such as “Completed”; None where it says anything else.

    A cell of English words is read in any language: many trackers keep the words of the system that they come from.
    """
    word = " ".join(text.split()).casefold().rstrip(".")
    return change_words_of(language).states.get(word) or change_words_of("en").states.get(word)
