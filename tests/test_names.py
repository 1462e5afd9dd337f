"""What a person types, and which entity it names."""

import unicodedata
from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import KnowledgeGraph, UnknownNameError
from graph.model.entities import Entity
from graph.names.index import Names
from graph.names.table import Name

BASE = "https://w3id.org/panmunjom/"
LABELS = {  # enough to tell people apart, few enough to leave forms unseen
    "person/kim-jong-un": "Kim Jong-un | Kim Jong Un | Ким Чен Ын | 김정은",
    "person/kim-jong-il": "Kim Jong-il | Ким Чен Ир | 김정일",
    "person/kim-il-sung": "Kim Il-sung | Ким Ир Сен | 김일성",
    "person/kim-yo-jong": "Kim Yo-jong | Ким Ё Чжон | 김여정",
    "person/kim-yong-nam": "Kim Yong-nam | Ким Ён Нам | 김영남",
    "person/kim-yong-chol": "Kim Yong-chol | Kim Yong Chol | Ким Ён Чхоль | 김영철",
    "person/kim-chang-son": "Kim Chang-son | Ким Чхан Сон | 김창선",
    "person/ri-yong-ho": "Ri Yong-ho | Ли Ён Хо | 리용호",
    "person/ri-su-yong": "Ri Su-yong | 리수용",
    "person/ri-son-gwon": "Ri Son-gwon | Ли Сон Гвон | 리선권",
    "person/choe-son-hui": "Choe Son-hui | Choe Son Hui | Чхве Сон Хи | 최선희",
    "person/choe-ryong-hae": "Choe Ryong-hae | 최룡해",
    "person/choe-pu-il": "Choe Pu-il | 최부일",
    "person/pak-thae-song": "Pak Thae-song | 박태성",
    "person/moon-jae-in": "Moon Jae-in | Мун Чжэ Ин | 문재인",
    "person/ban-ki-moon": "Ban Ki-moon",
    "person/park-geun-hye": "Park Geun-hye | 박근혜",
    "person/kang-kyung-wha": "Kang Kyung-wha | 강경화",
    "person/wang-yi": "Wang Yi | Ван И | 왕이",
    "person/sergey-lavrov": "Sergey Lavrov | Сергей Лавров | 세르게이 라브로프",
    "person/valentina-matviyenko": "Valentina Matviyenko | Валентина Матвиенко",
    "person/vladimir-kolokoltsev": "Vladimir Kolokoltsev | Владимир Колокольцев",
    "person/vladimir-putin": "Vladimir Putin | Владимир Путин | 블라디미르 푸틴",
    "person/yury-ushakov": "Yury Ushakov | Юрий Ушаков",
    "person/sergei-shoigu": "Sergei Shoigu",
    "organisation/fefu": "Far Eastern Federal University | FEFU | Дальневосточный федеральный университет",
    "place/fefu-campus": "Campus of the Far Eastern Federal University",
    "state/dprk": "North Korea | КНДР | 북한",
    "place/pyongyang": "Pyongyang | P'yŏngyang | Пхеньян | 평양",
    "place/kaesong": "Kaesong | Кэсон | 개성",
    "office/foreign-minister": "Foreign Minister | Министр иностранных дел",
    "event/hanoi-summit-2019": "Hanoi summit | Ханойский саммит",
    "event/lavrov-in-dprk-2018": "Lavrov's visit to Pyongyang, May 2018",
    "event/kim-jong-un-in-russia-2019": "Kim Jong-un's visit to the Far Eastern Federal University",
    "event/kim-yong-nam-in-moscow": "Kim Yong-nam's visit to Moscow",
}


def name_table() -> Iterator[Name]:
    for path, texts in LABELS.items():
        for text in texts.split(" | "):
            script = unicodedata.name(text[0]).split()[0]
            language = {"LATIN": "en", "CYRILLIC": "ru", "HANGUL": "ko"}[script]
            alias = text in ("Kim Jong Un", "Kim Yong Chol", "Choe Son Hui", "P'yŏngyang", "FEFU")
            yield Name(text, language, BASE + path, preferred=not alias)


NAMES = Names(name_table())
ALL = list(name_table())


