"""Measures and groups by Spark are those that are taken here; tables hold what the export says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph
from graph.errors import SparkError
from graph.network.grouping import split
from graph.network.measures import measure
from graph.spark import MEASURED, Spark


def two_stars() -> nx.Graph:
    """Two hubs, linked by one who knows both, and two who know only each other."""
    return nx.Graph(
        [("a", leaf) for leaf in "bcd"] + [("x", leaf) for leaf in "yzw"] + [("d", "m"), ("m", "y"), ("p", "q")]
    )


def sets(groups: list[set[str]]) -> list[str]:
    return sorted("".join(sorted(group)) for group in groups)


def test_labels_spread_from_the_most_linked() -> None:
    assert sets(split(two_stars(), "labels")) == ["abcdm", "pq", "wxyz"]
    assert sets(split(two_stars(), "components")) == ["abcdmwxyz", "pq"]


def test_without_spark_the_word_is_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(SparkError, match=r"install panmunjom\[spark\]"):
        Spark().measure(two_stars(), "degree")
    found = CliRunner().invoke(main, ["rank", "--by", "degree", "--engine", "spark"])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "install panmunjom[spark]" in found.stderr


def test_a_master_goes_with_spark_alone() -> None:
    found = CliRunner().invoke(main, ["rank", "--by", "degree", "--master", "local[1]"])
    assert found.exit_code == 2
    assert "--master goes with --engine spark" in found.stderr


@pytest.mark.parametrize("more", [[], ["--data", "x.nq", "--since", "2018"], ["--data", "x.nq", "--add", "y.trig"]])
def test_tables_are_of_exports_whole(more: list[str], tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["build", str(tmp_path / "tables"), "--engine", "spark", *more])
    assert found.exit_code == 2
    assert "--engine spark reads the exports that --data names, whole" in found.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    pytest.importorskip("pyspark", reason="needs panmunjom[spark]")
    if not shutil.which("java"):
        pytest.skip("needs Java 17")
    with Spark("local[2]", sample=10_000) as engine:
        yield engine


def test_measures_are_those_that_are_taken_here(shipped: KnowledgeGraph, spark: Spark) -> None:
    for layer, by in (("actors", "strength"), ("causes", "pagerank"), ("causes", "closeness"), ("all", "degree")):
        network = shipped.network(layer)
        assert spark.measure(network, by) == pytest.approx(measure(network, by), abs=1e-6), (layer, by)


def test_groups_are_those_that_are_found_here(shipped: KnowledgeGraph, spark: Spark) -> None:
    network = shipped.network("causes").to_undirected()
    for by in ("labels", "components"):
        assert sets(spark.groups(network, by)) == sets(split(network, by)), by


def test_a_ranking_is_the_same(shipped: KnowledgeGraph, spark: Spark) -> None:
    assert shipped.rank("degree", spark=spark, limit=5) == shipped.rank("degree", limit=5)


def test_what_spark_does_not_measure_is_refused(spark: Spark) -> None:
    with pytest.raises(SparkError, match=f"does not measure betweenness; choose {', '.join(MEASURED)}"):
        spark.measure(two_stars(), "betweenness")
    with pytest.raises(SparkError, match="does not split by louvain; choose labels or components"):
        spark.groups(two_stars(), "louvain")


def test_tables_hold_what_the_export_says(mini: KnowledgeGraph, spark: Spark, tmp_path: Path) -> None:
    export = tmp_path / "mini.nq"
    export.write_text(mini.export("nq", derived=True, paths=True), encoding="utf-8")
    rows = spark.write_tables([export], tmp_path / "tables")
    claims, view = (spark.session.read.parquet(str(tmp_path / "tables" / name)) for name in ("claims", "view"))
    quads = list(mini.view)
    assert rows["claims"] == sum(quad.graph_name.__class__.__name__ == "NamedNode" for quad in quads)
    assert rows["claims"] + rows["view"] == len(quads)
    assert {row["object"] for row in claims.collect()} == {
        quad.object.value for quad in quads if quad.graph_name.__class__.__name__ == "NamedNode"
    }
    assert {row["language"] for row in view.collect()} >= {None, "en", "ru", "ko"}
    weighted = mini.path_finder.weighted
    assert (rows["nodes"], rows["arcs"]) == (len(weighted.tolls), sum(map(len, weighted.arcs)))


def test_tables_of_what_is_no_export_are_refused(spark: Spark, tmp_path: Path) -> None:
    broken, bare = tmp_path / "broken.nq", tmp_path / "bare.nq"
    broken.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> what .\n", encoding="utf-8")
    bare.write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")
    with pytest.raises(SparkError, match=r"a line is no quad of an export: '<urn:a> <urn:b> what"):
        spark.write_tables([broken], tmp_path / "one")
    with pytest.raises(SparkError, match="the export has no view"):
        spark.write_tables([bare], tmp_path / "two")
    assert not (tmp_path / "one").exists()
    assert not (tmp_path / "two").exists()
