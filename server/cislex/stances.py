"""Polarity and modality of words of taking part that stand anywhere in a clause."""

from __future__ import annotations

import re

from cislex import departures, patterns, scopes
from cislex.arguments import NEITHER
from cislex.lexicon import Kind
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence

_STATES = Kind.STATE + Kind.CAPITAL + Kind.FOREIGN


def of_stance(
    sentence: Sentence, rule: Rule, match: re.Match[str], start: int, end: int
) -> Scope | None:
    """The scope of a word that tells by itself who stays away, has left or wants to come in."""
    before = sentence.clause.masked[max(start, match.start("t") - 40) : match.start("t")]
    told = sentence.clause.words(start, match.start("t"))
    if _IF.search(told):
        return None
    strange = _STRANGER.match(match["t"])
    if strange and _DOUBTED.search(told):
        return None
    if _DENIES.search(before) or _NOBODY.search(told) or (strange and before.endswith(" no ")):
        return scopes.AFFIRMED if strange and not strange["vague"] else None
    polarity = rule.options["stance"]
    if polarity == "planned" and _NOUN_LAST.search(match["t"]) and is_theme(sentence, match, start):
        return None
    leaving = polarity == "past" and _NOUN_OF_LEAVING.match(match["t"])
    masked = sentence.clause.masked
    if leaving and (
        departures.UNFINISHED.search(masked[start : match.start("t")])
        or departures.IN_PROGRESS.match(masked[match.end("t") : end])
    ):
        return None  # who means to leave is still in
    if polarity == "planned" and _NO_PLAN.search(match["t"]):
        return Scope("negated")
    return Scope(polarity, rule.options.get("modality", "asserted"))


_NOBODY = patterns.of(r"\b(?:neither|none of|no (?:state|country|republic))\b", re.IGNORECASE)
_STRANGER = patterns.of(r"outsider|non-(?:member|part)|(?P<vague>stranger)", re.IGNORECASE)
"""`Neither is an outsider to the Union`: both are in it."""
_DOUBTED = patterns.of(
    r"\b(?:no longer|hardly|without|may|might|would|could|should|will|nobody|no one)\b", re.I
)
_NOUN_OF_LEAVING = patterns.of(
    r"denunciation|notice|departure|withdrawal|exit|termination", re.IGNORECASE
)
_NO_PLAN = patterns.of(
    r"\bnot (?:(?:yet|currently|now|even) )?(?:on the agenda|a (?:goal|priority|aim))"
    r"|\bwithout (?:\w+ ){0,2}(?:having|becoming|being|joining|entering)\b"
)
"""`Membership is not on the agenda`: who has no plan to come in is not in."""


def of_word(
    sentence: Sentence, rule: Rule, match: re.Match[str], start: int, end: int
) -> Scope | None:
    """The scope of a word of taking part that stands anywhere in its clause."""
    masked = sentence.clause.masked
    theme = _NOUN.match(match["t"]) and is_theme(sentence, match, start)
    if theme or _SUPPOSED.search(masked[max(0, start - 30) : end]):
        return None
    told = sentence.clause.words(start, match.start("t")).lower()
    later = sentence.clause.words(match.end("t"), min(match.end("t") + 12, end))
    if NEITHER.search(later) or _NONE.search(told) or _WANTING.search(told):
        return Scope("negated")
    if (not signs(match) and _LACKING.search(masked[start:end])) or _NOR.match(masked[start:end]):
        return Scope("negated")
    states = sentence.clause.within(start, match.start("t"), _STATES + Kind.PRONOUN)
    if states and _NONE_OF.search(masked[: states[0][0]]):
        return Scope("negated")
    start = states[0][0] if states else max(start, masked.rfind(", ", start, match.start("t")) + 1)
    before, after = masked[start : match.start("t")], masked[match.end("t") : end]
    before = before if states else re.split(r"\b(?:it|they) ", before)[-1]
    if signs(match):
        after = ""
    before = scopes.NOT_UNTIL.sub(" ", scopes.NOTED.sub(" ", before))
    if rule.options.get("means"):
        before = _ABLE.sub(" ", before)
    if (_WEIGHED.search(before) and _NOUN.match(match["t"])) or (
        _FOR.search(masked[: match.start("t")]) and _APPLIED.search(after)
    ):
        return Scope("planned", "intention")
    verb = f"{before} not" if _NOT_YET.search(after) else before
    scope = scopes.judge("", verb, "" if rule.options.get("means") else match["t"], after)
    if scope and scope.polarity == "affirmed" and _PLANNED.search(after):
        open_ = _UNFINISHED.match(masked, end)
        return Scope("negated") if open_ else Scope("planned", "intention")
    if scope and scope.polarity == "affirmed" and _OVER.search(masked[start:end]):
        return Scope("past")
    return scope


