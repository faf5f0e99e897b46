"""Laws and bodies that a sentence names for the first time, or with number and date."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from cislex import endings, eras, patterns, repealed, scopes
from cislex.bodies import INTERSTATE
from cislex.lexicon import Entry, Kind
from cislex.mentions import REACH, Mention
from cislex.naming import abroad, body_of, law_in, name_of, named_as, nearby_state, say_as
from cislex.plain_scopes import is_to_come
from cislex.scopes import Scope
from cislex.screening import Screened
from cislex.sentence import Said, Sentence


def introduce(sentence: Sentence) -> None:
    """The laws and bodies that the sentence names for the first time, or with number and date."""
    masked = sentence.clause.masked
    if Kind.BODY not in masked and Kind.LAW not in masked:
        return
    for place in sentence.clause.places:
        character = masked[place]
        if character == Kind.BODY:
            introduce_body(sentence, place, sentence.clause.at(place))
        elif character == Kind.LAW:
            introduce_law(sentence, place, sentence.clause.at(place))


def introduce_body(sentence: Sentence, place: int, mention: Mention) -> None:
    if mention.value in ("anaphor", INTERSTATE):
        return
    entry = body_of(sentence, mention)
    named = named_as(mention, entry)
    common = entry is not None and entry.label[:1].islower()
    if named is None or not (common or named[1][:1].isupper()):
        return
    if _ALONE.match(sentence.clause.masked) and not sentence.said:
        return
    proper = common or _PROPER.match(mention.text)
    addressed = entry is None and _ADDRESS.match(sentence.clause.masked)
    if not proper or addressed or _PRIVATE.match(sentence.clause.masked, place + 1):
        return
    issuer = _ISSUED.match(sentence.clause.masked, place + 1)
    if entry is None and (issuer or _is_short(sentence, mention)):
        return
    if entry is None and not mention.state and abroad(sentence, place):
        return
    state = entry.state if entry else (mention.state or nearby_state(sentence, place))
    after = _with_it(sentence, place)
    masked, since = sentence.clause.masked, max(0, place - REACH)
    if after.startswith(",") and _IN_ASIDE.search(masked, since, place):
        after = ""  # `the service, which answered to the ministry, was wound up`
    listed_gone = endings.labelled(sentence, place) or eras.is_closed(masked, place)
    gone = listed_gone or _is_gone(sentence, since, place, after)
    ended = sentence.memory.lexicon.ended
    past = gone or eras.is_past(masked, place, entry, ended)
    planned = _is_planned(sentence, place, named[0]) if not past else False
    scope = Scope("past") if past else Scope("planned", "intention") if planned else scopes.AFFIRMED
    _end(sentence, named[0] if listed_gone else "")
    if state and (parent := _parent(sentence, mention, state)):
        _below(sentence, named, parent, state, scope)
    key = body_key(sentence, named[0], state)
    if not state or key in sentence.memory.introduced:
        return
    sentence.memory.introduced.add(key)
    exists(sentence, named, state, "", scope, "body.introduced")


def _is_gone(sentence: Sentence, since: int, place: int, after: str) -> bool:
    """Whether the words before a body, or those behind it, tell that it is no more."""
    clause = sentence.clause
    if repealed.is_told_gone(sentence, since, place):
        return True
    if not clause.admits(repealed.IS_GONE) or _RELATIVE.search(clause.masked, since, place):
        return False
    return repealed.IS_GONE.pattern.match(_AND_OTHERS.sub("", after)) is not None


def _end(sentence: Sentence, body: str) -> None:
    """What was above a body that a list tells the end of, and what it did, is past as well."""
    for number, said in enumerate(sentence.said):
        told = (said.subject, said.polarity) == (body, "affirmed")
        if told and said.predicate in ("hasFunction", "isUnderAuthorityOf"):
            sentence.said[number] = replace(said, polarity="past")


def _is_planned(sentence: Sentence, place: int, body: str) -> bool:
    """Whether a body is not there yet; what it does, and what is above it, is planned then."""
    masked, since = sentence.clause.masked, max(0, place - REACH)
    behind = (words.search(masked, since, place) for words in (_RELATIVE, repealed.OBLIQUE))
    to_come = _TO_COME.match(masked, place + 1) and not any(behind)
    planned = to_come or (
        sentence.clause.admits(_PLANNED_BODY) and _PLANNED_BODY.pattern.search(masked, since, place)
    )
    if not planned:
        return False
    for number, said in enumerate(sentence.said):
        told = (said.subject, said.polarity) == (body, "affirmed")
        if told and said.predicate in ("hasFunction", "isUnderAuthorityOf"):
            sentence.said[number] = replace(said, polarity="planned", modality="intention")
    return True


def body_key(sentence: Sentence, body: str, state: str) -> tuple[str, str, str]:
    """What a body of a state is kept in mind by once it is introduced."""
    place_name = sentence.memory.lexicon.entries[state].label if state else ""
    return "B", _without_state(body, place_name), state


@lru_cache(maxsize=512)
def _without_state(body: str, state: str) -> str:
    return re.sub(rf"{_OF_REPUBLIC}{re.escape(state)})$", "", body)


def _with_it(sentence: Sentence, place: int) -> str:
    """What stands behind a place, with `it` for words that speak of a body again."""
    masked = sentence.clause.masked
    behind = masked[place + 1 :]
    bodies = sentence.clause.within(place + 1, len(masked), Kind.BODY)
    again = [other - place - 1 for other, body in bodies if body.value == "anaphor"]
    for other in reversed(again):
        behind = f"{behind[:other]}it{behind[other + 1 :]}"
    return behind


def _is_short(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name is the beginning of that of a body named before: `the Judicial Board`."""
    name = re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", mention.proposed or mention.text)
    memory = sentence.memory
    before = (m for m in (*memory.archive, *memory.recent) if m.kind == Kind.BODY)
    known = (n for m in before for n in (m.proposed, m.text, *(e.label for e in m.entries)))
    bare = [n.removeprefix("the ").removeprefix(name) for n in known if name in n[: len(name) + 4]]
    return any(rest.startswith(" ") and not rest.startswith(" and ") for rest in bare)


