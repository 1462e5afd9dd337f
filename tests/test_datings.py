"""Which of several dates is closest, which clash, and how they are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import open_graph
from graph.conclusions.datings import Dating, clashing, closest, tell
from graph.model.dates import edtf_span
from tests.tools import claims_file, day


def datings(*texts: str) -> list[Dating]:
    return [Dating(text, edtf_span(text), ()) for text in texts]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["2018-06", "2018-06-12"], "2018-06-12"),
        (["[2019-04-16..2019-04-30]", "2019-04-25"], "2019-04-25"),
        (["2019-04-25", "2019-04-24/2019-04-26"], "2019-04-24 – 26"),
        (["2008-12-08/2008-12-11", "2008-12-08/2008-12-10", "2008-12-08/.."], "2008-12-08 – 10 or 2008-12-08 – 11"),
        (["2005-07-26/..", "../2005-08-07"], "2005-07-26 – 08-07"),
        (["2019-03", "2019-03-19/..", "../2019-03-25"], "2019-03-19 – 25"),
        (["1998/2019", "../2019-04-11"], "1998 – 2019 or until 2019-04-11"),
        (["1998/2019", "1998/2019-04-11", "../2019-04-11"], "1998 – 2019-04-11"),
        (["2018-08", "2018-09-07/2018-09-10"], "2018-08 or 2018-09-07 – 10"),
    ],
)
def test_the_closest_dates_are_told(said: list[str], told: str) -> None:
    assert tell(closest(datings(*said))) == told


@pytest.mark.parametrize(
    ("said", "clash"),
    [
        (["2018-06", "2018-06-12"], []),
        (["2018-08", "2018-09-07/2018-09-10"], ["2018-08", "2018-09-07/2018-09-10"]),
        (["2008-12-08/2008-12-11", "2008-12-08/2008-12-10"], ["2008-12-08/2008-12-11", "2008-12-08/2008-12-10"]),
        (["2007-09-27/2007-09-30", "../2007-10-03"], ["2007-09-27/2007-09-30", "../2007-10-03"]),
        (["1998/2019", "../2019-04-11"], []),
        (["2011-09-21/..", "2011/.."], []),
        (["1994-10-21", "1994-10-12", "1994-10"], ["1994-10-21", "1994-10-12"]),
    ],
)
def test_clashes(said: list[str], clash: list[str]) -> None:
    assert [dating.text for dating in clashing(datings(*said))] == clash


def test_a_date_that_one_source_gives_against_two_comes_last(tmp_path: Path) -> None:
    statements = [
        f"event:signing pan:status pan:Held ; {day(text)}" for text in ("1994-10-12", "1994-10-21", "1994-10-21")
    ]
    file = claims_file(tmp_path, *statements)
    text = file.read_text(encoding="utf-8")
    for number in (2, 3):
        text = text.replace(
            f"source:made ; pan:paragraph {number}", f"source:made{number} ; pan:paragraph {number}"
        )
        text += f'source:made{number} pan:read "2020-01-01"^^xsd:date .\n'
    file.write_text(text, encoding="utf-8")
    signing = open_graph(file).event("event:signing")
    assert signing.when == "1994-10-21 or 1994-10-12"
    assert signing.day == date(1994, 10, 12)  # the first day that it may have been
