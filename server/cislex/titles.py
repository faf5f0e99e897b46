"""Titles of laws and names of bodies: found by their shape, then told apart by their state.

A law is known again by what its title is about and by the state that made it;
what the graph does not have is proposed under the name that the article gives.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from cislex import bodies
from cislex.lexicon import Entry, Kind, Lexicon
from cislex.mentions import Clause, Mention

_S, _A, _X, _D, _N, _R, _T, _O, _B, _L = (
    *(Kind.STATE, Kind.ADJECTIVE, Kind.FOREIGN, Kind.DATE, Kind.NUMBER, Kind.RIGHT),
    *(Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.LAW),
)

_DATED = (
    r"(?:of|dated|from|adopted(?: on| in)?|enacted(?: on| in)?|passed(?: on| in)?"
    r"|signed(?: on| in)?|as of|promulgated on)"
)
_META = (
    rf"(?:,? \((?:[^()]{{0,60}}[{_N}{_D}][^()]{{0,90}})\)|,? (?:under )?[{_N}]"
    rf"|,? {_DATED} (?:the )?{_D}|, {_D})"
)
_OF_STATE = rf"(?:,? (?:of|in) (?:the )?(?:Republic of )?[{_S}{_X}])"
_JOIN = (
    r"(?:,? (?:and|or|of|for|to|on|the|as|with|by|from|certain|other|their|its"
    r"|in the field of|in)){1,4} |, | "
)
_NOT_LAW = rf"(?!(?:(?:[A-Z]\w+|{_R}) ){{0,3}}(?:Code|Law|Act|Convention|Agreement|Treaty)\b)"
_CAPITAL = rf"(?:[A-ZÀ-Þ][\w'/-]*|[{_R}{_O}](?:'s)?)"
_TITLE = (
    rf"\"?(?:[Tt]he )?(?:[Ss]ome "
    rf"|[Cc]ertain )?(?:(?:[Ll]egal )?[Pp]rotection of (?:the )?(?:[Rr]ights (?:to"
    rf"|in) )?)?"
    rf"(?:{_NOT_LAW}{_CAPITAL}(?:{_JOIN}){_NOT_LAW})*{_CAPITAL}"
    rf"(?: for (?:the )?[Gg]oods and [Ss]ervices| of (?:[Gg]oods"
    rf"|[Oo]rigin)(?: of [Gg]oods)?| and other [a-z]+)*\"?"
)
_LOWER_TITLE = (
    rf"\"?(?:the )?(?:(?:legal )?protection of (?:the )?(?:rights (?:to|in) )?)?"
    rf"(?:{_R}(?:, | and |, and | or ))*{_R}(?: of goods)?\"?"
)
_HEAD = r"(?:Constitutional |Federal |Organic |Model )*(?:Law|Act|Statute|Ordinance|Decree|Edict)"
_OWNER = (
    rf"(?:(?P<owner>[{_S}{_X}](?:'s?)?|[{_A}]) (?:(?:new|current|revised|own|amended"
    rf"|special|old|main|first|present|updated|basic) )*)?"
)
_YEAR = rf"(?:(?P<year>{_D}) )?"

_LAWS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Tt]he |[Ii]ts )?{_OWNER}(?P<head>{_HEAD}"
        rf"|law)(?P<of1>{_OF_STATE})?(?P<meta1>{_META}*)(?: (?:on"
        rf"|\"?[Oo]n) (?:the )?[Rr]atification of"
        rf"| ratifying) (?:the )?(?P<treaty>{_T})\"?(?P<meta2>{_META}*)",
        # Law of X No. 1 of D on Trademarks; Law on Trademarks of X (No. 1 of D)
        rf"(?:[Tt]he |[Ii]ts |[Tt]heir )?{_OWNER}{_YEAR}(?P<head>{_HEAD}|law"
        rf"|act)(?P<of1>{_OF_STATE})?(?P<meta1>{_META}*)"
        rf",?(?P<of2>{_OF_STATE})?(?: (?:on|concerning|about|On) "
        rf"| \"(?:[Oo]n )?)(?P<title>\"?(?:[Oo]n )?(?:{_TITLE}|{_LOWER_TITLE}))\"?"
        rf"(?P<of3>{_OF_STATE})?(?P<meta2>{_META}*)(?P<of4>{_OF_STATE})?",
        # Civil Code, Part Four; Part Four of the Civil Code
        rf"(?:[Tt]he )?(?P<part>(?:Part (?:Four|IV|4)|Fourth Part|part four|Special Part"
        rf"|General Part)) of (?:the |its |their )?{_OWNER}"
        rf"(?P<name>Civil Code)(?P<of3>{_OF_STATE})?(?P<meta2>{_META}*)",
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{_OWNER}(?P<name>Civil Code)(?P<of1>{_OF_STATE})?(?:,? \(?(?P<part>"
        rf"(?:Part (?:Four|IV|4)|part four|Fourth Part|Special Part|special part"
        rf"|General Part))\)?)"
        rf"(?P<of3>{_OF_STATE})?(?P<meta2>{_META}*)",
        # X's Trademark Law; the 2004 Copyright Act; Customs Code of X; Code on Offences
        rf"(?:[Tt]he |[Ii]ts )?{_OWNER}{_YEAR}(?P<name>(?:(?:{_CAPITAL})(?:,? and | "
        rf"|, )){{1,6}}(?P<head>Law|Act|Code|Statute)"
        rf"|Code (?:on|of|for) (?:the )?(?:[A-Z]\w+(?: and | of | )?)+(?<! )|Constitution)"
        rf"(?P<of3>{_OF_STATE})?(?P<meta2>{_META}*)",
        # law without a title, but with a number: Law No. 70 of 24 March 2023
        rf"(?:[Tt]he |[Ii]ts )?{_OWNER}(?P<head>{_HEAD}"
        rf"|law)(?P<of1>{_OF_STATE})?(?P<meta1>,? \(?[{_N}]\)?{_META}*)"
        rf"(?P<of3>{_OF_STATE})?",
        # law with only the year or day: the Law of 26 July 1999, a separate act of 3 May 2000
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{_OWNER}(?P<head>{_HEAD})(?P<of1>{_OF_STATE})? (?P<meta1>{_DATED} "
        rf"(?:the )?{_D}{_META}*)",
        rf"(?:[Tt]he|[Ii]ts|[Aa]n?) {_OWNER}(?:(?:separate|dedicated|special|own|stand-alone"
        rf"|single|distinct|new|specific|further|later|self-standing) )*(?P<head>law|act"
        rf"|statute)(?:,| that was| which was)? (?P<meta1>{_DATED} (?:the )?{_D}{_META}*)",
    )
)

_TOPICS = (
    ("ratification", r"ratif"),
    ("amending", r"amend|changes to|additions"),
    ("plant", r"plant|selection achiev|breeding achiev|breeder|varieties|livestock"),
    ("software", r"computer program|programs for|databases|software|algorithms"),
    ("layout", r"layout|topograph|topolog|integrated|layout"),
    (
        "indication",
        r"geographical|indication|appellation|place[s]? of origin|designations? of origin"
        r"|goods origin",
    ),
    ("trademark", r"trade[ -]?mark|\bmarks?\b|brand"),
    ("service", r"service mark"),
    ("utility", r"utility model"),
    ("design", r"industrial design|(?<!layout[- ])\bdesigns?\b"),
    ("patent", r"patent|invention"),
    ("related", r"related right|neighbou?ring right"),
    ("copyright", r"copyright|authors?'?s? rights?"),
    ("secret", r"secret|confidential|know-how"),
    ("customs", r"customs"),
    ("procedure", r"procedur"),
    ("civil", r"civil"),
    ("criminal", r"criminal|penal"),
    ("offences", r"offen[cs]e|infraction|contravention"),
    ("enterprise", r"entrepreneur|business"),
    ("constitution", r"constitution\b"),
    ("competition", r"competition|monopol"),
    ("prosecutor", r"prosecutor"),
    ("judicial", r"judicial system"),
    ("advertising", r"advertis"),
    ("piracy", r"piracy|enforcement"),
    ("restriction", r"restriction"),
    ("authority", r"authority"),
    ("implementing", r"putting into|implement|enactment"),
    ("court", r"\bcourt"),
    ("affairs", r"internal affairs"),
    ("archive", r"archiv"),
    ("medicine", r"medicin|pharmac|drug"),
)
_TOPIC_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _TOPICS)
_MAIN = {"trademark", "patent", "copyright", "design", "plant", "layout", "software", "indication"}


@lru_cache(maxsize=4096)
def topics(title: str) -> frozenset[str]:
    """What the title of a law is about, as a set of plain words."""
    low = title.lower()
    found = {name for name, pattern in _TOPIC_PATTERNS if pattern.search(low)}
    return frozenset(found - {"service"} if "trademark" in found else found)


@dataclass(frozen=True, slots=True)
class _Known:
    entry: Entry
    topics: frozenset[str]
    first: str
    year: str
    part: str


class Laws:
    """The laws of the graph, by state; `records` are their numbers and days of adoption."""

    def __init__(self, lexicon: Lexicon, records: Iterable[tuple[str, str, str]] = ()) -> None:
        self._by_state: dict[str, list[_Known]] = defaultdict(list)
        self._records: dict[str, list[tuple[str, str, Entry]]] = defaultdict(list)
        for name, entry in lexicon.laws:
            year = re.search(r"\((\d{4})\)", name)
            plain = re.sub(r"\bof (?:the )?(?:Republic of )?[A-Z]\w+$|\(\d{4}\)", "", name).strip()
            plain = re.sub(r"\bof (?:the )?(?:Republic of )?[A-Z]\w+$", "", plain)
            part = "special" if re.search(r"special part", name, re.IGNORECASE) else ""
            known = _Known(
                *(entry, topics(plain), first_topic(plain), year[1] if year else "", part),
            )
            self._by_state[entry.state].append(known)
        for law, number, adopted in records:
            if known_law := lexicon.entries.get(law):
                self._records[known_law.state].append((number, adopted, known_law))

    def resolve(
        self, title: str, state: str, number: str, date: str, rights: Iterable[str] = ()
    ) -> Entry | None:
        """The law of a state that a title, number and date mean, or None for a new one.

        `rights` are the ids of the rights that an untitled law is said to govern.
        """
        if found := self._titled(title, state, date):
            return found
        about = {right.partition(":")[2] for right in rights} if not topics(title) else set()
        words = f"law on {' and '.join(sorted(about))}"
        if recorded := self._recorded(state, number, date, topics(title)):
            other = about and number and not topics(words) & self._topics(recorded)
            if not other or self._recorded(state, number, "", frozenset()) is recorded:
                return recorded
        return self._titled(words, state, date) if about else None

    def _recorded(self, state: str, number: str, date: str, about: frozenset[str]) -> Entry | None:
        """The law that the number or, failing that, the full date of a mention means."""
        records = self._records.get(state, [])
        if about & _MAIN:
            records = [r for r in records if about & self._topics(r[2])]
        numbered = [r for r in records if number and r[0] and same(r[0], number)]
        dated = [r for r in numbered if r[1][: len(date)] == date] if date else numbered
        if dated or (numbered and len(number) > 2):
            return (dated or numbered)[0][2]
        on_day = {one[2].id: one[2] for one in records if len(date) == 10 and one[1] == date}
        return next(iter(on_day.values())) if len(on_day) == 1 else None

    def _topics(self, entry: Entry) -> frozenset[str]:
        known = [k.topics for k in self._by_state[entry.state] if k.entry.id == entry.id]
        return frozenset().union(*known)

    def _titled(self, title: str, state: str, date: str) -> Entry | None:
        about = topics(title)
        if not about or "ratification" in about:
            return None
        code = "code" in title.lower()
        fitting = [k for k in self._by_state.get(state, []) if (k.entry.type == "Code") == code]
        if "special part" in title.lower():
            return next((k.entry for k in fitting if k.part), None)
        fitting = [k for k in fitting if not k.part]
        exact = [k for k in fitting if k.topics == about]
        if not exact and about & _MAIN and not about & _APART:
            first = first_topic(title)
            exact = [
                k for k in fitting
                if k.first == first and first in _MAIN and not k.topics & _APART
                and (k.topics <= about or about <= k.topics)
            ]  # fmt: skip
        own_year = [k for k in exact if k.year and k.year == date[:4]]
        undated = [k for k in exact if not k.year]
        if own_year or undated:
            return (own_year or undated)[0].entry
        return exact[0].entry if len({k.entry.id for k in exact}) == 1 and not date else None


_APART = frozenset({"amending", "ratification", "authority", "court", "implementing"})


@lru_cache(maxsize=4096)
def first_topic(title: str) -> str:
    """The topic that a title names first, the empty string for none."""
    low = title.lower()
    places = [(found.start(), name) for name, p in _TOPIC_PATTERNS if (found := p.search(low))]
    order = [name for name, _ in _TOPICS]
    return min(places, key=lambda pair: (pair[0], order.index(pair[1])))[1] if places else ""


_CYRILLIC = str.maketrans("ЗзІХВРАЕКМНОСТ", "ZzIXBPAEKMHOCT")


def same(one: str, other: str) -> bool:
    """Whether two spellings of a law's number are the same: `262-З` and `262-Z`."""
    return _number(one) == _number(other)


