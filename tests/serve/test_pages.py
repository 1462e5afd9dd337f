"""Pages and linked data: what a person with a browser and nothing else, or a program that follows links, gets."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import quote, urljoin

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS

from tests.serve.serving import Running, Told

BASE = "https://w3id.org/panmunjom/"
PAN = BASE + "ontology#"
HTML = "text/html"


class Read(HTMLParser):
    """What stands on a page: its links, its text, its linked data, what it loads."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.loads: list[str] = []
        self.heads: dict[str, str] = {}
        self.data = ""
        self._place: list[tuple[str, dict[str, str | None]]] = []
        self._text: list[str] = []
        self.feed(told.text)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self._text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._place.append((tag, found))
        if tag in {"script", "img", "iframe"} and found.get("src"):
            self.loads.append(found["src"] or "")
        if tag == "link" and found.get("rel") in {"stylesheet", "icon"}:
            self.loads.append(found["href"] or "")
        if tag == "link" and found.get("rel") == "canonical":
            self.heads["canonical"] = found["href"] or ""
        if tag == "meta" and found.get("property"):
            self.heads[found["property"] or ""] = found["content"] or ""

    def handle_data(self, data: str) -> None:
        tag, attrs = self._place[-1] if self._place else ("", {})
        if tag == "script":
            self.data += data
            return
        self._text.append(data)
        if tag == "a":
            self.links.setdefault(data.strip(), attrs.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        while self._place and self._place.pop()[0] != tag:
            pass


def read(server: Running, path: str, **headers: str) -> Read:
    told = server.ask(path, Accept=HTML, **headers)
    assert told.status == 200, told.text
    assert told.headers["content-type"] == "text/html; charset=utf-8"
    return Read(told)


# --- things -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html", "html"), ("*/*", "html"), ("text/turtle", "ttl"), ("application/ld+json", "jsonld"),
        ("application/trig", "trig"), ("application/json", "json"), ("application/n-quads", "nq"),
    ],
)  # fmt: skip
def test_a_thing_leads_to_a_document_about_it(server: Running, accept: str, ending: str) -> None:
    told = server.get("/person/kim-jong-un", accept)
    assert (told.status, told.headers["location"]) == (303, f"/person/kim-jong-un.{ending}")
    kept = server.get("/as-of/2019-04-20/ru/person/kim-jong-un", accept, certainty="asserted")
    assert kept.headers["location"] == f"/as-of/2019-04-20/ru/person/kim-jong-un.{ending}?certainty=asserted"


def test_the_card_has_what_the_terminal_has_each_with_its_claims(server: Running) -> None:
    page = read(server, "/event/lavrov-in-dprk-2018.html")
    for words in (
        "Lavrov's visit to Pyongyang, May 2018",
        "Визит Лаврова в Пхеньян",
        "held",
        "2018-05-31",
        "Visitor",
    ):
        assert words.casefold() in page.text.casefold()
    assert page.links["Sergey Lavrov"] == "/person/sergey-lavrov.html"
    assert page.links["Pyongyang"] == "/place/pyongyang.html"
    assert page.links["asserted · valdai-2019-04-20/86 ¶8"] == "/claim/valdai-2019-04-20/86"


def test_sources_that_differ_stand_side_by_side(server: Running) -> None:
    page = read(server, "/event/matviyenko-in-dprk-2018.html")
    assert "Where sources differ" in page.text
    assert "2018-08 or 2018-09-07 – 10" in page.text


def test_what_was_known_on_a_day_has_an_address(server: Running) -> None:
    before = read(server, "/as-of/2019-04-20/event/vladivostok-summit-2019.html")
    after = read(server, "/event/vladivostok-summit-2019.html")
    assert "planned" in before.text
    assert "known by 2019-04-20" in before.text
    assert "2019-04-25" in after.text
    assert "2019-04-25" not in before.text
    assert before.links["Kim Jong-un"] == "/as-of/2019-04-20/person/kim-jong-un.html"
    assert before.links["show everything"] == "/event/vladivostok-summit-2019.html"
    later = server.get("/as-of", day="2019-04-20", to="/ru/events?about=Lavrov")
    assert (later.status, later.headers["location"]) == (303, "/as-of/2019-04-20/ru/events?about=Lavrov")


def test_three_languages_by_path_or_by_header(server: Running) -> None:
    path = "/person/sergey-lavrov.html"
    by_path = read(server, "/ko" + path)
    by_header = read(server, path, Accept_Language="ko-KR,ko;q=0.9,en;q=0.5")
    for page in (by_path, by_header):
        assert "세르게이 라브로프" in page.text
        assert "직위" in page.text
    assert by_path.links["Русский"] == "/ru" + path
    assert "Должности" in read(server, "/ru" + path).text
    assert "Offices" in read(server, path, Accept_Language="fr").text


