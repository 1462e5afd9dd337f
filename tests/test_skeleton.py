"""Beginning a source: what the skeleton holds, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph, PanmunjomError, open_graph
from graph.check.template import SourceFacts, begin_source

PAGE = "https://www.example.org/summit?day=1"
READ = date(2026, 11, 24)


def test_the_record_holds_what_is_known_and_asks_for_the_rest(mini: KnowledgeGraph) -> None:
    begun = begin_source(mini.conclusions.reader, SourceFacts(PAGE, READ, published="2019-04", publisher=None))
    assert begun.slug == "example-2019-04"
    assert f'pan:url "{PAGE}"^^xsd:anyURI ;' in begun.text
    assert 'dcterms:issued "2019-04"^^xsd:gYearMonth ;' in begun.text
    assert "    # dcterms:title … ;" in begun.text
    assert "    # dcterms:publisher … ;" in begun.text


def test_a_skeleton_filled_in_is_a_source_with_a_claim(mini: KnowledgeGraph, tmp_path: Path) -> None:
    begun = begin_source(
        mini.conclusions.reader,
        SourceFacts(PAGE, READ, slug="daily-2019-summit", title='The "talks"\n:1 a pan:Claim .'),
    )
    form = begun.text.partition("# :1 a pan:Claim")
    claim = "\n".join(line.removeprefix("# ") for line in (form[1] + form[2]).splitlines())
    (tmp_path / "new.trig").write_text(form[0] + claim, encoding="utf-8")
    graph = open_graph(tmp_path)
    assert [claim.iri.rpartition("/claim/")[2] for claim in graph.claims()] == ["daily-2019-summit/1"]
    assert graph.source("daily-2019-summit").title == 'The "talks"\n:1 a pan:Claim .'
    assert graph.source("daily-2019-summit").read == READ


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (SourceFacts("example.org/summit", READ), "not the address of a page: 'example.org/summit'"),
        (SourceFacts('https://example.org/"> . :x :y :z', READ), "not the address of a page"),
        (SourceFacts("https://[example.org/", READ), "not the address of a page"),
        (SourceFacts(PAGE, READ, slug="Summit!"), "not a slug: 'Summit!'"),
        (SourceFacts(PAGE, READ, slug="daily-2001"), "there is a source 'daily-2001' already"),
        (SourceFacts(PAGE, READ, kind="Blog"), "unknown kind of source 'Blog'; known: Article, "),
        (SourceFacts(PAGE, READ, language="e!n"), "not a language tag: 'e!n'"),
        (SourceFacts(PAGE, READ, published="April"), "not a date: 'April'"),
    ],
)
def test_what_cannot_be_begun(mini: KnowledgeGraph, draft: SourceFacts, says: str) -> None:
    with pytest.raises(PanmunjomError) as refusal:
        begin_source(mini.conclusions.reader, draft)
    assert says in str(refusal.value)


def test_a_page_that_is_a_source_already(shipped: KnowledgeGraph) -> None:
    source = next(source for source in shipped.sources() if source.url)
    with pytest.raises(PanmunjomError, match=f"is the source {source.iri.rpartition('/')[2]} already"):
        begin_source(shipped.conclusions.reader, SourceFacts(source.url or "", READ))


def test_no_file_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data/claims").mkdir(parents=True)
    command = ["new", "source", PAGE, "--slug", "example-summit"]
    assert CliRunner().invoke(main, command).exit_code == 0
    written = (tmp_path / "data/claims/example-summit.trig").read_text(encoding="utf-8")
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 2
    assert "is there already" in again.output
    assert (tmp_path / "data/claims/example-summit.trig").read_text(encoding="utf-8") == written
