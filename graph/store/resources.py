"""Where the shipped data and queries lie: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the folder of shipped files with the given name.

    Args:
        name: `"data"` or `"queries"`.

    >>> (shipped("data") / "ontology.ttl").exists()
    True
    """
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def shipped_claims() -> tuple[Path, ...]:
    """Return the folders of the shipped claims and of the names of what they speak of."""
    return shipped("data") / "identity", shipped("data") / "claims"