def found(text: str, names: Names = NAMES) -> list[str]:
    return [match.entity.removeprefix(BASE).partition("/")[2] for match in names.find(text)]


UNSEEN = """
    Gim Jeong-eun = kim-jong-un
    Kim Chŏngŭn = kim-jong-un
    Kim Jung-eun = kim-jong-un
    Kim Jong-oun = kim-jong-un
    Kim Chen Un = kim-jong-un
    Ким Чон Ын = kim-jong-un
    Kim Chŏngil = kim-jong-il
    Kim Ir Sen = kim-il-sung
    Gim Yeo-jeong = kim-yo-jong
    Ким Ёджон = kim-yo-jong
    Kim Young-nam = kim-yong-nam
    Ким Ен Нам = kim-yong-nam
    Gim Yeong-cheol = kim-yong-chol
    Kim Young-chul = kim-yong-chol
    Gim Chang-seon = kim-chang-son
    이용호 = ri-yong-ho
    Lee Yong-ho = ri-yong-ho
    I Yong-ho = ri-yong-ho
    Ри Ён Хо = ri-yong-ho
    이수용 = ri-su-yong
    Rhee Su-yong = ri-su-yong
    Ли Су Ён = ri-su-yong
    Ri Sŏn'gwŏn = ri-son-gwon
    Yi Songwon = ri-son-gwon
    Choi Son-hee = choe-son-hui
    Choe Seon-hui = choe-son-hui
    Choy Son Hi = choe-son-hui
    Цой Сон Хи = choe-son-hui
    Чхве Рён Хэ = choe-ryong-hae
    Ch'oe Puil = choe-pu-il
    Bak Tae-seong = pak-thae-song
    Пак Тхэ Сон = pak-thae-song
    Mun Chaein = moon-jae-in
    Pak Kŭnhye = park-geun-hye
    Пак Кын Хе = park-geun-hye
    Kang Gyeong-hwa = kang-kyung-wha
    Кан Гён Хва = kang-kyung-wha
    Sergej Lavrov = sergey-lavrov
    Sergei Lawrow = sergey-lavrov
    Valentina Matvijenko = valentina-matviyenko
    Matvienko = valentina-matviyenko
    Matviienko = valentina-matviyenko
    Kolokol'tsev = vladimir-kolokoltsev
    Vladimir Kolokolcev = vladimir-kolokoltsev
    Yuri Ushakov = yury-ushakov
    Юрий Викторович Ушаков = yury-ushakov
    Sergey Shoygu = sergei-shoigu
    Шойгу = sergei-shoigu
    Phyeongyang = pyongyang
    Gaeseong = kaesong
    S. Lavrov = sergey-lavrov
    Lavrov S. = sergey-lavrov
    Лавров С.В. = sergey-lavrov
    С. В. Лавров = sergey-lavrov
    Kim J.U. = kim-jong-un
    Kim Y.N. = kim-yong-nam
    Путина = vladimir-putin
    Путину = vladimir-putin
    Владимира Путина = vladimir-putin
    Ким Чен Ына = kim-jong-un
    Ким Чен Ыном = kim-jong-un
    Сергею Викторовичу Лаврову = sergey-lavrov
    Матвиенко = valentina-matviyenko
    Пхеньяна = pyongyang
    Poutine = vladimir-putin
    Vladimir Poutine = vladimir-putin
    KIM JONG UN = kim-jong-un
    PUTIN = vladimir-putin
"""


@pytest.mark.parametrize("case", [line.strip() for line in UNSEEN.strip().splitlines()])
def test_an_unseen_spelling_finds_its_entity(case: str) -> None:
    text, _, slug = case.partition(" = ")
    assert text not in {name.text for name in ALL}
    assert found(text) == [slug]


STRANGERS = (
    "Kim Jong Un's sister, sister of Kim Jong-un, KJU, PRK, S. Ushakov, Лавров А.А., Лавровой, Kim Jong-nam, Ким Чен Нам, 김정남, Kim Yong-chun, Kim Yeon-chul, 김연철, Kim Nam-yong, Kim Nam Yong, "
    "Kim Un-jong, Ri Yong-gil, 리영길, Ri Ho-yong, Ri So-yong, Ли Ён Гиль, Choe Son-ho, 최선호, Lavrin, "
    "Sergey Lavrentyev, Pak Tae-sam, President, Hanoi Hilton, 金正恩"
)


