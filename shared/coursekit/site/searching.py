"""Search that finds English words by their stem and Chinese ones by their pairs of characters, in the index and in the query alike.

Sphinx splits a query at spaces and signs, so a Chinese sentence would be one word that stands nowhere in the index. Pairs of
neighbouring characters need no dictionary, and the page that holds all pairs of a query comes first.
"""

from __future__ import annotations

import re

from sphinx.search.en import SearchEnglish

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUN = re.compile(f"[{HAN}]+")

# The same splitting for the query, in the browser.
SPLITTER = """
var hanRun = /[\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]+/gu;
var pairsOf = (run) => run.length < 2 ? [run] : Array.from({length: run.length - 1}, (_, i) => run.slice(i, i + 2));
var splitQuery = (query) => {
  const pairs = (query.match(hanRun) || []).flatMap(pairsOf);
  const words = query.replace(hanRun, " ").split(/[^\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu).filter((term) => term);
  return [...words, ...pairs];
};
"""


def pairs(run: str) -> list[str]:
    """Return the pairs of neighbouring characters in a run of Chinese; a single character stands alone."""
    return [run] if len(run) < 2 else [run[i : i + 2] for i in range(len(run) - 1)]


class BothLanguages(SearchEnglish):
    """English stems and Chinese pairs in one index, whatever the page's own language."""

    lang = "en"
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:
        """Return the words to index; a single Chinese character inside a longer run is found by its pairs only."""
        chinese = [pair for run in RUN.findall(input) for pair in pairs(run)]
        return [*super().split(RUN.sub(" ", input)), *chinese]

    def word_filter(self, word: str) -> bool:
        """Return whether a word is indexed; Chinese always is."""
        return bool(RUN.match(word)) or super().word_filter(word)


class BothLanguagesChinese(BothLanguages):
    """The same search for the Chinese edition."""

    lang = "zh"
