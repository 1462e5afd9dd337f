"""What must be so in both browsers.

Fifteen questions that the page answers to somebody who has read nothing else, each within three actions; what must be
seen was worked out from the claims, whose ids stand beside each question. And every view works after every other, by
click, by address, by history and by the guided reading, with and without motion.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browsers import BROWSERS, Driver
from tests.page.reader import CONTENT

MOST_ACTIONS = 3

SEARCH, SINCE, UNTIL, KNOWN = "#search", "#since-day", "#until-day", "#known-day"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, what the reader does from the beginning on, and what then is to be seen.

    Attributes:
        asks: The question.
        actions: Each a word of `DOING` in the driver, a selector, and what is typed or chosen.
        seen: By selector the texts to be read there.
        holds: What else must be so, in JavaScript.
    """

    asks: str
    actions: list[tuple[str, ...]]
    seen: dict[str, list[str]]
    holds: list[str] = field(default_factory=list)


QUESTIONS = [
    # russia-china/309 (the ministry: Lavrov), valdai-2019-04-20/91 (the leaders, through Lavrov)
    Question(
        "who invited Kim",
        [("click", "#story-read"), ("type", SEARCH, "invitation to Kim")],
        {
            "#card": [
                "Russian invitation to Kim Jong-un, 2018",
                "31 May 2018",
                "Sergey Lavrov",
                "Russian leadership",
            ]
        },
    ),
    # valdai-2019-04-20/96 (August), tass-2018-09-08-matviyenko/1 (7 to 10 September)
    Question(
        "when was Matviyenko there and who disagrees",
        [("type", SEARCH, "Matviyenko's visit")],
        {"#card": ["Sources differ: date", "August 2018", "7 – 10 September 2018", "Valdai", "TASS"]},
    ),
    # valdai-2019-04-20/113: South Korean media report Kim Chang-son's visit
    Question(
        "what is only reported",
        [("click", "#story-all"), ("click", "::-p-text(Reported or expected: show only these)")],
        {"#card h2": ["Reported or expected"], "#card": ["reported · "]},
        ["!document.querySelector('#card').innerText.includes('asserted · ')"],
    ),
    # valdai-2019-04-20/156: the sanctions block the tripartite projects
    Question(
        "what do the sanctions block",
        [("type", SEARCH, "international sanctions")],
        {"#card": ["International sanctions on the DPRK", "Tripartite projects"]},
    ),
    # On the 24th the summit was planned (UAWire); on the 25th it was held (KBS World)
    Question(
        "what changed on 25 April 2019",
        [("click", "#view-changes"), ("type", "#changes-a", "2019-04-24"), ("type", "#changes-b", "2019-04-25")],
        {".view.changes": ["Putin-Kim summit, April 2019 status: planned → held"]},
    ),
    # six-party-us/426, six-party-us/311, russia-china/406, russia-china/596
    Question(
        "follow Choe Son-hui's career",
        [("type", SEARCH, "Choe Son-hui"), ("click", "#career")],
        {
            ".view.storyline": [
                "seen 2016",
                "Deputy director for American affairs, Ministry of Foreign Affairs",
                "seen 1 January 2018 – 30 November 2019",
                "Deputy Foreign Minister, DPRK",
                "since April 2019",
                "First Deputy Foreign Minister, DPRK",
            ]
        },
    ),
    # inter-korean/75; inter-korean/239 and korea-net-2019-02-28-hanoi/10
    Question(
        "compare the summits of 2000 and 2018",
        [
            ("type", SEARCH, "Inter-Korean summit, Pyongyang, June 2000"),
            ("type", "#compare-with", "Inter-Korean summit, Panmunjom, 27 April 2018"),
        ],
        {
            ".changes .heads": [
                "Inter-Korean summit, Pyongyang, June 2000",
                "Inter-Korean summit, Panmunjom, 27 April 2018",
            ],
            ".changes li.one": ["13 – 15 June 2000", "Kim Dae-jung", "Kim Jong-il"],
            ".changes li.other": ["27 April 2018", "Moon Jae-in", "Kim Jong-un"],
        },
    ),
    # outcomes/174: a killing in February; nuclear-sanctions/82: a test on the 3rd of September, by others on the 2nd; the
    # test before it was in 2016, the summit in Vladivostok in 2019
    Question(
        "only 2017",
        [("click", "#story-all"), ("type", SINCE, "2017"), ("type", UNTIL, "2017")],
        {
            "#card h2": ["2017"],
            "#card": [
                "Killing of Kim Jong-nam, February 2017 13 February 2017",
                "Sixth nuclear test, September 2017 2 September 2017 or 3 September 2017",
            ],
        },
        [
            "!panmunjom.drawn().includes('event/vladivostok-summit-2019')",
            "!panmunjom.drawn().includes('event/nuclear-test-2016-09')",
            "panmunjom.all().includes('event/nuclear-test-2016-09')",
        ],
    ),
    Question(
        "the path from Kim Jong-un to the pipeline without states",
        [("type", SEARCH, "Kim Jong-un"), ("type", "#path-to", "gas pipeline"), ("click", "#path-nostates")],
        {"#card ol.path": ["Kim Jong-un", "Russia-Korea gas pipeline"]},
        ["!panmunjom.paths().some(({ slugs }) => slugs.some((slug) => slug.startsWith('state/')))"],
    ),
    # russia-china/309, of the ministry's page of 31 May 2018: a visit was proposed. Of the summit, which was part of that
    # visit (sputnik-2019-04-25-vladivostok/13), nothing is told before valdai-2019-04-20/106; its card says so
    Question(
        "what was known on 1 June 2018",
        [
            ("click", "#story-all"),
            ("type", KNOWN, "2018-06-01"),
            ("type", SEARCH, "Putin-Kim summit, April"),
        ],
        {
            "#known-help": ["What could be known by 1 June 2018"],
            "#card": [
                "Nothing was known of it by 1 June 2018.",
                "Part of: Kim Jong-un's visit to Russia, April 2019 — proposed",
                "First told on 20 April 2019",
            ],
        },
        ["!document.querySelector('#card').innerText.includes('held')"],
    ),
    # russia-china/341: the flowers are told by TASS alone
    Question(
        "what only Russian sources say",
        [
            ("click", "#view-sources"),
            ("choose", "#sources-one", "country:RU"),
            ("click", "#sources-list-one"),
        ],
        {
            ".view.sources .key": ["Russia alone"],
            ".view.sources .list": ["2018 · ", "asserted · TASS"],
            ".view.sources": ["Events of which Russia alone speaks"],
        },
        [
            "document.querySelector('.silence.one').textContent.includes('Laying of flowers in Pyongyang by Matviyenko')"
        ],
    ),
    Question(
        "back to the last card",
        [("type", SEARCH, "Choe Son-hui"), ("type", SEARCH, "Valentina Matviyenko"), ("back",)],
        {"#card h2": ["Choe Son-hui"]},
    ),
    Question(
        "print the evidence of a claim",
        [
            ("type", SEARCH, "Matviyenko's visit"),
            ("click", "#card .dispute summary"),
            ("click", "#card .dispute button.alone"),
        ],
        {"#figure": ["Matviyenko's visit to the DPRK, 2018", "A delegation of the Federation Council headed by"]},
        ["isPrinted"],
    ),
    Question(
        "a picture for a slide",
        [("click", "#story-all"), ("click", "#share"), ("click", "#save-png")],
        {},
        ["saved.then(createImageBitmap).then(({ width }) => width >= 1920)"],
    ),
    Question(
        "back to the network",
        [("click", "#view-storyline"), ("click", "#view-network")],
        {},
        ["panmunjom.standing().marks.length === panmunjom.counts().things"],
    ),
]


