"""How letters begin in the languages, and how days are stated that a paper reports on. Own knowledge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_OPENINGS: Final[Mapping[str, str]] = {
    "bg": "Уважаем|Скъп",
    "cs": "Vážen|Mil[ýáéí]",
    "da": "Kære|Ærede",
    "de": "Sehr geehrt|Liebe|Exzellenz",
    "el": "Αξιότιμ|Αγαπητ|Κύριε|Κυρία",
    "en": "Dear |Excellency|Your Excellenc|Sir,|Madam,",
    "es": "Estimad|Querid|Excelentísim|Señor|Muy señor",
    "et": "Lugupeetud|Austatud|Hea ",
    "fi": "Hyvä |Arvoisa",
    "fr": "Madame|Monsieur|Mesdames|Messieurs|Cher |Chère |Chers |Excellence",
    "ga": "A Chara|A Aire|A Uachtaráin",
    "hr": "Poštovan|Dragi|Draga",
    "hu": "Tisztelt|Kedves",
    "it": "Gentil|Egregi|Car[oaie] |Signor|Eccellenza|Onorevole",
    "lt": "Gerbiam|Mielas|Miela",
    "lv": "Cienījam|Godātais|Godātā|Godātie",
    "mt": "Għażiż|Sinjur|Eċċellenza",
    "nl": "Geachte|Beste|Excellentie",
    "pl": "Szanown|Drog[iao]|Pani[e ]|Ekscelencj",
    "pt": "Ex[mc]|Car[oa]s? |Prezad|Senhor|Estimad|Excelentíssim",
    "ro": "Stimat|Doamn|Domnule|Excelen",
    "sk": "Vážen|Mil[ýáí]",
    "sl": "Spoštovan|Drag[iae]",
    "sv": "Bästa|Kära|Ärade|Hej",
}


@lru_cache(maxsize=32)
def salutation(language: str) -> re.Pattern[str]:
    """What the first line of a letter begins with, searched at the beginning of a line."""
    return re.compile(rf"\s*(?:{_OPENINGS.get(language, r'(?!)')})")


_AS_OF: Final[Mapping[str, str]] = {
    "bg": "(?:положение|данни|състояние) към|към дата(?:та)?",
    "cs": "(?:stav|údaje|situace) k(?:e dni)?|ke dni",
    "da": "(?:status|situation(?:en)?|stand|opgjort) (?:pr\\.?|per|den)|pr\\.",
    "de": "(?:Sach)?[Ss]tand(?: vom| am)?:?|zum Stand vom|Stand der (?:Dinge|Daten)(?: vom| am)?:?",
    "el": "(?:κατάσταση|στοιχεία) (?:στις|την|της|κατά την)|στοιχεία έως",
    "en": "(?:situation|state of play|status|data|position|figures|correct|as it stood) (?:as (?:of|at|on)|on|at)"
    "|as (?:of|at)|as it stands on|state of play(?: on| as of)?",
    "es": "(?:situación|estado|datos)(?: de la cuestión)? (?:a|al|en)(?: fecha de)?|a fecha de",
    "et": "(?:olukord|andmed|seis)(?: seisuga)?|seisuga",
    "fi": "(?:tilanne|tiedot|tila)|tilanteen mukaan",
    "fr": "(?:situation|état(?: des lieux)?|point|données)(?: arrêtée?s?)? (?:au|à la date du|en date du)|à la date du",
    "ga": "(?:an staid|an scéal) (?:amhail|mar a bhí)(?: an)?|amhail an",
    "hr": "(?:stanje|podaci|podatci) (?:na dan|od|na datum)|na dan",
    "hu": "(?:helyzet(?:kép)?|állapot|adatok):?",
    "it": "(?:situazione|stato|dati)(?: di avanzamento)?(?: aggiornat[aoi])? (?:al|alla data del|all[’'])"
    "|aggiornat[aoi] al",
    "lt": "(?:padėtis|duomenys|būklė)",
    "lv": "(?:stāvoklis|situācija|dati)(?: uz)?|uz",
    "mt": "(?:is-)?sitwazzjoni (?:sa|fl?[’']?|tal-)?",
    "nl": "(?:stand(?: van zaken)?|situatie|toestand|gegevens) (?:op|per|van)|(?:stand )?per|peildatum:?",
    "pl": "stan (?:na(?: dzień)?|z dnia)|według stanu na(?: dzień)?|dane na dzień",
    "pt": "(?:situação|estado|dados)(?: da situação)? (?:em|a|à data de|até)|à data de",
    "ro": "(?:situația|stadiul|starea|date(?:le)?) (?:la(?: data de)?|din)|la data de",
    "sk": "(?:stav|údaje|situácia) k(?:u dňu)?|ku dňu",
    "sl": "(?:stanje|podatki)(?: na dan| dne)|na dan",
    "sv": "(?:läget|situationen|status|ställning(?:en)?|uppgifter)(?: den| per(?: den)?)?|per den",
}


def as_of_words(language: str) -> str:
    """What leads to the day that a paper reports on, beside the headline of its house: a pattern without capitals."""
    return _AS_OF.get(language, r"(?!)")
