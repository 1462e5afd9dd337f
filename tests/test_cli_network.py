"""The commands of the network as people use them."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.export import EXPORT_FORMATS
from graph.network.layers import LAYERS
from graph.network.measures import MEASURES
from graph.render.results import GRAPH_FORMATS, ROW_FORMATS

FIRST = [
    "--data",
    str(Path(__file__).parent / "data" / "mini.trig"),
    "--source",
    "daily-2001",
    "--source",
    "paper-2002",
]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def told(*args: str) -> list[str]:
    result = run(*args, *FIRST)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_a_path_tells_each_step_with_its_source() -> None:
    assert told("path", "Carla Bern", "Klow") == [
        "1  Carla Bern → Klow  4 hops · weakest claim: asserted",
        "   Carla Bern was foreign minister of Ruritania",
        "       asserted · paper-2002 ¶6 [mini/8]",
        "   Ruritania had Anna Bern as foreign minister",
        "       asserted · daily-2001 ¶3 [mini/5]",
        "   Anna Bern was a party to Meeting in Klow",
        "       (2001-04-01 – 05-09) · held · asserted · daily-2001 ¶2 [mini/3]",
        "   Meeting in Klow took place in Klow",
        "       (2001-04-01 – 05-09) · held · asserted · daily-2001 ¶2 [mini/3]",
    ]


def test_explain_shows_the_sum() -> None:
    sums = [line.strip() for line in told("path", "Anna Bern", "Klow", "--explain") if " = " in line]
    assert sums == [
        "2.17 = 1.00 a hop + 0.75 a relation that says little + 0.07 a common relation + 0.35 passing through Meeting"
        " in Klow",
        "1.75 = 1.00 a hop + 0.75 a relation that says little",
    ]


def test_a_path_as_json_has_the_claim_of_every_step() -> None:
    (path,) = json.loads("\n".join(told("path", "Carla Bern", "Anna Bern", "-f", "json", "-n", "1")))
    assert path["certainty"] == "asserted"
    assert [(hop["claim"], hop["source"], hop["paragraph"]) for hop in path["hops"]] == [
        ("mini/8", "paper-2002", 6), ("mini/5", "daily-2001", 3),
    ]  # fmt: skip
    assert sum(hop["cost"]["total"] for hop in path["hops"]) == pytest.approx(path["cost"])


def test_three_ends_make_one_connection() -> None:
    shown = told("path", "Carla Bern", "Anna Bern", "Boris Cole")
    assert shown[0].startswith("Carla Bern · Anna Bern · Boris Cole")
    assert run("path", "Anna Bern", "Boris Cole", "Klow", "--in-order", *FIRST).exit_code == 2


def test_exit_codes_of_paths() -> None:
    none = run("path", "Carla Bern", "Klow", "--no-states", *FIRST)
    assert none.exit_code == 1
    assert "without --no-states there is one" in none.stderr
    assert run("path", "Anna Bern", "Anna Bern", *FIRST).exit_code == 2
    assert run("path", "Anna Bern", *FIRST).exit_code == 2


def test_around_and_its_limit() -> None:
    shown = told("around", "Carla Bern", "--hops", "2")
    assert [line for line in shown if line.endswith("away")] == ["1 hop away", "2 hops away"]
    assert "1 of 3 shown" in run("around", "Carla Bern", "--hops", "2", "-n", "1", *FIRST).stderr
    assert run("around", "foreign minister", *FIRST).exit_code == 1


def test_ranks_tell_what_they_mean_and_what_they_stand_on() -> None:
    """Anna and her state met Boris and Syldavia, the four on one visit; its meeting is told by one source alone."""
    result = run("rank", "--by", "degree", "-f", "csv", *FIRST)
    assert result.stderr.splitlines() == [
        "degree: with how many others it is linked. 4 nodes.",
        "Only 1 occasion behind all of this: one more changes it.",
        "Half or more of the score is gone without one source: Anna Bern (daily-2001), Boris Cole (daily-2001), "
        "Ruritania (daily-2001).",
    ]
    assert result.stdout.splitlines() == [
        "rank,label,kind,score,occasions,sources,single_source,drops_most_without",
        "1,Anna Bern,person,2.0,1,2,0,Anna Bern's visit to Syldavia (−2)",
        "1,Boris Cole,person,2.0,1,1,1,Anna Bern's visit to Syldavia (−2)",
        "1,Ruritania,state,2.0,1,2,0,Anna Bern's visit to Syldavia (−2)",
        "1,Syldavia,state,2.0,1,2,0,Anna Bern's visit to Syldavia (−2)",
    ]


def test_a_ranking_is_told_in_lines_with_its_legend() -> None:
    result = run("rank", "--by", "degree", "-n", "2", *FIRST)
    assert result.stdout.splitlines() == [
        "  1  2         Anna Bern  person",
        "               1 occasion, 2 sources; 100% less without Anna Bern's visit to Syldavia",
        "  1  2         Boris Cole  person",
        "               1 occasion, 1 source, 1 told by one alone; 100% less without Anna Bern's visit to Syldavia",
    ]
    assert result.stderr.endswith("2 of 4 shown; -n 4 shows all.\n")


def test_one_source_or_dossier_behind_most_of_a_ranking_is_said() -> None:
    said = run("rank", "--source", "valdai-2019-04-20").stderr.splitlines()
    assert said[1:] == [
        "Only 8 occasions behind all of this: one more changes it.",
        "8 of 8 occasions are told by valdai-2019-04-20 alone: this mirrors what was read there more than what happened.",
    ]


def test_json_of_a_ranking_tells_occasions_with_their_parts_and_sources() -> None:
    first, *_ = json.loads(run("rank", "--by", "degree", "-f", "json", *FIRST).stdout)
    assert (first["occasions"], first["links"], first["sources"], first["main_source"]) == (1, None, 2, None)
    (loss,) = first["drops_most_without"]
    assert (loss["label"], loss["parts"], loss["drop"]) == ("Anna Bern's visit to Syldavia", ["Meeting in Klow"], 2)
    assert [(one["source"], one["drop"]) for one in first["drops_most_without_source"]] == [("daily-2001", 1)]


def test_whose_removal_cuts_whom_off() -> None:
    """Without the DPRK the article leaves Russia and its guests apart from the legislators."""
    shown = run("rank", "--by", "cut", "-f", "csv", "--source", "valdai-2019-04-20").stdout.splitlines()
    assert shown[0] == "removed,number,cut_off"
    assert shown[1].startswith("DPRK,6,Kim Chang-son; Kim Yong-nam; Russia;")


def test_why_is_a_tree_with_sources() -> None:
    result = run("why", "gas pipeline", "--source", "valdai-2019-04-20")
    shown = result.stdout.splitlines()
    start = shown.index("  cannot go ahead without Softening of the sanctions on the DPRK (unrealised)")
    assert shown[start + 1 : start + 4] == [
        "      asserted · valdai-2019-04-20/158 ¶11",
        "    formed an aim of Russia's call to soften the sanctions",
        "        asserted · valdai-2019-04-20/140 ¶10",
    ]
    assert run("why", "Klow", *FIRST).exit_code == 1


def test_conditions_are_told() -> None:
    shown = run("why", "event/disavowal-of-agreements-of-2018", "--source", "valdai-2019-04-20").stdout
    assert " · if " in shown and "Change of power in the Republic of Korea (supposed)" in shown


def test_changes_and_communities_answer() -> None:
    shown = told("changes", "--at", "2001-05-10", "--window", "2m")
    assert shown[0] == "Around 2001-05-10  2001-03-10 – 2001-07-10: 1 occasion before, 0 occasions from the day on"
    assert "  1 → –    Anna Bern  -1 · 1 occasion, 2 sources" in shown
    assert run("changes", "--at", "1950", *FIRST).exit_code == 1
    assert told("communities", "-f", "csv")[0] == "community,size,central"


def test_a_timeline_marks_what_did_not_happen() -> None:
    shown = told("events", "Anna Bern", "-f", "timeline")
    assert shown[0] == "2001"
    assert [line for line in shown if "second visit" in line.casefold()] == [
        "  ×  2002  Second visit to Syldavia  Syldavia, Anna Bern",
    ]


@pytest.mark.parametrize("command", [["path", "Carla Bern", "Klow"], ["around", "Anna Bern"], ["rank"]])
@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_every_format_answers(command: list[str], form: str) -> None:
    assert told(*command, "-f", form)


def test_an_export_is_written_whole(tmp_path: Path) -> None:
    out = tmp_path / "actors.gexf"
    assert run("export", "-f", "gexf", "--layer", "actors", "-o", str(out), *FIRST).exit_code == 0
    assert out.read_text(encoding="utf-8").rstrip().endswith("</gexf>")
    refused = run("export", "-f", "ttl", "-o", str(out), *FIRST)
    assert refused.exit_code == 2 and out.read_text(encoding="utf-8").rstrip().endswith("</gexf>")


def test_the_options_offer_what_the_library_has() -> None:
    """The command lists them itself, so that its help needs none of the library."""

    def choices(command: str, option: str) -> list[str]:
        found = main.get_command(click.Context(main), command)
        assert found is not None
        (kind,) = (param.type for param in found.params if param.name == option)
        assert isinstance(kind, click.Choice)
        return list(kind.choices)

    assert choices("rank", "by") == [*MEASURES, "cut"]
    assert set(choices("changes", "by")) == set(MEASURES) - {"constraint"}
    assert set(choices("export", "layer")) == set(LAYERS)
    assert set(choices("export", "form")) == set(EXPORT_FORMATS)
    assert set(choices("query", "form")) == {*ROW_FORMATS, *GRAPH_FORMATS}


def test_why_has_a_first_page_and_says_how_to_see_all() -> None:
    first, whole = (run("why", "six-party talks", *more).stdout for more in ((), ("--all",)))
    assert 3 * len(first.splitlines()) < len(whole.splitlines())
    assert "North Korea's departure from the six-party talks, April 2009" in first
    assert "--all shows all" in first and "--all shows all" not in whole
