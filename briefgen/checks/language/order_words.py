"""Verbs that tell what comes first and what last, and what goes up and what goes down, in some languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from briefgen.checks.language.patterns import late

# opening | closing: a thing is opened before it is closed
_PAIRS: Mapping[str, str] = {
    "de": "eröffnet|geöffnet|begonnen|ausgeschrieben || geschlossen|abgeschlossen|beendet",
    "en": "opened|launched|began|begun|started || closed|ended|completed|finished|concluded|will close",
    "es": "abrió|abierto|abierta|comenzó|lanzó || cerró|cerrado|cerrada|concluyó|terminó",
    "fr": "ouverte?s?|lancée?s?|commencé|débuté || close?s?|clôturée?s?|achevée?s?|terminée?s?",
    "it": "apert[oaie]|avviat[oaie]|iniziat[oaie] || chius[oaie]|conclus[oaie]|terminat[oaie]",
    "nl": "geopend|begonnen|gestart || gesloten|afgesloten|beëindigd|voltooid",
    "pl": "ogłoszono|otwarto|rozpoczęto|rozpoczęły się|rozpoczął się || zamknięto|zakończono|zamknięte|zakończyły się",
    "pt": "abert[oa]s?|lançad[oa]s?|começou || encerrad[oa]s?|concluíd[oa]s?|terminou",
}
# proposed | adopted | signed | published | in force: the life of an act
_STEPS: Mapping[str, str] = {
    "de": "vorgeschlagen || angenommen|verabschiedet || unterzeichnet || veröffentlicht || in Kraft",
    "en": "proposed || adopted || signed || published || entered into force|came into force|took effect",
    "es": "propuest[oa] || aprobad[oa]|adoptad[oa] || firmad[oa] || publicad[oa] || entró en vigor",
    "fr": "proposée? || adoptée? || signée? || publiée? || entrée? en vigueur",
    "it": "propost[oa] || adottat[oa] || firmat[oa] || pubblicat[oa] || entrat[oa] in vigore",
    "nl": "voorgesteld || vastgesteld|aangenomen || ondertekend || bekendgemaakt|gepubliceerd || in werking getreden",
    "pl": "zaproponowan[oay] || przyjęt[oay] || podpisan[oay] || opublikowan[oay] || wszedł w życie|weszła w życie",
    "pt": "propost[oa] || adotad[oa]|aprovad[oa] || assinad[oa] || publicad[oa] || entrou em vigor",
}
# up | down: beginnings of verbs and participles
_MOVES: Mapping[str, str] = {
    "bg": "увелич|нарас|повиш || намал|спад|понижи",
    "cs": "vzrost|zvýšil|stoupl|narostl || klesl|snížil|poklesl",
    "da": "steg|øget|vokset || faldt|faldet|reduceret",
    "de": "stieg|gestiegen|erhöht|gewachsen|wuchs|zugenommen || sank|gesunken|fiel|gefallen|verringert|zurückgegangen",
    "el": "αυξήθηκ|αυξηθεί || μειώθηκ|μειωθεί",
    "en": "rose|risen|increased|grew|grown|climbed || fell|fallen|dropped|decreased|declined|shrank"
    "|was reduced|were reduced",
    "es": "aument|subi|creci || disminuy|baj[óa]|descend|se redujo",
    "et": "tõusis|suurenes|kasvas || langes|vähenes",
    "fi": "nousi|kasvoi|lisääntyi || laski|väheni|pieneni",
    "fr": "augmenté|crû|progressé|augmente || diminué|baissé|reculé|chuté",
    "hr": "poras|poveća|narast || smanj|pao|pala|palo",
    "hu": "nőtt|emelkedett|növekedett || csökkent|esett",
    "it": "aument|è salit|sono salit|è cresciut || diminu|è sces|è calat",
    "lt": "padidėj|išaug|pakil || sumažėj|nukrit",
    "lv": "pieaug|palielinā|cēlās || samazinā|kritā|kritās",
    "nl": "steeg|stegen|gestegen|toegenomen || daalde|daalden|gedaald|afgenomen",
    "pl": "wzrosł|wzrós|zwiększył|urosł || spadł|zmniejszył|zmalał",
    "pt": "aument|subi|cresce || diminu|desce|baix",
    "ro": "a crescut|au crescut|s-a majorat || a scăzut|au scăzut|s-a redus",
    "sk": "vzrást|zvýšil|stúpol|stúpla || kles|znížil",
    "sl": "poveča|naras|zrasl || zmanjša|padl|upadl",
    "sv": "steg|ökade|ökat|stigit || sjönk|minskade|minskat|föll",
}


class MoveWords(NamedTuple):
    """Verbs that go up and verbs that go down."""

    up: re.Pattern[str]
    down: re.Pattern[str]


class ActSteps(NamedTuple):
    """What is done with an act, in the order in which it is done; an act may come into force before it is published."""

    proposed: re.Pattern[str]
    adopted: re.Pattern[str]
    signed: re.Pattern[str]
    published: re.Pattern[str]
    in_force: re.Pattern[str]


class OrderWords(NamedTuple):
    """Verbs of what opens a thing, and of what closes it."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]


ORDER_LANGUAGES, MOVE_LANGUAGES = tuple(_PAIRS), tuple(_MOVES)
"""The languages that have words of the one kind and of the other."""


@lru_cache(maxsize=32)
def order_words(language: str) -> OrderWords:
    """What opens and what closes in a language.

    Raises:
        KeyError: it has no such words.
    """
    opening, closing = _PAIRS[language].split(" || ")
    return OrderWords(_whole(opening), _whole(closing))


@lru_cache(maxsize=32)
def act_steps(language: str) -> ActSteps:
    """The steps in the life of an act, in a language.

    Raises:
        KeyError: it has no such words.
    """
    return ActSteps(*(_whole(step) for step in _STEPS[language].split(" || ")))


@lru_cache(maxsize=32)
def move_words(language: str) -> MoveWords:
    """What goes up and what goes down in a language.

    Raises:
        KeyError: it has no such words.
    """
    up, down = _MOVES[language].split(" || ")
    return MoveWords(late(rf"\b(?:{up})", re.IGNORECASE), late(rf"\b(?:{down})", re.IGNORECASE))


def _whole(words: str) -> re.Pattern[str]:
    return late(rf"\b(?:{words})\b", re.IGNORECASE)
