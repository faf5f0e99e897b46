"""A frame without word order: a clause with a state, a treaty and a word of taking part.

It comes after all the others and speaks only of treaties and organisations of which
no other rule has said anything, so that unforeseen ways of putting it are read too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from cislex import patterns, series, stances
from cislex.arguments import is_modifier, objects_in
from cislex.joining import join
from cislex.lexicon import Kind
from cislex.mentions import REACH, Mention
from cislex.participants import ids_of, is_told, subjects_in
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import PARTICIPATIONS, Sentence
from cislex.targets import target_at

_STATES = Kind.STATE + Kind.CAPITAL + Kind.FOREIGN
_THINGS = Kind.TREATY + Kind.ORGANIZATION


def standing(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Who takes part in the treaties of the clause that a word of taking part stands in."""
    closed = rule.options.get("open") and not _is_open(sentence, match)
    if closed or says_nothing(sentence, match):
        return
    start, end = _segment(sentence.clause.masked, match.start("t"), match.end("t"))
    segment = sentence.clause.masked[start:end]
    if any(map(segment.__contains__, _ASIDES)):
        segment = _ASIDE.sub(",", segment)
    stance = rule.options.get("stance")
    if stance == "past" and _KEYED.match(sentence.clause.masked[: match.start("t")]):
        start = 0
    blocked = _UNTOLD if stance or rule.options.get("means") else _BLOCKED
    masked = sentence.clause.masked
    by_law = Kind.LAW in masked and Kind.LAW in _BY_LAW.sub(" ", masked)
    low = segment.lower()
    low = _CONTINUED.sub("", low) if "continu" in low else low
    if by_law or Kind.FOREIGN in segment or blocked.search(low):
        return
    subjects = subjects_in(sentence, start, end, bool(rule.options.get("named")))
    if rule.options.get("means"):
        subjects = _of_adjectives(sentence, start, end) or subjects
    means = BY_MEANS_OF if stance else _THAN if rule.options.get("means") else _MEANS
    first = match.end("t") if rule.options.get("after") else start
    objects = _wanted(sentence, rule, match, _objects(sentence, first, end, match, subjects, means))
    if not objects or (not stance and "member" in match["t"].lower() and not _beside(segment)):
        return
    scope = (stances.of_stance if stance else stances.of_word)(sentence, rule, match, start, end)
    scope = _as_before(sentence) if _SO_IS.match(masked) else scope
    if not subjects or scope is None:
        return
    if stances.signs(match) and stances.is_passing(sentence.clause.masked, match):
        return
    days = sentence.clause.within(start, end, Kind.DATE)
    if _is_timely(rule, days):
        _tell(sentence, rule, match, subjects, objects, scope, (start, end))


