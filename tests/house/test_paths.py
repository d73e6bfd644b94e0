"""Paths are Indonesian words that people read to each other: nouns and bare verbs, nothing about a person."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

WORDS = set(Path(__file__).with_name("path_words.txt").read_text().partition("\n")[2].split())


def paths(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every path of the tree with its converters cut out."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = before + re.sub(r"<[^>]*>|\(\?P<\w+>[^()]*\)|[\^$\\]", " ", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from paths(entry, here)
        elif isinstance(entry, URLPattern):
            yield here


def test_every_word_of_a_path_is_a_known_indonesian_word() -> None:
    unknown = {word for path in paths() for word in re.findall(r"[a-z]+", path) if word not in WORDS and word != "d"}
    assert unknown == set()


def test_addresses_end_in_a_slash_or_in_the_kind_of_file() -> None:
    assert [
        path for path in paths() if path and not re.search(r"(/|\.pdf|\.xlsx|\.csv|\.ics|\.js|\.webmanifest)\s*$", path)
    ] == []
