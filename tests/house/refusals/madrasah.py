"""What people, places, accounts, merges, closings, imports and the calendar refuse."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from config.closing import CLOSING_RULES
from config.erasing import ERASING_RULES
from config.merging import MERGING_RULES
from config.opening import OPENING_RULES
from madrasah.accounts import actions as accounts_actions
from madrasah.accounts import actions as devices
from madrasah.accounts import link_actions as accounts
from madrasah.accounts import link_actions as link_actions
from madrasah.accounts.actions import close_account, reopen_account, revoke_links
from madrasah.closings import actions as closings
from madrasah.closings import actions as closings_actions
from madrasah.closings.rules import Closing
from madrasah.erasures import actions as erasures_actions
from madrasah.erasures.actions import continue_erasure, erase_person
from madrasah.factors import actions as factors
from madrasah.imports import runs
from madrasah.imports import runs as import_actions
from madrasah.merges import actions as merges
from madrasah.merges import actions as merges_actions
from madrasah.models import (
    Assignment,
    DataRequest,
    Degree,
    Erasure,
    Holiday,
    ImportRun,
    Madrasah,
    MadrasahClosing,
    Person,
    PersonMerge,
    Placement,
    Removal,
    User,
)
from madrasah.people import actions as consents
from madrasah.people import actions as people_actions
from madrasah.people.actions import edit_person
from madrasah.places import actions as places
from madrasah.places import actions as places_actions
from madrasah.qualifications import actions as papers
from madrasah.qualifications import actions as qualifications_actions
from madrasah.removals import actions as removals
from madrasah.removals import actions as removals_actions
from madrasah.rights import actions as rights
from madrasah.rights import actions as rights_actions
from madrasah.roles import Role
from madrasah.school_years import actions as school_years_actions
from madrasah.school_years import actions as years
from madrasah.semesters import actions as semesters
from madrasah.semesters import actions as semesters_actions
from madrasah.work import actions as offices
from madrasah.work import actions as work_actions
from madrasah.work.actions import (
    add_person,
    add_post,
    call_off_post,
    end_assignment,
    end_placement,
    grant_office,
    grant_supervision,
    move_person,
    place_person,
)
from tests.cast import Cast
from tests.factories import make_madrasah, make_region, make_teacher
from tests.house.refusals import No
from tests.madrasah.factors.makers import switched_on
from tests.madrasah.history import date_deletions
from tests.madrasah.imports.uploads import upload
from tests.madrasah.school_years.makers import opened_year, opening_of_next_year
from tests.workbooks import SATU, teachers

MODULES = (
    people_actions,
    work_actions,
    places_actions,
    qualifications_actions,
    semesters_actions,
    school_years_actions,
    accounts_actions,
    removals_actions,
    merges_actions,
    closings_actions,
    link_actions,
    import_actions,
    factors,
    erasures_actions,
    rights_actions,
)
NOT_GIVEN = "tidak bisa Anda berikan atau akhiri"
NOT_YOURS = "Data orang ini diubah oleh"
ONLY_OPENS = "dibuka operator wilayah"
ONLY_REGION = "diatur operator wilayah"
NO_MADRASAH = "Data madrasah diubah oleh"
NOT_IMPORTED_BY = "Impor ini diunggah orang lain"


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def post(cast: Cast) -> Placement:
    return cast.aminah.person.placements.get()


def office(who: User) -> Assignment:
    return who.person.assignments.get()


def over(term: Any) -> Any:
    term.until = today(-1)
    term.save()
    return term


def values_of(row: Any, **values: Any) -> dict[str, Any]:
    return {"values": {"name": row.name} | values, "revision": row.revision}


def far(cast: Cast) -> Madrasah:
    """In a kabupaten that the cast's operator does not register."""
    return make_madrasah(make_region("73.03.01"))


def with_factor(cast: Cast, who: str) -> dict[str, Any]:
    switched_on(cast.everyone[who])
    return {}


def closed(user: User) -> User:
    user.is_active = False
    user.save()
    return user


def newcomer(cast: Cast) -> Person:
    return make_teacher(cast.satu)


def removal(cast: Cast, days: int = 0) -> Removal:
    done = removals.remove_person(person=newcomer(cast), reason="Salah ketik", by=cast.jafar)
    Person.objects.filter(pk=done.person_id).update(removed_at=timezone.now() - timedelta(days=days))
    return Removal.objects.get(pk=done.pk)


def merged(cast: Cast) -> PersonMerge:
    both = {"kept": newcomer(cast), "dropped": newcomer(cast)}
    return merges.merge_persons(choices={}, rules=MERGING_RULES, by=cast.jafar, **both)


