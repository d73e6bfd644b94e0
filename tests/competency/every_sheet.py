"""One of every paper that supervision prints, as data for its template."""

from typing import Any

from competency.growth.papers import competencies_paper
from competency.growth.reports import growth_of
from competency.packs.evidence_papers import Gathered, cover_paper
from competency.paper_forms.papers import blank_form
from competency.recap.papers import recap_paper
from competency.recap.reports import recap_of
from competency.sharing.papers import version_paper
from competency.summary.reports import summary_of
from kkg.letters.evidence_papers import photos_paper
from tests.cast import Cast
from tests.clock import today
from tests.competency.sheet_makers import answered, publish
from tests.competency.visit_makers import planned
from tests.kkg.makers import make_session

PACKED = Gathered([], ["Notulen belum ditulis"], [("Siklus 1", 3)])
Paper = tuple[str, dict[str, Any]]


def every_sheet(cast: Cast) -> dict[str, Paper]:
    """Name: template and data, as the views hand them over."""
    visit = planned(cast.aminah, cast.baso)
    blank = blank_form(publish("supervisi-pembelajaran"), visit, cast.baso, lambda code: f"https://contoh.id/{code}")
    return {
        "lembar kosong": ("blank.typ", blank),
        "lembar": ("filled.typ", _filled(cast)),
        "rekap": ("tables.typ", _recap(cast)),
        "kompetensi": ("tables.typ", _competencies(cast)),
        "sampul paket": ("pack.typ", cover_paper(cast.daeng, cast.semester, today(), PACKED)),
        "foto": ("photos.typ", photos_paper(make_session(cast), [])),
    }


def _competencies(cast: Cast) -> dict[str, Any]:
    teacher = cast.aminah.person
    found, growth = summary_of(teacher, cast.semester, cast.baso), growth_of(teacher, cast.baso)
    return competencies_paper(found, growth, cast.satu, cast.baso, today())


def _recap(cast: Cast) -> dict[str, Any]:
    found = recap_of(cast.baso, cast.semester, place=cast.satu, teacher=None, today=today())
    return recap_paper(found, cast.satu, cast.baso, today())


def _filled(cast: Cast) -> dict[str, Any]:
    sheet = answered(cast.aminah, cast.baso)
    version = sheet.versions.get()
    return version_paper(version, sheet, cast.baso, reply=version.reply, is_latest=True)
