"""Made-up lessons with a master score, to practise on: read from files, tied to one version of an instrument. Pure."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "vignettes"


@dataclass(frozen=True)
class Vignette:
    """A lesson told in words; `answers` are the master's values and `why` its reasons, by indicator code."""

    slug: str
    title: str
    instrument: str
    version: str
    source: str
    story: tuple[str, ...]
    answers: dict[str, int]
    why: dict[str, str]


@cache
def vignettes() -> dict[str, Vignette]:
    """By slug, in the order of their files."""
    found = [_read(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))]
    return {vignette.slug: vignette for vignette in found}


def _read(document: dict[str, Any]) -> Vignette:
    told = document.pop("answers")
    return Vignette(
        **document | {"story": tuple(document["story"])},
        answers={code: item["value"] for code, item in told.items()},
        why={code: item["why"] for code, item in told.items()},
    )
