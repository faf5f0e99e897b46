"""How far an article has told of a procedure: of which right, in which branch, which steps.

A procedure is told over several sentences or the items of a list, so that a sentence such as
"Publication follows" is understood only by one who remembers what went before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cislex import patterns
from cislex.screening import Screened

_PROCEDURAL = patterns.of(
    r"\b(?:procedures?|process(?:es)?|steps?|stages?|phases?|how (?:to|do|does|can|is|are)|filing"
    r"|regist(?:er|ering|ration)|appl(?:y|ying|ication|ications)|acqui\w+|obtain\w*|getting|grant"
    r"|route|road|path|sequence|(?:patent|mark|design)s? prosecution|prosecution of)\b",
    re.IGNORECASE,
)
"""Headings and questions under which the steps of a procedure are told."""
_ANNOUNCED = patterns.of(
    r"\b(?:procedures?|process|steps?|stages?|phases?|sequence|route|path|proceeds?)\b"
)
"""What a sentence says that announces an account of a procedure."""
_LISTED = patterns.of(
    r"\b(?:steps?|stages?|phases?|procedure|process|sequence|as follows|proceeds?|route|path"
    r"|goes through|passes through)\b[^.]*:$",
    re.IGNORECASE,
)
"""What leads to a list of steps."""
_BRANCHES = Screened(
    r"\b(?:(?P<customs>customs|border)|(?P<criminal>criminal\w*|crimes?|penal)"
    r"|(?P<administrative>administrative(?!-economic|\W+courts?\b)\w*|contravention\w*)"
    r"|(?P<civil>civil|claimants?|plaintiffs?|lawsuits?|sues?))\b",
    re.IGNORECASE,
)
_MEASURES = patterns.of(
    r"\b(?:customs (?:control|checks?|clearance|inspections?|supervision)"
    r"|border (?:detention|inspections?)|criminal (?:sanctions?|penalt\w+|charges?|punish\w+))\b",
    re.IGNORECASE,
)
"""Names of measures, which do not tell in which branch they can be had."""
_REMEDIAL = patterns.of(r"\b(?:remed|sanction|penalt|reliefs?\b|redress)", re.IGNORECASE)
"""What heads or leads to a list of measures where no branch is named."""
_CIVIL = Screened(r"\b(?:injunct|damages\b|compensation\b)", re.IGNORECASE)
"""Measures that are civil where no branch is named."""
_TITLE = patterns.of(r"\b(?:grants?|issues?|granted|issued)\b", re.IGNORECASE)
"""A patent that is granted may be the title for a design or a utility model that was told of."""


_STEP = patterns.of(r"(?:Step|Stage|Phase) (\d{1,2})\b ?[:.–-]*(?: |$)", re.IGNORECASE)
_FIRST = "SsPp"
_NUMBERED = patterns.of(r"(\d{1,3})[.)]\s+$")
"""How the number of a step is written in a heading or sentence, and before an item of a list."""
_WORD = patterns.of(r"[a-z]")
_LABEL_WORDS = 8


@dataclass(slots=True)
class Account:
    """What a reader keeps in mind of the procedures of an article.

    `titled`, `headed` and `rights` are the rights of the title, of the section and of the last
    sentence that named one; `branch` is civil, criminal, administrative, customs or ''. `item` is
    the number of the list item that is being read, 0 outside of lists of steps.
    """

    titled: tuple[str, ...] = ()
    headed: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    is_headed: bool = False
    is_told: bool = False
    is_barred: bool = False
    is_remedies: bool = False
    is_label: bool = False
    branch: str = ""
    headed_branch: str = ""
    item: int = 0
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    told: set[tuple[str, str, str]] = field(default_factory=set)
    _count: int = 0
    _place: tuple[int, int] = (-1, -1)
    _was_item: bool = False
    _is_named: bool = False
    listed: str = ""
    _is_remedial: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a sentence that names nothing can still say something of a procedure."""
        in_mind = self.is_telling or self.item or self.branch_in_mind or self.rights_in_mind
        return bool(in_mind or self._is_named)

    @property
    def is_telling(self) -> bool:
        """Whether steps are being told."""
        return self.is_headed or self.is_told

    @property
    def branch_in_mind(self) -> str:
        """The branch of which the last sentence, else the heading, speaks."""
        return self.branch or self.headed_branch

    @property
    def rights_in_mind(self) -> tuple[str, ...]:
        """The rights of which the last sentence, else the heading, else the title speaks."""
        return self.rights or self.headed or self.titled

    def head(self, words: str, rights: Sequence[str], title: bool = False) -> str:
        """A heading, or a question that stands for one: a new account begins.

        A heading such as `Step 2: filing` goes on with an account; what it says is returned.
        """
        if (numbered := _STEP.match(words)) and self.rights_in_mind:
            self.item, self.is_barred, self.is_headed = int(numbered[1]), False, True
            return words[numbered.end() :]
        if title:
            self.titled = tuple(rights) if len(rights) == 1 else ()
            self.is_headed = bool(_PROCEDURAL.search(words))
            return ""
        self.headed, self.rights = tuple(rights), ()
        self.is_headed = bool(_PROCEDURAL.search(words))
        self.headed_branch, self.branch = branch(words), ""
        self._is_remedial = _REMEDIAL.search(words) is not None
        self.is_told = self.is_barred = self.is_remedies = False
        self.told.clear()
        self.item, self._was_item = 0, False
        return ""

    def begin(self, place: tuple[int, int], lead: str, is_item: bool, before: str = "") -> None:
        """A passage begins at `section, paragraph`; `before` are the last characters before it."""
        if is_item:
            number = _NUMBERED.search(before)
            self._begin_item(lead, int(number[1]) if number else 0)
        elif place != self._place:
            self.is_label = False
            self.item, self.is_told, self.branch = 0, False, ""
            self.is_barred = self.is_remedies = False
        self._was_item = is_item or (self._was_item and place == self._place)
        self._place = place

    def _begin_item(self, lead: str, number: int) -> None:
        is_listed = bool(_LISTED.search(lead)) if lead else self.is_headed
        if not self._was_item:
            self._count = 0
            self.listed = (branch(lead) or self.branch) if lead else ""
            if is_listed:
                self.numbers.clear()
                self.told.clear()
        self._count = number or self._count + 1
        self.item = self._count if is_listed else 0
        self.is_barred = bool(lead) and not is_listed
        self.branch = self.listed
        remedial = _REMEDIAL.search(lead) if lead else self._is_remedial
        self.is_remedies = bool(self.branch_in_mind or remedial)

    def row(self, cells: Sequence[str], header: Sequence[str]) -> str:
        """A row of a table begins; the words of its cell that names a step, else ''."""
        number = next((int(cell) for cell in cells[:1] if cell.isdecimal()), 0)
        if not (number or header) or not (
            self.is_headed or _ANNOUNCED.search(" ".join(header).lower())
        ):
            return ""
        self._begin_item("", number)
        self._was_item, self.is_barred, self.item = True, False, self._count
        return next((cell for cell in cells if _WORD.search(cell)), "")

    def begin_sentence(self, text: str, is_first: bool) -> str:
        """A sentence begins; what it says beside the number of a step.

        A paragraph that begins with a few words names a step in a section on a procedure.
        """
        numbered = _STEP.match(text) if text[:1] in _FIRST else None
        if numbered and self.rights_in_mind:
            self.item, self.is_barred, self.is_told = int(numbered[1]), False, True
            return text[numbered.end() :]
        is_short = is_first and not self._was_item and len(text.split()) <= _LABEL_WORDS
        self.is_label = is_short and self.is_headed
        return text

    def end_item(self) -> None:
        """The rest of an item explains its step, and tells no other."""
        self.is_label = False
        if self.item or self.is_barred:
            self.item, self.is_barred = 0, True

    def hear(self, words: str, rights: Sequence[str]) -> None:
        """A sentence is about to be read: which rights and which branch it names."""
        low = words.lower()
        named = _BRANCHES.search(words, low)
        self._is_named = named is not None or _CIVIL.search(words, low) is not None
        if named:
            self.branch = branch(_MEASURES.sub(" ", words)) or self.branch
        is_title = self.told and self.rights and _TITLE.search(words)
        if len(rights) == 1 and not (is_title and rights[0] == "right:patent"):
            self.rights = tuple(rights)
        if (rights or self.headed) and _ANNOUNCED.search(low):
            self.is_told = True

    def number(self, procedure: str, step: str) -> int:
        """The number of a step: that of its item, else the one that it has, else the next one."""
        last = max((n for (of, _), n in self.numbers.items() if of == procedure), default=0)
        number = self.item or self.numbers.get((procedure, step), last + 1)
        self.numbers[procedure, step] = number
        return number


def branch(words: str) -> str:
    """The one branch of enforcement that some words name, else ''."""
    found = {match.lastgroup for match in _BRANCHES.pattern.finditer(words)}
    return (found.pop() or "") if len(found) == 1 else ""


def last_branch(words: str) -> str:
    """The branch that some words name last, else ''."""
    found = [match.lastgroup for match in _BRANCHES.pattern.finditer(words)]
    return (found[-1] or "") if found else ""


_CONDITION = patterns.of(
    r"(?:^|[;:.] |, but |, and )(?:if(?! (?:all|everything|nothing|nobody|no)\b)|unless|should|were"
    r"|had|whether|in case)\b[^,;]*$",
    re.I,
)
_DRAFT = patterns.of(
    r"\b(?:an?|the|this|that|new) (?:draft|bill)\b(?! (?:application|description))[^.;]*$", re.I
)


def is_draft(before: str) -> bool:
    """Whether what follows some words stands only in a draft or bill."""
    return bool(_DRAFT.search(before))


def is_supposed(before: str) -> bool:
    """Whether what follows some words stands in a condition: `If the fee is not paid, …`."""
    return bool(_CONDITION.search(before))
