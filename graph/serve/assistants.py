"""Assistants: tools of the Model Context Protocol, each an address of the site, answered as the terminal does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import signature
from typing import Annotated, Any
from urllib.parse import urlencode

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from graph.serve.pool import BusyError, Pool
from graph.serve.question import Asked
from graph.serve.remote_worker import BrokenError, EndedError, LateError

Ask = Callable[[Asked], Awaitable[tuple[int, str]]]
"""Answers a question with a status and a text."""

_INSTRUCTIONS = """\
Panmunjom is a knowledge graph of Korean Peninsula diplomacy. Every statement comes from a claim: a source, a \
place in it, and how sure it is (asserted, apparent, reported, expected, possible, conditional, rumoured). \
Answers name their claims, such as valdai-2019-04-20/86; cite them (tool `cite`), say how sure they are, and say \
where sources differ. Names are understood in English, Russian and Korean; where one is ambiguous, the error \
lists what it may mean. `as_of` answers as of what was public by a day. What is not here is not known here: do \
not fill it in."""

_ACCEPT = {"accept": "text/csv, text/turtle;q=0.9, text/plain;q=0.8"}
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Name = Annotated[str, Field(description="A name in any of the languages, or a slug such as person/kim-jong-un")]
Maybe = Annotated[str | None, Field(description="A name, or nothing for all")]
Day = Annotated[str | None, Field(description="Only what was public by this day, such as 2019-04-20")]
Certainty = Annotated[str | None, Field(description="Only claims at least so sure, such as reported")]


class Tools:
    """What an assistant may ask.

    Args:
        ask: Answers questions.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def find(self, text: str, kind: Maybe = None, as_of: Day = None) -> str:
        """Search: things that bear a name, then claims and sources that have the words."""
        return await self._told("/search.txt", as_of, text=text, kind=kind)

    async def show(self, name: Name, as_of: Day = None, certainty: Certainty = None, whole: bool = False) -> str:
        """Show all that is known of somebody or something, each line with its claims; `whole` folds nothing."""
        fold = "yes" if whole else None
        return await self._told("/show.txt", as_of, name=name, certainty=certainty, all=fold)

    async def events(
        self, about: Maybe = None, together_with: Maybe = None, kind: Maybe = None, year: int | None = None,
        as_of: Day = None,
    ) -> str:  # fmt: skip
        """List events by time: of somebody, of two together, of a kind such as summit, of a year."""
        others = {"with": together_with}
        return await self._told("/events.txt", as_of, about=about, kind=kind, year=year, **others)

    async def path(self, start: Name, end: Name, through_states: bool = True, as_of: Day = None) -> str:
        """Show how two are connected, each step with its claims."""
        states = None if through_states else "no"
        return await self._told("/path.txt", as_of, **{"from": start, "to": end, "states": states})

    async def why(self, name: Name, as_of: Day = None) -> str:
        """Show what stands in the way of something, what it needs, who wants it, and what would follow."""
        return await self._told("/why.txt", as_of, name=name)

    async def claims(self, about: Name, as_of: Day = None, certainty: Certainty = None) -> str:
        """List what sources say of somebody or something, claim by claim."""
        return await self._told("/claims.txt", as_of, about=about, certainty=certainty)

    async def disagreements(self, about: Name, as_of: Day = None) -> str:
        """Set side by side where sources differ on somebody or something."""
        return await self._told("/disagreements.txt", as_of, about=about)

    async def cite(self, name: Annotated[str, Field(description="A claim, file/number, or a source")]) -> str:
        """Return the citation of a claim or a source, for a footnote."""
        return await self._told("/cite.txt", None, name=name)

    async def query(self, sparql: str, evidence: bool = False, as_of: Day = None) -> str:
        """Ask in SPARQL 1.1, read-only: the default graph is what all claims amount to, each claim a named graph.

        The prefixes pan: (the ontology), person:, state:, event:, place:, claim:, source: … need no declaring.
        Rows come as CSV, triples as Turtle. With `evidence` each row of a SELECT names the claims that it rests on,
        how sure the weakest of them is, and their sources.
        """
        return await self._told("/sparql", as_of, query=sparql, evidence="yes" if evidence else None)

    async def _told(self, path: str, day: str | None, **params: object) -> str:
        """Return the answer of the site.

        Raises:
            ToolError: It refuses.
        """
        if day is not None and not day.strip():
            raise ToolError("as_of is empty; give a day, such as 2019-04-20, or leave it out")
        given = {name: str(value) for name, value in {**params, "known-by": day}.items() if value is not None}
        status, text = await self._ask(Asked.of(path, urlencode(given), _ACCEPT))
        if status >= 300:
            raise ToolError(text.strip())
        return text


class _StrictServer(MCPServer[Any]):
    """A server whose tools take no argument that they do not know: who means a day must not be answered without."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Call a tool, if it knows its arguments."""
        known = list(signature(tool).parameters)[1:] if (tool := getattr(Tools, name, None)) else arguments
        if unknown := [argument for argument in arguments if argument not in known]:
            raise ToolError(f"{name} takes no {unknown[0]!r}, but {', '.join(known)}")
        return await super().call_tool(name, arguments, context)


def assistant_server(ask: Ask) -> MCPServer[Any]:
    """Return an MCP server whose tools put questions to a graph.

    Args:
        ask: Answers them.
    """
    server = _StrictServer("panmunjom", title="Panmunjom", instructions=_INSTRUCTIONS, log_level="WARNING")
    tools = Tools(ask)
    for tool in (
        tools.find, tools.show, tools.events, tools.path, tools.why, tools.claims, tools.disagreements, tools.cite,
        tools.query,
    ):  # fmt: skip
        server.add_tool(tool, annotations=_READS, structured_output=False)
    return server


def asking(pool: Pool) -> Ask:
    """Return what puts questions to the workers of a pool."""

    async def ask(asked: Asked) -> tuple[int, str]:
        try:
            worker, answer = await pool.ask(asked)
        except BusyError:
            return 503, "too many questions wait; ask again"
        except LateError:
            return 504, "this takes too long; ask for less"
        except BrokenError:
            return 500, "this broke the engine down; ask for less"
        except EndedError:
            return 503, "the server ends; ask again once it is back"
        try:
            if answer.body is None:
                return 413, "the answer is too long; ask for less"
            return answer.status, answer.body.decode()
        finally:
            pool.done(worker)

    return ask
