"""Names of bodies that are longer than what their shape or the lexicon tells at first.

`Customs Service` may be the end of `State Customs Service`, `Ministry of Economy` the
beginning of `Ministry of Economy and Commerce`, `Commercial Court` the middle of
`Baku Commercial Court of Appeal`: then it names something else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_B, _C, _S, _X, _R, _A = (
    *(Kind.BODY, Kind.CAPITAL, Kind.STATE, Kind.FOREIGN, Kind.RIGHT, Kind.ADJECTIVE),
)
_RANK = (
    r"(?:State|National|Federal|Republican|Main|Central|Regional|General|Supreme|High|Higher"
    r"|Specialised|Specialized|Interdistrict|Inter-district|Inter-District|City|District"
    r"|Economic|Commercial|Administrative)"
)
_FIELD = (
    r"(?:Sustainable Development|Regional Development|Digital Development|Development|Commerce"
    r"|Trade|Finance|Industry|Innovations?|Science|Education|Labou?r|Technolog\w+|Investments?"
    r"|Tourism|Information|Sports?|Environment|Agriculture|Energy|Infrastructure|Communications"
    r"|Culture|Digitali[sz]ation|Economy|Food Industry|Planning|Entrepreneurship|Property)"
)
_LONGER = Screened(
    rf"(?P<before>(?:(?:{_C}|(?<!\w){_RANK}) ){{1,24}}"
    rf"|(?:(?<=[Tt]he )|(?<=[Ii]ts ))(?:[A-Z][\w-]+ ){{1,24}})?(?P<core>{_B})"
    rf"(?P<after>(?:(?:,? and (?:the )?|, ){_FIELD}){{1,24}}(?=\W|$)"
    rf"| of (?:Justice|Cassation|First Instance|Appeals?|(?:the (?:[Cc]ity|capital) of )?{_C}"
    r"|[A-Z][\w-]+(?: (?:City|Region))?)"
    r"(?=[^\w']|$)(?! (?:of|and) [A-Z]))?"
)
_HEAD = (
    r"(?:Agency|Committee|Court|Board|Council|Chamber|Bureau|Inspectorate|Directorate|Authority"
    r"|Commission|Tribunal|Ministry|Service(?! [Mm]ark)"
    rf"|Department(?= (?:of|at|under|within) (?:the )?{_B}))"
)
_STOP = (
    r"(?!(?:The|This|That|These|Those|In|At|By|On|For|From|With|Under|Since|After|Before|Until"
    r"|When|While|If|As|And|But|Or|Both|Each|Every|Any|All|No|Some|Such|Our|Your|Their|His|Her"
    r"|Which|What|Who|Where|Contact|See|Visit|Ask|Write|Call|Unlike|Like|Only|Also|Its|Whether"
    r"|Must|Olympic|May|Can|Is|Are|Does|Do|Has|Have|Should|Will|One|Two|Three|Another|Other)\b)"
)
_SHAPED = Screened(
    rf"(?:(?<=[Tt]he )|(?<=[Ii]ts )|(?<='s )|(?<=[{_A}] )|(?<=: )|(?<=[Bb]y )|(?<=[Bb]efore )"
    rf"|(?<=and )|^)"
    rf"(?P<name>(?:{_C} )?{_STOP}(?:(?:[A-Z][\w'-]+|{_R}) ){{1,4}}{_HEAD}\b"
    rf"(?: of (?:the )?(?P<of>{_S}))?)"
    r"|(?P<short>\b(?:Ros(?:[a-z]+nadzor|standart|reestr)|(?<!\()FIPS)\b)"
    r"|(?P<prosecutor>\bOffice of the (?:Prosecutor General|General Prosecutor))"
    rf"|(?P<plain>\b(?:{_C} )?(?:{_STOP}[A-Z][\w-]+ ){{0,24}}"
    rf"Court of (?:Cassation|Appeals?|First Instance|Justice|General Jurisdiction(?: of {_C})?)"
    r"(?!\w))"
    rf"|(?P<city>{_C} (?:City |Regional |District )?Court\b)"
)
_NONE = patterns.of(
    r"^(?:Head|Customer|Press|Legal|Postal|Client|Secret|Help|Self|News|Executive|Organi[sz]ing"
    r"|Steering|Working|Editorial|Advisory|Business|Security Council|Law"
    r"|European|World|International|Eurasian|EU|Help|Press|American|British|German|French|Turkish"
    r"|Economic Council|Interstate|CIS)\b|Chamber of Commerce|Board of Directors"
)
_ABROAD = patterns.of(
    r"^(?:Paris|London|Berlin|Munich|Vienna|Geneva|Brussels|Hague|New York|Milan|Istanbul|Ankara"
    r"|D[uü]sseldorf|Luxembourg|Delhi|Beijing|Washington)\b"
)
_OFFICE_OF_STATE = patterns.of(
    rf"(?:(?:subordinated? to|under|within|report\w*(?: directly)? to|accountable to|responsible to"
    rf"|answer\w*(?: directly)? to|belongs? to|attached to|part of|supervised by|overseen by"
    rf"|(?:body|agency|institution|office|service|department) of|directly to) (?:the )?)"
    rf"(?P<name>Government of (?:the )?(?P<of>{_S}))"
)
_WORD = Screened(rf"\b(?:{_HEAD}\b|Office of the |Ros[a-z]|FIPS\b)")


def lengthen(clause: Clause) -> None:
    """Mark the bodies that only their shape gives away, and give each its whole name."""
    if clause.search(_WORD):
        clause.merge(_SHAPED, _shaped)
    if _B in clause.masked:
        clause.merge(_LONGER, _longer)
        clause.merge(_ELSEWHERE, _elsewhere)


def governments(clause: Clause) -> None:
    """`under the Government of X`: there the government is a body, elsewhere it is the state."""
    if "Government" not in clause.masked:
        return
    while match := _OFFICE_OF_STATE.search(clause.masked):
        name, number = clause.words(*match.span("name")), clause.index(match.start("of"))
        state = clause.mentions[number].entries[0]
        start, end = match.span("name")
        clause.masked = clause.masked[:start] + _B + clause.masked[end:]
        clause.mentions[number] = Mention(
            Kind.BODY, name, state=state.id, proposed=name, type="PublicBody"
        )


def _shaped(match: re.Match[str], clause: Clause) -> Mention | None:
    name = clause.words(*match.span()).strip()
    if _NONE.search(name):
        return None
    state = _city(match, clause)
    if match["short"]:
        state = "id:russia"
    if match["of"]:
        state = clause.at(match.start("of")).entries[0].id
    return Mention(
        Kind.BODY, name, state=state, proposed=name, type=type_of(name),
        foreign=bool(_ABROAD.search(name)),
    )  # fmt: skip


def _longer(match: re.Match[str], clause: Clause) -> Mention | None:
    core = clause.at(match.start("core"))
    before, after = match["before"] or "", match["after"] or ""
    name = core.proposed or core.text
    if not before and not after:
        return None
    if _C in before and "Court" not in name:
        return None
    if before and not _COMMON.match(re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", core.text)):
        return None
    if after.startswith(" of ") and not re.search(r"(?:Court|Tribunal|Prosecutor.*)$", name):
        return None
    if after and not after.startswith(" of ") and not re.match(r"Ministry|Department", name):
        return None
    text = clause.words(*match.span()).strip()
    proposed = re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", text)
    return replace(
        core, text=text, entries=(), proposed=proposed, type=type_of(proposed),
        state=core.state or _city(match, clause),
    )  # fmt: skip


_ELSEWHERE = Screened(rf"(?:[{_X}]|European Union|EU|Benelux) {_B}")


def _elsewhere(match: re.Match[str], clause: Clause) -> Mention:
    return replace(
        clause.at(match.end() - 1), text=clause.words(*match.span()), entries=(), foreign=True
    )


_COMMON = patterns.of(
    r"Customs|Court|Ministry|Intellectual Property (?:Agency|Office|Service|Cent)|Revenue|Tax"
    r"|Supreme|Economic|Commercial|Administrative|Committee"
    r"|Interdistrict|Inter-[Dd]istrict|City|District|Regional|High|Specialised|Specialized"
    r"|Prosecutor|Police|Antimonopoly|Inspect"
)


def _city(match: re.Match[str], clause: Clause) -> str:
    cities = [m for _, m in clause.within(*match.span(), kinds=_C)]
    return cities[0].entries[0].id if cities and cities[0].entries else ""


def type_of(name: str) -> str:
    """The class of a body, from its name."""
    if re.search(r"\b(?:Court|Tribunal|Collegium|Judicial)\b", name):
        return "Court"
    if re.search(r"Customs|Police|Prosecutor|Revenue|Internal Affairs|Border", name):
        return "EnforcementBody"
    if re.search(r"Intellectual|Patent|Industrial Property|Invention|Trademark", name):
        return "IpOffice"
    return "PublicBody"
