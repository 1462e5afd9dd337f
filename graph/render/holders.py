"""Who held an office, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.tenures import Tenure, untold_before
from graph.model.entities import Entity
from graph.render.dates import dated, day_of
from graph.render.evidence import evidence
from graph.render.lines import Line, Run, line
from graph.render.words import words


def list_holders(
    office: Entity, of: Entity | None, conclusions: Conclusions, language: str = "en", most: int | None = None
) -> Iterator[Line]:
    """Yield who held an office, for one state or body or for any, by time; of many the latest.

    Where one person holds it at a time, it is told when nobody is known to have held it, and whose end is not.
    """
    tenures = [t for t in conclusions.tenures_of(office.iri) if t.holder and of in {None, t.of}]
    if of and len(tenures) < 2:  # whose card follows
        return
    where = f", {of.label(language)}" if of else ""
    yield line(Run(f"{office.label(language)}{where}", "title"), Run(f"  {len(tenures)}", "dim"))
    one_at_a_time = bool(of) and office.single_holder
    untold = untold_before(tenures) if one_at_a_time else {}
    for tenure in tenures[-most if most else 0 :]:
        if stretch := untold.get(tenure.entity.iri):
            told = words(language)["not_told"].format(dated(stretch, language))
            yield line(Run(told, "dim"), indent=2)
        end_untold = one_at_a_time and tenure.is_open and tenure != tenures[-1]
        beside = [beside_term(tenure, language, end_untold=end_untold)]
        beside.append(evidence(tenure.claims, conclusions, language, most=1))
        yield line(
            Run(f"{day_of(tenure.when, language)}  ", "date"),
            tenure.holder.label(language) if tenure.holder else "",
            f", {tenure.of.label(language)}" if tenure.of and not of else "",
            Run(f"  {'  '.join(filter(None, beside))}", "dim"),
            indent=2,
        )
    yield Line()


def beside_term(tenure: Tenure, language: str, *, end_untold: bool = False) -> str:
    """Write who came before and after, where a date rests on that, and until when a term without end is known."""
    told = words(language)
    parts = [told["came_after"].format(tenure.before.label(language))] if tenure.before else []
    if tenure.after:
        seen = not (tenure.term.handed_over and tenure.term.handed_over.earliest)
        parts.append(told["gave_way_seen" if seen else "gave_way"].format(tenure.after.label(language)))
    if tenure.last_known:
        parts.append(told["last_known"].format(tenure.last_known))
    if end_untold:
        parts.append(told["end_not_told"])
    return "; ".join(parts)