def last_day(madrasah: Madrasah, into: Madrasah | None = None) -> dict[str, Any]:
    return {"closing": Closing(madrasah, today(), into), "reason": "SK Contoh", "rules": CLOSING_RULES}


def closing(cast: Cast) -> MadrasahClosing:
    return closings.close_madrasah(by=cast.jafar, **last_day(cast.empat))


def run(cast: Cast) -> ImportRun:
    return upload(teachers(SATU | {"name": "Contoh Baru"}), cast.faisal)


def erasing(person: Person) -> dict[str, Any]:
    return {"person": person, "reason": "Surat Contoh", "rules": ERASING_RULES}


def retired(person: Person) -> Person:
    for terms in (person.placements, person.assignments):
        terms.update(until=today(-1))
    return person


def erased(cast: Cast) -> Erasure:
    return erase_person(by=cast.jafar, **erasing(retired(newcomer(cast))))


def asked(user: User) -> DataRequest:
    return rights.ask(kind="perbaikan", text="Nama saya keliru", by=user)


def answered(cast: Cast) -> DataRequest:
    request = asked(cast.aminah)
    rights.answer(request=request, words="Sudah diperbaiki.", by=cast.jafar)
    return request


def holiday(cast: Cast) -> Holiday:
    first = cast.semester.starts_on
    return Holiday(semester=cast.semester, name="Libur Contoh", starts_on=first, ends_on=first)


def kept(row: Any) -> Any:
    row.save()
    return row


def deletion(row: Any, days: int = 0) -> Any:
    """The row deleted so many days ago, as history tells it."""
    row.save()
    type(row).objects.filter(pk=row.pk).delete()
    return date_deletions(type(row), days).latest("pgh_id")


def degree(cast: Cast) -> Degree:
    return Degree(person=cast.aminah.person, level="S1", programme="PGMI")


