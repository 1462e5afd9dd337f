"""The Model Context Protocol, with the SDK's own client: over HTTP and over stdio."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent, Tool

from tests.serve.serving import ROOT, Running

T = TypeVar("T")
Server = str | StdioServerParameters

STDIO = StdioServerParameters(
    command=sys.executable, args=["-m", "cli", "mcp", "--workers", "1"], cwd=str(ROOT), env=dict(os.environ)
)


def run(work: Coroutine[None, None, T]) -> T:
    """Run something in a thread of its own: that of the tests may have a browser's loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


async def _calls(server: Server, *calls: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
    async with Client(server) as client:
        return [await client.call_tool(name, arguments) for name, arguments in calls]


def told(server: Server, *calls: tuple[str, dict[str, Any]]) -> list[tuple[bool, str]]:
    """Whether each call failed, and what it was told."""
    answers = run(_calls(server, *calls))
    texts = [part.text for each in answers for part in each.content[:1] if isinstance(part, TextContent)]
    return list(zip([bool(each.is_error) for each in answers], texts, strict=True))


def test_the_tools_say_what_they_do_and_only_read(server: Running) -> None:
    async def tools() -> list[Tool]:
        async with Client(f"{server.url}/mcp") as client:
            return (await client.list_tools()).tools

    found = {tool.name: tool for tool in run(tools())}
    assert set(found) == {"find", "show", "events", "path", "why", "claims", "disagreements", "cite", "query"}
    assert all(tool.annotations and tool.annotations.read_only_hint and tool.description for tool in found.values())
    assert set(found["show"].input_schema["required"]) == {"name"}


def test_each_answer_has_its_claims_and_how_sure_they_are(server: Running) -> None:
    answers = told(
        f"{server.url}/mcp",
        ("show", {"name": "Лавров"}),
        ("events", {"about": "Lavrov", "year": 2018}),
        ("claims", {"about": "lavrov-in-dprk-2018"}),
        ("path", {"start": "Lavrov", "end": "Kim Jong-un"}),
        ("why", {"name": "gas pipeline"}),
        ("disagreements", {"about": "Matvienko"}),
        ("find", {"text": "Lavrov visited Pyongyang"}),
        ("cite", {"name": "valdai-2019-04-20/86"}),
        ("query", {"sparql": "SELECT ?claim { GRAPH ?claim { event:lavrov-in-dprk-2018 pan:visitor ?who } }"}),
    )
    assert [failed for failed, _ in answers] == [False] * 9
    assert "asserted · valdai-2019-04-20/87 ¶8" in answers[0][1]
    assert "asserted · valdai-2019-04-20/86 ¶8" in answers[2][1]
    for place in (1, 3, 4, 5):
        assert re.search(r"(asserted|reported|possible) · \S+", answers[place][1])
    assert "valdai-2019-04-20/86" in answers[6][1]
    assert "Paragraph 8: Lavrov visited Pyongyang" in answers[7][1]
    assert "https://w3id.org/panmunjom/claim/valdai-2019-04-20/86" in answers[8][1].split()


def test_what_was_known_on_a_day(server: Running) -> None:
    before, after = told(
        f"{server.url}/mcp",
        ("show", {"name": "vladivostok-summit-2019", "as_of": "2019-04-20"}),
        ("show", {"name": "vladivostok-summit-2019"}),
    )
    assert "planned" in before[1]
    assert "held" not in before[1].split("How it became so")[0]
    assert "held" in after[1]


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("show", {"name": "Kim"}, "person/kim-jong-il"),
        ("show", {"name": "Nobody At All"}, "no 'Nobody At All' in these sources"),
        ("query", {"sparql": "DROP ALL"}, "read-only"),
        ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE"),
        ("query", {"sparql": "SELECT"}, "line 1"),
        ("events", {"as_of": "yesterday"}, "yesterday"),
        ("events", {"as_of": ""}, "as_of is empty"),
        (
            "show",
            {"name": "Lavrov", "asof": "2010-01-01"},
            "show takes no 'asof', but name, as_of, certainty, whole",
        ),
    ],
)
def test_what_is_refused_says_why(server: Running, tool: str, arguments: dict[str, Any], says: str) -> None:
    [(failed, text)] = told(f"{server.url}/mcp", (tool, arguments))
    assert failed
    assert says in text


def test_over_stdio_the_same() -> None:
    [(failed, text), (refused, why)] = told(STDIO, ("show", {"name": "Лавров"}), ("show", {"name": "Kim"}))
    assert (failed, refused) == (False, True)
    assert "asserted · valdai-2019-04-20/87 ¶8" in text
    assert "say which one" in why
