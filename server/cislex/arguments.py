"""The subjects, objects, dates and scope of a matched rule of participation."""

from __future__ import annotations

import re
from functools import lru_cache

from cislex import patterns, scopes
from cislex.dating import tail
from cislex.lexicon import Kind
from cislex.mentions import REACH, Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import JOINED, STATES, Sentence
from cislex.targets import target_at


def scope_of(sentence: Sentence, match: re.Match[str]) -> Scope | None:
    masked = sentence.clause.masked
    before = masked[: match.start("s")] if match["s"] else masked[: match.start()]
    if match.start("t") < match.start("s") or (match["v"] and match.start("v") < match.start("s")):
        before = masked[: match.start()]
    after = sentence.clause.spell(match.end("t"), len(masked))
    subject = sentence.clause.words(*match.span("s")) if match["s"] else ""
    inner = subject if subject and _NONE.match(subject) else ""
    verb = match["v"] or ""
    if "o" in match.re.groupindex and match.start("o") >= match.end("t"):
        span = masked[match.end("t") : match.end("o")]
        behind = masked[match.end("o") : match.end("o") + _NEAR]
        verb += " not" if NEITHER.search(span[:12]) or _NEITHER_BEHIND.match(behind) else ""
        after = sentence.clause.spell(*match.span("o"))
        rest = sentence.clause.spell(match.end("o"), min(match.end("o") + 60, len(masked)))
        if (after + rest).count(Kind.DATE) < 2:
            after = after[max(after.rfind(Kind.TREATY), after.rfind(Kind.ORGANIZATION)) + 1 :]
            rest = _ANOTHER_THING.split(rest)[0]
        after += rest
    return scopes.judge(before, f"{inner} {verb}", match["t"], after)


def subjects_of(sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Mention] | None:
    """The states that a match speaks of; None where its subject is something else."""
    start, end = match.span("s")
    masked = sentence.clause.masked
    if start == end:
        if rule.options.get("silent"):
            own = sentence.memory.own_state()
            return [own] if own else None
        if sentence.supposed:
            return None
        return first_subject(sentence, match.start())
    if match["s"].lower() in ("its", "their"):
        own = sentence.memory.antecedent_state(sentence.clause, start)
        return [own] if own else None
    before = masked[:start]
    governed = _GOVERNED.search(before) and not rule.options.get("placed")
    if governed or (rule.options.get("person") and _speaks_of_body(sentence)):
        return None
    if ", " in match["s"] and _UNLIKE.search(before):
        start += match["s"].index(", ")
    found = []
    for place, mention in sentence.clause.within(start, end, STATES):
        if is_adjective(sentence, place) and not rule.options.get("noun"):
            continue
        resolved = state_at(sentence, place, mention)
        if resolved is None:
            return None
        found.append(resolved)
    return _excepted(rule, found) or None


def _speaks_of_body(sentence: Sentence) -> bool:
    """Whether a pronoun is likelier to mean an office or a law than a state."""
    spoken = sentence.memory.subject
    return spoken is not None and spoken.kind in (Kind.BODY, Kind.LAW)


def _excepted(rule: Rule, states: list[Mention]) -> list[Mention]:
    """States without those of which some are taken: `Except Georgia, all three …`."""
    return [m for m in states if not (m.group and rule.options.get("reversed"))]


def is_adjective(sentence: Sentence, place: int) -> bool:
    return sentence.clause.masked[place] == Kind.ADJECTIVE


def state_at(sentence: Sentence, place: int, mention: Mention) -> Mention | None:
    if mention.kind != Kind.PRONOUN:
        return mention
    return sentence.memory.antecedent_state(sentence.clause, place)


def first_subject(sentence: Sentence, place: int) -> list[Mention] | None:
    """The states that the verb before a place has as its subject."""
    last = None
    for head in _SUBJECT_LIKE.finditer(sentence.clause.masked[:place]):
        if not _GOVERNED.search(sentence.clause.masked[: head.start()]):
            last = head
    if last is None:
        return None
    found = []
    for spot, mention in sentence.clause.within(*last.span("s"), kinds=STATES):
        resolved = state_at(sentence, spot, mention)
        if resolved is None:
            return None
        found.append(resolved)
    return found or None


