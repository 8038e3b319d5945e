"""The fixed words by which papers are known, in the languages of the EU: labels of their heads, titles of their parts.

Source: the catalogues of the supplied templates, and heads of Council documents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_FROM: Final = """
    from | от | odesílatel | od | fra | absender | von | αποστολέας | de | remitente | saatja | lähettäjä | origine
    | ó | küldi | nuo | sūtītājs | minn | van | sursă | pošiljatelj | från
"""
_TO: Final = """
    to | до | příjemce | til | empfänger | αποδέκτης | a | destinatario | saaja | vastaanottaja | destinataire |
    chuig | za | címzett | kam | saņēmējs | lil | aan | do | para | destinatar | destinatário | komu | prejemnik |
    till
"""
_ON: Final = """
    on | date | дата | datum | dato | vom | με ημερομηνία | fecha | kuupäev | päivämäärä | en date du | dáta | na
    datum | dátum | in data | data | datums | d.d. | av den
"""
_SUBJECT: Final = """
    subject | относно | předmět | vedr. | betr. | betrifft | θέμα | asunto | teema | asia | objet | ábhar | predmet
    | tárgy | oggetto | dalykas | temats | suġġett | betreft | dotyczy | assunto | subiect | zadeva | ärende
"""
_PREVIOUS: Final = """
    no. prev. doc. | no prev. doc. | № предх. док. | č. předchozího dokumentu | tidl. dok. nr. | nr. vordok. | αριθ.
    προηγ. εγγρ. | n.º doc. prec. | eelm dok nr | ed. asiak. nro | nº doc. préc. | n° doc. préc. | uimh. an doic.
    roimhe seo | br. preth. dok. | előző dok. sz. | n. doc. prec. | ankstesnio dokumento nr. | iepr. dok. nr. | nru
    dok. preċ. | nr. vorig doc. | nr poprz. dok. | n.º doc. ant. | nr. doc. ant. | č. predch. dok. | št. predh. dok.
    | föreg. dok. nr
"""
_RESULTS: Final = """
    main results | основни резултати | hlavní výsledky | de vigtigste resultater | wichtigste ergebnisse | κύρια
    αποτελέσματα | principales resultados | peamised tulemused | keskeiset tulokset | principaux résultats |
    príomhthorthaí | glavni rezultati | főbb eredmények | principali risultati | pagrindiniai rezultatai | galvenie
    rezultāti | riżultati ewlenin | belangrijkste resultaten | główne wyniki | principais resultados | principalele
    rezultate | hlavné výsledky | viktigaste resultat
"""
_FURTHER: Final = """
    further information | допълнителна информация | další informace | yderligere oplysninger | weitere informationen
    | περισσότερες πληροφορίες | más información | lisateave | lisätietoa | informations complémentaires | tuilleadh
    eolais | više informacija | további információk | ulteriori informazioni | daugiau informacijos | papildu
    informācija | aktar informazzjoni | meer informatie | więcej informacji | mais informações | informații
    suplimentare | ďalšie informácie | več informacij | mer information
"""
_SUMMARY: Final = """
    summary | резюме | shrnutí | resumé | zusammenfassung | περίληψη | resumen | kokkuvõte | tiivistelmä | résumé |
    achoimre | sažetak | összefoglaló | sintesi | santrauka | kopsavilkums | sommarju | samenvatting | podsumowanie
    | resumo | rezumat | zhrnutie | povzetek | sammanfattning
"""
_NOTE: Final = """
    note | бележка | poznámka | vermerk | σημείωμα | nota | märkus | ilmoitus | nóta | napomena | feljegyzés |
    pranešimas | piezīme | notă | dopis | not
"""
_OUTCOME: Final = """
    outcome of proceedings | резултати от работата | výsledek jednání | resultat af drøftelserne |
    beratungsergebnisse | αποτελέσματα των εργασιών | resultado de los trabajos | menetluse tulemus | yhteenveto
    asian käsittelystä | résultats des travaux | toradh na nimeachtaí | ishod postupaka | az eljárás eredménye |
    risultati dei lavori | posėdžio rezultatai | darba rezultāti | eżitu tal-proċedimenti | resultaat besprekingen |
    wynik prac | resultados dos trabalhos | rezultatul lucrărilor | výsledok rokovania | izid posvetovanja |
    resultat av överläggningarna
