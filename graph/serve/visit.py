"""A visit: what an answer is given to work with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import ParameterError
from graph.serve.question import Question

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.render.records import Recorder


class Visit(NamedTuple):
    """A question with the graph that it is put to.

    Attributes:
        graph: The graph, seen through the question's lens.
        question: What is asked.
        form: The form of the answer, as `negotiation.FORMS` names it.
        fixed: Whether the address itself names the form.
        names: What the address names, part by part.
        opened: To be called before what may take long.
    """

    graph: KnowledgeGraph
    question: Question
    form: str
    fixed: bool = False
    names: tuple[str, ...] = ()
    opened: Callable[[], None] = lambda: None

    @property
    def language(self) -> str:
        """The language of the answer."""
        return self.question.language

    def required(self, name: str) -> str:
        """Return the value of a parameter.

        Raises:
            ParameterError: It is missing.
        """
        value = self.question.value(name)
        if value is None:
            raise ParameterError(f"the parameter {name!r} is missing; write ?{name}=…")
        return value

    @property
    def recorder(self) -> Recorder:
        """Makes records of answers."""
        from graph.render.records import Recorder

        return Recorder(self.graph.conclusions, self.language)
