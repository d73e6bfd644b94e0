"""Growth: semester by semester on a chart and in a table, two measures never joined; the same on paper."""

from datetime import date

from competency.growth.reports import growth_of
from competency.models import Assessment, Instrument
from competency.scoring.files import checksum
from competency.scoring.summary import Status
from competency.ties.actions import tie_indicators
from madrasah.competencies import Competency
from madrasah.models import Semester
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency.sheet_makers import document_of, shared
from tests.kkg.makers import make_material
from tests.kkg.paper_makers import text_of
from tests.worlds import standing

pytestmark = on_day(2026, 11, 25)

LAST_YEAR, NOW = date(2026, 3, 10), date(2026, 11, 24)
MINE = "/kompetensi/perkembangan/"


@standing
def two_semesters(cast: Cast) -> Cast:
    """Aminah, twice at half of all points in the spring and twice at all of them now."""
    Semester.objects.get_or_create(
        school_year=2025,
        term=Semester.Term.GENAP,
        defaults={"starts_on": date(2026, 1, 5), "ends_on": date(2026, 6, 20)},
    )
    for day, value in ((LAST_YEAR, 1), (LAST_YEAR, 1), (NOW, 2), (NOW, 2)):
        shared(cast.aminah, cast.baso, value, on=day)
    return cast


def page_of(user, address: str = MINE) -> str:
    return " ".join(client_of(user).get(address).content.decode().split())


def test_each_semester_is_a_point_with_what_it_rests_on(two_semesters: Cast) -> None:
    found = growth_of(two_semesters.aminah.person, two_semesters.aminah)
    percents = [past.line.percent for past in found.lines[Competency.PEDAGOGIK]]
    assert percents == [50, 100]
    page = page_of(two_semesters.aminah)
    assert page.count("<svg") == 4
    assert page.count("Naik sejak Semester genap 2025/2026; 2 semester dengan instrumen yang sama.") >= 4
    assert page.count("2 lembar, ") == 8


def test_each_row_opens_the_evidence_of_its_semester(two_semesters: Cast) -> None:
    spring = Semester.objects.get(school_year=2025, term="genap")
    assert f'href="/kompetensi/?semester={spring.pk}"' in page_of(two_semesters.aminah)
    pk = two_semesters.aminah.person_id
    there = page_of(two_semesters.baso, f"/kompetensi/guru/{pk}/perkembangan/")
    assert f'href="/kompetensi/guru/{pk}/?semester={spring.pk}"' in there


def test_too_little_evidence_has_no_point_and_no_nought(cast: Cast) -> None:
    shared(cast.aminah, cast.baso, 2)
    found = growth_of(cast.aminah.person, cast.aminah)
    assert {past.line.status for pasts in found.lines.values() for past in pasts} == {Status.FIRST_PICTURE}
    page = page_of(cast.aminah)
    assert "belum cukup bukti" in page and "<circle" not in page and "0%" not in page


def test_another_version_is_marked_and_not_joined(two_semesters: Cast) -> None:
    old = Instrument.objects.get(code="kkg-gantarang")
    document = document_of() | {"version": "lama"}
    other = Instrument.objects.create(
        code=old.code,
        version="lama",
        title=old.title,
        kind=old.kind,
        document=document,
        checksum=checksum(document),
        is_offered=False,
    )
    Assessment.objects.filter(observed_on=LAST_YEAR).update(instrument=other)
    page = page_of(two_semesters.aminah)
    assert "Versi instrumen berganti" in page and "instrumen versi lama" in page
    assert "stroke-dasharray" in page and "Naik sejak" not in page


def test_paper_says_what_the_page_says(two_semesters: Cast) -> None:
    text = text_of(client_of(two_semesters.aminah).get("/kompetensi/kompetensi.pdf"))
    squeezed = "".join(text.split())
    assert f"Empatkompetensi{''.join(str(two_semesters.aminah.person).split())}" in squeezed
    assert squeezed.count("100%") >= 4 and squeezed.count("50%") >= 4
    assert "Genap2025/2026" in squeezed


def test_material_for_the_weakest_indicator_stands_beside_the_step(two_semesters: Cast) -> None:
    material = make_material(two_semesters, "Contoh rubrik")
    assert "Contoh rubrik" not in page_of(two_semesters.aminah, "/kompetensi/")
    shared(two_semesters.aminah, two_semesters.baso, 1)
    instrument = Instrument.objects.get(code="kkg-gantarang")
    weakest = instrument.definition.indicators[0].code
    tie_indicators(material=material, instrument=instrument, codes={weakest}, by=two_semesters.aminah)
    assert "Contoh rubrik" in page_of(two_semesters.aminah, "/kompetensi/")
