"""Which rights a law governs by the words beside it, by its title and by what is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cislex import patterns, things
from cislex.laws import subjects, topics
from cislex.lexicon import Kind
from cislex.mentions import REACH, Mention
from cislex.naming import OF_PEOPLE, law_in, nearby_state, place_of
from cislex.rules import Rule
from cislex.sentence import Sentence


def things_beside(sentence: Sentence, law: Mention, match: re.Match[str]) -> list[Mention]:
    """The rights of a law's title that things in a list with rights are about: `works and …`."""
    masked = sentence.clause.masked
    ahead = match.start("r") < match.start("l")
    start = max(0, match.start("r") - 30) if ahead else match.end("l")
    listed = masked[start : match.end("r") + (25 if ahead else 40)]
    beside = _THINGS_BESIDE.findall(listed)
    wanted = things.meant(" ".join(word for pair in beside for word in pair).strip())
    if not wanted:
        return []
    titled = subjects(label_of(sentence, law, match.start()))
    return _named(sentence, (right for right in titled if right in wanted))


_WORD = (
    r"((?:performers|broadcasters|producers|authors|breeders|works|films|music|performances"
    r"|recordings|brands|logos|programs|books|databases|software|algorithms)\b)"
)
_THINGS_BESIDE = patterns.of(
    rf"\b{_WORD}(?: of [a-z]+)?,? (?:and|or|as well as)(?: the)? {Kind.RIGHT}"
    rf"|{Kind.RIGHT},? (?:and|or|as well as)(?: of)?(?: the rights of)? {_WORD}",
    re.IGNORECASE,
)


def own(sentence: Sentence, law: Mention, rights: list[Mention]) -> list[Mention]:
    """Of several rights those of one of several laws: the ones that its title names, if any."""
    titled = subjects(label_of(sentence, law, place_of(sentence, law)))
    return [right for right in rights if right.entries[0].id in titled] or rights


def topic(right: Mention) -> str:
    """A right in words by which its law is known: its own ("databases") or those of its id."""
    name = right.entries[0].id.partition(":")[2].replace("-", " ")
    return right.text if topics(right.text) else name


def side_of(
    masked: str, rule: Rule, match: re.Match[str], part: tuple[int, int]
) -> tuple[int, int]:
    """Where the rights stand in a part of a clause: before the word of governing or behind it."""
    start, end = part
    if rule.options.get("acts"):
        return match.end("t"), end
    if rule.options.get("before") or rule.options.get("of") in ("meant", "key", "titled", None):
        start = max(start, masked.rfind(Kind.LAW, start, match.start("t")))
    if rule.options.get("of") == "things":
        return start, _things_end(masked, match.end("t"), end)
    if _RELATIVE.match(masked, start) and masked[max(0, start - 3) : start] == f"{Kind.RIGHT}, ":
        start -= 3
    whole = rule.options.get("of") == "agreeing" and not rule.options.get("before")
    return (start, end) if whole else (start, match.end("t"))


def rights_of(sentence: Sentence, kind: str, side: tuple[int, int], label: str) -> list[Mention]:
    """The rights of a stretch; without them those of the title of the law, or those spoken of.

    `kind` tells which count: `named` those of the stretch alone, `agreeing` those if one of
    them stands in the title too, `things` those of the title that the things and people of the
    stretch are about, `labelled` those of the stretch and these, `told` both if they agree with
    the title, `key` all of the stretch, `meant` those that the things of the stretch are,
    `titled` else those of the title, `spoken` else that of which the text speaks.
    """
    masked = sentence.clause.masked
    rights = _beside(sentence, kind, side)
    found = [right for right in rights if not _SOFTWARE.search(right.text)]
    titled = _titled(label)
    if kind == "agreeing":
        return found if any(right.entries[0].id in titled for right in found) else []
    meant = things.meant(masked[slice(*side)])
    if kind == "things" and (software := _software(rights)):
        return software
    if kind in ("told", "key", "things", "labelled"):
        named = found if kind == "told" or "software" not in topics(label) else rights
        told = [] if kind == "things" else [right.entries[0].id for right in named]
        return _with_meant(sentence, kind, told, titled, meant)
    if kind == "named":
        return _or_the_two(sentence, rights, side, titled)
    if found:
        return _with_things(sentence, found, [r for r in titled if r in meant], kind)
    spoken = next(iter(sentence.memory.asked), sentence.memory.focus.right)
    wanted = {right.entries[0].id for right in rights} | meant
    if kind == "spoken" or _IT.search(masked[slice(*side)]):
        wanted.add(spoken)
    listed = sentence.memory.focus.listed
    if _TWO.match(sentence.clause.words(*side)) and set(listed) & set(titled):
        return _named(sentence, listed)
    fitting = [right for right in titled if right in wanted]
    if not fitting and kind == "spoken" and not titled:
        fitting = [spoken] if spoken else []
    if not fitting and kind not in ("meant", "spoken"):
        fitting = [spoken] if spoken in titled else titled
    return _named(sentence, fitting)


