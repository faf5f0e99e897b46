"""When a body was founded: `set up on 9 April 1992`, `(est. 1992)`, `had existed since 1992`.

The day stands in the value of the claim that the body exists in its state: of that which the same
sentence makes where it names the body for the first time, else of a further one. The day of a law
is none, unlike that of a decree that set up a body, nor is that on which a body ended or came
under another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cislex import patterns, scopes
from cislex.actors import spoken_before
from cislex.bodies import INTERSTATE
from cislex.context import body_type
from cislex.introductions import body_key, exists
from cislex.lexicon import Kind
from cislex.mentions import KINDS, Clause, Mention
from cislex.naming import body_of, name_of, nearby_state
from cislex.scopes import Scope
from cislex.screening import Screened
from cislex.sentence import Sentence

_B, _D, _P = Kind.BODY, Kind.DATE, Kind.PRONOUN
_OWNERS = "".join((Kind.BODY, Kind.STATE, Kind.CAPITAL, Kind.ADJECTIVE))


def tell(sentence: Sentence) -> None:
    """The days on which the bodies that a sentence speaks of were founded."""
    masked = sentence.clause.masked
    if _D not in masked or not (_B in masked or _P in masked):
        return
    spelled = _spelled(sentence)
    if not _CUE.search(spelled):
        return
    supposed = spelled.partition(", ")[0] if _IF.match(spelled) else ""
    taken: set[int] = set()
    for match in _found(spelled):
        days = _number(spelled, match.start("d"))
        if days not in taken and match.start("d") >= len(supposed):
            unit = match.groupdict().get("unit") or ""
            taken.update(() if unit else (days,))
            day = sentence.clause.mentions[days].value[: _EXACT.get(unit)]
            _tell(sentence, spelled, match, day)
            if not unit:
                taken.update(_tell_others(sentence, spelled, match.end("d")))
    if forerunners := _FORERUNNERS.match(spelled):
        for match in _BRACKETED.finditer(spelled, forerunners.end()):
            days = _number(spelled, match.start("d"))
            if days not in taken:
                _tell(sentence, spelled, match, sentence.clause.mentions[days].value)


@lru_cache(maxsize=500)
def _found(spelled: str) -> list[re.Match[str]]:
    """Where a clause can tell of a founding, in the order of the patterns."""
    told = Clause(spelled)
    return [
        match
        for shape in _SHAPES if told.admits(shape)
        for match in shape.pattern.finditer(spelled)
    ]  # fmt: skip


def _tell(sentence: Sentence, spelled: str, match: re.Match[str], day: str) -> None:
    place = sentence.clause.places[_number(spelled, match.start("b"))]
    body = _body(sentence, place, bool(_SITS.search(match[0])))
    named = name_of(sentence, body) if body else None
    if body is None or named is None or body.value == INTERSTATE:
        return
    if _SUCCEEDED.search(match[0]) and "Ministry" in named[1]:
        return  # which was there before it took over
    for number, said in enumerate(sentence.said):
        if (said.subject, said.predicate) == (named[0], "isInJurisdiction"):
            if not said.value and said.polarity != "planned":
                told = replace(said, value=day)
                over = _ENDED.match(spelled, match.end())
                sentence.said[number] = replace(told, polarity="past") if over else told
            return
    entry = body_of(sentence, body)
    state = entry.state if entry else (body.state or nearby_state(sentence, place))
    key = body_key(sentence, named[0], state)
    if not state or (key not in sentence.memory.introduced and entry is None):
        return
    sentence.memory.introduced.add(key)
    ended = named[0] in sentence.memory.lexicon.ended or body.text in sentence.memory.gone
    exists(sentence, named, state, day, Scope("past") if ended else scopes.AFFIRMED, "body.founded")


def _tell_others(sentence: Sentence, spelled: str, place: int) -> Iterator[int]:
    """Tell of the bodies that a list goes on with behind a place; which of its days tell that."""
    while another := _AND_ANOTHER.match(spelled, place):
        days = _number(spelled, another.start("d"))
        _tell(sentence, spelled, another, sentence.clause.mentions[days].value)
        yield days
        place = another.end("d")


def _body(sentence: Sentence, place: int, is_court: bool) -> Mention | None:
    """The body at a place, or that which is spoken of there as `it`."""
    if sentence.clause.masked[place] == _B:
        return sentence.clause.at(place)
    memory = sentence.memory
    inside = sentence.clause.within(0, place, _B)
    if not inside and (memory.subject is None or memory.subject.kind != _B):
        return None
    found = next(iter(spoken_before(sentence, place)), None)
    if found is None or not is_court or body_type(found) == "Court":
        return found
    courts = (one for one in reversed(memory.recent) if body_type(one) == "Court")
    return next((court for court in courts if "Supreme Court" not in court.text), None)


def _spelled(sentence: Sentence) -> str:
    """The clause with what its dates stand after, and no other characters of mentions."""
    clause, parts, start = sentence.clause, list[str](), 0
    for place, date in clause.within(0, len(clause.masked), _D):
        parts += [clause.masked[start:place], _MENTIONS.sub("", date.proposed), " ", _D]
        start = place + 1
    return _SPACES.sub(" ", "".join([*parts, clause.masked[start:]]))


def _number(spelled: str, place: int) -> int:
    """How many mentions stand before a place."""
    return sum(character in KINDS for character in spelled[:place])


_EXACT = {"year": 4, "month": 7}
"""How many letters of a day tell so much of it."""
_MENTIONS = patterns.of(f"[{KINDS}]")
_SPACES = patterns.of(" {2,}")
_IF = patterns.of(rf"[^\w{KINDS}]*(?:if|should|were|had|whether|unless|suppose)\b", re.IGNORECASE)
_SITS = patterns.of(r"\b(?:sat|sit|sitting|cases?|disputes?)\b", re.IGNORECASE)
"""What courts do."""
_ENDED = patterns.of(
    r",?(?: and| but)?(?: (?:it|was|later|then|\w+ly)){0,6} (?:abolished|dissolved|wound up"
    r"|liquidated|disbanded|merged|closed)\b"
)
"""`founded in 1992, abolished in 2004`: the body is no more."""
_MADE = (
    r"(?:re-?(?=establish|creat|found))?"
    r"(?:founded|established|est\.?|estd\.?|created|set up|formed|launched|opened"
    r"|inaugurated|instituted|constituted|organi[sz]ed|carved out|born"
    r"|(?:brought|called) into (?:being|existence|life))"
)
_BEGUN = (
    r"(?:(?:opened|started|began|commenced|launched|took up|starting|beginning|commencing)"
    r"(?: (?:its|the))?(?: (?:first|actual|real|own))?"
    r"(?: (?:work(?:ing)?|operations?|operating|activit(?:y|ies)|functioning|life|business"
    r"|dut(?:y|ies)|doors|sittings?|existence|existing|hearing (?:cases|disputes)"
    r"|to (?:work|operate|function|sit|exist|hear (?:cases|disputes))))?(?: for business)?"
    r"|(?:came|come|coming) into (?:being|existence|life)|(?:came|come) to life"
    r"|saw the light(?: of day)?|appeared|emerged|took shape|arose"
    r"|(?:heard|decided|took) its first (?:cases?|disputes?|applications?))"
)
_LASTING = (
    r"(?:existed|existing|exists|operated|operates|operating|functioned|functions|functioning"
    r"|worked|works|working|sat|sitting|active|operational|in (?:existence|operation|being|place"
    r"|business|service)|around|open|up and running|at work|running)"
)
_STOP = (
    r"(?!\b(?:which|when|where|whose|while|until|till|before|after|abolish\w*|dissol\w*|clos\w*"
    r"|merged|renam\w*|transferr\w*|subordinat\w*|plac\w+ under|mov(?:ed|ing)|reform\w*|amend\w*"
    r"|reorgani\w*|restructur\w*|adopted|signed|passed|enacted|dated|issued|approved|liquidat\w*"
    r"|wound up|ended|replac\w*|took over|to be|not|but)\b|and (?:on|in) )"
)
_TAIL = rf"(?:{_STOP}[^;.{_D}]){{0,90}}?"
"""What may stand between the founding and its day."""
_ON = (
    r"(?:in|on|since|from|as of|as early as|as far back as|as late as|as recently as|effective from"
    r"|with effect from|at the (?:end|start|beginning|close) of|back in)"
)
_WHEN = rf"(?:,? {_ON} (?P<d>{_D})(?!(?: to| until| till) {_D}))"
_THEN = rf"(?:{_TAIL},? {_ON} |(?:,? {_ON}|:)? \(?)(?P<d>{_D})(?!(?: to| until| till) {_D})"
_HERE = (
    rf"(?: in [{_OWNERS}]| there| here| on paper| in (?:this|its|the) (?:present |current )?form)?"
)
_SMALL = rf"(?:{_HERE}| (?:with|under|within|at|inside) [^,;.{_D}]{{1,50}})"
_NAME = (
    rf"(?P<b>[{_B}{_P}])(?:,? (?:under|of|at|within|in|inside|attached to)(?: the)? [{_OWNERS}])"
    r"{0,2}(?: \([^()]{1,60}\))?"
)
_GONE = r"(?:dissolved|abolished|wound up|liquidated|disbanded|closed|merged)"
_SUBJECT = rf"{_NAME}(?:, [^,;.{_D}]{{1,90}},|, {_GONE}\b[^,;.]{{1,60}},| – [^–;.{_D}]{{1,90}} –)?"
_AS = rf"(?:, (?:an?|the|its|one|now|today|[{_OWNERS}](?:'s?)?) [^,;.{_D}]{{2,80}}?)"
"""`…, a specialised court`: what a body is."""
_THAT = rf"(?:{_AS}?,? (?:which|that)|{_AS}?,? and)"
_ADVERBS = (
    r"(?: (?:[a-z]+ly|first|also|itself|then|later|now|thus|already|in turn"
    r"|nevertheless)){0,6}"
)
_BEEN = rf"(?:{_ADVERBS} (?:was|were|is|has been|had been|have been|got){_ADVERBS})"
_HAS = rf"(?:{_ADVERBS} (?:has|had|have|is|was)(?: been)?{_ADVERBS})"
_BY = (
    rf"(?= (?:in|on|by|under|within|at|as|from|out|since|with|through|inside|back|early|late|for"
    rf"|\(?{_D})|: )"
)
"""After a participle comes no object."""
_DECREE = (
    r"(?:an? |the )?(?:(?:presidential|governmental?|cabinet|special|president's) ){0,2}"
    r"(?:decree|order|resolution|edict|ukase?)(?:,? No\. ?[\w-]+)?,? (?:of|dated|from|issued on|on)"
)
"""What sets up a body on the day that it bears."""
_PAST = (
    r"(?:origins?|histor(?:y|ies)|roots|beginnings?|foundations?|founding|creation|establishment"
    r"|birth|existence|launch|opening|setting up)"
)
_BACK = (
    r"(?:(?:dates?|dated|dating|goes|go|going|went|stems|stem|reach(?:es|ed)?|stretch(?:es)?)"
    r"(?: back)?|trac(?:es|ed|ing) (?:its|their) (?:own )?(?:origins?|roots|history|beginnings?))"
)
_WAS = (
    rf" (?:{_BACK}(?: (?:from|to|as far as))?|(?:was|is|were|came|took place|lies?|happened)"
    rf"(?: {_ON})?) (?:[a-z]+ )?"
)
_JOINED = r"(?:merged|united|combined|fused|amalgamated)"
_START = r"\b(?:began|started|starts|opened|launched|was born|was founded)(?: (?:out|life|work))?"
_SHAPES = tuple(
    Screened(pattern, re.IGNORECASE)
    for pattern in (
        # It began in 1993 as the patent department; it began as that in 1993.
        rf"{_START},? {_ON} (?P<d>{_D}),? as(?: an?| the| what was then(?: the)?)? (?P<b>{_B})",
        rf"{_START} as(?: an?| the)? {_NAME},? {_ON} (?P<d>{_D})",
        # A court that a decree formed in 2017; created by a decree of 2017
        rf"{_NAME},? (?:which|that) (?:an?|the) (?:[a-z]+ ){{1,3}}{_MADE} {_ON} (?P<d>{_D})",
        rf"{_SUBJECT}(?:{_THAT}|,)?(?:{_BEEN}|,)? {_MADE}(?: (?:on paper|there|in law))? by"
        rf" {_DECREE} (?P<d>{_D})",
        rf" (?P<d>{_D}), (?:when|the (?:same |very )?(?P<unit>year|month|day)"
        rf" (?:(?:in|on) which|that|when)) (?:the |an? )?{_SUBJECT}{_BEEN} {_MADE}\b",
        # The office, an enterprise of the ministry, was founded by decree in 1992.
        rf"{_SUBJECT}(?:{_THAT}|,)?{_BEEN} {_MADE}{_THEN}",
        # The office, founded in 1992; the office (est. 1992); office: set up within it in 1992
        rf"{_NAME}(?:{_AS}?(?:,? and|,| –|:| \()?)? ?\b{_MADE}{_BY}{_THEN}",
        rf"{_SUBJECT} {_MADE}{_BY}{_THEN}",
        # The office has existed since 1992, opened in 1992, dates from 1992.
        rf"{_SUBJECT}(?:(?:{_THAT}|{_AS}|,|:| –)?{_HAS}? | \(){_LASTING}{_HERE}{_ADVERBS}"
        rf" (?:since|from) (?P<d>{_D})",
        rf"{_SUBJECT}(?:{_THAT}|,|:| –)?{_ADVERBS} (?:{_BEGUN}|followed){_SMALL}{_WHEN}",
        rf"{_SUBJECT}(?:{_THAT}|,|:| –)?{_ADVERBS} {_BACK}(?: (?:from|to|as far as))? (?P<d>{_D})",
        rf"{_NAME}'s? (?:own )?{_PAST}(?:{_WAS}| {_ON} )(?P<d>{_D})",
        rf"\b{_PAST} of {_NAME}(?:{_WAS}| {_ON} )(?P<d>{_D})",
        # It examines marks and was founded in 1992.
        rf"(?P<b>[{_B}{_P}])[^;.:{_B}{_D}{_P}]{{1,120}}?(?:,| and|, and)(?: it)?{_BEEN} {_MADE}"
        rf"{_THEN}",
        rf"(?P<b>[{_B}{_P}])[^;.:{_B}{_D}{_P}]{{1,120}}?(?:,| and|, and)(?: it)?"
        rf"(?:{_ADVERBS} {_BEGUN}{_SMALL}|{_HAS} {_LASTING}{_HERE}){_WHEN}",
        # Founded in 1992, the office …; in operation since 1992, it …
        rf"^\W*(?:(?:first|originally) )?{_MADE}{_BY}{_THEN}[^;.{_B}{_P}]{{0,110}},"
        rf" (?:the |that |this )?(?P<b>[{_B}{_P}])",
        rf"^\W*{_LASTING}{_HERE} since (?P<d>{_D}),[^;.{_B}{_P}]{{0,60}} ?(?P<b>[{_B}{_P}])",
        # In 1992 the government created the office; in 1992 the office was created.
        rf"(?:\b{_ON} |^ )(?P<d>{_D}),?(?: [^;.:{_B}{_D}]{{1,60}}?)? (?:{_MADE}|saw the \w+ of)"
        rf"(?: (?:an?|the|its))?(?: [\w-]+){{0,3}} (?P<b>{_B})",
        rf"{_ON} (?P<d>{_D}),? (?:that )?(?:the |an? )?{_SUBJECT}"
        rf"(?:{_BEEN} {_MADE}|{_ADVERBS} {_BEGUN})\b(?!{_TAIL},? {_ON} {_D})",
        rf"\b{_MADE}(?: (?:an?|the|its))?(?: [\w-]+){{0,3}} {_NAME}"
        rf"(?: (?:under|within|as|by|with|at)[^,;.{_B}{_D}]{{1,50}})?{_WHEN}",
        rf"\bthe two (?:\w+ )?were {_JOINED} {_ON} (?P<d>{_D}) into(?: an?| the)? (?P<b>{_B})",
        rf"\b{_ON} (?P<d>{_D}),? the two (?:\w+ )?were {_JOINED} into(?: an?| the)? (?P<b>{_B})",
        rf"\bgave way {_ON} (?P<d>{_D}) to (?P<b>{_B})",
        # B followed it in 1995; in 1996 C took its place; A took over from B in 2001.
        rf"(?P<b>{_B})(?: \([^()]*\)|{_AS},)?(?:,? (?:which|that))?{_ADVERBS} (?:followed|succeeded"
        rf"|replaced|came after|took over|stepped into (?:the|its|their) shoes"
        rf"|took (?:its|their|the) place|took the place)(?: (?:from|of))?"
        rf"(?: (?:it|them|the former|the|its|{_P}|{_B}|[a-z]+)){{0,4}},? {_ON} (?P<d>{_D})"
        rf"(?!,? (?:the|an?) )",
        rf"(?:\b{_ON} |^ )(?P<d>{_D}),?(?: in turn,?)?(?: the| an?)? {_NAME} (?:took over from"
        rf"|took (?:its|their|the) place|(?:replaced|succeeded|followed) (?:it|them|{_P}|{_B}))",
        rf"\b(?:replaced|succeeded|followed) {_ON} (?P<d>{_D}) by(?: an?| the)? (?P<b>{_B})",
        rf"\b(?:in|into) (?:its|their) (?:place|stead|shoes)(?: then)? (?:came|stepped|appeared)"
        rf"(?: an?| the)?(?: [\w-]+){{0,2}} {_NAME},? {_ON} (?P<d>{_D})",
        rf"\b(?:first|next|then|later|after(?:wards| that)) came(?: an?| the)? {_NAME},? {_ON}"
        rf" (?P<d>{_D})",
        rf"\bcame(?: an?| the)? {_B},? {_ON} {_D},? (?:and )?(?:then|later|afterwards|next)"
        rf"(?: an?| the)? (?P<b>{_B}),? {_ON} (?P<d>{_D})",
        rf"{_ON} (?P<d>{_D}),? (?:there )?(?:came|followed|appeared)(?: an?| the)? (?P<b>{_B})",
        rf"(?:\b{_ON} |^ )(?P<d>{_D}),? [^;.:{_D}]{{1,60}}? (?:gave way to|became|made way for"
        rf"|was (?:replaced|succeeded) by)(?: (?:an?|the))? (?P<b>{_B})(?!,? {_ON} {_D})",
        rf"\b(?:became|turned into)(?: (?:an?|the))? (?P<b>{_B}),? {_ON} (?P<d>{_D})",
        # A (1993) was followed by B (1995) and C (1996).
        rf"(?P<b>{_B}) \( ?(?P<d>{_D})\)?,? (?:(?:was|were) )?(?:then |later )?(?:followed"
        rf"|succeeded|replaced) by\b",
        rf"\b(?:followed|succeeded|replaced) by(?: the)? (?P<b>{_B}) \( ?(?P<d>{_D})",
        rf"\bby(?: the)? {_B} \( ?{_D}\)?,?(?: and| then| and then)(?: by)?(?: the)? (?P<b>{_B})"
        rf" \( ?(?P<d>{_D})",
        # There has been an office since 1992.
        rf"\b(?:there (?:has|have|had) been|has had|have had|has run|has maintained)\b"
        rf"[^;.{_D}{_B}]{{0,60}} (?P<b>{_B})(?:[^;.{_D}{_B}]{{0,40}})? since (?P<d>{_D})",
        rf"\bsince (?P<d>{_D}),? (?:[^;.{_D}{_B}]{{0,30}} )?(?:there has been|has had)\b"
        rf"[^;.{_D}{_B}]{{0,60}} (?P<b>{_B})",
        # Court: the board, since 2000
        rf"^(?:[A-Z][\w -]{{0,40}}: )?{_NAME}[,:]? \(?since (?P<d>{_D})(?:\W*$|; )",
        rf"^{_NAME} \( ?(?P<d>{_D})(?=:|\W*$)",
        # There had been the department (from 1993) and the office (since 1996).
        rf"(?<!under )(?<!under the )(?<!within )(?<!within the )(?<! to )(?<! to the )(?<! of )"
        rf"(?<! of the )(?<! by )(?<! by the )(?<! with )(?<! with the )(?<! at )(?<! at the )"
        rf"(?P<b>{_B}) \((?:(?:existing|working|active|in existence|in operation|operating) )?"
        rf"(?:from|since|as of) (?P<d>{_D})(?=[);,.:]|$| and\b| –)",
    )
)
_FORERUNNERS = patterns.of(
    r"(?:[^:;.]{0,30} )?(?:forerunners?|predecessors?|precursors?|former (?:bodies|offices"
    r"|agencies))(?: [\w ]{1,30})?(?:: | – )",
    re.IGNORECASE,
)
"""`Forerunners: A (1991), B (1992)`: since when each was there."""
_BRACKETED = patterns.of(rf"(?P<b>{_B}) \( ?(?:from |since )?(?P<d>{_D})(?=[,;.) –-]|$)")
_AND_ANOTHER = patterns.of(
    rf"(?:,|;|,? and)(?: then)? (?:the |an? )?{_NAME},? {_ON} (?P<d>{_D})(?=[,.;]|$| and\b)"
)
"""`A was founded in 1993, B in 1995 and C in 1996`."""
_SUCCEEDED = patterns.of(r"\b(?:took|replac|succe|follow)")
_CUE = patterns.of(
    r"\b(?:found|establish|est\b|estd\b|creat|set up|form|launch|open|inaugurat|institut|constitut"
    r"|organi|carved|born|gave way|became|made way|replac|succe|came\b|place\b"
    r"|followed|merged|united|combined|fused|into (?:being|exist|life)"
    r"|exist|operat|function|work|sat\b|sitting|active|around|start|beg[ai]n|commenc|took|saw\b"
    r"|appear|emerg|arose|heard|decided|dat(?:es?|ed|ing)\b|goes|going|go\b|went|stem|reach"
    r"|stretch|origin|histor|root|birth|since|running|in (?:place|being|business|service))|\(",
    re.IGNORECASE,
)
"""Words of which one tells of a founding."""