def _below(
    sentence: Sentence, named: tuple[str, str, str], parent: Entry, state: str, scope: Scope
) -> None:
    """The body that the name of another one ends with stands above it."""
    above = (parent.id, parent.label, parent.type)
    say_as(sentence, "body.of-parent", named, "isUnderAuthorityOf", above, scope)
    key = ("B", parent.id, state)
    if key not in sentence.memory.introduced:
        sentence.memory.introduced.add(key)
        exists(sentence, above, state, "", scopes.AFFIRMED, "body.introduced")


def _parent(sentence: Sentence, mention: Mention, state: str) -> Entry | None:
    """The body that the name of a body ends with: `… Committee of the Ministry of Finance`."""
    tail = _OF_PARENT.search(mention.text)
    if tail and tail["parent"] == "Government":
        own = (e for e in sentence.memory.lexicon.entries.values() if e.state == state)
        return next((entry for entry in own if entry.id.endswith("-government")), None)
    found = sentence.memory.lexicon.find(tail["parent"]) if tail else []
    if not found or found[0].start or found[0].kind != Kind.BODY:
        return None
    return next((entry for entry in found[0].entries if entry.state == state), None)


_OF_PARENT = patterns.of(
    r"\w (?:of|at|under)(?: the)? (?P<parent>(?:Ministry|State Committee|Cabinet|Council of Min"
    r"|Supreme Court|Government)\b.*)"
)


def introduce_law(sentence: Sentence, place: int, mention: Mention) -> None:
    if mention.value == "anaphor":
        _adopted(sentence, place, mention)
        return
    state = mention.state or nearby_state(sentence, place)
    if not state or mention.foreign:
        return
    named = law_in(sentence, mention, state)
    sentence.clause.mentions[sentence.clause.index(place)] = mention.but(state=state)
    date = mention.date or sentence.adopted.get(id(mention), "")
    value = " ".join(part for part in (mention.value, date) if part)
    key = ("L", named[0], state)
    if key in sentence.memory.introduced and not value:
        return
    sentence.memory.introduced.add(key)
    before = sentence.clause.masked[max(0, place - REACH) : place]
    if is_to_come(sentence, place):
        if mention.text.startswith("Law on "):  # it is another one than that in force
            draft = f"new:{mention.proposed}", mention.proposed, mention.type
            planned = Scope("planned", "intention")
            exists(sentence, draft, state, value, planned, "law.introduced")
        return
    gone = repealed.is_gone(sentence, place, named[0])
    if gone and _EARLIER.search(before) and _RATIFYING.match(sentence.clause.masked, place + 1):
        gone = False
    if gone:
        named = _gone(sentence, mention, named, state, place)
    scope = Scope("past") if gone else scopes.AFFIRMED
    if not (gone or _BESIDE.search(before) or _untold(sentence.clause.masked, place)):
        _told_by_name(sentence, mention, named, scope)
    exists(sentence, named, state, value, scope, "law.introduced")