@pytest.mark.parametrize("text", STRANGERS.split(", "))
def test_a_stranger_is_nobody(text: str) -> None:
    assert found(text) == []


ALIKE = "kim-jong-un kim-jong-il kim-yo-jong kim-yong-nam kim-yong-chol kim-chang-son ri-yong-ho ri-su-yong"


@pytest.mark.parametrize("slug", ALIKE.split())
def test_people_with_like_names_are_told_apart_in_every_alphabet(slug: str) -> None:
    """Each is looked up by each of its names in a table that lacks its other ones."""
    own = [name for name in ALL if name.entity.endswith("/" + slug)]
    for asked in own:
        for kept in own:
            others = [name for name in ALL if name.entity != kept.entity]
            assert found(asked.text, Names([*others, kept])) == [slug], (asked.text, kept.text)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("kim-jong-un", "slug"),
        ("person/kim-jong-un", "slug"),
        ("person:kim-jong-un", "slug"),
        (BASE + "person/kim-jong-un", "slug"),
        (f"<{BASE}person/kim-jong-un>", "slug"),
        (" Kim Jong-un ", "label"),
        ("김정은", "label"),
        ("Kim Jong Un", "alias"),
        ("KIM  jongun", "folded"),
        ("Jong-un Kim", "folded"),
        (unicodedata.normalize("NFD", "김정은"), "folded"),
        ("김 정은", "folded"),
        ("\u202eKim\u200b Jong\x00-\x1bun\u200f", "folded"),
        ("Kim Jung-un", "romanised"),
        ("Jong-un", "part"),
        ("정은", "romanised part"),
        ("Marshal Kim Jong-un", "within"),
        ("Marshal Kim Jung-un", "romanised within"),
    ],
)
def test_the_stage_that_found_it_is_told(text: str, how: str) -> None:
    assert [(match.entity, match.how) for match in NAMES.find(text)] == [(BASE + "person/kim-jong-un", how)]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Lavrov", ["sergey-lavrov"]),
        ("лавров", ["sergey-lavrov"]),
        ("Lavrov, Sergey", ["sergey-lavrov"]),
        ("Лавров Сергей Викторович", ["sergey-lavrov"]),
        ("Sergej Viktorovich Lavrov", ["sergey-lavrov"]),
        ("Lavrov visit", ["lavrov-in-dprk-2018"]),
        ("Moon", ["moon-jae-in"]),
        ("Yi", ["wang-yi"]),
        ("Vladimir", ["vladimir-kolokoltsev", "vladimir-putin"]),
        ("Rhee", ["ri-son-gwon", "ri-su-yong", "ri-yong-ho"]),
        ("리", ["ri-son-gwon", "ri-su-yong", "ri-yong-ho"]),
        ("Kim Yong", ["kim-yong-chol", "kim-yong-nam"]),
        ("Far Eastern University", ["fefu"]),
        ("hanoi SUMMIT", ["hanoi-summit-2019"]),
        ("summit in Hanoi", ["hanoi-summit-2019"]),
        ("Foreign Minister", ["foreign-minister"]),
        ("Russian foreign minister", []),
        ("the North Korean leader", []),
        ("leader of North Korea", []),
        ("the Far Eastern Federal University", ["fefu"]),
    ],
)
def test_parts_of_names(text: str, slugs: list[str]) -> None:
    assert found(text) == slugs


@pytest.mark.parametrize("text", ["Kim", "KIM", "Gim", "김", "Ким"])
def test_kim_is_all_the_kims_and_nobody_else(text: str) -> None:
    kims = [path.partition("/")[2] for path in sorted(LABELS) if path.startswith("person/kim-")]
    assert len(kims) == 7
    assert found(text) == kims


