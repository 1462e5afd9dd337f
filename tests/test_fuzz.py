"""Hostile input: thousands of broken files, queries and arguments end in an answer or in a clear error.

The suite tries a few hundred; `PANMUNJOM_FUZZ=10000 pytest tests/test_fuzz.py` tries so many. Each try is a number, and
runs in a child of this process: a crash or a hang is a failure like any other. `PANMUNJOM_FUZZ_ONLY=NUMBER` tries one.
"""

from __future__ import annotations

import contextlib
import gc
import gzip
import os
import pickle
import shlex
import signal
import sys
import traceback
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from cli import main

TRIES = int(os.environ.get("PANMUNJOM_FUZZ", "240"))
ONLY = os.environ.get("PANMUNJOM_FUZZ_ONLY")
BLOCKS = 12
HANGS_AFTER = 300
"""Seconds; a command here takes a part of one, so this says nothing of how fast the machine is."""

MINI = (Path(__file__).parent / "data" / "mini.trig").read_bytes()
FORMATS = {
    "trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD,
    "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML,
}  # fmt: skip
ON_FILES = (
    "check FILE", "events --all --data FILE", "claims --data FILE -f json", "show anna --data FILE", "export -f nq --data FILE",
    "query --plain -e 'SELECT * { ?s ?p ?o }' --data FILE", "query -e 'SELECT * { ?s ?p ?o } LIMIT 3' --data FILE",
    "sources --data FILE", "path anna boris --data FILE", "export -f gexf --data FILE", "disagreements --data FILE",
)  # fmt: skip
QUERIES = (
    "SELECT ?visit ?day { ?visit pan:visitor person:anna ; pan:earliest ?day OPTIONAL { ?visit pan:note ?note } } ORDER BY ?day",
    "SELECT ?y (COUNT(?e) AS ?n) { ?e a pan:Visit ; pan:earliest ?d } GROUP BY (YEAR(?d) AS ?y) HAVING (COUNT(?e) > 0)",
    "PREFIX ex: <http://example.org/> CONSTRUCT { ?a ex:met ?b } WHERE { ?m pan:participant ?a , ?b FILTER (?a != ?b) }",
    "ASK { GRAPH ?claim { ?s pan:status pan:Held } ?claim pan:certainty ?c MINUS { ?claim pan:polarity pan:Denied } }",
    "SELECT * { { ?a pan:partOf+ ?b } UNION { VALUES (?a ?b) { (person:anna UNDEF) } } BIND(CONCAT(STR(?a), 'x\\n') AS ?c) }",
    "DESCRIBE person:anna", "SELECT ?s { ?s rdfs:label ?l FILTER (REGEX(?l, '^A.*', 'i') && LANG(?l) IN ('en', 'ko')) }",
)  # fmt: skip
LINES = (
    "show Anna", "find Anna --kind person", "events --year 2001 --kind visit -n 2", "events anna --with Syldavia --count year",
    "claims boris -f csv --bom", "sources -f md", "disagreements -f json", "cite mini/1 -f bibtex", "path anna boris --max-hops 4 -n 2",
    "around anna --hops 2", "why bridge", "rank --by strength -n 3", "communities", "changes --at 2003-05-01", "queries visit",
    "query kinds", "query visits-of -p who=anna", "query -e 'ASK {}' --timeout 5 --memory 500M", "ontology visitor",
    "export -f graphml --layer actors -o out.graphml", "export -f edges-csv --bom", "events --since 2001 --until 2003-05 --certainty reported",
    "claims --known-by 2002-12 --source daily-2001 --lang ko", "new source https://www.example.org/a --published 2019-04 -o new.trig", "check .",
)  # fmt: skip
ODD = (
    "", " ", "\n", "-", "--", "-n", "--help", "0", "-1", "1" + "0" * 30, "nan", "inf", "1e9", "0x10", "1_0", "٣", "²", "2018-13-45", "2018-05", "May 2018",
    "=1+1", "%s%n", "../..", ".", "/dev/null", "/dev/full", "no/such/place", "\udcff", "\ud800", "A\u0301", "\u202eabc", "\x1b[31m", "김정은", "🕊", "a" * 20_000,
    "http://", "http://[", "https://example.org/a b", "<a>", "'; DROP", "{}", "[]", "*", "(", "pan:visitor", "who=", "=x", "asserted", "csv", "html", "json",
)  # fmt: skip
SLICES = (
    b"<", b">", b"{", b"}", b"[", b"]", b"(", b")", b'"', b"'", b"\\", b"\\u", b"\\uD800", b"@", b"^^", b"^^xsd:date", b"_:b", b":", b";", b".", b",", b"#", b"%",
    b"<<(", b")>>", b"<< ", b" >>", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", "é".encode("latin-1"), "\u2028".encode(), b"a ", b"@prefix x: <y> .", b"@base <z/> .",
    b"[] ", b"\"\"\"", b"@en--ltr", b"1e400", b"-0", b"true", b"null", b"{\"@id\":", b"<!ENTITY a \"b\">", b"&a;", b"<![CDATA[", b"\r", b"\t", b"pan:Claim", b"<../x>", b"http:// y",
    b"SERVICE <http://x> {", b"FROM <x>", b"OPTIONAL {", b"?x", b"COUNT(*)", b"AS ?s", b"ORDER BY ", b"LIMIT -1", b"xsd:date(", b"^", b"|", b"*", b"NOT EXISTS {",
)  # fmt: skip


