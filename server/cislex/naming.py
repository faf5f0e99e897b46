"""What the mentions of a sentence name: ids of the graph, or `new:…`; and how it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cislex import eras, patterns
from cislex.bodies import is_known_alone, resolve_body
from cislex.dates import NUMBER
from cislex.laws import topics
from cislex.lexicon import Entry, Kind
from cislex.mentions import REACH, Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Said, Sentence


def name_of(
    sentence: Sentence, mention: Mention, rights: Iterable[str] = ()
) -> tuple[str, str, str] | None:
    """Id, label and class of a mention; `new:…` for what the graph does not have."""
    if mention.foreign:
        return None
    if mention.kind == Kind.BODY:
        return named_as(mention, body_of(sentence, mention))
    if mention.kind == Kind.LAW:
        about = tuple(rights) or sentence.about.get(id(mention), ())
        state = mention.state or nearby_state(sentence, place_of(sentence, mention))
        return law_in(sentence, mention, state, about)
    return named_as(mention, mention.entries[0] if mention.entries else None)


def named_as(mention: Mention, entry: Entry | None) -> tuple[str, str, str] | None:
    """Id, label and class of a mention that means a thing of the graph, or nothing in it."""
    if mention.foreign:
        return None
    if entry:
        return entry.id, entry.label, entry.type
    if mention.kind == Kind.BODY and _UNNAMED.fullmatch(mention.text):
        return None
    name = mention.proposed or (mention.entries[0].label if mention.entries else mention.text)
    if mention.entries and mention.kind == Kind.BODY:
        name = re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", mention.proposed or mention.text)
    kind = mention.type or (mention.entries[0].type if mention.entries else "")
    return f"new:{name}", name, kind


_UNNAMED = patterns.of(
    r"(?:[Tt]he )?[A-Z]?[a-z]+ (?:authorities|courts|ministries|agencies|bodies)"
)
"""What begins a sentence and is no name of a body: `Customs authorities may …`."""


def body_of(sentence: Sentence, mention: Mention) -> Entry | None:
    """The body of the graph that a mention means where it stands."""
    if not mention.entries and mention.proposed not in _SUPREME:
        return None
    if is_known_alone(mention):
        return mention.entries[0]
    place = place_of(sentence, mention)
    if again := _named_again(sentence, mention, place):
        return again
    state = nearby_state(sentence, place)
    found = resolve_body(mention, state) or _supreme(sentence, mention, mention.state or state)
    found = found or _beside(sentence, mention, place)
    if found and place < len(sentence.clause.masked):
        sentence.memory.named[mention.proposed or mention.text] = found
    return found


def _named_again(sentence: Sentence, mention: Mention, place: int) -> Entry | None:
    """The body that a name meant a sentence before, where no other state was named since."""
    memory = sentence.memory
    known = memory.named.get(mention.proposed or mention.text)
    if known is None or mention.state or memory.section_state or known not in mention.entries:
        return None
    if sentence.clause.within(0, place, _OWNERS + Kind.BODY):
        return None
    places = (m for m in reversed(memory.recent) if m.kind in _PLACES and not m.group)
    last = next((m for m in places if m.entries or m.kind == Kind.FOREIGN), None)
    named = last.entries[0].id if last and last.entries else ""
    return known if named == known.state else None


_PLACES = (Kind.STATE, Kind.FOREIGN, Kind.CAPITAL)


def _beside(sentence: Sentence, mention: Mention, place: int) -> Entry | None:
    """The body that a name means by the state of the next: `the Service, below that of Georgia`."""
    if not mention.entries or mention.state:
        return None
    behind = sentence.clause.within(place + 1, len(sentence.clause.masked), Kind.BODY)
    above = resolve_body(behind[0][1], "") if behind else None
    if above is None or not (state := sentence.memory.lexicon.entries.get(above.state)):
        return None
    return resolve_body(mention, state.id) if state.label in behind[0][1].text else None


def _supreme(sentence: Sentence, mention: Mention, state: str) -> Entry | None:
    """The parliament or president of a state, where the graph has it."""
    if mention.entries or mention.proposed not in _SUPREME:
        return None
    bodies = (e for e in sentence.memory.lexicon.entries.values() if e.state == state)
    return next((e for e in bodies if e.id.endswith(_SUPREME[mention.proposed])), None)


_SUPREME = {"Parliament": ("-parliament", "-verkhovna-rada"), "President": ("-president",)}
"""How the ids end of those who stand above all other bodies of their state."""


def place_of(sentence: Sentence, mention: Mention) -> int:
    """Where a mention stands in the clause; its end for one of an earlier sentence."""
    clause = sentence.clause
    for place, one in zip(clause.places, clause.mentions, strict=False):
        if one is mention:
            return place
    return len(clause.masked)


def law_in(
    sentence: Sentence, mention: Mention, state: str, about: Iterable[str] = ()
) -> tuple[str, str, str]:
    about = tuple(about) or sentence.about.get(id(mention), ())
    number = mention.value
    if number == "anaphor":  # what it speaks of may be known by its number only
        found = NUMBER.search(mention.proposed)
        number = (found["marked"] or found["bare"]) if found else ""
    entry = sentence.memory.laws.resolve(mention.proposed, state, number, mention.date, about)
    if entry is None and len(mention.date) >= 7 and not topics(mention.proposed):
        entry = _of_that_day(sentence, mention, state)
    ended, before = sentence.memory.lexicon.ended, sentence.clause.masked
    if entry and entry.id not in ended and number and number != "anaphor":
        aged = _AGED.search(f"{before[: place_of(sentence, mention)][-30:]}{mention.text}")
        entry = (aged and sentence.memory.laws.earlier(entry, ended, number)) or entry
    known = sentence.memory.untitled
    key = (state, mention.proposed)
    if entry is None or (mention.value == "anaphor" and key in known):
        entry = known.get(key, entry)
    elif about:
        known[key] = entry
    if entry:
        return entry.id, entry.label, entry.type
    kind = "RatificationLaw" if id(mention) in sentence.ratifying else mention.type
    return f"new:{mention.proposed}", mention.proposed, kind


_AGED = patterns.of(
    r"\b(?:first|original|initial|old|older|former|earlier|earliest|previous|then|repealed)"
    r" (?:(?!law\b|act\b)[A-Z]?[a-z]+ ){0,2}(?:[A-Z][\w' ]{0,60} )?"
    r"(?:[Ll]aw|[Aa]ct|[Cc]ode|[Ss]tatute)\b"
)
"""`the first Patent Law, No. 867-XII`: of several of one name not the one in force."""


def _of_that_day(sentence: Sentence, mention: Mention, state: str) -> Entry | None:
    """An untitled law of a day on which several were adopted: that on what is spoken of."""
    laws, clause = sentence.memory.laws, sentence.clause
    near = [m for m in clause.mentions if m.kind == Kind.RIGHT and m.entries]
    others = [m for m in clause.mentions if m.kind == Kind.LAW and m is not mention]
    same = [laws.resolve(m.proposed, state, m.value, m.date) for m in others]
    for rights in (
        [m.entries[0].id.partition(":")[2].replace("-", " ") for m in near],
        [entry.label for entry in same if entry],
        [sentence.memory.focus.right.partition(":")[2].replace("-", " ")],
    ):
        if found := laws.of_day(state, mention.date, rights):
            return found
    return None


def nearby_state(sentence: Sentence, place: int) -> str:
    """The state of a law or body that names none: the section's, else the last one spoken of."""
    masked = sentence.clause.masked
    if told := _of_law_before(sentence, place) or _whose(sentence, place):
        return told
    inside = [m for _, m in sentence.clause.within(0, place, _OWNERS)]
    subjects = any(m.kind in (Kind.STATE, Kind.CAPITAL) for m in inside)
    own = sentence.memory.section_state
    if own and (not subjects or any(m.entries and m.entries[0].id == own for m in inside)):
        return own
    if not subjects and (owner := _of_body_before(sentence, place)):
        return owner
    for mention in reversed(inside):
        if mention.kind == Kind.FOREIGN:
            return ""
        if mention.entries:
            return mention.entries[0].id
    if told := sentence.memory.state or _of_record(sentence, place):
        return told
    last = sentence.memory.latest((Kind.STATE, Kind.FOREIGN, Kind.CAPITAL))
    if last:
        return last.entries[0].id if last.entries else ""
    if owner := _of_last(sentence, place):
        return owner
    after = [m for _, m in sentence.clause.within(place, len(masked), Kind.STATE)]
    return after[0].entries[0].id if after and after[0].entries else ""


