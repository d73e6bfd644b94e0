"""Instrument files: reading them and telling one version from another. `faults` judges what is in them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from competency.scoring.definition import Definition, InvalidDefinition, parse
from competency.scoring.shape import COVER

Document = dict[str, Any]


def read(text: str) -> tuple[Document, Definition]:
    """The document and the instrument in a YAML text; InvalidDefinition with sentences when unsound."""
    try:
        document = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidDefinition([_yaml_sentence(error)]) from error
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


def _yaml_sentence(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"baris {mark.line + 1}, kolom {mark.column + 1}" if mark else "isi berkas"
    return f"Berkas tidak terbaca pada {place}. Periksa spasi di awal baris, titik dua, dan tanda kutip."
