"""A frame without word order for what bodies do: a deed somewhere in the clause of a body.

It comes after the other frames. A deed is either an active verb, whose body stands before it,
or a noun or passive, whose body may stand on either side. What the body is, is told by the
prepositions: who is named after "of", "under" or in an aside does not act.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cislex import patterns, scopes
from cislex.actors import bodies_in
from cislex.capacities import able, bidden, is_court, lacking
from cislex.lexicon import Kind
from cislex.mentions import REACH, Mention
from cislex.naming import soften
from cislex.relations import has_function
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence

_ACTORS = Kind.BODY + Kind.PRONOUN


def duty(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A body has a function, whatever the order in which both are said."""
    masked = sentence.clause.masked
    start, end = segment(masked, match.start("t"), match.end("t"))
    function = _function(sentence, rule, match, start, end)
    active = bool(rule.options.get("active"))
    if not function or (not active and _acts_told(sentence, function)):
        return
    for place, body in agents(sentence, start, end, match, active):
        behind = place > match.start("t")
        people = _PEOPLE.search(masked[start : place if behind else match.start("t")])
        if _BLOCKED.search(masked[start : max(place, match.end("t")) + 12]) or (
            people and not (behind and function == "function:adjudication")
        ):
            return
        idle = function == "function:adjudication" and _IDLE.match(masked, match.start("t"))
        scope = Scope("negated") if idle else scope_of(sentence, start, place, match)
        told = masked[start:end] if not active else "heard"
        if not (lacking(scope, function) or able(sentence, body, function, told)):
            continue
        denied = function == "function:adjudication" and scope and scope.polarity == "negated"
        if denied and not (idle and is_court(sentence, body)):
            continue
        if scope and scope.polarity != "planned":
            has_function(sentence, rule, body, function, scope)


def _function(sentence: Sentence, rule: Rule, match: re.Match[str], start: int, end: int) -> str:
    """The function that a deed is here; empty if it is none."""
    masked = sentence.clause.masked
    function = str(rule.options["function"])
    idle = function == "function:adjudication" and _IDLE.match(masked, match.start("t"))
    if _IF.search(masked[start : match.start("t")]) or (_NONE.search(match["t"]) and not idle):
        return ""
    if function == "function:rights-registration" and _NO_RIGHT.search(
        masked[start : match.end("t")]
    ):
        return ""
    if function == "function:legal-framework-oversight" and _CHANGES.search(match["t"]):
        return ""
    if function == "function:policy-implementation" and _MAKES.search(
        masked[start : match.start("t")]
    ):
        return ""
    if "border" not in rule.options:
        return function
    if _CHECKS.search(masked[start : match.start("t")]):
        return ""
    if match["t"].startswith("intercept"):
        return function
    if _BORDER.search(masked[start:end]) or _RELEASE.search(match["t"]):
        return str(rule.options["border"])
    told = any(s.object == rule.options["border"] for s in sentence.said)
    return "" if told else function


def _acts_told(sentence: Sentence, function: str) -> bool:
    return any(s.object == function and s.rule.endswith(".acts") for s in sentence.said)


