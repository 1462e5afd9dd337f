"""For whom somebody takes part in an event: by the office held then, or by the body and the state above it."""

from __future__ import annotations

import pytest

from graph import KnowledgeGraph, open_graph
from graph.model.vocabulary import BASE, PREFIXES, local

# The one at the event of 1 June 2010, what is claimed of it, and the sides on which it stands there.
CASES = {
    "seen": ("seen 2010-06-01 of state:a", {"a"}),
    "in-office": ("2010-01-01/2010-12-31 of state:a", {"a"}),
    "on-the-last-day": ("2010-01-01/2010-06-01 of state:a", {"a"}),
    "on-the-first-day": ("2010-06-01/2010-12-31 of state:a", {"a"}),
    "the-day-after": ("2010-01-01/2010-05-31 of state:a", set()),
    "last-known": ("2001-01-01/.. of state:a", {"a"}),  # an open term counts without limit
    "seen-before": ("seen 2001-01-01 of state:a", {"a"}),
    "seen-within-a-year": ("seen 2011-06-02 of state:a", {"a"}),  # 366 days later
    "seen-after-a-year": ("seen 2011-06-03 of state:a", set()),
    "two-at-once": ("2010-01-01/2010-12-31 of state:a ; seen 2010-06-01 of body:un", {"a", "un"}),
    "firm-and-last-known": ("2010-01-01/2010-12-31 of state:a ; 2001-01-01/.. of state:b", {"a"}),
    "firm-and-seen-later": ("2010-01-01/2010-12-31 of state:a ; seen 2010-07-01 of state:b", {"a"}),
    "last-known-and-seen-later": ("2001-01-01/.. of state:a ; seen 2010-07-01 of state:b", {"a"}),
    "over-and-seen-later": ("2001-01-01/2010-05-31 of state:a ; seen 2010-07-01 of state:b", {"b"}),
    "of-a-ministry": ("seen 2010-06-01 of body:ministry", {"a"}),
    "of-a-department": ("seen 2010-06-01 of body:department", {"a"}),
    "of-a-party": ("seen 2010-06-01 of body:party", {"b"}),
    "of-the-un": ("seen 2010-06-01 of body:un", {"un"}),
    "of-a-company": ("seen 2010-06-01 of body:company", set()),
    "of-a-foundation": ("seen 2010-06-01 of body:foundation", set()),
    "of-a-disowned-body": ("seen 2010-06-01 of body:disowned", set()),
    "aide-of-somebody": ("seen 2010-06-01 of person:in-office", {"a"}),
    "aide-of-an-aide": ("seen 2010-06-01 of person:aide-of-somebody", {"a"}),
    "aide-of-himself": ("seen 2010-06-01 of person:aide-of-himself", set()),
    "a-member": ("memberOf body:ministry", set()),
    "nobody": ("", set()),
}
BODIES = {"ministry": "state:a", "department": "body:ministry", "party": "state:b", "disowned": None,
          "ministry-itself": "state:a", "un": None, "company": "state:a", "foundation": "state:a"}  # fmt: skip
KINDS = {"party": "Party", "un": "IntergovernmentalBody", "company": "Company", "foundation": "Organisation"}


def trig() -> str:
    names = {**PREFIXES, "body": f"{BASE}organisation/"}
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in names.items()]
    lines += ["@prefix : <https://w3id.org/panmunjom/claim/sides/> ."]
    for name, day in (
        ("new", "2010-06-02"),
        ("old", "2001-06-01"),
    ):  # the old one says who has an office since 2001
        lines += [f'source:{name} a pan:NewsReport ; dcterms:title "S"@en ; dcterms:issued "{day}"^^xsd:date .']
    lines += [f'state:{name} a pan:State ; rdfs:label "{name}"@en .' for name in "ab"]
    lines += [f'body:{name} a pan:{KINDS.get(name, "Body")} ; rdfs:label "{name}"@en .' for name in BODIES]
    said = [f"body:{name} pan:belongsTo {owner}" for name, owner in BODIES.items() if owner]
    said += ["state:a pan:belongsTo body:un . state:b pan:memberOf body:un"]
    for name, (claimed, _) in CASES.items():
        lines += [f'person:{name} a pan:Person ; rdfs:label "{name}"@en .']
        lines += [f'event:with-{name} a pan:Meeting ; rdfs:label "with {name}"@en .']
        said += [f"event:with-{name} pan:party person:{name} ; pan:status pan:Held ; "
                 'pan:date "2010-06-01"^^edtf:EDTF ; pan:earliest "2010-06-01"^^xsd:date ; pan:latest "2010-06-01"^^xsd:date']  # fmt: skip
        for number, one in enumerate(filter(None, claimed.split(" ; "))):
            date, _, of = one.partition(" of ")
            tenure = f"tenure:{name}-{number}"
            if not of:
                said += [f"person:{name} pan:{one}"]
                continue
            lines += [f'{tenure} a pan:Tenure ; rdfs:label "{name} {number}"@en .']
            how = "attested" if date.startswith("seen") else "date"
            said += [f'{tenure} pan:holder person:{name} ; pan:of {of} ; pan:{how} "{date.split()[-1]}"^^edtf:EDTF']
    lines += [_claim(number, graph) for number, graph in enumerate(said)]
    return "\n".join([*lines, _claim(999, "body:disowned pan:belongsTo state:a", "; pan:polarity pan:Denied")])


def _claim(number: int, graph: str, more: str = "") -> str:
    source = "old" if '/.."' in graph else "new"
    record = f"pan:source source:{source} ; pan:paragraph 1 ; pan:certainty pan:Asserted"
    return f':{number} a pan:Claim ; {record} ; rdfs:comment "C"@en {more} .\n:{number} {{ {graph} . }}'


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    file = tmp_path_factory.mktemp("sides") / "sides.trig"
    file.write_text(trig(), encoding="utf-8")
    return open_graph(file)


@pytest.mark.parametrize("name", CASES)
def test_sides(graph: KnowledgeGraph, name: str) -> None:
    event = graph.event(f"event:with-{name}")
    assert {local(side.iri) for side in graph.sides(event.entity)} == CASES[name][1]
    rows = graph.select(f"SELECT ?side {{ event:with-{name} pan:side ?side }}")
    assert {local(row["side"].value) for row in rows} == CASES[name][1]


def test_a_body_stands_for_its_state_and_no_further(graph: KnowledgeGraph) -> None:
    acting = {local(iri) for iri in graph.conclusions.sides.acts_for(f"{BASE}organisation/department", None)}
    assert acting == {"department", "ministry", "a"}  # not the body to which the state belongs


def test_a_side_has_all_who_may_ever_act_for_it(graph: KnowledgeGraph) -> None:
    members = {local(iri) for iri in graph.side("state:b")}
    assert members == {
        "b", "party", "of-a-party", "firm-and-last-known", "firm-and-seen-later", "last-known-and-seen-later",
        "over-and-seen-later",
    }  # fmt: skip
