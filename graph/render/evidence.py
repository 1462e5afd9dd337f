"""Where a statement stands: certainty, who reports it, source and place, on one line."""

from __future__ import annotations

from collections.abc import Iterable

from graph.conclusions.alternatives import alternatives_of
from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Claim, surest_first
from graph.model.vocabulary import local, slug
from graph.render.states import certainty_of
from graph.render.words import words


def cite_place(claim: Claim) -> str:
    """Return source and place of a claim, such as `valdai-2019-04-20 ¶8`."""
    return f"{local(claim.source.iri)} {_place(claim)}".strip()


def cite_claim(claim: Claim) -> str:
    """Return claim, source and place: `valdai-2019-04-20/23 ¶8`, or with the source before a dossier's claim."""
    number, source = claim_number(claim), local(claim.source.iri)
    own_file = number.startswith(f"{source}/")
    return f"{number} {_place(claim)}".strip() if own_file else f"{cite_place(claim)} [{number}]"


def evidence(claims: Iterable[Claim], conclusions: Conclusions, language: str = "en", *, most: int = 3) -> str:
    """Return what backs a statement, the surest first, long lists folded.

    Args:
        claims: The claims that state it.
        conclusions: Names those who report it, and knows what may be so instead.
        language: In which they are named.
        most: How many to write out.
    """
    claims = surest_first(claims)
    shown = [qualified_claim(claim, conclusions, language) for claim in claims[:most]]
    rest = len(claims) - len(shown)
    return "; ".join(shown) + (f"; {words(language)['more_claims'].format(rest)}" if rest else "")


def qualified_claim(claim: Claim, conclusions: Conclusions, language: str = "en") -> str:
    """Return how sure a claim is, who reports it, where it stands, and what may be so instead:
    `asserted · valdai-2019-04-20/23 ¶8`."""
    parts = [_qualified(claim, conclusions, language), *reported_by(claim, conclusions, language)]
    return " · ".join([*parts, cite_claim(claim), *or_else(claim, conclusions, language)])


def reported_by(claim: Claim, conclusions: Conclusions, language: str = "en") -> list[str]:
    """Return whom the source of a claim cites, in one text, or nothing."""
    names = ", ".join(reporters(claim, conclusions, language))
    return [words(language)["told_by"].format(names)] if names else []


def reporters(claim: Claim, conclusions: Conclusions, language: str = "en") -> list[str]:
    """Return whom the source of a claim cites, those without a name in the curators' words."""
    named = [conclusions.entity(iri).label(language) for iri in claim.reported_by]
    return named + ([claim.reported_by_text] if claim.reported_by_text else [])


def or_else(claim: Claim, conclusions: Conclusions, language: str = "en") -> list[str]:
    """Return what may be so instead of a claim, in the curators' words."""
    others = alternatives_of(claim, conclusions.reader)
    return [words(language)["or_else"].format(f"{other.comment} [{claim_number(other)}]") for other in others]


def conditions(claim: Claim, conclusions: Conclusions, language: str = "en") -> list[str]:
    """Return what would have to be the case for a claim; of several, any one."""
    given = [conclusions.entity(iri).label(language) for iri in claim.conditions]
    return given + ([claim.condition_text] if claim.condition_text else [])


def conditional(text: str, claim: Claim, conclusions: Conclusions, language: str = "en") -> str:
    """Return a text with the conditions of a claim behind it, where there are any."""
    given = conditions(claim, conclusions, language)
    told = words(language)
    return f"{text} · {told['if'].format(told['or'].join(given))}" if given else text


def said_when(claim: Claim) -> str:
    """Write when something was said; of a page without any date only the day of reading is known."""
    if claim.source.is_background:
        return ""
    dated = claim.as_of or claim.source.published or claim.source.written
    return claim.said if dated else f"read {claim.said}"


def claim_number(claim: Claim) -> str:
    """Return the claim's name as commands take it, such as `valdai-2019-04-20/23`."""
    return slug(claim.iri).removeprefix("claim/")


def _place(claim: Claim) -> str:
    return f"¶{claim.paragraph}" if claim.paragraph is not None else claim.locator or ""


def _qualified(claim: Claim, conclusions: Conclusions, language: str) -> str:
    told, sure = words(language), certainty_of(claim.certainty, conclusions.ontology, language)
    if claim.denied:
        sure = told["denied_how"].format(sure)
    return f"{sure} {told['as_of_day'].format(claim.as_of)}" if claim.as_of else sure