def agents(
    sentence: Sentence, start: int, end: int, match: re.Match[str], active: bool
) -> list[tuple[int, Mention]]:
    """The bodies that do what a match tells of, with their places."""
    masked = sentence.clause.masked
    cleft = _CLEFT.match(masked)
    if cleft and not re.search(r"[;.]", masked[cleft.end() : match.start("t")]):
        return [(cleft.start("b"), sentence.clause.at(cleft.start("b")))]
    behind = _OVER_THERE.match(masked, match.end("t"), end)
    if behind and is_there(sentence, behind.start("b")):
        return [(behind.start("b"), sentence.clause.at(behind.start("b")))]
    if not active:
        after = _AGENT.match(masked, match.end("t"), end)
        if after:
            return [
                (place, one)
                for place, body in sentence.clause.within(*after.span("b"), _ACTORS)
                for one in ([body] if body.kind == Kind.BODY else _meant(sentence, place))
            ]
        if handed := _HANDED.match(masked, match.end("t")):
            return [(handed.start("b"), sentence.clause.at(handed.start("b")))]
        fronted = _FRONTED_AT.match(masked, start) or _THERE.match(masked, start)
        if fronted and (fronted.re is _FRONTED_AT or is_there(sentence, fronted.start("b"))):
            return [(fronted.start("b"), sentence.clause.at(fronted.start("b")))]
        if housed := _PLACE.search(masked[start : match.start("t")]):
            place = start + housed.start()
            body = sentence.clause.at(place)
            found = [body] if body.kind == Kind.BODY else _meant(sentence, place)
            return [(place, one) for one in found]
        if _BY_OTHERS.match(masked, match.start("t"), end) or _OTHERS_DO.search(
            masked[start : match.start("t")]
        ):
            return []
        if not (
            _WHERE.match(masked, start)
            or _BRACKETED.search(masked[: match.start("t")])
            or _CHARGE.search(masked, start, match.end("t"))
            or ": " in masked[start:end]
        ):
            return []
    return agent_before(sentence, start, match.start("t"))


_INNER = patterns.of(rf"{Kind.BODY} (?:of|at|within|under|in)(?: the)? $")
"""A body within which another one does something."""


def is_there(sentence: Sentence, place: int) -> bool:
    """Whether the body at a place is only spoken of as `there` or `here`."""
    found = sentence.clause.within(place, place + 1)
    return bool(found) and found[0][1].text.lower() in ("there", "here")


def agent_before(sentence: Sentence, start: int, stop: int) -> list[tuple[int, Mention]]:
    """The body nearest before a place that is no object of a preposition and in no aside."""
    masked = sentence.clause.masked
    relative = _relative(masked, start, stop)
    if relative and (_ITSELF_DOES.match(masked, start) or _WHERE_THEY.match(masked, start)):
        return _head(sentence, start)
    asides = [aside.span() for aside in _ASIDE.finditer(masked, max(0, start - 2), stop)]
    for place in range(stop - 1, start - 1, -1):
        if masked[place] not in _ACTORS or any(a <= place < b for a, b in asides):
            continue
        listed = masked[place + 1 : place + 2] == ":" or _OPEN.match(masked[place + 1 : stop])
        before = masked[max(0, place - REACH) : place]
        if _INNER.search(before):
            continue
        if not listed and _OBLIQUE.search(before) and not _STAFF.search(before):
            continue
        if _OTHER.search(masked[place:stop]) or bidden(before):
            return []
        if masked[place] == Kind.BODY:
            return _together(sentence, start, place)
        return [(place, body) for body in _meant(sentence, place)]
    if relative:
        return _head(sentence, start)
    if (
        start
        and (begun := sentence.clause.within(0, start, Kind.BODY))
        and (_COORDINATED.match(masked, start))
    ):
        return [(start, begun[0][1])]
    return []


def _relative(masked: str, start: int, stop: int) -> bool:
    """Whether a clause is a relative one up to a place, with no body that acts behind it."""
    return bool(_RELATIVE.match(masked, start)) and not _ANEW.search(masked, start + 1, stop)


def _head(sentence: Sentence, start: int) -> list[tuple[int, Mention]]:
    """The body that a relative clause speaks of."""
    masked = sentence.clause.masked
    heads = sentence.clause.within(0, start, Kind.BODY)
    if not heads or re.search(r"[;.]", masked[heads[-1][0] : start]):
        return []
    place, head = heads[-1]
    if len(heads) > 1 and _OF_BODY.match(masked, heads[-2][0], place + 1):
        head = heads[-2][1]
    return [(start - 1, head)]


