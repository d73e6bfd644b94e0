"""What evidence, codes and conclusions refuse."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from competency.findings import actions, code_actions, evidence_actions
from tests.cast import Cast
from tests.competency import sheet_makers as sheets
from tests.competency.findings.makers import coded, concluded, gathered, values
from tests.house.refusals import No
from tests.kkg.makers import make_session

MODULES = (actions, code_actions, evidence_actions)
NOT_THERE, NOT_YOURS, NO_RESEARCH = "yang mencatat bukti di sana", "milik orang lain", "Temuan hanya dicatat"


def recorded(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {"values": values(cast.satu, **fields), "client_token": uuid4()}


def mended(cast: Cast, **fields: Any) -> dict[str, Any]:
    row = gathered(cast.daeng, cast.satu)
    return {"evidence": row, "values": values(cast.satu, text="Lain", **fields), "revision": 1}


def evidence(cast: Cast) -> dict[str, Any]:
    return {"evidence": gathered(cast.daeng, cast.satu)}


def finding(cast: Cast) -> dict[str, Any]:
    return {"finding": concluded(cast.daeng)}


def named(cast: Cast) -> dict[str, Any]:
    return {"finding": concluded(cast.daeng, title="Aminah Contoh menyalin"), "session": make_session(cast, days=3)}


def renamed(cast: Cast) -> dict[str, Any]:
    return {"code": coded(cast.daeng), "name": "Lain", "meaning": "", "revision": 1}


def given_anew(cast: Cast) -> dict[str, Any]:
    code = coded(cast.daeng)
    code_actions.remove_code(code=code, by=cast.daeng)
    coded(cast.daeng)
    return {"code": code}


def adopted(cast: Cast) -> dict[str, Any]:
    return {"instrument": sheets.publish(), "indicators": []}


CASES = [
    No(evidence_actions.record_evidence, "aminah", NOT_THERE, recorded),
    No(evidence_actions.record_evidence, "citra", NOT_THERE, recorded),
    No(
        evidence_actions.record_evidence,
        "baso",
        "belum tiba",
        lambda c: recorded(c, happened_on=timezone.localdate() + timedelta(days=1)),
    ),
    No(evidence_actions.record_evidence, "baso", "Tanyakan dulu", lambda c: recorded(c, kind="wawancara")),
    No(
        evidence_actions.record_evidence,
        "baso",
        "bukan dari madrasah ini",
        lambda c: recorded(c, sheet=sheets.draft(c.aminah, c.daeng)),
    ),
    No(evidence_actions.mend_evidence, "baso", "hanya diubah oleh yang mencatatnya", mended),
    No(evidence_actions.mend_evidence, "daeng", "Tanyakan dulu", lambda c: mended(c, kind="wawancara")),
    No(evidence_actions.remove_evidence, "baso", "hanya diubah oleh yang mencatatnya", evidence),
    No(evidence_actions.restore_evidence, "baso", "hanya diubah oleh yang mencatatnya", evidence),
    No(evidence_actions.code_evidence, "aminah", NO_RESEARCH, lambda c: evidence(c) | {"codes": []}),
    No(evidence_actions.code_evidence, "baso", "tidak lagi dapat Anda baca", lambda c: evidence(c) | {"codes": []}),
    No(evidence_actions.code_evidence, "daeng", NOT_YOURS, lambda c: evidence(c) | {"codes": [coded(c.baso)]}),
    No(code_actions.add_code, "aminah", NO_RESEARCH, lambda c: {"name": "A", "meaning": "", "client_token": uuid4()}),
    No(code_actions.mend_code, "baso", NOT_YOURS, renamed),
    No(code_actions.mend_code, "daeng", "sudah ada", lambda c: renamed(c) | {"name": coded(c.daeng, "Dua").name}),
    No(code_actions.remove_code, "baso", NOT_YOURS, lambda c: {"code": coded(c.daeng)}),
    No(code_actions.restore_code, "baso", NOT_YOURS, lambda c: {"code": coded(c.daeng)}),
    No(code_actions.restore_code, "daeng", "sudah ada", given_anew),
    No(code_actions.adopt_codes, "aminah", NO_RESEARCH, adopted),
    No(actions.conclude, "aminah", NO_RESEARCH, lambda c: {"title": "A", "text": "", "client_token": uuid4()}),
    No(actions.mend_finding, "baso", NOT_YOURS, lambda c: finding(c) | {"title": "A", "text": "", "revision": 1}),
    No(actions.remove_finding, "baso", NOT_YOURS, finding),
    No(actions.restore_finding, "baso", NOT_YOURS, finding),
    No(actions.tie_ground, "baso", NOT_YOURS, lambda c: finding(c) | evidence(c) | {"stance": "mendukung"}),
    No(
        actions.tie_ground,
        "baso",
        "tidak dapat Anda baca",
        lambda c: {"finding": concluded(c.baso), "stance": "mendukung"} | evidence(c),
    ),
    No(actions.untie_ground, "baso", NOT_YOURS, lambda c: finding(c) | evidence(c)),
    No(actions.propose_finding, "baso", NOT_YOURS, lambda c: finding(c) | {"session": make_session(c, days=3)}),
    No(actions.propose_finding, "daeng", "tanpa nama orang dan madrasah", named),
]
