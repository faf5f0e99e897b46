"""Fact-checking: the claims of an article against the reference layer, as of a day.

The rules of `ontology/rules/verification/` decide, the same as when the graph is built: the
claims become statements beside the reference graphs of a release, and each finding is what the
rules wrote. What no source that counts decides is unverified, never contradicted.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from cislex import dates, inference, propositions, releases, resources, terms
from cislex.claims import Claim, Extractor
from cislex.documents import MAXIMUM_BYTES
from cislex.extraction import RuleExtractor
from cislex.known import Known
from cislex.propositions import Proposition
from cislex.sentence import PARTICIPATIONS
from cislex.store import Workbench
from cislex.texts import Article, read
from cislex.vocabulary import literal

VERDICTS = ("contradicted", "imprecise", "confirmed", "unverified")
"""The gravest first."""

_BASES = ("depositary", "official", "mirror")
_CONCLUSIONS = "80"
"""Rules from this number on draw conclusions from the checks; a report needs none."""

_UNREAL = frozenset(("recommendation", "projection", "intention"))
_PLANNABLE = frozenset(("isPartyTo", "isMemberStateOf"))


@dataclass(frozen=True, slots=True)
class Finding:
    """What checking one claim found.

    `statement` is the IRI of what is claimed; `verdict` one of `VERDICTS`; `expected` what the
    source says, in words; `source` its name and `page` its address; `checked_on` the day on which
    that page was looked up; `as_of` the day for which the claim was checked. All but the first
    two and the last are empty where nothing decides.
    """

    claim: Claim
    statement: str
    verdict: str
    as_of: str
    expected: str = ""
    source: str = ""
    page: str = ""
    checked_on: str = ""


def check_file(
    path: Path | str,
    store: Path | str = ".cislex",
    on: str = "",
    extractor: Extractor | None = None,
) -> list[Finding]:
    """Check one article file against the release in a store.

    `on` is the day (ISO 8601) as of which the claims are checked; without it the day that the
    article states, else today. `extractor` finds the claims, by default the rules of cislex.

    Raises:
        InputError: the file cannot be read.
        ReleaseError: there is no release yet.
    """
    article = read(Path(path), MAXIMUM_BYTES)
    if extractor is None:
        extractor = RuleExtractor()
    return Checker.of_release(Path(store)).check(article, extractor.extract(article), on)


class Checker:
    """Holds the reference layer of a release in memory and checks one article after another."""

    def __init__(self, reference: Iterable[Quad], ontology: Traversable) -> None:
        """Take the graphs of the reference layer, its sources and the entities."""
        quads = list(reference)
        self.known = Known.of(quads)
        self._bench = Workbench(quads)
        folder = ontology / "rules" / "verification"
        self._rules = [rule for rule in inference.read(folder) if rule.name < _CONCLUSIONS]
        self._lock = threading.Lock()

    @classmethod
    def of_release(cls, store: Path) -> Checker:
        """The reference layer of the release that is served.

        Raises:
            ReleaseError: there is none yet: it must be built first.
        """
        release = releases.current(store)
        quads = Workbench.copied(release.store_path, _is_needed)
        return cls(quads, resources.folder("ontology"))

    def check(self, article: Article, claims: Iterable[Claim], on: str = "") -> list[Finding]:
        """What the reference layer says of each claim, in the order of the claims.

        A sentence with several dates may have been read wrongly: where a source contradicts the
        one and confirms another of them, which is neither that of a law nor rightly that of another
        claim, the claim is taken to be made with the other.
        """
        as_of, text = on or article.published or today(), article.document.text
        findings = self._check(claims, as_of, text)
        right = {
            _dated(finding.claim)
            for finding in findings
            if finding.verdict == "confirmed" or finding.claim.predicate not in PARTICIPATIONS
        }
        doubtful = [
            (number, replace(finding.claim, value=date))
            for number, finding in enumerate(findings)
            if finding.verdict == "contradicted" and finding.claim.predicate in PARTICIPATIONS
            for date in _other_dates(text, finding.claim)
            if _dated(replace(finding.claim, value=date)) not in right
        ]
        again = self._check((claim for _, claim in doubtful), as_of, text) if doubtful else []
        for (number, _), finding in zip(doubtful, again, strict=True):
            if finding.verdict == "confirmed":
                findings[number] = finding
        return findings

    def check_claims(self, claims: Iterable[Claim], on: str = "") -> list[Finding]:
        """Check claims without an article, as of a day (today where none is given)."""
        return self._check(claims, on or today(), "")

    def _check(self, claims: Iterable[Claim], as_of: str, text: str) -> list[Finding]:
        """Check claims as of a day; `text` is that of their article, or empty."""
        claims = list(claims)
        meant = self.known.resolve(claims)
        spoken: dict[tuple[int, int], set[str]] = {}
        for claim in meant:
            spoken.setdefault((claim.start, claim.end), set()).add(claim.subject)
        made = [
            self._statements(claim, words, len(spoken[claim.start, claim.end]) == 1)
            for claim in meant
            for words in [text[claim.start : claim.end]]
        ]
        with self._lock:
            try:
                self._bench.add(_issued(as_of))
                self._bench.add(quad for nodes in made for _, quads in nodes for quad in quads)
                inference.run(iter(self._rules), self._bench)
                outcomes = self._outcomes()
            finally:
                self._bench.remove((_SAID, _VERIFICATION))
        return [
            self._finding(claim, known, [node for node, _ in nodes], as_of, outcomes)
            for claim, known, nodes in zip(claims, meant, made, strict=True)
        ]

    def _statements(self, claim: Claim, words: str, alone: bool) -> list[tuple[str, list[Quad]]]:
        """The nodes that a claim of some words becomes on the bench, with their quads.

        `alone` tells that these words claim nothing of anything else.
        """
        if claim.modality in _UNREAL:
            if claim.predicate not in _PLANNABLE or claim.polarity in ("negated", "past"):
                return []
            claim = replace(claim, polarity="planned")
        said = [_as_said(one, words) for one in propositions.of(claim, self.known.codes)]
        said += _in_force(said, words) if alone and claim.predicate == "isInJurisdiction" else []
        nuances = tuple(_nuances(claim, words))
        key = hashlib.sha256(repr((said, claim.polarity, nuances)).encode()).hexdigest()[:16]
        return [
            (node, [*_quads(node, one, claim, key), *_nuanced(node, nuances)])
            for number, one in enumerate(said)
            for node in [f"{terms.PREFIXES['statement']}{key}-{number}"]
        ]

    def _outcomes(self) -> dict[str, list[_Outcome]]:
        found: dict[str, list[_Outcome]] = {}
        answer = self._bench.query(_ASK)
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            cells = [getattr(row[name], "value", "") for name in _CELLS]
            verdict = cells[1].rsplit("/", 1)[-1]
            found.setdefault(cells[0], []).append(_Outcome(verdict, *cells[2:]))
        return found

    def _finding(
        self,
        claim: Claim,
        meant: Claim,
        nodes: list[str],
        as_of: str,
        outcomes: dict[str, list[_Outcome]],
    ) -> Finding:
        statement = _statement_iri(
            next(iter(propositions.of(meant, self.known.codes)), None), meant
        )
        found = [outcome for node in nodes for outcome in outcomes.get(node, ())]
        if not found:
            return Finding(claim, statement, "unverified", as_of)
        found.sort(key=_Outcome.rank)
        best = found[0]
        if best.verdict == "confirmed" and found[-1].verdict == "unverified":
            # The rules leave open which thing is meant, such as a law with another number and day.
            best = found[-1]
        if best.verdict == "unverified":
            return Finding(claim, statement, best.verdict, as_of)
        alike = (o for o in found if (o.verdict, o.page) == (best.verdict, best.page))
        expected = "; ".join(dict.fromkeys(outcome.expected for outcome in alike))
        return Finding(
            *(claim, statement, best.verdict, as_of, expected),
            *(best.source, best.page, best.looked_up),
        )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One check that the rules wrote."""

    verdict: str
    expected: str
    source: str
    page: str
    looked_up: str
    basis: str

    def rank(self) -> tuple[int, int, str, str]:
        """The gravest verdict first, of these the best founded."""
        trust = _BASES.index(self.basis) if self.basis in _BASES else len(_BASES)
        return VERDICTS.index(self.verdict), trust, self.page, self.expected


