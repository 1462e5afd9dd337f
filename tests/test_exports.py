"""The public names of `graph`: exactly what imports."""

from types import ModuleType

import graph


def test_all_is_what_imports_and_nothing_else() -> None:
    public = {
        name
        for name, value in vars(graph).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert graph.__all__ == sorted(public)


def test_every_public_name_is_explained() -> None:
    assert [name for name in graph.__all__ if not getattr(graph, name).__doc__] == []