def _number(text: str) -> str:
    return re.sub(r"\W", "", text.translate(_CYRILLIC).upper())


_LAW_WORD = re.compile(r"(?:[Ll]aw|[Aa]ct|Code|Statute|Constitution|Decree|Edict|Ordinance)\b")


def mark(clause: Clause) -> None:
    """Put a mention in the place of every title of a law and name of a body in a clause."""
    if _LAW_WORD.search(clause.masked):
        for pattern in _LAWS:
            clause.merge(pattern, _law)
    if _B in clause.masked:
        clause.merge(_GENERIC_BODY, _known_body)
    if _BODY_WORD.search(clause.masked):
        for pattern in _BODIES:
            clause.merge(pattern, _body)
    bodies.lengthen(clause)


def _law(match: re.Match[str], clause: Clause) -> Mention | None:
    groups = match.groupdict()
    name = groups.get("name") or ""
    if name and name.split()[0] in ("This", "That", "The", "Under", "Model", "Its", "Our", "Such"):
        return None
    if name and groups.get("head") in ("Law", "Act") and len(name.split()) == 1:
        return None
    state, foreign = _owner(match, clause)
    number, date = _number_and_date(match, clause)
    title = clause.words(*match.span("title")).strip('" ') if groups.get("title") else ""
    named = clause.words(*match.span("name")).strip() if name else ""
    if groups.get("treaty"):
        treaty = clause.at(match.start("treaty"))
        proposed = clause.words(match.start("head"), match.end("treaty")).replace(" the ", " ")
        return Mention(
            *(Kind.LAW, clause.words(*match.span())),
            value=number, date=date, state=state, foreign=foreign, proposed=proposed,
            type="RatificationLaw", group=(treaty,),
        )  # fmt: skip
    vague = groups.get("head") in ("law", "act", "Decree", "Edict") and not (number or date)
    if groups.get("head") in _SMALL_HEADS and not title and not number and len(date) < 10:
        return None
    if vague and (groups["head"] in ("Decree", "Edict") or not title or not groups.get("owner")):
        return None
    if name and (_ends_in_no_law(named) or not (number or date or topics(named))):
        return None
    head = (groups.get("head") or "").strip()
    if title:
        proposed = f"{head[:1].upper()}{head[1:]} on {re.sub('^[Oo]n ', '', title)}"
    elif named:
        part = groups.get("part")
        proposed = f"{part} of the {named}" if part else named
    else:
        proposed = clause.words(*match.span()).removeprefix("the ").removeprefix("The ").strip()
    return Mention(
        *(Kind.LAW, clause.words(*match.span())),
        value=number,
        date=date,
        state=state,
        foreign=foreign,
        proposed=proposed,
        type=_law_type(proposed),
    )


