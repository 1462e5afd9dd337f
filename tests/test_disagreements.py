"""Where sources differ: what stands against what, once each, on claims made up for it."""

from pathlib import Path

from graph import KnowledgeGraph, Value, open_graph
from graph.model.vocabulary import local
from tests.tools import claims_file


def made(folder: Path, *statements: str, **marks: str) -> KnowledgeGraph:
    """Return a graph of one claim for each statement, each of a source of its own; `marks` are added by number."""
    file = claims_file(folder, *statements)
    text = file.read_text(encoding="utf-8")
    for number in range(1, len(statements) + 1):
        mark = marks.get(f"claim_{number}", "")
        own = f"source:made{number} ; {mark} pan:paragraph {number} ;"
        text = text.replace(f"source:made ; pan:paragraph {number} ;", own)
        text += f'source:made{number} pan:read "2020-01-0{number}"^^xsd:date .\n'
    if any("certainty" in mark for mark in marks.values()):
        text = text.replace("pan:certainty pan:Asserted ;", "", 1)  # the first claim has its own
    file.write_text(text, encoding="utf-8")
    return open_graph(file)


def told(graph: KnowledgeGraph) -> list[tuple[str, list[str]]]:
    """Return what sources differ on, and the claims of each side or, of contradictions, of each claim."""
    return [
        (local(found.relation), [",".join(local(claim.iri) for claim in side.claims) for side in found.readings])
        for found in graph.disagreements()
    ]


def test_an_assertion_stands_beside_all_that_deny_it_once(tmp_path: Path) -> None:
    statement = "event:dispatch pan:doer state:north ; pan:recipient state:east"
    denied = "pan:polarity pan:Denied ;"
    graph = made(tmp_path, statement, statement, statement, claim_2=denied, claim_3=denied)
    assert told(graph) == [("contradicts", ["1", "2", "3"])]
    (found,) = graph.disagreements()
    assert [r.value.text for r in found.readings if isinstance(r.value, Value)] == [
        "Claim 1.",
        "Claim 2.",
        "Claim 3.",
    ]


def test_whether_it_took_place_is_told_by_its_status_alone(tmp_path: Path) -> None:
    statement = "event:renunciation pan:status pan:Held"
    graph = made(
        tmp_path,
        statement,
        statement,
        "event:renunciation pan:status pan:NotHeld",
        claim_3="pan:contradicts :1, :2 ;",
    )
    assert told(graph) == [("status", ["1,2", "3"])]


def test_what_would_be_is_no_contradiction_to_what_is(tmp_path: Path) -> None:
    statements = ("project:treaty pan:replaces project:pact", "project:accord pan:replaces project:pact")
    marked = "pan:contradicts :2 ;"
    conditional = f'{marked} pan:certainty pan:Conditional ; pan:conditionText "it is signed"@en ;'
    assert told(made(tmp_path, *statements, claim_1=conditional)) == []
    assert told(made(tmp_path, *statements, claim_1=marked)) == [("contradicts", ["1", "2"])]