def is_theme(sentence: Sentence, match: re.Match[str], start: int) -> bool:
    """`that membership in the WTO explains little`: what taking part does, whoever does."""
    masked = sentence.clause.masked
    named = sentence.clause.within(start, match.end("t"), _STATES + Kind.PRONOUN + Kind.ADJECTIVE)
    return not named and bool(_THEME.match(masked, match.end("t")))


def is_passing(masked: str, match: re.Match[str]) -> bool:
    """Whether a treaty was signed and ratified, or signed by nobody who is named."""
    after = masked[match.end("t") :]
    passive = re.search(rf"[{Kind.TREATY}],? $", masked[: match.start("t")])
    if re.search(r"\b(?:a)?wait\w*(?: for)? [^;.]{0,20}$", masked[: match.start("t")]):
        return True
    if _TREATY_WAS.search(masked[: match.start("t")]) and (at := _SIGNED_IN.match(after)):
        return not re.search(rf"[{_STATES}]", after[at.end() :])
    others = passive and re.search(rf"[{_STATES}]", after) and not _SIGNER.search(after)
    return bool(_RATIFIED.search(after) or others)


_TREATY_WAS = patterns.of(rf"{Kind.TREATY}(?: (?:was|were))?,? $")
_SIGNED_IN = patterns.of(r" (?:in|at) (?:[\u0010\u0011]|[A-Z]\w+)")
"""`was signed in Geneva on …`: where a treaty was made, by whoever made it."""
_SIGNER = patterns.of(rf"\b(?:by|with|between|for|among)\b[^;.]{{0,40}}[{_STATES}]")


def signs(match: re.Match[str]) -> bool:
    """Whether the word is one of signing, which a lacking ratification does not undo."""
    return match["t"].lower().startswith("sign")