def objects_in(
    sentence: Sentence, start: int, end: int, match: re.Match[str] | None
) -> list[tuple[Mention, str]]:
    """Treaties and organisations of a stretch, each with the date that belongs to it."""
    masked = sentence.clause.masked
    zone, end = _named_in(sentence, start, tail(sentence, end), match)
    found: list[tuple[Mention, str]] = []
    ahead, carried, parted = "", "", False
    for number, (place, mention) in enumerate(zone):
        last = zone[number + 1][0] if number + 1 < len(zone) else end
        target = target_at(sentence, place, mention)
        if target is None:
            continue
        own, ahead = ahead or (carried if parted else ""), ""
        for where, date in sentence.clause.within(place, last, Kind.DATE):
            if _LEADS.search(masked[max(0, where - 6) : where]) and _LED.match(masked, where + 1):
                ahead = carried = date.value
                parted = True
                break
            if (
                (not own or own == carried)
                and not sentence.clause.within(place + 1, where, Kind.STATE)
                and not _OWN_YEAR.search(masked[place:where])
                and not _of_treaty(sentence, target, date)
            ):
                own = date.value
        if not own and found and _WITH.search(masked, max(0, place - REACH), place):
            own = found[-1][1]
        found.append((target, own))
    if len(found) <= 1 or any(_is_one_of_two(mention) for _, mention in zone):
        return found
    if len(zone) > 1 and _ends_alone(sentence, zone, end, found):
        return found
    if _BRACKETS.search(sentence.clause.words(start, end)) and len(found) == len(zone):
        return _beside(masked, [place for place, _ in zone], found)
    parted = parted or _LONG.search(masked, zone[0][0], end) is not None
    return found if parted or _each_its_own(sentence, zone, end) else _spread(found)


def _ends_alone(
    sentence: Sentence, zone: list[tuple[int, Mention]], end: int, found: list[tuple[Mention, str]]
) -> bool:
    """Whether a day in brackets at the end of a list is that of the last thing alone."""
    masked = sentence.clause.masked
    if masked[end - 1 : end] != Kind.DATE or not sentence.clause.at(end - 1).text.startswith("("):
        return False
    if " and " not in masked[zone[-2][0] : zone[-1][0]]:
        return True
    shared = _ALL.search(sentence.clause.at(end - 1).text)
    if (
        not shared
        and len(zone) == _PAIR
        and _SET_APART.fullmatch(masked, zone[-2][0] + 1, zone[-1][0])
    ):
        return not any(day for _, day in found[:-1])
    return len(zone) > _PAIR and not shared and not any(day for _, day in found[:-1])


_SET_APART = patterns.of(r",? and(?: also| then| later)? (?:to|of|in|by)(?: the)? ")
"""`belongs to one and to the other (since 1993)`: what has its own word has its own day."""


def _each_its_own(sentence: Sentence, zone: list[tuple[int, Mention]], end: int) -> bool:
    """Whether each of several dates in brackets is that of the one thing before it alone.

    `the Madrid Agreement, the Madrid Protocol (2000) and the Nice Agreement (2005)`
    """
    masked = sentence.clause.masked
    days = sentence.clause.within(zone[0][0], end, Kind.DATE) if zone else []
    if len(days) < 2 or any(not d.text.startswith("(") or _ALL.search(d.text) for _, d in days):
        return False
    return not any(re.match(r" (?:and|&) |/", masked[place + 1 :]) for place, _ in zone)


_PAIR = 2
_ALL = patterns.of(r"\b(?:both|all|each|three|four|five)\b")
_LONG = patterns.of(r"\b(?:since (?:its )?independence|from the (?:very )?(?:start|outset))\b")
"""`bound by A since independence and by B since 1995`: the day is that of the latter."""
_WITH = patterns.of(rf"{Kind.DATE},? (?:together|along|jointly) with (?:the )?$")
"""`joined the Nice Agreement in 2003, together with the Budapest Treaty`: on the same day."""


_BRACKETS = patterns.of(r"\([^()]*\d{4}\).*\([^()]*\d{4}\)")
"""`WIPO (1970), the CIS, the EAEU (2015)`: each date is of what stands before it."""


def _beside(
    masked: str, places: list[int], found: list[tuple[Mention, str]]
) -> list[tuple[Mention, str]]:
    """Of what is undated only the first of a pair has a date: `A (1999), B and C (2002)`."""
    told = [*found]
    for number in range(len(found) - 2, -1, -1):
        between = masked[places[number] + 1 : places[number + 1]]
        if not told[number][1] and re.fullmatch(r" and(?: the)? ", between):
            told[number] = (told[number][0], told[number + 1][1])
    return told


