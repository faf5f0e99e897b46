"""Profiles: bullets such as `WTO: member since 2015`, and the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cislex import holders, labels, patterns
from cislex.context import Memory
from cislex.lexicon import Entry, Kind
from cislex.mentions import Clause, Mention
from cislex.sentence import Said
from cislex.statuses import AFFIRMED, Status, status_of

_STATES = Kind.STATE + Kind.CAPITAL
_JOINED = Kind.TREATY + Kind.ORGANIZATION
_SMALL = (
    r"(?:the|a|an|and|or|of|in|to|for|both|on|party|parties|member|accession|membership"
    r"|since|signatory|status|system|protocol|treaty|convention|agreement|under|with|\d+\."
    r"|[ivx]+\.)"
)
_KEY = patterns.of(
    rf"^(?P<key>(?:{_SMALL}(?: |(?=:))|(?<![{_JOINED}{_STATES}])[,/] ?|& ?"
    rf"|(?<=[{_JOINED}]); (?=[{_JOINED}][^:;]{{0,30}}:)|\([^()]*\) ?"
    rf"|(?:administered|managed|run) by (?:the )?{Kind.ORGANIZATION}"
    rf"|[{_JOINED}{_STATES}][,/]? ?){{1,24}}?)(?P<mark> ?[:|] ?| [–-] |, (?=\w*{Kind.DATE}"
    rf"|in force|since|not|party|member|joined|acceded|ratified)|[;,] (?=(?:accession|ratification"
    r"|membership|adherence|entry) (?:to |is |planned|expected|pending|under|foreseen))"
    rf"| (?=[✓✔✗✘❌])| (?=\(?{Kind.DATE}"
    rf"|\())(?P<value>.+)$"
)
"""A key, its mark and its value, in small letters."""
_LATER = patterns.of(
    r"(?P<not>\b(?:never|not(?: yet)?) )?\b(?:ratified|acceded|in force|party)\b"
    r"|(?P<out>\bratification (?:is |still ){0,24}(?:outstanding|missing|awaited|lacking|pending))",
    re.IGNORECASE,
)
_PART = patterns.of(rf"{Kind.TREATY},? (?=\S)")
"""`Hague system: Geneva Act, since 2003`: which part of the key the value is about."""
_TOPIC = patterns.of(
    r"treat|convention|member|agreement|commitment|international|accession|instrument"
    r"|organi[sz]ation|participation|party|parties|multilateral|world stage",
    re.IGNORECASE,
)


_ADMINISTERED = patterns.of(r"[- ](?:administered|managed|run)")
"""`WCT (WIPO-administered): …`: who looks after a treaty is not what is joined."""
_STATES_FIRST = patterns.of(
    rf"(?P<s>both|all(?: \w+)?(?= )|[{_STATES}](?:(?:, and |, | and |/| & )[{_STATES}]){{0,24}})"
    r"(?: (?:states|countries|of them))?[,:]?(?: [–-])?(?P<rest> (?:(?:is|are|has|have|was|were) )?"
    r"(?:(?:still|now|also|already) ){0,24}(?=\S)|$)",
    re.IGNORECASE,
)
"""`WTO: Russia, since 2012`: the states of which a value speaks."""


def key_value(clause: Clause, memory: Memory, topic: str) -> list[Said]:
    """What a bullet of key and value says; `topic` is the heading or lead-in above it."""
    if clause.masked.count(" | ") > 1:
        return []
    keyed = _keyed(clause, memory, topic) or _listed(clause, memory, topic)
    return keyed or _grouped(clause, memory)


def _keyed(clause: Clause, memory: Memory, topic: str) -> list[Said]:
    match = _KEY.match(clause.low)
    if not match:
        return []
    key = [m for _, m in clause.within(*match.span("key"))]
    value = _part(clause, match.start("value"))
    joined = [m for place, m in clause.within(*match.span("key"), kinds=_JOINED)
              if not _ADMINISTERED.match(clause.masked, place + 1)
              and not holders.WHOSE.search(clause.masked[:place])]  # fmt: skip
    if joined and (part := _PART.match(value.masked)) and value.mentions[0].kind == Kind.TREATY:
        joined = value.mentions[:1]
        value = Clause(value.masked[part.end() :], value.mentions[1:])
    joined = _its_act(joined)
    states = [m for m in key if m.kind in _STATES]
    marked = bool(_TOPIC.search(topic)) or match["mark"].strip() in (":", "|")
    first = _STATES_FIRST.match(value.masked)
    if first and not value.within(*first.span("s")) and (len(joined) > 1 or not memory.headed):
        first = None
    if joined and not states and first:
        told = status_of(_part(value, first.end()), bare=True) if first["rest"] else AFFIRMED
        found = [m for _, m in value.within(*first.span("s"))] or list(memory.headed)
        return _say(found, joined, told, "profile.states") if told else []
    value = holders.behind(value) if joined else value
    if again := _AGAIN.match(value.masked):
        value = _part(value, again.end())
    told = _told_before(value, memory) if again else None
    status = told or status_of(value, bare=marked)
    if status is None or (joined and states):
        return []
    if joined:
        is_member = re.match(r"(?:a )?member", value.masked, re.IGNORECASE)
        of_treaties = re.search("treat|convention", topic, re.IGNORECASE)
        if of_treaties and "rganis" not in topic and not is_member:
            joined = [_its_treaty(mention, memory) for mention in joined]
        return _own_part(joined, value, status, memory)
    if states and memory.headed_treaty:
        return _say(states, [memory.headed_treaty], status, "profile.state")
    return []


def _grouped(clause: Clause, memory: Memory) -> list[Said]:
    """`Outside: Belarus and Uzbekistan`: the states of a status, of what the text is about."""
    is_marked = any(map(clause.masked.__contains__, _SIGNS))
    match = _GROUP.match(clause.masked) if is_marked else None
    if match is None:
        return []
    targets = [memory.headed_treaty] if memory.headed_treaty else list(memory.topic.things)
    states = [m for _, m in clause.within(*match.span("states"), kinds=_STATES)]
    polarity = next(name for name in ("affirmed", "negated", "planned") if match[name])
    status = Status(polarity, "intention" if polarity == "planned" else "asserted", "")
    return _say(states, targets, status, "profile.group")


_SIGNS = (": ", " – ", " - ")
_GROUP = patterns.of(
    r"(?:(?P<negated>outside|out|absent|absentees|missing|no|not (?:\w+ )?(?:part(?:y|ies)|members?"
    r"|joined|bound|in)|non-(?:members?|part(?:y|ies))|never joined|outsiders?|observers?)"
    r"|(?P<planned>planned|candidates?|applicants?|negotiating|in talks|on the way|acceding)"
    r"|(?P<affirmed>inside|in|(?:contracting )?part(?:y|ies)|members?(?: states)?|joined|bound|yes"
    r"|present|on board|insiders?|participants?|participating(?: states)?|in force(?: for)?))"
    rf"(?:: | [–-] )(?P<states>(?:(?:the )?[{_STATES}](?:, | and |, and | & |; )?){{1,24}})"
    r"(?:\([^()]*\))?\W*$",
    re.IGNORECASE,
)


def _told_before(value: Clause, memory: Memory) -> Status | None:
    """`same date`, `ditto`: what the line before says."""
    before = {(told.polarity, told.modality, told.day) for told in memory.topic.told}
    return Status(*before.pop()) if len(before) == 1 and _REPEATED.match(value.masked) else None


def _listed(clause: Clause, memory: Memory, heading: str) -> list[Said]:
    """What a bare name under a heading such as `Not joined` or `Treaties in force` says."""
    is_named = Kind.TREATY in clause.masked or Kind.ORGANIZATION in clause.masked
    match = _BARE.match(clause.masked) if is_named else None
    if match is None:
        return []
    dates = clause.within(match.end("key"), match.end("key") + 2, Kind.DATE)
    joined = [m for _, m in clause.within(*match.span("key")) if m.kind in _JOINED]
    told = labels.status(match["label"] or "") or labels.status(heading)
    if told is None:
        return []
    day = dates[0][1].value if dates and told.polarity != "negated" else ""
    return _say(_own(memory), joined, replace(told, date=day), "profile.listed")


_AGAIN = patterns.of(
    r"(?:likewise|also|equally|as well|too|again|similarly|(?=(?:on |since |from )?(?:the )?same\b)"
    r"|(?=ditto|idem|dto|as above))(?:[,;:]? (?=\S)|(?=[sdia]))",
    re.IGNORECASE,
)
_REPEATED = patterns.of(
    r"(?:(?:on |since |from )?(?:the )?same (?:basis|day|date|status|footing|terms)"
    r"|ditto|idem|dto|as above)\b[^.;]*[.;]?$",
    re.IGNORECASE,
)
_BARE = patterns.of(
    rf"(?:(?P<label>[^:{_JOINED}{_STATES}{Kind.DATE}]{{1,60}}): )?(?:[Tt]he )?"
    rf"(?P<key>[{_JOINED}](?:(?:, | and |/| & )(?:the )?[{_JOINED}]){{0,24}})"
    rf"(?: (?:of )?{Kind.DATE})?(?: \([^()]*\))?(?:[,;] [^{_JOINED}{_STATES}.]*(?:; [^.]*)?)?[.;]?$"
)


def _own_part(joined: list[Mention], value: Clause, status: Status, memory: Memory) -> list[Said]:
    """What a bullet on treaties says of the state of its profile."""
    return _of_states(_own(memory), joined, value, status, "profile.treaty")


def _of_states(
    states: list[Mention], joined: list[Mention], value: Clause, status: Status, rule: str
) -> list[Said]:
    """What a value says of some states, with what it says besides of joining after signing."""
    said = _say(states, joined, status, rule)
    if status.polarity == "affirmed" and any(one.object == "id:wto" for one in said):
        brought = [m for m in value.mentions if m.entries and m.entries[0].id == _TRIPS]
        if brought and _BRINGS.search(value.masked):
            spot = value.masked.find(Kind.TREATY)
            behind = value.within(spot, len(value.masked), Kind.DATE)
            named = any(m.value == status.date for _, m in behind)
            day = status.date if named or _SAME_DAY.search(value.low) else ""
            said += _say(states, brought[:1], replace(AFFIRMED, date=day), rule)
    if status.signed and (later := _LATER.search(value.masked)):
        days = value.within(later.end(), len(value.masked), Kind.DATE)
        joint = Status("affirmed", "asserted", days[0][1].value if days else "")
        if later["not"] or later["out"]:
            joint = Status("negated", "asserted", "")
        if joint.date and not status.date:
            said.clear()
        said += _say(states, joined, joint, rule)
    return said


_TRIPS = "id:trips-agreement"
_SAME_DAY = patterns.of(
    r"\b(?:from|since|on|as of) (?:the same|that) (?:day|date)\b|\bsince then\b"
)
_BRINGS = patterns.of(
    r"^(?!.*\b(?:not|never)\b).*\b(?:mak\w+|brings?|brought|with it|appl\w+|binds?|binding|bound"
    r"|follow\w+|thereby|accordingly|accept\w+|entail\w+|includ\w+)\b",
    re.IGNORECASE,
)
"""`WTO: member since 2015, making TRIPS binding`: what a membership brings."""


def _part(clause: Clause, start: int) -> Clause:
    return Clause(clause.masked[start:], clause.mentions[clause.index(start) :])


def _its_act(joined: list[Mention]) -> list[Mention]:
    """`Lisbon Agreement, Geneva Act`: the act alone is meant."""
    acts = [m for m in joined if _ACT.search(m.text)]
    return acts if acts and len(joined) == len(acts) + 1 and joined[0] not in acts else joined


_ACT = patterns.of(r"\bAct\b")


def _its_treaty(mention: Mention, memory: Memory) -> Mention:
    """UPOV among treaties is the convention of that name."""
    if mention.entries and mention.entries[0].id == "id:upov":
        entry = memory.lexicon.entries["id:upov-convention"]
        return Mention(Kind.TREATY, mention.text, (entry,))
    return mention


def row(cells: list[Clause], header: list[Clause], memory: Memory) -> list[Said]:
    """What one row of a table says; nothing where it is better read as a sentence."""
    if len(cells) < 2 or not cells[0].mentions:
        return []
    key = cells[0].mentions
    joined = [
        mention
        for place, mention in cells[0].within(0, len(cells[0].masked), _JOINED)
        if not holders.WHOSE.search(cells[0].masked[:place])
    ]
    states = [m for m in key if m.kind in _STATES]
    rights = [m for m in key if m.kind == Kind.RIGHT and m.entries]
    treaties = [m for m in joined if m.kind == Kind.TREATY and m.entries]
    said: list[Said] = []
    signed: list[Said] = []
    for number, cell in enumerate(cells[1:], 1):
        above = header[number] if number < len(header) else Clause("")
        if treaties and (holders.HEAD.search(above.masked) or holders.CELL.match(cell.masked)):
            said += holders.told(cell, treaties)
            continue
        told = _cell(cell, above, joined, states, rights, memory)
        if _SIGNING.match(above.masked):
            signed += [
                replace(one, predicate="isSignatoryTo")
                for one in told
                if one.value and one.predicate in ("isPartyTo", "isSignatoryTo")
            ]
            continue
        if told[:1] and told[0].rule == "profile.treaty":
            first = [one for one in said if one.rule == "profile.treaty"]
            if first and first[0].polarity != told[0].polarity:
                if first[0].polarity in ("past", "planned") and not first[0].value:
                    said = [
                        replace(one, value=told[0].value) if one in first else one for one in said
                    ]
                continue  # the first column tells, the others remark on it
        said += told
    joined_later = {(one.subject, one.object) for one in said if one.polarity == "affirmed"}
    return said + [one for one in signed if (one.subject, one.object) not in joined_later]


_SIGNING = patterns.of(
    r"(?:date of |year of )?(?:signed|signature|signing)(?: on| in| date)?\W*$", re.IGNORECASE
)
"""The head of a column that tells when a treaty was signed."""


def _cell(
    cell: Clause, above: Clause, joined: list[Mention], states: list[Mention],
    rights: list[Mention], memory: Memory,
) -> list[Said]:  # fmt: skip
    head_states = [m for m in above.mentions if m.kind in _STATES]
    head_joined = [m for m in above.mentions if m.kind in _JOINED]
    if rights and not joined:
        return _term(cell, above, rights, head_states or _own(memory))
    if states and not joined and (right := memory.focus.right):
        entry = memory.lexicon.entries[right]
        if said := _term(cell, above, [Mention(Kind.RIGHT, entry.label, (entry,))], states):
            return said
    if joined and not states and _STATED.match(cell.masked):
        return [
            one
            for pair in _STATE_DATE.finditer(cell.masked)
            for one in _say(
                [cell.at(pair.start())], joined,
                Status("affirmed", "asserted", cell.at(pair.end() - 1).value), "table.state-date",
            )
        ]  # fmt: skip
    status = status_of(cell, bare=True)
    if status is None:
        return []
    if states and (head_joined or (not joined and memory.headed_treaty)):
        targets = head_joined or ([memory.headed_treaty] if memory.headed_treaty else [])
        return _say(states, targets, status, "table.state")
    if joined and head_states:
        return _of_states(head_states, joined, cell, status, "table.treaty")
    if joined and not states:
        return _own_part(_its_act(joined), cell, status, memory)
    return []


_STATE_DATE = patterns.of(rf"[{_STATES}],? {Kind.DATE}")
_STATED = patterns.of(rf"(?:[{_STATES}],? {Kind.DATE}(?:, |; | and |/|$)?){{1,24}}$")
"""`Russia (1995), Georgia (1996)`: who joined when, in a cell."""


def _own(memory: Memory) -> list[Mention]:
    alone = len({told.state for told in memory.topic.told}) == 1
    own = memory.own_state() or (memory.spoken_state() if alone else None)
    return [own] if own else []


def _term(cell: Clause, above: Clause, rights: list[Mention], states: list[Mention]) -> list[Said]:
    years = [m for m in cell.mentions if m.kind == Kind.YEARS]
    head = above.masked.lower()
    if not years or re.search(r"renew|exten", cell.masked.lower()) or len(cell.masked) > 60:
        return []
    if re.search(r"renew|exten|prolong", head):
        predicate, rule = "renewalYears", "table.renewal"
    elif re.search(r"term|duration|protect|period|valid|length|year|life|how long", head) or any(
        m.kind in _STATES for m in above.mentions
    ):
        predicate, rule = "termYears", "table.term"
    else:
        return []
    return [
        Said(
            right.entries[0].id, predicate, "", years[0].value, jurisdiction=state.entries[0].id,
            subject_label=right.entries[0].label, subject_type=right.entries[0].type, rule=rule,
        )
        for state in states if state.entries
        for right in rights
    ]  # fmt: skip


def _say(
    states: Iterable[Mention], targets: Iterable[Mention], status: Status, rule: str
) -> list[Said]:
    said = []
    targets = list(targets)
    for state in states:
        for one in (e for m in ([*state.group] or [state]) for e in m.entries[:1]):
            for target in targets:
                if target.entries:
                    said.append(_relation(one, target.entries[0], status, rule))
    return said


def _relation(state: Entry, target: Entry, status: Status, rule: str) -> Said:
    predicate = "isMemberStateOf" if target.kind == Kind.ORGANIZATION else "isPartyTo"
    if status.signed and predicate == "isPartyTo":
        predicate = "isSignatoryTo"
    return Said(
        state.id, predicate, target.id, status.date, status.polarity, status.modality,
        subject_label=state.label, subject_type="State", object_label=target.label, rule=rule,
    )  # fmt: skip
