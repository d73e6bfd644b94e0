"""Instrument files: reading them and telling one version from another. `faults` judges what is in them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from competency.scoring.definition import Definition, InvalidDefinition, parse
from competency.scoring.reading import load
from competency.scoring.shape import COVER

Document = dict[str, Any]

# Every key of a file, in the order in which ours write them.
ORDER = (
    *("code", "version", "value", "title", "text", "label", "task", "short", "kind", "number", "method", "overall"),
    *("jenjang", "competency", "stage", "five_m", "core", "part", "parent", "unit", "max_score", "source"),
    *("legal_status", "mapping_is_official", "assessors", "companions", "ways", "scale", "values"),
    *("allow_not_observed", "per_item_note", "published", "gt", "gte", "lt", "lte", "core_complete", "origin"),
    *("min_levels", "attributes", "phases", "contents", "rules", "bands", "note", "evidence", "levels", "groups"),
    "indicators",
)


def read(text: str) -> tuple[Document, Definition]:
    """The document and the instrument in a YAML text; InvalidDefinition with sentences when unsound."""
    document, found = load(text)
    if found:
        raise InvalidDefinition(found)
    return document, parse(document)


def load_all(folder: Path) -> tuple[tuple[Document, Definition], ...]:
    """Every `*.yaml` of a folder in the order of names; InvalidDefinition names the file of each fault."""
    loaded: list[tuple[Document, Definition]] = []
    found: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            loaded.append(read(path.read_text(encoding="utf-8")))
        except InvalidDefinition as error:
            found += [f"{path.name}: {fault}" for fault in error.faults]
    if found:
        raise InvalidDefinition(found)
    return tuple(loaded)


def uncovered(document: Mapping[str, Any]) -> Document:
    """The document without the words of its cover: what a filled sheet was measured by."""
    return {key: value for key, value in document.items() if key not in COVER}


def checksum(document: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON without its cover: the order of keys does not matter, every value does."""
    canonical = json.dumps(uncovered(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def write(document: Mapping[str, Any]) -> str:
    """The document as a file, to be read again and to begin another one from: keys in the order of ours."""
    return yaml.safe_dump(_in_order(document), allow_unicode=True, sort_keys=False, width=110)


def _in_order(value: Any) -> Any:
    """A database keeps no order of keys."""
    if isinstance(value, list):
        return [_in_order(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {key: _in_order(value[key]) for key in sorted(value, key=ORDER.index)}
