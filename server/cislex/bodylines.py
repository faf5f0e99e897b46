"""A line whose key is a body, or its task, as a sentence: `AGEPI: keeps the registers; under …`.

The name is the subject of what stands behind the mark, and of what a semicolon parts from it.
A task is done by the body behind the mark: `Copyright policy: handled by the Ministry of Culture`.
"""

from __future__ import annotations

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause
from cislex.screening import Screened

_B, _O, _S = Kind.BODY, Kind.ORGANIZATION, Kind.STATE


def as_sentence(clause: Clause) -> Clause:
    """The clause with its key for the subject; the same clause where it is no such line."""
    if _B in clause.masked[4:] and (task := _TASK_KEY.match(clause.masked)):
        by = "" if task["by"] else "handled by "
        start = task.end("to" if task["to"] else "mark")
        by = "with " if task["to"] else by
        masked = f"{task['task']} is {by}{clause.masked[start:]}"
        return Clause(masked, clause.mentions)
    if _B in clause.masked[:5] and (
        beside := _BESIDE.match(clause.masked)
    ):  # `X, an arm of Y: keeps …` tells it of X
        masked = f"{beside['key']} ({beside['aside']}){clause.masked[beside.end('aside') :]}"
        clause = Clause(masked, clause.mentions)
    key = clause.masked[:2].startswith(_B) or clause.masked.startswith((_O, f"The {_B}"))
    found = clause.search(_KEY) if key else None
    rest = clause.masked[found.end() :] if found else ""
    if found is None or (clause.masked[found.start("key")] == _O and not _OF_UNION.search(rest)):
        return clause
    pieces = _SEMICOLON.split(_TASKS.sub("", rest))
    first = _first(pieces[0])
    if not first:
        return clause
    gone = bool(_GONE.match(pieces[0]))
    later = [f"{_later(piece, gone)}{piece}" for piece in pieces[1:]]
    masked = clause.masked[: found.end("key")] + "; ".join([first + pieces[0], *later])
    return Clause(masked, clause.mentions)


def _first(piece: str) -> str:
    """What joins the first piece to the name; empty where it is no predicate."""
    if _VERB.match(piece):
        return " "
    if _PAST.match(piece) or _GONE.match(piece) or _ENDED.match(piece):
        return " was "
    if _TASK.match(piece):
        return " is responsible for "
    return " is " if _PARTICIPLE.match(piece) or _NOUN.match(piece) else ""


def _later(piece: str, gone: bool) -> str:
    """The subject that a later piece leaves out."""
    if _VERB.match(piece):
        return "it "
    be = "was" if gone else "is"
    if _TASK.match(piece):
        return f"it {be} responsible for "
    return f"it {be} " if _PARTICIPLE.match(piece) else ""


