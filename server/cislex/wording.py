"""A line in the words that the rules know: short names in full, a body where it is left out."""

from __future__ import annotations

import re

from cislex import chronicle, patterns, word_lists


def in_full(text: str) -> str:
    """A line with the names that it shortens in full, and without the mark of an answer.

    `Berne in force 12 April 1999` → `Berne Convention in force …`, where a line begins so.
    """
    text = chronicle.told(_spelt(_denied(_unmarked(text))))
    if ": " in text or "; " in text:
        text = _IN_LINE.sub(lambda match: ", " if match["sign"] == ";" else " ", text)
    if "Laws No" in text:
        text = _NUMBERED_TOO.sub(r"\1Law ", text.replace("Laws No", "Law No"))
    if "aws, No" in text or "aws: No" in text:
        text = _NUMBERED_TOO.sub(r"\1Law ", _NUMBERED_FIRST.sub(r"\1, Law ", text))
    text = _SOME_MARK.sub(r"\1trademark", text) if " mark" in text else text
    text = _ONE_MARK.sub("Trademark", text) if "Mark: " in text else text
    if " Ministry" in text:
        text = _MINISTRY.sub(r"Ministry of \1", text).replace("of Interior", "of Internal Affairs")
    if text.endswith("?") and len(text) < 80:
        text = _ASKED.sub(lambda match: f"{match[0]} {_ASKED_FOR[match['place']]}", text)
    if text.startswith(_FIRST) and (place := _PLACE.match(text)):
        return f"{place[0]} {_ASKED_FOR[place[0]]}{text[place.end() :]}"
    return text


def _unmarked(text: str) -> str:
    """A line without the signs that only say where it stands: a picture, `A:`, `b) `."""
    if not text[:1].isascii():
        text = _TICKED.sub(_ticked, _PICTURE.sub("", text))
    if text.startswith("A"):
        text = _MARK.sub("", text)
    return _ENUMERATOR.sub("", text) if ") " in text else text


def _denied(text: str) -> str:
    """A line that denies something in the words by which the rules know that it does."""
    if "one of th" in text:
        text = _NONE_OF.sub(r"\g<verb> neither", text)
        text = _NOT_ONE.sub(_neither, text)
    return text.replace(" anything but a", " not a") if "anything but" in text else text


_NOT = patterns.of(
    r"\b(?P<verb>[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Dd]o|[Dd]oes|[Dd]id|[Ww]o|[Cc]a"
    r"|[Ww]ould|[Cc]ould|[Ss]hould|[Mm]ust|[Nn]eed|[Aa]i)n['’]t\b"
)
_WHOLE = {"wo": "will not", "ca": "cannot", "ai": "is not"}


def _neither(match: re.Match[str]) -> str:
    """`not a single one of these` → `neither of them`, however many they are."""
    return "Neither of them" if match[0][0] == "N" else "neither of them"


def _apart(match: re.Match[str]) -> str:
    """`isn't` → `is not`, as the rules know it."""
    verb = match["verb"]
    whole = _WHOLE.get(verb.lower(), f"{verb} not")
    return whole.capitalize() if verb[0].isupper() else whole


def _spelt(text: str) -> str:
    """A line with what officials and lawyers abbreviate in full: `Law of the RK`, `p.m.a.`."""
    if "n't" in text or "n’t" in text:
        text = _NOT.sub(_apart, text)
    if "the R" in text or "the K" in text:
        text = _REPUBLIC.sub(lambda match: _REPUBLICS[match[0]], text)
    if "that on " in text and "Law on " in text:
        text = _THAT_ON.sub(lambda match: f"the Law on {match['first'].upper()}", text)
    if ". " in text and "year" in text and text[:1].isupper():
        text = _LABEL.sub(r"\g<1>:", text)
    if " and " in text and any(map(text.__contains__, _AND_DAY)):
        text = _TWO_DAYS.sub(r"\g<1> \g<3> and \g<2> \g<3>", text)
    return _AFTER_DEATH.sub("post mortem auctoris", text) if "m.a" in text else text


def of_body(text: str) -> str:
    """A line of a profile of a body as a sentence: `Keeps the register` → `It keeps …`."""
    if len(text) > 300:
        return text
    for label, words in word_lists.labels() if ": " in text else ():
        if match := label.match(text):
            return f"{words} {text[match.end() :]}"
    if match := _TASKS.match(text):
        return f"It is responsible for {text[match.end() :]}"
    how = _HOW.match(text)
    rest = f"{text[how.end()].upper()}{text[how.end() + 1 :]}" if how else text
    match = _WITHOUT_SUBJECT.match(rest)
    if match and (match["does"] or not _OWN_SUBJECT.search(text)):
        be = "" if match["does"] else "is "
        return f"It {be}{text[:1].lower()}{text[1:]}"
    return text