_SMALL_HEADS = ("law", "act", "statute")


def _ends_in_no_law(name: str) -> bool:
    return bool(
        re.search(
            r"(?:^|\b)(?:Rule|Murphy's|Corporate|Business|International|IP|European|Public"
            r"|Private) (?:of )?(?:Law|Act)$",
            name,
        )
    )


def _law_type(name: str) -> str:
    low = name.lower()
    if re.search(r"\bratif", low):
        return "RatificationLaw"
    if re.search(r"\bamend|changes and additions", low):
        return "AmendingLaw"
    return "Code" if re.search(r"\bcode\b", low) else "NationalLaw"


def _owner(match: re.Match[str], clause: Clause) -> tuple[str, bool]:
    """The state that the words of a law or body name, and whether it is another country."""
    for name in ("owner", "of1", "of2", "of3", "of4"):
        if (match.groupdict().get(name)) is not None and match.start(name) >= 0:
            for _, mention in clause.within(*match.span(name), kinds=_S + _A + _X):
                if mention.kind == Kind.FOREIGN:
                    return "", True
                return mention.entries[0].id, False
    return "", False


def _number_and_date(match: re.Match[str], clause: Clause) -> tuple[str, str]:
    number = date = ""
    for name in ("year", "meta1", "meta2"):
        if match.groupdict().get(name):
            start, end = match.span(name)
            for place, mention in clause.within(start, end, kinds=_N + _D):
                before = clause.masked[start:place]
                if re.search(r"amend|in force|effective|last|version|replac|repeal", before):
                    continue
                if mention.kind == Kind.NUMBER:
                    number = number or mention.value
                else:
                    date = date or mention.value
    return number, date


