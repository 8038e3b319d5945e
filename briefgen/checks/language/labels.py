"""Words of the languages that tell what a number is: a label that it is the number of, or the place of a part.

Own knowledge. A language without a line is read by what all have in common.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from briefgen.checks.language.patterns import GAP

_LABELS: Final[Mapping[str, str]] = {
    "bg": "член|членове|точка|точки|параграф|раздел|глава|приложение|част|стр|таблица|фигура|номер",
    "cs": "článek|článku|bod|bodu|odstavec|odst|část|části|kapitola|příloha|strana|tabulka|graf|číslo|čl",
    "da": "artikel|punkt|afsnit|kapitel|bilag|del|side|tabel|figur|nummer|nr|stk|paragraf",
    "de": "Artikel|Absatz|Absätze|Abschnitt|Abschnitten|Nummer|Nummern|Punkt|Punkten|Teil|Kapitel|Anhang|Anlage|Seite"
    "|Seiten|Tabelle|Abbildung|Ziffer|Buchstabe|Paragraph|Titel|Stufe|Phase|Gruppe|Artikeln|Abs|Art|Nr|Nrn",
    "el": "άρθρο|άρθρα|άρθρου|σημείο|σημεία|παράγραφος|τμήμα|κεφάλαιο|παράρτημα|μέρος|σελίδα|πίνακας|αριθ",
    "en": "sections?|parts?|articles?|paragraphs?|paras?|points?|annex(?:es)?|chapters?|titles?|clauses?|schedules?"
    "|regulations?|rules?|pages?|pp?|tables?|figures?|charts?|box(?:es)?|footnotes?|notes?|nos?|numbers?|items?|steps?"
    "|phases?|stages?|levels?|versions?|groups?|appendi(?:x|ces)|directives?|decisions?|days?|weeks?|rooms?|lines?"
    "|questions?|options?|objectives?|pillars?|priorit(?:y|ies)|recitals?|columns?|rows?|recommendations?|goals?|acts?"
    "|indicators?|targets?|measures?|actions?|clusters?|tiers?|class(?:es)?|types?|zones?|lots?|grades?|s|ss|art|arts",
    "es": "artículos?|apartados?|puntos?|secci(?:ón|ones)|partes?|capítulos?|anexos?|páginas?|cuadros?|tablas?|figuras?"
    "|números?|núm|títulos?|párrafos?|fases?|notas?|art|arts",
    "et": "artikkel|artiklid|punkt|punktid|jagu|osa|peatükk|lisa|lehekülg|tabel|joonis|number|nr",
    "fi": "artikla|artiklat|kohta|kohdat|jakso|osa|luku|liite|sivu|taulukko|kuvio|numero|nro",
    "fr": "articles?|paragraphes?|points?|sections?|parties?|chapitres?|annexes?|pages?|tableaux?|figures?|numéros?"
    "|titres?|alinéas?|phases?|étapes?|notes?|lots?|groupes?|niveaux?|axes?|objectifs?|recommandations?|art|no",
    "ga": "airteagal|airteagail|mír|míreanna|cuid|caibidil|iarscríbhinn|leathanach|tábla|fíor|uimh",
    "hr": "članak|članci|članka|točka|točke|stavak|odjeljak|dio|poglavlje|prilog|stranica|tablica|slika|broj|br|čl",
    "hu": "cikk|pont|bekezdés|szakasz|rész|fejezet|melléklet|oldal|táblázat|ábra|szám",
    "it": "articol[oi]|paragraf[oi]|punt[oi]|sezion[ei]|part[ei]|capitol[oi]|allegat[oi]|pagin[ae]|tabell[ae]|figur[ae]"
    "|numer[oi]|titol[oi]|comm[ai]|fas[ei]|not[ae]|art|artt",
    "lt": "straipsnis|straipsniai|punktas|punktai|dalis|skyrius|skirsnis|priedas|puslapis|lentelė|paveikslas|numeris"
    "|nr",
    "lv": "pants|panti|punkts|punkti|daļa|nodaļa|iedaļa|pielikums|lappuse|tabula|attēls|numurs|nr",
    "mt": "artikolu|artikoli|punt|punti|taqsima|parti|kapitolu|anness|paġna|tabella|figura|numru",
    "nl": "artikel(?:en)?|punt(?:en)?|lid|leden|afdeling(?:en)?|de(?:el|len)|hoofdstuk(?:ken)?|bijlagen?|bladzijden?"
    "|pagina(?:’s)?|tabel(?:len)?|figuur|figuren|nummers?|paragra(?:af|fen)|fasen?|stap|nr|nrs|art",
    "pl": "artykuł|artykuły|art|ust|pkt|punkt|punkty|sekcja|część|rozdział|załącznik|strona|str|tabela|wykres"
    "|rysunek|numer"
    "|nr|poz|etap|faza",
    "pt": "artigos?|pontos?|números?|secç(?:ão|ões)|seç(?:ão|ões)|partes?|capítulos?|anexos?|páginas?|quadros?|tabelas?"
    "|figuras?|títulos?|fases?|notas?|art|n",
    "ro": "articolul|articolele|punctul|punctele|alineatul|secțiunea|partea|capitolul|anexa|pagina|tabelul"
    "|figura|numărul"
    "|nr|art|alin|pct",
    "sk": "článok|článku|bod|bodu|odsek|ods|časť|časti|kapitola|príloha|strana|tabuľka|graf|číslo|čl",
    "sl": "člen|členi|člena|točka|točke|odstavek|oddelek|del|poglavje|priloga|stran|preglednica|slika|številka|št",
    "sv": "artikel|artiklar|punkt|punkter|avsnitt|kapitel|bilaga|del|sida|tabell|figur|diagram|nummer|nr|stycke",
}
_SIGNS = "§|№|#|n[°º]|Nr"
_NO_WORD = ("es", "lv", "pt")
"""Languages in which “no” is a word of its own: not, from, in the."""


@lru_cache(maxsize=32)
def label_before(language: str) -> re.Pattern[str]:
    """What stands right before a number that counts nothing: “section”, “Part 2 and”, “§”; to be searched there."""
    words = _LABELS.get(language, r"(?!)")
    signs = _SIGNS if language in _NO_WORD else f"{_SIGNS}|No"
    firsts = "".join(sorted({each[0] for each in f"{words}|{signs}".split("|")} - {"("}))
    joined = rf"(?:\d+[a-z]?(?:\(\w+\))*{GAP}?(?:,|-|–|\w{{1,3}}){GAP}?)?"
    return re.compile(rf"(?<![^\W\d_])(?=[{re.escape(firsts)}])(?:{words}|{signs})\.?{GAP}?{joined}$", re.IGNORECASE)


# the small words of one kind of part: where it is, and where it is from; others count by their first letter
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "bg": ("в във на", "от"),
    "cs": ("v ve na", "z ze", "do"),
    "da": ("i på", "fra"),
    "de": ("in im auf an am bei", "aus von vom", "für", "nach"),
    "en": ("in at on", "from", "to", "for", "by"),
    "es": ("en", "de del", "a al", "para"),
    "fr": ("en à au aux dans sur", "de du des d", "pour", "par"),
    "hr": ("u na", "iz s sa"),
    "it": ("in a ad al alla ai nel nella nei nelle negli", "da dal dalla dai dalle di del della", "per"),
    "nl": ("in op te", "uit van", "naar", "voor"),
    "pl": ("w we na", "z ze", "do", "dla"),
    "pt": ("em no na nos nas", "de do da dos das", "para", "a ao à aos às"),
    "ro": ("în la pe", "din de", "pentru"),
    "sk": ("v vo na", "z zo", "do"),
    "sl": ("v na", "iz s z"),
    "sv": ("i på", "från", "till", "för"),
}


@lru_cache(maxsize=512)
def kind_of_part(link: str, language: str) -> str:
    """What a small word behind a part of a sum says of it: one and the same for “en Grèce” and “à Malte”."""
    kinds = _KINDS.get(language, ())
    return next((kind for kind in kinds if link in kind.split()), link[:1])
