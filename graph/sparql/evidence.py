"""Evidence: the claims that a row of an answer rests on, how sure the weakest link is, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from graph.conclusions.backing import Backing, Backings
from graph.conclusions.conclusions import Conclusions
from graph.errors import DeadlineError, QueryError
from graph.model.claims import Claim, Triple, Value
from graph.model.sources import Source
from graph.model.vocabulary import BASE, PREFIXES, Certainty, local
from graph.sparql.lineage import Lineage
from graph.sparql.patterns import Bindings, Matcher, UntraceableError
from graph.sparql.terms import Listed, Term

MOST = 300_000
"""How many statements may be looked at for one row."""


class Evidence(NamedTuple):
    """What a row of an answer rests on.

    Attributes:
        claims: The claims, surest first; none where names, kinds and the vocabulary are all that it rests on.
        weakest: How sure the least sure of the statements is that must hold together, the surest way counting where
            there are several; None where it rests on no claim, or could not be followed.
        remarks: What is to be known of that: what is summed up, what denies, what could not be followed.
    """

    claims: tuple[Claim, ...] = ()
    weakest: Certainty | None = None
    remarks: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the claims, each once."""
        return tuple({claim.source.iri: claim.source for claim in self.claims}.values())

    @property
    def terms(self) -> tuple[Term | None, ...]:
        """The cells of its columns: numbers of the claims, the weakest certainty, slugs of the sources, remarks."""
        weakest = None if self.weakest is None else Term(Literal(str(self.weakest)), str)
        return (
            Listed(tuple(claim.number for claim in self.claims)),
            weakest,
            Listed(tuple(local(source.iri) for source in self.sources)),
            Listed(self.remarks),
        )


class Tracer:
    """Finds the evidence for the rows of one query's answer.

    Args:
        store: What was asked: claims as named graphs, the view as default graph.
        conclusions: What the view was derived from.
        text: The query, a SELECT, as it ran.
        timeout: Seconds from now after which no further row is traced; None for no end.

    Raises:
        QueryError: The query cannot be read well enough, or asks FROM other graphs.
    """

    def __init__(self, store: Store, conclusions: Conclusions, text: str, timeout: float | None = None) -> None:

        try:
            algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
        except Exception as error:  # rdflib raises errors of many kinds
            raise QueryError(f"the query cannot be read well enough to find its evidence ({error})") from error
        if algebra.datasetClause:
            raise QueryError("evidence is found in the whole of the data; leave FROM out")
        self._backings = Backings(conclusions, store)
        matcher = Matcher(store, lambda quad: self._back(quad).certainty or len(Certainty) + 1, MOST)
        self._lineage = Lineage(algebra, matcher, self._back)
        self._timeout, self._started = timeout, monotonic()

    def of(self, row: Bindings) -> Evidence:
        """Return the evidence for a row.

        Args:
            row: What its variables stand for.

        Raises:
            DeadlineError: The time is up.
        """
        if self._timeout is not None and monotonic() - self._started > self._timeout:
            raise DeadlineError(self._timeout)
        try:
            found = self._lineage.of(row)
        except UntraceableError as error:
            return Evidence(remarks=(f"not traced: {error}",))
        return Evidence(
            found.backing.claims, found.backing.certainty, (*sorted(found.remarks), *_remarks_on(found.backing))
        )

    def _back(self, quad: Quad) -> Backing:
        graph = quad.graph_name
        if isinstance(graph, NamedNode):
            is_claim = graph.value.startswith(f"{BASE}claim/")
            return self._backings.of_claim(graph.value) if is_claim else Backing(traced=False)
        match quad.subject, quad.object:
            case NamedNode(value=subject), NamedNode(value=thing):
                return self._backings.of(Triple(subject, quad.predicate.value, thing))
            case NamedNode(value=subject), Literal() as text:
                value = Value(text.value, text.datatype.value, text.language)
                return self._backings.of(Triple(subject, quad.predicate.value, value))
        return Backing(traced=False)


def _remarks_on(backing: Backing) -> Iterator[str]:
    for claim in backing.claims:
        if claim.denied:
            yield f"{claim.number} says that it is not so"
        if claim.withdrawn:
            yield f"{claim.number} is withdrawn"
    if not backing.traced:
        yield "not traced: some of it is concluded in a way that is not known here"
    elif not backing.claims:
        yield "rests on no claim: names, kinds, records of sources and the vocabulary only"