def _together(sentence: Sentence, start: int, place: int) -> list[tuple[int, Mention]]:
    """A body with those that are named with it: `the Supreme Court and the City Court decide`."""
    chain = _CHAIN.search(sentence.clause.masked, start, place + 1)
    first = (
        chain.start()
        if chain and not _OBLIQUE.search(sentence.clause.masked[: chain.start()])
        else place
    )
    return [*reversed(sentence.clause.within(first, place + 1, Kind.BODY))]


def _meant(sentence: Sentence, place: int) -> list[Mention]:
    subject = sentence.memory.subject
    before = sentence.clause.within(0, place, Kind.BODY)
    if not before and (subject is None or subject.kind != Kind.BODY):
        return []
    return bodies_in(sentence, place, place + 1)


def scope_of(sentence: Sentence, start: int, place: int, match: re.Match[str]) -> Scope | None:
    """How a deed is said of a body at a place."""
    masked = sentence.clause.masked
    if place < match.start("t"):
        first, last, words = place, match.end("t"), masked[place : match.start("t")]
    else:
        first, last = match.start("t"), place
        words = masked[max(start, first - 30) : place]
    words = _CHECKED.sub(" ", _NOT_ANOTHER.sub(" ", _CONJUNCT.split(words)[-1]))
    words = _SAID_BESIDE.sub(" ", words) if ", " in words else words
    scope = soften(scopes.judge(masked[start:first], words, "", masked[last:][:40]), words)
    spelt = sentence.clause.spell(start, min(len(masked), last + 4))
    spelt = _SAID_BESIDE.sub(" ", spelt) if "which" in spelt and place < match.start("t") else spelt
    if scope and scope.polarity == "affirmed" and _OVER.search(spelt):
        return Scope("past")
    return scope


def segment(masked: str, first: int, last: int) -> tuple[int, int]:
    """The clause around a stretch, as far as signs and conjunctions part it."""
    start, end = 0, len(masked)
    for begun, ended in _partings(masked):
        if ended <= first:
            start = ended
        elif begun >= last and not _CLOSED.match(masked, begun):
            end = begun
            break
    if (condition := _CONDITION.match(masked, start)) and condition.end() <= first:
        start = condition.end()
    return start, end


@lru_cache(maxsize=4)
def _partings(masked: str) -> tuple[tuple[int, int], ...]:
    """What parts the clauses of a sentence, outside brackets."""
    found, depth, place = [], 0, 0
    for parting in _PARTING.finditer(masked):
        depth += masked.count("(", place, parting.start()) - masked.count(
            ")", place, parting.start()
        )
        place = parting.start()
        if depth <= 0:
            found.append(parting.span())
    return tuple(found)


