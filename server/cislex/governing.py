"""Frames of laws that govern rights: in the order of words, and without one.

The frame without word order comes after the others and speaks only of laws of which no
other rule has said anything. A law that covers something without a name of a right governs
what its title is about.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cislex import patterns, rules, scopes, tenses
from cislex.governed import label_of, own, rights_of, side_of, things_beside, topic
from cislex.lexicon import Kind
from cislex.mentions import REACH, Mention
from cislex.naming import abroad, law_in, nearby_state, place_of, relate, rights_in
from cislex.plain_scopes import is_to_come, plain_scope
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence


def governs(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A law governs rights."""
    scope = plain_scope(sentence, match)
    if "which" in match[0] and match["l"] is None:
        scope = scopes.judge("", match["v"], match["t"], "")  # a "not" before is not said of it
    if scope is None or abroad(sentence, match.start()):
        return
    if rule.options.get("untitled") and not _untitled(sentence, match):
        return
    scope = _dated_scope(sentence, match, scope)
    if match["l"]:
        _governed_by(sentence, rule, match, scope)
    if "l2" in match.re.groupindex and match["l2"]:
        _governed_by(sentence, rule, match, scope, "l2")
    further = _FURTHER["r" if match.start("r") < match.start("l") else "l"]
    while more := further.match(sentence.clause.masked, match.end()):
        match = more
        _governed_by(sentence, rule, match, scope)
    _elsewhere(sentence, rule, match, scope)
    if scope.polarity == "negated" and (
        instead := _INSTEAD.match(sentence.clause.masked, match.end())
    ):
        rights = rights_in(sentence, *match.span("r"))
        law = sentence.clause.at(instead.end() - 1)
        sentence.about[id(law)] = about = tuple(topic(right) for right in rights)
        for right in rights:
            relate(sentence, rule, law, "governs", right, scopes.AFFIRMED, about)
    _other_chapters(sentence, rule, match, scope)