_BODY_HEAD = (
    r"(?:Agency|Office|Service|Committee|Cent(?:er|re)|Institute|Department|Ministry"
    r"|Court|Board|Council|Chamber"
    r"|Bureau|Inspectorate|Directorate|Authority|Administration|Commission|Tribunal"
    r"|Cabinet|Division|Collegium|Police|Inspection)"
)
_WORDS = rf"(?:[A-Z][\w'-]*|[{_R}](?:'s?)?)"
_FIRST = (
    r"(?:State|National|Federal|Republican|Central|Main|Supreme|High|General"
    r"|Intellectual|Industrial|Patent|Copyright|Customs|Economic|Specialised"
    r"|Specialized|Constitutional|Commercial|Arbitration|Administrative|Judicial|Appeal"
    r"|Appeals|Public|Financial|Competition|Antimonopoly|Revenue|Prosecutor|Border"
    r"|Enforcement|Special)"
)
_TAIL = (
    rf"(?: (?:for|of|on|against"
    rf"|at)(?: the)? (?:Protection of (?:the )?)?{_WORDS}(?:(?:,? and |, | of the | of "
    rf"| )(?:the )?{_WORDS})*)"
)

_BODIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Tt]he |[Ii]ts )?{_OWNER}(?P<name>(?:{_WORDS} )*(?:{_FIRST}"
        rf"|{_R}) (?:{_WORDS} |and |, )*{_BODY_HEAD}{_TAIL}?)(?P<of3>{_OF_STATE})?",
        rf"(?:[Tt]he |[Ii]ts )?{_OWNER}(?P<name>{_BODY_HEAD}(?=[^.;:,]{{0,60}}(?:[{_R}]"
        rf"|Propert|Patent|Justice|Econom|Financ|Cultur|Scien|Educat|Trade|Industr|Affairs"
        rf"|Agricultur|Customs|Health|Digital|Innovat|Standard|Copyright|Rights|Appeal"
        rf"|Invent|Competit|Variet|Technolog|Communicat)){_TAIL})(?P<of3>{_OF_STATE})?",
        rf"(?:[Tt]he |[Ii]ts )?{_OWNER}(?P<name>{_BODY_HEAD} of Ministers)(?P<of3>{_OF_STATE})?",
    )
)
_GENERIC_BODY = re.compile(
    rf"(?:[Tt]he |[Ii]ts )?(?P<name>{_B})(?P<of3>{_OF_STATE})"
    rf"|(?P<owner>[{_S}{_X}](?:'s?)?|[{_A}]) (?P<known>{_B})"
)


