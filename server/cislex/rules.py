"""The rules of extraction: patterns over clauses whose mentions are single characters.

Rules are data (`data/rules/*.toml`). Each has an id, a frame (what its groups
mean), a pattern made of the macros of `macros.toml`, words of which one must
occur, and examples that a test runs. They are checked when loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from typing import Any

from cislex import kept, patterns, resources, screening, word_lists
from cislex.errors import InputError, Problem
from cislex.lexicon import Kind
from cislex.rule_forms import form_rules, function_rules
from cislex.word_lists import Linking

TOKENS: Mapping[str, str] = {
    "S": Kind.STATE, "A": Kind.ADJECTIVE, "C": Kind.CAPITAL, "X": Kind.FOREIGN, "T": Kind.TREATY,
    "O": Kind.ORGANIZATION, "B": Kind.BODY, "L": Kind.LAW, "R": Kind.RIGHT, "M": Kind.MEASURE,
    "D": Kind.DATE, "Y": Kind.YEARS, "N": Kind.NUMBER, "P": Kind.PRONOUN,
}  # fmt: skip

FRAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "participation": (("s", "v", "t", "o"), ("isPartyTo", "isMemberStateOf", "isSignatoryTo")),
    "in-force": (("s", "v", "t", "o"), ("isPartyTo", "isMemberStateOf", "isSignatoryTo")),
    "standing": (("t",), ("isPartyTo", "isMemberStateOf", "isSignatoryTo")),
    "stance": (("t",), ("isPartyTo", "isMemberStateOf", "isSignatoryTo")),
    "dated-treaties": (("t",), ("isPartyTo", "isMemberStateOf")),
    "dated-states": (("t",), ("isPartyTo", "isMemberStateOf")),
    "listing": (("t",), ("isPartyTo", "isMemberStateOf")),
    "objectless": (("s", "v", "t"), ("isPartyTo", "isMemberStateOf", "isSignatoryTo")),
    "echo": (("t", "o", "d"), ("isPartyTo", "isMemberStateOf")),
    "unratified": (("t",), ("isPartyTo",)),
    "obliged": (("t", "o"), ("isPartyTo",)),
    "authority": (("b", "o"), ("isUnderAuthorityOf",)),
    "hierarchy": (("t", "o"), ("isUnderAuthorityOf",)),
    "administration": (("o", "b"), ("isAdministeredBy",)),
    "administered": (("t",), ("isAdministeredBy",)),
    "registration": (("r", "b"), ("isRegisteredWith",)),
    "enrolment": (("t",), ("isRegisteredWith",)),
    "likewise": (("t", "r"), ("isRegisteredWith",)),
    "function": (("t",), ("hasFunction",)),
    "duty": (("t",), ("hasFunction",)),
    "inherited": (("t",), ("hasFunction",)),
    "governs": (("l", "r"), ("governs",)),
    "governing": (("v", "t"), ("governs",)),
    "ratifies": (("l", "o"), ("ratifies",)),
    "ratified": (("v", "t"), ("ratifies",)),
    "law": (("l", "d"), ("isInJurisdiction",)),
    "term": (("r", "y"), ("termYears",)),
    "renewal": (("y",), ("renewalYears",)),
    "step": (("t",), ("hasStep",)),
    "measure": (("t",), ("providesMeasure",)),
    "lasting": (("v", "t"), ("termYears",)),
    "alike": (("t",), ("termYears",)),
    "respective": (("t",), ("termYears",)),
}
"""Frame → the groups that its pattern must have, and the predicates that it can give."""

KINDS = frozenset(TOKENS.values())
_OF_KIND = {str(kind): letter for letter, kind in TOKENS.items()}
NEEDS: Mapping[str, tuple[frozenset[str], ...]] = {
    frame: tuple(frozenset(TOKENS[letter] for letter in needed) for needed in needs.split())
    for frame, needs in {
        "participation": "TOP", "in-force": "TOP", "standing": "TOP", "stance": "TOP",
        "dated-treaties": "D TO", "dated-states": "D TO",
        "objectless": "SCXPA", "listing": "D", "echo": "TOSCP", "unratified": "",
        "obliged": "T", "administered": "TP",
        "authority": "BPO BO", "hierarchy": "BP B",
        "administration": "TP", "registration": "R BP", "enrolment": "BP", "likewise": "R",
        "function": "BP", "duty": "BP", "inherited": "B",
        "governs": "LP R", "governing": "LP", "ratified": "L",
        "ratifies": "L TP", "law": "L D", "term": "RPY", "renewal": "", "lasting": "Y",
        "alike": "SCRA", "respective": "Y RS", "step": "", "measure": "",
    }.items()
}  # fmt: skip
"""Frame → sets of kinds of mention, of each of which a clause must have one."""

_GROUP_KINDS: Mapping[str, str] = {
    "s": "SACXP", "b": "BOPTAXC", "l": "LP", "r": "RPA", "y": "Y", "d": "D", "m": "M",
}  # fmt: skip
"""Kinds of mention that a group may hold, where all frames agree."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of ours and the claims that it must give: `subject predicate object …`."""

    text: str
    gives: tuple[str, ...]
    state: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule, ready to match; `options` holds what only its frame understands."""

    id: str
    frame: str
    predicate: str
    source: str
    words: tuple[str, ...]
    examples: tuple[Example, ...]
    origin: str
    options: Mapping[str, Any] = field(default_factory=dict)
    between: Linking | None = None
    raw: str = ""
    macros: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def needs(self) -> screening.Needs:
        """What a text in small letters must hold for the rule to match it."""
        return screening.kept_needs(self.source, self.raw, self.macros.__getitem__)

    @cached_property
    def order(self) -> screening.Order:
        """The same, in the order in which a text must hold it."""
        return screening.kept_order(self.source, self.raw, self.macros.__getitem__)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern in small letters, for a text in small letters, which is faster to match.

        It is compiled when it is first wanted: not every article wants every rule.

        Raises:
            InputError: it is no regular expression.
        """
        try:
            return patterns.of(_LETTERS.sub(lambda letters: letters[0].lower(), self.source))
        except re.error as error:
            file, _, line = self.origin.rpartition(":")
            words = f"{self.id}: the pattern cannot be read ({error}): mend it"
            raise InputError([Problem(file, int(line), words)]) from error

    def fits(self, match: re.Match[str]) -> bool:
        """Whether only words of a verb group stand between the subject and the verb."""
        trigger = self.options.get("trigger")
        if self.between is None and not trigger:
            return True
        groups = match.re.groupindex
        words = linking = (match["v"] if "v" in groups else "") or ""
        if words and "r" in groups and match.start("r") >= match.end("v"):
            linking = match.string[match.start("v") : match.end("r")]
        if trigger and not re.search(trigger, linking, re.IGNORECASE):
            return False
        return self.plain((match["w"] if "w" in groups else "") or "") and self.plain(words)

    def plain(self, words: str) -> bool:
        """Whether some words can stand between a subject and its verb."""
        if self.between is None or not words:
            return True
        text = _NO_WORD.sub(" ", words).lower()
        return all(word in self.between for word in text.split())

    def matches(self, low: str) -> list[re.Match[str]]:
        """Where a text in small letters matches, with words that fit."""
        if self._only_first:
            found = [match] if (match := self.pattern.match(low)) else []
        else:
            found = list(self.pattern.finditer(low))
        return [match for match in found if self.fits(match)] if found and self._asks else found

    @cached_property
    def _asks(self) -> bool:
        """Whether a match may not fit."""
        return self.between is not None or "trigger" in self.options

    @cached_property
    def _only_first(self) -> bool:
        """Whether only the beginning of a text can match."""
        if not self.source.startswith("^"):
            return False
        outside, inside = _SET.sub("", _ESCAPED.sub("", self.source)), ""
        while outside != inside:
            outside, inside = _INNERMOST.sub("", outside), outside
        return "|" not in outside


