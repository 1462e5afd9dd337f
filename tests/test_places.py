"""Where places lie: their own coordinates, those of the wider place, and nothing where none are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import KnowledgeGraph, open_graph
from graph.model.vocabulary import BASE

MINI = (Path(__file__).parent / "data" / "mini.trig").read_text()
CLAIM = """
:9{n} a pan:Claim ; pan:source source:paper-2002 ; pan:paragraph 9 ; pan:certainty pan:{certainty} ; {how}
    rdfs:comment "Klow lies there."@en .
:9{n} {{ {graph} }}
"""


@pytest.mark.parametrize(
    ("place", "point"),
    [
        ("place:vladivostok", (43.1056, 131.8735, "place/vladivostok")),
        ("place:diaoyutai", (39.9075, 116.3972, "place/beijing")),
        ("place:fefu-campus", (43.0, 131.8333, "place/russky-island")),
        ("place:tumangang", (40.0, 127.0, "state/dprk")),  # of the country alone is anything known
        ("place:melia-hanoi", (21.0245, 105.8412, "place/hanoi")),
    ],
)
def test_where_places_lie(shipped: KnowledgeGraph, place: str, point: tuple[float, float, str]) -> None:
    assert shipped.position(place) == (*point[:2], BASE + point[2])


def test_nothing_is_known_of_the_line(shipped: KnowledgeGraph) -> None:
    assert shipped.position("place:military-demarcation-line") is None


def test_the_surest_counts_and_no_denial(tmp_path: Path) -> None:
    claims = [
        CLAIM.format(n=1, certainty="Apparent", how="", graph="place:klow pan:latitude 1.0 ; pan:longitude 2.0 ."),
        CLAIM.format(n=2, certainty="Asserted", how="", graph="place:klow pan:latitude 3.0 ; pan:longitude 4.0 ."),
        CLAIM.format(n=3, certainty="Asserted", how="pan:polarity pan:Denied ;", graph="place:klow pan:latitude 5.0 ; pan:longitude 6.0 ."),
        CLAIM.format(n=4, certainty="Asserted", how="", graph="place:klow pan:latitude 7.0 ."),
    ]  # fmt: skip
    file = tmp_path / "mini.trig"
    file.write_text(MINI + "".join(claims))
    assert open_graph(file).position("Klow") == (3.0, 4.0, BASE + "place/klow")


def test_places_that_lie_in_each_other(tmp_path: Path) -> None:
    file = tmp_path / "mini.trig"
    circle = "place:klow pan:locatedIn state:syldavia . state:syldavia pan:locatedIn place:klow ."
    file.write_text(MINI + CLAIM.format(n=1, certainty="Asserted", how="", graph=circle))
    assert open_graph(file).position("Klow") is None