def _of_record(sentence: Sentence, place: int) -> str:
    """The state of a law that its number or title and day tell, if the text is about that one."""
    masked, about = sentence.clause.masked, sentence.memory.prominent
    if masked[place : place + 1] != Kind.LAW:
        return ""
    law = sentence.clause.at(place)
    state = sentence.memory.laws.whose(law.proposed, law.value, law.date)
    spoken = {entry.id for one in about for entry in one.entries}
    return state if state in spoken else ""


def _whose(sentence: Sentence, place: int) -> str:
    """The state of a law that is told by what the law did, the empty string if none is."""
    masked = sentence.clause.masked
    if masked[place : place + 1] != Kind.LAW or (did := _DID.match(masked, place)) is None:
        return ""
    own = sentence.clause.at(did.end() - 1)
    if own.kind == Kind.STATE:
        return own.entries[0].id
    of = resolve_body(own, "") if own.entries and not own.state else None
    return own.state or (of.state if of else "")


_DID = patterns.of(
    rf"{Kind.LAW}(?:,? (?:by|with|through|under) which|(?:,? which|,? that)?(?: [a-z]+ly)?"
    rf" (?:[a-z]+ed|set up))(?: the| an?)? [{Kind.STATE}{Kind.BODY}]"
)
"""`Law No. 1, by which Ukraine ratified …`; `a decree that formed Ukraine's Patent Court`."""
_OWNERS = Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL + Kind.FOREIGN