_EMPHASES = {
    "affirmed": re.compile(
        r"\b(?:still|remains?|continues?|to this day|(?:is|are) (?:currently|today|now))\b", re.I
    ),
    "negated": re.compile(r"\bnever\b", re.I),
    "past": re.compile(
        r"\b(?:no longer|left|leav(?:es|ing)|withdr[ae]w\w*|denounc\w+|quit|ceased?|any ?more"
        r"|used to|(?<!waited )(?<!took )(?<!not )until)\b", re.I
    ),
}  # fmt: skip
"""Polarity → how a passage insists that a participation lasts, never was, or ended."""
_HEDGE = re.compile(
    r"\b(?:up to|maximum|max|at (?:the )?most|in (?:all|total|sum)|altogether|overall|total"
    r"|no (?:more|longer) than|not exceed\w*|renew\w+|extend\w*|extension\w*|prolong\w*|longest)\b",
    re.IGNORECASE,
)
"""How a passage says that a length of years is that of a term with its renewals."""
_INITIAL = re.compile(r"\b(?:initial\w*|first)\b", re.IGNORECASE)


def _nuances(claim: Claim, words: str) -> Iterator[tuple[str, str]]:
    """The properties of an attestation that a passage's own words give, with their values."""
    emphasis = _EMPHASES.get(claim.polarity)
    if claim.predicate in PARTICIPATIONS and emphasis and (match := emphasis.search(words)):
        yield "lex:emphasis", match[0].lower()
    is_initial = _INITIAL.search(words)
    if claim.predicate in propositions.TERMS and not is_initial and (match := _HEDGE.search(words)):
        yield "lex:hedge", match[0].lower()


