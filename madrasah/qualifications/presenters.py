"""How ijazah and certificate fit, in words: the crossed table, rows of madrasah and of teachers, one teacher."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from core.formats import ended, moment_short
from madrasah.places.models import Madrasah
from madrasah.qualifications.linearity import Verdict
from madrasah.qualifications.models import Ruling
from madrasah.work.models import Placement

TONES = {Verdict.FITS: "green", Verdict.KIN: "blue", Verdict.UNFIT: "amber", Verdict.UNKNOWN: "grey"}
CROSSED = ["Ijazah", *(f"Sertifikat: {verdict.label.lower()}" for verdict in Verdict), "Guru"]
BY_PLACE = [
    "Madrasah",
    "Guru",
    "Ijazah tidak sesuai",
    "Ijazah belum diketahui",
    "Sertifikat tidak sesuai",
    "Sertifikat belum diketahui",
]
TOLD = (Verdict.UNFIT, Verdict.UNKNOWN)


def post_words(placement: Placement) -> str:
    """'Guru kelas IV', 'Guru mata pelajaran Fikih'."""
    what = placement.class_name if placement.post == Placement.Post.CLASS else str(placement.subject or "")
    return f"{placement.get_post_display()} {what}".strip()


def crossed_rows(standings: Sequence[Any], asked: dict[str, Any]) -> list[list[Any]]:
    """Ijazah down, certificate across, without rows of nobody; each number opens its list.

    `standings`: reports.Standing.
    """
    counted = Counter((each.degree.verdict, each.certificate.verdict) for each in standings)
    rows = []
    for degree in Verdict:
        cells = [_cell(counted[degree, one], asked | {"ijazah": degree, "sertifikat": one}) for one in Verdict]
        if total := sum(counted[degree, one] for one in Verdict):
            rows.append([degree.label, *cells, _cell(total, asked | {"ijazah": degree})])
    return rows


def place_rows(standings: Sequence[Any], places: Sequence[Madrasah]) -> list[list[Any]]:
    """Madrasah by name, how many teachers and of how many each is so."""
    rows = []
    for place in places:
        here = [each for each in standings if each.placement.madrasah_id == place.pk]
        asked = {"madrasah": place.pk}
        degrees = Counter(each.degree.verdict for each in here)
        certificates = Counter(each.certificate.verdict for each in here)
        rows.append(
            [
                str(place),
                _cell(len(here), asked),
                *(_cell(degrees[verdict], asked | {"ijazah": verdict}) for verdict in TOLD),
                *(_cell(certificates[verdict], asked | {"sertifikat": verdict}) for verdict in TOLD),
            ]
        )
    return rows


def _cell(count: int, asked: dict[str, Any]) -> Any:
    if not count:
        return "0"
    return {"text": str(count), "url": f"{reverse('madrasah:qualification-map')}?{urlencode(asked)}#guru"}


def standing_row(standing: Any) -> dict[str, Any]:
    """One teacher's post in the list."""
    post = standing.placement
    words = f"Ijazah {standing.degree.verdict.label.lower()} · sertifikat {standing.certificate.verdict.label.lower()}"
    return {
        "title": str(post.person),
        "detail": f"{post_words(post)} · {post.madrasah} · {words}",
        "url": reverse("madrasah:qualification-standing", args=[post.person_id]),
    }


def standing_shown(standing: Any, why_not: str | None) -> dict[str, Any]:
    """One post with both aspects, each with its rule and what was decided instead."""
    pairs = ((Ruling.Aspect.DEGREE, standing.degree), (Ruling.Aspect.CERTIFICATE, standing.certificate))
    return {
        "title": post_words(standing.placement),
        "place": standing.placement.madrasah,
        "aspects": [_aspect(standing.placement, aspect, judged, why_not) for aspect, judged in pairs],
    }


def _aspect(placement: Placement, aspect: Any, judged: Any, why_not: str | None) -> dict[str, Any]:
    ruling = judged.ruling
    by = (ruling.set_by.person or ruling.set_by.username) if ruling else ""
    return {
        "label": aspect.label,
        "state": judged.verdict.label,
        "tone": TONES[judged.verdict],
        "sentence": judged.by_table.sentence,
        "table": judged.by_table.verdict.label,
        "ruled": f"Ditetapkan {by}, {moment_short(ruling.updated_at)}. Alasan: {ended(ruling.reason)}"
        if ruling
        else "",
        "url": reverse("madrasah:qualification-rule", args=[placement.person_id, placement.pk, aspect.value]),
        "back_url": reverse("madrasah:qualification-unrule", args=[placement.person_id, placement.pk, aspect.value]),
        "may_rule": why_not is None,
    }