def _with_meant(
    sentence: Sentence, kind: str, named: list[str], titled: list[str], meant: frozenset[str]
) -> list[Mention]:
    """Rights that are named and those of the title that things are about, if they agree with it."""
    told = [*named, *(right for right in titled if right in meant)]
    told += sorted(meant) if kind == "key" else []
    agreeing = any(right in titled for right in told) or (kind != "told" and named)
    return _named(sentence, told) if agreeing else []


def _software(rights: Iterable[Mention]) -> list[Mention]:
    """The rights that are told by names of software, each once."""
    return list({r.entries[0].id: r for r in rights if _SOFTWARE.search(r.text)}.values())


def _beside(sentence: Sentence, kind: str, side: tuple[int, int]) -> list[Mention]:
    """The rights of a stretch, without those with which others are compared."""
    masked = sentence.clause.masked
    rights = [
        right
        for place, right in sentence.clause.within(*side, kinds=Kind.RIGHT)
        if right.entries
        and not _COMPARED.search(masked, max(0, place - REACH), place)
        and not OF_PEOPLE.match(masked, place + 1)
    ]
    return rights + (_called_by(sentence, side) if kind == "agreeing" else [])


def _with_things(
    sentence: Sentence, found: list[Mention], more: list[str], kind: str
) -> list[Mention]:
    """Rights and, where things are meant too, those of the title that they are about."""
    if kind != "meant" or not more:
        return found
    return _named(sentence, [*(right.entries[0].id for right in found), *more])


def _called_by(sentence: Sentence, side: tuple[int, int]) -> list[Mention]:
    """The rights that laws beside are called by: `the statute on marks is Law No. 1`.

    What a law that is no more is called by tells nothing of another one that has a title.
    """
    masked, end = sentence.clause.masked, side[1]
    is_titled = masked[end : end + 1] == Kind.LAW and topics(sentence.clause.at(end).proposed)
    rights = list[Mention]()
    for place, law in sentence.clause.within(*side, kinds=Kind.LAW):
        state = law.state or nearby_state(sentence, place)
        known = law_in(sentence, law, state)[0] if law.group and state else ""
        ended = known in sentence.memory.lexicon.ended or _OLD.match(law.text)
        if not (is_titled and ended):
            rights += [right for right in law.group if right.kind == Kind.RIGHT]
    return rights


_OLD = patterns.of(
    r"(?:[Tt]he |[Ii]ts |[Aa]n? )?(?:earlier|previous|former|old|older|first|original|repealed)\b"
)


def _or_the_two(
    sentence: Sentence, rights: list[Mention], side: tuple[int, int], titled: list[str]
) -> list[Mention]:
    """Rights; without any those of the title of the one act that `the two subjects` shared."""
    if rights or not _THE_TWO.search(sentence.clause.words(*side)):
        return rights
    return _named(sentence, titled)


def _titled(label: str) -> list[str]:
    """The rights that a law of some title is about; to restrict the rights of authors is one."""
    return subjects(label) or ["right:copyright"] * ("restriction" in topics(label))


def _named(sentence: Sentence, ids: Iterable[str]) -> list[Mention]:
    """Rights by their ids, each once."""
    entries = sentence.memory.lexicon.entries
    return [Mention(Kind.RIGHT, "", (entries[one],)) for one in dict.fromkeys(ids)]


def _things_end(masked: str, place: int, end: int) -> int:
    """Where the words end that tell whom a law is for: behind it only `: …` and `for …` do."""
    told = _FOR_WHOM.match(masked, place + 1)
    return min(told.end(), end) if told else place


def label_of(sentence: Sentence, law: Mention, place: int) -> str:
    """What a law is called, or what the graph calls one without a title."""
    if subjects(law.proposed):
        return law.proposed
    state = law.state or nearby_state(sentence, place)
    return law_in(sentence, law, state)[1] if state else ""


_FOR_WHOM = patterns.of(rf"(?:: | \(|[^;.,{Kind.LAW}]{{0,40}} for )[^;.,()]{{3,60}}")


_IT = patterns.of(rf"^\W{{0,8}}(?:{Kind.PRONOUN}|(?:its|their|the) (?:protection|rules)\b)")


_TWO = patterns.of(
    r"\W{0,8}(?:both|they|these)(?: (?:are|is|were|have|fall|come|rest|share|too|now|alike))", re.I
)
_THE_TWO = patterns.of(
    r"\b(?:both|they|the two|all three|these)(?: (?:subjects|titles|rights|matters|things))?"
    r" (?:shared?|had|have)\b",
    re.IGNORECASE,
)
"""`Before that, the two subjects shared one act`."""
_RELATIVE = patterns.of(r"(?:which|that) ")


_COMPARED = patterns.of(
    r"\b(?:unlike|except|besides|like|than|not|left|outside(?: of)?|(?:excluded|barred) from"
    r"|(?:taken |moved |carved |lifted |split )(?:out of|from))(?: for)?(?: the)? $",
    re.IGNORECASE,
)


_SOFTWARE = patterns.of(r"program|database|software", re.IGNORECASE)
