"""The forms of the titles of laws, as patterns of masked text."""

from __future__ import annotations

from cislex.lexicon import Kind
from cislex.owners import OF_STATE, OWNER
from cislex.screening import Screened, Several

_A, _D, _N, _R, _T, _O = (
    *(Kind.ADJECTIVE, Kind.DATE, Kind.NUMBER, Kind.RIGHT, Kind.TREATY, Kind.ORGANIZATION),
)
_S, _X, _B = Kind.STATE, Kind.FOREIGN, Kind.BODY

_DATED = (
    r"(?:of|dated|from|dating (?:from|back to)|adopted(?: on| in)?"
    r"|enacted(?: on| in)?|passed(?: on| in)?"
    r"|signed(?: on| in)?|as of|promulgated on)"
)
_NUMBERED = (
    r"(?:under|numbered|registered (?:as|under)|as (?:Federal )?(?:[Ll]aw|[Aa]ct|[Dd]ecree)|with"
    r"|bearing)"
)
_META = (
    rf"(?:,? \((?![^()]*(?:replac|repeal|supersed))"
    rf"(?:[^()]{{0,60}}[{_N}{_D}][^()]{{0,90}})\)|,? (?:{_NUMBERED} (?:the )?)?[{_N}]"
    rf"|,? (?:also |both )?{_DATED} (?:the )?{_D}|, {_D}|(?<={_N}) on {_D}"
    rf"| (?:itself|proper)(?= \([{_N}{_D}]))"
)
_JOIN = (
    r"(?:,? (?:and|or|of|for|to|on|the|as|with|by|from|against|into|certain|other|their|its"
    r"|in the field of|in)){1,4} |, | "
)
_NOT_LAW = rf"(?!(?:(?:[A-Z]\w+|{_R}) ){{0,3}}(?:Code|Law|Act|Convention|Agreement|Treaty)\b)"
_CAPITAL = rf"(?:[A-ZÀ-Þ][\w'/-]*|[{_R}{_O}{_A}](?:'s)?)"
_PART = (
    r"(?:[Pp]art (?:[Ff]our|IV|4|[Oo]ne|[Tt]wo|[Tt]hree|I{1,3}|[1-3])\b"
    r"|(?:[Ff]ourth|[Ff]irst|[Ss]econd) [Pp]art)"
)
_OF_CODE = (
    r"(?:[Tt]he )?(?:(?:Introduction|Entry|Enactment|Implementation|Commencement|Putting|Bringing"
    r"|[Ii]ntroduction|[Ee]ntry|[Ee]nactment|[Ii]mplementation|[Cc]ommencement|[Pp]utting"
    r"|[Bb]ringing)(?: [Ii]nto (?:[Oo]peration|[Ee]ffect|[Ff]orce|[Aa]ction))?)(?: of)?"
    rf" (?:the )?(?:{_PART} of )?(?:the )?Civil Code"
)
"""The law by which a code or a part of it begins to apply."""
_TITLE = (
    rf"{_OF_CODE}|\"?(?:[Tt]he )?(?:[Ss]ome "
    rf"|[Cc]ertain )?(?:(?:[Ll]egal )?[Pp]rotection of (?:the )?(?:[Rr]ights (?:to"
    rf"|in) )?)?"
    rf"(?:{_NOT_LAW}{_CAPITAL}(?!,?(?: and)? {_R} (?:by|under)\b)(?:{_JOIN}){_NOT_LAW}){{0,24}}"
    rf"{_CAPITAL}"
    rf"(?: for (?:the )?[Gg]oods and [Ss]ervices| of (?:[Gg]oods"
    rf"|[Oo]rigin)(?: of [Gg]oods)?| and other [a-z]+){{0,24}}\"?"
)
_ONE = rf"{_R}(?=,(?: and)? {_R} (?:by|under) (?:the )?[A-Z])"
"""`inventions by the Law on Inventions, and designs by the Law on Designs`."""
_LOWER_TITLE = (
    rf"\"?(?:the )?(?:(?:legal )?protection of (?:the )?(?:rights (?:to|in) )?)?"
    rf"(?:(?:{_R}|algorithms)(?:, | and |, and | or )){{0,24}}{_R}(?: of goods)?\"?"
)
_HEAD = (
    r"(?:Constitutional |Federal |Organic |Model ){0,24}(?:Law|Act|Statute|Ordinance|Decree"
    r"|Edict)"
)
_YEAR = rf"(?:(?P<year>{_D}) )?"
_ISSUER = (
    rf"(?P<issuer>(?:[Pp]residential|[Pp]resident's|[Gg]overnment(?:al|'s)?|[Cc]abinet|[Mm]inisterial"
    rf"|(?:Council|Cabinet) of Ministers|{_B}(?:'s)?) )?"
)
_BY_ISSUER = (
    rf"(?P<by>,? (?:of|by) (?:the |its )?(?:[Pp]resident|[Gg]overnment|[Cc]abinet(?: of Ministers)?"
    rf"|Council of Ministers|[Mm]inister(?: of [A-Z]\w+)?|[Mm]inistry(?: of [A-Z]\w+)?|{_B}))?"
)
_SMALL_WORD = (
    r"(?!(?:of|in|on|by|to|an?|the|and|or|was|is|are|were|has|had|under|with|for|from|as|that"
    r"|which|signed|adopted|passed|enacted|its|their|draft|proposed|planned|foreign|model"
    r"|replaced|repealed|superseded|displaced|succeeded|absorbed|follows?|followed)\b)"
    r"[a-z][\w-]+"
)
_CODE = (
    r"(?:^|(?<=; )|(?<=, )|(?<=\. )|(?<=[Tt]he )|(?<= by )|(?<= to )|(?<= with )|(?<= of )"
    r"|(?<=and )|(?<=new ))Code"
)
"""`It gave way to Code No. 95`: a code told by its number alone."""
_LAWS = tuple(
    Screened(pattern)
    for pattern in (
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<head>{_HEAD}"
        rf"|law)(?P<of1>{OF_STATE})?(?P<meta1>{_META}{{0,12}})(?: (?:on"
        rf"|\"?[Oo]n) (?:the )?[Rr]atification of"
        rf"| ratifying) (?:the )?(?P<treaty>{_T})\"?(?P<meta2>{_META}{{0,12}})",
        # Law of X No. 1 of D on Trademarks; Law on Trademarks of X (No. 1 of D)
        rf"(?=[TtIi{_S}{_X}{_A}{_D}CFOMLASEDla])(?<!{_R} )"
        rf"(?:[Tt]he |[Ii]ts |[Tt]heir )?{OWNER}{_YEAR}(?P<head>{_HEAD}|law"
        rf"|act)(?P<of1>{OF_STATE})?(?P<meta1>{_META}{{0,12}})"
        rf",?(?P<of2>{OF_STATE})?(?: (?:on|concerning|about|On|Concerning|About|for the) "
        rf"| \"(?:[Oo]n )?)(?P<title>\"?(?:[Oo]n )?(?:{_ONE}|{_TITLE}|{_LOWER_TITLE}|the {_B}))\"?"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})(?P<of4>{OF_STATE})?",
        # Civil Code, Part Four; Part Four of the Civil Code
        rf"(?:[Tt]he )?(?P<part>(?:{_PART}|part four|Special [Pp]art"
        rf"|General [Pp]art)) of (?:the |its |their )?{OWNER}"
        rf"(?P<name>Civil Code)(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{OWNER}(?P<name>Civil Code)(?P<of1>{OF_STATE})?(?:,? \(?(?P<part>"
        rf"(?:{_PART}|part four|Special Part|special part|General Part))\)?)"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        # Its Special Part (No. 409 of 1 July 1999)
        rf"(?P<name>)(?:[Ii]ts |[Tt]he |^(?=Part ))(?P<part>Special Part|General Part"
        rf"|special part(?=[^.;]{{0,40}}{_N})|Part (?:Four|IV)(?= [\w ]+{_META}))(?! of)"
        rf"(?P<meta2>(?:{_META}|, {_HEAD} {_N}){{0,12}})",
        # X's Trademark Law; the 2004 Copyright Act; Customs Code of X; Code on Offences
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}{_YEAR}(?P<name>(?:(?:{_CAPITAL})(?:,? and | "
        rf"|, )){{0,5}}{_CAPITAL} (?P<head>Law|Act|Code|Statute)"
        rf"|Code(?P<of1>{OF_STATE})? (?:on|of|for) (?:the )?(?:[A-Z]\w+(?: and | of "
        rf"| )?){{1,24}}(?<! )"
        rf"|Constitution)"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        # a presidential decree of 8 May 2018, Resolution No. 5 of the Government
        rf"(?:[Tt]he |[Ii]ts |[Aa]n? )?{OWNER}{_ISSUER}(?P<act>[Dd]ecree|[Ee]dict|[Rr]esolution"
        rf"|[Oo]rder|[Dd]ecision|[Rr]egulation|[Ii]nstruction)s?(?P<of1>{OF_STATE})?"
        rf"(?P<meta1>{_META}{{0,12}}){_BY_ISSUER}(?P<of2>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        # an item of a list: Law No. 221-I of 26 April 1996 on the protection of consumers
        rf"^{OWNER}(?P<head>{_HEAD})(?P<of1>{OF_STATE})?"
        rf"(?P<meta1>,? (?:\([{_N}]\)|[{_N}]){_META}{{0,12}}),?"
        rf" (?P<open>on|about|concerning) (?P<title>[a-z](?:[\w' -]|{_R}){{4,110}})(?=[.;]?$)",
        # law without a title, but with a number: Law No. 70 of 24 March 2023
        rf"(?<!\bas )(?<!\bas Federal )(?:[Tt]he |[Ii]ts )?{OWNER}(?P<head>{_HEAD}"
        rf"|(?<!{_R} )law|{_CODE})(?P<of1>{OF_STATE})?"
        rf"(?P<meta1>,? (?:\([{_N}]\)|[{_N}]){_META}{{0,12}})"
        rf"(?P<of3>{OF_STATE})?",
        # law with only the year or day: the Law of 26 July 1999
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{OWNER}(?P<head>{_HEAD})(?P<of1>{OF_STATE})? (?P<meta1>{_DATED} "
        rf"(?:the )?{_D}{_META}{{0,12}})",
        # the copyright statute, No. 6-I; an earlier law on marks, of 14 January 1998
        rf"(?<![\w-])(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Tt]his|[Aa]nother|[Oo]ne|[Oo]wn) )?"
        rf"{OWNER}{_YEAR}(?P<kind>"
        rf"(?:{_SMALL_WORD} ){{0,3}}?)(?P<topic>(?:{_R}(?:,? and |, )){{0,3}}{_R} )?"
        rf"(?P<head>law|act|statute|ordinance|namesake|predecessor|forerunner|counterpart|equivalent"
        rf"|that(?= of {_D},? \(?{_N})"
        rf"|one(?=,? (?:adopted|passed|enacted|numbered|under|{_N}|of {_D},? \(?{_N})))"
        rf"(?P<of1>{OF_STATE}(?=,? \(?{_N}))?"
        rf"(?: (?:on|for|about|concerning|governing)"
        rf" (?:the )?(?:(?P<title>{_LOWER_TITLE})|(?:same|whole) [a-z]+)| of (?:the same|similar)"
        rf" [a-z]+| of (?:its|their) own)?(?:,? that was|,? which was| was"
        rf"|,? having been| dates(?= from)"
        rf"| (?:that|which) it (?:replaced|repealed|superseded|displaced))?"
        rf"(?P<meta1>(?:{_META}|, (?:{_HEAD}|law|statute|act) {_N}"
        rf"|(?<!one) (?:in|on) {_D}(?=,|;| \(|\.$)){{1,24}})",
        # the 1998 trademark law
        rf"(?<![\w-])(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his|[Aa]n?) {OWNER}(?P<year>{_D})"
        rf" (?P<kind>)(?P<topic>(?:{_R}(?:,? and |, )){{0,3}}{_R} )(?P<head>law|act|statute)\b"
        r"(?! (?:firm|conference|school|treaty|reform|amend|change|revis|package|draft|seminar))",
        # a separate statute on combating piracy, No. 365-IVQ, which dates from 22 May 2012
        rf"(?<![\w-])(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Aa]nother) )?{OWNER}"
        rf"(?:{_SMALL_WORD} ){{0,3}}?(?P<head>law|act|statute) (?P<open>on|about|concerning)"
        rf" (?P<title>[a-z](?:[\w' -]|{_R}|, (?=[a-z]+ing\b)){{4,110}}?)(?: was)?"
        rf"(?P<meta1>(?=[^;.{_T}]{{0,40}}{_N}){_META}{{1,12}})(?:,? dates (?P<meta2>from {_D}))?",
        # the corresponding statute is No. 504-IQ of 12 June 1998; Law: No. 504-IQ
        rf"(?:(?<=is )|(?<=: ))(?P<bare>{_N})(?P<meta1>{_META}{{0,12}})",
        # an item of a list: No. 70 of 24 March 2023 on Trademarks; 98-FZ of 29 July 2004 protects
        rf"^\(?(?P<first>{_N})(?P<meta1>{_META}{{1,12}}),?(?: (?:on|concerning|about)"
        rf" (?P<title>{_TITLE}|{_LOWER_TITLE})(?=[.;,)]|$)|(?= [a-z]+s\b))\)?",
        rf"(?:[Aa]|[Ii]ts|[Tt]heir|[Oo]wn) {OWNER}(?:separate|companion|sister|parallel|dedicated"
        rf"|special|specific|own|stand-alone|new) (?P<small>law|act|statute)"
        rf" on (?:the )?(?P<title>{_LOWER_TITLE})",
    )
)
_DECREE = next(pattern for pattern in _LAWS if "(?P<act>" in pattern.source)
"""Nothing without a number or day."""
WITH_DECREE = Several(*_LAWS)
WITHOUT_DECREE = Several(*(pattern for pattern in _LAWS if pattern is not _DECREE))
LAW_WORD = Screened(
    r"(?:Law|law|Act|act|Code|Statute|statute|Constitution|Decree|decree|Edict|Ordinance|ordinance"
    r"|Resolution|resolution|Decision|decision|Order|order|Regulation|Instruction|namesake|predecessor|forerunner"
    r"|counterpart|equivalent|Part|one|that(?= of \u0018))\b"
)