def corpus() -> dict[str, bytes]:
    """Documents of every format: the small graph, and one with what RDF 1.2 and other people's data bring."""
    other = b'@prefix : <http://example.org/> . <> :b "x"@en , "y"@ar--rtl , 5 , 1.5e0 , true ; :c ( 1 [ :d <#e> ] ) . _:x :y _:x .'
    quads = list(parse(MINI, RdfFormat.TRIG))
    made = {"mini.trig": MINI, "other.ttl": other, "triple.ttl": other + b" :s :p <<( :a :b :c )>> ."}
    for ending, form in FORMATS.items():
        whole = quads if form.supports_datasets else [Quad(q.subject, q.predicate, q.object) for q in quads]
        made.setdefault(f"mini.{ending}", serialize(whole[:300], format=form) or b"")
    return made


CORPUS = corpus()


def mutated(data: bytes, random: Random) -> bytes:
    """Break some bytes: dropped, doubled, moved, put in, cut off, or nested deep."""
    for _ in range(random.choice((0, 1, 1, 1, 2, 3, 8))):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((1, 1, 3, 20, 400)))
        match random.randrange(8):
            case 0:
                data = data[:start] + data[end:]
            case 1:
                data = data[:end] + data[start:]
            case 2:
                place = random.randrange(len(data) + 1)
                data = data[:place] + data[start:end] + data[place:]
            case 3 | 4:
                data = data[:start] + random.choice(SLICES) + data[start:]
            case 5:
                data = data[:start] + random.choice(SLICES) + data[end:]
            case 6:
                data = data[:start] if random.random() < 0.3 else data
            case 7:
                deep = random.choice(SLICES) * random.choice((2, 50, 3000))
                data = data[:start] + deep + data[start:]
    return data


def words_of(line: str, random: Random) -> list[str]:
    """Break a command line: words replaced, added, taken away."""
    words = shlex.split(line)
    for _ in range(random.choice((1, 1, 2, 3))):
        place = random.randrange(1, len(words) + 1)
        match random.randrange(4):
            case 0:
                words.insert(place, random.choice(ODD))
            case 1 | 2:
                words[place : place + 1] = [random.choice(ODD)]
            case 3:
                del words[place : place + 1]
    return words


def attempt(number: int) -> list[str]:
    """Return the command of a try; what it reads is written into the current folder."""
    random = Random(number)
    match number % 4:
        case 0 | 1:
            name = random.choice(sorted(CORPUS))
            content = mutated(CORPUS[name], random)
            if random.random() < 0.1:
                name, content = f"{name}.gz", mutated(gzip.compress(content, mtime=0), Random(number + 1))
            if random.random() < 0.1:
                name = name.upper()
            Path(name).write_bytes(content)
            return [word.replace("FILE", name) for word in shlex.split(random.choice(ON_FILES))]
        case 2:
            text = mutated(random.choice(QUERIES).encode(), random)
            Path("query.rq").write_bytes(text)
            form = random.choice(
                [[], ["-f", "json"], ["-f", "csv"], ["--timeout", "inf"], ["-n", "2"], ["--explain"]]
            )
            return ["query", "query.rq", *form, "--data", "mini.trig", *random.choice([[], [], ["--plain"]])]
    return words_of(random.choice(LINES), random)


Outcome = dict[str, Any]


def outcome_of(number: int, folder: Path) -> Outcome:
    """Run a try in this process, in a folder of its own."""
    place = folder / str(number)
    place.mkdir()
    os.chdir(place)
    Path("mini.trig").write_bytes(MINI)
    words = attempt(number)
    result = CliRunner().invoke(main, words, env={"PANMUNJOM_DATA": "mini.trig", "PANMUNJOM_CACHE": "off"})
    odd = result.exception if not isinstance(result.exception, SystemExit) else None
    shown = "".join(traceback.format_exception(odd)) if odd else ""
    return {"words": words, "code": result.exit_code, "out": result.stdout, "err": result.stderr, "odd": shown}


