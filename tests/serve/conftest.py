"""Servers for the tests: one of the shipped data for all, and one of little data whose questions may take a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.serving import MINI, Running, running


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    with running("--workers", "2") as server:
        yield server


@pytest.fixture(scope="module")
def small() -> Iterator[Running]:
    """A server of little data whose questions may take a second."""
    with running(
        "--data", str(MINI), "--workers", "2", "--queue", "2", "--timeout", "4", "--memory", "200"
    ) as server:
        yield server
