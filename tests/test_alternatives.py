"""Alternatives: of two claims of one source only one can be true, so nothing leads over both, and each names the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from graph import Certainty, KnowledgeGraph, NoPathError, open_graph
from graph import Path as Way
from graph.model.vocabulary import PREFIXES, local
from graph.network.causes import Branch
from tests.tools import carried, value

_MET = "event:met pan:party person:{} ; pan:status pan:Held"
_CLAIMS = """
    0 | event:met pan:status pan:Held ; pan:date "2001-01-10"^^edtf:EDTF
    1 or 2 | event:met pan:party person:nora
    2 or 1 | event:met pan:party person:emil
    3 | event:met pan:party person:otto
    4 or 5 | measure:toll pan:ledTo event:strike
    5 or 4 | project:bridge pan:requires measure:law
    6 | event:strike pan:blocks project:bridge
    7 | person:nora pan:seeks measure:toll
"""
_HEAD = """
@prefix : <https://w3id.org/panmunjom/claim/made/> .
source:page a pan:NewsReport ; dcterms:title "Page"@en ; dcterms:issued "2001-02-01"^^xsd:date .
person:nora a pan:Person ; rdfs:label "Nora"@en . person:emil a pan:Person ; rdfs:label "Emil"@en .
person:otto a pan:Person ; rdfs:label "Otto"@en . organisation:agency a pan:Medium ; rdfs:label "Agency"@en .
event:met a pan:Meeting ; rdfs:label "Meeting"@en . event:strike a pan:Incident ; rdfs:label "Strike"@en .
measure:toll a pan:Measure ; rdfs:label "Toll"@en . measure:law a pan:Measure ; rdfs:label "Law"@en .
project:bridge a pan:Project ; rdfs:label "Bridge"@en .
"""


def written(claims: str, folder: Path) -> Path:
    """Write claims, a line each: number, perhaps the number of the alternative, and the graph."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()] + [_HEAD]
    for line in claims.strip().splitlines():
        name, _, graph = map(str.strip, line.partition("|"))
        number, _, other = name.partition(" or ")
        either = f"; pan:alternative :{other} ; pan:reportedBy organisation:agency" if other else ""
        sure = "Reported" if other else "Asserted"
        record = f"pan:source source:page ; pan:paragraph {number} ; pan:certainty pan:{sure} {either}"
        lines.append(
            f':{number} a pan:Claim ; {record} ; rdfs:comment "Words {number}."@en .\n:{number} {{ {graph} . }}'
        )
    file = folder / "made.trig"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(_CLAIMS, tmp_path_factory.mktemp("either"))


