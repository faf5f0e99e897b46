"""What a text only says that others claim, and what it puts right next."""

from __future__ import annotations

from cislex import patterns


def leads(before: str) -> bool:
    """Whether some words in small letters lead to what only others claim, or wrongly."""
    told = "that " in before or "according to " in before
    return bool(
        (told and _DENIED.search(before))
        or (before.endswith(_CLAIMING) and _CLAIMED.search(before))
    )


def is_myth(text: str) -> bool:
    """Whether a sentence says itself that it is not so: `Myth: Georgia is a member`."""
    return text.startswith(_MYTHS) and _MYTH.match(text) is not None


_MYTH = patterns.of(r"(?:The )?(?:[Mm]yth|[Mm]isconception|[Ff]iction)(?: (?:no\. ?)?\d+)? ?[:–-] ")
_MYTHS = ("Myth", "The ", "Misconception", "Fiction")
_DENIED = patterns.of(
    r"\b(?:doubt\w*|den(?:y|ies|ied)|unlikely|unthinkable|myth|untrue|not true|false(?:ly)?"
    r"|wrong(?:ly)?|mistaken(?:ly)?|mistake|error|fallacy|rumou?rs?"
    r"|contrary to|incorrect(?:ly)?|nobody|no one|no evidence|misconception"
    r"|not the case|confus\w+|(?:friend|colleague|client|reader|some\w+|people|he|she|many|often)"
    r" (?:told|tell|says?|said|claims?|claimed|thinks?|believes?|believed"
    r"|heard))\b[^;:]{0,60}\bthat [^;:]{0,20}$"
    r"|\b(?:claims?|beliefs?|assertions?|notions?|allegations?|impressions?|legends?|tales?)"
    r"(?: [a-z]+){0,3}? that [^;:]{0,20}$"
    r"|\b(?:we|i|this (?:newsletter|bulletin|blog|column|site|article)|(?:(?:an|our|the|my|this) )?"
    r"(?:earlier|previous|first|last|preceding|original) (?:version|edition|issue|post|article"
    r"|draft|bulletin|newsletter)(?: of (?:this|our|the) [a-z]+)?)"
    r"(?: (?:had|have|has|then|once|also|wrongly|erroneously|mistakenly|incorrectly)){0,2}"
    r" (?:wrote|written|said|stated|claimed|asserted|told (?:you|readers))"
    r"(?: (?:last|in) [^,;:]{2,25})? that [^;:]{0,20}$"
    r"|\baccording to (?:some|certain|many|various|unofficial|outdated|old|older) (?:[a-z]+ )?"
    r"(?:websites?|sites|blogs?|guides?|posts|forums?|rumou?rs|brochures?), (?:the )?$"
)
_CLAIMED = patterns.of(
    r"(?:\b(?:it|as|so|he|she|they)|\u001b)(?: is| are)? (?:\w+ )?(?:claim(?:ed)?|said|say"
    r"|believed?|assumed?|alleged?|thought|rumou?red|asserted?)$"
    r"|\b(?:some|many|most|older|outdated|several|certain|various|other) (?:[a-z]+ ){0,2}(?:guides?"
    r"|websites?|sites|blogs?|articles|sources|lists|maps|brochures|authors|commentators|people"
    r"|texts|handbooks|posts) (?:(?:still|wrongly|also|even|may|often|sometimes) ){0,2}(?:list|name"
    r"|count|describe|present|mention|treat|call|show|put|class|include)(?: the)? $"
    r"|\b(?:some|many|others|people)(?: people)?(?: still| also)? (?:say|claim|think|believe"
    r"|assume)(?: that)? $"
)
"""`Georgia, it is often claimed, is a member`, `some guides still list Georgia as a member`."""
_CLAIMING = (
    *("claim", "claimed", "said", "say", "believe", "believed", "assume", "assumed", "allege"),
    *("alleged", "thought", "rumoured", "rumored", "assert", "asserted", "list ", "name ", "the "),
    *("count ", "describe ", "present ", "mention ", "treat ", "call ", "show ", "put ", "class "),
    *("include ", "say ", "claim ", "think ", "believe ", "assume ", "that "),
)