"""
_DRAFT: Final = """
    draft council conclusions | проект на заключения на съвета | návrh závěrů rady | udkast til rådets konklusioner
    | entwurf von schlussfolgerungen des rates | σχέδιο συμπερασμάτων του συμβουλίου | proyecto de conclusiones del
    consejo | nõukogu järelduste eelnõu | luonnos neuvoston päätelmiksi | projet de conclusions du conseil |
    dréachtchonclúidí ón gcomhairle | nacrt zaključaka vijeća | tanácsi következtetések tervezete | progetto di
    conclusioni del consiglio | tarybos išvadų projektas | padomes secinājumu projekts | abbozz ta’ konklużjonijiet
    tal-kunsill | ontwerpconclusies van de raad | projekt konkluzji rady | projeto de conclusões do conselho |
    proiect de concluzii ale consiliului | návrh záverov rady | osnutek sklepov sveta | utkast till rådets
    slutsatser
"""
_ANNEX: Final = """
    annex | приложение | příloha | bilag | anlage | παράρτημα | anexo | lisa | liite | annexe | iarscríbhinn |
    prilog | melléklet | allegato | priedas | pielikums | anness | bijlage | załącznik | anexă | príloha | priloga |
    bilaga
"""
_COUNCIL_CONCLUSIONS: Final = """
    council conclusions | заключения на съвета | závěry rady | rådets konklusioner | schlussfolgerungen des rates |
    συμπεράσματα του συμβουλίου | conclusiones del consejo | nõukogu järeldused | neuvoston päätelmät | conclusions
    du conseil | conclúidí ón gcomhairle | zaključci vijeća | a tanács következtetései | conclusioni del consiglio |
    tarybos išvados | padomes secinājumi | konklużjonijiet tal-kunsill | conclusies van de raad | konkluzje rady |
    conclusões do conselho | concluziile consiliului | závery rady | sklepi sveta | rådets slutsatser
"""
_LABELS: Final = {"from": _FROM, "to": _TO, "on": _ON, "subject": _SUBJECT, "previous": _PREVIOUS}
_TITLES: Final = {
    "results": _RESULTS,
    "further": _FURTHER,
    "summary": _SUMMARY,
    "note": _NOTE,
    "outcome": _OUTCOME,
    "draft": _DRAFT,
    "annex": _ANNEX,
    "conclusions": _COUNCIL_CONCLUSIONS,
}


def label_of(text: str) -> str:
    """What a label of a head says: "from", "to", "on", "subject" or "previous"; "" for any other text."""
    return next((name for name in _LABELS if _plain(text) in _listed(name)), "")


def says(text: str, title: str) -> bool:
    """Whether a line is the title of a part or paper, whatever its case.

    Args:
        title: "results", "further", "summary", "note", "outcome", "draft", "annex" or "conclusions".
    """
    return _plain(text) in _listed(title)


def behind_annex(text: str) -> str:
    """A title without the word "Annex" before it, which templates print by themselves; "" where nothing else is said.

    Only where a number or a sign parts them is it no part of the title: "Annex II: Follow-up", not "Annex on ports".
    """
    word, _, rest = text.strip().partition(" ")
    if not says(word.rstrip(":.–—-"), "annex"):
        return text
    number = _NUMBER_OF_ANNEX.match(rest)
    behind = rest[number.end() :] if number else rest
    parted = number or word[-1] in ":.–—-" or behind[:1] in _PARTING
    return behind.lstrip("".join(_PARTING)) if parted or not behind else text


_NUMBER_OF_ANNEX = re.compile(r"(?:\d+|[IVX]+|[A-Z])(?=[\s:.–—-]|$)")
_PARTING = (":", ".", "–", "—", "-", " ", "\u00a0")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(map(_plain, {**_LABELS, **_TITLES}[name].split("|")))


def _plain(text: str) -> str:
    """A text without case, accents of Greek capitals, hard spaces and the colon behind it."""
    import unicodedata

    folded = " ".join(text.split()).rstrip(": ").casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", folded).replace("\u0301", ""))
