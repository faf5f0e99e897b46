"""A frame without word order for what bodies do: a deed somewhere in the clause of a body.

It comes after the other frames. A deed is either an active verb, whose body stands before it,
or a noun or passive, whose body may stand on either side. What the body is, is told by the
prepositions: who is named after "of", "under" or in an aside does not act.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cislex import patterns, scopes
from cislex.agents import agents
from cislex.capacities import able, is_court, lacking
from cislex.lexicon import Kind
from cislex.plain_scopes import soften
from cislex.relations import has_function
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence


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
        judging = active and function == "function:adjudication"
        if scope and judging and _ONE_DAY.search(masked[start:end]):
            has_function(sentence, rule, body, function, Scope("planned", "intention"))
        elif scope and scope.polarity != "planned":
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
    if function == "function:legal-framework-oversight" and (
        _CHANGES.search(match["t"]) or _CARRIES.search(masked[start : match.start("t")])
    ):
        return ""
    if function == "function:policy-implementation" and _MAKES.search(
        masked[start : match.start("t")]
    ):
        return ""
    if "border" not in rule.options:
        return function
    if _CHECKS.search(masked[start : match.start("t")]):
        return ""
    if _INTERCEPTED.search(match["t"] if rule.options.get("active") else masked[start:end]):
        return function
    if _BORDER.search(masked[start:end]) or _RELEASE.search(match["t"]):
        return str(rule.options["border"])
    told = any(s.object == rule.options["border"] for s in sentence.said)
    return "" if told else function


def _acts_told(sentence: Sentence, function: str) -> bool:
    return any(s.object == function and s.rule.endswith(".acts") for s in sentence.said)


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
_ONE_DAY = patterns.of(
    rf"\b(?:will|shall|is (?:to|expected to|due to|meant to|supposed to|set to))\b[^;.]{{0,60}}"
    rf"\b(?:one day|some ?day|eventually|at some point|in (?:the )?future|(?:once|when"
    rf"|as soon as) (?:it|{Kind.PRONOUN}|{Kind.BODY}) (?:is|has|opens|starts|begins))"
    r"|\bis (?:expected|due|meant|supposed|set) to (?:\w+ ){0,2}?(?:hear|adjudicat|try"
    r"|decid|settl)",
    re.IGNORECASE,
)
"""`The court will one day hear disputes`: it does not hear them yet."""
_CARRIES = patterns.of(
    r"\b(?:implement|execut|pursu|enforc|carr(?:y|ies) out|put in)\w*"
    r"(?: (?!responsib)[\w'-]+){0,3}? $",
    re.IGNORECASE,
)
"""Who carries out a policy does not oversee the law by that."""
_CHANGES = patterns.of(r"\b(?:amendments|changes)\b", re.IGNORECASE)
_CLOSED = patterns.of(
    r", ?(?:which|who|whose|where) [^,;.]{3,80}, (?:is|are|was|were|has|have|can|may|must) "
)
"""A relative clause after which its sentence goes on."""
_BORDER = patterns.of(r"\b(?:border|frontier)", re.IGNORECASE)
_INTERCEPTED = patterns.of(r"\bintercept", re.IGNORECASE)
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
    r"\W{0,8}(?:(?:and|but|so) )?(?:if|when|once|unless|whenever|where|as soon as) [^,;]{3,90},"
    r" (?!if\b|or\b|whether\b|and\b)",
    re.IGNORECASE,
)
"""What is done if something happens is what a body is there for."""

_SAID_BESIDE = patterns.of(
    r"(?:,|^) (?:which|who) [^,;]{1,120},(?:$| (?!and\b|or\b|which\b|who\b))"
)
"""`The office, which no longer registers marks, grants patents`: said of another deed."""
_CHECKED = patterns.of(r"\b(?:check|examin|verif|test|look|see)\w* whether\b")
"""What is checked is no doubt about who checks it."""
_CONJUNCT = patterns.of(r" (?:and|but) (?=(?:are|is|must|may|can|have|has)\b)")
_NOT_ANOTHER = patterns.of(
    rf", (?:and )?not (?:the |by the |with the )?(?:{Kind.BODY}|[A-Za-z][a-z]+),"
)
_CHECKS = patterns.of(r"\b(?:controls?|checks?|inspections?) (?:of|on|over)\b", re.IGNORECASE)
_NO_RIGHT = patterns.of(
    r"\b(?:licen[cs]es?|assignments?|attorneys|contracts?|agreements?|pledges?|customs|works)\b",
    re.IGNORECASE,
)
_OVER = patterns.of(
    rf"\b(?:until|till|before) {Kind.DATE}|\bfrom {Kind.DATE} (?:to|until|till) {Kind.DATE}"
    r"|\b(?:formerly|previously|used to|no longer|at that time|in those years)\b",
    re.IGNORECASE,
)