@pytest.mark.parametrize(
    "text", ["", " ", "-", "'", "\u202e\u200f", "\x00", "…", "ь", "state/kim-jong-un", "Kim " * 2500]
)
def test_what_is_no_name_finds_and_suggests_nothing_strange(text: str) -> None:
    assert found(text) == []
    assert all(match.how == "similar" for match in NAMES.suggest(text))


def test_an_alias_of_two_entities_is_ambiguous_but_a_label_wins() -> None:
    table = [("Singapore", "x/a", True), ("Singapore", "x/b", False), ("Lion City", "y/b", True)]
    names = Names(Name(text, "en", entity, preferred) for text, entity, preferred in table)
    assert [(match.entity, match.how) for match in names.find("Singapore")] == [("x/a", "label")]
    assert [match.entity for match in names.find("singapore")] == ["x/a", "x/b"]
    assert [match.entity for match in names.find("b")] == ["x/b", "y/b"]


def test_likeness_suggests_and_never_finds() -> None:
    assert found("Sergey Lavrof") == []
    assert NAMES.suggest("Lavrof")[0].name.text == "Sergey Lavrov"
    assert [match.name.text for match in NAMES.suggest("Колокольтцов", limit=1)] == ["Владимир Колокольцев"]
    assert NAMES.suggest("qqqqqqqq") == ()


@given(st.sampled_from(ALL), st.randoms(use_true_random=False))
def test_any_label_finds_its_entity_whatever_its_dress(name: Name, random: Random) -> None:
    def dress(character: str) -> str:
        if character in " -":
            return random.choice([" ", "-", "  ", "\u00a0", "‑"])
        if character in "'’":
            return random.choice(["'", "’"])
        accent = random.choice(["", "", "\u0301"]) if character.isalpha() and character < "가" else ""
        return random.choice([character, character.upper(), character.lower()]) + accent

    assert name.entity in {match.entity for match in NAMES.find("".join(map(dress, name.text)))}


@pytest.mark.parametrize("name", ["http://[", "x://[", "http://a b", "https://%"])
def test_what_only_looks_like_an_address_is_an_unknown_name(mini: KnowledgeGraph, name: str) -> None:
    for asked in (mini.entity, mini.resolve):
        with pytest.raises(UnknownNameError):
            asked(name)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("blown up office", "Blowing up of the joint liaison office, June 2020"),
        ("blew up roads", "Blowing up of the cross-border roads and railways, October 2024"),
        ("подрыва бюро связи", "Blowing up of the joint liaison office, June 2020"),
        ("визитом Матвиенко", "Matviyenko's visit to the DPRK, 2018"),
    ],
)
def test_a_word_is_found_in_another_form(shipped: KnowledgeGraph, asked: str, found: str) -> None:
    hits = shipped.finder.search.search(asked)
    assert found in [hit.thing.label() for hit in hits if isinstance(hit.thing, Entity)]


def test_claims_are_found_by_another_form_of_an_irregular_verb(shipped: KnowledgeGraph) -> None:
    """The claim says that the North blew up the office."""
    hits = shipped.finder.search.told("blown up Kaesong")
    assert any(hit.thing.iri.endswith("inter-korean/297") for hit in hits)


@pytest.mark.parametrize("text", ["", " ", "a " * 10_000, "президент России " * 300])
def test_what_is_no_name_is_refused_at_once(text: str, shipped: KnowledgeGraph) -> None:
    assert shipped.find(text) == ()
    with pytest.raises(UnknownNameError) as error:
        shipped.resolve(text)
    assert len(str(error.value)) < 200


def test_half_a_character_is_no_name(mini: KnowledgeGraph) -> None:
    half = "An\ud800na"
    assert (mini.find(half), mini.search(half)) == ((), ())
    asks: list[Callable[[], object]] = [
        lambda: mini.entity(half), lambda: mini.card(half), lambda: mini.claims(half), lambda: mini.events(half),
        lambda: mini.why(half), lambda: mini.claim(f"mini/{half}"), lambda: mini.source(half),
        lambda: mini.entity(f"https://w3id.org/panmunjom/person/{half}"), lambda: mini.paths(half, half),
    ]  # fmt: skip
    for ask in asks:
        with pytest.raises(UnknownNameError):
            ask()
