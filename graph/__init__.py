"""Panmunjom: claims about Korean Peninsula diplomacy, and what they amount to.

>>> from graph import open_graph
>>> open_graph().entity("김정은").label()
'Kim Jong-un'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph.conclusions.cards import Attendance, Card
from graph.conclusions.datings import Dating
from graph.conclusions.disagreements import Disagreement, Reading
from graph.conclusions.events import Conclusion, Event, Participation, Placing
from graph.conclusions.occasions import Gathering, Occasion, Presence
from graph.conclusions.places import Position
from graph.conclusions.status import Step
from graph.conclusions.tenures import Grade, Holding, OfficeTerm, Tenure
from graph.conclusions.when import Basis, When
from graph.errors import (
    AmbiguousNameError,
    DataError,
    DataWarning,
    DeadlineError,
    EmptyLensError,
    ExportError,
    ForbiddenQueryError,
    LensError,
    NetworkError,
    NoPathError,
    PanmunjomError,
    ParameterError,
    PathError,
    QueryError,
    QuerySyntaxError,
    RankError,
    SearchLimitError,
    UnknownNameError,
    UnknownTermWarning,
)
from graph.knowledge import KnowledgeGraph, open_graph
from graph.model.claims import Claim, Statement, Triple, Value
from graph.model.dates import Span
from graph.model.entities import Entity, Label
from graph.model.lens import Lens
from graph.model.sources import Publisher, Source
from graph.model.vocabulary import Certainty, Remark, Stage, Status
from graph.names.finding import Resolution

if TYPE_CHECKING:
    from graph.model.terms import OntologyTerm
    from graph.names.search import Hit
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
    "Resolution",
    "Row",
    "Rows",
    "SearchLimitError",
    "Source",
    "SourceLoss",
    "Span",
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
    "open_graph",
]

_LATER = {
    "graph.model.terms": "OntologyTerm",
    "graph.names.search": "Hit",
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
    "graph.sparql.results": "Row Rows Triples",
    "graph.sparql.terms": "Term",
}
"""Public names that are imported when they are first asked for, by the module that has them."""


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names.split():
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
