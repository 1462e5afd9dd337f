"""Panmunjom: claims about Korean Peninsula diplomacy, and what they amount to.

>>> from graph import open_graph
>>> open_graph().entity("김정은").label()
'Kim Jong-un'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.conclusions.cards import Attendance, Card
    from graph.conclusions.datings import Dating
    from graph.conclusions.disagreements import Disagreement, Reading
    from graph.conclusions.events import Conclusion, Event, Participation, Placing
    from graph.conclusions.gatherings import Gathering, Presence
    from graph.conclusions.occasions import Occasion
    from graph.conclusions.places import Position
    from graph.conclusions.status import Step
    from graph.conclusions.tenures import Grade, Holding, Tenure
    from graph.conclusions.terms import OfficeTerm
    from graph.conclusions.when import Basis, When
    from graph.errors import (
        AmbiguousNameError,
        DataError,
        DataWarning,
        DeadlineError,
        EmptyLensError,
        ExportError,
        ForbiddenQueryError,
        HiddenError,
        LensError,
        NetworkError,
        NoPathError,
        PanmunjomError,
        ParameterError,
        PathError,
        QueryError,
        QuerySyntaxError,
        RankError,
        RemoteError,
        SearchLimitError,
        UnknownNameError,
        UnknownTermWarning,
    )
    from graph.knowledge import KnowledgeGraph, build_graph, open_graph
    from graph.model.claims import Claim, Statement, Triple, Value
    from graph.model.dates import Span
    from graph.model.entities import Entity, Label
    from graph.model.lens import Lens
    from graph.model.sources import Publisher, Source
    from graph.model.terms import OntologyTerm
    from graph.model.vocabulary import Certainty, Remark, Stage, Status
    from graph.names.finding import Resolution
    from graph.names.part_matches import Hit
    from graph.network.causes import Branch, Explanation
    from graph.network.changes import Changes, Move
    from graph.network.communities import Communities, Community
    from graph.network.connections import Connection
    from graph.network.cuts import Cut
    from graph.network.footing import Footing
    from graph.network.layers import Layers
    from graph.network.links import Link
    from graph.network.neighbourhood import Neighbour
    from graph.network.paths import Filters, Hop, Path
    from graph.network.ranks import Loss, Ranking, SourceLoss, Standing
    from graph.page import Answer, Page, Tour
    from graph.spark import Spark
    from graph.sparql.results import Row, Rows, Triples
    from graph.sparql.terms import Term

__all__ = [
    "AmbiguousNameError",
    "Answer",
    "Attendance",
    "Basis",
    "Branch",
    "Card",
    "Certainty",
    "Changes",
    "Claim",
    "Communities",
    "Community",
    "Conclusion",
    "Connection",
    "Cut",
    "DataError",
    "DataWarning",
    "Dating",
    "DeadlineError",
    "Disagreement",
    "EmptyLensError",
    "Entity",
    "Event",
    "Explanation",
    "ExportError",
    "Filters",
    "Footing",
    "ForbiddenQueryError",
    "Gathering",
    "Grade",
    "HiddenError",
    "Hit",
    "Holding",
    "Hop",
    "KnowledgeGraph",
    "Label",
    "Layers",
    "Lens",
    "LensError",
    "Link",
    "Loss",
    "Move",
    "Neighbour",
    "NetworkError",
    "NoPathError",
    "Occasion",
    "OfficeTerm",
    "OntologyTerm",
    "Page",
    "PanmunjomError",
    "ParameterError",
    "Participation",
    "Path",
    "PathError",
    "Placing",
    "Position",
    "Presence",
    "Publisher",
    "QueryError",
    "QuerySyntaxError",
    "RankError",
    "Ranking",
    "Reading",
    "Remark",
    "RemoteError",
    "Resolution",
    "Row",
    "Rows",
    "SearchLimitError",
    "Source",
    "SourceLoss",
    "Span",
    "Spark",
    "Stage",
    "Standing",
    "Statement",
    "Status",
    "Step",
    "Tenure",
    "Term",
    "Tour",
    "Triple",
    "Triples",
    "UnknownNameError",
    "UnknownTermWarning",
    "Value",
    "When",
    "build_graph",
    "open_graph",
]

_HOMES = {
    "graph.conclusions.cards": "Attendance Card",
    "graph.conclusions.datings": "Dating",
    "graph.conclusions.disagreements": "Disagreement Reading",
    "graph.conclusions.events": "Conclusion Event Participation Placing",
    "graph.conclusions.gatherings": "Gathering Presence",
    "graph.conclusions.occasions": "Occasion",
    "graph.conclusions.places": "Position",
    "graph.conclusions.status": "Step",
    "graph.conclusions.tenures": "Grade Holding Tenure",
    "graph.conclusions.terms": "OfficeTerm",
    "graph.conclusions.when": "Basis When",
    "graph.errors": (
        "AmbiguousNameError DataError DataWarning DeadlineError EmptyLensError ExportError "
        "ForbiddenQueryError HiddenError LensError NetworkError NoPathError PanmunjomError ParameterError "
        "PathError QueryError QuerySyntaxError RankError RemoteError SearchLimitError UnknownNameError "
        "UnknownTermWarning"
    ),
    "graph.knowledge": "KnowledgeGraph build_graph open_graph",
    "graph.model.claims": "Claim Statement Triple Value",
    "graph.model.dates": "Span",
    "graph.model.entities": "Entity Label",
    "graph.model.lens": "Lens",
    "graph.model.sources": "Publisher Source",
    "graph.model.terms": "OntologyTerm",
    "graph.model.vocabulary": "Certainty Remark Stage Status",
    "graph.names.finding": "Resolution",
    "graph.names.part_matches": "Hit",
    "graph.network.causes": "Branch Explanation",
    "graph.network.changes": "Changes Move",
    "graph.network.communities": "Communities Community",
    "graph.network.connections": "Connection",
    "graph.network.cuts": "Cut",
    "graph.network.footing": "Footing",
    "graph.network.layers": "Layers",
    "graph.network.links": "Link",
    "graph.network.neighbourhood": "Neighbour",
    "graph.network.paths": "Filters Hop Path",
    "graph.network.ranks": "Loss Ranking SourceLoss Standing",
    "graph.page": "Answer Page Tour",
    "graph.spark": "Spark",
    "graph.sparql.results": "Row Rows Triples",
    "graph.sparql.terms": "Term",
}
"""Public names, by the module that has them; each is imported when it is first asked for."""


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