_BODY_WORD = re.compile(rf"\b{_BODY_HEAD}\b")


def _known_body(match: re.Match[str], clause: Clause) -> Mention | None:
    group = "known" if match["known"] else "name"
    body = clause.at(match.start(group))
    if body.state:
        return None
    state, foreign = _owner(match, clause)
    if match["owner"] and match["owner"][-1] in KINDS_OF_STATE and match["owner"] != _A:
        return None  # "Kazakhstan Rospatent" is no phrase
    name = body.text if match["known"] else clause.words(*match.span()).strip()
    words = clause.words(*match.span())
    return replace(body, text=words, state=state, foreign=foreign, proposed=name)


KINDS_OF_STATE = _S + _X


def _body(match: re.Match[str], clause: Clause) -> Mention | None:
    name = clause.words(*match.span("name")).strip()
    if len(name.split()) < 2:
        return None
    state, foreign = _owner(match, clause)
    if match["of3"]:
        name = clause.words(match.start("name"), match.end("of3")).strip()
    if _NO_BODY.search(name):
        return Mention(Kind.BODY, clause.words(*match.span()), proposed=name, foreign=True)
    return Mention(
        *(Kind.BODY, clause.words(*match.span())),
        state=state,
        foreign=foreign,
        proposed=name,
        type=bodies.type_of(name),
    )