@pytest.fixture(scope="module", params=BROWSERS)
def told(request: pytest.FixtureRequest, driver: Driver, page_file: Path) -> dict[str, Any]:
    """Return, of a browser in which nothing moves, by question what its answer lacks, how many steps from view to view
    were taken, and what went wrong on the way."""
    asked = [asdict(one) for one in QUESTIONS]
    return driver(request.param, page_file, questions=asked, content=CONTENT, begin=BEGINS[request.param, True])


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one.asks)
def test_it_answers(told: dict[str, Any], asked: Question) -> None:
    assert len(asked.actions) <= MOST_ACTIONS
    assert told["answers"][asked.asks] == []


BEGINS = {("chrome", True): "click", ("chrome", False): "address", ("firefox", True): "address", ("firefox", False): "click"}  # fmt: skip
"""By browser and stillness how the first step from view to view is taken: by click or address, the second otherwise, and
so on. So each browser takes each step both ways, and each way is taken with and without motion."""

STEPS = 8 * 7


def test_every_view_follows_every_other_where_nothing_moves(told: dict[str, Any]) -> None:
    assert told["faults"] == []
    assert told["seen"] == STEPS


@pytest.mark.parametrize("browser_name", BROWSERS)
def test_every_view_follows_every_other_where_things_move(
    driver: Driver, page_file: Path, browser_name: str
) -> None:
    found = driver(browser_name, page_file, still=False, content=CONTENT, begin=BEGINS[browser_name, False])
    assert found["faults"] == []
    assert found["seen"] == STEPS
