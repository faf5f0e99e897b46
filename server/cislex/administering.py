"""A frame without word order: who administers the treaties of a clause.

It comes after the rules that know the order of words and reads what they leave: the
holder stands after `by`, `to`, `with` or before the verb, the treaties where they stand.
"""

from __future__ import annotations

import re

from cislex import patterns, scopes
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import relate
from cislex.plain_scopes import soften
from cislex.rules import Rule
from cislex.sentence import Sentence, flat
from cislex.targets import target_at

_T, _O, _P = Kind.TREATY, Kind.ORGANIZATION, Kind.PRONOUN
_NAME = (
    rf"(?:\b[A-Z]{{4,}}|(?:\b[A-Z]\w+|[{Kind.FOREIGN}{Kind.RIGHT}])(?: (?:of|for|and|[A-Z]\w+"
    rf"|[{Kind.FOREIGN}{Kind.RIGHT}])){{0,8}}? (?:Organi[sz]ation|Office|Union|Bureau|Commission"
    rf"|Council)\b|{Kind.FOREIGN}(?=[.,;)]|$| and\b))"
)
_HOLDER = (
    r"(?:the )?(?:[Ii]nternational [Bb]ureau of (?:the )?|secretariat of (?:the )?)?"
    rf"(?P<b>{_O}|{_NAME})"
)
_AFTER = patterns.of(
    rf"(?:,? (?:[\w'-]+|{_T})){{0,6}}?(?:,[^,;{_O}]{{2,40}},)?(?: (?:by|to|with|of|upon|on|is|at"
    rf"|in)|:) {_HOLDER}"
)
_BEFORE = patterns.of(
    rf"{_HOLDER}(?:'s)?(?:, [^,;:]{{2,80}},)?(?:,? (?!not\b)[\w'-]+){{0,5}},?[ -]?$"
)
_RATHER = patterns.of(
    rf"(?: (?:the )?{_T}(?:(?:,|,? and) (?:the )?{_T}){{0,8}})?,? but(?: rather)?(?: by| to| with)?"
    rf" {_HOLDER}(?=[.,;]|$)"
)
_SET_ASIDE = patterns.of(
    rf"(?:(?P<nor>\b[Nn]either )?{_HOLDER},? (?(nor)nor|(?:and |but )?(?:not|rather than))"
    r"|(?<!\bor )\b[Nn]ot)(?: the)? $"
)
"""`WIPO and not the WTO administers it`, `neither … nor …`, `it is not the WTO that …`."""
_ASIDE = patterns.of(r",[^,;]{2,60},")
_BREAK = patterns.of(r"; |\. ")
_MEANS = patterns.of(
    r"\b(?:under|through|via|by|with|per|than|unlike|exceptions? (?:of|being)"
    r"|except(?: for)?"
    r"|all but|other than|apart from|save for)(?: the| only)? $",
    re.IGNORECASE,
)
_BOUND_BY = patterns.of(r"\bbound by(?: the)? $")
_LIKE_MOST = patterns.of(r"\blike (?:most|many|all|several|some)(?: of)?(?: the)? $")
_ROLE = patterns.of(r"\b(?:organi[sz]ation|body|institution|agency) (?:that|which) $")
_ROLE_AFTER = patterns.of(r" (?:organi[sz]ation|body|institution|agency)\b")
_ACTIVE = patterns.of(
    r"(?:administers|administering|manages|oversees|\bruns|looks? after|tak\w+ care of"
    r"|responsible|in charge|handles|keeps|services|supervises)$",
    re.IGNORECASE,
)


