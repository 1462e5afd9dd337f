"""The public names of `graph`: exactly what imports."""

import inspect
import typing
from pathlib import Path

import pytest

import graph
from graph import KnowledgeGraph


def test_all_is_what_imports_and_nothing_else() -> None:
    here = {
        name
        for name, value in vars(graph).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("graph.")
    }
    later = {name for names in graph._HOMES.values() for name in names.split()}
    assert graph.__all__ == sorted(here | later)
    with pytest.raises(AttributeError, match="no attribute 'Paths'"):
        _ = graph.Paths


def test_what_public_methods_return_is_public() -> None:
    import networkx as nx
    from pyoxigraph import Quad, Store
    from rdflib import Dataset

    public = {name: getattr(graph, name) for name in graph.__all__}
    later = {"nx": nx, "Dataset": Dataset, "Given": object, "Quad": Quad, "Store": Store}
    known = vars(graph.knowledge) | public | later
    methods = [m for name, m in inspect.getmembers(KnowledgeGraph, inspect.isfunction) if name[0] != "_"]
    assert len(methods) > 25
    for method in methods:
        for returned in _classes(typing.get_type_hints(method, known)["return"]):
            assert returned.__name__ in public, f"{method.__name__} returns {returned}"


def _classes(hint: object) -> set[type]:
    """Return the classes of this package in a type."""
    inside = typing.get_args(hint)
    if inside:
        return set().union(*map(_classes, inside))
    return {hint} if isinstance(hint, type) and hint.__module__.startswith("graph.") else set()


def test_the_package_is_typed() -> None:
    assert Path(graph.__path__[0], "py.typed").exists()


def test_every_public_name_is_explained() -> None:
    assert [name for name in graph.__all__ if not getattr(graph, name).__doc__] == []