def in_children(run: Callable[[int], Outcome], numbers: list[int]) -> Iterator[tuple[int, Outcome]]:
    """Run tries in a child; one that crashes or hangs is told by the signal, and another child goes on."""
    while numbers:
        for said in apart(run, numbers):
            yield numbers.pop(0), said


def apart(run: Callable[[int], Outcome], numbers: list[int]) -> Iterator[Outcome]:
    """Run tries one after the other in a child, and yield how they end, as far as it comes."""
    reading, writing = os.pipe()
    gc.freeze()  # a child need not go through all that is here, which would copy it
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.close(reading)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            with os.fdopen(writing, "wb") as out:
                for number in numbers:
                    signal.alarm(HANGS_AFTER)
                    pickle.dump(run(number), out)
                    out.flush()
            os._exit(0)
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers, contextlib.suppress(EOFError, pickle.UnpicklingError):
        for _ in tuple(numbers):
            yield pickle.load(answers)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    gc.unfreeze()
    if status != 0:
        yield {"died": status}


def faults(number: int, found: Outcome, folder: Path) -> list[str]:
    """Return what is wrong with how a try ended."""
    if "died" in found:
        return [f"try {number} died of {found['died']}"]
    wrong = []
    if found["odd"]:
        wrong.append(found["odd"])
    if found["code"] not in {0, 1, 2, 124}:
        wrong.append(f"exit code {found['code']}")
    if found["code"] != 0 and not (found["err"].strip() or found["out"].strip()):
        wrong.append("failed in silence")
    if "Traceback" in found["err"]:
        wrong.append(found["err"])
    if found["words"][:3] == ["export", "-f", "nq"] and number % 4 < 2:
        wrong += left_out(folder / str(number) / found["words"][-1], found)
    return [f"try {number}: {found['words']}: {text}" for text in wrong]


def left_out(file: Path, found: Outcome) -> list[str]:
    """Return which quads of a file the export lacks, or that it took what no parser takes."""
    name = file.name.lower()
    content = file.read_bytes()
    try:
        if name.endswith(".gz"):
            name, content = name.removesuffix(".gz"), gzip.decompress(content)
        form = FORMATS[name.rpartition(".")[2]]
        store = Store()  # it writes numbers its own way: 1.5e0 becomes 1.5E0
        store.extend(parse(content.removeprefix(b"\xef\xbb\xbf"), form, base_iri=file.absolute().as_uri()))
    except (SyntaxError, ValueError, OSError, EOFError, zlib.error):
        return [] if found["code"] == 2 else ["took what no parser takes"]
    if found["code"] != 0:
        return []
    written = set(parse(found["out"].encode(), RdfFormat.N_QUADS))
    plain = {quad for quad in store if "_:" not in str(quad)}  # blank nodes have other names
    return [f"left out: {plain - written}"] if not plain <= written else []


@pytest.fixture(scope="module", autouse=True)
def imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have in this process what each child would have to import; what is not broken yet goes well besides."""
    with contextlib.chdir(tmp_path_factory.mktemp("whole")):
        Path("mini.trig").write_bytes(MINI)
        lines = (*(line.replace("FILE", "mini.trig") for line in ON_FILES), *LINES)
        for words in (*map(shlex.split, lines), *(["query", "-e", text] for text in QUERIES)):
            result = CliRunner().invoke(main, words, env={"PANMUNJOM_DATA": "mini.trig"})
            assert result.exit_code in {0, 1}, (words, result.output)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_try_ends_in_an_answer_or_a_clear_error(block: int, tmp_path: Path) -> None:
    numbers = [int(ONLY)] if ONLY else list(range(block, TRIES, BLOCKS))
    told = in_children(partial(outcome_of, folder=tmp_path), numbers)
    found = [text for number, said in told for text in faults(number, said, tmp_path)]
    assert not found, "\n".join(found)


def test_a_crash_and_a_hang_are_told_and_the_rest_is_tried(tmp_path: Path) -> None:
    def run(number: int) -> Outcome:
        if number in {2, 3}:
            os.kill(os.getpid(), signal.SIGKILL if number == 2 else signal.SIGALRM)
        return {"number": number}

    told = list(in_children(run, [1, 2, 3, 4]))
    assert told == [(1, {"number": 1}), (2, {"died": -9}), (3, {"died": -14}), (4, {"number": 4})]


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