_MAKES = patterns.of(
    r"\b(?:form|shap|mak|set|determin|formulat|defin|develop|design|elaborat|draft)\w*"
    rf"(?: up)?(?: the)?(?: [{Kind.STATE}{Kind.ADJECTIVE}]'?s?)? $|\([^()]*$",
    re.IGNORECASE,
)
"""Who makes a policy does not yet carry it out; in brackets it is but a topic."""
_CHANGES = patterns.of(r"\b(?:amendments|changes)\b", re.IGNORECASE)
_CLOSED = patterns.of(
    r", ?(?:which|who|whose|where) [^,;.]{3,80}, (?:is|are|was|were|has|have|can|may|must) "
)
"""A relative clause after which its sentence goes on."""
_BORDER = patterns.of(r"\b(?:border|frontier)", re.IGNORECASE)
_RELEASE = patterns.of(r"\b(?:release|clearance)\b", re.IGNORECASE)
_PARTING = patterns.of(
    rf"; |\. |\? |! | – |,? (?:while|whereas|but(?! (?:rather |instead )?(?:by|with|to|before)"
    rf" (?:the )?{Kind.BODY})|although|though|because|so(?: that)?) "
    rf"|,(?= (?:which|who|whose|where|by which|to which|at which|before which) )"
    rf"|(?:(?<={Kind.BODY})|(?<=body)|(?<=office)|(?<=agency)|(?<=authority)|(?<=institution)"
    r"|(?<=court)|(?<=unit)|(?<=entity)|(?<=enterprise)|(?<=service)|(?<=department)|(?<=centre)"
    r"|(?<=center)|(?<=one)) (?=that (?:[a-z]+s|is|are|has|can|may) )"
    rf"|(?<!{Kind.BODY}),? and"
    rf" (?=(?:[{Kind.BODY}{Kind.PRONOUN}]|its|the \w+) (?!of|in)(?:\w+ )?[a-z]+s?\b)"
    rf"|(?:(?<!{Kind.RIGHT}),|(?<={Kind.BODY})) and"
    r" (?=(?:[\w\u0016-]+ ){1,6}(?:is|are|was|were|can|may|must|goes?) )"
    r"|, with (?=appeals?)",
    re.IGNORECASE,
)
_BLOCKED = patterns.of(
    r"\b(?:would|i (?:have|had|was|am)|seminar|conference"
    r"|workshop|draft law|bill|statistics|survey|article \d|readers?"
    r"|told|explained|asked whether|unclear|questions|questioned|debate\w*|proposed"
    r"|intermediar\w+)\b",
    re.IGNORECASE,
)
_PEOPLE = patterns.of(
    r"\b(?:we|you|(?<!\u0016 )attorneys?|agents?|counsel|lawyers?|clients?)\b",
    re.IGNORECASE,
)
"""Those who go to a court, and who do something else than other bodies do."""
_IF = patterns.of(
    r"(?:^|[\s(,])(?:if|unless|suppose|(?<!checks )(?<!check )(?<!examines )(?<!verifies )"
    r"(?<!tests )(?<!looks )(?<!see )(?<!sees )whether)\b",
    re.IGNORECASE,
)
_SUITS = r"(?:cases?|disputes?|claims|appeals|actions|lawsuits|trials?|matters|litigation)"
_IDLE = patterns.of(
    r"(?:hears?|tries|decides?|adjudicates?|settles?|resolves?) (?:no|not a single|nothing)"
    rf"(?: (?:{Kind.RIGHT} |[\w-]+ )?{_SUITS})?"
    r"(?=[.;,]| (?:yet|so far|until|today|for now|at present|at all|to date|as yet|and|but)\b|$)"
)
"""A court that hears no cases at all, as it does not work yet."""
_NONE = patterns.of(r" (?:no|not a single|hardly any|neither|nor) ")
_CONDITION = patterns.of(
    r"\W{0,8}(?:if|when|once|unless|whenever|where|as soon as) [^,;]{3,90},"
    r" (?!if\b|or\b|whether\b|and\b)",
    re.IGNORECASE,
)
"""What is done if something happens is what a body is there for."""
_OBLIQUE = patterns.of(
    r"\b(?:of|under|within|with|from|to|by|in|at|for|against|than|unlike|like|between|before|into"
    r"|through|via|about|on|outside|without|besides)(?: \u000f| [\u000e\u0010]'s?)?"
    r"(?: the| its)? $",
    re.IGNORECASE,
)
_STAFF = patterns.of(
    r"\b(?:officers?|officials?|inspectors?|examiners?|judges|prosecutors?|staff|experts|units?|posts"
    r"|functions?|tasks?|duties|responsibilities|role|remit|mandate|competences?|powers|job|mission)"
    r" (?:of|at|from|within)(?: the)? $",
    re.IGNORECASE,
)
_ASIDE = patterns.of(
    r", (?:(?:(?:to|into|under|of|from|with|in|by|for) )?which|who|whose|that|an?|the|its|itself"
    r"|part|now|not|long|also|subordinate\w*|under|set up"
    r"|established|created|founded|operating|acting|reporting|formerly|better|known)\b[^,;:]*,"
    r"| – [^–]* –|\([^()]*\)",
    re.IGNORECASE,
)
_OTHER = patterns.of(
    r"\b(?:owners?|holders?|applicants?|courts?|police|judges|prosecutors|parties|importers?|traders?|users?"
    r"|people|firms?|compan(?:y|ies)|experts say|parliament|lawmakers|states|countries"
    r"|businesses|brands|who)"
    r"(?: (?:may|can|must|should|will|also|who|to|have|has|then|often|usually|be|able|still"
    r"|continues?|remain|go(?:es)? on|ke(?:ep|pt))){0,24} $",
    re.IGNORECASE,
)
"""Somebody else who stands between a body and a verb is the one who acts."""