_KEY = Screened(
    rf"^(?:The )?(?P<key>[{_B}{_O}]"
    rf"(?: (?:of|at|under|within)(?: the)? [{_B}{_S}])?(?: \([^()]*\))?)"
    r"(?P<mark> ?: | [–—-] )(?=\S)"
)
_BESIDE = patterns.of(
    rf"(?P<key>(?:The )?{_B}), (?P<aside>(?:"
    r"(?:(?:also|itself|now|which is|formally|directly) ){0,3}"
    r"(?:subordinated?|under|within|below|answerable|accountable|attached|reporting|part of"
    r"|a part|belonging|in the system|beneath|supervised|overseen|run|controlled|headed|placed)"
    rf"|(?:an?|another|one|the|its|likewise an?|also an?)) [^:;.–{_B}{Kind.DATE}]{{0,60}}{_B})"
    r"(?= ?:| [–—-]) ?(?: ?: | [–—-] )(?=[a-z])"
)
"""A name, and what stands above it, before a mark."""
_BELOW = rf"{_B}(?: (?:of|at|under|within)(?: the)? {_B})?"
_TASK_KEY = patterns.of(
    rf"(?P<task>(?=[A-Z{Kind.RIGHT}])(?!(?:[{Kind.RIGHT}, ]| and){{1,24}}:)"
    rf"(?!In |At |On |For[me]|Pre)"
    rf"[^:;.–—{_B}{_S}{Kind.TREATY}{Kind.LAW}{Kind.DATE}]{{3,60}}?)(?P<mark> ?: | [–—] )"
    r"(?:(?P<by>(?:(?:now|jointly|mainly|chiefly|also) )?(?:[a-z]+ed(?: out)?|done|heard"
    r"|in the hands|a matter|(?:the )?(?:responsibility|task|job|business)) (?:by|for|of|to|with) "
    r"|(?:(?:all|both|each|only) )?(?:with|at) |(?P<to>to ))"
    rf"(?:the )?{_BELOW}(?=[.;,]|$| \()|(?:the )?{_BELOW}(?: \([^()]*\))?(?=\.?$))"
)
"""`Customs control: exercised by the committee`, `Copyright policy – Ministry of Culture`."""
_OF_UNION = patterns.of(rf"\b(?:under|belongs to|organ|part of|body of)\b[^;.]*[{_O}]")
"""An organisation that is itself an organ of another one."""
_SEMICOLON = patterns.of(r"; (?:and )?")
_ADVERBS = r"(?:(?:also|then|now|still|today|first|likewise|\w+ly) ){0,24}"
_VERB = patterns.of(
    rf"{_ADVERBS}(?!(?:its|this|various|was|previous|process|business|access|address|status|basis"
    r"|less|plus|numerous|formalities|always|thus|as|is)\b)"
    rf"(?:[a-z]{{2,}}s\b(?! (?:of|for|and)\b(?! (?:keeps|grants|issues))|[:.]|$)"
    r"|(?:examines|registers|keeps|grants|hears) and\b"
    r"|(?:is|has|can|may|does|was|were|belonged|reported|answered|stood|existed|took over"
    r"|succeeded|handled|ran|ceased|became|replaced(?! (?:by|in|on))|goes|works|acts|answers"
    r"|reports|decides|cares|looks)\b)"
)
"""A verb whose subject is the name before it."""
_PARTICIPLE = patterns.of(
    rf"{_ADVERBS}(?:founded|created|established|set up|formed|opened|located|based|headed|seated"
    r"|housed|subordinated?|attached|answerable|accountable|responsible|competent|in charge"
    r"|under|within|part of|placed|tasked|charged|entrusted|supervised|overseen|controlled|run"
    r"|managed|known|also known|once known|subject to|answering|reporting|belonging|affiliated"
    r"|the (?:body|office|agency|authority|ministry|court) that)\b"
)
_PAST = patterns.of(rf"{_ADVERBS}(?:dissolved|abolished|merged|replaced|absorbed|disbanded)\b")
_GONE = patterns.of(
    r"(?:an? |the |its |now )?(?:former|defunct|past|earlier|previous|dissolved|abolished"
    r"|predecessor|forerunner)\b(?! of the current)"
)
"""What says that a body is no more."""
_ENDED = patterns.of(rf"(?:until|till|before|from {Kind.DATE} (?:to|until|till)) ?[{Kind.DATE}]")
_TASK = patterns.of(
    r"(?:[\w-]+ ){0,3}(?:detention|seizures?|examination|investigations?|prosecutions?|interception"
    r"|customs control|border control|enforcement|mediation|drafting|registration|search(?:es)?"
    r"|adjudication)\b(?![^;.]*:)"
)
"""What a body is there for, told by a noun alone."""
_TASKS = patterns.of(
    r"^(?:(?:its|the) )?(?:(?:main|core|chief|key) )?(?:functions?|tasks?|duties|responsibilities"
    r"|remit|mandate)(?: includes?)?: "
)
"""`functions: registration of rights; formal examination`: what follows are tasks."""
_NOUN = patterns.of(
    r"(?:an?|the|its|one of|another)"
    r"(?: (?![a-z]+(?:s|ed):)[\w'’-]+| [\u000e-\u001b]| \([^()]*\)){1,7}"
    r"(?=[,;.]| (?:of|under|at|within|in|that|which|for|where|with)\b|$)"
    r"|(?:\u000f )?(?:state|national|federal|central|main|sole|patent|special\w*|legal|public"
    r"|government|executive|competent|independent|autonomous|separate|IP|republican)"
    r"(?: [\w-]+){0,3} (?:bod(?:y|ies)|office|agency|enterprise|institution|authority|institute"
    r"|court|cent(?:er|re)|service|committee|department|unit|organi[sz]ation|company|entity)\b"
)
"""What a body is."""
