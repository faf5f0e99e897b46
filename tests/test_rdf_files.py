"""`cislex serve --rdf`: RDF files of any syntax, read once, served like a release."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cislex import cli
from cislex.errors import InputError
from cislex.gathering import gather
from commands import serving, wait_for_end

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FILES = {
    "one.nt": "_:x <http://e/p> <http://e/nt> .\n",
    "two.ttl": "@prefix e: <http://e/> . _:x e:p e:ttl . <#here> e:p <other> .\n",
    "three.n3": "@prefix e: <http://e/> . _:x e:p e:n3 .\n",
    "four.rdf": f'<r:RDF xmlns:r="{TYPE[:-4]}" xmlns:e="http://e/"><r:Description r:nodeID="x">'
    '<e:p r:resource="http://e/rdf"/></r:Description></r:RDF>\n',
    "five.jsonld": '{"@id": "_:x", "http://e/p": {"@id": "http://e/jsonld"}}\n',
    "six.trig": "@prefix e: <http://e/> . e:g { _:x e:p e:trig } _:x a e:C .\n",
    "seven.nq": "_:x <http://e/p> <http://e/nq> <http://e/g> .\n",
}


def write(folder: Path, packed: bool = False) -> list[Path]:
    paths = []
    for name, text in FILES.items():
        path = folder / (name + ".gz" * packed)
        path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
        paths.append(path)
    return paths


def problems(paths: list[Path], folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        gather(paths, folder / "all.nq")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("packed", [False, True])
def test_files_of_every_syntax_become_one(tmp_path: Path, packed: bool) -> None:
    found = gather(write(tmp_path, packed), tmp_path / "all.nq")
    lines = (tmp_path / "all.nq").read_text().splitlines()
    assert found.quads == len(lines) == 9
    things = {re.search(r"http://e/(\w+)> (?:<http://e/g> )?\.$", line) for line in lines}
    names = {match[1] for match in things if match}
    assert names >= {"nt", "ttl", "n3", "rdf", "jsonld", "trig", "nq"}
    # What is called _:x in one file is not what is called so in another.
    assert len({line.split()[0] for line in lines if line.startswith("_:")}) == len(FILES)
    # A relative IRI means something in its own file.
    name = "two.ttl.gz" if packed else "two.ttl"
    assert f"<{(tmp_path / name).as_uri()}#here>" in "\n".join(lines)
    assert f"<{(tmp_path / 'other').as_uri()}>" in "\n".join(lines)


def test_the_same_content_has_the_same_identifier(tmp_path: Path) -> None:
    path = tmp_path / "one.ttl"
    path.write_text("<http://e/a> <http://e/b> 1 .")
    first = gather([path], tmp_path / "all.nq")
    assert gather([path], tmp_path / "all.nq") == first
    path.write_text("<http://e/a> <http://e/b> 2 .")
    assert gather([path], tmp_path / "all.nq").identifier != first.identifier


def test_every_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    broken = {
        "a.ttl": b"<http://e/a> <http://e/b> 1 .\n\n<http://e/a> <http://e/b> .\n",
        "b.nt": b"<http://e/a> <http://e/b> <http://e/c> .\nnonsense\n",
        "c.nt.gz": gzip.compress(b"<http://e/a> <http://e/b> <http://e/c> .\n" * 999)[:-20],
        "d.ttl.gz": b"not packed at all",
        "e.jsonld": b'{\n "@context": "http://127.0.0.1:1/context.jsonld"}',
        "f.pdf": b"%PDF",
        "g.ttl": b"\xff\xfe\x00",
        "h": b"",
    }
    paths = []
    for name, content in broken.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    found = problems([*paths, tmp_path / "missing.ttl"], tmp_path)
    assert [line.removeprefix(f"{tmp_path}/").split(": ")[0] for line in found] == [
        "a.ttl:3",
        "b.nt:2",
        "c.nt.gz",
        "d.ttl.gz",
        "e.jsonld",
        "f.pdf",
        "g.ttl:1",
        "h",
        "missing.ttl",
    ]


def test_a_broken_file_is_told_and_nothing_is_served(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.nt", tmp_path / "bad.ttl"
    good.write_text("<http://e/a> <http://e/b> <http://e/c> .\n")
    bad.write_text("\n<http://e/a> ?\n")
    result = CliRunner().invoke(cli.main, ["serve", "--port", "0", "--rdf", str(good), str(bad)])
    assert result.exit_code == 1
    assert f"{bad}:2: " in result.output
    assert "is served on" not in result.output


def test_files_are_named_with_rdf_and_only_so(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.touch()
    for arguments in (["--rdf"], [str(path)], ["--rdf", str(tmp_path / "missing.nt")]):
        assert CliRunner().invoke(cli.main, ["serve", *arguments]).exit_code == 2


@pytest.mark.parametrize("memory_quads", ["1000", "3"])
def test_files_are_served_from_memory_or_from_disk(tmp_path: Path, memory_quads: str) -> None:
    files = [str(path) for path in write(tmp_path)]
    with serving(tmp_path, "--rdf", *files, "--memory-quads", memory_quads) as server:
        [folder] = tmp_path.glob("cislex-*")
        assert (folder / "store").exists() == (memory_quads == "3")
        query = "SELECT (COUNT(*) AS ?n) { ?s <http://e/p> ?o }"
        assert server.query(query) == (200, b"n\r\n6\r\n")
        named = "SELECT (COUNT(*) AS ?n) { GRAPH <http://e/g> { ?s ?p ?o } }"
        assert server.query(named) == (200, b"n\r\n2\r\n")
        status, _, health = server.ask("/health")
        assert (status, json.loads(health)["status"]) == (200, "ok")
        family = server.family()
        assert server.stop() == 0
        wait_for_end(family)
        assert not folder.exists()


def test_pages_say_what_is_served_and_offer_nothing_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "my graph.ttl"
    path.write_text("@prefix e: <http://e/> . e:a a e:C ; e:b 1, 2 .")
    with serving(tmp_path, "--rdf", str(path)) as server:
        home = server.ask("/", Accept="text/html")[2].decode()
        assert "my graph.ttl" in home
        assert re.search(r"<dt>quads</dt><dd>3</dd>", home)
        assert re.search(r"<dt>classes</dt><dd>1</dd>", home)
        assert re.search(r"<dt>properties</dt><dd>2</dd>", home)
        form = server.ask("/query", Accept="text/html")[2].decode()
        for page in (home, form):
            assert "/queries" not in page
            assert "creativecommons" not in page
            assert "intellectual" not in page
        described = server.ask("/sparql", Accept="text/turtle")[2].decode()
        assert "creativecommons" not in described
        assert server.ask("/queries/what-weakens")[0] == 404
        # The folder of the files is nobody's business.
        assert str(tmp_path) not in home + form + described


def test_an_empty_file_is_a_graph_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.touch()
    with serving(tmp_path, "--rdf", str(path)) as server:
        assert server.is_well()
        assert server.ask("/health")[0] == 200
        assert server.ask("/", Accept="text/html")[0] == 200
