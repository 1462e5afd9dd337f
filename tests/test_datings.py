"""Which of several dates is closest, which clash, and how they are told."""

from __future__ import annotations

import pytest

from graph.conclusions.datings import Dating, clashing, closest, tell
from graph.model.dates import edtf_span


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