def _ticked(match: re.Match[str]) -> str:
    """A line with a tick or a cross before it, with the answer that the sign gives behind it."""
    line = match["line"]
    if ": " in line or "(" in line or "," in line:
        return line
    return f"{line.rstrip('.')}: {'no' if match['sign'] in '❌✗✘✖' else 'yes'}"


_PICTURE = patterns.of("^[\U0001f000-\U0001faff]\ufe0f? ?")
"""A picture at the head of a line, which says nothing."""
_TICKED = patterns.of(r"^(?P<sign>[✅✔✓☑❌✗✘✖])\ufe0f? ?(?P<line>[^.;]{3,90}\.?)$")
"""`✅ Nairobi Treaty`, `❌ Singapore Treaty: no`."""
_ENUMERATOR = patterns.of(
    r"(?:^|(?<=[:;,] )|(?<=[;,] and ))\(?(?:[a-k]|[ivx]{1,4}|\d{1,2})\) (?=[\w\"“])"
)
"""`b) `, `(ii) `, which number the parts of a sentence or the sentences of a paragraph."""
_MARK = patterns.of(r"^(?:A|Answer)[.:] (?=[A-Z])")
"""How an answer is marked."""
_NOT_ONE = patterns.of(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\b[Nn](?:one|ot (?:a single )?one)"
    r" of (?:them all|them|these|those)(?= [a-z])"
)
_PLACES = {
    "Berne": "Convention", "Bern": "Convention", "Marrakesh": "Treaty", "Marrakech": "Treaty",
    "Beijing": "Treaty", "Budapest": "Treaty", "Rome": "Convention", "Nairobi": "Treaty",
    "Nice": "Agreement", "Locarno": "Agreement", "Strasbourg": "Agreement",
}  # fmt: skip
_PLACE = patterns.of(
    rf"(?:{'|'.join(_PLACES)}|Paris(?! (?:joined|ratified)))"
    r"(?= (?:in force|since|binds|applies|joined|ratified|(?:has|have) (?:bound|applied|been (?:in"
    r" force|binding|law))|(?:goes|dates|reaches) back|dates from|came (?:in\b|much|later|first"
    r"|next|after|earlier)|entered into force|took effect|was (?:joined|ratified|accepted))\b|: "
    r"|, for one\b|\? )"
)
_FIRST = (*_PLACES, "Paris")
_NONE_OF = patterns.of(
    r"\b(?P<verb>(?:party|parties|acceded|accession|adhered|signatory) to|members? of|bound by"
    r"|joined|ratified|signed|accepted) none of (?:the|these|those|them)\b"
    r"(?: (?:two|three|four|five|treaties|conventions|agreements|instruments|texts)\b){0,24}"
)
"""`a party to none of the three` is one to neither."""
_ASKED_FOR = {
    **_PLACES, "Paris": "Convention", "Madrid": "Protocol", "Lisbon": "Agreement",
    "Phonograms": "Convention", "Singapore": "Treaty", "Vienna": "Agreement",
}  # fmt: skip
_ASKED = patterns.of(
    r"^(?:(?:And|But|So|Then|What about|How about|What of),? )?"
    rf"(?P<place>{'|'.join(_ASKED_FOR)})(?=\?|,? and |,? or |, )"
)
"""`And Berne?` asks for the convention of that place."""
_SOME_MARK = patterns.of(
    r"\b((?:(?:[Aa]n?|[Tt]he|[Ee]ach|[Ee]very|[Aa]ny|[Yy]our|[Tt]his) )"
    r"(?:(?!trade|service|question|quality|certification|collective|control|high|water|book|land"
    r"|tax|excise)[\w-]+ )?|[Rr]egistered )mark\b(?! (?:of|that|on|up|in|for|an?|the)\b)"
)
"""`A Russian mark is good for ten years`: a mark of other kinds has its name beside it."""
_IN_LINE = patterns.of(r"(?P<sign>[:;]) [-–•*] (?=[a-z])")
"""The items of a list that a document has run together in one line."""
_MINISTRY = patterns.of(
    r"\b(Justice|Finance|Economy|Culture|Agriculture|Education|Health|Interior) Ministry\b"
)
_LABEL = patterns.of(r"^([A-Z](?:[\w-]| (?=\w)|, (?=[a-z])){2,50})\.(?= \d{1,3}[ -]years?\b)")
"""`Patents. 20 years from filing`: a label and what it is of."""
_TWO_DAYS = patterns.of(
    r"\b(\d{1,2}) and (\d{1,2}) ((?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December) (?:19|20)\d\d)\b"
)
"""`on 23 and 24 March 2023`."""
_AND_DAY = tuple(f" and {digit}" for digit in range(10))
_REPUBLICS = {
    "RF": "Russian Federation", "RK": "Republic of Kazakhstan", "RB": "Republic of Belarus",
    "RA": "Republic of Armenia", "RM": "Republic of Moldova", "RT": "Republic of Tajikistan",
    "RUz": "Republic of Uzbekistan", "RU": "Republic of Uzbekistan", "KR": "Kyrgyz Republic",
}  # fmt: skip
_REPUBLIC = patterns.of(
    r"(?:(?<=Law of the )|(?<=Code of the )|(?<=Government of the )|(?<=Constitution of the ))"
    r"(?:RF|RK|RB|RA|RM|RT|RUz|RU|KR)\b"
)
"""How officials shorten the names of their states: `Law of the RK`."""
_AFTER_DEATH = patterns.of(r"\bp\. ?m\. ?a\.")
_NUMBERED_TOO = patterns.of(r"((?:,|,? and|,? or) )(?=Nos?\. ?\d)")
"""`Laws No. 1 and No. 2`: each number is one of a law."""
_NUMBERED_FIRST = patterns.of(r"\b((?:[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal) laws)[,:] (?=No\. ?\d)")
_THAT_ON = patterns.of(r"(?<=[,;] )(?:and )?that on (?P<first>[a-z])(?=(?:[a-z-]+ ){1,5}\(No\. )")
"""`The Law on Trade Secrets was passed in 2001, that on topographies (No. 1) in 2002`."""
_ONE_MARK = patterns.of(r"(?:^|(?<=\. ))Mark(?=: )")
_TASKS = patterns.of(
    r"(?:Its|The (?:agency|office|service|cent(?:er|re)|institute|ministry|authority|body)'s)"
    r"(?: \w+)? (?:tasks?|functions?|duties|responsibilities|remit|mandate|role|work|job"
    r"|competences?)"
    r" (?:also )?(?:includes?|are|is|covers?|comprises?|consists? (?:of|in))(?: to)? "
)
_OWN_SUBJECT = patterns.of(
    r", (?:it|(?:the|this) [a-z]+)(?: \w+ly| also| now| then)? (?:[a-z]+s|was)\b"
)
"""`Founded in 1992, the office registers …` has a subject of its own."""
_WITHOUT_SUBJECT = patterns.of(
    r"^(?:(?P<does>Keeps|Maintains|Registers|Grants|Issues|Examines|Carries out|Conducts"
    r"|Performs|Handles|Implements|Publishes|Receives|Administers|Runs|Provides|Offers|Hears"
    r"|(?:Reports|Answers)(?: [a-z]+ly| only)? to|Belongs to"
    r"|Operates|Works under|Acts|Supports|Assists|Helps|Oversees"
    r"|(?:Works|Sits|Comes|Falls|Stands|Functions|Remains|Serves|Is)"
    r"(?: [a-z]+ly| now| still)? (?:under|within|below|beneath|part of|subordinate to)"
    r"|Has (?:\w+ )?(?:stood|been|sat|worked|operated|reported|answered|belonged)"
    r"|Supervises|Monitors|Trains|Prosecutes|Investigates|Inspects|Checks|Does not|Is not|Cannot"
    r"|(?:Awards|Records|Enters|Accepts|Processes|Educates|Advises|Mediates|Collects|Drafts"
    r"|Organises|Organizes|Teaches|Searches|Decides|Detains|Intercepts|Stops|Seizes)"
    r"(?! (?:of|are|is|were|was|have|may|can|must|for|by|from)\b)"
    r"|Has no|May not|Must not)"
    r"|Not (?:responsible|in charge|competent|entitled|tasked|charged)"
    r"|Placed|Subordinated?|Set up by|Established by|Created by|Founded|Responsible for"
    r"|Attached to|Part of|Accountable to|In charge of|Charged with|Tasked with|Under the"
    r"|Supervised by"
    r"|(?:Overseen|Controlled|Managed|Coordinated|Directed|Answerable|Responsible|Reporting"
    r"|Answering|Belonging|Under|Within|Attached|Accountable)(?: [a-z]+ly| only| now)?"
    r" (?:by|to|under|within|the)(?=[^,;.]*\.?$))\b"
)
"""How a line begins that leaves out the body of which it speaks."""
_HOW = patterns.of(
    r"^(?:Also|Now|Still|Today|Currently|Formally|Further|Directly|Administratively|Likewise),? "
    r"(?=[a-z])"
)
"""What may stand before such a beginning: `Also grants patents`."""