_DAY = len("2000-01-31")


def _gone(
    sentence: Sentence, mention: Mention, named: tuple[str, str, str], state: str, place: int
) -> tuple[str, str, str]:
    """What a law that is gone is: of another day, it is not that of the same title in force."""
    memory = sentence.memory
    before = sentence.clause.masked[max(0, place - REACH) : place]
    date = mention.date or sentence.adopted.get(id(mention), "")
    undated = not (mention.value or date) and endings.labelled(sentence, place)
    if undated or repealed.REPLACED.search(before) or _PRECEDED.search(before):
        named = repealed.former(sentence, named, place, date)
    elif mention.value:
        named = repealed.of_number(sentence, named, mention.value)
    days = memory.laws.days(named[0], state)
    if named[0] in memory.lexicon.ended or len(date) != _DAY or not days or date in days:
        return named
    known = {s.subject for s in sentence.said if s.polarity == "affirmed" and s.subject == named[0]}
    if not known and mention.value:
        return named
    old = repealed.former(sentence, named, place, date)
    return old if old != named else (f"new:{mention.proposed}", mention.proposed, mention.type)


def _adopted(sentence: Sentence, place: int, mention: Mention) -> None:
    """A law that is spoken of again, with the day of its adoption."""
    named = name_of(sentence, mention) if id(mention) in sentence.adopted else None
    if named:
        state, day = mention.state or nearby_state(sentence, place), sentence.adopted[id(mention)]
        if state:
            exists(sentence, named, state, day, scopes.AFFIRMED, "law.adopted")


def _told_by_name(
    sentence: Sentence, mention: Mention, named: tuple[str, str, str], scope: Scope
) -> None:
    """What a law governs or ratifies by what it is called: `the copyright statute, No. 6-I`."""
    for other in mention.group:
        if other.entries:
            entry = other.entries[0]
            target = (entry.id, entry.label, entry.type)
            if other.kind == Kind.TREATY:
                say_as(sentence, "law.ratification", named, "ratifies", target, scopes.AFFIRMED)
            elif mention.type == "NationalLaw":
                say_as(sentence, "law.about", named, "governs", target, scope)


def _untold(masked: str, place: int) -> bool:
    """Whether a law stands alone or is one of enforcement: its title says not what it governs."""
    return bool(_ONLY_TITLE.fullmatch(masked) or _ENFORCING.match(masked, place + 1))


_ONLY_TITLE = patterns.of(rf"(?:[\d(]+[.)] )?(?:[Tt]he )?{Kind.LAW} ?[.;,]?")
"""A line that is nothing but a title, which does not say what is governed."""
_ENFORCING = patterns.of(
    r",? and (?:on )?(?:the )?(?:fight|piracy|combat\w*|counterfeit\w*|suppress\w*|enforce\w*)\b"
)
"""`Law No. 1 on intellectual property and the fight against piracy`: how rights are enforced."""


def exists(
    sentence: Sentence, named: tuple[str, str, str], state: str, value: str, scope: Scope, rule: str
) -> None:
    entry = sentence.memory.lexicon.entries[state]
    for number, other in enumerate(sentence.said):
        if (other.subject, other.predicate, other.object) == (named[0], "isInJurisdiction", state):
            if value not in other.value:
                told = f"{other.value} {value}".split()
                parts = sorted(
                    (p for p in told if not any(o != p and o.startswith(f"{p}-") for o in told)),
                    key=_is_day,
                )
                sentence.said[number] = replace(other, value=" ".join(parts[:2]))
            return
    sentence.said.append(
        Said(
            named[0], "isInJurisdiction", state, value, scope.polarity, scope.modality,
            subject_label=named[1], subject_type=named[2], object_label=entry.label, rule=rule,
            confidence=0.9 if named[0].startswith("id:") else 0.7,
        )
    )  # fmt: skip


