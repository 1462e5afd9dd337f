"""Events shaped like ours, for benchmarks: made up from a seed, or coded ones read from a file.

A coded event is a line `source TAB relation TAB target TAB day`. Each becomes a claim: a visit, a meeting, a
statement or another event with its participants, its day and its status, under a source of its day.
"""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

HEAD = """\
@prefix pan: <https://w3id.org/panmunjom/ontology#> .
@prefix person: <https://w3id.org/panmunjom/person/> .
@prefix event: <https://w3id.org/panmunjom/event/> .
@prefix place: <https://w3id.org/panmunjom/place/> .
@prefix process: <https://w3id.org/panmunjom/process/> .
@prefix source: <https://w3id.org/panmunjom/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/panmunjom/claim/benchmark/> .

process:all a pan:Process ; rdfs:label "Everything"@en .
"""
RELATIONS = ("Make a visit", "Host a visit", "Meet at a third location", "Consult", "Make statement", "Criticize")
KINDS = {"visit": ("Visit", "visitor", "host"), "meet": ("Meeting", "party", "party"),
         "consult": ("Meeting", "party", "party"), "statement": ("Statement", "speaker", "audience")}  # fmt: skip


class Coded(NamedTuple):
    """One coded event."""

    source: str
    relation: str
    target: str
    day: date


def made_up(count: int, seed: int = 1992, actors_of: int = 100) -> Iterator[Coded]:
    """Yield events between actors some of whom are in far more of them than others; of so many events one actor."""
    dice = random.Random(seed)
    actors = [f"Actor {number}" for number in range(1, max(20, count // actors_of))]
    weights = [1 / (rank + 3) for rank in range(len(actors))]
    for _ in range(count):
        one, other = dice.choices(actors, weights, k=2)
        yield Coded(one, dice.choice(RELATIONS), other, date(2000, 1, 1) + timedelta(days=dice.randrange(7300)))


def read(file: Path) -> Iterator[Coded]:
    """Yield the events of a file, which may be packed with xz."""
    with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            source, relation, target, day = line.rstrip("\n").split("\t")
            yield Coded(source, relation, target, date.fromisoformat(day))


def write_trig(events: Iterable[Coded], file: Path) -> None:
    """Write events as claims with their records, their identity and their sources."""
    actors: dict[str, int] = {}
    days: set[date] = set()
    with file.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number, event in enumerate(events, 1):
            days.add(event.day)
            ends = [actors.setdefault(name, len(actors)) for name in (event.source, event.target)]
            out.write(_claim(number, event, *ends))
        for name, number in actors.items():
            label = name.replace("\\", "").replace('"', "'")
            out.write(f'person:a{number} a pan:Person ; rdfs:label "{label}"@en .\n')
        for day in sorted(days):
            issued = f'dcterms:issued "{day}"^^xsd:date'
            out.write(f'source:d{day} a pan:NewsReport ; dcterms:title "News of {day}"@en ; {issued} .\n')


def _claim(number: int, event: Coded, one: int, other: int) -> str:
    relation, day = event.relation, event.day
    word = next((word for word in KINDS if word in relation.casefold()), None)
    kind, first, second = KINDS[word] if word else ("Event", "doer", "party")
    certainty = ("Asserted", "Asserted", "Reported", "Expected")[number % 4]
    return f"""
event:e{number} a pan:{kind} ;
    rdfs:label "{relation}, {day}, no. {number}"@en , "Событие {number}"@ru , "사건 {number}"@ko .
:{number} a pan:Claim ; pan:source source:d{day} ; pan:paragraph {number % 9} ; pan:certainty pan:{certainty} ;
    rdfs:comment "{relation}: no. {number}, on {day}."@en .
:{number} {{
    event:e{number} pan:{first} person:a{one} ; pan:{second} person:a{other} ; pan:place place:p{other % 50} ;
        pan:partOf {f"event:e{number - 1}" if number % 20 else "process:all"} ;
        pan:date "{day}"^^edtf:EDTF ; pan:earliest "{day}"^^xsd:date ; pan:latest "{day}"^^xsd:date ;
        pan:status pan:Held .
}}
"""
