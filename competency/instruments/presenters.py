"""An instrument on a page: where it comes from, its groups; and the tabs of Supervisi."""

from typing import Any

from django.urls import reverse

from competency.scoring.definition import Definition
from competency.scoring.words import legal_words
from madrasah.models import User
from madrasah.roles import Role
from madrasah.scope import scope_of

SUPERVISION = (
    ("Papan", "competency:supervision"),
    ("Lembar", "competency:assessment-list"),
    ("RPP", "competency:rpp-week"),
    ("Tindak lanjut", "competency:followup-list"),
    ("Instrumen", "competency:instrument-list"),
)
OF_OFFICES = ("Papan", "RPP")


def reads_supervision(user: User) -> bool:
    """Whether an office of today leads to these pages."""
    return bool(scope_of(user).roles & {Role.TEACHER, Role.KEPALA, Role.PENGAWAS})


def supervision_tabs(current: str, user: User) -> list[dict[str, Any]]:
    """The pages of Supervisi this reader has; `current` is the word of the open one."""
    tabs = []
    for label, name in SUPERVISION:
        if (label in OF_OFFICES and not scope_of(user).opens) or (label != "Lembar" and not reads_supervision(user)):
            continue
        tabs.append({"label": label, "url": reverse(name), "current": label == current})
    return tabs


def instrument_facts(definition: Definition) -> list[tuple[str, str]]:
    """Where an instrument comes from and how it counts."""
    scale = definition.scale
    return [
        ("Sumber", definition.source),
        ("Kedudukan", legal_words(definition)),
        ("Versi", definition.version),
        ("Jumlah butir", str(len(definition.indicators))),
        ("Skala", " · ".join(f"{step.value} = {step.label}" for step in scale.steps)),
        ("Tidak teramati", "boleh dipilih, tidak ikut dihitung" if scale.allow_not_observed else "tidak dipakai"),
        ("Sebutan", " · ".join(f"{band.label} {band.published}".strip() for band in definition.bands)),
    ]


def numbered_groups(definition: Definition) -> list[dict[str, Any]]:
    """Groups with their indicators, numbered through the sheet."""
    number, groups = 0, []
    for group in definition.groups:
        rows = list(enumerate(group.indicators, start=number + 1))
        number += len(rows)
        groups.append({"group": group, "competency": group.competency.label, "rows": rows})
    return groups