CASES = [
    No(
        add_person,
        "citra",
        NOT_GIVEN,
        lambda c: {"person": Person(name="Baru Contoh"), "work": Placement(madrasah=c.satu, since=today())},
    ),
    No(
        edit_person, "citra", NOT_YOURS, lambda c: {"person": c.aminah.person} | values_of(c.aminah.person, name="Lain")
    ),
    No(
        place_person,
        "citra",
        NOT_GIVEN,
        lambda c: {"person": c.gita.person, "placement": Placement(madrasah=c.satu, since=today())},
    ),
    No(
        add_post,
        "baso",
        NOT_GIVEN,
        lambda c: {"person": c.aminah.person, "placement": Placement(madrasah=c.dua, since=today())},
    ),
    No(end_placement, "citra", NOT_GIVEN, lambda c: {"placement": post(c), "until": today()}),
    No(end_placement, "baso", "Tugas ini sudah berakhir", lambda c: {"placement": over(post(c)), "until": today()}),
    No(
        move_person, "baso", NOT_GIVEN, lambda c: {"placement": post(c), "to": Placement(madrasah=c.dua, since=today())}
    ),
    No(call_off_post, "baso", "sudah berjalan", lambda c: {"placement": post(c)}),
    No(
        call_off_post,
        "citra",
        NOT_GIVEN,
        lambda c: {"placement": Placement.objects.create(person=c.gita.person, madrasah=c.satu, since=today(9))},
    ),
    No(
        grant_supervision,
        "baso",
        NOT_GIVEN,
        lambda c: {"person": c.aminah.person, "madrasahs": [c.satu], "since": today()},
    ),
    No(
        grant_office,
        "baso",
        NOT_GIVEN,
        lambda c: {
            "person": c.aminah.person,
            "assignment": Assignment(role=Role.OPERATOR, madrasah=c.dua, since=today()),
        },
    ),
    No(end_assignment, "citra", NOT_GIVEN, lambda c: {"assignment": office(c.faisal), "until": today()}),
    No(
        end_assignment,
        "baso",
        "Tugas ini sudah berakhir",
        lambda c: {"assignment": over(office(c.faisal)), "until": today()},
    ),
    No(
        offices.change_office,
        "faisal",
        NOT_GIVEN,
        lambda c: {"office": office(c.baso), "since": today(-9), "until": None, "is_acting": False, "reason": "Salah"},
    ),
    No(offices.call_off_office, "baso", "sudah berjalan", lambda c: {"office": office(c.faisal)}),
    No(
        offices.call_off_office,
        "citra",
        NOT_GIVEN,
        lambda c: {
            "office": Assignment.objects.create(
                person=c.gita.person, role=Role.OPERATOR, madrasah=c.satu, since=today(9)
            )
        },
    ),
    No(
        places.add_madrasah,
        "daeng",
        "Menambah atau menghapus madrasah",
        lambda c: {"madrasah": Madrasah(name="MI Contoh Baru", region=c.kecamatan)},
    ),
    No(
        places.add_madrasah,
        "jafar",
        "Menambah atau menghapus madrasah",
        lambda c: {"madrasah": Madrasah(name="MI Contoh Baru", region=make_region("73.03.01"))},
    ),
    No(
        places.edit_madrasah,
        "citra",
        NO_MADRASAH,
        lambda c: {"madrasah": c.satu} | values_of(c.satu, region=c.kecamatan),
    ),
    No(
        places.edit_madrasah,
        "jafar",
        "Menambah atau menghapus madrasah",
        lambda c: {"madrasah": c.satu} | values_of(c.satu, region=make_region("73.03.01")),
    ),
    No(places.remove_madrasah, "baso", "Menghapus madrasah", lambda c: {"madrasah": c.satu}),
    No(places.remove_madrasah, "jafar", "orang bertugas di madrasah ini", lambda c: {"madrasah": c.satu}),
    No(places.restore_madrasah, "baso", "Menghapus madrasah", lambda c: {"madrasah": c.satu}),
    No(
        places.restore_madrasah,
        "jafar",
        "lebih dari 30 hari",
        lambda c: {"madrasah": make_madrasah(c.kecamatan, removed_at=timezone.now() - timedelta(days=31))},
    ),
    No(papers.add_qualification, "citra", NOT_YOURS, lambda c: {"qualification": degree(c)}),
    No(papers.remove_qualification, "citra", NOT_YOURS, lambda c: {"qualification": kept(degree(c))}),
    No(papers.restore_qualification, "citra", NOT_YOURS, lambda c: {"event": deletion(degree(c))}),
    No(papers.restore_qualification, "baso", "lebih dari 30 hari", lambda c: {"event": deletion(degree(c), 31)}),
    No(
        semesters.edit_semester,
        "baso",
        ONLY_REGION,
        lambda c: {"semester": c.semester, "starts_on": today(), "ends_on": today(90)},
    ),
    No(semesters.add_national_holidays, "baso", ONLY_REGION, lambda c: {"semester": c.semester, "chosen": []}),
    No(years.open_year, "baso", ONLY_OPENS, lambda c: {"opening": opening_of_next_year(c), "rules": OPENING_RULES}),
    No(years.take_back_year, "baso", ONLY_OPENS, lambda c: {"opening": opened_year(c)}),
    No(semesters.add_holiday, "baso", ONLY_REGION, lambda c: {"holiday": holiday(c)}),
    No(semesters.remove_holiday, "baso", ONLY_REGION, lambda c: {"holiday": kept(holiday(c))}),
    No(semesters.restore_holiday, "baso", ONLY_REGION, lambda c: {"event": deletion(holiday(c))}),
    No(semesters.restore_holiday, "jafar", "lebih dari 30 hari", lambda c: {"event": deletion(holiday(c), 31)}),
    No(erase_person, "daeng", "dihapus oleh operator wilayah", lambda c: erasing(newcomer(c))),
    No(erase_person, "jafar", "Data Anda sendiri", lambda c: erasing(c.jafar.person)),
    No(erase_person, "jafar", "masih bertugas", lambda c: erasing(newcomer(c))),
    No(erase_person, "jafar", "Akun orang ini masih dipakai", lambda c: erasing(retired(c.aminah.person))),
    No(erase_person, "jafar", "masih pengurus KKG", lambda c: erasing(retired(closed(c.gita).person))),
    No(continue_erasure, "jafar", "tidak terhenti", lambda c: {"erasure": erased(c), "rules": ERASING_RULES}),
    No(rights.ask, "keeper", "tidak terkait dengan seseorang", lambda c: {"kind": "perbaikan", "text": "Keliru"}),
    No(rights.withdraw, "jafar", "diajukan orang lain", lambda c: {"request": asked(c.aminah)}),
    No(rights.withdraw, "aminah", "sudah dijawab", lambda c: {"request": answered(c)}),
    No(rights.answer, "baso", "dijawab operator wilayah", lambda c: {"request": asked(c.aminah), "words": "Sudah."}),
    No(rights.answer, "jafar", "Permintaan Anda sendiri", lambda c: {"request": asked(c.jafar), "words": "Sudah."}),
    No(rights.answer, "jafar", "sudah dijawab", lambda c: {"request": answered(c), "words": "Lain."}),
    No(close_account, "faisal", NOT_GIVEN, lambda c: {"user": c.baso, "reason": "Pindah"}),
    No(close_account, "jafar", "Akun pengelola sistem", lambda c: {"user": c.keeper, "reason": "Pindah"}),
    No(reopen_account, "faisal", NOT_GIVEN, lambda c: {"user": closed(c.baso)}),
    No(revoke_links, "faisal", NOT_GIVEN, lambda c: {"person": c.baso.person}),
    No(accounts.activate_account, "citra", NOT_GIVEN, lambda c: {"person": newcomer(c)}),
    No(accounts.activate_account, "baso", "Akun ini sudah aktif", lambda c: {"person": c.aminah.person}),
    No(accounts.reset_account, "faisal", NOT_GIVEN, lambda c: {"person": c.baso.person}),
    No(accounts.reset_account, "baso", "belum punya akun", lambda c: {"person": newcomer(c)}),
    No(accounts.reset_account, "baso", "sedang dinonaktifkan", lambda c: {"person": closed(c.aminah).person}),
    No(factors.begin_factor, "gita", "sudah menyala", lambda c: with_factor(c, "gita")),
    No(factors.confirm_factor, "gita", "sudah menyala", lambda c: with_factor(c, "gita") | {"code": "123456"}),
    No(factors.switch_off, "aminah", "belum dipasang", lambda c: {}),
    No(factors.renew_codes, "aminah", "belum dipasang", lambda c: {}),
    No(factors.reset_factor, "faisal", NOT_GIVEN, lambda c: {"person": c.baso.person, "reason": "Hilang"}),
    No(factors.reset_factor, "baso", "tidak memakai", lambda c: {"person": c.aminah.person, "reason": "Hilang"}),
    No(
        devices.end_device,
        "baso",
        "milik akun lain",
        lambda c: {"device": devices.note_device(user=c.aminah, session_key="contoh", agent="")},
    ),
    No(
        consents.give_photo_consent,
        "gita",
        "mengizinkan sendiri di halaman Akun",
        lambda c: {"person": c.aminah.person},
    ),
    No(
        consents.withdraw_photo_consent,
        "keeper",
        "tidak terkait dengan seseorang",
        lambda c: {"person": c.aminah.person},
    ),
    No(
        consents.note_spoken_consents,
        "keeper",
        "tidak terkait dengan seseorang",
        lambda c: {"people": [c.aminah.person], "file": None, "note": "lisan"},
    ),
    No(removals.remove_person, "faisal", NOT_GIVEN, lambda c: {"person": c.baso.person, "reason": "Salah"}),
    No(removals.restore_person, "citra", NOT_GIVEN, lambda c: {"removal": removal(c)}),
    No(removals.restore_person, "jafar", "lebih dari 30 hari", lambda c: {"removal": removal(c, 31)}),
    No(
        merges.merge_persons,
        "citra",
        NOT_YOURS,
        lambda c: {"kept": newcomer(c), "dropped": newcomer(c), "choices": {}, "rules": MERGING_RULES},
    ),
    No(merges.undo_merge, "citra", NOT_YOURS, lambda c: {"merge": merged(c), "rules": MERGING_RULES}),
    No(
        closings.rename_madrasah,
        "citra",
        NO_MADRASAH,
        lambda c: {"madrasah": c.satu, "name": "MI Lain", "since": today()},
    ),
    No(closings.take_back_name, "citra", NO_MADRASAH, lambda c: {"madrasah": c.satu}),
    No(closings.close_madrasah, "baso", "Menutup atau menggabungkan", lambda c: last_day(c.satu)),
    No(closings.close_madrasah, "jafar", "Menutup atau menggabungkan", lambda c: last_day(c.satu, far(c))),
    No(
        closings.reopen_madrasah,
        "baso",
        "Menutup atau menggabungkan",
        lambda c: {"closing": closing(c), "rules": CLOSING_RULES},
    ),
    No(
        runs.start_import,
        "aminah",
        "Mengimpor data dilakukan",
        lambda c: {"file": teachers(SATU | {"name": "Contoh Baru"}), "name": "guru.xlsx"},
    ),
    No(runs.set_columns, "jafar", NOT_IMPORTED_BY, lambda c: {"run": run(c), "kind": "guru", "choices": {}}),
    No(runs.answer_rows, "jafar", NOT_IMPORTED_BY, lambda c: {"run": run(c), "answers": {}}),
    No(runs.answer_names, "jafar", NOT_IMPORTED_BY, lambda c: {"run": run(c), "answers": {}}),
    No(runs.apply_import, "jafar", NOT_IMPORTED_BY, lambda c: {"run": run(c)}),
    No(runs.undo_import, "jafar", NOT_IMPORTED_BY, lambda c: {"run": run(c)}),
    No(
        runs.appoint_heads,
        "faisal",
        "Kepala ditunjuk oleh operator wilayah atau pengawas",
        lambda c: {"run": run(c), "chosen": {}, "since": today()},
    ),
    No(runs.undo_import, "faisal", "Impor ini belum diterapkan", lambda c: {"run": run(c)}),
]
