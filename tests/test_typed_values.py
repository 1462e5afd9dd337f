"""Values that are none are refused, whatever is asked: with the file, the claim or source, and what is wrong."""

from __future__ import annotations

import shlex
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

import graph.knowledge
from cli import main
from graph import KnowledgeGraph, Lens, open_graph

MINI = (Path(__file__).parent / "data" / "mini.trig").read_text(encoding="utf-8")
RECORD = ":15 a pan:Claim ; pan:source source:gazette-2003-01 ; pan:paragraph 2 ; pan:certainty pan:Asserted"
FLIGHT = (
    'event:court-flight pan:status pan:Held ; pan:date "2003-01-10"^^edtf:EDTF ;\n        pan:earliest "2003-01-10"'
)
ISSUED = 'dcterms:issued "2003-01-15"^^xsd:date ; dcterms:language "en" ; pan:read "2026-11-24"^^xsd:date'

FAULTS = {  # what is put in the place of what, where it is told, and how
    "no-day": (FLIGHT, FLIGHT.replace('earliest "2003-01-10"', 'earliest "2018-13-45"'), "claim/mini/15", "gives court-flight the earliest '2018-13-45', which is no day"),
    "basic-form": (FLIGHT, FLIGHT.replace('earliest "2003-01-10"', 'earliest "20030110"'), "claim/mini/15", "gives court-flight the earliest '20030110', which is no day"),
    "a-bound-that-is-a-thing": (FLIGHT, FLIGHT.replace('earliest "2003-01-10"^^xsd:date', "earliest person:anna").replace('earliest "2003-01-10"', 'earliest "soon"'), "claim/mini/15", "gives court-flight the earliest 'soon', which is no day"),
    "bounds-in-reverse": (FLIGHT, FLIGHT.replace('earliest "2003-01-10"', 'earliest "2013-01-10"'), "claim/mini/15", "gives court-flight bounds in reverse, 2013-01-10/2003-01-10"),
    "status": (FLIGHT, FLIGHT.replace("pan:Held", "pan:Bogus"), "claim/mini/15", "gives court-flight the status pan:Bogus, which is none; known: pan:Held"),
    "status-in-quotes": (FLIGHT, FLIGHT.replace("pan:Held", '"Held"'), "claim/mini/15", "gives court-flight the status Held, which is none"),
    "certainty": (RECORD, RECORD.replace("pan:Asserted", "pan:Sure"), "claim/mini/15", "unknown certainty 'pan:Sure'; known, from surest down: asserted"),
    "certainty-in-quotes": (RECORD, RECORD.replace("pan:Asserted", '"Asserted"'), "claim/mini/15", 'has "Asserted" for pan:certainty, where an IRI belongs'),
    "no-certainty": (RECORD, RECORD.replace(" ; pan:certainty pan:Asserted", ""), "claim/mini/15", "has no pan:certainty; add it"),
    "paragraph": (RECORD, RECORD.replace("paragraph 2", 'paragraph "eight"'), "claim/mini/15", "has the paragraph 'eight', which is no number"),
    "paragraph-below-zero": (RECORD, RECORD.replace("paragraph 2", "paragraph -2"), "claim/mini/15", "has the paragraph '-2', which is no number"),
    "paragraph-that-is-a-thing": (RECORD, RECORD.replace("paragraph 2", "paragraph person:anna"), "claim/mini/15", "has a thing for paragraph, where a value belongs"),
    "reviewed": (RECORD, f'{RECORD} ; pan:reviewed "2018-13-45"^^xsd:date', "claim/mini/15", "no such day: '2018-13-45' for reviewed"),
    "withdrawn-by-a-thing": (RECORD, f"{RECORD} ; pan:withdrawn person:anna", "claim/mini/15", "has a thing for withdrawn, where a value belongs"),
    "polarity": (RECORD, f"{RECORD} ; pan:polarity pan:Denyed", "claim/mini/15", "has the polarity <https://w3id.org/panmunjom/ontology#Denyed>, which is none"),
    "no-source": (RECORD, RECORD.replace("pan:source source:gazette-2003-01 ; ", ""), "claim/mini/15", "has no pan:source; add it"),
    "unknown-source": (RECORD, RECORD.replace("gazette-2003-01", "nowhere"), "claim/mini/15", "comes from source/nowhere, of which nothing is said"),
    "blank-source": (RECORD, RECORD.replace("source:gazette-2003-01", "[ ]"), "claim/mini/15", "for pan:source, where an IRI belongs"),
    "blank-reporter": (RECORD, f"{RECORD} ; pan:reportedBy [ ]", "claim/mini/15", "for pan:reportedBy, where an IRI belongs"),
    "blank-condition": (RECORD, f"{RECORD} ; pan:condition [ ]", "claim/mini/15", "for pan:condition, where an IRI belongs"),
    "blank-alternative": (RECORD, f"{RECORD} ; pan:alternative [ ]", "claim/mini/15", "for pan:alternative, where an IRI belongs"),
    "blank-participant": ("event:court-flight pan:passenger person:nora", "event:court-flight pan:passenger [ ]", "claim/mini/13", "has a blank node in its graph, where an IRI belongs"),
    "blank-event": ("event:court-flight pan:passenger person:nora", '[] pan:visitor person:nora ; pan:status pan:Held ; pan:earliest "2003-01-10"^^xsd:date ; pan:latest "2003-01-10"^^xsd:date', "claim/mini/13", "has a blank node in its graph, where an IRI belongs"),
    "issued": (ISSUED, ISSUED.replace('"2003-01-15"', '"2019-13"'), "source/gazette-2003-01", "no such day: '2019-13'"),
    "issued-by-a-thing": (ISSUED, ISSUED.replace('"2003-01-15"^^xsd:date', "person:anna"), "source/gazette-2003-01", "has a thing for issued, where a value belongs"),
    "read": (ISSUED, ISSUED.replace('"2026-11-24"^^xsd:date', '"yesterday"'), "source/gazette-2003-01", "no such day: 'yesterday' for read"),
    "written": (ISSUED, f'{ISSUED} ; pan:written "2018-02-30"^^xsd:date', "source/gazette-2003-01", "no such day: '2018-02-30' for written"),
}  # fmt: skip