_NO_WORD = patterns.of(r"\([^()]*\)|[^\w\s'-]")
_ESCAPED = patterns.of(r"\\.")
_SET = patterns.of(r"\[\^?\]?[^\]]*\]")
_INNERMOST = patterns.of(r"\([^()]*\)")
"""Groups in which there is no other."""


_LETTERS = patterns.of(r"(?<!\\)(?<!\(\?)[A-Z]+")
"""Capitals that stand for letters of a text, not `\\W` and not `(?P<…>`."""


@lru_cache(maxsize=4)
def load(data: Traversable | None = None) -> tuple[Rule, ...]:
    """All rules, by file and place in it.

    Raises:
        InputError: a rule is wrong; every fault is told with its file and line.
    """
    folder = (data or resources.folder("data")) / "rules"
    macros = _macros(folder) if data else _own_macros()
    problems: list[Problem] = []
    rules: dict[str, Rule] = {}
    files = sorted(
        (f for f in folder.iterdir() if f.name.endswith(".toml") and f.name != "words.toml"),
        key=lambda f: f.name,
    )
    for file in files:
        text = file.read_text("utf-8")
        shown_as = f"data/rules/{file.name}"
        try:
            content = tomllib.loads(text) if data else _parsed(text)
        except tomllib.TOMLDecodeError as error:
            line = int(found[1]) if (found := re.search(r"line (\d+)", str(error))) else 0
            problems.append(Problem(shown_as, line, f"is not TOML: {error}"))
            continue
        lines = _lines(text)
        for raw in [
            *content.get("rule", []),
            *function_rules(content.get("function", [])),
            *form_rules("step", content.get("step", [])),
            *form_rules("measure", content.get("measure", [])),
        ]:
            line = _line(lines, raw.get("id", ""))
            fault = problems.__len__()
            rule = _rule(raw, macros, f"{shown_as}:{line}", problems)
            if rule and rule.id in rules:
                words = f"{rule.id} is the id of two rules: rename one"
                problems.append(Problem(shown_as, line, words))
            if rule and len(problems) == fault:
                rules[rule.id] = rule
    if problems:
        raise InputError(problems)
    return tuple(rules.values())


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the engine itself, in the language of the rules."""
    return patterns.of(expand(pattern, _own_macros()), re.IGNORECASE)


def _parsed(text: str) -> dict[str, Any]:
    """What TOML of our own says, kept between runs: to read it takes longer than all imports."""
    content: dict[str, Any] = kept.value("toml", text, lambda: tomllib.loads(text))
    return content


@lru_cache(maxsize=1)
def _own_macros() -> Mapping[str, str]:
    return _macros(resources.folder("data") / "rules")


def _macros(folder: Traversable) -> Mapping[str, str]:
    found: dict[str, str] = tomllib.loads((folder / "macros.toml").read_text("utf-8"))["macros"]
    return {name: _tokens(pattern) for name, pattern in found.items()}


_NAME = patterns.of(r"\{([a-z_]+)\}")


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern with its macros and tokens put in.

    Raises:
        KeyError: it names a macro that does not exist.
    """
    while _NAME.search(pattern):
        pattern = _NAME.sub(lambda match: macros[match[1]], pattern)
    return _tokens(pattern)


