"""Stems: what the forms of a word have in common, in English and Russian, lightly.

Only inflection is taken off, so that a stem begins the forms of its word. The Snowball stemmers go further, and
take as long to import as a whole look-up.
"""

from __future__ import annotations

import re
from functools import cache

_CYRILLIC = re.compile(r"[а-я]+")
_VOWEL = re.compile(r"[aeiouyаеиоуыэюя]")
_PLURAL = re.compile(r"(?:(?<=ch|sh|ss)es|(?<=[xzi])es|(?<![siu])s)$")
_ENGLISH = re.compile(r"(?:ing|ed|[eiy])$")
_RUSSIAN = re.compile(
    r"(?:ами|ями|ыми|ими|ого|его|ому|ему|ах|ях|ов|ев|ом|ем|ам|ям|ую|юю|ая|яя|ое|ее|ые|ие|ыи|ии|ои|еи|ых|их|ым|им"
    r"|али|ала|ало|или|ила|ило|ать|ить|ять|ана|ано|аны|ена|ено|ены|ает|ают|ит|ят|ал|ил|ан|ен|ли|ла|ло"
    r"|[аяоеуюыиь])$"
)
_LEAST, _LEAST_RUSSIAN = 3, 4
"""So many letters a stem has at least."""

_VERBS = """
begin began begun / blow blew blown / break broke broken / bring brought / build built / buy bought /
fall fell fallen / fight fought / fly flew flown / give gave given / grow grew grown / hold held / keep kept /
lead led / leave left / lose lost / make made / mean meant / meet met / pay paid / ride rode ridden / say said /
seek sought / sell sold / send sent / shoot shot / sink sank sunk / speak spoke spoken / spend spent /
take took taken / tell told / think thought / withdraw withdrew withdrawn / write wrote written
"""

_NOUNS = """
посол посла послу послом послы послов послам послами послах
"""
"""Nouns with a vowel that comes and goes."""


@cache
def _bases() -> dict[str, str]:
    """Return the infinitive of each form of an irregular verb, the nominative of each of an irregular noun."""
    words = (forms.split() for forms in f"{_VERBS}/{_NOUNS}".split("/"))
    return {form: forms[0] for forms in words for form in forms}


def stem(word: str) -> str:
    """Return what a folded word has in common with its other forms.

    >>> [stem(word) for word in ("blown", "blowing", "treaties", "treaty", "closed", "sanctions", "oil")]
    ['blow', 'blow', 'treat', 'treat', 'clos', 'sanction', 'oil']
    >>> [stem(word) for word in ("взорвали", "взорван", "санкциями", "санкции", "визита", "визит")]
    ['взорв', 'взорв', 'санкц', 'санкц', 'визит', 'визит']
    """
    word = _bases().get(word, word)
    if _CYRILLIC.fullmatch(word):
        found = _stripped(_RUSSIAN, word, _LEAST_RUSSIAN)
        return found.rstrip("и") if len(found) > _LEAST_RUSSIAN else found
    if not (word.isascii() and word.isalpha()):
        return word
    found = _stripped(_ENGLISH, _stripped(_PLURAL, word, _LEAST), _LEAST)
    doubled = word.endswith(("ing", "ed")) and found != word and found[-1] == found[-2] and found[-1] in "bdgmnprt"
    return found[:-1] if doubled else found


def stems(word: str) -> tuple[str, ...]:
    """Return what the forms of a folded word begin with, one of them at least.

    >>> stems("blown"), stems("sanctions")
    (('blow', 'blew'), ('sanction',))
    """
    base, first = _bases().get(word, word), stem(word)
    return first, *(form for form, of in _bases().items() if of == base and not form.startswith(first))


def _stripped(ending: re.Pattern[str], word: str, least: int) -> str:
    """Return a word without an ending, if enough of it remains."""
    found = ending.sub("", word)
    return found if len(found) >= least and _VOWEL.search(found) else word
