"""One key for a name in Hangul, in Latin letters and in Cyrillic, whatever system spelt it.

No table turns every spelling into one right form: *Jong* is 종 or 정, *Чен* is 정 or 전, *Chung* is 정 or 중.
So a spelling is read as the Korean letters it **may** stand for, and two spellings agree when every pair of
letters has one in common: *Jong* and *Чен* share 정, *Jong-un* and *Jong-il* share nothing.

Three archaic letters serve the sounds that Korean lacks: ㅸ for v and w, ㅿ for z, ㆄ for f. With them Russian
names go through the same tables, so that *Лавров* agrees with *Lawrow*. A w before a Korean vowel is ㅸ too
(ㅘ = ㅸㅏ), because Russian writes it *в*.

Where the tables come from:

* Hangul: the arithmetic of the Unicode Standard, section 3.12 "Conjoining Jamo Behavior".
* Latin: Revised Romanization (Republic of Korea, 2000), McCune-Reischauer (1939) without its marks, the DPRK's
  system (1992), and the spellings people choose for themselves (*Lee, Park, Young, Moon, Suh, Myung*);
  Russian by BGN/PCGN, with *j* and *c* of the scholarly system.
* Cyrillic: the Kontsevich system, and the older habit of е for ㅓ and ㅕ (*Ким Ир Сен*).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

_ONSETS = "ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ  ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ")
_NUCLEI = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅸㅏ ㅸㅐ ㅸㅔ ㅛ ㅜ ㅸㅓ ㅸㅔ ㅸㅣ ㅠ ㅡ ㅢ ㅣ".split(" ")
_CODAS = " ㄱ ㄱ ㄱ ㄴ ㄴ ㄴ ㄷ ㄹ ㄱ ㅁ ㄹ ㄹ ㄹ ㅂ ㄹ ㅁ ㅂ ㅂ ㄷ ㄷ ㅇ ㄷ ㄷ ㄱ ㄷ ㅂ ㄷ".split(" ")

# Each row: patterns parted by spaces, then the letters they may stand for; a space parts letter from letter.
# Where several patterns fit, the longest is taken, so a condition such as (?!g) goes before the bare letter.
_LATIN = (
    ("g", "ㄱ"),
    ("k q c ck", "ㄱㅋ"),
    ("n", "ㄴ"),
    ("ng", "ㅇ"),
    ("d", "ㄷ"),
    ("t", "ㄷㅌ"),
    ("th", "ㅌ"),
    ("r l rh", "ㄹ"),
    ("m", "ㅁ"),
    ("b", "ㅂ"),
    ("p", "ㅂㅍ"),
    ("ph", "ㅍ"),
    ("s sh sch", "ㅅ"),
    ("j dj dzh chzh", "ㅈ"),
    ("ch tch ts tz c(?=[eiy]) tc(?=[eiy])", "ㅈㅊ"),
    ("chh chkh", "ㅊ"),
    ("h kh", "ㅎ"),
    ("h(?![aeiouyw])", ""),
    ("v w", "ㅸ"),
    ("wh", "ㅎ ㅸ"),
    ("z zh", "ㅿ"),
    ("f", "ㆄ"),
    ("x", "ㄱㅋ ㅅ"),
    ("a", "ㅏ"),
    ("ae ai ay(?![aeiou])", "ㅐ"),
    ("ya", "ㅑ"),
    ("yae", "ㅒ"),
    ("ia iya", "ㅣ ㅏㅑ"),
    ("eo uh(?![aeiouyw])", "ㅓ"),
    ("o", "ㅓㅗ"),
    ("u", "ㅜㅡ"),
    ("u(?=ng) u(?=[klmnp](?![aeiouyw]))", "ㅜㅡㅓ"),  # Chung, Chul: but Su is never 서
    ("oo wu woo", "ㅜ"),
    ("ou", "ㅜㅡㅓㅗ"),
    ("eu", "ㅡ"),
    ("e", "ㅔㅐㅖ"),
    ("ei ey(?![aeiou])", "ㅔ"),
    ("ye", "ㅖㅔㅕ"),
    ("en(?!g)", "ㅔㅐㅖㅓㅕ ㄴㅇ"),  # hardly a Korean syllable: Russian spelling in Latin letters, Kim Chen Un
    ("yen(?!g)", "ㅖㅔㅕ ㄴㅇ"),
    ("yeo", "ㅕ"),
    ("yo", "ㅕㅛ"),
    ("you yu", "ㅕㅠ"),
    ("yoo", "ㅠ"),
    ("i ii ee yi iy(?![aeiou])", "ㅣㅢ"),
    ("y yy", "ㅣㅢㅡ"),
    ("ui eui uy(?![aeiou])", "ㅢ"),
    ("oe oi oy(?![aeiou])", "ㅸ ㅔ"),
)
_CYRILLIC = (
    ("г ґ", "ㄱ"),
    ("к", "ㄱㅋ"),
    ("кх", "ㅋ"),
    ("н", "ㄴㅇ"),
    ("д", "ㄷ"),
    ("т", "ㄷㅌ"),
    ("тх", "ㅌ"),
    ("р л", "ㄹ"),
    ("м", "ㅁ"),
    ("б", "ㅂ"),
    ("п", "ㅂㅍ"),
    ("пх", "ㅍ"),
    ("с ш", "ㅅ"),
    ("чж дж", "ㅈ"),
    ("ч ц", "ㅈㅊ"),
    ("чх", "ㅊ"),
    ("щ", "ㅅ ㅈㅊ"),
    ("х", "ㅎ"),
    ("в", "ㅸ"),
    ("ж з", "ㅿ"),
    ("ф", "ㆄ"),
    ("[ьъ]", ""),
    ("а", "ㅏ"),
    ("ай аи", "ㅐ"),
    ("я", "ㅑ"),
    ("йя", "ㅒ"),
    ("ия", "ㅣ ㅏㅑ"),
    ("о", "ㅓㅗ"),
    ("у", "ㅜ"),
    ("ы", "ㅡ"),
    ("э", "ㅔㅐㅖ"),
    ("ей эй", "ㅔ"),
    ("е є йе", "ㅔㅐㅖㅓㅕ"),
    ("ё", "ㅕㅛㅔㅗ"),
    ("йо", "ㅕㅛ"),
    ("ю йу", "ㅠ"),
    ("и і ї ий", "ㅣㅢ"),
    ("ый уй", "ㅢ"),
    ("ой", "ㅸ ㅔ"),
)

# Surnames that drop or change their first sound in the South, and the one spelt with a mute letter.
_SURNAMES = {
    **dict.fromkeys(["이", "i", "yi", "и"], "리"),
    **dict.fromkeys(["노", "no", "noh", "но"], "로"),
    **dict.fromkeys(["유", "yu", "yoo", "ю"], "류"),
    **dict.fromkeys(["임", "im", "yim", "им"], "림"),
    **dict.fromkeys(["나", "na", "на"], "라"),
    **dict.fromkeys(["양", "yang", "ян"], "량"),
    "park": "박",
}

# Joined syllables that can be parted in two ways, a j that is y in Slavic names, and the mute e of Poutine.
_RESPELLINGS = (
    (re.compile(r"ng(?=[aeiouyw])"), "n-g"),
    (re.compile(r"ui(?=[klmnp]\b)"), "u-i"),
    (re.compile(r"(?<=[aeiouy])j"), "y"),
    (re.compile(r"(?<=in)e\b"), ""),
)
_DOUBLED = re.compile(r"([bdfgjklpqrstvzбвгджзклпрстф])\1")
_HANGUL = re.compile(r"[가-힣]")
_PLAIN = str.maketrans("ㅋㅌㅍㅊㅇ" + "ㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅢㅣ", "ㄱㄷㅂㅈㄴ" + "ㅏ" * 14)


@cache
def letters(word: str) -> tuple[str, ...]:
    """Read one word, lower-case and without accents, as the Korean letters it may stand for.

    A letter that no table knows, such as a digit, stands for itself.

    >>> letters("정"), letters("jong"), letters("чен")
    (('ㅈ', 'ㅓ', 'ㅇ'), ('ㅈ', 'ㅓㅗ', 'ㅇ'), ('ㅈㅊ', 'ㅔㅐㅖㅓㅕ', 'ㄴㅇ'))
    """
    pattern, values = _compiled_tables()
    spelt = _DOUBLED.sub(r"\1", _HANGUL.sub(_decompose, word))
    found: list[str] = []
    for match in pattern.finditer(spelt):
        found += values[match.lastindex - 1].split() if match.lastindex else [match.group()]
    return tuple(found)


def skeleton(read: Sequence[str]) -> str:
    """Return what agreeing spellings have in common: plain consonants, and ㅏ for any vowel.

    >>> skeleton(letters("jong")), skeleton(letters("чен"))
    ('ㅈㅏㄴ', 'ㅈㅏㄴ')
    """
    return "".join(letter[0] for letter in read).translate(_PLAIN)


def agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two spellings can stand for the same name: every pair of letters shares one.

    >>> agree(letters("jong"), letters("чен")), agree(letters("jong"), letters("chang"))
    (True, False)
    """
    return len(one) == len(other) and all(not set(a).isdisjoint(b) for a, b in zip(one, other, strict=True))