_NO_BODY = re.compile(
    r"^(?:Turkish|German|French|Italian|Spanish|Polish|Romanian|Bulgarian|Hungarian|Austrian|Swiss"
    r"|American|British|UK|US|U\.S\.|Irish|Portuguese|Greek|Estonian|Latvian|Lithuanian|Finnish|Swedish"
    r"|Norwegian|Danish|Dutch|Belgian|Czech|Slovak|Serbian|Chinese|Japanese|Korean|Mongolian|Indian"
    r"|Iranian|Israeli|Saudi|Canadian|Australian|Singapore|Baltic|Benelux|EU)\b"
    r"|^(?:The|This|Our|Head|European|World|International|Eurasian|Law|Customer|Press"
    r"|Help|Home|Contact|Legal Service)\b"
    r"|^(?:Board of Directors|Service Marks?|Department of State|Office Action|Service Mark)"
    r"|Office of the Future|Chamber of Commerce"
)


def resolve_body(mention: Mention, state: str) -> Entry | None:
    """The body of the graph that a mention means in the context of a state, if any."""
    if not mention.entries:
        return None
    wanted = mention.state or state
    for entry in mention.entries:
        if entry.state == wanted:
            return entry
    if mention.state or mention.foreign:
        return None
    stateless = [entry for entry in mention.entries if not entry.state]
    if stateless:
        return stateless[0]
    if len(mention.entries) == 1 and (
        not state or not _COMMON.match(mention.text.removeprefix("the ").removeprefix("The "))
    ):
        return mention.entries[0]
    return None


_COMMON = re.compile(
    r"(?:Ministry|Government|Supreme Court|State Customs|Customs|Cabinet|Council"
    r"|Prosecutor|General Prosecutor"
    r"|police|specialised|specialized|Copyright Agency|Revenue Service|judiciary|courts|IP crime"
    r"|Patent Department|State Patent Office|Intellectual Property (?:Agency|Office)"
    r"|customs|State Agency|State Service|State Revenue|National Patent Office)",
    re.IGNORECASE,
)


_GOVERNMENT = re.compile(
    rf"(?:[Tt]he )?(?:[Pp]arliament|[Gg]overnment|[Ll]awmakers|[Aa]uthorities"
    rf"|[Dd]eputies|[Ll]egislators|[Oo]fficials|[Ll]eaders)"
    rf" (?:in|of) (?:the )?(?P<of>[{_S}{Kind.CAPITAL}])"
    rf"|(?:[Tt]he )?(?P<own>[{_A}{_S}])(?:'s?)? (?:parliament|government|authorities"
    rf"|lawmakers|side|legislature|leadership|Parliament)\b"
)


