"""How people are written about: by initials, with titles and patronymics, in the cases of Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import prod

from graph.names.spelling import fold

HONORIFICS = frozenset(
    """
    mr mrs ms miss dr sir madam prof professor comrade marshal general gen admiral adm colonel col lt
    chairman chairwoman president premier minister ambassador secretary senator governor director
    г-н г-жа господин госпожа товарищ тов маршал генерал адмирал профессор
    президент председатель министр посол секретарь премьер губернатор директор
    씨 님 선생 박사 동지 원수 장군 대장 대통령 주석 총리 장관 차관 대사 위원장 서기 국무위원장
    총비서 의장 부장 외상 외무상
    """.split()
)
"""Titles and forms of address, folded; the names of offices are titles besides."""

FILLERS = frozenset("the a an of to in on at for with between and about в во на о об и с со между 의 와 과".split())
"""Words that tell nothing by themselves."""

_PATRONYMIC = re.compile(r"\w+(?:ович|евич|ич|овна|евна|ична|инична|ovich|evich|yevich|ovna|evna|yevna)")
_CASES = {
    "ого": "ыи ои ии", "его": "ии", "ому": "ыи ои ии", "ему": "ии",
    "ои": "а ая", "еи": "я ая", "ою": "а", "ею": "я",
    "ом": "0 о", "ем": "и ь е", "ым": "0 ыи", "им": "0 ии и",
    "а": "0 о", "я": "и ь", "у": "0 а о", "ю": "и ь я", "е": "0 а я и ь о", "ы": "а", "и": "а я ь",
}  # fmt: skip
"""For each ending of a folded name in another case, what the nominative ends in; 0 is nothing, and й is и."""

_STEM = 2
_MOST_FORMS = 20_000


def has_initials(name: str, text: str) -> bool:
    """Tell whether a text is a person's surname with initials, in either order.

    >>> has_initials("Сергей Викторович Лавров", "Лавров С.В."), has_initials("Sergey Lavrov", "V. Lavrov")
    (True, False)
    """
    letters, surname = _parted(text)
    if not letters or not surname:
        return False
    units = fold(name).split()
    if surname not in (units[0], units[-1]) or len(units) < 2:
        return False
    others = units[1:] if units[0] == surname else units[:-1]
    firsts = [word[0] for unit in others for word in unit.split("-")]
    return letters == firsts or letters[:1] == firsts


def surname_with_initials(text: str) -> str:
    """Return the surname, folded, of a text that is a surname with initials, else nothing.

    >>> surname_with_initials("Лавров С.В."), surname_with_initials("Sergey Lavrov")
    ('лавров', '')
    """
    letters, surname = _parted(text)
    return surname if letters else ""


def is_patronymic(word: str) -> bool:
    """Tell whether a word is a Russian patronymic.

    >>> is_patronymic("викторович"), is_patronymic("viktorovna"), is_patronymic("лавров")
    (True, True, False)
    """
    return _PATRONYMIC.fullmatch(word) is not None


def nominatives(text: str) -> Iterator[str]:
    """Yield what a folded Russian name may be in the nominative, without a patronymic.

    Forms that nobody bears do no harm.

    >>> "владимир путин" in nominatives("владимира путина"), "матвиенко" in nominatives("матвиенко")
    (True, True)
    """
    choices = [forms for word in text.split() if not any(map(is_patronymic, forms := list(_forms(word))))]
    if (
        prod(map(len, choices)) > _MOST_FORMS
    ):  # of a long name only the last words are inflected, as in «Ким Чен Ына»
        choices = [[forms[0]] for forms in choices[:-2]] + choices[-2:]
    yield from map(" ".join, product(*choices))


def _forms(word: str) -> list[str]:
    forms = [word]
    for ending, nominative in _CASES.items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _STEM:
            forms += [stem + other.removeprefix("0") for other in nominative.split()]
    return list(dict.fromkeys(forms))


def _parted(text: str) -> tuple[list[str], str]:
    """Part a text into initials and a surname."""
    letters: list[str] = []
    words: list[str] = []
    for word in re.findall(r"[^\W\d_][\w'’-]*", text):
        if len(word) == 1 or re.fullmatch(r"\w-\w", word):
            letters += fold(word).replace("-", " ").split()
        else:
            words.append(fold(word))
    return (letters, words[0]) if len(words) == 1 else ([], "")