def test_search_engines_and_those_who_share_find_what_they_read(server: Running) -> None:
    page = read(server, "/event/lavrov-in-dprk-2018.html")
    assert page.heads["canonical"] == page.heads["og:url"] == server.url + "/event/lavrov-in-dprk-2018.html"
    assert page.heads["og:title"] == "Lavrov's visit to Pyongyang, May 2018"
    linked = json.loads(page.data)
    assert (linked["@context"], linked["@type"]) == ("https://schema.org", "Event")
    assert (linked["startDate"], linked["endDate"]) == ("2018-05-31", "2018-05-31")
    assert linked["location"][0]["name"] == "Pyongyang"
    assert {each["name"] for each in linked["attendee"]} == {"Sergey Lavrov", "DPRK"}
    person = json.loads(read(server, "/person/sergey-lavrov.html").data)
    assert person["@type"] == "Person"
    assert "http://www.wikidata.org/entity/Q58217" in person["sameAs"]


def test_rdf_of_a_thing(server: Running) -> None:
    visit, lavrov = URIRef(BASE + "event/lavrov-in-dprk-2018"), URIRef(BASE + "person/sergey-lavrov")
    view = Graph().parse(data=server.get("/event/lavrov-in-dprk-2018.ttl").body, format="turtle")
    assert (visit, URIRef(PAN + "visitor"), lavrov) in view
    assert (visit, RDF.type, URIRef(PAN + "Event")) in view
    for ending, form in (("trig", "trig"), ("jsonld", "json-ld"), ("nq", "nquads")):
        claims = Dataset()
        claims.parse(data=server.get(f"/event/lavrov-in-dprk-2018.{ending}").body, format=form)
        claim = URIRef(BASE + "claim/valdai-2019-04-20/86")
        assert (visit, URIRef(PAN + "visitor"), lavrov) in claims.graph(claim)
        assert (claim, URIRef(PAN + "paragraph"), Literal(8)) in claims
        assert (visit, RDFS.label, Literal("Lavrov's visit to Pyongyang, May 2018", lang="en")) in claims


def test_what_the_lens_hides_is_not_in_the_documents(server: Running) -> None:
    seen = server.get("/event/vladivostok-summit-2019.nq").text
    hidden = server.get("/as-of/2019-04-20/event/vladivostok-summit-2019.nq").text
    assert "russia-china/404" in seen
    assert "russia-china/404" not in hidden


# --- claims, sources, vocabulary ----------------------------------------------------------------------


def test_from_a_name_to_its_sources_to_a_query_to_a_table(server: Running) -> None:
    found = read(server, "/search?text=" + quote("Лавров"))
    card = read(server, found.links["Sergey Lavrov"])
    event = read(server, card.links["Lavrov's visit to Pyongyang, May 2018"])
    claim = read(server, event.links["asserted · valdai-2019-04-20/86 ¶8"])
    assert "Lavrov visited Pyongyang, in the DPRK, on 31 May 2018." in claim.text
    source = read(server, next(href for href in claim.links.values() if href.startswith("/source/")))
    assert source.links["Valdai Discussion Club"] == "/organisation/valdai-club.html"
    questions = read(server, source.links["Questions"])
    form = read(server, questions.links["Every visit of a person"] + "?who=Lavrov")
    assert "Lavrov's visit to Pyongyang, May 2018" in form.text
    table = list(csv.DictReader(io.StringIO(server.get(form.links["CSV"]).text)))
    assert BASE + "event/lavrov-in-dprk-2018" in {row["visit"] for row in table}
    editor = read(server, form.links["Edit this query"])
    assert "PREFIX person:" in editor.text or "person:" in editor.text
    assert "Lavrov's visit to Pyongyang, May 2018" in editor.text


def test_a_claim_is_a_document_with_its_citation(server: Running) -> None:
    told = server.get("/claim/valdai-2019-04-20/86", HTML)
    assert told.status == 200
    page = Read(told)
    assert "Paragraph 8: Lavrov visited Pyongyang" in page.text
    assert json.loads(page.data)["appearance"]["datePublished"] == "2019-04-20"
    record = json.loads(server.get("/claim/valdai-2019-04-20/86", "application/json").body)
    assert (record["claim"], record["certainty"], record["paragraph"]) == ("valdai-2019-04-20/86", "asserted", 8)
    trig = Dataset()
    trig.parse(data=server.get("/claim/valdai-2019-04-20/86", "application/trig").body, format="trig")
    assert len(trig.graph(URIRef(BASE + "claim/valdai-2019-04-20/86"))) == 7


def test_a_claim_that_the_day_hides_is_not_there(server: Running) -> None:
    assert server.get("/claim/russia-china/404").status == 200
    assert server.get("/as-of/2019-04-20/claim/russia-china/404").status == 404


def test_the_vocabulary_has_a_place_for_each_term(server: Running) -> None:
    told = server.get("/ontology", HTML)
    assert 'id="visitor"' in told.text
    assert "The one who goes on the visit." in told.text
    graph = Graph().parse(data=server.get("/ontology", "text/turtle").body, format="turtle")
    assert (URIRef(PAN + "visitor"), RDFS.subPropertyOf, URIRef(PAN + "participant")) in graph


