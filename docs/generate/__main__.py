"""Write what of the documentation is generated anew: `python docs/generate`; with `--check`, only name what is stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import answers  # noqa: E402
import commands  # noqa: E402
import dataset  # noqa: E402
import ends  # noqa: E402
import modules  # noqa: E402
import records  # noqa: E402
import terms  # noqa: E402

import queries  # noqa: E402
from graph.knowledge import KnowledgeGraph, open_graph  # noqa: E402


@cache
def shipped() -> KnowledgeGraph:
    """Return the graph of all shipped claims."""
    return open_graph()


WRITERS: dict[str, Callable[[], str]] = {
    "data/dataset.ttl": lambda: dataset.dataset(shipped()),
    "CITATION.cff": lambda: dataset.citation(shipped()),
    "data/shapes-of-ends.ttl": ends.shapes,
    "docs/commands.md": commands.reference,
    "docs/json.md": records.reference,
    "docs/ontology.md": terms.reference,
    "docs/queries.md": queries.reference,
    "docs/reference.md": modules.reference,
}
"""What writes each page that is generated whole."""


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each generated page with what it should be."""
    for name, written in WRITERS.items():
        yield ROOT / name, written()
    for page in answers.PAGES:
        yield page, answers.answered(page.read_text(encoding="utf-8"))


def stale_pages() -> list[tuple[Path, str]]:
    """Return the generated pages that are not what they should be, with that."""
    return [(page, text) for page, text in pages() if not page.exists() or page.read_text(encoding="utf-8") != text]


if __name__ == "__main__":
    stale = stale_pages()
    if "--check" in sys.argv:
        sys.exit(
            "\n".join(f"{page.relative_to(ROOT)} is stale; run: python docs/generate" for page, _ in stale) or 0
        )
    for page, text in stale:
        page.write_text(text, encoding="utf-8")
