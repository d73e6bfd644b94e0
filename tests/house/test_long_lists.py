"""Every long list of people or madrasah is looked through by name, with its button in reach; a short one is not."""

import re
from collections.abc import Iterator

from django import forms

import config.urls  # noqa: F401 - so that all forms are there
from core.forms import LONG, FormBase
from kkg.coded_lists.actions import print_list
from kkg.models import GroupPlace
from madrasah.models import ImportRun, Placement
from tests.cast import LONG_AGO, Cast, client_of
from tests.factories import make_madrasah, make_teacher
from tests.kkg.makers import call_roll, make_session
from tests.kkg.paper_makers import make_photo
from tests.madrasah.imports.uploads import applied, upload
from tests.workbooks import xlsx

NO_NAMES = {"MaterialForm", "NewMaterialForm", "AdoptForm", "CodingForm", "NationalForm"}  # classes; codes; days
LONG_ANYHOW = {"TaskForm", "ConsentForm", "RecordForm", "GroupPhotoForm"}  # by what else stands on them
ROLLS = {  # drawn by hand, and always with a bar
    "RollCallForm": ("gita", "/kkg/pertemuan/{session}/kehadiran/"),
    "TypeForm": ("gita", "/kkg/lembar/{sheet}/"),
}
DOORS = {  # form: who opens it, and where
    "TaskForm": ("gita", "/kkg/pertemuan/{session}/surat/surat-tugas/"),
    "ConsentForm": ("gita", "/kkg/pertemuan/{session}/surat/persetujuan/"),
    "RecordForm": ("gita", "/kkg/pertemuan/{session}/surat/berita-acara/"),
    "PhotoForm": ("gita", "/kkg/foto/{photo}/"),
    "GroupPhotoForm": ("gita", "/kkg/foto/{photo}/bersama/"),
    "NewGroupForm": ("daeng", "/kkg/baru/"),
    "PlacesForm": ("daeng", "/kkg/{group}/madrasah/"),
    "SplitForm": ("daeng", "/kkg/{group}/pecah/"),
    "SupervisionForm": ("jafar", "/guru/{person}/tugas/pengawas/"),
    "HeadsForm": ("jafar", "/impor/{run}/kepala/"),
}


def kinds(of: type = FormBase) -> Iterator[type]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def has_boxes(kind: type) -> bool:
    fields = getattr(kind, "base_fields", {}).values()
    return any(isinstance(field.widget, forms.CheckboxSelectMultiple) for field in fields)


def grow(cast: Cast) -> None:
    """One more than a short list holds of members, and of madrasah in the KKG and under one pengawas."""
    for number in range(LONG):
        make_teacher(cast.satu if number % 2 else cast.dua, name=f"Guru Contoh {number:02}")
        place = make_madrasah(cast.kecamatan, name=f"MI Contoh Baru {number}")
        make_teacher(place, name=f"Calon Contoh {number}")
        GroupPlace.objects.create(group=cast.group, madrasah=place, since=LONG_AGO)
        cast.daeng.person.assignments.create(role="pengawas", madrasah=place, since=LONG_AGO)


def name_heads(cast: Cast) -> ImportRun:
    """An applied list of madrasah that names every Calon as kepala, and one madrasah that is new."""
    make_teacher(make_madrasah(cast.kecamatan, name="MI Contoh Tanpa Kepala"), name="Calon Contoh")
    named = Placement.objects.filter(person__name__startswith="Calon").values_list("madrasah__name", "person__name")
    lines = [[place, "Gantarang", head] for place, head in [*named, ("MI Contoh Tambahan", "")]]
    return applied(upload(xlsx(["Nama Madrasah", "Kecamatan", "Nama Kepala"], *lines), cast.jafar))


def pages(cast: Cast) -> dict[str, str]:
    """Form -> the page on which it stands."""
    session = make_session(cast, days=-1)
    call_roll(session, cast.daeng)
    rows = {"session": session.pk, "group": cast.group.pk, "photo": make_photo(session, cast.gita).pk}
    rows |= {"person": cast.eka.person.pk, "run": name_heads(cast).pk}
    rows |= {"sheet": print_list(session=session, blank_lines=2, by=cast.gita).code}
    return {
        form: client_of(cast.everyone[who]).get(path.format(**rows)).content.decode()
        for form, (who, path) in (DOORS | ROLLS).items()
    }


def has_search(page: str) -> bool:
    """A box that looks through a list of this page, and the script once."""
    found = re.search(r'data-find="([^"]+)"', page)
    assert not found or f'id="{found[1]}"' in page
    assert page.count("find.js") == len(re.findall(r"data-find=", page))
    return bool(found)


def has_bar(page: str) -> bool:
    return 'class="bar"' in page


def test_every_form_of_boxes_is_walked() -> None:
    own = {kind.__name__ for kind in kinds() if has_boxes(kind) and not kind.__name__.startswith("_")}
    assert own - {"ManyPlacesForm"} == DOORS.keys() | NO_NAMES


def test_a_long_list_has_a_box_to_look_in_and_its_button_in_reach(cast: Cast) -> None:
    grow(cast)
    shown = pages(cast)
    assert [form for form, page in shown.items() if not has_search(page)] == []
    assert [form for form, page in shown.items() if not has_bar(page)] == []


def test_a_short_list_has_neither(cast: Cast) -> None:
    shown = pages(cast)
    assert [form for form, page in shown.items() if has_search(page)] == []
    assert {form for form, page in shown.items() if has_bar(page)} == LONG_ANYHOW | ROLLS.keys()
