"""What mentor pairs and their meetings, and rulings on qualifications, refuse."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from competency.mentoring import actions
from madrasah.qualifications import ruling_actions
from tests.cast import Cast
from tests.clock import days_from_now, today
from tests.competency.mentoring.makers import met, paired
from tests.factories import make_teacher
from tests.house.refusals import No

MODULES = (actions, ruling_actions)


def proposed(cast: Cast, **fields: Any) -> dict[str, Any]:
    told = {"teacher": cast.aminah.person, "mentor": cast.gita.person, "aim": "Contoh", "client_token": uuid4()}
    return told | {"since": today(), "until": days_from_now(9)} | fields


def pair(cast: Cast) -> dict[str, Any]:
    return {"pair": paired(cast.daeng, cast.aminah.person, cast.gita.person)}


def waiting(cast: Cast) -> dict[str, Any]:
    return {"pair": paired(cast.baso, cast.aminah.person, cast.gita.person)}


def ended(cast: Cast) -> dict[str, Any]:
    found = pair(cast)
    actions.end_pair(pair=found["pair"], closing="Contoh", by=cast.daeng)
    return found


def logged(found: dict[str, Any], **fields: Any) -> dict[str, Any]:
    told = {"met_on": today(), "done": "Contoh", "next_step": "", "client_token": uuid4()}
    return found | told | fields


def meeting(cast: Cast) -> dict[str, Any]:
    return {"meeting": met(pair(cast)["pair"], cast.gita)}


def mended(cast: Cast, **fields: Any) -> dict[str, Any]:
    return meeting(cast) | {"met_on": today(), "done": "Lain", "next_step": "", "revision": 1} | fields


def ruled(cast: Cast) -> dict[str, Any]:
    told = {"aspect": "ijazah", "verdict": "sesuai", "reason": "Contoh"}
    return {"placement": cast.aminah.person.placements.get()} | told


def ruling(cast: Cast) -> dict[str, Any]:
    return {"ruling": ruling_actions.set_ruling(by=cast.baso, **ruled(cast))}


NOT_YOURS, NOT_ONE = "hanya diubah oleh yang menulisnya", "hanya dicatat oleh pendamping"
CASES = [
    No(actions.propose_pair, "aminah", "Pendamping dicarikan oleh", proposed),
    No(actions.propose_pair, "citra", "tidak lagi mengajar di madrasah Anda", proposed),
    No(
        actions.propose_pair,
        "daeng",
        "tidak mengajar di madrasah yang dapat Anda pilih",
        lambda c: proposed(c, mentor=make_teacher(c.tiga)),
    ),
    No(actions.propose_pair, "daeng", "dua orang yang berbeda", lambda c: proposed(c, mentor=c.aminah.person)),
    No(
        actions.propose_pair,
        "daeng",
        "pada atau sesudah tanggal mulai",
        lambda c: proposed(c, until=today() - timedelta(days=1)),
    ),
    No(actions.confirm_pair, "baso", "kedua madrasahnya", waiting),
    No(actions.confirm_pair, "daeng", "sudah diakhiri", ended),
    No(actions.end_pair, "citra", "diakhiri oleh keduanya", lambda c: pair(c) | {"closing": "Contoh"}),
    No(actions.end_pair, "baso", "sudah diakhiri", lambda c: ended(c) | {"closing": "Lain"}),
    No(actions.log_meeting, "daeng", NOT_ONE, lambda c: logged(pair(c))),
    No(actions.log_meeting, "gita", "sudah selesai", lambda c: logged(ended(c))),
    No(actions.log_meeting, "gita", "belum disetujui", lambda c: logged(waiting(c))),
    No(actions.log_meeting, "gita", "belum tiba", lambda c: logged(pair(c), met_on=days_from_now(1))),
    No(actions.log_meeting, "gita", "baru mulai", lambda c: logged(pair(c), met_on=days_from_now(-11))),
    No(actions.mend_meeting, "aminah", NOT_YOURS, mended),
    No(actions.mend_meeting, "gita", "belum tiba", lambda c: mended(c, met_on=days_from_now(1))),
    No(actions.remove_meeting, "aminah", NOT_YOURS, meeting),
    No(actions.restore_meeting, "aminah", NOT_YOURS, meeting),
    No(ruling_actions.set_ruling, "aminah", "ditetapkan oleh atasan Anda", ruled),
    No(ruling_actions.set_ruling, "citra", "Kesesuaian ditetapkan oleh", ruled),
    No(ruling_actions.withdraw_ruling, "faisal", "Kesesuaian ditetapkan oleh", ruling),
]