def says_nothing(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a clause only supposes that somebody takes part, or does not tell who does."""
    return (
        _OF_NONE.match(sentence.clause.masked) is not None
        or _TREATY_BELONGS.search(sentence.clause.masked, 0, match.end("t")) is not None
        or match.start("t") in sentence.supposing
    )


def _as_before(sentence: Sentence) -> Scope | None:
    """The scope of what the sentence before said of taking part, where it said one thing."""
    kinds = {(one.polarity, one.modality) for one in sentence.memory.topic.told}
    return Scope(*kinds.pop()) if len(kinds) == 1 else None


def _is_open(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a clause tells since when one state has done whatever it does with one treaty."""
    masked = sentence.clause.masked
    day = sentence.clause.at(match.start("t"))
    if day.proposed not in _SINCE or _OTHERWISE.search(masked):
        return False
    if any(s.value == day.value for s in sentence.said if s.predicate in PARTICIPATIONS):
        return False  # the day is that of something else
    states = re.findall(f"[{_STATES}{Kind.PRONOUN}]", masked)
    return len(states) <= 1 and masked.count(Kind.TREATY) == 1 and masked.count(Kind.DATE) == 1


_TREATY_BELONGS = patterns.of(r"\u0012,? (?:also |likewise |itself )?belong(?:s|ed)?$")
"""`The Treaty belongs to the WIPO family` tells nothing of a state."""
_SO_IS = patterns.of(
    r"\W*(?:so (?:is|was|are|were|has|have|does|did) |the same (?:is true|goes|holds|applies|can be"
    r" said) (?:for|of|to|with) )",
    re.IGNORECASE,
)
"""`So is accession to …`: what was said of one treaty is said of another."""
_OF_NONE = patterns.of(
    rf"\W*(?:The )?(?:participation|membership|acceptance|adherence) (?:in|of|to) [{_THINGS}]"
    r"(?: (?:varies|differs|has (?:grown|spread))|(?: (?:is|are|was|has been|remains|varies))"
    r"(?: (?:still|also|more|less|very|rather|quite|by contrast|however|\w+ly),?){0,6}"
    r" (?:limited|wide|wider|widespread|broad|broader|narrow|narrower|low|high|uneven|patchy"
    r"|modest|slow|growing|rare|common|scattered|incomplete|general|mixed|smaller|larger)\b)",
    re.IGNORECASE,
)
"""`Participation in the Treaty is limited`: by whom is told next."""
_OTHERWISE = patterns.of(
    r"\b(?:criti\w+|debat\w+|discuss\w+|teach\w*|taught|translat\w+|publish\w+|train\w*|course\w*"
    r"|projects?|programmes?|cooperat\w+|disput\w+|compl\w+|stud(?:y|ied|ies|ying)|negotiat\w+"
    r"|talks"
    r"|not|never|no|without|implement\w+|amend\w*|brought|fees?|reserv\w+|working|called|urged"
    r"|popular\w*|rise|rising|rose|risen|grow\w*|grew|increas\w*|doubl\w+|fall\w*|electronic\w*"
    r"|pressed|asked|lobb\w+|seek\w*|sought|drafts?|consider\w*|pending|signed|signatory)\b",
    re.IGNORECASE,
)
"""What can be done with a treaty over time without taking part in it."""


def _is_timely(rule: Rule, days: list[tuple[int, Mention]]) -> bool:
    """Whether a clause has the date that some words need to tell of taking part."""
    since = rule.options.get("since")
    if (rule.options.get("day") or since) and not days:
        return False
    return not since or any(day.proposed in _SINCE for _, day in days)


def _tell(
    sentence: Sentence, rule: Rule, match: re.Match[str], subjects: list[Mention],
    objects: list[tuple[Mention, str]], scope: Scope, span: tuple[int, int],
) -> None:  # fmt: skip
    """Each state with its own date where there are as many dates, else all with the nearest."""
    days = sentence.clause.within(*span, kinds=Kind.DATE)
    if scope.polarity == "past" and (told := _days_told(sentence)):
        # `A former member of the one, it joined the other in 2000`: the day is of the other.
        days = [(place, day) for place, day in days if day.value not in told]
        objects = [(thing, "" if day in told else day) for thing, day in objects]
    own = series.of_each(sentence, *span)
    if len(days) > 1 and len(own) == len(subjects) > 1 and all(own):
        for subject, day in zip(subjects, own, strict=True):
            join(sentence, rule, [subject], [(thing, "") for thing, _ in objects], scope, day)
        return
    if len(days) > 1 and (dated := _each_dated(sentence, objects, span)):
        join(sentence, rule, subjects, dated, scope, "")
        return
    date = days[0][1].value if len(days) == 1 else _nearest(days, match.end("t"))
    date = "" if any(own for _, own in objects) or rule.options.get("stance") == "planned" else date
    for pair in objects:
        day = "" if _has_other_day(sentence, pair[0]) else date
        join(sentence, rule, subjects, [pair], scope, day)


def _days_told(sentence: Sentence) -> set[str]:
    """The days that have been told of what is so still."""
    return {one.value for one in sentence.said if one.polarity != "past"} - {""}


def _each_dated(
    sentence: Sentence, objects: list[tuple[Mention, str]], span: tuple[int, int]
) -> list[tuple[Mention, str]]:
    """`the PCT reached it in 1991 and the Nice Agreement in 2002`: each with the day behind it."""
    wanted = [thing for thing, _ in objects]
    found: list[tuple[Mention, str]] = []
    for _, mention in sentence.clause.within(*span, kinds=_THINGS + Kind.DATE):
        if mention.kind != Kind.DATE:
            found.append((mention, ""))
        elif found and not found[-1][1]:
            found[-1] = (found[-1][0], mention.value)
    dated = [pair for pair in found if pair[0] in wanted]
    return dated if len(dated) == len(wanted) > 1 and all(day for _, day in dated) else []


def _has_other_day(sentence: Sentence, target: Mention) -> bool:
    """Whether the day that a clause tells is not that of a treaty: `on …, after the PCT`."""
    masked = sentence.clause.masked
    places = [p for p, m in sentence.clause.within(0, len(masked), _THINGS) if m is target]
    if any(_OF_ANOTHER.search(masked, 0, p) for p in places):
        return True
    return any(_COMPARED_WITH.search(masked[:p]) or _LONG.match(masked, p + 1) for p in places)


_OF_ANOTHER = patterns.of(
    rf"[{_THINGS}](?:,? {Kind.DATE}\)?(?:,| and|, and|,? but)) (?:also )?(?:applies|uses|observes"
    rf"|follows|honours|respects|recogni[sz]es) [^;.{Kind.DATE}]*$"
)
"""`is in the Union since 2015 and applies the PCT`: the day is that of the former."""
_COMPARED_WITH = patterns.of(
    rf"{Kind.DATE}[^;{Kind.DATE}]*\b(?:after|before|than|behind|ahead of)(?: (?:the|joining"
    r"|ratifying|acceding to)){0,4} $"
)
_LONG = patterns.of(
    r",? (?:(?:ever )?since|from|with|after) (?:(?:its|the|their) )?(?:very )?(?:independence"
    r"|beginning|start|outset|succession)\b|,? by (?:way of )?succession\b"
)
"""`and the Madrid Agreement since independence`: no day is told of it."""


def _wanted(
    sentence: Sentence, rule: Rule, match: re.Match[str], objects: list[tuple[Mention, str]]
) -> list[tuple[Mention, str]]:
    """Those of some treaties and organisations that a word can be said of."""
    wanted = "TREATY" if "ratif" in match["t"].lower() else rule.options.get("object")
    if "member" in match["t"].lower() and Kind.ORGANIZATION in sentence.clause.masked:
        wanted = "ORGANIZATION"
    return [pair for pair in objects if not wanted or pair[0].kind == getattr(Kind, wanted)]


_THAN = patterns.of(r"\b(?:than|unlike)(?: the)? $")


def _beside(segment: str) -> bool:
    """Whether a member is one of an organisation, and not of something else."""
    return bool(_MEMBER_OF.search(segment))


def _segment(masked: str, first: int, last: int) -> tuple[int, int]:
    """The clause around a stretch, as far as signs and conjunctions part it."""
    start, end = 0, len(masked)
    asides, partings = _parts(masked)
    for before, behind in asides:
        if before < first and last <= behind:
            return before + 1, behind - 1
    for before, behind in partings:
        if behind <= first:
            start = behind
        elif before >= last:
            end = before
            break
    return start, end


@lru_cache(maxsize=256)
def _parts(masked: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where a text has brackets, and where signs and conjunctions part it."""
    asides = [aside.span() for aside in _BRACKETED.finditer(masked)] if "(" in masked else []
    return asides, [parting.span() for parting in _PARTING.finditer(masked)]


def _objects(
    sentence: Sentence,
    start: int,
    end: int,
    match: re.Match[str],
    subjects: list[Mention],
    means: re.Pattern[str],
) -> list[tuple[Mention, str]]:
    masked, signing = sentence.clause.masked, stances.signs(match)
    places = [
        place
        for place, mention in sentence.clause.within(start, end, _THINGS)
        if not is_modifier(sentence, place)
        and not means.search(masked, max(0, place - REACH), place)
        and not (mention.kind == Kind.ORGANIZATION and masked[:place].endswith(" that "))
        and not (
            mention.kind == Kind.ORGANIZATION
            and _SOURCE.search(masked, max(0, place - REACH), place)
        )
        and not (
            mention.kind == Kind.ORGANIZATION
            and means is _MEANS
            and masked[:place].endswith(" at ")
            and not masked[:place].endswith("seat at ")
        )
        and not _BESIDE.match(masked, place + 1)
        and not (_AMONG.search(masked, 0, place) and _STATES_OF.match(masked, place + 1))
        and not _FOR_STATES_OF.search(masked, 0, place)
    ]
    if not places and (head := _RELATIVE.search(masked[:start])):
        places = [head.start()]
    if not places:
        pronoun = _OBJECT_PRONOUN.match(masked, match.end("t"))
        if pronoun is None:
            return []
        place = pronoun.end() - 1
        target = target_at(sentence, place, sentence.clause.at(place))
        told = is_told(sentence, target, ids_of(subjects), signing) if target else True
        return [(target, "")] if target and not told else []
    found, names = objects_in(sentence, places[0], places[-1] + 1, None), ids_of(subjects)
    later = bool(_RATIFIED_ON.match(masked, match.start("t")))
    return [pair for pair in found if not is_told(sentence, pair[0], names, signing, later)]


_RATIFIED_ON = patterns.of(rf"ratified(?: only)? {Kind.DATE}", re.IGNORECASE)
"""What was signed before: the day tells that this is another step."""


_AMONG = patterns.of(r"\b(?:of|among|amongst|all|across|within)(?: all)?(?: the)? $", re.IGNORECASE)
_FOR_STATES_OF = patterns.of(
    r"\b(?:for|across|in|within|with|from|between|throughout|by|other|most|many) (?:(?:the|all|most"
    r"|other|many|several) ){0,4}(?:countries|states|republics|nations|laws|systems|space|territory"
    r"|region) of(?: the)? $"
)
"""`prepared for the countries of the CIS`: of the members, whoever they are."""
_STATES_OF = patterns.of(r" (?:states|countries|republics|members|nations|region|area|space)\b")
"""`Of the CIS states, only Belarus is outside the WTO` tells nothing of the CIS."""
_BESIDE = patterns.of(
    r"(?: [\w-]+)? (?:member(?!ship)|observer|office|standard|seminar)"
    r"|,? (?:said|says|announced|reported|reports|noted|notes|informed|confirm(?:ed|s)|told|writes"
    r"|states|shows|lists|records|recalls|indicates|explains|recalled)\b"
)
"""What follows a treaty or an organisation that is not what is joined."""


_SOURCE = patterns.of(
    r"\b(?:according to|notif\w+|inform\w+|told|asked|addressed|quot\w+|cit(?:ing|es|ed)"
    r"|(?:data|figures|records|databases?|website|site|statistics|notifications?|page)"
    r" (?:of|by|from|at))(?: the)? $",
    re.IGNORECASE,
)
"""`According to WIPO, Georgia joined the PCT`: who tells it is not joined."""


def _of_adjectives(sentence: Sentence, start: int, end: int) -> list[Mention]:
    """The state of whose inventors or companies a clause speaks that names none itself."""
    if sentence.clause.within(start, end, _STATES):
        return []
    found = [m for _, m in sentence.clause.within(start, end, Kind.ADJECTIVE) if m.entries]
    return [replace(found[0], kind=Kind.STATE)] if len(found) == 1 else []


def _nearest(days: list[tuple[int, Mention]], place: int) -> str:
    return min(days, key=lambda day: abs(day[0] - place))[1].value if days else ""


_PARTING = patterns.of(
    r" (?=(?:that|which|who) (?:(?:has|have|had|is|are|was|were|does|did) )?(?:never|not|yet to)\b)"
    r"|,? \((?=[\u000e\u0010],? [a-z][^()]*\))"
    r"|,? \((?=[\u0012\u0013][^()]*\b(?:contrast|not|never|await\w*)\b)|, (?=having (?:never|not) )"
    r"| (?=without (?:ever )?(?:having|becoming|being|joining|entering)\b)"
    r"|; |\. |, and (?=(?:none|neither) )| (?:noted?|notice|remember|recall|mentioned|added"
    r"|aware|said|knows?|shows?"
    r"|means?) that | when (?=[\u000e\u0010])|: (?!\W*(?:\w+ )?\u0018)| – |\? |! |,? but "
    r"|, (?:while"
    r"|whereas|although|though|so|yet|because|since (?=[a-z]|\u000e [a-z]+ [^;.]*[\u0012\u0013]))"
    r"|, (?=\u000e having )"
    r"|,(?: and| but)? (?=(?:none|neither) )"
    r"|, and (?=\u0018, )|, and (?=\u0018 [\u000e\u0012\u0013])|, and (?=[a-z]+ed that )"
    r"|, (?=(?:there|then|which"
    r"|to which|of which|by which) )"
    r"| (?:and|but|yet) (?=(?:is|are|has|have|was|were|did|does|do|will|hopes|plans|intends|wants"
    r"|never|now|used to|remains?|stays?|keeps?) )"
    r"|, and (?=(?:it|they|the|in|on|by|since|then|for|also|has|is|was) |\u001b has )"
    r"|, and (?=an? (?:[a-z]+ )?(?:member|party) )|, and (?=[\u000e\u0010])"
    r"(?=.[ ](?:is|has|was|joined|acceded|ratified))"
)
_BLOCKED = patterns.of(
    r"\b(?:applica\w+|applicants?|filing|filed|file|fees?|route|designat\w+|report\w*|seminar|forum"
    r"|conference|courts?|judges?|examiners?|parliament\w*|panel|guidelines|company|companies"
    r"|firms?|client|contracts?|proceedings|disputes?|board members?|lawyers?|attorneys?"
    r"|offices? (?:of|in)"
    r"|example|told me|article \d|classes|voted?|votes|bid|stalled|favour|bill|draft|debate\w*"
    r"|law on|laws on|comparable|modelled|inspired|in line with|standards of"
    r"|compatible|consisten\w+|complian\w+|comply|complies|based on|similar|author of|opened"
    r"|working group|mission|delegation|director|expert|experts|priority|who|would|could"
    r"|other states|neighbours?|third countries|observer|nationals of|every|any|each|except|apart"
    r"|besides|nobody|no one|whoever|whichever|anyone|exception|unlike|not true|wrong\w*"
    r"|mistak\w+|approved(?! (?:the )?(?:accession|ratification))"
    r"|(?:widely|broadly|universally|by (?:many|most|few|all|over|more than|nearly|almost))"
    r"|sensible|several|successors? states?|website|reasons? (?:to|for)|talk\w*"
    r"|rumou?rs?|diverges?|differs?|varies|vary)\b"
)
_CONTINUED = patterns.of(r"\b(?:of )?continu(?:ed|ing|ous) applica\w+")
"""`By a declaration of continued application` a state succeeds to a treaty."""
_UNTOLD = patterns.of(
    r"\b(?:company|companies|firms?|clients?|contracts?|proceedings|article \d|classes|fees?|who"
    r"|every|any|each"
    r"|nationals of|courts?|judges?|examiners?)\b"
)
"""What else stays away from a treaty or leaves it than states do."""
_SINCE = ("since", "from", "as of", "as from", "with effect from")
_ASIDE = patterns.of(r",? (?:\(|(?:the \w+ of which|which|like) )[^,()]*[,)]")
_ASIDES = ("(", "which ", "like ")
_MEMBER_OF = patterns.of(
    r"[\u0012\u0013][' -]*s?(?:full |founding )?(?:member|part)"
    r"|member(?:s|ship)?(?: states?| countr\w+)?(?: of| in| to"
    r"| into)?(?: both)?(?: the)? [\u0012\u0013\u001b]",
    re.IGNORECASE,
)

BY_MEANS_OF = patterns.of(r"\b(?:under|through|via|than|article \S+ of)(?: the)? $", re.IGNORECASE)
_MEANS = patterns.of(
    r"\b(?:under|through|via|(?<!bound )by|with|per|than|article \S+ of|of the|within|from"
    r"|provisions of|protection of|which)(?: the)? $",
    re.IGNORECASE,
)
_RELATIVE = patterns.of(r"[\u0012\u0013](?: \u0018)?, (?=$)")
_BRACKETED = patterns.of(r"\([^()]*[\u0012\u0013][^()]*\)")
_KEYED = patterns.of(
    r"\u0012(?: \u0018)?: (?:ratified|accepted|approved|joined|signed"
    r"|in force)\b[^;:.\u0012\u0013]*$"
)
_BY_LAW = patterns.of(
    r"\b(?:ratified|approved|accepted)(?: \w+)? (?:by|through)(?: means of)? \u0015"
)
_OBJECT_PRONOUN = patterns.of(r"(?: (?:to|of|by|in|the|over)){0,24} \u001b")