_IN_FORCE = re.compile(
    r"\b(?:(?:in|into) (?:force|effect|operation)|t(?:ook|akes|aking) effect|effective|operative"
    r"|appli(?:ed|cable))(?: there| again| only| in full| in [A-Z]\w+)*"
    r"(?: (?:on|since|from|as (?:of|from)|in|with effect from))?(?: early| late| about)? $"
)
"""Before a date: from when on a law is in force, which is seldom the day of its adoption."""
_OF_LAW = ("lex:adoptionDate", "lex:officialNumber")
_BEGAN = terms.expand("lex:entryIntoForceDate")


def _as_said(one: Proposition, words: str) -> Proposition:
    """The date of a law as that of its entry into force, where the passage says so."""
    if one.predicate != terms.expand(_OF_LAW[0]):
        return one
    starts = [start for start, _, day in dates.dates(words) if day == one.value.value]
    if not starts or not all(_IN_FORCE.search(words, 0, start) for start in starts):
        return one
    return replace(one, predicate=_BEGAN)


def _in_force(said: list[Proposition], words: str) -> Iterator[Proposition]:
    """The day on which a law entered into force, where its passage tells that beside its own."""
    days = [day for start, _, day in dates.dates(words) if _IN_FORCE.search(words, 0, start)]
    if len(days) == 1 and {one.predicate for one in said} & {terms.expand(p) for p in _OF_LAW}:
        one = replace(said[0], predicate=_BEGAN, value=literal(days[0]), place="")
        if one.value not in [other.value for other in said]:
            yield one


def _dated(claim: Claim) -> tuple[int, int, str]:
    """The passage of a claim and the date that it gives, also beside the number of a law."""
    return claim.start, claim.end, propositions.numbered(claim.value)[1]


def _other_dates(text: str, claim: Claim) -> Iterator[str]:
    """The dates that the sentence of a claim gives beside that of the claim."""
    if claim.value:
        for _, _, date in dates.dates(text[claim.start : claim.end]):
            if date != claim.value:
                yield date


