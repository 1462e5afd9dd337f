"""Panmunjom: claims about Korean Peninsula diplomacy, and what they amount to.

>>> from graph import open_graph
>>> open_graph().entity("김정은").label()
'Kim Jong-un'
"""

from graph.cards import Attendance, Card
from graph.claims import Claim, Source, Statement, Triple, Value
from graph.dates import Span
from graph.datings import Dating
from graph.disagreements import Disagreement, Reading
from graph.entities import Entity, Label
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
from graph.events import Event, Participation, Placing, Step
from graph.finding import Resolution
from graph.knowledge import KnowledgeGraph, open_graph
from graph.lens import Lens
from graph.results import Row, Rows, Term, Triples
from graph.tenures import Tenure
from graph.vocabulary import Certainty, Status

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
