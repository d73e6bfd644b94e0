"""A YAML text from anybody, read without harm: nothing in it runs, refers back, repeats a key or is nested deep."""

from collections.abc import Iterator
from typing import Any

import yaml

MOST_LETTERS = 200_000  # six times the longest instrument there is
DEEPEST = 12
LONGEST_NUMBER = 6
OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def load(text: str) -> tuple[Any, list[str]]:
    """What stands in it, or else sentences that name the place and the cure."""
    try:
        found = [*_too_much(text)] or [*_faults_of(yaml.compose(text, Loader=yaml.CSafeLoader))]
        return (None, found) if found else (yaml.load(text, Loader=yaml.CSafeLoader), [])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [_sentence(error)]


def _too_much(text: str) -> Iterator[str]:
    """Asked of the events, before anything is built from them."""
    if len(text) > MOST_LETTERS:
        yield f"Berkas terlalu besar: paling banyak {MOST_LETTERS // 1000} ribu huruf. Pilih berkas lain."
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            yield f"{_line(event)}: acuan '*{event.anchor}' tidak dipakai di sini. Tulis isinya langsung."
            return
        depth += isinstance(event, OPENING) - isinstance(event, CLOSING)
        if depth > DEEPEST:
            yield f"{_line(event)}: isinya bertingkat terlalu dalam. Periksa spasi dan kurung di sekitarnya."
            return


def _faults_of(node: yaml.Node | None) -> Iterator[str]:
    """What is lost or endless once it is loaded: a key that stands twice, a number that no column holds."""
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":int") and len(node.value) > LONGEST_NUMBER:
        yield f"{_line(node)}: angkanya terlalu besar. Betulkan, atau beri tanda kutip bila itu teks."
    if isinstance(node, yaml.SequenceNode):
        yield from (fault for one in node.value for fault in _faults_of(one))
    if isinstance(node, yaml.MappingNode):
        met: set[str] = set()
        for key, value in node.value:
            if str(key.value) in met:
                yield f"{_line(key)}: kunci '{key.value}' tertulis dua kali. Hapus salah satunya."
            met.add(str(key.value))
            yield from _faults_of(value)


def _line(place: Any) -> str:
    return f"Baris {place.start_mark.line + 1}"


def _sentence(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"baris {mark.line + 1}, kolom {mark.column + 1}" if mark else "isi berkas"
    return f"Berkas tidak terbaca pada {place}. Periksa spasi di awal baris, titik dua, dan tanda kutip."
