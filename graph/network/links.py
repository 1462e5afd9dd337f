"""Links: one relation between two nodes, with every claim that states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Claim, Triple, surest_first
from graph.model.vocabulary import PAN, Certainty

_TENURE_PARTS = {PAN + "holder", PAN + "office"}


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two nodes, with every claim that states it.

    Attributes:
        triple: Subject, relation and object; of a tenure its holder, `pan:of`, and the state or body.
        claims: The claims, surest first.
        office: IRI of the office, where the link is a tenure.
    """

    triple: Triple
    claims: tuple[Claim, ...]
    office: str | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The IRIs of subject and object."""
        return self.triple.subject, str(self.triple.object)

    @property
    def certainty(self) -> Certainty:
        """How sure the surest of its sources is."""
        return self.claims[0].certainty

    def excludes(self, other: Link) -> bool:
        """Tell whether the two cannot both be so, by each of their sources."""
        return all(one.excludes(against) for one in self.claims for against in other.claims)


def links_of(
    conclusions: Conclusions, claims: Iterable[Claim] | None = None, relations: Container[str] | None = None
) -> tuple[Link, ...]:
    """Return all relations between entities and events that a claim states; denied ones stay out.

    Args:
        conclusions: Gives claims and entities.
        claims: The claims that count; all without them. A link has all its claims where all that mention one of
            its ends are among them.
        relations: IRIs of the relations that count; all without them.

    Tenures are contracted to a link from their holder. Literals, concepts, offices and sources are no ends.
    """
    found: dict[tuple[Triple, str | None], dict[str, Claim]] = defaultdict(dict)
    counting = conclusions.claims() if claims is None else claims
    for claim, triple, office in statements_of(conclusions, counting, relations):
        found[triple, office][claim.iri] = claim
    return tuple(
        Link(triple, surest_first(said.values()), office)
        for (triple, office), said in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def links_between(conclusions: Conclusions, one: str, other: str) -> tuple[Link, ...]:
    """Return the links between two nodes, given by their IRIs."""
    links = links_of(conclusions, conclusions.reader.mentioning_both(one, other))
    return tuple(link for link in links if set(link.ends) == {one, other})


def claims_behind(links: Iterable[Link]) -> Iterator[Claim]:
    """Yield the claims that state some links."""
    return (claim for link in links for claim in link.claims)


def statements_of(
    conclusions: Conclusions, claims: Iterable[Claim], relations: Container[str] | None = None
) -> Iterator[tuple[Claim, Triple, str | None]]:
    """Yield what claims state of two nodes, each time with the claim and, of a tenure, the IRI of the office.

    Args:
        conclusions: Gives the vocabulary, and the kinds of things.
        claims: The claims.
        relations: IRIs of the relations that count; all without them.
    """
    ontology = conclusions.ontology
    nodes = ontology.below(PAN + "Entity") - {PAN + "Tenure", PAN + "Office"}
    for claim in claims:
        if not claim.denied:
            for triple, office in _statements(claim):
                if relations is not None and triple.predicate not in relations:
                    continue
                ends = (triple.subject, str(triple.object))
                if nodes.issuperset(conclusions.entity(end).kind for end in ends):
                    yield claim, triple, office


def _statements(claim: Claim) -> Iterator[tuple[Triple, str | None]]:
    for triple in claim.triples:
        subject, relation, thing = triple
        if not isinstance(thing, str) or subject == thing or relation in _TENURE_PARTS:
            continue
        if relation != PAN + "of":
            yield triple, None
            continue
        offices = [office for office in claim.about(subject, PAN + "office") if isinstance(office, str)]
        for holder in claim.about(subject, PAN + "holder"):
            if isinstance(holder, str) and holder != thing:
                yield Triple(holder, relation, thing), offices[0] if offices else None
