"""Names of bodies: found by their shape or in the graph, then told apart by their state."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import chain, repeat

from cislex import fullnames, patterns
from cislex.lexicon import Entry, Kind
from cislex.mentions import Clause, Mention
from cislex.owners import FOREIGN_ADJECTIVES, OF_STATE, OWNER, owner
from cislex.screening import Screened, Several

_S, _A, _X, _R, _B, _C = (
    *(Kind.STATE, Kind.ADJECTIVE, Kind.FOREIGN, Kind.RIGHT, Kind.BODY, Kind.CAPITAL),
)

INTERSTATE = "interstate"
"""The value of a body that several states have together."""
_BODY_HEAD = (
    r"(?:Agency|Office|Service|Committee|Cent(?:er|re)|Institute|Department|Ministry"
    r"|Court|Board|Council|Chamber"
    r"|Bureau|Inspectorate|Directorate|Authority|Administration|Commission|Tribunal"
    r"|Cabinet|Division|Collegium|Police|Inspection|Observatory|Secretariat|Unit|Panel"
    r"|Academy)"
)
_WORDS = rf"(?:[A-Z][\w-]*(?:'s?(?= Office))?|[{_R}](?:'s?)?)"
_FIRST = (
    r"(?:State|National|Federal|Republican|Central|Main|Supreme|High|General"
    r"|Intellectual|Industrial|Patent|Copyright|Customs|Economic|Specialised"
    r"|Specialized|Constitutional|Commercial|Arbitration|Administrative|Judicial|Appeal"
    r"|Appeals|Public|Financial|Competition|Antimonopoly|Revenue|Prosecutor|Border"
    r"|Enforcement|Special|IP|Innovation|Economy|Criminal|Mediation|Appellate|Cyber\w+"
    r"|Anti-?\w+|Specialist)"
)
_TAIL = (
    rf"(?:(?: of the [Cc]ity)? of [{_C}]"
    rf"| (?:at(?! the Ministry\b)|for|of|on|against)(?: the)?"
    rf" (?!{_BODY_HEAD}\b(?! (?:of|for|on)\b))"
    rf"(?:Protection of (?:the )?)?{_WORDS}(?:(?:,? and |, | of the | of "
    rf"| )(?!(?:the )?{_BODY_HEAD}\b)(?:the )?{_WORDS}){{0,16}}(?: of the [Cc]ity of [{_C}])?)"
)

_BODIES = tuple(
    Screened(pattern)
    for pattern in (
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<name>(?:{_WORDS} ){{0,6}}(?:{_FIRST}"
        rf"|{_R}) (?:{_WORDS} |and |, ){{0,12}}{_BODY_HEAD}{_TAIL}?)"
        rf"(?!\w| {_BODY_HEAD}\b)(?P<of3>{OF_STATE})?",
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<name>(?:Ministry|{_BODY_HEAD}(?=[^.;:,]{{0,60}}(?:[{_R}]"
        rf"|Propert|Patent|Justice|Econom|Financ|Cultur|Scien|Educat|Trade|Industr|Affairs"
        rf"|Agricultur|Customs|Health|Digital|Innovat|Standard|Copyright|Rights|Appeal"
        rf"|Invent|Competit|Variet|Technolog|Communicat|Enforce|Mediat|Arbitrat|Expert|Counterfeit"
        rf"|Piracy|Examin|Econ|Regist|Market|Surveil|Consum))){_TAIL})(?P<of3>{OF_STATE})?",
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<name>{_BODY_HEAD} of Ministers)(?P<of3>{OF_STATE})?",
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<name>Ministry (?:of|for)(?: the)? [A-Z][\w-]+"
        rf"(?:(?:,? and |, | )(?!{_BODY_HEAD}\b)[A-Z][\w-]+){{0,16}})(?P<of3>{OF_STATE})?",
    )
)
_GENERIC_BODY = Screened(
    rf"(?:[Tt]he |[Ii]ts )?(?P<name>{_B})(?P<of3>{OF_STATE}(?!'s))"
    rf"|(?P<owner>[{_S}{_X}](?:'s?)?|[{_A}]) (?P<known>{_B})"
)


_BODY_WORD = Screened(rf"\b{_BODY_HEAD}\b")
_OF_UNION = Screened(
    rf"\b(?P<name>(?:[A-Z][a-z]+ )?(?:Court|Secretariat|Commission|Council|Board) of (?:the )?"
    rf"{Kind.ORGANIZATION})"
)
_INTERSTATE = Screened(
    r"\b(?P<name>(?:Eurasian|Interstate) (?:[A-Z][a-z]+ ){1,3}(?:Commission|Court|Council|Committee"
    r"|Board|Bank|Centre|Center)"
    r"|(?:Joint|Mixed|Intergovernmental) (?:[A-Z][a-z]+ ){0,3}(?:Commission|Committee|Council))\b"
)
"""Bodies that several states have together."""
_NAMED = Several(_OF_UNION, _INTERSTATE, *_BODIES)


def _union_body(match: re.Match[str], clause: Clause) -> Mention:
    name = clause.words(*match.span("name"))
    kind = "Court" if "Court" in name else "PublicBody"
    return Mention(Kind.BODY, name, value=INTERSTATE, proposed=name, type=kind)


def mark(clause: Clause) -> None:
    """Put a mention in the place of every name of a body in a clause."""
    if _B in clause.masked:
        clause.merge(_GENERIC_BODY, _known_body)
    if clause.search(_BODY_WORD):
        clause.merge_each(_NAMED, chain(repeat(_union_body, 2), repeat(_body)))
    if clause.admits_one(_TOLD):
        clause.merge_each(_TOLD, (_labelled, _supreme))
    fullnames.lengthen(clause)
    if _B in clause.masked:
        clause.merge(_TITLED, _titled)
        for found in _ALSO.pattern.finditer(clause.masked) if clause.admits(_ALSO) else ():
            _tell_state(clause, found)


_ALSO = Screened(
    rf"{_B}(?:,? (?:(?:better|also|commonly|usually|widely|now|simply|locally|otherwise|generally)"
    r" )?(?:known|called|abbreviated|referred to)(?: simply| locally| everywhere)?(?: to)?"
    r"(?: as|(?: by)?(?: the| its))?"
    r"(?: (?:short|common|popular|usual) (?:name|form)(?: of)?)?"
    rf"|,? or| \()(?: the)? (?P<other>{_B})"
)
"""`the State Agency, better known as AGEPI`: two names of one body."""


def _tell_state(clause: Clause, found: re.Match[str]) -> None:
    """A new name, or one that several bodies may have, is that of the one named beside it."""
    one, other = clause.at(found.start()), clause.at(found.start("other"))
    known = "known" in found[0] and not one.entries
    if one.state or len(other.entries) != 1 or not (known or other.entries[0] in one.entries):
        return
    told = replace(one, entries=other.entries, state=other.entries[0].state)
    clause.mentions[clause.index(found.start())] = told


_ABOVE = (
    *("reports to ", "reporting to ", "answers to ", "answerable to ", "accountable to "),
    *("subordinate to ", "subordinated to ", "responsible to ", "control of ", "supervision of "),
    *("authority of ", "reports directly to ", "answers directly to ", "directly under "),
    *("reported to ", "answered to ", "accountable only to ", "accountable directly to "),
    *("report to ", "answer to ", "both to ", "controlled by ", "supervised by ", "overseen by "),
)
_THE = ("", "the ", "both ", "both the ", "both to ", "both to the ")
_JOINED = ("and", "as well as", "and also", "and then", "not only", "but also", "and, in part,")
_SUPREME = Screened(
    "(?:" + "|".join(f"(?<={words}{the})" for words in _ABOVE for the in _THE) + "|"
    + "|".join(f"(?<={words} to {the})" for words in _JOINED for the in _THE[:2])
    + rf")(?P<name>Parliament|parliament|President|Prime Minister|(?:Verkhovna )?Rada|{_C})"
    rf"(?!\w)(?P<of>{OF_STATE})?(?! of\b)"
)  # fmt: skip
"""Offices that are a body where one stands under them: `it reports to Parliament`."""
_UNDER_THEM = patterns.of(
    r"\b(?:report|answer|accountab|subordinat|responsib|control|supervis|overseen)[^;.]{0,90}$"
)


def _supreme(match: re.Match[str], clause: Clause) -> Mention | None:
    named = clause.at(match.end("of") - 1) if match["of"] else None
    state = named.entries[0].id if named and named.entries else ""
    words = clause.words(*match.span())
    office = "Parliament" if "Rada" in words or match["name"] == "parliament" else match["name"]
    if office == _C or not _UNDER_THEM.search(clause.masked[: match.start()]):
        return None
    return Mention(
        Kind.BODY, words, state=state, proposed=office, type="PublicBody",
        foreign=named is not None and not state,
    )  # fmt: skip


_LABELLED = Screened(
    rf"^(?:[Tt]he )?(?P<name>(?:{_WORDS} (?:and |on |for )?){{1,12}}(?:{_BODY_HEAD}|Unit"
    rf"|Squad|Section))"
    rf"(?=(?: (?:of|at|in|within|under)(?: the)? {_B}(?:{OF_STATE})?)?(?: \([^()]*\))?"
    r"(?::| –) [a-z])"
)
"""`Cybercrime Division of the Police: combats piracy`: any name of a body as a label."""
_TOLD = Several(_LABELLED, _SUPREME)


def _labelled(match: re.Match[str], clause: Clause) -> Mention | None:
    name = clause.words(*match.span("name")).strip()
    if _NO_BODY.search(name) or _OF_PEOPLE.match(clause.masked, match.end()):
        return None
    return Mention(Kind.BODY, name, proposed=name, type=fullnames.type_of(name))


_TITLED = Screened(
    r"\b(?:[Tt]he|[Ii]ts) "
    rf"(?:(?:national|state|competent|patent|central|local|responsible|IP|{_R}) ){{0,4}}"
    rf"(?:agency|office|authority|body|institution|institute|cent(?:er|re)|registry) (?P<b>{_B})"
)
"""`the national office Sakpatenti`: the name with what it is."""


def _titled(match: re.Match[str], clause: Clause) -> Mention | None:
    body = clause.at(match.start("b"))
    return body if body.text[:1].isupper() else None


def _known_body(match: re.Match[str], clause: Clause) -> Mention | None:
    group = "known" if match["known"] else "name"
    body = clause.at(match.start(group))
    if body.state:
        return None
    state, foreign = owner(match, clause)
    if match["owner"] and match["owner"][-1] in KINDS_OF_STATE and match["owner"] != _A:
        return None  # "Kazakhstan Rospatent" is no phrase
    name = body.text if match["known"] else clause.words(*match.span()).strip()
    words = clause.words(*match.span())
    return replace(body, text=words, state=state, foreign=foreign, proposed=name)


_NATIONAL = patterns.of(r"Institute|Society|Association|Academy")
"""What has the adjective of its state for a part of its name."""
KINDS_OF_STATE = _S + _X


def _body(match: re.Match[str], clause: Clause) -> Mention | None:
    name = clause.words(*match.span("name")).strip().removeprefix("A ").removeprefix("An ")
    if len(name.split()) < 2:
        return None
    state, foreign = owner(match, clause)
    if _NATIONAL.match(name) and match["owner"] and clause.masked[match.start("owner")] == _A:
        name = clause.words(match.start("owner"), match.end("name")).strip()
    if match["of3"]:
        name = clause.words(match.start("name"), match.end("of3")).strip()
    if _NO_BODY.search(name) or _OF_PEOPLE.match(clause.masked, match.end()):
        return Mention(Kind.BODY, clause.words(*match.span()), proposed=name, foreign=True)
    return Mention(
        *(Kind.BODY, clause.words(*match.span())),
        state=state,
        foreign=foreign,
        proposed=name,
        type=fullnames.type_of(name),
    )


_NO_BODY = patterns.of(
    rf"^{FOREIGN_ADJECTIVES}\b"
    r"|^(?:The|This|Our|Head|European|World|International|Eurasian|Law|Customer|Press"
    r"|Help|Home|Contact|Legal Service)\b"
    r"|^(?:Board of Directors|Service Marks?|Department of State|Office Action|Service Mark)"
    r"|Office of the Future|Chamber of Commerce|Olympic"
)
_OF_PEOPLE = patterns.of(r" (?:attorneys|agents|lawyers|owners|holders)\b")
"""`Chamber of patent attorneys`: a club of people, whose name has not ended yet."""


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
    if len(mention.entries) == 1 and (not state or is_known_alone(mention)):
        return mention.entries[0]
    return None


def is_known_alone(mention: Mention) -> bool:
    """Whether a body is the same in the context of any state: by a name that no other has."""
    if len(mention.entries) != 1 or mention.state or mention.foreign:
        return False
    called = mention.proposed if mention.value == "anaphor" else mention.text
    return _is_own_name(mention.text, called)


@lru_cache(maxsize=1000)
def _is_own_name(words: str, called: str) -> bool:
    name = called.removeprefix("the ").removeprefix("The ")
    return _STATED.search(words) is not None or _COMMON.match(name) is None


_STATED = patterns.of(
    r" of (?:the )?(?:Republic of |Kyrgyz Republic|Russian Federation|Armenia|Azerbaijan|Belarus"
    r"|Georgia|Kazakhstan|Kyrgyzstan|Moldova|Russia|Tajikistan|Turkmenistan|Ukraine|Uzbekistan)"
)
"""A name that tells the state needs no other sign of it."""

_COMMON = patterns.of(
    r"(?:Ministry|Government|Supreme Court|State Customs|Customs|Cabinet|Council"
    r"|Prosecutor|General Prosecutor"
    r"|police|specialised|specialized|Copyright Agency|Revenue Service|judiciary|courts|IP crime"
    r"|Patent Department|State Patent Office|Intellectual Property (?:Agency|Office)"
    r"|customs|Intellectual Property Court|IP Court|State Agency|State Service|State Revenue"
    r"|State Intellectual"
    r"|National Patent Office)",
    re.IGNORECASE,
)
