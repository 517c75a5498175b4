"""Chinese search without a dictionary: index and query are cut into the same pairs of characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx.search import SearchLanguage

__all__ = ["Han", "pieces"]

_PART = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9_]+")


def pieces(text: str) -> Iterator[str]:
    """Words of Latin letters whole, runs of Han characters as overlapping pairs, a single one alone."""
    for part in _PART.findall(text):
        if part[0] < "\u3400" or len(part) == 1:
            yield part
        else:
            yield from (part[at : at + 2] for at in range(len(part) - 1))


class Han(SearchLanguage):
    """Search for pages in Chinese and English."""

    lang = "han"
    language_name = "Chinese and English"
    js_splitter_code = r"""
var splitQuery = (query) => {
  const found = [];
  for (const part of query.match(/[\u3400-\u9fff]+|[A-Za-z0-9_]+/g) || []) {
    if (part[0] < "\u3400" || part.length === 1) found.push(part);
    else for (let at = 0; at + 1 < part.length; at++) found.push(part.slice(at, at + 2));
  }
  return found;
};
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 (the name Sphinx gives it)
        """The pieces that are looked up."""
        return list(pieces(input))

    def stem(self, word: str) -> str:
        """Lower case, as the query is."""
        return word.lower()
