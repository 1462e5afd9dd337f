"""Panmunjom: claims about Korean Peninsula diplomacy, and what they amount to.

>>> from graph import open_graph
>>> open_graph().entity("김정은").label()
'Kim Jong-un'
"""

from graph.conclusions.cards import Attendance, Card
from graph.conclusions.datings import Dating
from graph.conclusions.disagreements import Disagreement, Reading
from graph.conclusions.events import Event, Participation, Placing, Step
from graph.conclusions.tenures import Tenure
from graph.errors import (
    AmbiguousNameError,
    DataError,
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
from graph.model.claims import Claim, Source, Statement, Triple, Value
from graph.model.dates import Span
from graph.model.entities import Entity, Label
from graph.model.lens import Lens
from graph.model.vocabulary import Certainty, Status
from graph.names.finding import Resolution
from graph.sparql.results import Row, Rows, Term, Triples

__all__ = [
    "AmbiguousNameError",
    "Attendance",
    "Card",
    "Certainty",
    "Claim",
    "DataError",
    "Dating",
    "DeadlineError",
    "Disagreement",
    "EmptyLensError",
    "Entity",
    "Event",
    "ExportError",
    "ForbiddenQueryError",
    "KnowledgeGraph",
    "Label",
    "Lens",
    "LensError",
    "NetworkError",
    "NoPathError",
    "PanmunjomError",
    "ParameterError",
    "Participation",
    "PathError",
    "Placing",
    "QueryError",
    "QuerySyntaxError",
    "RankError",
    "Reading",
    "Resolution",
    "Row",
    "Rows",
    "SearchLimitError",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Step",
    "Tenure",
    "Term",
    "Triple",
    "Triples",
    "UnknownNameError",
    "UnknownTermWarning",
    "Value",
    "open_graph",
]
