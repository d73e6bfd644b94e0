"""One small fictive world, known by heart: who the tests are about. Other rows come from tests/factories.py.

All four madrasah stand in Kecamatan Gantarang; Satu and Dua share a KKG, Tiga is in another, Empat in none.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from kkg.models import GroupPlace, Officer, WorkingGroup
from madrasah.accounts.middleware import SEEN
from madrasah.models import Assignment, Madrasah, Person, Placement, Region, Semester, User
from madrasah.periods import Term, default_dates, school_year_of
from madrasah.roles import Role
from tests.clock import today

PASSWORD = "sandi-contoh-1"
BACKEND = "madrasah.accounts.backends.PersonBackend"
LONG_AGO = date(2024, 7, 1)


@dataclass
class Cast:
    """Users carry their person (`cast.aminah.person`); each request of a client reads them anew."""

    province: Region
    kabupaten: Region
    kecamatan: Region
    satu: Madrasah
    dua: Madrasah
    tiga: Madrasah
    empat: Madrasah
    group: WorkingGroup
    other_group: WorkingGroup
    semester: Semester  # the one that runs; between two, the one just over
    next_semester: Semester
    aminah: User  # guru, MI Contoh Satu
    baso: User  # kepala, MI Contoh Satu
    citra: User  # kepala, MI Contoh Dua: outsider to people and sheets of Satu, fellow member of the KKG
    daeng: User  # pengawas of Satu and Dua
    eka: User  # petugas kabupaten
    faisal: User  # operator, MI Contoh Satu
    gita: User  # guru, MI Contoh Dua, ketua of the KKG
    hasan: User  # kepala, MI Contoh Tiga: total outsider
    indah: User  # Plt kepala, MI Contoh Empat
    jafar: User  # operator of the kabupaten's region
    keeper: User  # superuser without a person

    @property
    def everyone(self) -> dict[str, User]:
        """Every user by the name of the attribute."""
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


WHO = {  # attribute: (title before, name, title after, sex)
    "aminah": ("", "Aminah Contoh", "S.Pd.I.", "P"),
    "baso": ("Drs.", "Baso Contoh", "", "L"),
    "citra": ("Hj.", "Citra Contoh", "M.Pd.", "P"),
    "daeng": ("", "Daeng Contoh", "M.Pd.I.", "L"),
    "eka": ("", "Eka Contoh", "S.Ag.", "P"),
    "faisal": ("", "Faisal Contoh", "", "L"),
    "gita": ("", "Gita Contoh", "S.Pd.", "P"),
    "hasan": ("H.", "Hasan Contoh", "", "L"),
    "indah": ("", "Indah Contoh", "S.Pd.", "P"),
    "jafar": ("", "Jafar Contoh", "", "L"),
}


def build_cast() -> Cast:
    """The whole world in about a dozen queries; call inside a test's transaction."""
    places = _places()
    people = Person.objects.bulk_create(
        Person(name=name, title_before=before, title_after=after, sex=sex, home_region=places["kecamatan"])
        for before, name, after, sex in WHO.values()
    )
    users = _users(dict(zip(WHO, people, strict=True)))
    _offices(users, places)
    _groups(users, places)
    return Cast(**places, **_semesters(), **users)


def _places() -> dict:
    province = Region(code="73", level="provinsi", name="Sulawesi Selatan")
    kabupaten = Region(code="73.02", level="kabupaten", name="Bulukumba", parent=province)
    kecamatan = Region(code="73.02.01", level="kecamatan", name="Gantarang", parent=kabupaten)
    regions = {"province": province, "kabupaten": kabupaten, "kecamatan": kecamatan}
    Region.objects.bulk_create(regions.values(), ignore_conflicts=True)
    madrasahs = {
        key: Madrasah(name=f"MI Contoh {key.capitalize()}", region=kecamatan, nsm=f"11127302000{number}")
        for number, key in enumerate(("satu", "dua", "tiga", "empat"), start=1)
    }
    Madrasah.objects.bulk_create(madrasahs.values())
    return regions | madrasahs


def _users(people: dict[str, Person]) -> dict[str, User]:
    password = make_password(PASSWORD)
    users = {key: User(username=f"{key}-01", person=person, password=password) for key, person in people.items()}
    users["keeper"] = User(username="keeper-01", password=password, is_superuser=True)
    User.objects.bulk_create(users.values())
    return users


def _offices(users: dict[str, User], places: dict) -> None:
    satu, dua, tiga, empat = (places[key] for key in ("satu", "dua", "tiga", "empat"))
    kabupaten = places["kabupaten"]
    held: list[tuple[str, Role, dict]] = [
        ("aminah", Role.TEACHER, {"madrasah": satu}),
        ("baso", Role.KEPALA, {"madrasah": satu}),
        ("citra", Role.KEPALA, {"madrasah": dua}),
        ("daeng", Role.PENGAWAS, {"madrasah": satu}),
        ("daeng", Role.PENGAWAS, {"madrasah": dua}),
        ("eka", Role.KABUPATEN, {"region": kabupaten}),
        ("faisal", Role.OPERATOR, {"madrasah": satu}),
        ("gita", Role.TEACHER, {"madrasah": dua}),
        ("hasan", Role.KEPALA, {"madrasah": tiga}),
        ("indah", Role.KEPALA, {"madrasah": empat, "is_acting": True}),
        ("jafar", Role.OPERATOR, {"region": kabupaten}),
    ]
    Assignment.objects.bulk_create(
        Assignment(person=users[who].person, role=role, since=LONG_AGO, **place) for who, role, place in held
    )
    Placement.objects.bulk_create(
        Placement(person=users[who].person, madrasah=place, since=LONG_AGO)
        for who, place in (("aminah", satu), ("gita", dua))
    )


def _groups(users: dict[str, User], places: dict) -> None:
    group = WorkingGroup(name="KKG MI Contoh Gantarang", city="Gantarang")
    other = WorkingGroup(name="KKG MI Contoh Lain", city="Gantarang")
    WorkingGroup.objects.bulk_create([group, other])
    GroupPlace.objects.bulk_create(
        GroupPlace(group=owner, madrasah=places[key], since=LONG_AGO)
        for owner, key in ((group, "satu"), (group, "dua"), (other, "tiga"))
    )
    Officer.objects.create(group=group, person=users["gita"].person, office=Officer.Office.KETUA, since=LONG_AGO)
    places |= {"group": group, "other_group": other}


def _semesters() -> dict[str, Semester]:
    year = school_year_of(today())
    terms = [(year - 1, Term.GENAP), (year, Term.GASAL), (year, Term.GENAP), (year + 1, Term.GASAL)]
    rows = [Semester(school_year=year, term=term, **vars(default_dates(year, term))) for year, term in terms]
    begun = [row for row in rows if row.starts_on <= today()]
    pair = rows[len(begun) - 1 : len(begun) + 1]
    Semester.objects.bulk_create(pair)
    return dict(zip(("semester", "next_semester"), pair, strict=True))


def give_lessons_today(cast: Cast) -> None:
    """Between two semesters there are no lessons to see, and no RPP to check: the last one goes on for this test."""
    Semester.objects.filter(pk=cast.semester.pk).update(ends_on=max(cast.semester.ends_on, today()))


def client_of(user: User) -> Client:
    """A browser that is logged in as this user, and noted as a device just now: pages only read."""
    kept = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        SEEN: int(timezone.now().timestamp()),
    }
    session = Session.objects.create(
        session_key=get_random_string(32),
        session_data=SessionStore().encode(kept),
        expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