def _named_in(
    sentence: Sentence, start: int, end: int, match: re.Match[str] | None
) -> tuple[list[tuple[int, Mention]], int]:
    """What a stretch names that a state can take part in, and where the stretch ends then."""
    masked = sentence.clause.masked
    following = _NEXT_CLAUSE.match(masked, end)
    zone = [
        (p, m)
        for p, m in sentence.clause.within(start, end, JOINED)
        if not is_modifier(sentence, p)
    ]
    if (
        len(zone) == 1
        and zone[0][1].kind == Kind.ORGANIZATION
        and masked[: zone[0][0]].endswith("by ")
        and not re.match(r",? (?:of|in|to) which\b", masked[zone[0][0] + 1 :])
        and not (match is not None and "member" in match["t"])
    ):
        zone = sentence.clause.within(0, start, Kind.TREATY)[-1:] or zone
    acts = match is not None and match.end("o") >= match.end("t") and not _NOUN.match(match["t"])
    if len(zone) > 1 and acts and (following or _OWN_CLAUSE.match(masked, zone[-1][0] + 1)):
        zone.pop()
        end = tail(sentence, zone[-1][0] + 1)
    zone = [
        (p, m)
        for n, (p, m) in enumerate(zone)
        if not (m.kind == Kind.PRONOUN and masked[:p].endswith("for "))
        and not (n and _CONTRASTED.search(masked[start:p]))
        and not (n and m.kind == Kind.ORGANIZATION and _BY_THE_WAY.search(masked[start:p]))
        and not (n and m.kind == Kind.PRONOUN and _RUN.search(masked, max(0, p - REACH), p))
        and not (n and m.kind == Kind.PRONOUN and re.search(r"(?:,|and|but|which) $", masked[:p]))
        and not (
            not n and len(zone) > 1 and m.kind == Kind.PRONOUN and masked[p + 1 : p + 3] == ", "
        )
        and not (m.group and n + 1 < len(zone) and _OF_GROUP.search(masked, max(0, p - REACH), p))
        and not (len(zone) > 1 and _SET_AGAINST.search(masked, max(0, p - REACH), p))
    ]
    # `…, the latter in force since 1997` says nothing of the others.
    single = [(p, m) for p, m in zone if _is_one_of_two(m)]
    if single and match is not None and match.start("t") >= match.end("o"):
        zone = single
    return zone, end


def _is_one_of_two(mention: Mention) -> bool:
    return mention.text.lower() in ("the latter", "the former")


def is_modifier(sentence: Sentence, place: int) -> bool:
    """Whether an organisation only says whose treaty follows (`the WTO's TRIPS Agreement`)."""
    return _modifies(sentence.clause.masked, place)


_WHOSE_TREATY = patterns.of(rf"{Kind.TREATY}s? \((?:all |both |from )?(?:the )?$")
"""`the Nice Agreement (WIPO)`: whose treaty it is, not where the state is a member."""


@lru_cache(maxsize=256)
def _modifies(masked: str, place: int) -> bool:
    following = masked[place + 1 : place + 40]
    before = masked[max(0, place - REACH) : place]
    if masked[place] == Kind.ORGANIZATION and _WHOSE_TREATY.search(before):
        return following[:1] in (")", ",")
    if before.endswith(("of ", "by ", "the ")) and re.search(
        r"\b(?:treaties|treaty|conventions?|agreements?|systems?|texts) of (?:the )?$"
        r"|\b(?:administered|managed|run|overseen) by (?:the )?$",
        before,
    ):
        return not (masked[place] == Kind.TREATY and _IN_LIST.match(following))
    return masked[place] == Kind.ORGANIZATION and bool(
        re.match(
            r"(?:'s(?! (?:[\w-]+ )?(?:members?|part))|-administered|-led) "
            r"| \"?(?:[\w-]+ ){0,2}(?:treat|conventions?|agreements?"
            r"|texts|instruments)",
            following,
        )
    )


_BY_THE_WAY = patterns.of(
    rf"{Kind.TREATY}, (?:which|that|an?|the|whose|designed|known|written|drafted|made|run|concluded"
    rf"|adopted|administered) [^,;{Kind.TREATY}{Kind.DATE}]{{0,80}}$|{Kind.TREATY}, which $"
)
"""`joined the Nairobi Treaty, which WIPO administers, in 2010`: what the treaty is told to be."""
_CONTRASTED = patterns.of(r"\([^()]*\b(?:contrast|unlike|not|opposed|never)\b[^()]*$")
"""`(in contrast to the Patent Law Treaty …)`: what stands there is not taken part in."""
_GOVERNED = patterns.of(
    r"\b(?:of|in|from|with|by|than|between|unlike|like|against|within|among|via|under"
    r"|inside|outside|about)(?: the| both| all)? $|'s $",
    re.IGNORECASE,
)


_NOUN = patterns.of(
    r"accession|adherence|membership|ratification|participation|withdrawal|entry", re.I
)
"""With these it is the state's own taking part of which the verb after the treaties speaks."""


