"""Who held an office, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from graph.conclusions.conclusions import Conclusions
from graph.model.entities import Entity
from graph.render.dates import day_of
from graph.render.evidence import evidence
from graph.render.lines import Line, Run, line


def list_holders(
    office: Entity, of: Entity | None, conclusions: Conclusions, language: str = "en", most: int | None = None
) -> Iterator[Line]:
    """Yield who held an office, for one state or body or for any, by time; of many the latest."""
    tenures = [t for t in conclusions.tenures_of(office.iri) if t.holder and of in {None, t.of}]
    if of and len(tenures) < 2:  # whose card follows
        return
    where = f", {of.label(language)}" if of else ""
    yield line(Run(f"{office.label(language)}{where}", "title"), Run(f"  {len(tenures)}", "dim"))
    for tenure in tenures[-most if most else 0 :]:
        holder = tenure.holder.label(language) if tenure.holder else ""
        whose = f", {tenure.of.label(language)}" if tenure.of and not of else ""
        said = evidence(tenure.claims, conclusions, language, most=1)
        yield line(
            Run(f"{day_of(tenure.when, language)}  ", "date"), f"{holder}{whose}", Run(f"  {said}", "dim"), indent=2
        )
    yield Line()
