"""Polarity and modality: whether a clause affirms, denies, plans, looks back or only supposes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cislex import hearsay, patterns
from cislex.departures import only_talks
from cislex.screening import Screened, admits


class Scope(NamedTuple):
    """How a clause puts a relation forward: local names of polarity and modality."""

    polarity: str
    modality: str = "asserted"


AFFIRMED = Scope("affirmed")
_FAR = 250
"""More characters than the words before a subject have by which it is judged."""

# What is read in small letters: the words before a subject, those that link it with an object.
_NOT_NEGATION = Screened(
    r"\bnot only\b|\bnot just\b|\bnot merely\b|\bno later than\b|\bno earlier than\b"
    r"|\b(?:no one|nobody|none) (?:else|but|other than)\b|\bno other (?:body|office|authority)\b"
    r"|(?:\b(?:not|never|cannot)\b|n't\b)[^;.,]{0,40}\bwithout\b"
    r"|\bnot\b[^;.]{0,80}\bbut (?:rather |instead )?(?:by|with|to|in|at|before|under|through)\b"
    r"|\bwhat is not\b|\bno doubt\b|\bnot surprisingly\b|\bwithout reservations?\b"
    r"|\bno (?:less than|sooner)\b|\bwithout (?:any )?(?:doubt|question)\b",
    lasting=False,
)
_NEGATION = patterns.of(
    r"\b(?:not|never|neither|nor|cannot|no|none|nothing of the|nowhere|hardly|yet to"
    r"|still (?:has|have|needs?|had) to|remains? to|still to"
    r"|non-(?:members?|part(?:y"
    r"|ies)))\b|n't\b"
    r"|\bwithout (?:\w+ ){0,2}(?:having|becoming|being|joining|entering|ratifying|acceding"
    r"|accepting)\b"
    r"|\bfar from (?:being(?! the (?:only|last|first|sole)\b)|having|becoming"
    r"|an? (?:member|party)|joining|ratif\w+)\b"
    r"|\b(?:decid|opt|vot|chos)\w* against\b"
    r"|\b(?:an applicant(?! (?:\w+ )?(?:files|lodges|submits|can|may|must|has|needs|from|who))"
    r"|lack(?:s|ed|ing)?|in vain|short of|h(?:eld|olds|olding)"
    r" (?:back(?! (?:[a-z]+ ){0,3}(?:goods|fakes|counterfeits|cargo|copies|[a-z]+ments|parcels))"
    r"|aloof)"
    r"|fail(?:ed|s|ing)?|refus(?:ed|es|ing)|declin(?:ed|es|ing)|reject(?:ed|s|ing)|outside"
    r"|absent|missing|unratified|still (?:ha(?:s|ve)|needs?) to|ha(?:s|ve) still to)\b"
    r"|\b(?:ke(?:ep|eps|pt|eping)|(?:stay|remain)(?:s|ed|ing)?) (?:itself |well )?"
    r"(?:away|clear|aloof|out|apart|(?:its|their) distance)\b|\b(?:refrain|abstain)"
)
_UNTIL = patterns.of(
    r"\b(?:did|was|were|had|has|did)(?: not|n't)\b.*\b(?:until|till|before)\b|\bnot until\b",
    re.IGNORECASE,
)
_LEFT = patterns.of(
    r"\b(?:left|leave|leaves|leaving|withdr\w+|denounc\w+|quit|quits|quitting|exit\w*"
    r"|jumped ship|abandon\w+|g(?:a|i)ves? up|renounced|dropped|walked|pulled out|turned \w+ back"
    r"|departure"
    r"|part(?:ed|s|ing) (?:ways|company)|terminat\w+|discontinu\w+|end(?:s|ed|ing)? (?:its"
    r"|their))\b",
    re.IGNORECASE,
)
_ADVICE = patterns.of(
    r"\b(?:should|ought|must|recommend\w*|urg(?:e|ed|es|ing)|advis\w+|encourag\w+"
    r"|had better|well advised|wise|needs? to|invit\w+|call(?:ed|s|ing)? (?:on|for)"
    r"|would do well|suggest\w*|propos\w+)\b"
)
_PLAN = patterns.of(
    r"\b(?:plan(?:s|ned|ning)?|intend\w*|intention\w*|intent|hop(?:e|es|ed|ing)|aim(?:s"
    r"|ed|ing)?|want\w*|wish\w*"
    r"|prepar\w+|decid\w+|ask(?:ed|s|ing)|request(?:ed|s|ing)?|agre(?:ed|es)|seek\w*|sought"
    r"|consider\w*(?! (?:it|them)sel)|promis\w+"
    r"|pledg\w+"
    r"|undertak\w+|undertook"
    r"|committed (?:itself |themselves )?to|negotiat\w+|appl(?:ied|ying|y for|ies for)|candidate"
    r"|working|work|moving|announc\w+ (?:its|a|that|plans)(?! continu)"
    r"|readiness|interest(?:ed)?|desire|process of|talks|poised|about to|contemplat\w+"
    r"|discuss\w+|ponder\w*|weigh\w*|mull\w*"
    r"|under (?:active )?(?:review|study)|being (?:weighed|studied)|on the agenda"
    r"|explor\w+|studying|examining|ready|willing|keen|eager|vow\w*|envisag\w+|strives?"
    r"|striving|steps towards|path|on (?:its|the) (?:way|road|track)"
    r"|look(?:s|ing)? forward|proceed\w*|move[sd]?(?! first| early| fast| quickly| late)|attempt\w*"
    r"|tr(?:ying|ies)|bid"
    r"|goal|objective|ambition\w*|aspir\w+|green light"
    r"|pursu\w+|ask(?:s|ed|ing)? (?=to )|request\w*|petition\w*|draft\w*|planned|proposed"
    r"|hoped-for)\b"
)
_FORECAST = patterns.of(
    r"\b(?:will|shall|expect\w*|likely|set to|due to|scheduled|forecast|predict\w*"
    r"|is to|are to|going to|soon|anticipat\w+"
    r"|may|might|could|would|possible|eventual|future|prospective|potential|upcoming"
    r"|forthcoming|impending|pending|foresee\w*|on track|can)\b"
)
_IF = patterns.of(
    r"(?:^|(?=[\s(,;–\"'.:]))(?:"
    r"(?:^|[\s(,–\"'])(?:if|unless|whether|suppose|supposing|assuming|provided"
    r"|providing|in case|as though|as if)\b[^,;:.]{0,60}$"
    r"|(?:^|[\s(,;–\"'])(?:if|unless|suppose), [^,;:.]{1,25}, $"
    r"|(?:^|[.;:(–\"] ?)(?:(?:why|how|when|where) )?(?:should|were|had|would|could|can"
    r"|does|did|do|is|are|has|have|will|may|might|was)(?: only| even| not| also| a"
    r"| an)? $"
    r"|(?:^|, |; |– )(?:should|were|had) $"
    r")"
)
_UNREAL = patterns.of(r"(?:^|[;–] )(?:were|should|had) [^,;:.]{2,50}, $")
"""`Were it adopted, Russia would …`: nothing is said of what is."""
_WHEN_PRESENT = patterns.of(
    r"(?:^|[\s,(])(?:when|once|after|until|before|as soon as|the day"
    r"|in the event(?: that)?)(?: and if)? $"
)
_UNKNOWN = patterns.of(
    r"\b(?:say|know|knows|known|tell|clear|open|asked|predict|wonder\w*|unclear|uncertain)"
    r" (?:when|whether|if)(?: and if| or if| or whether| even)? $"
)
_BARE = patterns.of(
    r"(?:(?:also|now|soon|to|not|finally|formally|quickly|likewise) ){0,24}(?:to (?:become"
    r"|be|join|accede|ratify|adhere|sign|enter|leave)|(?:join|accede|ratify|become"
    r"|adhere|sign|enter)(?: |$))",
    re.IGNORECASE,
)
_PAST_BE = patterns.of(
    r"\b(?:was|were|had been)\b(?!.*\b(?:been|became|become|admitted|accepted|bound to))",
    re.IGNORECASE,
)


@lru_cache(maxsize=2000)
def judge(before: str, verb: str, trigger: str, after: str) -> Scope | None:
    """The scope of a relation from the words around it; None where it is only supposed.

    `before` is the text before the subject, `verb` stands between subject and trigger,
    `after` follows the trigger.
    """
    before = before[-_FAR:]
    words, low = f"{verb} {trigger}".lower(), before.lower()
    if _supposed(low, verb, trigger, words) or only_talks(words):
        return None
    if low.endswith(_SOUGHT) and _IN_VAIN.search(low):
        return Scope("negated")
    if low.endswith(_LOSING) and _LOST.search(before):
        return Scope("past")
    if low.endswith(_DESIRING) and _DESIRED.search(low):
        return Scope("planned", "recommendation")
    if _BARE.match(f"{verb.strip()} {trigger}".strip()):
        if _ADVICE.search(low[-60:]):
            return Scope("planned", "recommendation")
        if _PLAN.search(low[-60:]) or _FORECAST.search(low[-60:]):
            return Scope("planned", "projection")
        if re.search(r"\b(?:oblig|requir|commit|compel|push|press)\w*", before[-60:]):
            return Scope("planned", "intention")
        if verb.strip().startswith("to"):
            return None
    return _of_words(low, verb, trigger, after, words)


NOTED = patterns.of(
    r"\b(?:will|should|may|must|can|would|might|need to|ought to) (?:also )?"
    r"(?:note|notice|remember|recall|welcome|see|benefit|take note|rely|look back|appreciate|find"
    r"|bear in mind|observe|keep in mind|profit|count|point|be glad|be aware|be mentioned"
    r"|be noted)\b",
    re.IGNORECASE,
)
"""`Owners will note the accession …`: what will be done with something that is so."""
NOT_UNTIL = patterns.of(
    r"\b(?:not|only|never)(?: before| until)? \u0018 (?:that|did|was|were)\b", re.I
)
"""`It was not until 1999 that …`: it was so from then on."""
_IN_VAIN = patterns.of(r"\b(?:in vain (?:for|to find)|no (?:sign|trace|mention) of)(?: the)? $")
"""`One looks in vain for Armenia among the parties`: it is none."""
_LOST = patterns.of(r"\b(?:lost|loses?|losing|parted with|the (?:departure|exit|withdrawal) of) $")
"""`The CIS lost Georgia as a member`: it was one."""
_SOUGHT = ("for ", "find ", "of ", "the ")
_LOSING = ("lost ", "lose ", "loses ", "losing ", "with ", "of ")
_DESIRING = ("time ", "see ", "rather ", "hope ", "hopes ", "hoping ", "that ", "the ")
"""How words end that the patterns of the same names match, which are looked for first."""
_AS_OBSERVER = patterns.of(
    r"[^;.,]{0,15}\bas (?:only |merely |just ){0,24}(?:an? )?(?:mere )?observer", re.I
)
"""`It sits in the Union as an observer`: it is no member."""
_DESIRED = patterns.of(
    r"\b(?:(?:high|about|is|was) time|(?:like|love|want\w*|wish\w*|glad|happy) to see|would rather"
    r"|hop(?:es?|ing))"
    r"(?: that)?(?: the)? $"
)
"""`It is time that Moldova joined …`: what others would like."""
_PRESENT = patterns.of(r"\b(?:joins|accedes|ratifies|becomes|enters|is|are|signs)\b")
_NOR = patterns.of(r"\bnor,? (?:[^;.]{2,90}, )?(?:has|have|is|are|does|do|did|will|was|were) $")


def _supposed(before: str, verb: str, trigger: str, words: str) -> bool:
    """Whether a clause only supposes, denies that somebody is right, or names an aim."""
    aim = AIM.match(trigger) and not any(
        p.search(verb.lower()) for p in (_PLAN, _FORECAST, _ADVICE)
    )
    if aim or not before:
        return bool(aim)
    asks = any(map(before.__contains__, _IF_WORDS)) or before.endswith(_INVERTED)
    return bool(
        (asks and _IF.search(before))
        or hearsay.leads(before)
        or (before.endswith(_WHETHER) and _UNKNOWN.search(before))
        or (before.endswith(", ") and _UNREAL.search(before))
        or (before.endswith(_WHEN) and _WHEN_PRESENT.search(before) and _PRESENT.search(words))
    )


_IF_WORDS = (
    *("if", "unless", "whether", "suppos", "assuming", "provided", "providing", "in case"),
    "though",
)
_INVERTED = tuple(
    f"{word} "
    for word in (
        *("should", "were", "had", "would", "could", "can", "does", "did", "do", "is", "are"),
        *("has", "have", "will", "may", "might", "was", "only", "even", "not", "also", "a", "an"),
    )
)
"""How words end that suppose by their order: `should it`."""
_WHETHER = ("when ", "whether ", "if ", "even ")
_WHEN = (
    *("when ", "once ", "after ", "until ", "before ", "soon as ", "the day ", "event ", "that "),
    "if ",
)
"""Without these at the end of some words the patterns that end with them need not be tried."""


_OTHER_CLAUSE = patterns.of(
    r"[;:]|, (?:whereas|while|though|although|but|and) (?=[\u000e\u0010\u0011])"
    r"|, (?:whereas|while|though|although|even though|but) (?=(?:it|they|\u001b) )"
    r"| and (?=(?:is|was|were|became|remained) )"
    r"|[\u000e\u0010] (?=\w)"
)
"""Where another clause begins, with another subject."""

AIM = patterns.of(
    r"(?:accession|adherence|entry|ratification|membership) (?:to|of|in|into)", re.IGNORECASE
)


class _Wording(NamedTuple):
    """What the words of a verb and its trigger tell, whatever stands around them."""

    plain: str
    is_open: bool
    is_negated: bool
    is_over: bool


@lru_cache(maxsize=2000)
def _wording(words: str) -> _Wording:
    plain = _NOT_NEGATION.pattern.sub(" ", words) if admits(_NOT_NEGATION.needs, words) else words
    is_open = "whether" in plain or _OPEN.search(plain) is not None
    is_over = any(map(plain.__contains__, _ENDING)) and _NO_MORE.search(plain) is not None
    return _Wording(plain, is_open, _NEGATION.search(plain) is not None, is_over)


def _of_words(before: str, verb: str, trigger: str, after: str, words: str) -> Scope | None:
    plain, is_open, negated, is_over = _wording(words)
    if is_open:
        return None
    if "observer" in after.lower() and _AS_OBSERVER.match(after):
        return Scope("negated")
    if not negated and ("neither" in before or "none of" in before):
        negated = _NEITHER.search(before, max(0, len(before) - 50)) is not None
    negated = negated or bool("nor" in before and _NOR.search(before))
    if negated:
        then = _CLAUSES.split(after[:60], 1)[0]
        if _UNTIL.search(f"{words} {then}") and not _YET.search(words):
            return AFFIRMED
    if is_over:
        return Scope("past")
    return _positive(plain, trigger, verb, after) if not negated else _negative(plain, trigger)


_CLAUSES = patterns.of(r"[;.]|, (?:and|but|though|although|while) ")
_YET = patterns.of(r"\byet\b")

_OPEN = patterns.of(
    r"\bif\b|\bor (?:ha(?:s|ve|d) )?(?:never|not)\b|\b(?:may|might|could|would|should|must)"
    r" (?:\w+ )?have\b|\b(?:wrongly|erroneously|mistakenly|incorrectly|falsely|by mistake)\b"
)
_NEITHER = patterns.of(
    r"\bneither\b(?! (?:has|have|had) (?:yet |ever )?(?:joined|ratified|signed|accepted"
    r"|acceded to|entered|left) $)[^,;]*$|\b(?:neither|none) of [^;.]{0,30}, $"
)
_NO_MORE = patterns.of(
    r"\bno longer\b|\bceas(?:e|es|ed|ing)\b|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!being )\bstopped\b"
    r"(?! at| by)|\bused to\b|\bformer(?:ly)?\b(?! \u0011)"
    r"|\bonce,? *(?=an? (?:full )?(?:member|part(?:y|icipant)))"
    r"|\bany ?(?:longer|more)\b"
)

_ENDING = ("no longer", "ceas", "stopped", "used to", "former", "any", "once")


def _negative(plain: str, trigger: str) -> Scope | None:
    if _LEFT.search(trigger):
        return AFFIRMED
    if re.search(r"\brul(?:e|ed|es|ing) out\b|\bdecid\w+ (?:on|if)\b", plain):
        return None
    if re.search(r"\bshould\b", plain):
        return None
    return Scope("negated")


_GOES_ON = patterns.of(r"\b(?:go(?:es)? on|went on|ke(?:eps?|pt)|continu\w+ to|remain\w*)\b")
_APPLIED = patterns.of(r"\b(?:applied|been applying)\b(?! to| for)")
_ENDED = patterns.of(
    r"^,? ?(?:until|till)\b|\buntil [\u0018]|\bbetween +[\u0018] and +[\u0018]"
    r"|\bfrom [\u0018] (?:to|until|till) +[\u0018]"
)
_ENDS = ("until", "till", "between", "from")
_BEING = patterns.of(r"was|were|been", re.IGNORECASE)
"""Without these nothing is told of a time that ended."""


_SINCE = patterns.of(
    r"(?<!not been )(?<!not been one )\bsince\b(?! (?:then )?(?:left|quit|withdrawn|exited"
    r"|denounced|abandoned|renounced|dropped|ended|lapsed|ceased|parted|walked|pulled|given|turned"
    r"|terminated))"
)
"""`was once a party but has since withdrawn` tells of what is over."""
_BY_WHAT_FOLLOWS = Scope("")
"""The words of a verb leave it to those behind whether something is so."""


@lru_cache(maxsize=2000)
def _by_verb(plain: str, trigger: str) -> Scope | None:
    if _ADVICE.search(plain):
        return Scope("planned", "recommendation")
    if _LEFT.search(trigger):
        meant = _PLAN.search(plain) or _FORECAST.search(plain)
        return None if meant else Scope("past")  # who means to leave has not left
    if _GOES_ON.search(plain):
        return AFFIRMED
    if _PLAN.search(_APPLIED.sub(" ", plain) if "appl" in plain else plain):
        return Scope("planned", "intention")
    if _FORECAST.search(plain):
        return Scope("planned", "projection")
    return _BY_WHAT_FOLLOWS


def _positive(plain: str, trigger: str, verb: str, after: str) -> Scope | None:
    if (scope := _by_verb(plain, trigger)) is not _BY_WHAT_FOLLOWS:
        return scope
    if any(map(after.__contains__, _ENDS)) and _ENDED.search(_OTHER_CLAUSE.split(after[:60])[0]):
        return Scope("past")
    if not _BEING.search(verb):
        return AFFIRMED
    if re.search(r"\b(?:was|were|been)\b", verb) and re.match(
        r"[^;.]{0,60}\b(?:ceased|stopped being|gave (?:it|this) up)\b", after
    ):
        return Scope("past")
    if (
        _PAST_BE.search(verb)
        and re.search(
            r"\b(?:member|part(?:y|ies)?|participant|contracting|state|adherent"
            r"|in(?! (?:place|force|effect))|inside)\b",
            trigger,
            re.IGNORECASE,
        )
        and not re.search(
            r"founding|founder|as (?:an? )?(?:\w+ )?part\b|original|first|since|signatory"
            r"|among|th\b|admitted|accepted|already|start|outset|beginning"
            r"|(?:created|established|founded|set up|formed|opened|organi[sz]ed)(?: \u0018)? as\b",
            plain,
        )
        and not _SINCE.search(after[:80])
    ):
        return Scope("past")
    return AFFIRMED
