"""Two officers at one roll call, scans in between, at random: no mark is lost, none is made up, no row is doubled.

Each phone sends the form of the HTML that it holds, however old, as its browser would.
"""

from dataclasses import dataclass, field
from random import Random

import pytest
from django.test import Client

from core.refill import forms_of
from kkg.attendance.rollcall import read
from kkg.attendance.rosters import default_mark, roster_of
from kkg.models import Attendance, CheckInWindow, Session
from tests.cast import Cast, client_of
from tests.clock import in_the_morning
from tests.effort import every
from tests.factories import make_teacher, make_user
from tests.house.walks.test_interrupted import stands_in
from tests.kkg.checkin_makers import make_window, scan
from tests.kkg.makers import make_session, make_topic

pytestmark = in_the_morning

MARKS = ["hadir", "izin", "sakit", "alpa"]
WORLDS, STEPS = range(0, 24, every(4)), 16


@dataclass
class Phone:
    """One officer's page of the roll: hidden fields as its HTML has them, its radios, and what was tapped since."""

    client: Client
    session: Session
    hidden: dict[str, str] = field(default_factory=dict)
    radios: dict[str, str] = field(default_factory=dict)
    tapped: dict[int, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/kkg/pertemuan/{self.session.pk}/kehadiran/"

    def open(self) -> None:
        answer = self.client.get(self.path)
        if answer.status_code == 200:
            self._shows(answer.content.decode())

    def _shows(self, html: str) -> None:
        form = next(one for one in forms_of(html) if one.aim(self.path) == self.path)
        fields = dict(stands_in(form, html))
        names = {control.name for control in form.controls if control.kind == "radio"}
        self.radios = {name: fields.get(name, "") for name in names}
        self.hidden = {name: value for name, value in fields.items() if name not in names}
        self.tapped = {}

    def tap(self, person: int, mark: str) -> None:
        """A tap that comes back to what was shown says nothing."""
        if f"m-{person}" not in self.radios:
            return
        self.radios[f"m-{person}"] = self.tapped[person] = mark
        if mark == (read(self.hidden["seen"]).get(person) or self.hidden["taken"]):
            del self.tapped[person]

    def keep(self) -> bool:
        """As autosave.js does; whether the server took it."""
        answer = self.client.post(f"{self.path}simpan/", self.hidden | self.radios)
        if answer.status_code == 200:
            self.hidden |= answer.json()["fields"]
        return answer.status_code == 200

    def send(self, **pressed: str) -> bool:
        """A press on a button; a page that asks is shown, else the roll is opened anew."""
        answer = self.client.post(self.path, self.hidden | self.radios | pressed)
        if answer.status_code == 200:
            self._shows(answer.content.decode())
        return answer.status_code == 302


@dataclass
class World:
    """A session with two phones at it, and what may happen next."""

    cast: Cast
    luck: Random
    session: Session
    teachers: list
    phones: list[Phone]

    def marks(self) -> dict[int, str]:
        rows = list(Attendance.objects.filter(session=self.session, person__isnull=False).values_list("person", "mark"))
        assert len(rows) == len(dict(rows)), "somebody stands twice"
        return dict(rows)

    def scanned(self) -> set[int]:
        return {row.person_id for row in self.session.attendances.all() if row.is_self_checked}

    def step(self) -> None:
        self.session = Session.objects.get(pk=self.session.pk)
        deeds = [self.tap, self.tap, self.tap, self.keep, self.keep, self.save, self.rest, self.check_in, self.reload]
        deeds += [self.window, self.guest, self.close, self.reopen]
        before, is_closed = self.marks(), self.session.is_closed
        deed = self.luck.choice(deeds)
        allowed = deed()
        now = self.marks()
        assert set(before) <= set(now), f"{deed.__name__} lost a mark"
        changed = {pk: mark for pk, mark in now.items() if before.get(pk) != mark}
        for pk, mark in changed.items():
            assert mark in allowed.get(pk, ()), f"{deed.__name__} made {mark} of {before.get(pk)}"
        assert not (is_closed and changed), f"{deed.__name__} changed a closed record"
        if Session.objects.get(pk=self.session.pk).is_closed:
            assert all(entry.mark for entry in roster_of(self.session))

    def phone(self) -> Phone:
        return self.luck.choice(self.phones)

    def reload(self) -> dict:
        self.phone().open()
        return {}

    def tap(self) -> dict:
        self.phone().tap(self.luck.choice(self.teachers).pk, self.luck.choice(MARKS))
        return {}

    def keep(self) -> dict:
        phone = self.phone()
        tapped, allowed = dict(phone.tapped), self._told(phone)
        if phone.keep():
            self._took(tapped)
            phone.tapped = {}
        return allowed

    def _told(self, phone: Phone) -> dict:
        """What this phone may write name by name: its taps, but not over a check-in that it did not show."""
        unseen = {str(pk) for pk in self.scanned()} - set(phone.hidden["checked"].split(","))
        return {pk: [mark] for pk, mark in phone.tapped.items() if str(pk) not in unseen}

    def save(self, **pressed: str) -> dict:
        phone, before, scanned = self.phone(), self.marks(), self.scanned()
        default = "alpa" if pressed else default_mark(self.session, roster_of(self.session)) and phone.hidden["taken"]
        left = {int(name[2:]) for name in phone.radios} - set(before) - set(phone.tapped)
        allowed = self._told(phone) | {pk: [default] for pk in left if default}
        tapped = phone.tapped
        if phone.send(**pressed):
            self._took(tapped)
            assert not pressed or left <= set(self.marks()), "the button left somebody out"
            assert self.scanned() == scanned
            phone.open()
        return allowed

    def rest(self) -> dict:
        return self.save(rest="alpa")

    def _took(self, tapped: dict[int, str]) -> None:
        """What a phone was told is kept, is kept; who checked in by themselves may stay present."""
        now, scanned = self.marks(), self.scanned()
        for pk, mark in tapped.items():
            assert now[pk] == mark or (pk in scanned and now[pk] == "hadir"), "told as kept, but it is not"

    def window(self) -> dict:
        if not self.session.is_closed:
            make_window(self.session, self.cast.gita)
        return {}

    def check_in(self) -> dict:
        window = CheckInWindow.objects.filter(session=self.session).first()
        teacher = self.luck.choice(self.teachers)
        if window and not self.session.is_closed:
            scan(window, teacher.user)
        return {teacher.pk: ["hadir"]}

    def guest(self) -> dict:
        """Adds one, or takes one off; a member who is asked to be taken off stays."""
        client = self.phone().client
        row = self.luck.choice([None, *self.session.attendances.all()])
        base = f"/kkg/pertemuan/{self.session.pk}/kehadiran/"
        if row is None:
            token = f"00000000-0000-4000-8000-{self.luck.randrange(16**12):012x}"
            client.post(f"{base}tamu/", {"name": f"Tamu {token[-6:]}", "client_token": token})
        else:
            client.post(f"{base}{row.pk}/hapus/")
        return {}

    def close(self) -> dict:
        topic = self.session.topics.get()
        data = {"revision": self.session.revision, "jp": "3", f"status-{topic.pk}": "tuntas"}
        self.phone().client.post(f"/kkg/pertemuan/{self.session.pk}/tutup/", data)
        return {}

    def reopen(self) -> dict:
        self.phone().client.post(f"/kkg/pertemuan/{self.session.pk}/buka-kembali/", {"reason": "Contoh"})
        return {}


@pytest.mark.parametrize("seed", WORLDS)
def test_whatever_two_hands_do_nothing_is_lost_or_made_up(cast, seed) -> None:
    luck, session = Random(seed), make_session(cast)
    make_topic(session)
    teachers = [make_teacher(cast.satu, name=f"Guru {number}") for number in range(3)]
    for teacher in teachers:
        teacher.user = make_user(teacher)
    phones = [Phone(client_of(user), session) for user in (cast.gita, cast.daeng)]
    for phone in phones:
        phone.open()
    world = World(cast, luck, session, teachers, phones)
    for _ in range(STEPS):
        world.step()