_THEME = patterns.of(
    r"(?: (?:in|of|to|into))? [\u0012\u0013](?:(?: and|,) [\u0012\u0013]){0,3}"
    r"(?: (?:itself|alone|as such|by itself|on its own|per se))?"
    r" (?:(?:has|have|had|does|do|did|can|may|might|could|would|will|not|never|hardly|barely|rarely"
    r"|often|always|usually|generally|typically|only|also|still|\w+ly) ){0,4}"
    r"(?:explain|matter|correlate|predict|account|affect|influence|impact|alter|change|make"
    r"|drive|drove|boost|pay|paid|cost|help|depend|var(?:y|ies)"
    r"|reward|discipline|reveal|signal|push|lock|tend|correspond|shape|determine|guarantee|improve"
    r"|raise|reduce|lower|increase|(?:little|no|some|a [a-z]+) (?:effect|impact|influence|bearing)"
    r"|is (?:associated|correlated|linked|tied|neither|no|not|a (?:weak|poor|strong|good))"
    r"|goes (?:hand|along|together|with))(?:s|ed|d|ing)?\b"
)
"""What is said of taking part in general."""
_NOUN_LAST = patterns.of(r"(?:accession|ratification|membership|entry|adherence)$")
_WEIGHED = patterns.of(
    r"\b(?:examin|stud(?:y|ie)|assess|evaluat|review|discuss|consider|weigh|explor|investigat|analys"
    r"|ponder|mull|contemplat|debat)(?:e?[sd]|es|ing)?(?: (?:its|the|a|an|own|possible|future|full"
    r"|eventual|early|merits of|question of)){0,3} $",
    re.IGNORECASE,
)
"""`is studying accession`: who still weighs it has not joined."""
_FOR = patterns.of(r"(?:^|[;,.] )[Ff]or (?:full )?[\u0012\u0013] $")
_APPLIED = patterns.of(r"\b(?:has |have )?(?:applied|asked)\b(?! (?:the|all|its)\b)")
"""`For membership it applied in 1997`: who applied is not in yet."""
_NOUN = patterns.of(r"accession|ratification|adherence|membership|entry|admission", re.IGNORECASE)
_ABLE = patterns.of(r"\b(?:may|can|able)\b")
_DENIES = patterns.of(
    r"\b(?:not|never|neither|nor|no longer|hardly|without)(?: \w+){0,2} $|n't(?: \w+)? $", re.I
)
_IF = patterns.of(r"\b(?:if|whether|unless|suppos\w+|once) ", re.IGNORECASE)
_RATIFIED = patterns.of(
    r"^,?(?: and)? (?:later |then )?(?:ratified|in force) \u0018"
    r"|^ and (?:the |its )?ratification"
    r"|\bratified by (?:[\w-]+ ){1,3}(?:states|countries|parties|members|republics)\b"
)
"""What is signed and ratified is no matter of signing only."""
_LACKING = patterns.of(
    r"\b(?:await(?:s|ing|ed)?|outstanding|is (?:still )?(?:missing|lacking|absent)|no counterpart"
    r"|(?:remains?|is|are|stays?|stands?)(?: \w+)? (?:absent|missing|away|aside|apart)"
    r"|not being (?:among|one of|a party|part of)|absent from|ke(?:eps?|pt) (?:its"
    r"|their) distance|to-do list"
    r"|wish list|not yet among|ruled out)\b",
    re.IGNORECASE,
)
_WANTING = patterns.of(
    r"\b(?:without(?! (?:any )?(?:doubt|question|reserv|delay|exception|interrupt))"
    r"|lack(?:s|ed|ing)?|for (?:want|lack) of|in vain|absence of|no (?:record"
    r"|evidence|sign|trace|indication))\b"
)
_NONE = patterns.of(r"\bneither |\bnone (?:of|has|have|is|are)\b|\bnobody\b|\bno one\b(?! else)")
_NONE_OF = patterns.of(r"\b(?:none|neither|not (?:a single )?one) of(?: the)? $", re.IGNORECASE)
_NOR = patterns.of(
    r"\W{0,8}(?:nor|neither|no(?! (?:sooner|doubt|wonder|surprise|secret|question)\b)) ",
    re.IGNORECASE,
)
_SUPPOSED = patterns.of(
    r"\b(?:if|whether|unless|on the eve of|suppose\w*|imagine|maybe|perhaps|rumou?r\w*|myth"
    r"|as though|once"
    r"|could|would|might|question)\b|\?",
    re.IGNORECASE,
)
_NOT_YET = patterns.of(r"^[^,;]{0,40}\b(?:not|never|no|neither|nothing|outstanding|missing)\b")
_PLANNED = patterns.of(
    r"\b(?:planned|intended|desired|promised|aimed at|pending|expected|under way|underway"
    r"|in preparation|foreseen|scheduled|envisaged"
    r"|(?:goal|aim|objective|ambition|priority)|(?:was|were|been) (?:applied for|requested|sought)"
    r"|on the agenda"
    r"|under (?:negotiation|consideration"
    r"|discussion|preparation)"
    r"|(?:has|have) (?:(?:long|often|repeatedly|already|also|\w+ times) ){0,2}been"
    r" (?:(?:long|often|repeatedly|\w+ly|\w+ times) ){0,2}(?:announced|pledged|mooted|floated"
    r"|debated|discussed|proposed|recommended|considered|contemplated|postponed|shelved"
    r"|put off|demanded|talked (?:about|of)))\b"
)
_UNFINISHED = patterns.of(
    r"(?:,? (?:and|but|yet)| though)?,? (?:(?:it|\u001b) )?(?:has|have|had|was|is) "
    r"(?:still |yet |so far ){0,6}(?:not|never)\b"
)
"""`… was applied for in 1993 and has still not been completed`."""
_OVER = patterns.of(
    r"\b(?:lapsed|ended|expired|was terminated|not any ?more|no longer|any ?more|went out"
    r"|stepped out|walked out|turned its back)\b"
)