def _tokens(pattern: str) -> str:
    if "<" not in pattern:
        return pattern
    return re.sub(r"<([A-Z])>", lambda match: TOKENS[match[1]], pattern)


@lru_cache(maxsize=1)
def sides() -> Mapping[str, re.Pattern[str]]:
    """Where the body of a function stands: before its verb or after its noun."""
    return {
        "does": compiled("{body_does} \\Z"),
        "charge": compiled("{body_in_charge} ?\\Z"),
        "done": compiled("{done_by_body}"),
        "by": compiled("{by_body}"),
        "also": compiled("{body_also} \\Z"),
        "also-charge": compiled("{also_in_charge} ?\\Z"),
    }


def _rule(
    raw: Mapping[str, Any], macros: Mapping[str, str], origin: str, problems: list[Problem]
) -> Rule | None:
    file, _, line = origin.rpartition(":")

    def fault(words: str) -> None:
        problems.append(Problem(file, int(line), words))

    name, frame = raw.get("id", ""), raw.get("frame", "")
    if frame not in FRAMES:
        fault(f"{name}: there is no frame {frame!r}: use one of {', '.join(FRAMES)}")
        return None
    groups, predicates = FRAMES[frame]
    predicate = raw.get("predicate", predicates[0])
    if predicate not in predicates:
        fault(f"{name}: frame {frame} gives {' or '.join(predicates)}, not {predicate!r}")
    try:
        expanded = expand(raw["pattern"], macros)
    except KeyError as error:
        fault(f"{name}: there is no macro {error}: mend the name, or define it in macros.toml")
        return None
    if missing := [group for group in groups if f"(?P<{group}>" not in expanded]:
        fault(f"{name}: the pattern lacks the group {' and '.join(missing)}")
    _check_kinds(name, expanded, fault)
    if not raw.get("examples") and "." not in name:
        fault(f"{name}: has no example: give a sentence and what it gives")
    examples = tuple(
        Example(e["text"], tuple(e["gives"]), e.get("state", "")) for e in raw.get("examples", [])
    )
    known = {"id", "frame", "predicate", "pattern", "words", "examples"}
    options = {key: value for key, value in raw.items() if key not in known}
    words = tuple(map(_tokens, raw.get("words", ())))
    between = None
    if vocabulary := raw.get("vocabulary"):
        between = word_lists.of_field(vocabulary)
    elif (
        "{simple}" in _inlined(raw["pattern"], macros)
        or "{group}" in raw["pattern"]
        or frame == "function"
    ):
        is_group = "{group}" in raw["pattern"]
        between = word_lists.plans() if is_group else word_lists.verb_group()
    return Rule(
        name, frame, predicate, expanded, words, examples, origin, options,
        between, _tokens(raw["pattern"]), macros,
    )  # fmt: skip


def _inlined(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern with the macros put in that themselves hold a verb group."""
    return pattern + "".join(macros[name] for name in _NAME.findall(pattern) if name in macros)


def _check_kinds(name: str, expanded: str, fault: Any) -> None:
    """Whether the groups of a pattern hold only mentions of the kinds that they stand for."""
    for group, allowed in _GROUP_KINDS.items():
        opening = f"(?P<{group}>"
        if opening in expanded:
            inside = expanded[expanded.index(opening) + len(opening) :]
            head = inside[: inside.index(")")] if ")" in inside else inside
            first = next((_OF_KIND[c] for c in head if c in _OF_KIND), "")
            if first and first not in allowed and first != "D":
                fault(f"{name}: the group {group} cannot hold <{first}>: choose another group")


def _lines(text: str) -> dict[str, int]:
    """In which line of a file of rules each id stands first."""
    lines: dict[str, int] = {}
    number, place = 1, 0
    for found in _ID.finditer(text):
        number += text.count("\n", place, found.start())
        place = found.start()
        lines.setdefault(found[1], number)
    return lines


_ID = patterns.of(r'id = "([^"]*)"')


def _line(lines: Mapping[str, int], name: str) -> int:
    stem = name
    while stem:
        if stem in lines:
            return lines[stem]
        stem = stem.rpartition(".")[0]
    return 0
