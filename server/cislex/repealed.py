"""Which laws and bodies a sentence tells of as repealed, replaced or dissolved."""

from __future__ import annotations

import re

from cislex import patterns, tenses
from cislex.endings import labelled
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.mentions import REACH
from cislex.predecessors import replaced
from cislex.screening import Screened
from cislex.sentence import Sentence


def is_gone(sentence: Sentence, place: int, law: str) -> bool:
    """Whether the law at a place is said to be no more."""
    if any(
        (s.subject, s.predicate, s.polarity) == (law, "ratifies", "affirmed") for s in sentence.said
    ):
        return False  # "an earlier law ratified …" was passed before and is still there
    clause = sentence.clause
    before = clause.masked[max(0, place - REACH) : place]
    after = clause.masked[place + 1 :]
    together = _WITH_LAWS.search(before) and _PLURAL.match(after)
    if together or not OBLIQUE.search(before):
        after = _AND_LAWS.sub("", _ASIDE.sub("", after, count=1)).removeprefix(",")
        after = _OF_DAY.sub("", after)
    elif after.startswith(","):
        after = ""
    if (
        (clause.admits(GONE) and GONE.pattern.search(before))
        or (clause.admits(IS_GONE) and IS_GONE.pattern.match(after))
        or (_UNCITED.search(before) and _NO_MORE.match(sentence.clause.masked, place + 1))
        or _GONE_ARE.match(clause.masked, 0, place)
    ):
        return True
    if tenses.none_left(sentence.clause.words(place + 1, len(sentence.clause.masked))):
        return True
    if labelled(sentence, place):
        return True
    if REPLACED.search(sentence.clause.masked, 0, _first_of_list(sentence, place)):
        return True  # `swept away the Patent Law, the Trademark Law and the Copyright Law`
    if law in sentence.memory.lexicon.ended and tenses.looks_back(*_spelled(sentence, place)):
        return True
    return any(
        (one.subject, one.predicate, one.polarity) == (law, "governs", "past")
        for one in sentence.said
    )


def is_told_gone(sentence: Sentence, since: int, place: int) -> bool:
    """Whether the words from a place up to a body tell that it is no more, with those of dates."""
    clause = sentence.clause
    dated = clause.masked.find(Kind.DATE, since, place) >= 0
    if not dated and not clause.admits(GONE):
        return False
    return GONE.pattern.search(clause.spell(since, place)) is not None


def former(
    sentence: Sentence, named: tuple[str, str, str], place: int, date: str
) -> tuple[str, str, str]:
    """What a law that was replaced is: not the one in force of the same title."""
    known, ended = sentence.memory.lexicon.entries.get(named[0]), sentence.memory.lexicon.ended
    if known is None and date and not topics(named[1]) and (of := replaced(sentence, place, date)):
        return of[0].id, of[0].label, of[0].type
    if known is None or named[0] in ended:
        return named
    old = sentence.memory.laws.former(known, ended, date)
    return (old.id, old.label, old.type) if old else named


def of_number(sentence: Sentence, named: tuple[str, str, str], number: str) -> tuple[str, str, str]:
    """What a law that is no more is: the one of its number, not the one in force."""
    entries, ended = sentence.memory.lexicon.entries, sentence.memory.lexicon.ended
    known = entries.get(named[0])
    if known is None or named[0] in ended:
        return named
    old = sentence.memory.laws.earlier(known, ended, number)
    return (old.id, old.label, old.type) if old else named


def _first_of_list(sentence: Sentence, place: int) -> int:
    """Where a list of laws begins in which a law stands."""
    while beside := _WITH_LAWS.search(sentence.clause.masked, max(0, place - REACH), place):
        place = beside.start()
    return place


def _spelled(sentence: Sentence, place: int) -> tuple[str, int]:
    """The clause with the prepositions of its dates, and where a place of it is then."""
    before = sentence.clause.spell(0, place)
    rest = sentence.clause.spell(place, len(sentence.clause.masked))
    return before + rest, len(before)