def _is_day(value: str) -> bool:
    return bool(re.fullmatch(r"(?:18|19|20)\d\d(?:-\d\d){0,2}", value))


_OF_REPUBLIC = (
    r",? (?:of|in) (?:the )?(?:Republic of )?(?:Kyrgyz Republic|Russian Federation|Moldova|"
)
"""A body is the same with the name of its state behind it and without."""

_ALONE = patterns.of(rf"\W{{0,8}}(?:the )?{Kind.BODY}\.\W*$", re.IGNORECASE)
"""`**The Ministry of Justice.**` is a heading, which the sentence behind it takes up."""
_PRIVATE = patterns.of(
    r" (?:at|of|in) (?:our|my|their|a|the) (?:\w+ )?(?:firm|company|bank)\b"
    r"| (?:resolution|decree|decision)s?\b"
)
_ADDRESS = patterns.of(
    r"\W{0,8}(?:Distribution|Cop(?:y|ies)(?: to)?|Cc|To|From|For|Sent to|Subject|Re|Ref|Attn"
    r"|Attention"
    r"|For the attention of|Addressees?|Recipients?|Prepared (?:for|by)|Classification): ",
    re.IGNORECASE,
)
"""The head of a letter or report."""
_PROPER = patterns.of(r"(?:[Tt]he |[Ii]ts |[\w']+'s )?[A-ZÀ-Þ]")


_PRECEDED = patterns.of(
    r"\b(?:[Ii]ts|[Tt]he|[Tt]heir)(?: (?:immediate|direct|old))? (?:predecessor|forerunner"
    r"|precursor),?"
    r" (?:was )?(?:the |an? )?$"
    r"|\b(?:first|original|initial|earliest|old|former|earlier|previous|outdated) $"
)
"""`Its predecessor, the Law of 2010, has been repealed`: it is not the one in force."""
_BESIDE = patterns.of(r"\b(?:together with|cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing))(?: the| an?)? $")
"""A law that was passed together with another one, or is cited, is named and no more."""
_ISSUED = patterns.of(r" (?:resolution|decree|decision|order|regulation|instruction)s?\b")
"""`a Cabinet of Ministers resolution` speaks of the resolution."""
_AND_OTHERS = patterns.of(r"^(?:,? (?:and )?(?:the )?\u0014){1,24}(?=,| (?:no|were|have|are)\b)")
"""`A and B were abolished`: what is said of both is said of each."""
_EARLIER = patterns.of(r"\b(?:earlier|previous|older) $", re.IGNORECASE)
_RATIFYING = patterns.of(
    rf",?(?: [^;.{Kind.LAW}]{{2,40}},)? (?:had )?(?:ratified|approved)"
    rf" (?:{Kind.ORGANIZATION} )?{Kind.TREATY}"
)
"""`an earlier law ratified the convention`: it came before, and is not gone."""
_RELATIVE = patterns.of(r",? (?:which|who|that|whose) [^,;.]*$")
"""A clause about another body, of which what follows may be said."""
_IN_ASIDE = patterns.of(
    r", (?:which|who|that|once|then|long|formerly) [^;.]*\b(?:to|under|within) $"
)
_TO_COME = patterns.of(
    r"(?: \([^()]*\))?,?(?: that| which)?(?:(?: (?:is|are)(?: yet| still| due| expected| planned)?"
    r" to| will| shall| should| would| to)(?: \w+ly| soon| also| then)? be (?:set up|created"
    r"|established|founded|formed|launched|opened|introduced)|(?: is| are| remains?)(?: still"
    r"| only| currently| now)? (?:planned|envisaged|being (?:planned|prepared|discussed))"
    r"(?! (?:to|as)\b))\b"
)
"""`A court is to be set up`: there is none yet."""
_PLANNED_BODY = Screened(
    r"\b(?:plans?(?: for)?|(?:plans?|intends?|wants?|aims?|hopes?|proposes?|decided|promised"
    r"|expected|going) to (?:create|establish|set up|launch|open|found|introduce)"
    r"|will (?:create|establish|set up)"
    r"|to be (?:called|named)|planned|future|proposed)(?: an?| the)?"
    r"(?: (?!to\b|under\b|in\b|at\b)[^;.:]{3,70}, (?:the )?)? ?$",
    re.IGNORECASE,
)