def _governing(match: re.Match[str], clause: Clause) -> Mention | None:
    named = clause.at(match.start("of") if match["of"] else match.start("own"))
    return Mention(Kind.STATE, clause.words(*match.span()), named.entries)


def normalise(clause: Clause) -> None:
    """Take away what rules need not see: articles before mentions, a name and its abbreviation."""
    bodies.governments(clause)
    clause.merge(_GOVERNMENT, _governing)
    _drop(clause, _ARTICLE)
    _drop(clause, _FILLER)
    clause.merge(_TWICE, _doubled)


_TWICE = re.compile(
    rf"([{_S}{_T}{_O}{_B}{_R}{_L}]),? (?:\(|– )(?:the |or |also |known as |hereinafter "
    rf"|hereafter |\"|, )*([{_T}{_O}{_B}{_R}{_L}])\"?(?:\)| –)"
)


_C = Kind.CAPITAL


_ARTICLE = re.compile(rf"(?<![\w])(?:[Tt]he|[Aa]n?) (?=[{_S}{_X}{_T}{_O}{_B}{_L}{_C}])")
_FILLER = re.compile(
    rf"(?<![\w'])(?:(?:both|all|the|landmark|two|three|four|five|revised|so-called"
    rf"|original|modern|separate|first|regional|later|newer|older|global|international"
    rf"|multilateral|main|key|important|major|[a-z]+ly|related|famous|well-known|basic"
    rf"|classic|central|core) )+(?=[{_T}])"
    rf"|(?<![\w'])(?:both|the) (?=[{_O}])"
)


def _drop(clause: Clause, pattern: re.Pattern[str]) -> None:
    clause.masked = pattern.sub("", clause.masked)


_DATED_PHRASE = re.compile(
    rf"(?P<all>(?:(?<=[\s(–])|^)(?:(?:both|only|already|back|again|finally"
    rf"|no earlier than|not earlier than|at the end of|shortly|early|late|formally"
    rf"|officially|effectively|as early as|as recently as|as far back as) )*"
    r"(?P<prep>in|on|since|from|as of|as from|effective(?: from| as of| on)?"
    r"|with effect (?:from|as of)|(?:at|by|towards) the (?:very )?(?:end|start|beginning"
    r"|close) of|by|during|until|till|after|before|up to|as early as"
    r"|as far back as) "
    rf"(?:the (?:end|start|beginning|summer|autumn|spring|winter) of |the year |early "
    rf"|late |mid-|about |around |only )*{Kind.DATE})"
    rf"|(?P<paren>\((?:[^(){_T}{_O}]{{0,40}}[^()\w{_T}{_O}])?{Kind.DATE}[^(){_T}{_O}]{{0,60}}\))",
    re.IGNORECASE,
)


def join_dates(clause: Clause) -> None:
    """`since 1999`, `(1999)` → one mention, whose `proposed` keeps the preposition."""
    clause.merge(_DATED_PHRASE, _dated_phrase)


def _dated_phrase(match: re.Match[str], clause: Clause) -> Mention | None:
    found = clause.within(*match.span(), kinds=_D)
    others = clause.within(*match.span(), kinds=_T + _O + _L + _B + _S)
    if others or (match["paren"] and len(found) != 1):
        return None
    date = found[0][1]
    prep = (
        match["prep"].lower()
        if match["prep"]
        else clause.masked[match.start() : found[0][0]].lower()
    )
    if date.proposed and not match["paren"]:
        return None
    return replace(date, text=clause.words(*match.span()), proposed=prep)


def _doubled(match: re.Match[str], clause: Clause) -> Mention | None:
    one, other = clause.at(match.start(1)), clause.at(match.start(2))
    if one.kind != other.kind:
        return None
    ids = {entry.id for entry in one.entries}
    if not ids & {entry.id for entry in other.entries} and one.entries and other.entries:
        return None
    better = one if one.state or one.value or one.date else other
    return replace(one, entries=one.entries or other.entries, state=one.state or better.state)


def of_kind(mentions: Iterable[Mention], kind: Kind) -> list[Mention]:
    """The mentions of one kind."""
    return [mention for mention in mentions if mention.kind == kind]
