"""Labels that run into their line: `The Patent Law. Born on 16 July 1999, it embraces …`.

The label and the words behind it become one sentence about what the label names.
"""

from __future__ import annotations

import re

from cislex import dates, patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause

LONGEST = 120
"""A label is no longer, in characters."""


def parted(text: str) -> tuple[str, str] | None:
    """A label and what follows it in one line: `Copyright Law – signed in 2022, it covers …`."""
    marked = _MARKED.match(text) if ": " in text or " – " in text else None
    if marked is None:
        return None
    rest = marked["rest"]
    fits = _PARTICIPIAL.match(rest) or _WITHOUT.match(rest) or _NUMBERED.match(rest)
    return (marked["label"], rest) if fits else None


def name_before_sign(text: str) -> str:
    """What stands before a colon or a dash near the beginning of a text; else nothing."""
    found = _NAME_BEFORE.match(text) if any(map(text.__contains__, _SIGNS)) else None
    return found["name"] if found else ""


def has_verb(text: str) -> bool:
    """Whether a line is clearly a sentence, which need not be read to see that it is no label."""
    return "(" not in text and _VERB.search(text) is not None


def kind(clause: Clause) -> Kind | None:
    """What a stretch of text with nothing but names names; None if it is a sentence."""
    if not _ONLY_NAMES.fullmatch(clause.masked) or any(m.date or m.value for m in clause.mentions):
        return None
    kinds = {mention.kind for mention in clause.mentions if mention.kind not in _BESIDE}
    for one in (Kind.LAW, Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.RIGHT):
        if kinds == {one}:
            return one
    if kinds == {Kind.TREATY, Kind.ORGANIZATION}:
        return Kind.TREATY
    return None


def sentence(label: str, of: Kind, text: str) -> str:
    """A label and the sentence behind it as one sentence; the latter alone if they do not fit."""
    name = label.strip().rstrip(".:").strip()
    plural = "are" if of == Kind.RIGHT and _SEVERAL.search(name) else "is"
    if of == Kind.LAW and (numbered := _NUMBERED.match(text)):
        sign = ":" if numbered["sign"] and _APPOSED.match(numbered["rest"]) else ""
        rest = _APPOSED.sub("", numbered["rest"]) or numbered["rest"]
        return f"{name} ({numbered['told']}){sign or numbered['sign'] or ''} {rest}"
    if of in (Kind.LAW, Kind.BODY) and (part := _PARTICIPIAL.match(text)):
        told = _told(name, part["part"]) if of == Kind.LAW else ""
        return f"{name}{told}, {_small(part['part'])}, {part['does']}"
    if taken_up := (_THAT if of == Kind.TREATY else _IT).match(text):
        article = "" if _ARTICLE.match(name) or of == Kind.RIGHT else "The "
        return f"{article}{name}{taken_up['rest']}"
    if (of != Kind.TREATY or " by " in text) and (without := _WITHOUT.match(text)):
        be = ", " if of == Kind.LAW else f" {plural} "
        return f"{name}{be}{_small(without[0])}{text[without.end() :]}"
    if of == Kind.LAW and _DOES.match(text):
        return f"{name} {_small(text)}"
    if of == Kind.RIGHT and _OF_RIGHT.match(text) and not _VERB.search(text):
        return f"{name}: {text}"
    return f"{name}: {text}" if of in (Kind.TREATY, Kind.ORGANIZATION) else text


def _told(name: str, part: str) -> str:
    """The number and the day of a law that stand behind its name, in brackets."""
    if _OTHER_DAY.search(part) or dates.DATE.search(name):
        return ""
    number, day = dates.NUMBER.search(part), dates.DATE.search(part)
    words = [number[0] if number else "", f"of {day[0]}" if day else ""]
    return f" ({' '.join(filter(None, words))})" if day else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