def today() -> str:
    """The present day, ISO 8601."""
    return datetime.date.today().isoformat()


_SAID = terms.graph("provenance", "article")
_VERIFICATION = terms.graph("verification")
_DOCUMENT = NamedNode(terms.document("article"))
_CELLS = ("statement", "verdict", "expected", "source", "page", "looked", "basis")
_ASK = f"""
PREFIX lex: <{terms.PREFIXES["lex"]}>
PREFIX dct: <{terms.PREFIXES["dct"]}>
PREFIX prov: <{terms.PREFIXES["prov"]}>
PREFIX rdfs: <{terms.PREFIXES["rdfs"]}>
SELECT {" ".join("?" + name for name in _CELLS)} WHERE {{
  GRAPH <{_VERIFICATION}> {{
    ?check lex:verifies ?statement ; lex:verdict ?verdict ; lex:expected ?expected ;
      lex:restsOn ?record ; lex:checkedAgainst ?from .
  }}
  # One check may rest on several records: each with its own page.
  GRAPH ?table {{
    ?record prov:hadPrimarySource ?from ; dct:source ?page ; lex:lookedUpOn ?looked .
  }}
  GRAPH <{terms.graph("sources")}> {{ ?from rdfs:label ?source ; lex:basis ?basis }}
}}"""


def _is_needed(graph: str) -> bool:
    """Whether a graph of a release is needed for checking."""
    local = graph.removeprefix(terms.PREFIXES["graph"])
    return local.startswith("reference/") or local in ("sources", "entities")


def _issued(as_of: str) -> Iterator[Quad]:
    # A month or year that is all that is known of the day: everything in it may have happened.
    day = as_of + {4: "-12-31", 7: "-31"}.get(len(as_of), "")
    yield Quad(_DOCUMENT, _node("dct:issued"), Literal(day), NamedNode(_SAID))


def _quads(node: str, said: Proposition, claim: Claim, key: str) -> Iterator[Quad]:
    graph = NamedNode(_SAID)
    statement = NamedNode(node)
    attestation = NamedNode(node.replace("/statement/", "/attestation/"))
    passage = NamedNode(terms.passage("article", key))
    subject = NamedNode(said.subject)
    yield Quad(statement, _node("rdf:type"), _node("lex:Statement"), graph)
    yield Quad(statement, _node("rdf:subject"), subject, graph)
    yield Quad(statement, _node("rdf:predicate"), NamedNode(said.predicate), graph)
    yield Quad(statement, _node("rdf:object"), said.value, graph)
    yield Quad(statement, _node("lex:polarity"), _node(f"polarity:{claim.polarity}"), graph)
    yield Quad(statement, _node("lex:isAttestedBy"), attestation, graph)
    yield Quad(attestation, _node("lex:inPassage"), passage, graph)
    yield Quad(passage, _node("lex:ofDocument"), _DOCUMENT, graph)
    if said.date:
        yield Quad(attestation, _node("lex:validFrom"), literal(said.date), graph)
    if said.place:
        yield Quad(attestation, _node("lex:inPlace"), NamedNode(said.place), graph)
        if claim.predicate in propositions.TERMS:
            right = NamedNode(propositions.iri(claim.subject))
            yield Quad(subject, _node("lex:termOf"), right, graph)
        yield Quad(subject, _node("lex:isInJurisdiction"), NamedNode(said.place), graph)


def _nuanced(node: str, nuances: Iterable[tuple[str, str]]) -> Iterator[Quad]:
    attestation = NamedNode(node.replace("/statement/", "/attestation/"))
    for name, words in nuances:
        yield Quad(attestation, _node(name), Literal(words), NamedNode(_SAID))


def _statement_iri(said: Proposition | None, claim: Claim) -> str:
    if said is None:
        return ""
    return terms.statement(said.subject, said.predicate, str(said.value), claim.polarity)


def _node(curie: str) -> NamedNode:
    return NamedNode(terms.expand(curie))
