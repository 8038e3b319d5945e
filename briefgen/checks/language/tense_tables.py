"""The words by which six more languages tell of something as done, as under way or as still to come; own knowledge.

Each entry is a pattern of alternatives, as `briefgen.checks.language.tenses` takes them: whole words, `acts` and `says`
in any capitals. A verb is listed in the forms that sentences about papers and meetings have: participles with their
endings, the past that is told, and the third persons of the future.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TENSE_TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "es": {
        "acts": r"(?:adopt|public|lanz|firm|aprob|finaliz|termin|visit|entreg|ratific|inaugur|cre|envi|celebr|complet"
        r"|present|convoc|conclu)(?:ad[oa]s?|íd[oa]s?|ó|aron|yó|yeron)|abiert[oa]s?|cerrad[oa]s?|abrió|cerró|clausuró"
        r"|tuvo lugar|tuvieron lugar|comenzó|empezó|se reunió|se reunieron|entr(?:ó|aron|ado) en vigor",
        "says": r"confirm(?:ó|ado)|acord(?:ó|ado|aron)|anunci(?:ó|ado)|decidi(?:ó|do)|pidió|pidieron|invitó"
        r"|señaló|tenía",
        "coming": r"será|serán|sería|habrá|habrán|deberán?|debe|deben|debería|puede|pueden|podrá|podrán|va a|van a"
        r"|previst[oa]s?|próxim[oa]s?|[Ss]i|[Cc]uando|[Uu]na vez|antes|no|\w+(?:ará|erá|irá|arán|erán|irán)",
        "expects": r"será|serán|tendrá lugar|tendrán lugar|se celebrará|se celebrarán|se reunirá|se reunirán|adoptará"
        r"|publicará|firmará|lanzará|presentará|enviará|comenzará|deberá|deberán",
        "under_way": r"en curso|en marcha",
        "limits": r"a más tardar|antes del?|hasta el?|para el?|después del?|desde el?|a partir del?|entre",
        "attached": r"en|por|con|durante",
        "events": r"[Rr]eunión|[Rr]euniones|[Cc]umbres?|Consejo|[Cc]onferencias?|[Ff]oro|[Vv]isitas?|[Mm]isi(?:ón|ones)"
        r"|[Ss]esi(?:ón|ones)|[Cc]onclusiones|[Dd]iálogos?|[Pp]lazos?|[Cc]artas?|[Ff]irma|[Ll]anzamiento",
        "detours": r"que|cuy[oa]|donde|después|desde|según|del?|de la|de los",
        "helps": r"(?!)",
    },
    "it": {
        "acts": r"(?:adott|pubblic|lanci|firm|approv|complet|termin|visit|consegn|ratific|inaugur|cre|invi|avvi"
        r"|present)(?:at[oaie]|ò|arono)|conclus[oaie]|apert[oaie]|chius[oaie]|trasmess[oaie]|tenut[oaie]|riunit[oaie]|svolt[oaie]"
        r"|ha avuto luogo|hanno avuto luogo|ebbe luogo|entrat[oaie] in vigore|iniziat[oaie]",
        "says": r"conferm(?:ato|ò)|concordat[oaie]|annunciat[oaie]|decis[oaie]|chiest[oaie]|chiese|invitat[oaie]|aveva",
        "coming": r"sarà|saranno|sarebbe|avrà|avranno|dovrà|dovranno|deve|devono|dovrebbe|può|possono|potrà|potranno"
        r"|previst[oaie]|prossim[oaie]|[Ss]e|[Qq]uando|[Uu]na volta|prima|non|\w+(?:erà|irà|eranno|iranno)",
        "expects": r"sarà|saranno|avrà luogo|avranno luogo|si terrà|si terranno|si riunirà|si riuniranno|adotterà"
        r"|pubblicherà|firmerà|lancerà|presenterà|invierà|dovrà|dovranno",
        "under_way": r"in corso",
        "limits": r"entro(?: il)?|prima del?|fino a[l]?|dopo(?: il)?|da[l]?|a partire da[l]?|tra(?: il)?",
        "attached": r"a|in|da|con|durante",
        "events": r"[Rr]iunion[ei]|[Vv]ertic[ei]|Consiglio|[Cc]onferenz[ae]|[Ff]orum|[Vv]isit[ae]|[Mm]ission[ei]"
        r"|[Ss]ession[ei]|[Cc]onclusioni|[Dd]ialog(?:o|hi)|[Ss]cadenz[ae]|[Ll]etter[ae]|[Ff]irma|[Aa]vvio",
        "detours": r"che|cui|dove|dopo|secondo|dell[aeo]?|dei|degli|del",
        "helps": r"(?!)",
    },
    "pl": {
        "acts": r"ogłosz(?:ono|ony|one|ona)|ogłosiły?a?|przyję(?:to|ła|li|ły|ty|ta|te)|przyjął"
        r"|opublikowa(?:no|ła|ł|ły|li|ny|ne|na)"
        r"|podpisa(?:no|ła|ł|li|ły|ny|ne|na)|zakończ(?:ono|yła|ył|yły|yli)|uruchomi(?:ono|ła|ł|ły)"
        r"|zatwierdz(?:ono|iła|ił)|odby(?:ło|ła|ł|ły) się|przedstawi(?:ono|ła|ł|ły)|zrealizowa(?:no|ła|ł|ny|ne|na)"
        r"|wykona(?:no|ła|ł)|spotka(?:ła|li|ły) się|zebra(?:ła|ł|li|ły) się|dostarcz(?:ono|yła|ył|yły)"
        r"|zawar(?:to|ła|ł|ły)|wysła(?:no|ła|ł|li|ły)|przesła(?:no|ła|ł|li|ły)|otwar(?:to|ła|ł|ły|ty|te|ta)|zamknię(?:to|ty|te|ta)"
        r"|zamkn(?:ęła|ął)|rozpocz(?:ęto|ęła|ął|ęły)|przekaza(?:no|ła|ł|ły)",
        "says": r"potwierdz(?:ono|iła|ił|iły)|uzgodni(?:ono|ła|ł|li)|postanowi(?:ono|ła|ł|liśmy)|zapowiedzia(?:no|ła|ł)"
        r"|wezwa(?:no|ła|ł)|zwróci(?:ła|ł|li) się|poprosi(?:ła|ł|li)",
        "coming": r"będ(?:zie|ą)|ma(?:ją)? (?:zostać|być)|zostan(?:ie|ą)|planuje|planowan\w+|trwa(?:ją)?|w toku"
        r"|przyjmie|opublikuje|podpisze|zakończy|uruchomi|zatwierdzi|odbędzie|odbędą|przedstawi|zrealizuje|wykona|spotka|spotkają"
        r"|dostarczy|zawrze|rozpocznie|przygotowuje|opracowuje|może|mogą|powin\w+|ma|mają|nie|jeżeli|jeśli|gdy|kiedy"
        r"|przed",
        "expects": r"zostanie|zostaną|odbędzie się|odbędą się|spotka się|spotkają się|będzie|będą|przyjmie|opublikuje"
        r"|podpisze|uruchomi|przedstawi|przekaże|prześle|zbierze się|rozpocznie się"
        r"|ma (?:zostać|być)|mają (?:zostać|być)",
        "under_way": r"w toku|w trakcie|trwa(?:ją)?",
        "limits": r"do(?: dnia)?|przed(?: dniem)?|od(?: dnia)?|po(?: dniu)?|na(?: dzień)?|między",
        "attached": r"w|we|na|przez|z|podczas",
        "events": r"posiedzeni\w+|szczy\w+|Rad[ay]|konferencj\w+|for(?:um|ów)|wizyt\w*|misj\w+|sesj\w+|konkluzj\w+"
        r"|dialog\w*|termin\w*|pism\w+|spotkani\w+|umow\w+",
        "detours": r"któr\w+|gdzie|po|od|według|zgodnie|z dnia",
        "helps": r"został[aoy]?|zostały|jest|są",
    },
    "nl": {
        "acts": r"aangenomen|gepubliceerd|gestart|ondertekend|afgerond|gesloten|goedgekeurd|geopend|bezocht|geleverd"
        r"|ingediend|opgericht|begonnen|bijeengekomen|gehouden|verzonden|verstuurd|toegezonden|meegedeeld|voltooid"
        r"|plaatsgevonden|geratificeerd|in werking getreden|vond(?:en)? plaats|kwam(?:en)? bijeen|ondertekenden?"
        r"|publiceerden?|keurden? goed",
        "says": r"bevestigd|overeengekomen|aangekondigd|besloten|besproken|verzocht(?:en)?|vroeg|vroegen",
        "coming": r"zal|zullen|zou|zouden|moet|moeten|kan|kunnen|wordt|worden|gepland|voorzien|volgende|[Aa]ls|[Zz]odra"
        r"|voordat|niet|nog|wil|willen",
        "expects": r"zal|zullen|wordt|worden",
        "under_way": r"aan de gang|lopende|gaande",
        "limits": r"uiterlijk(?: op)?|vóór|voor|tot(?: en met)?|na|sinds|vanaf|tegen|tussen",
        "attached": r"in|te|door|met|tijdens",
        "events": r"vergadering(?:en)?|top(?:pen)?|Raad|conferenties?|forum|bezoek(?:en)?|missies?|zitting(?:en)?"
        r"|conclusies|dialo(?:og|gen)|termijn(?:en)?|brie(?:f|ven)|ondertekening",
        "detours": r"dat|die|waar|waarvan|na|sinds|volgens|van",
        "helps": r"is|zijn|werd|werden|heeft|hebben",
    },
    "ro": {
        "acts": r"adoptat[ăe]?|adoptați|publicat[ăe]?|lansat[ăe]?|semnat[ăe]?|aprobat[ăe]?|finalizat[ăe]?|încheiat[ăe]?"
        r"|vizitat[ăe]?|livrat[ăe]?|ratificat[ăe]?|inaugurat[ăe]?|trimis[ăe]?|transmis[ăe]?|deschis[ăe]?|închis[ăe]?"
        r"|prezentat[ăe]?|avut loc|intrat[ăe]? în vigoare|reunit|început|înființat[ăe]?",
        "says": r"confirmat|convenit|anunțat|decis|solicitat|cerut|invitat|avea",
        "coming": r"va|vor|ar|trebuie|poate|pot|urmează|prevăzut[ăe]?|următo\w+|[Dd]acă|[Cc]ând|[Oo]dată|înainte|nu|să",
        "expects": r"va|vor|urmează să",
        "under_way": r"în curs",
        "limits": r"până (?:la|pe|în)|înainte de|după|de la|din|începând cu|între",
        "attached": r"la|în|de|cu|prin",
        "events": r"reuniun\w+|summit\w*|Consiliul\w*|conferinț\w+|forum\w*|vizit\w+|misiun\w+|sesiun\w+|concluzii\w*"
        r"|dialog\w*|termen\w*|scriso\w+|semnare\w*",
        "detours": r"care|unde|după|conform|din|de la|al|ale|a",
        "helps": r"(?!)",
    },
    "pt": {
        "acts": r"(?:adot|public|lanç|assin|aprov|finaliz|termin|visit|ratific|inaugur|cri|envi|apresent|realiz|complet"
        r"|convoc)(?:ad[oa]s?|ou|aram)|concluíd[oa]s?|concluiu|entregues?|abert[oa]s?|abriu|encerrad[oa]s?|encerrou"
        r"|teve lugar|tiveram lugar|realizou-se|reuniu-se|reuniram-se|entr(?:ou|aram|ado) em vigor|começou|começaram",
        "says": r"confirm(?:ou|ado)|acord(?:ou|ado|aram)|anunci(?:ou|ado)|decidi(?:u|do)|pediu|convidou"
        r"|solicitou|tinha",
        "coming": r"será|serão|seria|haverá|terá|terão|deverá|deverão|deve|devem|deveria|pode|podem|poderá|vai|vão"
        r"|previst[oa]s?|próxim[oa]s?|[Ss]e|[Qq]uando|[Uu]ma vez|antes|não|\w+(?:ará|erá|irá|arão|erão|irão)",
        "expects": r"será|serão|terá lugar|terão lugar|realizar-se-á|reunir-se-á|adotará|publicará|assinará|lançará"
        r"|apresentará|enviará|deverá|deverão",
        "under_way": r"em curso",
        "limits": r"até(?: ao?)?|antes de|após|depois de|desde(?: o)?|a partir de|entre",
        "attached": r"em|no|na|por|com|durante",
        "events": r"[Rr]euni(?:ão|ões)|[Cc]imeiras?|Conselho|[Cc]onferências?|[Ff]órum|[Vv]isitas?|[Mm]iss(?:ão|ões)"
        r"|[Ss]ess(?:ão|ões)|[Cc]onclusões|[Dd]iálogos?|[Pp]razos?|[Cc]artas?|[Aa]ssinatura|[Ll]ançamento",
        "detours": r"que|cuj[oa]|onde|após|desde|segundo|d[oa]s?|de",
        "helps": r"(?!)",
    },
}
"""By language."""
