"""What buyers write: themes tied to the goods' real weaknesses, put into sentences in Chinese and English.

A theme is what a review is about ("zip breaks"). Every product has one flaw, drawn for each world; most complaints name it.
"""

from __future__ import annotations

from functools import cache

from shopworld import parameters
from shopworld.seeds import stream

LANGUAGES = ("en", "zh")
NAMES_THE_FLAW = 0.6
POSTER_SENTENCES = 4


@cache
def themes(name: str) -> list:
    """Return the rows of a theme file, `review_themes` or `question_themes`."""
    return list(parameters.table(name).itertuples())


def _themes() -> list:
    return themes("review_themes")


@cache
def _words() -> dict:
    return parameters.settings("review_words")


def suits(theme: object, product: str) -> bool:
    """Tell whether a theme (a row of a theme file) can be said of a product."""
    return theme.products == "all" or product in theme.products.split()


def flaws(seed: int) -> dict[str, str]:
    """Return every product's real weakness, the theme that most complaints name: code → theme."""
    goods = parameters.table("products")
    u = stream(seed, "reviews", 1).random(len(goods))
    found = {}
    for product, draw in zip(goods.itertuples(), u.tolist(), strict=True):
        reasons = {product.main_reason} if product.main_reason != "changed mind" else {"quality", "not as described"}
        fitting = [t.theme for t in _themes() if t.reason in reasons and suits(t, product.product)]
        found[product.product] = fitting[int(draw * len(fitting))]
    return found


def complaint(product: str, reason: str, flaw: str, u: float, v: float) -> str:
    """Return the theme of one complaint: the product's flaw, or something else that fits the reason clicked."""
    return flaw if u < NAMES_THE_FLAW else _of(_fitting(product, reason), v)


@cache
def _fitting(product: str, reason: str) -> list[str]:
    """Return the complaints that fit a product and a reason; all that fit the product when none fits the reason."""
    bad = [t for t in _themes() if t.mood == "bad" and suits(t, product)]
    return [t.theme for t in bad if t.reason == reason] or [t.theme for t in bad]


@cache
def praises(product: str) -> list[str]:
    """Return the good themes that can be said of a product."""
    return [t.theme for t in _themes() if t.mood == "good" and suits(t, product)]


@cache
def _phrases() -> dict[tuple[str, str], list[str]]:
    return {(t.theme, tongue): getattr(t, tongue).split("|") for t in _themes() for tongue in LANGUAGES}


def sentence(mood: str, first: str, second: str, noun: dict[str, str], u: list[float]) -> dict[str, str]:
    """Return one review in both languages: a frame of its mood, two themes, the article's name, three uniforms.

    What stands before and after it takes the later digits of the same uniforms.
    """
    texts = {}
    for tongue in LANGUAGES:
        frames = _words()[mood][tongue]
        tone = "bad" if mood == "bad" else "good"
        before, after = _words()[f"before_{tone}"][tongue], _words()[f"after_{tone}"][tongue]
        said = [
            _of(_phrases()[theme, tongue], draw) if theme else "" for theme, draw in ((first, u[1]), (second, u[2]))
        ]
        core = _filled(_of(frames, u[0]), *said, noun[tongue], 2 + int(u[1] * 7))
        texts[tongue] = _of(before, u[0] * 997 % 1) + core + _of(after, u[1] * 997 % 1)
    return texts


def short(u: float) -> dict[str, str]:
    """Return a review of a word or two."""
    return {tongue: _of(_words()["short"][tongue], u) for tongue in LANGUAGES}


def hostile(u: float) -> dict[str, str]:
    """Return what those write who never meant to use the goods."""
    return {tongue: _of(_words()["attack"][tongue], u) for tongue in LANGUAGES}


def poster(ring: int, noun: dict[str, str], u: list[float]) -> dict[str, str]:
    """Return long praise: the sentences of a ring's own template, one of them exchanged; enthusiasts have each their own."""
    texts = {}
    for tongue in LANGUAGES:
        pool = _words()["posters"][tongue]
        chosen = [(ring * 3 + slot * (1 + ring % 3)) % len(pool) for slot in range(POSTER_SENTENCES)]
        chosen[int(u[0] * POSTER_SENTENCES)] = int(u[1] * len(pool))
        said = [pool[number].format(noun=noun[tongue]) for number in dict.fromkeys(chosen)]
        texts[tongue] = "".join(f"{s}。" for s in said) if tongue == "zh" else " ".join(f"{_big(s)}." for s in said)
    return texts


def question(said: dict[str, list[str]], u: list[float]) -> dict[str, str]:
    """Return one question in both languages from its theme's phrasings by language."""
    return {
        tongue: _of(_words()["questions"][tongue], u[0]).format(
            q=_of(said[tongue], u[1]), Q=_big(_of(said[tongue], u[1]))
        )
        for tongue in LANGUAGES
    }


def _of(choices: list[str], u: float) -> str:
    return choices[int(u * len(choices))]


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]


def _filled(frame: str, a: str, b: str, noun: str, number: int) -> str:
    return frame.format(a=a, b=b, A=_big(a), B=_big(b), noun=noun, n=number)