_NAMES = "".join(
    (Kind.LAW, Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.RIGHT, Kind.STATE, Kind.ADJECTIVE,
     Kind.DATE, Kind.NUMBER)
)  # fmt: skip
_BESIDE = (Kind.STATE, Kind.ADJECTIVE, Kind.DATE, Kind.NUMBER)
_ONLY_NAMES = patterns.of(
    rf"(?:(?:the|an?|of|and|or|on|in|for|its|system|new|law) |[{_NAMES}]'?s?|\([^()]*\)"
    rf"|[ ,/&–]){{1,24}}"
    r"[.:]?",
    re.IGNORECASE,
)
_VERB = patterns.of(r" (?:is|are|was|were|has|have|had|will) ")
_MARKED = patterns.of(r"(?P<label>[^:;–]{3,100}?)(?::| –) (?P<rest>.+)$")
_ARTICLE = patterns.of(r"(?:[Tt]he|[Aa]n?|[Ii]ts) |[A-Z]+$")
_NAME_BEFORE = patterns.of(r"(?P<name>(?:[A-Z][\w-]+(?![\w-]) ?(?:of )?){1,4}?)(?::| [–—]) ")
_SIGNS = (": ", " – ", " — ")
_SEVERAL = patterns.of(r"s$|\band\b|,")
_SUBJECT = (
    r"(?:[Ii]t|[Tt]hey|[Tt]h(?:is|e|ese) (?:\w+ )?(?:laws?|statutes?|acts?|codes?|texts?|decrees?))"
)
_NUMBERED = patterns.of(
    r"(?:(?:Law|Act|Statute|Code),? )?(?P<told>No\.? ?[\w/-]+(?:,? (?:of|dated|from|adopted on)"
    r" (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})?)(?P<sign>,)? (?P<rest>[a-z].*)"
)
_APPOSED = patterns.of(r"(?:the|an?) (?:\w+ )?(?:statute|law|act|text|instrument|code) (?=\w)")
_PARTICIPIAL = patterns.of(
    r"(?P<part>(?:Also |Only |First |Originally )?(?:[A-Z]?[a-z]+(?:ed|en|rn|ept|elt|ent|ut|ade)"
    rf"|[Aa]n?|[Tt]he|[Ii]n force|[Nn]ow|[Pp]art|[Ss]ubordinate|[Aa]nswerable)"
    rf" (?:[^;.]|\.(?=\S| \d)){{0,400}}?)[,;] {_SUBJECT}"
    r" (?P<does>[a-z].*)"
)
_IT = patterns.of(rf"{_SUBJECT}(?P<rest>(?:,| [a-z]).*)")
_THAT = patterns.of(r"(?:[Ii]t|[Tt]hey|[Tt]hat|[Tt]his)(?: one)?(?P<rest> [a-z].*)")
_WITHOUT = patterns.of(
    r"(?:Not (?:yet )?|Still (?:not )?|Now |Never |Also |No longer )?"
    r"(?:[A-Z]?[a-z]{2,}(?:ed|orn|iven|aken)|[Ii]n force|[Oo]pen|[Ff]ound|[Ss]ubject|[Ll]aid"
    r"|[Bb]inding|[Ss]et)\b"
    r"(?= (?:by|in|on|to|under|for|since|from|through|with|as|at|until|of|and)\b|,|\.)"
)
_DOES = patterns.of(
    r"(?:Governs|Covers|Protects|Regulates|Deals|Contains|Sets|Lays|Applies|Extends|Provides"
    r"|Embraces|Gives|Grants|Safeguards|Secures|Defines|Shelters|[A-Z][a-z]+s (?=the|rights))\b"
)
_OF_RIGHT = patterns.of(
    r"(?=[^.]{0,80}\b(?:Law|Act|Code|Statute)\b)(?:(?>[Tt]he|[A-Z][\w'/-]*+|on|of|and|for|dated|from"
    r"|as amended|adopted|\d[\w/-]*+|[()\"])[ .,;]*+){1,40}+$"
    r"|(?:Up to |A maximum of |For |Life (?:of the author )?(?:plus|and|\+) )?"
    r"(?:\d+|[A-Z]?[a-z-]+)[ -]years?\b"
)
"""A law or a length of time without a verb, which is that of the right on the label."""
_OTHER_DAY = patterns.of(
    r"\b(?:amend|revis|in force|effective|since|until|repeal|updat|modern|reform)", re.IGNORECASE
)
"""Words of a day that is not that of the adoption."""