LOOK_UPS = (
    "show court-flight",
    "events Borduria --with Ruritania",
    "path nora anna",
    "around nora",
    "why court-flight",
)
COMMANDS = (
    *LOOK_UPS, "events", "events --since 2003", "claims --known-by 2003-12", "sources", "disagreements", "rank", "communities",
    "changes --at 2003-05-01", "query kinds", "query -e 'SELECT ?e { ?e a pan:Visit }'", "page -o page.html",
    "export -f gexf", "export -f trig --derived",
)  # fmt: skip


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands on one file share one graph, and look for no compiled one: nothing compiles these files."""
    monkeypatch.setenv("PANMUNJOM_CACHE", "off")
    opened = lru_cache(maxsize=1)(open_graph)

    def within(path: str, lens: Lens | None = None, **_: object) -> KnowledgeGraph:
        return opened(path).within(lens) if lens else opened(path)

    monkeypatch.setattr(graph.knowledge, "open_graph", within)


def run(command: str, file: Path) -> Result:
    return CliRunner().invoke(main, [*shlex.split(command), "--data", str(file)])


@pytest.mark.parametrize("fault", FAULTS)
def test_every_command_names_file_and_claim(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old, new, at, says = FAULTS[fault]
    assert MINI.count(old) == 1
    file = tmp_path / "mini.trig"
    file.write_text(MINI.replace(old, new), encoding="utf-8")
    for command in (command for command in COMMANDS if fault != "blank-event" or command not in LOOK_UPS):
        result = run(command, file)
        assert isinstance(result.exception, SystemExit), (command, result.exception)
        assert result.exit_code == 2, command
        assert f"Error: {file}: {at}: " in result.stderr, (command, result.stderr)
        assert says in result.stderr
        assert result.stdout == ""
    assert not (tmp_path / "page.html").exists()
    found = CliRunner().invoke(main, ["check", str(file)])
    assert found.exit_code == 1, found.output
    assert "mini.trig" in found.stdout


@pytest.mark.parametrize("fault", ["certainty", "paragraph", "polarity", "reviewed", "unknown-source"])
def test_a_query_refuses_a_claim_that_it_need_not_read(fault: str, tmp_path: Path) -> None:
    """Of what was held from one day to another, and nothing else, the view asks no claim."""
    lone = FAULTS[fault][1].replace(":15", ":99")
    days = 'pan:status pan:Held ; pan:earliest "2003-01-10"^^xsd:date ; pan:latest "2003-01-10"^^xsd:date'
    file = tmp_path / "mini.trig"
    file.write_text(
        f"{MINI}\n{lone} .\nevent:lone a pan:Meeting .\n:99 {{ event:lone {days} . }}", encoding="utf-8"
    )
    result = run("query kinds", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{file}: claim/mini/99: " in result.stderr


def test_a_claim_without_a_name_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mini.trig"
    file.write_text(f"{MINI}\n[] a pan:Claim ; pan:source source:daily-2001 ; pan:certainty pan:Asserted .")
    for command in ("claims", "query kinds", "rank --layer all"):
        result = run(command, file)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{file}: a claim is a blank node; give it an IRI" in result.stderr


def test_a_date_that_is_none_is_warned_of_and_its_bounds_serve(tmp_path: Path) -> None:
    file = tmp_path / "mini.trig"
    file.write_text(
        MINI.replace('pan:date "2003-01-10"^^edtf:EDTF', 'pan:date "soon"^^edtf:EDTF'), encoding="utf-8"
    )
    result = run("events nora -n 1", file)
    told = next(line for line in result.stderr.splitlines() if line.startswith("Warning: claim/mini/15: "))
    assert "gives court-flight the date 'soon': " in told and told.endswith("; its bounds are used")
    assert result.stdout.startswith("2003-01-10  Flight of the court aircraft")


# --- hundreds of broken copies ------------------------------------------------------------------------------

MUTANTS = 240
WORDS = [word for word in MINI.split() if ":" in word or word.startswith('"')]


def broken(seed: int) -> str:
    """Return the small graph with a line dropped or doubled, a value changed, or two terms in each other's place."""
    random = Random(seed)
    text = MINI
    for _ in range(random.randint(1, 3)):
        lines = text.splitlines()
        place = random.randrange(20, len(lines))
        words = lines[place].split(" ")
        match random.randrange(5):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[random.randrange(20, len(lines))])
            case 2:
                words[random.randrange(len(words))] = random.choice(WORDS)
                lines[place] = " ".join(words)
            case 3:
                other = random.randrange(len(words))
                one = random.randrange(len(words))
                words[one], words[other] = words[other], words[one]
                lines[place] = " ".join(words)
            case _:
                digits = [at for at, char in enumerate(lines[place]) if char.isdigit()]
                for at in random.sample(digits, min(len(digits), 2)):
                    lines[place] = lines[place][:at] + random.choice('0123456789-/~?X. "') + lines[place][at + 1 :]
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("block", range(12))
def test_a_broken_copy_is_answered_from_or_refused(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for seed in range(block, MUTANTS, 12):
        file = tmp_path / f"{seed}.trig"
        file.write_text(broken(seed), encoding="utf-8")
        for command in Random(seed).sample(COMMANDS, 3):
            result = run(command, file)
            assert result.exception is None or isinstance(result.exception, SystemExit), (seed, command)
            assert result.exit_code in {0, 1, 2}
            assert result.exit_code == 0 or result.stderr.strip(), (seed, command)
            assert result.exit_code != 2 or not result.stdout, (seed, command)