def administered(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """The treaties of a clause are administered by the organisation that it names."""
    masked = sentence.clause.masked
    stops = [stop.end() for stop in _BREAK.finditer(masked) if stop.end() <= match.start()]
    start = stops[-1] if stops else 0
    later = _BREAK.search(masked, match.end())
    end = later.start() if later else len(masked)
    role = _ROLE.search(masked[: match.start()]) or _ROLE_AFTER.match(masked, match.end())
    after = (
        None if _ACTIVE.search(match["t"]) and not role else _AFTER.match(masked, match.end(), end)
    )
    holder = after or _BEFORE.search(masked[start : match.start()])
    if holder is None:
        return
    shift = 0 if after else start
    if by_account(sentence, holder.end("b") + shift):
        return
    verb = (
        masked[start : match.start()] if after else masked[holder.end("b") + shift : match.start()]
    )
    said = _ASIDE.sub("", masked[match.end() : after.start("b")]) if after else ""
    scope = soften(scopes.judge("", re.split("[,;:]", verb)[-1] + said, match["t"], ""), verb)
    if scope is None:
        return
    first = min(match.start(), holder.start("b") + shift)
    last = max(match.end(), holder.end("b") + shift)
    treaties = _treaties(sentence, start, first, last, end)
    if not after and (set_aside := _SET_ASIDE.search(masked, start, first)):
        if set_aside["b"]:
            other = scopes.Scope("negated") if set_aside["nor"] else scope
            _tell(sentence, rule, treaties, set_aside.span("b"), other)
        scope = scopes.Scope("negated")
    _tell(sentence, rule, treaties, (holder.start("b") + shift, holder.end("b") + shift), scope)
    rather = _RATHER.match(masked, last) if scope.polarity == "negated" else None
    if rather:
        _tell(sentence, rule, treaties, rather.span("b"), scopes.AFFIRMED)


def by_account(sentence: Sentence, place: int) -> bool:
    """Whether what a sentence says up to a place is but what others are said to tell."""
    return _BY_ACCOUNT.match(sentence.clause.masked, place) is not None


_BY_ACCOUNT = patterns.of(
    r",? (?:in the (?:account|view|words|opinion|telling|eyes) of|according to|if one believes"
    r"|as)(?: (?:some|many|certain|several|most|older|a few|one|other|the|an?)){0,4}"
    r" (?:[a-z]+ )?(?:textbooks?|handbooks?|manuals?|authors?|commentators?|writers?|websites?"
    r"|blogs?"
    r"|guides?|sources?|people|scholars?|accounts?|readers?|observers?|brochures?)\b"
)
"""`administered by one organisation in the account of some`: so others say."""


def _tell(
    sentence: Sentence, rule: Rule, treaties: list[Mention], span: tuple[int, int],
    scope: scopes.Scope,
) -> None:  # fmt: skip
    found = sentence.clause.within(*span, kinds=_O)
    name = sentence.clause.words(*span)
    holder = found[0][1] if found else Mention(_O, name, proposed=name)
    open_ = [t for t in flat(treaties) if t.kind == _T and t.entries]
    open_ = [t for t in open_ if not _told(sentence, t, scope.polarity)]
    for one in (holder, *further(sentence, span[1])):
        for treaty in open_:
            relate(sentence, rule, treaty, "isAdministeredBy", one, scope)


def further(sentence: Sentence, place: int) -> list[Mention]:
    """The organisations coordinated with one before a place: `WIPO, UNESCO and the ILO`."""
    more = _MORE.match(sentence.clause.masked, place)
    found = sentence.clause.within(*more.span(), kinds=_O) if more else []
    return [mention for _, mention in found]


def also(sentence: Sentence, place: int) -> list[Mention]:
    """The treaties that are added after a place: `… and, by its own account, the PCT`."""
    found: list[Mention] = []
    while more := _ALSO.match(sentence.clause.masked, place):
        found += [mention for _, mention in sentence.clause.within(*more.span(), kinds=_T)]
        place = more.end()
    return found


def as_well(sentence: Sentence, place: int) -> list[Mention]:
    """The treaties of which the same is said after a place: `…, as are the PCT and the PLT`."""
    more = _AS_WELL.match(sentence.clause.masked, place)
    found = sentence.clause.within(*more.span("o"), kinds=_T) if more else []
    return [mention for _, mention in found]


def compared(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """What `like the PCT, it is administered by …` says of the treaties spoken of before."""
    spoken = sentence.clause.within(match.start("o"), match.start("t"), _P)
    if not spoken or not _COMPARED.search(sentence.clause.masked[: match.start("o")]):
        return []
    word = spoken[-1][1].text.lower()
    memory = sentence.memory
    if word in ("they", "both"):
        group = memory.groups.get(_T, ())
        return list(group if len(group) > 1 else memory.topic.things)
    last = memory.latest((_T,)) if word == "it" else None
    return [last] if last else []


def unlike(match: re.Match[str]) -> bool:
    """Whether a treaty is only named as another than the one that a pronoun speaks of."""
    said = match.string[match.start("o") : match.end()]
    return _P in said and _UNLIKE.search(match.string[: match.start("o")]) is not None


def instead(
    sentence: Sentence,
    rule: Rule,
    match: re.Match[str],
    objects: list[Mention],
    scope: scopes.Scope,
) -> None:
    """`WIPO does not administer it; the WTO does`: who does, where another does not."""
    other = _DOES.match(sentence.clause.masked, match.end("o"))
    if scope.polarity != "negated" or other is None:
        return
    _held(sentence, rule, objects, sentence.clause.at(other.start("b")), scopes.AFFIRMED)


def not_by(
    sentence: Sentence,
    rule: Rule,
    match: re.Match[str],
    objects: list[Mention],
    scope: scopes.Scope,
) -> None:
    """`It is administered by the WTO and not by WIPO`: who does not, where another does."""
    other = _NOT_BY.match(sentence.clause.masked, match.end("b"))
    if scope != scopes.AFFIRMED or other is None:
        return
    _held(sentence, rule, objects, sentence.clause.at(other.start("b")), scopes.Scope("negated"))


def _held(
    sentence: Sentence,
    rule: Rule,
    objects: list[Mention],
    holder: Mention,
    scope: scopes.Scope,
) -> None:
    """Somebody administers each of some treaties, or does not."""
    for part in flat(objects):
        if part.kind == _T and part.entries:
            relate(sentence, rule, part, "isAdministeredBy", holder, scope)


_NOT_BY = patterns.of(
    r"(?: itself)?,?(?: and| but)? (?:not|rather than|never|instead of)(?:, [^,;.]{3,40},)? by"
    rf"(?: the)? (?P<b>{_O})"
)
_DOES = patterns.of(
    rf"(?:[;,]| –)(?: but| and)?(?: (?:that|this) is)?(?: (?:the|a) (?:task|job|business|role) of)?"
    rf"(?: the)? (?P<b>{_O})(?: does(?: so)?|'s? (?:task|job|business|role))?"
    r"(?=[.,;]|$)"
)
_UNLIKE = patterns.of(
    r"\b(?<!not )(?:unlike|in contrast to|contrary to|as opposed to|as distinct from)(?: the)? $",
    re.IGNORECASE,
)
"""`Unlike the TRIPS Agreement, it is administered by WIPO`: of the first it is not said."""
_COMPARED = patterns.of(
    rf"(?:^|[.;] )(?:(?:just |much )?like|as with|similarly to|in common with|along with"
    rf"|together with|as is the case (?:with|for)|not unlike|unlike|in contrast to|contrary to"
    rf"|as opposed to|as distinct from)(?: the)? (?=[{_T}]|$)",
    re.IGNORECASE,
)
_AS_WELL = patterns.of(
    r"(?:,| –)? (?:as|and so) (?:are|is)(?: also)?(?: the| both| its){0,3}"
    rf" (?P<o>{_T}(?:(?:,|,? and|,? as well as)(?: the)? {_T}){{0,24}})"
)
_ALSO = patterns.of(
    rf"(?: {Kind.DATE})?(?:,? and|,? as well as|,? plus|;|,)(?:,? (?!which|who|while|whereas|but)"
    rf"[^,;.{_T}{_O}{Kind.STATE}]{{2,40}},)?(?: (?:also|equally|likewise|similarly|even))?"
    rf"(?: (?:for|of))?(?: the)? {_T}(?= and|[,.;]|$| {Kind.DATE}(?:[,.;]|$))"
)
_MORE = patterns.of(
    r"(?:(?:, and|,| and|,? nor|,? (?:together|jointly|along) with|,? as well as)"
    r"(?: by| the){0,3}"
    rf" {_O}(?!'s| \w+ by\b)){{1,24}}"
)


def _told(sentence: Sentence, treaty: Mention, polarity: str) -> bool:
    return any(
        s.predicate == "isAdministeredBy"
        and s.subject == treaty.entries[0].id
        and s.polarity == polarity
        for s in sentence.said
    )


def _treaties(sentence: Sentence, start: int, first: int, last: int, end: int) -> list[Mention]:
    """The treaties between: else the last ones named before, else those named after."""
    masked = sentence.clause.masked

    def named(one: int, other: int, bound: bool = False) -> list[tuple[int, Mention]]:
        return [
            (place, mention)
            for place, mention in sentence.clause.within(one, other, _T)
            if ((bound and _BOUND_BY.search(masked[:place])) or not _MEANS.search(masked[:place]))
            and not _LIKE_MOST.search(masked[:place])
        ]

    if inside := named(first, last):
        before = _coordinated(masked, named(start, first))
        likened = re.search(r"\blike (?:the )?$", masked[: inside[0][0]])
        return [mention for _, mention in inside] + ([m for _, m in before] if likened else [])
    if before := named(start, first):
        return [mention for _, mention in _coordinated(masked, before)]
    if after := named(last, end, bound=True):
        return [mention for _, mention in _coordinated(masked, after[::-1])][::-1]
    if _COMPARED.match(masked, start):
        return []
    pronoun = re.search(rf"{_P}[^,;{_T}]{{0,30}}$", masked[start:first])
    place = start + pronoun.start() if pronoun else 0
    target = target_at(sentence, place, sentence.clause.at(place)) if pronoun else None
    return [target] if target else []


def _coordinated(masked: str, places: list[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """The last of some treaties with those that are coordinated with it."""
    chain = places[-1:]
    for place, mention in reversed(places[:-1]):
        one, other = sorted((place, chain[0][0]))
        if not re.fullmatch(
            r"[,&/]?(?: and| as well as| n?or)? ?(?:the |both )?", masked[one + 1 : other]
        ):
            break
        chain.insert(0, (place, mention))
    return chain