def _elsewhere(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """`Marks are governed in Georgia by one law and in Moldova by another`."""
    rights, place = rights_in(sentence, *match.span("r")), match.end()
    while more := _ELSEWHERE.match(sentence.clause.masked, place):
        place = more.end()
        for _, law in sentence.clause.within(*more.span("l"), kinds=Kind.LAW):
            sentence.about[id(law)] = about = tuple(topic(right) for right in rights)
            for right in rights:
                relate(sentence, rule, law, "governs", right, scope, about)


def _other_chapters(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """`Chapter 52 of the code covers inventions, Chapter 56 marks`: the same law governs both."""
    laws = sentence.clause.within(*match.span("l"), kinds=Kind.LAW) if match["l"] else []
    place = match.end()
    while len(laws) == 1 and (more := _CHAPTER.match(sentence.clause.masked, place)):
        place = more.end()
        for right in rights_in(sentence, *more.span("r")):
            relate(sentence, rule, laws[0][1], "governs", right, scope)


def _dated_scope(sentence: Sentence, match: re.Match[str], scope: Scope) -> Scope:
    masked, start = sentence.clause.masked, match.start()
    before = _FORMERLY.search(masked, max(0, start - REACH), start) or _OLD.match(match[0])
    verb = f"{match['v']} {match['t']}"
    if scope.polarity == "affirmed" and (before or _AT_FIRST.search(verb)):
        return Scope("past")
    return scope


def _later(sentence: Sentence, match: re.Match[str], group: str) -> list[tuple[int, Mention]]:
    """The second law of `the first one, then the second one, which covers …`."""
    if match.end(group) > match.start("r"):
        return []
    later = sentence.clause.within(match.end(group), match.start("r"), Kind.LAW)[-1:]
    return [] if later and _AFTER.search(sentence.clause.masked[: later[0][0]]) else later


def _is_over(sentence: Sentence, law: Mention, about: tuple[str, ...]) -> bool:
    """Whether a law is known to be repealed, and spoken of as of something past."""
    place = place_of(sentence, law)
    state = law.state or nearby_state(sentence, place)
    if not state or law_in(sentence, law, state, about)[0] not in sentence.memory.lexicon.ended:
        return False
    return tenses.looks_back(sentence.clause.masked, place)


def _untitled(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a law is given by its number only: a title beside its subject says no more."""
    laws = [law for _, law in sentence.clause.within(*match.span("l"), kinds=Kind.LAW)]
    return bool(laws) and all(law.value and " on " not in law.text.lower() for law in laws)


_FORMERLY = patterns.of(
    r"(?:^|; |\. )(?:before|until|prior to|previously|formerly|in (?:the )?(?:soviet|old)\b)"
    r"[^;.:]{0,40},? $",
    re.IGNORECASE,
)
"""What a law governed before something else came is past."""
_OLD = patterns.of(r"(?:the )?(?:former|old|previous|earlier|repealed)\b", re.IGNORECASE)

_AT_FIRST = patterns.of(
    r"\b(?:was|were|had)\b.*\b(?:at first|initially|originally|formerly|previously|earlier)\b",
    re.IGNORECASE,
)

_CHAPTER = rules.compiled(
    "[,;]?(?: and| while)? (?:the )?(?:chapters?|sections?|articles?|parts?) [\\w–-]+"
    "(?: (?:to|and) \\d+)?(?: (?:is|are))?(?: devoted)?"
    "(?: (?:to|on|of|with|deals? with|covers?|governs?))? (?P<r>{rights})"
)
_ELSEWHERE = rules.compiled(
    "[,;]?(?: and| while| whereas| but)? in (?:the )?<S>,? (?:by|under|in|through) (?P<l>{laws})"
)
_INSTEAD = patterns.of(
    rf",? but (?:rather |instead )?(?:by|under|in|to)(?: the)? {Kind.LAW}", re.IGNORECASE
)
"""`not governed by the one law but by the other`."""
_FURTHER = {
    "r": rules.compiled(
        "(?: \\([^()<L><R>]*\\))?[,;]?(?: and| while| whereas| but)?(?: (?:that|those) of)?"
        " (?P<r>{rights})(?: (?:is|are|being)?"
        "(?: \\w+ly)? ?(?:governed|regulated|protected|covered|dealt with)?)?(?: <D>,?)?"
        " ?(?:by|under|in|to|on|within) (?P<l>{laws})"
    ),
    "l": rules.compiled("[,;]?(?: and| while| whereas| but)? (?P<l><L>) (?P<r>{rights})"),
}
"""`patents by the Patent Law, trademarks by …`: the verb is said once."""


def _meant(sentence: Sentence, place: int) -> Mention | None:
    """The law that `it` at a place means: that of the clause, of the sentence before, the last."""
    before = [m for _, m in sentence.clause.within(0, place, Kind.LAW)]
    spoken = None if before else sentence.memory.spoken_law(goes_on=False)
    return spoken or sentence.memory.latest((Kind.LAW,), before)


def _governed_by(
    sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope, group: str = "l"
) -> None:
    rights = rights_in(sentence, *match.span("r"))
    if _OF_BODY.match(sentence.clause.masked, match.end("r")):
        return
    laws = sentence.clause.within(*match.span(group), kinds=Kind.LAW + Kind.PRONOUN)
    laws = _later(sentence, match, group) or laws
    if len(laws) > 1 and _OF_ONE.search(match[0]):
        laws = laws[-1:]
    all_rights, several = rights, len(laws) > 1 and len(rights) > 1
    for _, law in laws:
        target = law if law.kind == Kind.LAW else _meant(sentence, match.start(group))
        if target is None or _is_draft(sentence, target):
            continue
        if rule.options.get("special"):
            all_rights = [r for r in all_rights if r.entries[0].id not in _GENERAL]
        rights = own(sentence, target, all_rights) if several else all_rights
        about = tuple(topic(r) for r in rights)
        sentence.about[id(target)] = about
        sentence.governed.update(id(r) for r in rights)
        if scope.polarity == "affirmed" and _is_over(sentence, target, about):
            scope = Scope("past")
        for right in rights:
            relate(sentence, rule, target, "governs", right, scope, about)
        if (
            rule.options.get("vocabulary")
            or "passive" in rule.id
            or match.end("l") < match.end("r")
        ):
            for right in things_beside(sentence, target, match):
                relate(sentence, rule, target, "governs", right, scope, about)


_OF_ONE = patterns.of(
    rf"{Kind.LAW}(?:,|,? \([^()]*\),?) (?:which|that) (?:\w+ly )?[a-z]+s\b(?<!ss)"
)
"""`the laws on A and on B, which protects C`: what a verb of one law tells is of the last."""
_READ_ON = patterns.of(r"\b(?:should|must) (?:also |still )?(?:note|read|open|have before)\b")
"""`Owners of code should note that the law … was not touched` is advice to read it."""
_VALID = patterns.of(r"\b(?:valid|lasts?|runs?|expires?)\b")


def unordered(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A law governs the rights of the clause, or those of its title, by a word of governing."""
    masked = sentence.clause.masked
    if rule.options.get("answers") and not sentence.memory.focus.is_governed:
        return
    start, end = _segment(masked, match.start("t"), match.end("t"))
    law = _law_of(sentence, rule, match, (start, end))
    if law is None or id(law) in sentence.about or law.foreign or law.type in _OTHER_LAWS:
        return
    if _BLOCKED.search(masked[start:end].lower()) or abroad(sentence, match.end()):
        return
    kind = rule.options.get("of", "titled")
    advised = kind == "things" and _READ_ON.search(masked[start : match.start()])
    if advised or (kind in ("agreeing", "things") and law.value == "anaphor"):
        return  # "under the new law a patent lasts …": what it is about was told before
    label = label_of(sentence, law, masked.find(Kind.LAW, start))
    side = side_of(masked, rule, match, (start, end))
    found = rights_of(sentence, kind, side, label)
    scope = plain_scope(sentence, match) if found else None
    if scope is None:
        return
    about = tuple(topic(right) for right in found)
    scope = _dated_scope(sentence, match, scope)
    if rule.options.get("under") and sentence.timed and _VALID.search(masked[match.end("t") : end]):
        return  # "under the law of 1999 a patent is valid for …" is said of the patent
    if _is_over(sentence, law, about):
        if rule.options.get("before"):
            return
        scope = Scope("past") if scope.polarity == "affirmed" else scope
    sentence.about[id(law)] = about
    for right in found:
        relate(sentence, rule, law, "governs", right, scope, about)


def _is_labelled(sentence: Sentence, match: re.Match[str], part: tuple[int, int]) -> bool:
    """Whether a law is the label of its line, which then tells what it is about."""
    marked = match["t"].endswith((": ", " – ")) or sentence.memory.label == Kind.LAW
    return marked and not _SILENT_ON.search(sentence.clause.masked[slice(*part)])


def _law_before(sentence: Sentence, start: int, match: re.Match[str]) -> Mention | None:
    """The law that does something: the last one before its verb, or before `which`."""
    found = sentence.clause.within(start, match.start("t"), Kind.LAW)
    if not found and _RELATIVE.match(sentence.clause.masked, start):
        found = sentence.clause.within(max(0, start - 4), start, Kind.LAW)
    if len(found) > 1 and sentence.clause.masked[: match.start()].endswith(", "):
        return found[0][1]  # "the law, adopted together with another one, governs …"
    return found[-1][1] if found else None


def _law_behind(sentence: Sentence, end: int, match: re.Match[str]) -> Mention | None:
    """The law by which something is done: the first one behind the verb, and not far off."""
    found = sentence.clause.within(match.end("t"), end, Kind.LAW)
    between = sentence.clause.masked[match.end("t") : found[0][0]] if found else ""
    return found[0][1] if found and (len(between) < 6 or _NEAR.fullmatch(between)) else None


def _law_of(
    sentence: Sentence, rule: Rule, match: re.Match[str], part: tuple[int, int]
) -> Mention | None:
    """The law that governs by a word of governing; None for one that is not there yet."""
    masked, (start, end) = sentence.clause.masked, part
    law: Mention | None
    if rule.options.get("labelled") and not _is_labelled(sentence, match, part):
        return None
    if rule.options.get("constitution"):
        law = sentence.clause.at(match.start())
        law = law if "onstitution" in law.proposed else None
    elif rule.options.get("open"):
        told = _NOT_ABOUT.search(masked[match.start("t") : end])
        law = None if told else _acting(sentence, match)
    elif rule.options.get("acts"):
        law = _law_before(sentence, start, match)
    else:
        law = _law_behind(sentence, end, match)
    return law if law and not _is_draft(sentence, law) else None


def _is_draft(sentence: Sentence, law: Mention) -> bool:
    return is_to_come(sentence, place_of(sentence, law))


def _acting(sentence: Sentence, match: re.Match[str]) -> Mention | None:
    """The law that is the subject of a match; `it` is the one that was spoken of last."""
    masked = sentence.clause.masked
    laws = [law for _, law in sentence.clause.within(*match.span("l"), kinds=Kind.LAW)][:1]
    if sentence.clause.within(match.start("l") + 1, match.start("t"), Kind.LAW):
        return None
    which = _WHICH.search(masked[match.start() : match.start("t")])
    place = match.start("l")
    if laws and not which and not _AS_SUBJECT.search(masked, max(0, place - REACH), place):
        return None
    if laws or sentence.clause.within(0, match.start(), Kind.LAW + Kind.BODY):
        return next(iter(laws), None)
    return sentence.memory.spoken_law(match["l"] != Kind.PRONOUN)


def _segment(masked: str, first: int, last: int) -> tuple[int, int]:
    start, end = 0, len(masked)
    for begun, ended in _partings(masked):
        if ended <= first:
            start = ended
        elif begun >= last:
            end = begun
            break
    return start, end


@lru_cache(maxsize=4)
def _partings(masked: str) -> tuple[tuple[int, int], ...]:
    """What parts the clauses of a sentence."""
    return tuple(parting.span() for parting in _PARTING.finditer(masked))


_RELATIVE = patterns.of(r"(?:which|that) ")
_SILENT_ON = patterns.of(
    rf"\b(?:not|no|nothing|never|neither|without|except|silent|ignor\w+|exclud\w+|omit\w*|fees?"
    rf"|repeal\w*|replac\w+|draft|planned|bill)\b|{Kind.LAW}.*[{Kind.LAW}{Kind.BODY}{Kind.TREATY}]",
    re.IGNORECASE,
)
"""Words of a line that tells something else than what a law is about."""
_AFTER = patterns.of(r"\b(?:to|by|from|with|of|in|under|as|than)(?: the)? $")
_WHICH = patterns.of(r",? (?:which|that)\b")
_OF_BODY = patterns.of(
    r" (?:authority|office|agency|court|institution|attorneys?|lawyers?|strategy|judges?|centre"
    r"|center|department|committee|ministry)\b"
)
"""`a national intellectual property authority`: no right is spoken of."""
_GENERAL = ("right:intellectual-property", "right:industrial-property")
_OTHER_LAWS = ("RatificationLaw", "AmendingLaw", "LegalInstrument")
_PARTING = patterns.of(
    r"; |\. | – |, (?=which |but |while |whereas |although |though |yet |because |so )"
    r"|,? (?=under which |by which )|\? |, and (?=\u0016 \w+|\u0015 (?!has|is|was)[a-z]+s\b)"
)
_NEAR = patterns.of(
    r"(?: (?!(?:and|or|but|with|to|from|than)\b)[\w'-]+,?){0,8}?"
    r"(?: [\u000e\u000f](?:'s)?)?(?: [\w-]+){0,3}(?: \u0018)? \(?"
)
_BLOCKED = patterns.of(
    rf"^[^{Kind.LAW}]{{0,40}}{Kind.RIGHT} (?:attorneys?|agents?|lawyers?)\b|"
    r"\b(?:infring\w*|fine[ds]?|fines|penal\w*|punish\w*|offen[cs]es?|sued?|prosecut\w*|criminal"
    r"|draft|bill|contracts?|licen[cs]e agreements?|drafters?|consultations?|hearings?|conference"
    r"|seminar|lecture|limit|raised|would|could|if(?!,? (?:there (?:are|is) )?any))\b|\?"
)
"""Words of clauses that speak of something else than what a law is about."""
_FRONTED = r"(?:In|For|Since|Until|Under|From|By|Before|After)"
_AS_SUBJECT = patterns.of(
    r"(?:^|[.;:–] ?|(?:^|[.;:,] )(?:and|but|while|whereas|though|although|because|that|where|yet"
    r"|then|also|today|now|here|however)|(?:^|[.;] )(?:"
    rf"{_FRONTED} [^.;,{Kind.LAW}]{{0,30}})?(?:[\u000e\u0010\u0018],?|,|\bthen,?)"
    rf"|^[^.;:,{Kind.LAW}{Kind.BODY}]{{0,40}}"
    r"\b(?:was|is|were|are|stands?|lies?|comes?)(?: also)?)"
    r"(?: the| an?)?(?: ?(?:the|an?|its|text of|new|current|present|older?|newer|separate|special"
    r"|revised|main|first|earlier|former|previous|later)){0,24} ?$",
    re.IGNORECASE,
)
"""What stands before a law that itself does something."""
_NOT_ABOUT = patterns.of(
    r"^(?:allows|permits|lets|entitles|enables|obliges|requires|demands|forbids|prohibits|bans|bars"
    r"|limits|caps|restricts|excludes|exempts|omits|ignores|leaves|lacks|ends|repeals|replaces"
    r"|supersedes|amends|changes|lapses|expires|says|states|means|presumes|assumes|treats|counts"
    r"|needs|follows|differs|resembles|falls|waits|awaits|costs|charges|transposes|calls"
    r"|mentions|dates|comes|goes|raises|lowers|shortens|extends the|appears|seems)\b"
    r"|\b(?:fees?|deadlines?|time limits?|months|days|petition|declaration|no mention"
    r"|in passing|nothing|courses?|commentar(?:y|ies))\b",
)
"""What a law does of which the rights named beside are not its subject."""
