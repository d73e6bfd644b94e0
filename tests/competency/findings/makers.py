"""Evidence, codes and conclusions for tests."""

from datetime import date
from uuid import uuid4

from competency.findings.actions import conclude, tie_ground
from competency.findings.code_actions import add_code
from competency.findings.evidence_actions import code_evidence, record_evidence
from competency.models import Code, Evidence, Finding
from madrasah.models import User
from tests.clock import today


def values(place, **fields):
    """The columns of one piece."""
    told = {
        "madrasah": place,
        "kind": "observasi",
        "role": "guru",
        "informant": "",
        "happened_on": today(),
        "happened_at": None,
        "consent": "",
        "text": "Guru menyalin RPP tahun lalu.",
        "sheet": None,
    }
    return told | fields


def gathered(by: User, place, codes=(), **fields) -> Evidence:
    """One piece, with these codes."""
    row = record_evidence(values=values(place, **fields), client_token=uuid4(), by=by)
    return code_evidence(evidence=row, codes=codes, by=by) if codes else row


def coded(by: User, name="RPP disalin") -> Code:
    """One's own code."""
    return add_code(name=name, meaning="", client_token=uuid4(), by=by)


def concluded(by: User, *pro, contra=(), title="RPP disalin dari tahun lalu") -> Finding:
    """A conclusion that rests on these."""
    finding = conclude(title=title, text="", client_token=uuid4(), by=by)
    for stance, rows in (("mendukung", pro), ("membantah", contra)):
        for row in rows:
            tie_ground(finding=finding, evidence=row, stance=stance, by=by)
    return finding


DAY = date(2026, 11, 25)
