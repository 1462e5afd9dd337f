"""The command as people use it: answers, formats, and what happens when something is wrong."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main

ROOT = Path(__file__).parent.parent
MINI = str(ROOT / "tests" / "data" / "mini.trig")
FIRST = ["--data", MINI, "--source", "daily-2001", "--source", "paper-2002"]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def lines(*args: str) -> list[str]:
    result = run(*args)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_alone_it_tells_what_is_there_and_what_to_try() -> None:
    shown = lines()
    assert shown[0].startswith("Panmunjom")
    assert any("claims from" in line and "sources" in line for line in shown)
    assert sum(line.startswith("  panmunjom ") for line in shown) == 5


def test_a_card_in_the_terminal() -> None:
    assert lines("show", "Anna Bern", *FIRST) == [
        "Anna Bern  person",
        "  안나 베른 · Анна Берн",
        "  person/anna",
        "",
        "Offices",
        "  seen 2001-05-10  foreign minister, Ruritania",
        "      asserted · daily-2001 ¶3 [mini/5]",
        "",
        "Events",
        "  2001-04 or 2001-05-07 – 09  Anna Bern's visit to Syldavia (visit) — visitor",
        "      held · asserted · daily-2001 ¶1 [mini/1]; reported · reported by hearsay · paper-2002 ¶3 [mini/2]",
        "  (2001-04-01 – 05-09)  Meeting in Klow (meeting) — party",
        "      held · asserted · daily-2001 ¶2 [mini/3]",
        "  2002  Second visit to Syldavia (visit) — visitor",
        "      not held · asserted · paper-2002 ¶5 [mini/7]; expected · daily-2001 ¶4 [mini/6]",
    ]


def test_an_events_card_tells_how_it_became_so() -> None:
    shown = "\n".join(lines("show", "second-visit", *FIRST))
    story = shown[shown.index("How it became so") :].splitlines()
    assert story[1:7] == [
        "  2001-05-10  planned",
        "      expected · daily-2001 ¶4 [mini/6]",
        "      Anna Bern plans a second visit to Syldavia for the year 2002.",
        "  2002-06-30  not held",
        "      asserted · paper-2002 ¶5 [mini/7]",
        "      Anna Bern's second visit to Syldavia did not take place.",
    ]


@pytest.mark.parametrize("name", ["김정은", "Ким Чен Ын", "kim jong-un"])
def test_the_same_card_under_every_name(name: str) -> None:
    assert lines("show", name)[0] == "Kim Jong-un  person"


def test_names_in_the_language_asked_for() -> None:
    assert lines("show", "Kim Jong-un", "--lang", "ko")[0] == "김정은  인물"
    assert lines("show", "Kim Jong-un", "--lang", "ru")[0] == "Ким Чен Ын  человек"


def test_it_says_which_entity_was_taken() -> None:
    assert run("show", "Foreign Minister Lavrov").stderr == (
        "Foreign Minister Lavrov: Sergey Lavrov (Foreign Minister: Lavrov)\n"
    )
    assert run("show", "Lavrov").stderr == ""
    assert run("show", "Sergey Lavrov").stderr == ""


def test_planned_before_held_after() -> None:
    known = {
        r["event"].rpartition("/")[2]: r
        for r in json.loads(run("events", "Kim Jong-un", "--known-by", "2019-04-20", "-f", "json").stdout)
    }
    visit = known["kim-jong-un-in-russia-2019"]
    assert (visit["status"], visit["date"]) == ("planned", "a day in 2019-04-16 – 30")
    campus = known["fefu-campus-preparation-2019"]
    assert campus["certainty"] == "reported"
    assert {c["source"] for c in campus["claims"]} == {"valdai-2019-04-20"}
    now = {r["event"].rpartition("/")[2]: r for r in json.loads(run("events", "Kim Jong-un", "-f", "json").stdout)}
    assert (now["vladivostok-summit-2019"]["status"], now["vladivostok-summit-2019"]["date"]) == (
        "held",
        "2019-04-25",
    )


def test_csv_and_markdown_hold_the_columns() -> None:
    assert lines("find", "Bern", *FIRST, "-f", "csv")[:5] == [
        "label,kind,date,slug,why",
        "Anna Bern,person,,person/anna,part",
        "Carla Bern,person,,person/carla,part",
        "Anna Bern's visit to Syldavia,visit,2001-04 or 2001-05-07 – 09,event/anna-in-syldavia,words",
        "Anna Bern as foreign minister of Ruritania,tenure,,tenure/anna-minister,words",
    ]
    assert lines("find", "Anna Bern", *FIRST, "-f", "md")[1:3] == [
        "|---|---|---|---|---|",
        "| Anna Bern | person |  | person/anna | label |",
    ]


def test_a_limit_says_that_there_is_more() -> None:
    result = run("claims", *FIRST, "-n", "2", "-f", "csv")
    assert len(result.stdout.splitlines()) == 3
    assert "2 of 9 shown; -n 9 shows all." in result.stderr


def test_undated_events_are_counted() -> None:
    assert "undated events stay in view." in run("events", "--since", "2019").stderr


def test_disagreements_side_by_side() -> None:
    rows = [line.split(",") for line in lines("disagreements", *FIRST, "-f", "csv")][1:]
    assert [(row[0], row[1], row[2], row[4]) for row in rows[:2]] == [
        ("Anna Bern's visit to Syldavia", "date", "2001-05-07 – 09", "daily-2001"),
        ("Anna Bern's visit to Syldavia", "date", "2001-04", "paper-2002"),
    ]
    assert any(
        "2018-08," in line
        for line in lines("disagreements", "Matvienko", "-f", "csv")
        + lines("disagreements", "matviyenko-in-dprk-2018", "-f", "csv")
    )


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["show", "Kent Harstedt"], 2, "Error: no 'Kent Harstedt' in these sources.\n"),
        (["show", "1"], 2, "Error: '1' is ambiguous; say which one:"),
        (["show", "Lavrof"], 2, "Error: no 'Lavrof' in these sources. Did you mean Sergey Lavrov"),
        (["show", "Kim"], 2, "Kim Yong-nam  (person/kim-yong-nam)"),
        (["show", "Lavrov", "--since", "2018-13"], 2, "no such day: '2018-13'"),
        (["events", "--since", "2019", "--until", "2018"], 2, "reversed"),
        (["events", "--known-by", "1900"], 1, "no claim passes the lens (known by 1900-12-31); widen it"),
        (["events", "--certainty", "sure"], 2, "known, from surest down: asserted, apparent"),
        (["events", "--source", "pravda"], 2, "unknown source 'pravda'; `panmunjom sources` lists them"),
        (["show", "Lavrov", "--lang", "fr"], 2, "'fr' is not one of 'en', 'ru', 'ko'"),
        (["show", "Lavrov", "--data", "nowhere.trig"], 2, "nowhere.trig: no such file or folder"),
        (["cite", "valdai-2019-04-20/99999"], 2, "unknown claim"),
        (["show", "Lavrov", "-o", "/nowhere/at/all.txt"], 2, "cannot write /nowhere/at/all.txt"),
        (["events", "Choe Son-hui", "--with", "Ruritania"], 2, "no 'Ruritania' in these sources"),
    ],
)
def test_what_is_wrong_is_said_plainly(args: list[str], code: int, says: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_nothing_found_is_exit_code_one() -> None:
    result = run("events", "organisation:air-koryo", "--with", "China")
    assert (result.exit_code, "Nothing found." in result.stderr) == (1, True)


def test_an_output_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before")
    assert run("sources", "-f", "csv", "-o", str(file)).exit_code == 0
    assert file.read_text().startswith("known_from,source,")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


HOSTILE = "\x1b[31mRed\x07 \u202eevil\u200f </script> \x9b2J | pipe"


def test_hostile_labels_are_shown_harmlessly(tmp_path: Path) -> None:
    file = tmp_path / "bad.trig"
    escaped = HOSTILE.encode("unicode_escape").decode().replace("\\x", "\\u00")
    file.write_text(Path(MINI).read_text().replace('"Boris Cole"@en', f'"{escaped}"@en'))
    for form in ("table", "md"):
        shown = run("find", "person/boris", "--data", str(file), "-f", form).stdout
        assert not set(shown) & set("\x1b\x07\x9b\u202e\u200f")
        assert "␛[31mRed␇" in shown and "U+202E>evil" in shown
    card = run("show", "person/boris", "--data", str(file)).stdout
    assert not set(card) & set("\x1b\x07\x9b\u202e\u200f")
    record = json.loads(run("find", "person/boris", "--data", str(file), "-f", "json").stdout)
    assert record[0]["label"] == HOSTILE


def process(*args: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from cli import main; main()", *args]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def test_a_closed_pipe_is_no_error() -> None:
    with process("claims", "-f", "csv") as running:
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""


def test_the_environment_names_the_data() -> None:
    with process("find", "Anna Bern", "-f", "csv", env=os.environ | {"PANMUNJOM_DATA": MINI}) as running:
        assert running.communicate()[0].splitlines()[1].startswith("Anna Bern,person,")


@pytest.mark.parametrize(
    ("typed", "offered"), [("Lavr", "Lavrov"), ("Kim\\ Jong", "Kim\\ Jong-un"), ("김정", "김정은")]
)
def test_bash_offers_names_as_one_word(typed: str, offered: str) -> None:
    env = os.environ | {
        "_PANMUNJOM_COMPLETE": "bash_complete",
        "COMP_WORDS": f"panmunjom show {typed}",
        "COMP_CWORD": "2",
    }
    command = [sys.executable, "-c", "from cli import main; main(prog_name='panmunjom')"]
    shown = subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True, check=False).stdout
    assert f"plain,{offered}" in shown.splitlines()


def test_a_card_as_rows() -> None:
    rows = lines("show", "Boris Cole", *FIRST, "-f", "csv")
    assert rows == [
        "section,date,statement,certainty,source,paragraph,locator,claim,reported_by,or_else",
        "event,(2001-04-01 – 05-09),Meeting in Klow (party; held),asserted,daily-2001,2,,mini/3,,",
        "statement,,Boris Cole had membership in Ministry of Ruritania,asserted,paper-2002,6,,mini/9,,",
        "denied,,Boris Cole was a party to Meeting in Klow,asserted,paper-2002,4,,mini/4,,",
    ]


def test_check_in_the_terminal(tmp_path: Path) -> None:
    assert run("check", MINI).exit_code == 0
    file = tmp_path / "bad.trig"
    file.write_text(Path(MINI).read_text() + "\n:1 pan:certainty pan:Possible .")
    result = run("check", str(file))
    assert (result.exit_code, result.stdout) == (
        1,
        f"{file}: claim/mini/1: needs exactly one pan:certainty of the ontology, from pan:Asserted to pan:Rumoured\n",
    )


@pytest.mark.parametrize(
    "line",
    [
        "claims --data ''", "claims --add ''", "build made --data ''", "build ''", "check ''", "serve --data ''",
        "show ''", "find Kim --kind ''", "events --with ''", "events --kind=", "sources --country ''", "path '' Lavrov",
        "rank --between '' Russia", "page --tour '' -o made", "query -e ''", "query visits-of -p ''", "claims ''",
        "new source ''", "show Lavrov --source ''", "show Lavrov -o ''",
    ],
)  # fmt: skip
def test_what_is_empty_is_refused_where_it_would_ask_for_everything(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, shlex.split(line))
    assert (told.exit_code, told.stdout) == (2, "") and "it is empty; write it, or leave it out." in told.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("line", ["events Lavrov --year 1950", "why KCNA"])
def test_nothing_found_is_nothing_in_the_format_asked_for(line: str, tmp_path: Path) -> None:
    for form, begins in (("html", "<!doctype html>"), ("csv", ""), ("json", "")):
        out = tmp_path / form
        told = CliRunner().invoke(main, [*shlex.split(line), "-f", form, "-o", str(out)])
        assert (told.exit_code, told.stdout) == (1, ""), told.output
        assert out.read_text(encoding="utf-8").startswith(begins) and "othing" in told.stderr
    timeline = CliRunner().invoke(main, shlex.split("events Lavrov --year 1950 -f timeline"))
    assert (timeline.exit_code, timeline.output) == (1, "Nothing found.\n")


def test_three_ends_are_no_matter_of_hops() -> None:
    for option in ("--max-hops 2", "-n 2", "--through KCNA", "--in-order"):
        told = CliRunner().invoke(main, ["path", "Lavrov", "Putin", "Trump", *option.split()])
        assert told.exit_code == 2 and "for two ends" in told.stderr


def test_faults_that_nobody_can_read_are_no_clean_end(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://a> <http://b> <http://c> .", encoding="utf-8")
    done = subprocess.run(
        f"{sys.executable} -m cli check {tmp_path / 'a.ttl'} >&-", shell=True, cwd=ROOT, capture_output=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "Error: cannot write the answer: standard output is closed; choose another place\n",
    )


def test_a_pipe_gets_what_a_file_gets(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text('<http://a> <http://b> "\\u001B[31mred" .', encoding="utf-8")
    asked = [
        sys.executable,
        "-m",
        "cli",
        "query",
        "--plain",
        "--data",
        str(tmp_path),
        "-e",
        "SELECT ?o { ?s ?p ?o }",
    ]
    for form in ("csv", "tsv", "json"):
        piped = subprocess.run([*asked, "-f", form], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run([*asked, "-f", form, "-o", str(tmp_path / "o")], cwd=ROOT, capture_output=True, check=True)
        assert piped == (tmp_path / "o").read_bytes() and b"[31m" in piped
        assert b"\x1b[31mred" in piped or form == "json"


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<http://a> <http://b> <http://c> .", encoding="utf-8")
    (tmp_path / "link.ttl").symlink_to("a.ttl")
    once, twice = (
        CliRunner().invoke(main, ["check", *map(str, given)])
        for given in ((file,), (file, file, tmp_path / "link.ttl", tmp_path))
    )
    assert once.stdout == twice.stdout != "" and once.stderr == twice.stderr


@pytest.mark.parametrize(
    "line",
    [
        "events --kind visit --kind meeting",
        "query -e A -e B",
        "show Lavrov --lang ru --lang ko",
        "find Kim -n 1 -n 2",
    ],
)
def test_what_is_given_twice_does_not_win_in_silence(line: str) -> None:
    told = run(*line.split())
    assert told.exit_code == 2 and "it is given twice; once is enough." in told.stderr
    twice = run("query", "visits-of", "-p", "who=Lavrov", "-p", "who=Putin")
    assert twice.exit_code == 2 and "-p who is given twice; a parameter has one value." in twice.stderr
    assert run("find", "Anna", *FIRST).exit_code == 0


def test_a_new_source_says_where_it_is_to_be_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("new", "source", "https://www.example.org/x", "--slug", "example-2019-x")
    assert told.exit_code == 0 and told.stderr.endswith("run: panmunjom check example-2019-x.trig\n")
    (tmp_path / "data" / "claims").mkdir(parents=True)
    told = run("new", "source", "https://www.example.org/y", "--slug", "example-2019-y")
    assert told.stderr.endswith("run: panmunjom check\n")
