"""Laws of one name in several states: `its Trademark Law dates from 1999, Moldova's from 2008`."""

from __future__ import annotations

from cislex import scopes
from cislex.introductions import exists
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.screening import Screened
from cislex.sentence import Sentence

_S, _D, _L = Kind.STATE, Kind.DATE, Kind.LAW


def tell(sentence: Sentence) -> None:
    """The laws of other states that a sentence tells by no more than the state and the day."""
    masked = sentence.clause.masked
    if _L not in masked or Kind.TREATY in masked or Kind.ORGANIZATION in masked:
        return
    found = sentence.clause.search(_ELSEWHERE)
    if found is None:
        return
    laws = sentence.clause.within(0, found.start(), _L)
    if len(laws) != 1 or not laws[0][1].date or not topics(laws[0][1].proposed):
        return
    law, place = laws[0][1], found.start()
    while more := _ELSEWHERE.pattern.match(masked, place):
        place = more.end()
        state = sentence.clause.at(more.start("state")).entries[:1]
        day = sentence.clause.at(more.start("day"))
        if not state or day.proposed in ("until", "till", "before", "by", "after"):
            continue
        known = sentence.memory.laws.resolve(law.proposed, state[0].id, "", day.value)
        if known and known.id not in sentence.memory.lexicon.ended:
            named = known.id, known.label, known.type
            exists(sentence, named, state[0].id, day.value, scopes.AFFIRMED, "law.namesake")


_ELSEWHERE = Screened(
    r"(?:,|;|,? and|,? while|,? whereas|,? but) (?:that of |those of |its |the )?"
    rf"(?P<state>{_S}(?:'s?)?|{Kind.ADJECTIVE}(?= (?:one|law|act|counterpart|equivalent)\b))"
    r"(?: (?:one|law|act|counterpart|equivalent|followed(?: suit)?|did so|did the same|came"
    r"|only|dates|had to wait until))?(?: (?:is|only|from|of|dates))?"
    rf" ?(?P<day>{_D})(?=[,.;]|$| and\b| while\b)"
)
"""`…, Moldova's from 2008 and Kyrgyzstan in 2023`."""