GONE = Screened(
    r"\b(?=[a-z])(?:"
    r"(?:\bformer|(?<!since )(?<!, )(?<!; )(?<!and )\bthen|\bdefunct|\bnow-defunct|\bsucceeded"
    r"|\breplac(?:ed|es|ing)"
    r"|\babsorbed|\bincarnation,|\bearliest \w+ was|\btook over from"
    r"|\b(?:took|taken) the place of|\bsupersed(?:ed|es|ing)|\brepeal(?:ed|s"
    r"|ing)"
    r"|\b(?:created|formed|built|made)(?: \w+| \u001b)? (?:out of|from)"
    r"|\b(?:did away with|(?:put|brought|made|spel(?:led|t)) (?:an|the) end (?:to|of)|put paid to"
    r"|pensioned off|knocked out|brushed aside|cast aside|wiped out|pushed aside"
    r"|displac(?:ed|es|ing)|ousted|swept away|supplanted"
    r"|scrapped|discarded|axed|shelved|threw out|thrown out|buried|retired)"
    r"|\babolish(?:ed|ing)|\bsuccessor (?:to|of)"
    r"|\bin (?:the )?(?:place|stead|lieu) of"
    r"|\b(?:predecessor|forerunner|precursor|ancestor),?"
    r"|(?<!of )\bmerg(?:ed|ing|er of)|\bcombin(?:ed|ing)|\binstead of|\binherited from"
    r"|\bdissol\w+|\bearlier|\bprevious|(?<!much )(?<!far )\bolder|\bold)(?: the"
    r"| its| old| former| earlier| previous| \u000f| \u000e){0,24} ?$"
    r"|\b(?:parent|superior|master|home)(?: [a-z]+)? (?:had been|used to be)(?: the)? $"
    r"|\b(?:began|started)(?: (?:\w+ )?\u0018)? as(?: an?| the)? $"
    r"|\b(?:formerly|previously) (?:[\w-]+ ){0,3}(?:by|in)(?: the)?(?: \w+)? $"
    r"|\b(?:merging|replac(?:ed|ing|es)|absorbed|merger of|successor (?:to|of)|out of)"
    r"(?: both)?(?: the)? \u0014,? and (?:of |to )?(?:the )?$"
    r"|^(?:until|till|before) \u0018: (?:the )?$"
    r"|\b(?:predecessors?|forerunners?)(?: \w+)?: (?:the )?(?:\u0014[;,] ){0,24}(?:the )?$"
    r"|\b(?:earlier|previous|former|older) [a-z]+(?:s|ies)[,:] (?:the )?"
    r"(?:\u0014,? and (?:the )?)?$"
    r"|^(?:the )?(?:former|old|previous|earlier|repealed)\b[^:;.]{0,40}: $"
    r")",
    re.IGNORECASE,
)


REPLACED = patterns.of(
    r"\b(?:replac(?:ed|es|ing)|supersed(?:ed|es|ing)|repeal(?:ed|s|ing)|took the place of|succeeded"
    r"|abolish(?:ed|es|ing)|displaced|supplanted|ousted|swept away|did away with"
    r"|(?:put|brought|made|spel(?:led|t)) (?:an|the) end (?:to|of)|put paid to|pensioned off"
    r"|knocked out|brushed aside|cast aside|wiped out)(?: both)?"
    r"(?: the| an?| its)?"
    r"(?: (?:old|earlier|previous|former|first))? $",
    re.IGNORECASE,
)


_ASIDE = patterns.of(rf"^, [^,;:.{Kind.LAW}]{{2,60}},(?= )")


_WITH_LAWS = patterns.of(rf"{Kind.LAW}(?:,|,? and)(?: the)? $")


_PLURAL = patterns.of(r",? (?:are|were|have|both|all)\b")


_OF_DAY = patterns.of(
    rf"^ (?:(?:of |dated |from )?{Kind.DATE}|of the same day)(?=,? (?:is|was|has|had|are|were)\b)"
)
"""`the code of the same day is no longer in force`."""


_AND_LAWS = patterns.of(
    rf"^(?:,? (?:and )?(?:the )?{Kind.LAW}){{1,24}},?(?= (?:are|were|have|both|all|no)\b)"
)


_GONE_ARE = patterns.of(
    r"Gone (?:is|are) (?:all )?(?:the )?(?:[a-z]+ ){0,3}?(?:laws?|acts?|statutes?|codes?)\b"
    r"[^;:]{0,200}$"
)
"""`Gone are the laws of the nineties, among them the Patent Law`."""


OBLIQUE = patterns.of(r"\b(?:by|under|in|of|with|to|through|and)(?: the| an?)? $")
"""After `ratified by a law, …` it is not the law that is spoken of."""


