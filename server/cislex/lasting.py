"""A frame of time without word order: a length in years and a word of lasting or renewing.

It comes after the others and speaks only of lengths that no other rule has read. A
sentence without a right speaks of the one that the text is about.
"""

from __future__ import annotations

import re

from cislex import patterns, scopes, timed_rights
from cislex.durations import AT_A_TIME, LAID_DOWN, NEVER_RENEWED, ONCE, add_term, is_proposed
from cislex.jurisdictions import states_of
from cislex.lexicon import Kind
from cislex.owners import FOREIGN_ADJECTIVES
from cislex.plain_scopes import soften
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence

_Y, _R, _L, _P = Kind.YEARS, Kind.RIGHT, Kind.LAW, Kind.PRONOUN


_NEAR = 120
"""More characters than stand between a length and the words that tell what it is of."""


def lasting(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """How long a right lasts or is renewed, from the words around a length in years."""
    masked = sentence.clause.masked
    place = match.start("t")
    years = sentence.clause.at(place)
    if id(years) in sentence.timed:
        return
    start, end = _segment(masked[: place + _NEAR], place)
    start = max(start, place - 3 * _NEAR)
    before, after = masked[start:place], masked[place + 1 : end]
    answers = sentence.memory.focus.is_renewing and bool(_YES.fullmatch(before))
    if is_of_other("" if answers else before, after):
        return
    outlives = _LIFE_AND.search(before) is not None
    if (within := _ITS_TERM.search(before)) and _TERM.match(after):
        before = before[within.start() :]  # `renewed at the end of the ten-year term`
    renews = answers or bool(
        _RENEWING.search(_UNRENEWED.sub("", before))
        or (not outlives and (_RENEWED.match(after) or _MORE.search(years.text)))
    )
    told = (
        renews or _LASTING.search(before) or _ENTERED_FOR.search(before)
        or _TERM.match(after) or timed_rights.OUTLIVED.search(masked[start:end])
        or _KEYED.search(before)
        or (_KEYED_LAW.match(masked[:place]) and not _SINCE.match(after))
        or (_SUBJECT_FOR.search(before) and not _WAITED.search(before))
        or (_GIVING.search(before) and after[:2] == f" {_R}")
        or (_COUNTED.match(after) and not _WAITED.search(masked[start:end]))
        or (_FOR_RIGHT.match(after) and not _WAITED.search(masked[start:end]))
    )  # fmt: skip
    if is_proposed(masked, place, place) or (not told and not _asked(sentence, before, place)):
        return
    scope = _scope(masked, start, place, after)
    if scope is None or (renews and (scope.polarity != "affirmed" or _TOTAL.search(before[-30:]))):
        return
    sentence.timed.add(id(years))
    right = timed_rights.right(sentence, start, place, end, renews)
    predicate = "renewalYears" if renews else "termYears"
    if right is None:
        return
    if renews and right.id in NEVER_RENEWED:
        renews, predicate = False, "termYears"
    last = [s.jurisdiction for s in sentence.said if s.predicate == "termYears"][-1:]
    entries = sentence.memory.lexicon.entries
    states = [entries[last[0]]] if renews and last else states_of(sentence, match)
    for state in states:
        add_term(sentence, rule, right, predicate, years.value, state, scope)
        if renews and AT_A_TIME.match(after) and _FIRST_TOO.search(before):
            add_term(sentence, rule, right, "termYears", years.value, state, scope)


def is_of_other(before: str, after: str) -> bool:
    """Whether a length is not one that a right lasts in one of the states."""
    others = (_BLOCKED, _ABROAD, LAID_DOWN, _TO_A_TOTAL)
    if _OUTDONE.match(after) and (before.endswith("from ") or not after.startswith(" to ")):
        return True
    past = before.endswith(
        (" in ", " the last ", " the past ", " the next ")
    ) and not _RENEWED.match(after)
    return past or any(o.search(before) for o in others) or bool(_AFTERWARDS.match(after))


def _asked(sentence: Sentence, before: str, place: int) -> bool:
    """Whether a length follows others or answers a question: `that of a utility model, ten`."""
    gapped = any(s.predicate == "termYears" for s in sentence.said)
    focus = sentence.memory.focus
    answers = focus.is_lasting or focus.lists_terms
    if focus.heading and not before.strip() and _ALONE.match(sentence.clause.masked, place + 1):
        return True
    if answers and _BARE.fullmatch(before):
        return True
    after = sentence.clause.masked[place + 1 : place + 8]
    if gapped and _LESS.fullmatch(before) and _IN_STATE.match(after):
        return True
    listed = len(_PAIR.findall(sentence.clause.masked)) > 1
    return (gapped or answers or listed) and bool(_GAPPED.search(before))


def _scope(masked: str, start: int, place: int, after: str) -> Scope | None:
    """Whether a length is affirmed: only the words since the length before it tell."""
    opened, ahead = masked.rfind("(", start, place), masked[:start]
    if opened > masked.rfind(")", start, place):
        start, ahead = opened, ""  # what is said outside the brackets is not said of the length
    words = _AT_MOST.sub(" ", re.split(rf"\bbut\b|: |{_Y}", masked[start:place])[-1])
    words = _NOT_FOR_EVER.sub("", words)
    words = _EXPECT.sub("", words)
    behind = _UNLESS.split(after[:40])[0]  # so long it lasts, unless more is asked for
    scope = soften(scopes.judge(ahead, words, "", behind), words)
    return Scope("past") if scope and scope.polarity == "affirmed" and ONCE.search(words) else scope


_AT_MOST = patterns.of(
    rf"\b(?:no|not|never|cannot|n't)(?: (?:[a-z]+|{_R})){{0,4}}? (?:more|longer|greater) than\b"
    r"|\b(?:not|never|cannot) (?:to )?(?:exceed|surpass|outlast|go beyond)\w*",
    re.IGNORECASE,
)
"""Words of denial that bound a length from above and deny nothing."""


def _segment(masked: str, place: int) -> tuple[int, int]:
    """The part of a clause in which a length stands, up to the lengths beside it."""
    start, end = 0, len(masked)
    for parting in _PARTING.finditer(masked):
        if parting.end() <= place:
            start = parting.end()
        else:
            end = min(end, parting.start())
    return start, end


_FOR_RIGHT = patterns.of(rf"{timed_rights.GIVEN} (?:for|to|on)(?: an?| the| each| every)? {_R}")
_OWN = "protection|registration|right|title|certificate|grant"
_PEOPLE = (
    "owners?|holders?|attorneys?|agents?|examiners?|lawyers?|applications?|applicants?|offices?"
    "|cases?|disputes?|clerks?|departments?|courts?|trolls?"
)
_SUBJECT_FOR = patterns.of(
    rf"(?:^|[,:] |\b(?:and|while|whereas|but) )(?:[Ii]n (?:the )?[\u000e\u0010],? )?"
    rf"(?:(?:an?|the|each|every|all|any|new|national|such"
    rf"|registered|owners? of an?|holders? of an?|your|their|\u000f) ){{0,24}}{_R}"
    rf"(?: (?:{_OWN})s?)?"
    rf"(?! (?:has|have|had|was|were|{_PEOPLE})\b)(?: [a-z'-]+,?| {_R}){{1,12}}?"
    r" (?:for|on)(?: (?:up to|a full|a total of|at most|an initial|as long as))? $",
    re.IGNORECASE,
)
"""Something is said of a right that goes on for so many years, whatever the words."""
_KEYED = patterns.of(
    rf"{_R}(?: [^{_Y}{_R};:.]{{0,60}})?: (?:(?:only|just|still|up to|an?|at most|maximum|total"
    r"|of) ){0,6}$"
)
_UNLESS = patterns.of(rf" unless |,? (?:and|plus|then|with) [^;.{_R}]{{0,20}}{_Y} if ")
_SINCE = patterns.of(r" (?:after|before|into|of (?!protection)|in (?!force)|on)\b")
_KEYED_LAW = patterns.of(
    rf"^\W*[^:;.{_Y}]{{0,20}}{_R}[^:;.{_Y}{_L}{_R}]{{0,20}}: [^:;.{_Y}{_R}]{{0,40}}{_L}"
    rf"[^:;.{_Y}{_R}]{{0,30}}(?:,|;|\(| –| -) (?:(?:for|valid|protected|term|up to|of|an?|the"
    r"|protection|lasts|author's|life(?:time)?|plus|and|\+) ){0,6}$"
)
"""`Inventions: Law No. 5 of 2017, 20 years`: the law stands between a right and its term."""
_COUNTED = patterns.of(
    r",? (?:counted |calculated |reckoned |running )?(?:from|after)(?: the| its| their)?"
    r"(?: (?:date|day|year|end) of)?(?: the)?(?: year of)? (?:filing|application|grant"
    r"|registration|(?:first )?publication|fixation|first fixation)\b"
)
"""`ten years from filing`: from then on rights are counted."""
_WAITED = patterns.of(
    r"\b(?:wait\w*|need\w*|spent|spend\w*|budget\w*|pay|pays|paid|cost\w*|ask\w*|pending|old"
    r"|plan|reckon|months)\b",
    re.IGNORECASE,
)
_GIVING = patterns.of(
    r"\b(?:grants?|issues?|offers?|gives?|registers?|awards?)(?: an?| full| ordinary)? $", re.I
)
"""`Ukraine issues 20-year patents`."""
_OUTDONE = patterns.of(
    rf" to (?:[a-z]+ )?{_Y}|[^;.{_Y}]{{0,30}}\b(?:was|were|has been|have been)"
    r"(?: later| since| then)? (?:raised|extended|increased|lengthened|prolonged|lifted|cut"
    rf"|reduced|shortened)[^;.{_Y}]{{0,20}} to (?:[a-z]+ )?{_Y}",
    re.IGNORECASE,
)
"""`raised from fifty years to seventy`: so long it lasts no more."""
_GAPPED = patterns.of(
    r"^\W{0,8}(?:as )?(?:against|compared (?:with|to)|versus|as opposed to) $"
    rf"|{_R}[^{_R}{_L};.]{{0,16}}$|[\u000e\u0010][^{_R}{_L};.]{{0,20}}$"
    r"|\u000f (?:ones?|counterparts?|equivalents?) $"
    r"|\b(?:owners|holders|inventors|authors|breeders|designers) $"
)
_PAIR = patterns.of(rf"{_R}(?::| –| -| for)? {_Y}(?=[,;.]| and\b|$)")
"""`Patents 20, designs 25 years`: a list of terms."""
_TO_A_TOTAL = patterns.of(
    r"\bshort of(?: the)? $"
    r"|\b(?:renew|exten)(?:able|ed|dable|ded|sible) (?:\w+ )?(?:up )?to(?: an?| the)?"
    r"(?: total of)? $"
)
_LESS = patterns.of(r"\W{0,8}(?:(?:and|but|only|just|merely|still) ){0,24}", re.IGNORECASE)
_IN_STATE = patterns.of(rf" in (?:the )?[{Kind.STATE}{Kind.CAPITAL}]")
"""`seventy years in Kazakhstan, only fifty in Russia`: the right is that of the term before."""
_ALONE = patterns.of(
    r"(?:,|;)? (?:from|counted|calculated|renewable|extendable|extensible|not renewable"
    r"|non-renewable|after (?:filing|registration|death))\b|\.?$"
)
"""What stands behind a length of which the heading tells the right."""
_BARE = patterns.of(
    r"\W{0,8}(?:(?:A|Answer): )?(?:(?:For|Up to|It is|They are|Exactly|Usually|No,|No:"
    r"|Not at all,|Never,|only|just|It lasts|for) ){0,24}",
    re.I,
)
_NOT_FOR_EVER = patterns.of(r"^(?:No|Not at all|Not for ?ever|Never|Alas, no)(?:,|;|:| –) ")
"""How an answer begins that then tells the length: `No, only 20 years`."""
_EXPECT = patterns.of(r"\b[Ee]xpect(?= (?:(?:about|some|up|to|an?|the|at|most) ){0,4}$| $)")
"""`In Georgia expect 20 years for a patent`: so long it lasts."""
_YES = patterns.of(
    r"(?:(?:Yes|Of course|Certainly|Sure|Indeed)[,.:;]? ?(?:– )?)?"
    r"(?:(?:it is|it can be|you can|renewable|renewed|for|every|by|in|each|further|another"
    r"|successive|periods of|at a time) ?){0,5}",
    re.IGNORECASE,
)
"""How a length begins that answers whether something can be renewed."""
_ITS_TERM = patterns.of(
    r"\b(?:of|at|after|in|during|before|within) (?:the|each|every|its|their|that|this)"
    r"(?: (?:initial|first|current|original))? $"
)
_ABROAD = patterns.of(rf"{Kind.FOREIGN}|\b{FOREIGN_ADJECTIVES}\b")
_PARTING = patterns.of(r"; |\. |, (?:and |but )?(?=while |whereas |against |compared )")
_LASTING = patterns.of(
    r"\b(?:last(?:s|ed|ing)?|count on|valid(?:ity)?|protect(?:ed|ion|s)?|terms?|duration"
    r"|run(?:s|ning)?|li[fv]es?|lived|lifetime|lifespan|expires?|lapses?|in force|in effect"
    r"|effective|good for|stops?|stopped at|(?:tops?|max(?:es)?) out at|guards?|shields?"
    r"|(?:starts|begins) (?:out )?(?:with|at|off with)|ceases?|dies?|buys?|dead|burns? out|fades?"
    r"|grant(?:s|ed)?|gives?|give|allows?|offers?|appl(?:y|ies)|confers?|alive|enjoys?|exclusiv\w+"
    r"|monopoly|survives?|outli(?:ves?|ving)|outlasts?|subsists?|ends?|endures?"
    r"|in (?:slices|blocks|steps|stages|portions|instalments|tranches|chunks) of"
    r"|kept in|kept valid|remains? (?:valid|protected)"
    r"|registered (?:(?:with|by|at) [^,;.]{1,60} )?for"
    r"|outliv\w+|outlast\w*|yours|shelter\w*"
    r"|periods?|safe|secure|guarded|obtains?|gets?|receives?)\b",
    re.IGNORECASE,
)
_SOME = r"(?:(?:an?|the|initial|first|renewable|maximum|full|period|term|total|of) ){0,6}"
_ENTERED_FOR = patterns.of(
    rf"{_R}[^;.{_Y}]{{0,40}}(?<!been )(?<!has )(?<!have )(?<!had )"
    rf"\b(?:registered|entered|recorded|issued)\b[^;.,{_Y}]{{0,60}} for {_SOME}$"
    r"|(?<!has )(?<!have )(?<!had )\b(?:registers?|issues?|enters?|records?)"
    rf" [^;.,{_Y}{_R}]{{0,20}}{_R}(?:(?:,|,? and) {_R}){{0,12}}(?: in .)? for {_SOME}$"
    rf"|\b(?:[Yy]ou|[Oo]wners?|[Hh]olders?) (?:owns?|holds?|keeps?) (?:an?|the|your|their)"
    rf" (?:registered )?{_R} for {_SOME}$",
    re.IGNORECASE,
)
"""`Marks are registered with the Office for ten years`: so long their registration is valid."""
_TERM = patterns.of(
    rf"(?:'|s){{0,3}} ?(?:of |initial |exclusive |post[- ]mortem |{_R} ){{0,6}}"
    r"(?:terms?|protection|monopoly|exclusivity|validity|life|affair|lease|stint|shelf life)\b"
)
_RENEWING = patterns.of(
    r"(?<!non-)(?<!not )\b(?:renew\w*|exten(?:d\w*|sions?|sible)|prolong\w*"
    r"|(?:further|another|additional|successive)(?=(?: [\w-]+){0,3} $)"
    rf"|once more|add(?:s|ing|ed)?|(?<=\()plus|option|supplement\w*)\b[^{_Y}]*$|\(\+$"
    r"|\b(?:goes?|carr(?:y|ies)) on (?:(?:in|by) (?:steps|blocks|slices|stages|portions) of|for|by)"
    r"(?: another| a further)? $"
    rf"|{_Y}(?: (?:from|of|after) [a-z ]{{3,24}})?,? (?:plus|\+)(?: (?:up to|another"
    rf"|a further|no more than|not more than|max\.?|at most|a maximum of))? $",
    re.IGNORECASE,
)
_FIRST_TOO = patterns.of(
    r"^(?![^;.]*\b(?:renew|exten|prolong|further|again|then|afterwards?|thereafter|steps?))"
    r"[^;.]*\b(?:lasts?|runs?|granted|registered|registrations?|valid|good|lives?|protected"
    r"|issued|gets?|buys?|enjoys?|protects?|keeps?|holds?)\b",
    re.IGNORECASE,
)
"""`Registered for ten years at a time`: the first time, too."""
_UNRENEWED = patterns.of(
    rf"\b(?:without|no|not|nor|cannot)\b[^;.,{_Y}]{{0,40}}\b(?:renew|exten|prolong)[a-z]*"
    rf"[^;.,{_Y}]{{0,20}}, but\b",
    re.IGNORECASE,
)
"""`… without any renewal, but five in Belarus`: what is denied before tells nothing of after."""
_RENEWED = patterns.of(
    r"(?:'|s){0,3} (?:steps|increments|instalments|extensions?|renewals?|prolongations?|at a time"
    r"|blocks|portions|stages|more|slices|encores?|top-ups?|bonus(?:es)?|repeats?"
    r"|on top|(?:can|may) be added)\b"
)
_LIFE_AND = patterns.of(
    r"\b(?:life|lifetime|death|lives)(?: of (?:(?:the|its|an?|last) ){0,4}(?:author"
    r"|creator)s?)?(?:,? (?:and|plus|\+|with))?(?: (?:a|the|for|another|further)){0,4} $"
)
"""`the author's life and seventy years more`: so long the right outlives somebody."""
_MORE = patterns.of(
    r"\b(?:more|further|additional|another|extra|again|successive)\b", re.IGNORECASE
)
_TOTAL = patterns.of(
    r"\b(?:to an? (?:\w+ )?(?:total|maximum)|an? total of|in total|altogether|maximum|overall)\b"
    r"|\b(?:take|bring|carr|stretch|push|lift|rais)(?:s|es|y|ies|e)? [^;.]{0,18}\bto $"
)
_BLOCKED = patterns.of(
    rf"\b(?:needs? an?(?= (?:\w+ )?(?:$|{_R}))"
    r"|ha(?:s|ve) been registered"
    r"|had been|average|portfolios?|has run"
    r"|have run|search|exhibitions?|minister"
    r"|disputes?|litigation|courts?|programmes?|projects?|directors?|use|used|non-use|unused|idle"
    r"|dormant|disus\w+|inactiv\w+|unexploited|grace"
    r"|priority|limitation|imprison\w*|prison|penal\w*|fined?|fines|annuit"
    r"|fees?|experience|took|takes|waited|studied|licen[cs]\w+|oppos\w*|claims?|within|appeal\w*"
    r"|invalid\w*|cancel\w*|ago|every(?! (?:renewal|extension|prolongation))"
    r"|since|over the|history|employ\w*|contracts?|backlog|records?"
    r"|reports?|suspen\w*|detain\w*|recordal|customs|copies|aged?|older|experienced|only after"
    r"|practi[sc]\w*|examin\w*|proceedings|damages|compensation|transition\w*|archive\w*)\b"
    rf"|{_L},? (?:\w+ ){{0,3}}in (?:force|effect)",
    re.IGNORECASE,
)
"""Words of lengths of time that are not of protection."""
_AFTERWARDS = patterns.of(
    r" (?:of (?:use|non-use|experience|imprisonment|age|work)|in prison|imprisonment|ago|old|later"
    r"|earlier|before|sooner|(?:longer|less|fewer|more|shorter) than"
    r"|to (?:oppose|file|appeal|reply)"
    r"|(?:in a row )?(?:(?:may|can|could|might|is|are) (?:be )?|becomes? |loses? )(?:also |then )?"
    r"(?:cancel\w+|revo\w+|removed|struck off|open to|liable to|exposed to|vulnerable to))\b"
)