@pytest.fixture(scope="module")
def either(file: Path) -> KnowledgeGraph:
    """Nora or else Emil met Otto; a toll led to a strike that blocks a bridge, or else the bridge requires a law."""
    return open_graph(file)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The same, but the page says elsewhere that Emil was there, and that the bridge requires the law."""
    more = "\n    8 | event:met pan:party person:emil\n    9 | project:bridge pan:requires measure:law"
    return open_graph(written(_CLAIMS.rstrip() + more, tmp_path_factory.mktemp("both")))


# --- nothing leads over both ----------------------------------------------------------------------------


def passed(path: Way) -> list[str]:
    return [node.label() for node in path.nodes]


def test_no_path_leads_from_one_to_the_other(either: KnowledgeGraph, both: KnowledgeGraph) -> None:
    with pytest.raises(NoPathError):
        either.paths("Nora", "Emil")
    assert passed(either.paths("Nora", "Otto")[0]) == ["Nora", "Meeting", "Otto"]
    assert passed(both.paths("Nora", "Emil")[0]) == ["Nora", "Meeting", "Emil"]


def test_no_path_leads_over_both_with_other_hops_between(either: KnowledgeGraph, both: KnowledgeGraph) -> None:
    with pytest.raises(NoPathError):
        either.paths("Toll", "Law")
    assert passed(both.paths("Toll", "Law")[0]) == ["Toll", "Strike", "Bridge", "Law"]
    with pytest.raises(NoPathError):
        either.paths("Toll", "Law", through=["Bridge"])


def test_no_tree_connects_over_both(either: KnowledgeGraph, both: KnowledgeGraph) -> None:
    with pytest.raises(NoPathError):
        either.connection("Nora", "Emil", "Otto")
    with pytest.raises(NoPathError):
        either.connection("Toll", "Bridge", "Law")
    assert len(both.connection("Nora", "Emil", "Otto").hops) == 3
    assert len(both.connection("Toll", "Bridge", "Law").hops) == 3


def test_what_lies_around_does_not_lie_beyond_the_other(either: KnowledgeGraph, both: KnowledgeGraph) -> None:
    def around(graph: KnowledgeGraph, name: str) -> set[str]:
        return {near.entity.label() for near in graph.around(name, hops=6)}

    assert around(either, "Emil") == {"Meeting", "Otto"}
    assert around(both, "Emil") == {"Meeting", "Otto", "Nora", "Toll", "Strike", "Bridge", "Law"}
    assert around(either, "Law") == {"Bridge", "Strike"}


def test_why_tells_no_cause_that_the_way_to_it_excludes(either: KnowledgeGraph, both: KnowledgeGraph) -> None:
    def tree(branches: tuple[Branch, ...]) -> dict[str, object]:
        return {branch.entity.label(): tree(branch.branches) for branch in branches}

    assert tree(either.why("Law").effects) == {"Bridge": {}}
    assert tree(either.why("Toll").effects) == {"Strike": {"Bridge": {}}}
    assert tree(either.why("Bridge").causes) == {"Strike": {"Toll": {"Nora": {}}}, "Law": {}}
    assert tree(both.why("Bridge").causes) == tree(either.why("Bridge").causes)


def test_they_share_no_event(either: KnowledgeGraph, both: KnowledgeGraph) -> None:
    """Of whom only one can have been there, each was there possibly, and so met nobody that a rank counts."""

    def met(graph: KnowledgeGraph) -> set[tuple[str, ...]]:
        return {tuple(sorted(map(local, edge))) for edge in graph.network("actors").edges}

    assert (met(either), met(both)) == (set(), {("emil", "otto")})
    assert either.rank("degree").standings == ()


def test_no_query_has_them_meet(either: KnowledgeGraph, both: KnowledgeGraph) -> None:
    """As in ranks, who was there possibly met nobody; Emil surely was where the page says so elsewhere."""

    def met(graph: KnowledgeGraph) -> tuple[object, ...]:
        return (
            graph.ask("ever-met", one="Nora", other="Emil"),
            {row["other"].label for row in graph.select("who-met-whom", who="Nora")},
            {(row["one"].label, row["other"].label) for row in graph.select("co-participation", least=1)},
            {
                (local(value(s)), local(value(o)))
                for s, p, o in graph.construct("actor-network")
                if "relation" in value(p)
            },
        )

    assert met(either) == (False, set(), set(), set())
    assert met(both) == (False, set(), {("Emil", "Otto")}, {("emil", "otto"), ("otto", "emil")})


# --- each is at most possible, and names the other ---------------------------------------------------------------


def test_each_is_at_most_possible_but_not_what_is_said_elsewhere(both: KnowledgeGraph) -> None:
    assert {both.claim(f"made/{number}").certainty for number in (1, 2, 4, 5)} == {Certainty.POSSIBLE}
    (emil,) = [part for part in both.event("Meeting").participations if part.actor.label() == "Emil"]
    assert [(local(claim.iri), claim.certainty) for claim in emil.claims] == [
        ("2", Certainty.POSSIBLE), ("8", Certainty.ASSERTED),
    ]  # fmt: skip


def said(file: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--data", str(file)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["show", "Nora"], ["held · possible · reported by Agency · page ¶1 [made/1] · or else: Words 2. [made/2]"]),
        (["show", "Meeting"], ["Nora (party)  possible · reported by Agency · page ¶1 [made/1] · or else: Words 2. [made/2]",
                              "Emil (party)  possible · reported by Agency · page ¶2 [made/2] · or else: Words 1. [made/1]"]),
        (["events", "Otto"], ["held · asserted  Emil or else Nora, Otto"]),
        (["events", "Otto", "-f", "timeline"], ["Meeting  Emil or else Nora, Otto"]),
        (["path", "Nora", "Otto"], ["possible · reported by Agency · page ¶1 [made/1] · or else: Words 2. [made/2]"]),
        (["around", "Nora"], ["possible · reported by Agency · page ¶1 [made/1] · or else: Words 2. [made/2]"]),
        (["why", "Strike"], ["possible · reported by Agency · page ¶4 [made/4] · or else: Words 5. [made/5]"]),
        (["claims", "Nora"], ["possible · reported by Agency · page ¶1 [made/1] · or else: Words 2. [made/2]"]),
        (["cite", "made/1"], ["Words 1. Reported by Agency. Or else: Words 2. [made/2] [Panmunjom claim/made/1]"]),
        (["cite", "made/1", "-f", "bibtex"], ["Words 1. Reported by Agency. Or else: Words 2. [made/2]"]),
        (["path", "Nora", "Otto", "-f", "csv"], ["made/1,Agency,Words 2."]),
        (["show", "Nora", "-f", "md"], ["| made/1 | Agency | Words 2. |"]),
    ],
    ids=lambda value: " ".join(value)[:40],
)  # fmt: skip
def test_the_other_is_told_beside_it(file: Path, arguments: list[str], lines: list[str]) -> None:
    shown = said(file, *arguments)
    for line in lines:
        assert line in shown


@pytest.mark.parametrize("command", ["claims Nora", "events Nora", "show Nora", "path Nora Otto", "around Nora"])
def test_the_other_is_in_every_record(file: Path, command: str) -> None:
    def records(value: object) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [record for one in value for record in records(one)]
        if isinstance(value, dict):
            return [value, *records(list(value.values()))]
        return []

    found = [
        record
        for record in records(json.loads(said(file, *command.split(), "-f", "json")))
        if record.get("claim") == "made/1"
    ]
    assert found
    assert {(*record["or_else"], *record["reported_by"]) for record in found} == {("Words 2.", "Agency")}


def test_the_page_has_the_other_and_the_reporter(either: KnowledgeGraph) -> None:
    claims = {claim["id"]: claim for claim in carried(either.page().html)["graph"]["claims"]}
    numbers = {name: number for number, name in enumerate(claims)}
    assert claims["made/1"]["or"] == [numbers["made/2"]]
    assert claims["made/2"]["or"] == [numbers["made/1"]]
    assert claims["made/1"]["by"] and not claims["made/3"].get("by")
