"""Verbs of taking part that leave out of what: `Georgia acceded in 1995`, `Moldova followed`."""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import patterns, scopes
from cislex.arguments import scope_of, subjects_of
from cislex.dating import date_of
from cislex.joining import join
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import PARTICIPATIONS, Sentence
from cislex.sequels import gapped
from cislex.topic import spoken_of


def objectless(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """`Kyrgyzstan followed in 2002`: the treaty is the one spoken of before."""
    scope = scope_of(sentence, match)
    subjects = subjects_of(sentence, rule, match)
    if rule.options.get("same") and not match["s"]:
        subjects = subjects or sentence.subjects or None
    if subjects is None or scope is None or Kind.ORGANIZATION in match["t"]:
        return
    bare = match["s"] and not match["v"] and match["t"].startswith("member")
    if bare and _PLACED.search(sentence.clause.masked[: match.start("s")]):
        return
    if (
        match["s"]
        and not rule.options.get("placed")
        and _RELATIVE.search(sentence.clause.masked[: match.start("s")])
    ):
        return
    if rule.options.get("until") and not _tells_end(sentence, match):
        return
    scope = _turned(rule, match, scope)
    told = any(s.predicate in PARTICIPATIONS for s in sentence.said)
    scope = _meant(sentence, rule, match, scope, told)
    if scope is None:
        return
    if rule.options.get("same") and told and sentence.said[-1].predicate == "isSignatoryTo":
        rule = replace(rule, predicate="isSignatoryTo")
    targets = [(target, "") for target in _told_before(sentence, rule, match)]
    if "observer" in match["t"]:  # there are observers of organisations, not of treaties
        targets = [pair for pair in targets if pair[0].kind == Kind.ORGANIZATION]
    if targets and not _has_another(sentence, match, targets):
        sentence.subjects = subjects
        intended = scope.polarity == "planned" and Kind.DATE not in (
            match.groupdict().get("d") or ""
        )
        join(sentence, rule, subjects, targets, scope, "" if intended else date_of(sentence, match))
        gapped(sentence, rule, match, targets, scope)


def _turned(rule: Rule, match: re.Match[str], scope: Scope) -> Scope:
    """The scope with what the rule and the words before the match make of it."""
    if scope.polarity == "affirmed" and (rule.options.get("past") or rule.options.get("denied")):
        return Scope("past" if rule.options.get("past") else "negated")
    if scope == scopes.AFFIRMED and _NOT_AMONG.search(match.string[: match.start()]):
        return Scope("negated")
    return scope


_NOT_AMONG = patterns.of(
    r"\b(?:is|are|was|were) (?:not|never|nowhere|hardly)(?: yet| to be found)? (?:one of|among)"
    r"(?: the)? [^;.,]{0,40}$"
)
"""`It is not among the treaties that Georgia has joined`."""


def _tells_end(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the day of a match is one until which something lasted."""
    days = sentence.clause.within(*match.span("d"), kinds=Kind.DATE)
    return bool(days) and days[-1][1].proposed in ("until", "till")


def _has_another(
    sentence: Sentence, match: re.Match[str], targets: list[tuple[Mention, str]]
) -> bool:
    """Whether a sentence that names nothing joined was taken to mean an organisation already."""
    masked = sentence.clause.masked[: match.end("t")]
    return (
        all(target.kind == Kind.TREATY for target, _ in targets)
        and Kind.TREATY not in masked
        and Kind.ORGANIZATION not in masked
        and any(one.predicate == "isMemberStateOf" for one in sentence.said)
    )


def _meant(
    sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope, told: bool
) -> Scope | None:
    """The scope with what the verb makes of it; None where nothing is said of taking part."""
    named = not sentence.clause.within(*match.span("s"), kinds=Kind.PRONOUN)
    earlier = sentence.memory.topic.told
    if rule.options.get("same") and not (told or (named and earlier and _opens(match))):
        return None
    if rule.options.get("same") and told and _other_verb(sentence, match):
        return None
    if rule.options.get("status") and scope.polarity == "affirmed":
        coming = re.search("negotiat|talks|candidat|knock|door", match["t"])
        return Scope("planned", "intention") if coming else Scope("negated")
    if rule.options.get("contrast") and (
        told or not named or not any(one.polarity == "negated" for one in earlier)
    ):
        return None
    if rule.options.get("event"):
        meant = _of_event(sentence, match, scope)
        return _again(sentence, match, meant, told) if meant else None
    return _again(sentence, match, scope, told)


def _opens(match: re.Match[str]) -> bool:
    """Whether nothing stands before a match that it could take up."""
    return match.start() < _SHORT and not _STATUS.search(match.string[: match.start()])


def _other_verb(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a clause of its own stands between what was told and what takes it up."""
    masked = sentence.clause.masked
    last = max(masked.rfind(kind, 0, match.start()) for kind in (Kind.TREATY, Kind.ORGANIZATION))
    return bool(_OWN_CLAUSE.search(masked[max(last, 0) : match.start("t")]))


def _again(sentence: Sentence, match: re.Match[str], scope: Scope, told: bool) -> Scope | None:
    """The scope of `did so`, `followed` or `does too`, which is that of what was told before."""
    before = sentence.clause.masked[: match.start("s") if match["s"] else match.start()]
    if told and _SO.match(match["t"]) and scope.polarity == "affirmed":
        clause = re.split(r"[;.]|, (?:yet|but|while|whereas|and) ", before)[-1]
        if not _JOINING.search(clause):
            return None
        last = [one for one in sentence.said if one.predicate in PARTICIPATIONS][-1]
        return scope if last.polarity == "past" else Scope(last.polarity, last.modality)
    if told or not (_ANAPHORIC.match(match["t"]) or match["t"].startswith(("so ", "as "))):
        return scope
    named = re.search(f"[{Kind.TREATY}{Kind.ORGANIZATION}]", before)
    if not named and len(before) > _SHORT:
        return None
    if _CONDITION.search(before) or sentence.clause.within(0, len(before), Kind.STATE):
        return None
    earlier = sentence.memory.topic.told
    kinds = {(one.polarity, one.modality) for one in earlier}
    if scope.polarity == "affirmed" and len(kinds) == 1 and not match["t"].startswith("follow"):
        return Scope(*kinds.pop())
    return scope


def _of_event(sentence: Sentence, match: re.Match[str], scope: Scope) -> Scope | None:
    """The scope of `waited until 2016`, `led the way in 1995`; None where it is about else."""
    masked = sentence.clause.masked
    words = sentence.clause.words(*match.span("t")) + (match["d"] or "")
    days = sentence.clause.within(*match.span("d"), kinds=Kind.DATE)
    late = bool(days) and days[-1][1].proposed in ("until", "till", "before")
    if (
        _WHICH.search(masked[: match.start("s")])
        or _ELSEWHERE.search(masked)
        or _NOT_JOINING.search(words)
        or not days
    ):
        return None
    if bool(_WAITING.match(match["t"])) != late and not re.search(
        r"\bnot\b|n't", f"{match['v']} {words}"
    ):
        return None
    turned = (scope.polarity in ("past", "negated") and late) or match["t"].startswith("moved")
    return scopes.AFFIRMED if turned else scope


def _told_before(sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Mention]:
    """The treaties or organisations that a verb without an object means."""
    wanted = rule.options.get("object")
    if rule.options.get("status") and _NAMES_IT.match(sentence.clause.masked, match.end()):
        return []
    if match.groupdict().get("o"):
        return [sentence.clause.at(match.start("o"))]
    if wanted == "last":
        return _spoken_of(sentence, match)
    if wanted == "fitting":
        wanted = "O" if "member" in match["t"].lower() else "T"
    if wanted == "O" and (named := _of_treaty(sentence, match)):
        return [named]
    kinds = [Kind.ORGANIZATION] if wanted == "O" else [Kind.TREATY]
    before = [m for _, m in sentence.clause.within(0, match.start("t"))]
    if head := _KEYED.match(sentence.clause.masked):
        before = [m for _, m in sentence.clause.within(0, head.end())]
        kinds = [Kind.TREATY, Kind.ORGANIZATION]
    elif wanted == "T" and not any(m.kind == Kind.TREATY for m in before):
        kinds += [Kind.ORGANIZATION] * any(m.kind == Kind.ORGANIZATION for m in before)
    target = sentence.memory.latest(kinds, before) or sentence.memory.headed_treaty
    return [target] if target else []


def _of_treaty(sentence: Sentence, match: re.Match[str]) -> Mention | None:
    """`the Treaty on the Eurasian Economic Union, of which it is a member`: that union."""
    before = sentence.clause.masked[: match.start("s")]
    if not (head := _OF_WHICH.search(before)):
        return None
    words = sentence.clause.at(head.start()).text.partition(" on the ")[2]
    found = sentence.memory.lexicon.find(words) if words else ()
    one = next((f for f in found if f.kind == Kind.ORGANIZATION), None)
    return Mention(one.kind, words, one.entries) if one else None


def _spoken_of(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """What a sentence has told of, or names before a verb; else what the text speaks of."""
    memory, place = sentence.memory, match.start("t")
    if any(s.predicate in PARTICIPATIONS for s in sentence.said):
        joined = [m for _, m in sentence.clause.within(0, place, Kind.ORGANIZATION)]
        return joined[-1:] if joined and "observ" in match["t"] else list(memory.last_objects)
    named = spoken_of(sentence.clause, place) or tuple(
        m for _, m in sentence.clause.within(0, place, Kind.TREATY + Kind.ORGANIZATION)[-1:]
    )
    if not named and not memory.topic.things and memory.headed_treaty:
        return [memory.headed_treaty]
    found = list(named or memory.topic.things)
    member = re.search(
        r"\b(?:member|entrant|admitted|entry|admission|negotiat|applica|candida|observ|talks)",
        match["t"],
    )
    joined = [m for m in found if m.kind == Kind.ORGANIZATION]
    if member and not joined and (last := memory.latest((Kind.ORGANIZATION,))):
        joined = [last]
    return joined if member and joined else found


_JOINING = patterns.of(
    rf"[{Kind.TREATY}{Kind.ORGANIZATION}]|\b(?:join|acced|ratif|part|member|bound|sign|outside"
    rf"|absent"
    r"|adher|belong|missing|accept|enter|follow|away|stay|remain|came|\u001b)",
    re.IGNORECASE,
)
"""A clause of taking part, which `as does Georgia` can say again."""
_RELATIVE = patterns.of(
    rf"(?<!by )[{Kind.TREATY}{Kind.ORGANIZATION}](?: {Kind.DATE})?,? (?:to |of "
    rf"|by )?which (?:the |neighbouring |nearby )?$"
)
"""`…, which it ratified in 2008`: the verb has an object."""
_SO = patterns.of(r"(?:as|so) ")
"""`, and so is Georgia` says of another state what was said of the last one."""
_PLACED = patterns.of(r"\b(?:for|to|in|by|with|across|among) (?:the )?$")
"""`one mark for all five members`: nothing is said of who they are."""
_NAMES_IT = patterns.of(
    rf"[^;.{Kind.STATE}{Kind.CAPITAL}{Kind.TREATY}{Kind.ORGANIZATION}]*[{Kind.ORGANIZATION}]"
)
"""`…, an applicant since 2021, is not in the WTO yet`: what it asks to enter is named behind."""
_SHORT = 30
"""No verb of its own stands in so few letters before a subject."""
_ANAPHORIC = patterns.of(
    r"(?:did|done|does|do|has|have|is|are|was|were)(?: so)?(?: the same| likewise| too| as well"
    r"| also"
    r"| similarly| so)|follow",
    re.IGNORECASE,
)
"""Verbs that say again what was said last."""
_CONDITION = patterns.of(r"(?:^|[;:.] )(?:if|unless|should|were|once|when)\b", re.IGNORECASE)
_OF_WHICH = patterns.of(rf"{Kind.TREATY}, (?:of|in) which $")
_STATUS = patterns.of(r"\b(?:is|are|was|were|has|have|absent|outside|inside)\b")
_OWN_CLAUSE = patterns.of(r"\b(?:yet|but|although|though) (?:\u001b|it|they)\b")
_WHICH = patterns.of(r"\bwhich (?:the |neighbouring |nearby )?$")
_WAITING = patterns.of(
    r"(?:waited|wait|took|needed|required|held out|hesitated|lagged|delayed|dawdled|resisted)\b",
    re.IGNORECASE,
)
"""What a state did until it joined."""
_NOT_JOINING = patterns.of(
    r"\b(?:adopt\w*|laws?|codes?|statutes?|reform\w*|offices?|establish\w*|launch\w*|introduc\w*"
    r"|pass(?:ed|ing)|enact\w*|amend\w*|publish\w*|register\w*|grant\w*|courts?|systems?|fees?"
    r"|examin\w*|electronic|online|open(?:ed|ing) (?:an?|its)|creat\w*|elect\w*|repeal\w*|rules?"
    r"|independen\w*|constitution|decree|project|drafts?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = patterns.of(
    rf"[{Kind.LAW}{Kind.MEASURE}]|{Kind.YEARS}(?!,? (?:ahead|before|after|later|earlier"
    r"|behind|of|until|more))"
)
"""What a sentence names that is about something else than who joined what."""
_KEYED = patterns.of(r"[\u0012\u0013](?: \([^()]*\))?(?::| –|\.)(?= [\u000e\u001b])")
"""`Berne Convention – Uzbekistan became a member …`: what a line is about."""
