"""EDTF: whatever is accepted is read and shown, whatever is not is a fault of its claim and ends nothing."""

from pathlib import Path

import pytest

from graph import open_graph
from graph.errors import DataError, DataWarning
from graph.model.dates import edtf_span, iso_day, show_edtf
from tests.tools import claims_file


@pytest.mark.parametrize(
    ("edtf", "bounds", "shown"),
    [
        ("19XX/2000", "1900-01-01/2000-12-31", "1900–99 – 2000"),
        ("2018-21/2018-22", "2018-03-01/2018-08-31", "spring 2018 – summer 2018"),
        ("2018-2X", "", ""),  # no month begins with 2, and a season has no masked digit
        ("156X-12-25", "1560-12-25/1569-12-25", "156X-12-25"),
        ("15XX-12-XX", "1500-12-01/1599-12-31", "15XX-12"),
        ("2018-1X", "2018-10-01/2018-12-31", "2018-1X"),
        ("2018-XX-XX", "2018-01-01/2018-12-31", "2018"),
        ("19XX-02-29", "1904-02-29/1996-02-29", "19XX-02-29"),  # 1900 was no leap year
        ("2018-02-3X", "", ""),
        ("2004-06-XX/2004-07-03", "2004-06-01/2004-07-03", "2004-06 – 2004-07-03"),
        ("2018~/2019?", "2018-01-01/2019-12-31", "c. 2018 – perhaps 2019"),
        ("2018-?05-~31", "2018-05-31", "perhaps c. 2018-05-31"),
        ("2018-05-31T23:59:60Z", "", ""),
        ("2018-05-31T24:00:00Z", "", ""),
        ("2018-05-31T10:00:00+24:00", "", ""),
        ("2018-05-31T23:59:59+09:00", "2018-05-31", "2018-05-31"),
        ("1390S2", "1300-01-01/1399-12-31", "c. 1390 (1300–1399)"),
        ("2001-34", "2001-04-01/2001-06-30", "April – June 2001"),
        ("[1667,1668..]", "1667-01-01/..", "1667 or from 1668 on"),
        ("[..1666,1670-03]", "../1670-03-31", "by 1666 or 1670-03"),
        ("{1960, 1961-12}", "1960-01-01/1961-12-31", "1960 and 1961-12"),
        ("{1960..1962}", "1960-01-01/1962-12-31", "1960 – 1962"),
        ("2018/", "2018-01-01/..", "since 2018"),
        ("2018/unknown", "", ""),
        ("2018-09/2018-08", "", ""),
        ("[2018-09..2018-08]", "", ""),
        ("/..", "", ""),
        ("[..]", "", ""),
        ("2018-02-29", "", ""),
        ("2018/2019/2020", "", ""),
        ("2018S2-XX-12", "", ""),
        ("-0500", "", ""),
        ("Y170000002", "", ""),
        ("٢٠١٨", "", ""),
        ("", "", ""),
    ],
)
def test_every_date_is_read_and_shown_or_refused(
    edtf: str, bounds: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if bounds:
        assert (edtf_span(edtf).edtf, show_edtf(edtf)) == (bounds, shown)
    else:
        with pytest.raises(DataError):
            edtf_span(edtf)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("?2018-06-~12", "perhaps c. 2018-06-12"),
        ("2018-~06-12", "c. 2018-06-12"),
        ("2018?-06", "perhaps 2018-06"),
        ("%2018", "perhaps c. 2018"),
        ("1950S2", "c. 1950 (1900–1999)"),
        ("1950S3~", "c. 1950 (1950–1959)"),
        ("[2018-06~,2018-07]", "c. 2018-06 or 2018-07"),
    ],
)
def test_what_is_said_of_a_part_of_a_date_is_shown(edtf: str, shown: str) -> None:
    assert show_edtf(edtf) == shown


def test_years_that_no_calendar_here_has_are_told_apart_from_nonsense() -> None:
    with pytest.raises(DataError, match="years run from 0001 to 9999"):
        edtf_span("-0500")


@pytest.mark.parametrize("edtf", ["2018/unknown", "2018-12/2018-01", "ever"])
def test_a_date_that_cannot_be_read_leaves_its_bounds(tmp_path: Path, edtf: str) -> None:
    file = claims_file(
        tmp_path,
        f'event:fair pan:status pan:Held ; pan:date "{edtf}"^^edtf:EDTF ; '
        'pan:earliest "2018-03-01"^^xsd:date ; pan:latest "2018-04-30"^^xsd:date',
        'event:feast pan:status pan:Held ; pan:date "19XX/2000"^^edtf:EDTF ; '
        'pan:earliest "1900-01-01"^^xsd:date ; pan:latest "2000-12-31"^^xsd:date',
    )
    graph = open_graph(file)
    with pytest.warns(DataWarning, match="claim/made/1: gives fair the date"):
        feast, fair = graph.events()
    assert (fair.when, feast.when) == ("2018-03-01 – 04-30", "1900–99 – 2000")
    assert graph.page().html


@pytest.mark.parametrize("text", ["2018-W01-1", "20180531", "2018-5-31", "2018-02-30", "２０１８-05-31", ""])
def test_only_whole_days_are_days(text: str) -> None:
    with pytest.raises(ValueError):
        iso_day(text)
