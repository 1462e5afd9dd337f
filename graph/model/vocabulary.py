"""The terms of `data/ontology.ttl` that the code itself relies on, and the usual prefixes."""

from __future__ import annotations

import re
from enum import Enum, IntEnum
from typing import Final

BASE: Final = "https://w3id.org/panmunjom/"
PAN: Final = BASE + "ontology#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/"

ENTITY_FOLDERS: Final = (
    "person state organisation group place office tenure event process situation issue measure trade project"
    " agreement commitment position"
).split()
"""The folders under the base IRI in which entities live."""

PREFIXES: Final[dict[str, str]] = {
    "pan": PAN,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "owl": OWL,
    "xsd": XSD,
    "edtf": EDTF,
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "source": BASE + "source/",
    "claim": BASE + "claim/",
    **{folder: f"{BASE}{folder}/" for folder in ENTITY_FOLDERS},
}
"""Prefixes that queries need not declare."""

_IRI = re.compile(r'<[^<>"{}|^`\\\s]*>')
_PREFIXED = re.compile(r"(?<![\w:?$-])([A-Za-z]\w*):")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)


def declarations(query: str) -> str:
    """Return the lines that declare those of `PREFIXES` that a query uses and does not declare.

    >>> declarations("PREFIX owl: <http://example.org/> SELECT * { ?one pan:of ?other ; owl:a ?b }")
    'PREFIX pan: <https://w3id.org/panmunjom/ontology#>\\n'
    """
    used = set(_PREFIXED.findall(_IRI.sub(" ", query))) - set(_DECLARED.findall(query))
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in used)


CODES: Final = frozenset({PAN + "iso", PAN + "singleHolder"})
"""Properties of the ontology that are identity, not claims."""

LANGUAGES: Final = ("en", "ru", "ko")


class Certainty(IntEnum):
    """How sure a source is of what it says; the higher, the surer.

    >>> Certainty.parse("reported") > Certainty.RUMOURED
    True
    """

    RUMOURED = 1
    CONDITIONAL = 2
    POSSIBLE = 3
    EXPECTED = 4
    REPORTED = 5
    APPARENT = 6
    ASSERTED = 7

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, text: str) -> Certainty:
        """Read a certainty from its name or its IRI.

        Raises:
            ValueError: The name is none of the seven; the message lists them.
        """
        try:
            return cls[text.rpartition("#")[2].upper()]
        except KeyError:
            known = ", ".join(str(level) for level in sorted(cls, reverse=True))
            raise ValueError(f"unknown certainty {text!r}; known, from surest down: {known}") from None


class Status(Enum):
    """How far an event, process or project has come; among equals the earlier member wins.

    What each means for whether the thing took place, its stage, stands in the ontology.
    """

    HELD = "Held"
    ONGOING = "Ongoing"
    NOT_HELD = "NotHeld"
    CANCELLED = "Cancelled"
    PLANNED = "Planned"
    PROPOSED = "Proposed"
    UNREALISED = "Unrealised"
    UNKNOWN = "Unknown"

    def __str__(self) -> str:
        return self.name.lower().replace("_", " ")


class Stage(Enum):
    """What a status means for whether a thing took place."""

    TOOK_PLACE = "TookPlace"
    LIES_AHEAD = "LiesAhead"
    CAME_TO_NOTHING = "CameToNothing"
    NEVER_PLANNED = "NeverPlanned"
    NOT_SAID = "NotSaid"


class Remark(Enum):
    """Why a status says more, or less, than a source does."""

    CONCLUDED = "Concluded"
    BEGUN = "Begun"
    NO_LATER_WORD = "NoLaterWord"
    OUTCOME_NOT_SAID = "OutcomeNotSaid"


def local(iri: str) -> str:
    """Return what stands behind the last `#` or `/` of an IRI.

    >>> local("https://w3id.org/panmunjom/ontology#visitor")
    'visitor'
    """
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


def slug(iri: str) -> str:
    """Return the IRI without the project's base.

    >>> slug("https://w3id.org/panmunjom/person/kim-jong-un")
    'person/kim-jong-un'
    """
    return iri.removeprefix(BASE)