_RELATIVE = patterns.of(
    r",? ?(?:(?:by|at|to|before|with|in) )?(?:which|who|whose|where|that)\b", re.IGNORECASE
)
_ITSELF_DOES = patterns.of(
    rf",? ?(?:which|who|that) (?!(?:the |its )?{Kind.BODY})(?![^,]*{Kind.PRONOUN})", re.IGNORECASE
)
_WHERE_THEY = patterns.of(rf",? ?where {Kind.PRONOUN} ")
_SAID_BESIDE = patterns.of(
    r"(?:,|^) (?:which|who) [^,;]{1,120},(?:$| (?!and\b|or\b|which\b|who\b))"
)
"""`The office, which no longer registers marks, grants patents`: said of another deed."""
_CHECKED = patterns.of(r"\b(?:check|examin|verif|test|look|see)\w* whether\b")
"""What is checked is no doubt about who checks it."""
_ANEW = patterns.of(rf", (?:the )?{Kind.BODY} ")
"""`Unlike A, which is free, B reports …`: behind the relative clause another body acts."""
_CONJUNCT = patterns.of(r" (?:and|but) (?=(?:are|is|must|may|can|have|has)\b)")
_NOT_ANOTHER = patterns.of(
    rf", (?:and )?not (?:the |by the |with the )?(?:{Kind.BODY}|[A-Za-z][a-z]+),"
)
_CHECKS = patterns.of(r"\b(?:controls?|checks?|inspections?) (?:of|on|over)\b", re.IGNORECASE)
_NO_RIGHT = patterns.of(
    r"\b(?:licen[cs]es?|assignments?|attorneys|contracts?|agreements?|pledges?|customs|works)\b",
    re.IGNORECASE,
)
_OF_BODY = patterns.of(
    rf"{Kind.BODY}(?:,|:| –| is| \([^()]*\),?)?(?: (?:an?|the|its)\b[^;.{Kind.BODY}]{{0,60}})?"
    rf" (?:of|under|within|at|in|to)(?: the)? {Kind.BODY}"
)
_COORDINATED = patterns.of(r"(?:also |then )?[a-z]+s\b")
_AGENT = patterns.of(
    rf"(?: (?={Kind.BODY}(?: too| as well| also| now)?(?:[.,;]|$))"
    rf"|[^;:{Kind.BODY}]{{0,60}}\bfrom(?: the)? {Kind.BODY} to(?: the)? "
    rf"|(?:(?!\b(?:by\b|subordina|accountable|attached|answer|report))[^;:{Kind.BODY}{Kind.TREATY}{Kind.ORGANIZATION}]){{0,70}}?"
    rf"(?:\b(?:by|with|before|at|in|to|of|for|on|is|are|been|what|remains?|through|reach(?:es)?"
    r"|(?:obtain\w*|comes?|receiv\w+|available) from)|:| [–-])"
    rf"(?: the| its| an?| (?:the )?{Kind.BODY}'s?(?: own)?| [{Kind.STATE}{Kind.CAPITAL}]'?s?"
    rf"| (?:an?|the) [^,;:.{Kind.BODY}]{{1,40}},)?"
    rf" )(?P<b>{Kind.BODY}(?:(?: (?:at|of|under|within) {Kind.BODY})?(?: first)?(?:,? (?:and"
    rf"|or)(?: (?:then|thereafter|afterwards|later|subsequently|finally|next|after that))?,?"
    rf"|,(?: and)? then|;? then|,|,? but(?: rather| instead)?)(?: from there)?(?: to| by| before"
    rf"| with)?"
    rf"(?: the)? {Kind.BODY}){{0,24}}"
    rf"|(?<=with ){Kind.PRONOUN})",
    re.IGNORECASE,
)
_CLEFT = patterns.of(
    rf"\W{{0,8}}{Kind.PRONOUN} is (?:(?:to|with|by|at|before|in|from|through) )?(?:the )?"
    rf"(?P<b>{Kind.BODY})"
    rf"(?: in {Kind.CAPITAL}|,[^,;.]{{2,60}},)? (?:that|which|who)\b"
)
_CHAIN = patterns.of(rf"(?:{Kind.BODY}(?:,| and|, and|, or| or)(?: the)? ){{1,24}}{Kind.BODY}$")
_OPEN = patterns.of(r" \((?:which|who|that|an?|the|itself)\b[^()]*$")
_BRACKETED = patterns.of(rf"{Kind.BODY} \([^()]*$")
_WHERE = patterns.of(r",? ?(?:where|(?:by|at|to|before|with|in) which)\b")
_THERE = patterns.of(rf"\W{{0,8}}(?P<b>{Kind.BODY}),? ")
_OVER_THERE = patterns.of(
    rf"[^;.{Kind.BODY}]{{0,90}} (?P<b>{Kind.BODY})(?=[.;,!]|$| (?:too|as well|also|now|today)\b)"
)
"""`You register marks there`: the body behind is only spoken of as a place."""
_FRONTED_AT = patterns.of(
    rf"\W{{0,8}}(?:at|before|with|inside|through)(?: the| its)? (?P<b>{Kind.BODY}),?"
    r" (?!of\b|and\b)",
    re.IGNORECASE,
)
"""`At the office, applications first pass a check.`"""
_PLACE = patterns.of(
    rf"[{_ACTORS}],? (?:is|remains|has been)(?: also)? (?:the (?:place|office|body|address"
    rf"|authority) )?"
    r"(?:where|(?:to|with|at|by) which)\b"
)
_OTHERS_DO = patterns.of(r"\b(?:courts|judges|owners|holders|applicants|firms) (?!of\b)[a-z]+\b")
_BY_OTHERS = patterns.of(r"[^;.]{0,60}?\b(?:[a-z]+ed|heard|dealt with) by (?:the |an? )?[a-z]")
"""What others do is no deed of the body before."""
_HANDED = patterns.of(
    rf"[^,;]{{0,40}}, (?:which|that) (?:the )?(?P<b>{Kind.BODY}) (?:\w+ly )?(?:carries out|conducts"
    r"|handles|performs|runs|oversees|exercises|undertakes|is (?:responsible|in charge)|provides)"
)
_CHARGE = patterns.of(
    r"\b(?:responsib\w+|charge|task\w*|entrust\w*|dut(?:y|ies)|functions?|roles?|mandate|remit"
    r"|competen\w+|powers?|handl\w+|deals?|dealing|carr(?:y|ies|ying) out|conduct\w*|perform\w*"
    r"|exercis\w+|undertak\w+|provid\w+|offer\w*|runs?|running|overs\w+|ensur\w+|manag\w+|covers?"
    r"|does|do|look\w* after|tak\w+ care|job|business|includ\w+|compris\w+|jurisdict\w+"
    r"|leads?|sees? to|makes?|is where)\b",
    re.IGNORECASE,
)
_OVER = patterns.of(
    rf"\b(?:until|till|before) {Kind.DATE}|\bfrom {Kind.DATE} (?:to|until|till) {Kind.DATE}"
    r"|\b(?:formerly|previously|used to|no longer|at that time|in those years)\b",
    re.IGNORECASE,
)
