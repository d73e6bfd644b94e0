"""An instrument on a page: where it comes from, its items as a form asks them; and the tabs of Supervisi."""

from typing import Any

from django.urls import reverse

from competency.scoring.definition import Definition, needs_note
from competency.scoring.pieces import Indicator
from competency.scoring.words import legal_words, meanings, proposal_words, short_step
from madrasah.models import User
from madrasah.roles import Role
from madrasah.scope import scope_of

SUPERVISION = (
    ("Papan", "competency:supervision"),
    ("Lembar", "competency:assessment-list"),
    ("Rencana", "competency:visit-list"),
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


def item_shown(definition: Definition, number: int, indicator: Indicator) -> dict[str, Any]:
    """What components/indicator.html shows of an indicator that nobody has answered."""
    return {
        "number": number,
        "text": indicator.text,
        "hint": indicator.note or indicator.evidence,
        "steps": [
            (step.value, short_step(step.label), needs_note(definition, step.value)) for step in definition.scale.steps
        ],
        "meanings": meanings(definition, indicator.code),
        "allow_unseen": definition.scale.allow_not_observed,
    }


def form_shown(definition: Definition) -> dict[str, Any]:
    """What templates/competency/instruments/_form.html shows: the facts, and the form as it would be filled."""
    return {
        "proposal": proposal_words(definition),
        "facts": instrument_facts(definition),
        "rules": definition.rules,
        "screens": [
            {
                "title": screen.title,
                "competencies": ", ".join(dict.fromkeys(item.competency.label for item in screen.indicators)),
                "items": [
                    item_shown(definition, number, item) | {"name": f"contoh-{number}"}
                    for number, item in enumerate(screen.indicators, start=screen.first_number)
                ],
            }
            for screen in definition.screens()
        ],
    }
