"""The structure of the house: who imports whom, who may use what, what is documented."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cislex import settings
from cislex.lexicon import Kind

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "server" / "cislex"

ROOMS = (
    # 0 ground
    *("__init__", "errors", "terms", "formats", "encodings", "resources", "settings"),
    *("writing", "kept", "beginnings", "patterns"),
    # 1 reading
    *("documents", "passages", "claims", "texts"),
    # 2 understanding
    *(
        "dates",
        "lexicon",
        "screening",
        "mentions",
        "aliases",
        "places",
        "agreements",
        "outsiders",
        "owners",
        "things",
        "tenses",
        "laws",
        "title_forms",
        "titles",
        "numbered_laws",
        "fullnames",
    ),
    *(
        "bodies",
        "reduction",
        "particulars",
        "own_acts",
        "pairs",
        "relative_dates",
        "focus",
        "accounts",
    ),
    *("coordinations", "groups", "topic", "shortened", "instruments"),
    *("context", "couples", "body_anaphors", "anaphors"),
    *(
        "word_lists",
        "rule_forms",
        "rules",
        "selection",
        "departures",
        "hearsay",
        "scopes",
        "layout",
        "statutes",
        "comparisons",
        "bodylines",
        "treaty_lines",
    ),
    *(
        "sentence",
        "eras",
        "actors",
        "plain_scopes",
        "naming",
        "dating",
        "targets",
        "arguments",
        "series",
        "joining",
        "obligations",
        "nominal",
        "sequels",
        "administering",
        "participation",
        "ellipsis",
        "stances",
        "participants",
        "standing",
        "dated_lists",
        "listing",
        "echo",
        "intervals",
        "contrasts",
        "capacities",
        "subordinates",
        "subordination",
        "further_superiors",
        "superiors",
        "successions",
        "relations",
        "ratifications",
        "governed",
        "governing",
    ),
    *("agents", "duties", "enrolment", "likewise", "hierarchy"),
    *("jurisdictions", "durations", "timed_rights", "lasting", "respective", "alike"),
    *("predecessors", "endings", "repealed", "introductions", "births", "namesakes", "foundings"),
    *("procedures", "steps", "remedies", "frames"),
    *(
        "statuses",
        "labels",
        "holders",
        "profiles",
        "dated_names",
        "replies",
        "questions",
        "chronicle",
        "wording",
        "run_ins",
        "interpretation",
        "dialogue",
        "discourse",
    ),
    *("columns", "term_tables", "fact_sheets", "extraction", "extractors"),
    # 3 graphs
    *("turtle", "vocabulary", "tables", "evidence", "reference_tables", "reference", "records"),
    *("verification", "inputs", "audit", "inference", "shapes", "propositions"),
    *("numbering", "proposals"),
    # 4 store
    *("store", "gathering", "releases", "dumps", "names"),
    # 5 answering
    *(
        "queries",
        "faults",
        "prefixes",
        "sparql",
        "isolation",
        "wire",
        "nursery",
        "workers",
        "pool",
        "answers",
    ),
    "description",
    # 6 works
    *(
        "build",
        "known",
        "cases",
        "checking",
        "evaluation",
        "check_evaluation",
        "phrases",
        "report",
        "adding",
        "bulk",
        "examination",
    ),
    # 7 doors
    *("web", "terminal", "options", "article_lists", "article_commands", "graph_commands", "cli"),
)
"""Every module of the package, from the ground up; a module imports only from before itself."""


def modules() -> Iterator[tuple[str, Path]]:
    """Room → file, for every Python file of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms(path: Path) -> set[str]:
    """The rooms of the package that a module imports from."""
    names = {name.split(".")[1] for name in imports(path) if name.startswith("cislex.")}
    return names & set(ROOMS)


@pytest.mark.parametrize(("room", "path"), [pytest.param(*m, id=str(m[1].name)) for m in modules()])
def test_a_module_gives_each_name_once(room: str, path: Path) -> None:
    given = [
        target.id
        for statement in ast.parse(path.read_text("utf-8")).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]
    twice = sorted({name for name in given if given.count(name) > 1})
    assert twice == [], f"{room} gives a name a second meaning, which takes the place of the first"


@pytest.mark.parametrize(("room", "path"), [pytest.param(*m, id=str(m[1].name)) for m in modules()])
def test_a_module_imports_only_from_rooms_below_its_own(room: str, path: Path) -> None:
    assert room in ROOMS, f"{room} has no place in ROOMS"
    above = {name for name in rooms(path) if ROOMS.index(name) > ROOMS.index(room)}
    assert not above, f"{path.name} imports from above: {sorted(above)}"


def test_every_room_exists() -> None:
    assert {room for room, _ in modules()} == set(ROOMS)


def test_only_the_doors_import_flask() -> None:
    using = {
        room
        for room, path in modules()
        if any(name.split(".")[0] in ("flask", "werkzeug") for name in imports(path))
    }
    assert using == {"web"}


def test_only_a_nursery_that_can_be_killed_opens_an_engine_for_the_server() -> None:
    using = {room for room, path in modules() if "cislex.store.Engine" in set(imports(path))}
    # The command line asks one question of its own and ends.
    assert using == {"nursery", "graph_commands"}


def test_only_the_store_opens_a_store() -> None:
    using = {room for room, path in modules() if "pyoxigraph.Store" in set(imports(path))}
    # The validator reads the engine's store directly, in memory and in a process of its own.
    assert using == {"store", "shapes"}


def test_every_setting_is_documented_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, _, words in settings.table():
        assert settings.variable(name) in readme
        assert words.endswith(".")


def test_a_pattern_speaks_of_mentions_by_the_characters_of_their_kinds() -> None:
    escapes = re.compile(r"\\u(00[01]\w|[eE]0\w\w|[fF]8\w\w)")
    written = {
        chr(int(one, 16)) for _, path in modules() for one in escapes.findall(path.read_text())
    }
    assert written <= set(Kind)
    for path in (ROOT / "data" / "rules").iterdir():
        assert not escapes.search(path.read_text())


def test_no_stray_package_markers_at_the_top() -> None:
    for folder in ("server", "ontology", "data", "queries"):
        assert not (ROOT / folder / "__init__.py").exists()