def with_surname(words: Sequence[str], alone: bool = True) -> list[str]:
    """Give the surname its northern form, and part it from a Hangul name that stands alone.

    >>> with_surname(["이용호"]), with_surname(["yi", "su", "yong"])
    (['리', '용호'], ['리', 'su', 'yong'])
    """
    first, *rest = words
    if alone and 2 <= len(first) <= 3 and all(map(_HANGUL.match, first)):
        first, rest = first[0], [first[1:], *rest]
    return [_SURNAMES.get(first, first), *rest]


def respellings(text: str) -> Iterator[str]:
    """Yield the text, then the other ways to part its syllables.

    >>> list(respellings("ri songwon"))
    ['ri songwon', 'ri son-gwon']
    """
    told: dict[str, None] = {}
    for choice in product((False, True), repeat=len(_RESPELLINGS)):
        spelt = text
        for use, (pattern, other) in zip(choice, _RESPELLINGS, strict=True):
            spelt = pattern.sub(other, spelt) if use else spelt
        told[spelt] = None
    yield from told


def _decompose(syllable: re.Match[str]) -> str:
    number = ord(syllable.group()) - ord("가")
    return _ONSETS[number // 588] + _NUCLEI[number % 588 // 28] + _CODAS[number % 28]


@cache
def _compiled_tables() -> tuple[re.Pattern[str], list[str]]:
    """Compile the tables into one pattern, late because it costs more than most look-ups."""
    rows = [(pattern, value) for patterns, value in _LATIN + _CYRILLIC for pattern in patterns.split()]
    rows.sort(key=lambda row: -len(row[0]))
    return re.compile("|".join(f"({pattern})" for pattern, _ in rows) + "|."), [value for _, value in rows]