def _of_body_before(sentence: Sentence, place: int) -> str:
    """The state of the nearest body before a place that is known, or names its state."""
    for _, body in reversed(sentence.clause.within(max(0, place - REACH), place, Kind.BODY)):
        entry = resolve_body(body, sentence.memory.state)
        if body.state or entry:
            return body.state or (entry.state if entry else "")
    return ""


def _of_last(sentence: Sentence, place: int) -> str:
    """The state of the law or body that was spoken of last, where no state has been."""
    inside = [m for _, m in sentence.clause.within(0, place, Kind.LAW + Kind.BODY)]
    for one in reversed([*sentence.memory.recent, *inside]):
        entry = resolve_body(one, "") if one.kind == Kind.BODY else None
        if state := one.state or (entry.state if entry else ""):
            return state
    return ""


def _of_law_before(sentence: Sentence, place: int) -> str:
    """The state whose name begins that of the law before: `Georgia's law replaced one of 1996`."""
    masked = sentence.clause.masked
    at = masked.rfind(Kind.LAW, 0, place)
    if at < 0 or not (law := sentence.clause.at(at)).state:
        return ""
    if not _OWNED.match(law.text) or _PERSON.search(masked, at + 1, place):
        return ""
    return "" if _COMPARED.search(masked[:at]) else law.state


_OWNED = patterns.of(
    r"(?:[Tt]he )?(?!Law|Act|Code|Part|Statute|Federal|Constitutional)[A-Z]\w+(?:'s?)? "
)
_PERSON = patterns.of(f"[{Kind.STATE}{Kind.ADJECTIVE}{Kind.CAPITAL}{Kind.FOREIGN}]")
_COMPARED = patterns.of(
    r"\b(?:unlike|like|than|modelled on|compared (?:to|with)|as)(?: the)? $", re.I
)
_ABROAD = patterns.of(
    rf"(?:\b(?:in|of|for|within|across|under) (?:the )?|^){Kind.FOREIGN}(?:'s)?", re.I
)


def abroad(sentence: Sentence, place: int) -> bool:
    """Whether what stands at a place is said of another country: `In Germany, patents …`."""
    masked = sentence.clause.masked
    if Kind.FOREIGN not in masked:
        return False
    own = max(masked.rfind(kind, 0, place) for kind in (Kind.STATE, Kind.CAPITAL, Kind.ADJECTIVE))
    return _ABROAD.search(masked, own + 1, place) is not None


def relate(
    sentence: Sentence, rule: Rule, subject: Mention, predicate: str, target: Mention, scope: Scope,
    rights: Iterable[str] = (),
) -> None:  # fmt: skip
    one, other = name_of(sentence, subject, rights), name_of(sentence, target)
    if one and other:
        say(sentence, rule, one, predicate, other, scope)


def say(sentence: Sentence, rule: Rule, subject: tuple[str, str, str], predicate: str,
    target: tuple[str, str, str], scope: Scope,
) -> None:  # fmt: skip
    say_as(sentence, rule.id, subject, predicate, target, scope)


def say_as(sentence: Sentence, rule: str, subject: tuple[str, str, str], predicate: str,
    target: tuple[str, str, str], scope: Scope,
) -> None:  # fmt: skip
    if subject[0] == target[0]:
        return
    if any(
        (s.subject, s.predicate, s.object) == (subject[0], predicate, target[0])
        for s in sentence.said
    ):
        return
    sentence.said.append(
        Said(
            subject[0], predicate, target[0], "", scope.polarity, scope.modality,
            subject_label=subject[1], subject_type=subject[2], object_label=target[1],
            rule=rule,
        )
    )  # fmt: skip


def as_told(sentence: Sentence, body: Mention, scope: Scope) -> Scope:
    """The scope of what a body does: of one that is no more, the past."""
    entry = body_of(sentence, body) if body.kind == Kind.BODY else None
    ended = sentence.memory.lexicon.ended
    if scope.polarity != "affirmed" or entry is None or entry.id not in ended:
        return scope
    masked, place = sentence.clause.masked, place_of(sentence, body)
    return Scope("past") if eras.is_past(masked, place, entry, ended) else scope


def rights_in(sentence: Sentence, start: int, end: int) -> list[Mention]:
    masked = sentence.clause.masked
    found = sentence.clause.within(start, end, Kind.RIGHT)
    return [m for place, m in found if m.entries and not OF_PEOPLE.match(masked, place + 1)]


OF_PEOPLE = patterns.of(r" (?:attorneys?|lawyers?|agents?|counsels?|advisers?|trolls?)\b")
"""`Patent attorneys are regulated by …`: no right is spoken of."""
