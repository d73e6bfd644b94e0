"""The words of navigation: an officer's KKG at hand, and every page under the word where it belongs."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLResolver, get_resolver

from config.navigation import MOST, navigation
from kkg.groups.scope import groups_served_by, hub_of
from kkg.models import GroupPlace, Officer
from madrasah.models import User
from madrasah.scope import scope_of
from tests.cast import Cast, client_of
from tests.clock import days_from_now
from tests.house.table import WHO, lines

# The part of the tree, deepest first, and the words it may stand under: the first of them that the reader has.
BELONGS = [
    ("/kkg/berbagi/", ["Berbagi", "KKG"]),
    ("/kkg/sertifikat-saya/", ["Sertifikat saya", "KKG"]),
    ("/kkg/pertemuan/", ["Pertemuan", "KKG"]),
    ("/kkg/kalender/", ["Pertemuan", "KKG"]),
    ("/h/", ["Pertemuan", "KKG"]),
    ("/kkg/", ["KKG"]),
    ("/supervisi/rpp/", ["RPP", "RPP saya"]),
    ("/kompetensi/rpp/", ["RPP", "RPP saya"]),
    ("/supervisi/tindak-lanjut/", ["Tindak lanjut"]),
    ("/supervisi/instrumen/", ["Instrumen", "Supervisi", "Kompetensi saya"]),
    ("/supervisi/", ["Supervisi", "Kompetensi saya"]),
    ("/kompetensi/kabupaten/", ["Angka kabupaten", "Kompetensi guru", "Kompetensi saya"]),
    ("/kompetensi/guru/", ["Kompetensi guru"]),
    ("/kompetensi/", ["Kompetensi guru", "Kompetensi saya"]),
    ("/akun/daftar/", ["Akun"]),
    ("/guru/", ["Guru"]),
    ("/madrasah/", ["Madrasah"]),
    ("/semester/", ["Semester"]),
    ("/impor/", ["Impor"]),
]
OWN = ("/akun/", "/guru/", "/privasi/")  # of one's account: the name in the header


def addresses(resolver: URLResolver | None = None, space: str = "", before: str = "/") -> Iterator[tuple[str, str]]:
    """Name and address of every door, any row in it."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, inner, before + str(entry.pattern))
        else:
            yield f"{space}{entry.name}", before + re.sub(r"<[^>]+>", "1", str(entry.pattern)).lstrip("^")


def words(user: User, path: str) -> list[dict]:
    scope, serves = scope_of(user), bool(groups_served_by(user))
    return navigation(path, scope.roles, is_keeper=scope.is_keeper, serves=serves, hub=hub_of(user))


def expected(path: str, has: list[str]) -> str:
    """The word it belongs under; nothing for pages of the account, home for what no word stands for."""
    part = next((wanted for start, wanted in BELONGS if path.startswith(start)), [])
    found = next((label for label in part if label in has), None)
    if found:
        return found
    return "" if path.startswith(OWN) else "Lainnya" if path == "/lainnya/" and "Lainnya" in has else "Giliran Anda"


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO[1:])
def test_every_page_stands_under_its_word(cast: Cast, who: str) -> None:
    user, at = cast.everyone[who], dict(addresses())
    wrong = {}
    for _, name, _, codes in lines():
        path = at[name]
        if codes[WHO.index(who)] != 200 or path.endswith((".js", ".pdf", ".xlsx", ".ics", ".webmanifest")):
            continue
        found = words(user, path)
        wide = [word["label"] for word in found if word["current"] and not word["is_narrow"]]
        near = [word["label"] for word in found if word["current"] and not word["is_wide"]]
        label = expected(path, [word["label"] for word in found])
        behind = any(word["label"] == label and word["is_wide"] for word in found)
        if "".join(wide or near) != label or "".join(near) != ("Lainnya" if behind else label):
            wrong[path] = (label, wide, near)
    assert wrong == {}


@pytest.mark.parametrize("who", ["gita", "baso"])
def test_an_officer_has_the_kkg_among_the_words_of_the_phone(cast: Cast, who: str) -> None:
    user = cast.everyone[who]
    Officer.objects.get_or_create(
        group=cast.group, person=user.person, defaults={"office": "sekretaris", "since": days_from_now(-9)}
    )
    found = words(user, "/kkg/pertemuan/1/")
    near = [word for word in found if not word["is_wide"]]
    assert len(near) <= MOST
    assert [word["url"] for word in near if word["current"]] == [f"/kkg/{cast.group.pk}/"]


def test_every_member_finds_the_kkg(cast: Cast) -> None:
    page = client_of(cast.aminah).get("/lainnya/").content.decode()
    assert f'href="/kkg/{cast.group.pk}/"' in page


def test_what_was_begun_and_left_is_found_again(cast: Cast) -> None:
    assert "<b>Belum terkirim</b>" in client_of(cast.aminah).get("/lainnya/").content.decode()


def test_two_groups_lead_to_the_list(cast: Cast) -> None:
    GroupPlace.objects.create(group=cast.other_group, madrasah=cast.satu, since=days_from_now(-9))
    assert {word["url"] for word in words(cast.aminah, "/") if word["label"] == "KKG"} == {"/kkg/"}


@pytest.mark.parametrize(
    ("who", "said"), [("gita", "Ketua KKG"), ("aminah", "Guru"), ("baso", "Kepala madrasah"), ("daeng", "Pengawas")]
)
def test_the_header_says_the_office(cast: Cast, who: str, said: str) -> None:
    page = client_of(cast.everyone[who]).get("/lainnya/").content.decode()
    assert f"<span> · {said}</span></a>" in page


@pytest.mark.parametrize(
    ("name", "said"), [("Aminah Contoh", "Aminah · Plt Kepala madrasah"), ("Andi Ina", "Andi Ina · Kepala madrasah")]
)
def test_the_header_says_the_name_as_far_as_the_office_leaves_room(cast: Cast, name: str, said: str) -> None:
    """One word of it at least, and never one that is cut: "Baso …" is nobody."""
    cast.baso.person.name = name
    cast.baso.person.save()
    cast.baso.person.assignments.update(is_acting="Plt" in said)
    page = re.sub(r"<[^>]+>", "", client_of(cast.baso).get("/lainnya/").content.decode())
    assert said in page


def test_the_hub_holds_what_an_officer_does(cast: Cast) -> None:
    page = client_of(cast.gita).get(f"/kkg/{cast.group.pk}/").content.decode()
    for label in ("Pertemuan", "Program", "Masalah", "Surat", "Sertifikat", "Rekap", "Madrasah anggota", "Pengurus"):
        assert label in page
    assert "Daftar KKG" not in page


def test_ones_own_pages_stand_under_ones_name(cast: Cast) -> None:
    page = client_of(cast.aminah).get("/akun/").content.decode()
    assert page.count('aria-current="page"') == 1
