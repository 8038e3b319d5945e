"""The language of a file: what its words are in, where enough of them are; else what its properties say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import islice

from briefgen.localise.house_style import languages
from briefgen.model.manuscript import Manuscript

# the commonest short words of each language that few others have
_COMMON: Mapping[str, str] = {
    "bg": "и на за от да се с в при по е че или ще са към",
    "cs": "a v na se že je pro by s z do byla budou které jako této podle",
    "da": "og af til at det er en den med på for som de har ikke blev skal",
    "de": "der die und den von zu das mit im für des auf ist dem eine wird werden über",
    "el": "και του της το η των να για με στην από που θα τα στο",
    "en": "the of and to in a is for on with that will by be as are have from was",
    "es": "el la de los las y en del que para por con una se ha sobre como",
    "et": "ja on ei et ning kui mis oma selle aga ka või nende komisjon",
    "fi": "ja on että se ei sekä joka mukaan ovat myös tai oli sen",
    "fr": "le la les des et du en que une pour dans par est sur au aux avec qui",
    "ga": "an na agus ar go leis i le don sa is ag maidir chun a",
    "hr": "i u na je se za od su da s o te će koji biti iz",
    "hu": "a az és hogy nem egy is meg van volt szóló valamint vagy között",
    "it": "il di e la che in per del della con un le dei una sono nel gli alla",
    "lt": "ir kad į su dėl yra bus iš kaip pagal arba bei buvo",
    "lv": "un ir ar par no kas lai uz tiks pie kā vai bija",
    "mt": "ta li u fl għal tal mill bil dwar huma se jew l-",
    "nl": "de het een en van in op te dat voor met zijn is aan wordt door niet ook",
    "pl": "i w na z do że się jest oraz dla o od przez są zostanie po",
    "pt": "o a de e os as em do da que para com uma no na por não foi",
    "ro": "și în de la a cu pe care din pentru un este au fi prin sau",
    "sk": "a v na sa že je pre s z do by boli ktoré podľa alebo ako",
    "sl": "in v na za je se da z so bo ki pri ali ter bila",
    "sv": "och att i det som en på är av för den med till har ska inte",
}
_ENOUGH, _MOST_WORDS = 12, 5000


def language_of(manuscript: Manuscript) -> str:
    """The code of the language that a file is written in.

    Word notes a language with every text, which often is that of its user; so words count more where they are clear.
    """
    if manuscript.properties.get("briefgen language"):
        return manuscript.language
    texts = (word for each in manuscript.body for word in re.findall(r"[^\W\d_]+", each.text.casefold()))
    return guess_language(Counter(islice(texts, _MOST_WORDS)), manuscript.language)


def guess_language(words: Mapping[str, int], noted: str) -> str:
    """The language that some words are in, by the commonest ones; `noted` where they do not show it plainly."""
    scores = {code: sum(words.get(word, 0) for word in common) for code, common in _sets().items()}
    best = max(scores, key=lambda code: (scores[code], code == noted))
    known = noted if noted in languages() else "en"
    return best if scores[best] >= _ENOUGH and scores[best] > 1.2 * scores.get(known, 0) else known


@cache
def _sets() -> Mapping[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _COMMON.items()}