_SET_AGAINST = patterns.of(
    r"\b(?:contrast to|unlike|as opposed to|rather than|instead of|but not|except|in place of)"
    r"(?: the)? $",
    re.IGNORECASE,
)
_OF_GROUP = patterns.of(r"\b[Oo]f (?:the )?$")
"""`Of the two treaties, the WCT …`: the group is not what is spoken of."""


_UNLIKE = patterns.of(
    r"\b(?:(?:together|along|jointly) with|unlike|in contrast to|as opposed to|compared (?:with"
    r"|to)|except)\b[^,;.]{0,40}$",
    re.I,
)


_OWN_YEAR = patterns.of(
    r"'s? $|\bAct of $|\bprevious|\bconclu|\badopted|\bsigned in \w+ on a|\bversion of $"
)


_NEXT_CLAUSE = patterns.of(
    r" (?:is|are|was|were|has|have|had|remains?|entered|enters|came|comes|followed"
    r"|follows|appl(?:ied|ies|y)|will|took|requires?|did|does|can|may|said|says|announced|announces"
    r"|report(?:ed|s)|confirm(?:ed|s)|noted|notes|informed|told|wrote|writes|stated|recall(?:ed|s)"
    r"|welcomed|added)\b"
)


_RUN = patterns.of(r"\bwhich (?:also )?[a-z]+s $")
"""`the organisation, which administers them`: in what it runs nobody takes part thereby."""


_OWN_CLAUSE = patterns.of(
    rf"(?:,? (?:administered|managed|run|overseen|hosted) by {Kind.ORGANIZATION},|, which [^,;]"
    r"{3,60},)? (?:is|was|has|gives?|gave|lets?|allows?|offers?|provides?|opens?|makes?|sets?"
    r"|simplif\w+|enables?|covers?|protects?|extends?|obliges?|binds?|governs?|supplies|serves?"
    r"|permits?|ensures?|grants?|plays?|helps?|means?|brings?|works?|remains?|supplements?"
    r"|complements?|completes?|adds?|guarantees?|requires?)\b"
)
"""`…, and the Eurasian Patent Convention, run by the EAPO, gives …`: a clause of its own."""


_IN_LIST = patterns.of(rf"(?:,|,? and) (?:the )?{Kind.TREATY}")
"""`the agreements of Nice, Locarno and Strasbourg`: each is named by its place."""
_ANOTHER_THING = patterns.of(f"[{Kind.TREATY}{Kind.ORGANIZATION}]")
_SUBJECT_LIKE = patterns.of(
    r"(?P<s>[\u000e\u0010\u0011\u001b](?:(?:, and |, "
    r"| and )[\u000e\u0010\u0011]){0,24})(?= (?!and\b|or\b|to\b|as\b|in\b|of\b)[a-z]"
    r"|, (?:which|who|[^,]{2,80}, [a-z]))"
)


def _spread(found: list[tuple[Mention, str]]) -> list[tuple[Mention, str]]:
    """A date after the last of several treaties holds for all, where no other has one."""
    own = {id(target.entries): date for target, date in found if date}
    if len(own) > 1:
        found = [(target, date or own.get(id(target.entries), "")) for target, date in found]
    dates = [date for _, date in found]
    if len(found) > 1 and dates[-1] and not any(dates[:-1]):
        return [(target, dates[-1]) for target, _ in found]
    last = ""
    spread = []
    for target, date in reversed(found):
        last = date or last
        spread.append((target, last if any(dates) else date))
    return spread[::-1]


def _of_treaty(sentence: Sentence, target: Mention, date: Mention) -> bool:
    """Whether a year in brackets is that of the treaty itself: `Rome Convention (1961)`."""
    if target.kind == Kind.ORGANIZATION:
        return False
    concluded = sentence.memory.lexicon.concluded
    years = concluded.get(target.entries[0].id, ()) if target.entries else ()
    if years and date.value[:4] not in years:
        return False
    return (
        date.text.startswith("(")
        and int(date.value[:4]) < 1985
        and not re.search(r"since|force|from|effect|,", date.text)
        and len(date.value) == 4
    )


_LEADS = patterns.of(r"\band,? $")
_LED = patterns.of(rf",? (?:(?:to|in|of|by|with|for|from|on|both|the) ){{0,24}}[{JOINED}]")
"""`…, and since 2004 the Rome Convention`: a date before what it belongs to."""
_NONE = patterns.of(r"neither|none", re.IGNORECASE)
_NEAR = 40
_NEITHER_BEHIND = patterns.of(
    rf" (?:neither|{Kind.PRONOUN}) (?:then|before|at the time) nor\b", re.IGNORECASE
)
"""`has ratified it neither then nor since`."""
NEITHER = patterns.of(r"\b(?:neither|none)\b", re.IGNORECASE)