def test_what_is_given_twice_is_asked_about(server: Running) -> None:
    told = server.get("/show?name=Lavrov&name=Putin", HTML)
    assert told.status == 400 and "name is given twice, as Lavrov and as Putin" in told.text
    assert server.get("/claims.json?about=Lavrov&about=Lavrov", HTML).status == 200


def test_half_a_character_is_no_name(server: Running) -> None:
    told = server.ask(
        "/reconcile", "POST", 'queries={"q0":{"query":"\\ud800"}}', Content_Type="application/x-www-form-urlencoded"
    )
    assert told.status == 200 and json.loads(told.body) == {"q0": {"result": []}}


def test_a_question_has_its_title_in_the_readers_language(server: Running) -> None:
    for language, title in (("", "Who met whom"), ("/ru", "Кто с кем встречался"), ("/ko", "누가 누구를 만났는가")):
        assert title in server.get(f"{language}/queries", HTML).text
        assert f"<h1>{title}</h1>" in server.get(f"{language}/queries/who-met-whom", HTML).text


@pytest.mark.parametrize(
    "path",
    [
        "/", "/search", "/search?text=nuclear+test", "/things?kind=person", "/sources", "/claims?about=Lavrov",
        "/disagreements", "/disagreements?about=Matvienko", "/queries", "/queries/actor-network", "/path", "/why",
        "/path?from=Lavrov&to=Kim+Jong-un", "/why?name=gas+pipeline", "/around?name=Matvienko", "/rank?kind=person",
        "/rank?between=DPRK&between=USA",
        "/events?about=Lavrov&year=2018", "/events", "/sparql", "/ontology", "/source/valdai-2019-04-20.html",
        "/state/dprk.html", "/project/gas-pipeline.html", "/agreement/agreed-framework.html", "/tenure/sergey-lavrov-foreign-minister.html",
        "/ru/", "/ko/events?about=Lavrov", "/as-of/2019-04-20/queries/status-history?event=vladivostok-summit-2019",
    ],
)  # fmt: skip
def test_a_page_asks_nothing_of_others_and_keeps_to_its_policy(server: Running, path: str) -> None:
    told = server.get(path, HTML)
    assert told.status == 200, told.text
    policy = told.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "set-cookie" not in told.headers
    page = Read(told)
    assert all(address.startswith("/static/") or address == "/palette.css" for address in page.loads)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", told.text)  # the policy would stop these
    for address in page.loads:
        assert server.get(urljoin(path, address)).status == 200


def test_who_talked_when_two_sides_met(server: Running) -> None:
    """Hill led his side through the six-party talks; heads of state are left out of the days on which they were."""
    asked = "/rank?by=strength&kind=person&between=DPRK&between=USA&no-heads=yes&limit=3"
    told = json.loads(server.get(asked, "application/json").body)
    assert [place["label"] for place in told[:2]] == ["Kim Kye-gwan", "Christopher R. Hill"]
    assert "only the occasions on which the sides of DPRK and United States met" in server.get(asked, HTML).text
    bridges = server.get("/rank?between=DPRK&between=USA", HTML)
    assert Read(bridges).links["strength"] == "/rank?by=strength&between=DPRK&between=USA"


def test_what_does_not_lead_anywhere_is_told_with_what_to_do(server: Running) -> None:
    assert server.get("/person/nobody-at-all", HTML).status == 404
    assert server.get("/nowhere", HTML).status == 404
    assert server.get("/person/kim-jong-un", "image/png").status == 406
    ambiguous = server.get("/path", HTML, **{"from": "Kim", "to": "Putin"})
    assert ambiguous.status == 300
    assert Read(ambiguous).links["Kim Jong-un"] == "/path?from=person%2Fkim-jong-un&to=Putin"
    unknown = server.get("/events", "application/json", about="Lavrof")
    assert unknown.status == 404
    assert "Sergey Lavrov" in json.loads(unknown.body)["suggestions"]


def test_a_list_of_events_names_whom_they_concern(server: Running) -> None:
    page = Read(server.get("/events", HTML, **{"about": "Malaysia", "with": "DPRK"}))
    assert "Expulsion of Kang Chol from Malaysia, March 2017" in page.text
    assert "; concerns: Kang Chol" in page.text
    told = json.loads(server.get("/events", "application/json", **{"about": "Malaysia", "with": "DPRK"}).text)
    assert [event["concerned"] for event in told if event["event"].endswith("kang-chol-expulsion-2017")] == [
        ["Kang Chol"]
    ]


def test_a_card_tells_one_step_on(server: Running) -> None:
    page = Read(server.get("/event/pyongyang-declaration-signing-2000.html", HTML))
    assert "What came out of it, and what became of that" in page.text
    assert "Treaty on Comprehensive Strategic Partnership" in page.text
    remains = Read(server.get("/agreement/singapore-joint-statement-2018.html", HTML)).text
    assert "What was done about it" in remains
    assert "Return of the remains of US war dead" in remains
