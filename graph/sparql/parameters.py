"""From what a person gives for a parameter to the RDF term that stands for it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from pyoxigraph import Literal, NamedNode

from graph.errors import ParameterError, UnknownNameError
from graph.model.dates import iso_day
from graph.model.entities import Entity
from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN, XSD, Certainty, local
from graph.names.finding import Finder
from graph.names.references import is_in_data, source_named
from graph.names.similarity import nearest
from graph.sparql.named import BoundNode, Parameter, Query
from graph.store.reader import Reader

_SOURCE = PAN + "Source"
_PARTIAL = frozenset({"part", "romanised part", "within", "romanised within"})
"""How a name is recognised of which a text is but a part, or the other way round."""

Given = str | int | date | Entity | Certainty


def term(given: Given, parameter: Parameter, query: Query, finder: Finder) -> BoundNode:
    """Return the term for a value.

    Args:
        given: What was given: an entity or its name in any language, a day, a number, a certainty, a text.
        parameter: For which parameter.
        query: Whose parameter it is.
        finder: Knows the names.

    Raises:
        ParameterError: The value is not of the parameter's kind, or class.
        UnknownNameError: Nothing bears the name.
        AmbiguousNameError: Several things of the class bear the name.
    """
    try:
        match parameter.kind:
            case "entity":
                return NamedNode(_entity(given, parameter, finder))
            case "date":
                return Literal(_given_day(given).isoformat(), datatype=NamedNode(XSD + "date"))
            case "integer":
                return Literal(int(str(given)))
            case "certainty":
                return NamedNode(PAN + Certainty.parse(str(given)).name.capitalize())
            case "text":
                return Literal(str(given))
    except ParameterError:
        raise
    except ValueError as error:
        raise ParameterError(f"parameter {parameter.name!r}: {error}; {query.offer()}") from None


def kinds_of(parameter: Parameter, ontology: Ontology) -> frozenset[str] | None:
    """Return the IRIs of the kinds that a parameter takes, those below its classes included; None for all.

    Raises:
        ParameterError: The ontology has no such class.
    """
    if not parameter.classes:
        return None
    known = ontology.below(PAN + "Entity") | ontology.below(_SOURCE)
    for name in parameter.classes:
        if PAN + name not in known:
            near = nearest(name, map(local, known), most=1)
            advice = f"; did you mean {near[0]}?" if near else ""
            raise ParameterError(f"parameter {parameter.name!r}: {name} is no class of the ontology{advice}")
    return frozenset().union(*(ontology.below(PAN + name) for name in parameter.classes))


def values_of(parameter: Parameter, reader: Reader) -> list[str]:
    """Return the names of all that a parameter takes which takes an entity, and slugs of sources."""
    if parameter.kind != "entity":
        return []
    kinds = kinds_of(parameter, reader.ontology)
    names = [label.text for iri, label, _ in reader.names() if kinds is None or reader.entity(iri).kind in kinds]
    if kinds is None or _SOURCE in kinds:
        names += [local(source.iri) for source in reader.sources()]
    return names


def _entity(given: Given, parameter: Parameter, finder: Finder) -> str:
    """Return the IRI of what is meant, which must be of the parameter's class."""
    kinds = kinds_of(parameter, finder.reader.ontology)
    if isinstance(given, Entity):
        return _of_kind(given, kinds, parameter, finder)
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is no name")
    if "://" in given:
        return _of_kind(finder.reader.entity(given.strip("<>")), kinds, parameter, finder)
    if kinds is not None and kinds <= finder.reader.ontology.below(_SOURCE):
        return source_named(given, finder.reader).iri
    found = finder.find(given) if kinds is not None else ()
    if kinds is not None and found and found[0].how not in _PARTIAL:
        fitting = [resolution.entity for resolution in found if resolution.entity.kind in kinds]
        _of_kind((fitting or [found[0].entity])[0], kinds, parameter, finder)
    try:
        return finder.resolve(given, kinds).entity.iri
    except UnknownNameError:
        if kinds is None or _SOURCE in kinds:
            with suppress(UnknownNameError):
                return source_named(given, finder.reader).iri
        raise


def _of_kind(entity: Entity, kinds: frozenset[str] | None, parameter: Parameter, finder: Finder) -> str:
    """Return the IRI of an entity of one of some kinds; what is not in the data is of no kind, and passes."""
    if kinds is None or entity.kind in kinds or not is_in_data(entity.iri, finder.reader):
        return entity.iri
    label = finder.reader.ontology.label
    *most, last = (label(PAN + name) for name in parameter.classes)
    needed = f"{', '.join(most)} or {last}" if most else last
    is_ = f"{entity.label()} is none, but of the kind {label(entity.kind)}"
    raise ParameterError(f"parameter {parameter.name!r} takes {needed}; {is_}")


def _given_day(given: Given) -> date:
    try:
        return given if isinstance(given, date) else iso_day(str(given))
    except ValueError:
        raise ValueError(f"{given!r} is no day; write YYYY-MM-DD") from None