IS_GONE = Screened(
    r" no longer applies(?=[.;,]|$)"
    r"|(?:: | [–-] |, |; )(?:(?:now|since|long|today) )?(?:no longer (?:in force|valid|applied"
    r"|applicable|in effect)|repealed|lapsed|out of force|superseded|obsolete"
    r"|not (?:in force|valid) any ?(?:more|longer)|off the books)\b|"
    r"(?:,? was|,? is| :)? ?(?:founded|created|set up|established|formed|opened)\b"
    r"[^;.\u0014]{0,40}?"
    r"(?:,| and)(?: then| later)? (?:was )?(?:dissolved|abolished|liquidated|closed|wound up)\b"
    r"|(?:, | \()(?:since )?(?:dissolved|abolished|liquidated|wound up|disbanded)\b"
    r"|(?:: | [–-] |, | \()(?:an? |the )?(?:former|defunct|now-defunct|predecessor|abolished"
    r"|dissolved|earlier) (?:body|bodies|office|agency|authority|service|institution|law|act|text"
    r"|statute|code)\b|(?:: | [–-] |, | \()(?:former|defunct|historical|abolished"
    r"|(?:now|long|since|meanwhile) (?:defunct|repealed|abolished|replaced|superseded|dead))"
    r"(?:[.;,)]|$)"
    r"| (?:is|was) (?:(?:an?|the|its|now) )?(?:[\w\u0014-]+(?:'s)? )?(?:former|defunct"
    r"|dissolved|abolished|predecessor|forerunner|precursor)\b(?! of the current)"
    r"|(?:, [^,;]{0,60},)?(?:,? which|,? that|[:;]? it|,)?(?: thereby| thus| then)? ?"
    r"(?:(?:has|was) (?:since|later|then) been |was later )?(?:no longer exists?\b"
    r"|has ceased to exist|was the (?:forerunner|predecessor) of"
    r"|ceased to exist"
    r"|(?:(?:has|have|had)(?: to)? (?:since |now |long )?)?(?:(?:gave|given|give) way\b"
    r"|(?:gave|given|made) (?:way|room)(?=(?: \u0018)? (?:for|to) (?:[\w-]+ ){0,4}?[\u0014\u0015]))"
    r"|(?:(?:has|have) (?:since )?)?(?:yielded (?:its place )?to|handed over to|bowed out)\b"
    r"|(?:was|were) (?:(?:reorgani[sz]ed|transformed"
    r"|converted|turned|restructured) into|abolished|dissolved|liquidated|disbanded|repealed|merged"
    r"|wound up|replaced|superseded)|has been (?:repealed|abolished|dissolved|replaced"
    r"|liquidated|superseded)|(?:is|are)(?: now| both| all)? no longer"
    r" (?:in (?:force|use)|valid|applicable|applied|operative|effective|current|good law)"
    r"|(?:is|are)(?: now)? (?:no longer (?:law|in effect|with us)|off the (?:books|statute book)"
    r"|out of force|a dead letter)"
    r"|(?:has|have) (?:since )?(?:been (?:gone|off the books|out of force"
    r"|off the statute book|defunct)|had its day|left the (?:books|statute book|stage))"
    r"|went (?:out of force|off the books)|fell out of force"
    r"|(?:have |has )?(?:both |all |since )?lost (?:its |their )?(?:force|effect|validity)|is gone"
    r"|(?:remained|was|stayed|stood) (?:in force|on the books|valid) (?:until|till|for)\b"
    r"|(?:[^,;.:]{3,90} and )?(?:lapsed|expired|fell away|died)\b"
    r"|(?:has|have)(?: (?:both|all|since|long|now|meanwhile|already)){0,3} (?:lapsed|expired|died"
    r"|disappeared|vanished|fallen away|gone(?=[,.;]|$| for good))"
    r"|(?:existed|operated|functioned) (?:before|earlier|until|till|previously|at the time|then)\b"
    r"|(?:is|are)(?: now| today| only| merely| purely| by now){0,3}"
    r" (?:of (?:(?:purely|merely|only) )?historical (?:interest|value|importance)|history"
    r"|an? (?:relic|thing of the past))\b"
    r"|belongs? to (?:the past|history)\b"
    r"|(?:(?:has|have)(?: since| now| both| all)? )?ceased to (?:apply|have effect"
    r"|be (?:in force|applied|applicable|valid|law))"
    r"|(?:repealed|superseded|replaced|abolished) (?:by|in)"
    r"|(?:was|has been) (?:abandoned|scrapped)"
    r"|has been wound up)",
    re.IGNORECASE,
)


_UNCITED = patterns.of(
    r"\b(?:do not|don't|no longer|stop|avoid)"
    r" (?:cit(?:e|ing)|quot(?:e|ing)|us(?:e|ing)|rely(?:ing)? on|invok(?:e|ing)|look(?:ing)? (?:at"
    r"|for)"
    r"|refer(?:ring)? to)(?: (?:the|old)){0,3} $",
    re.IGNORECASE,
)
"""`Do not cite the Code any longer`, where the rest tells that it is gone."""


_NO_MORE = patterns.of(
    r"[^.\u0015]{0,60}\b(?:any ?more|any longer|repealed|lapsed|expired|gone|abolished"
    r"|no longer (?:exists|in force|valid|law)|out of force)\b"
)
