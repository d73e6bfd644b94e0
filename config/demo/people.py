"""The demo's madrasah, teachers, offices and log-ins, made by the operator of the kabupaten."""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random
from typing import cast

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone

from config.demo import words
from config.demo.words import Member
from madrasah.accounts.link_actions import activate_account
from madrasah.models import AccessLink, Assignment, Madrasah, Person, Placement, Region, Subject, User
from madrasah.roles import Role
from madrasah.work.actions import add_person, grant_office

CLASSES = ("I", "II", "III", "IV", "V", "VI")
SUBJECT_POSTS = ("PJOK", "BAR", "QH", "FIK")
ONE_IN_SIX = 6


@dataclass(frozen=True)
class Village:
    """Who is where: madrasah, kepala and teachers by the madrasah's key, log-ins by the cast's."""

    since: date
    places: dict[str, Madrasah]
    heads: dict[str, User]
    teachers: dict[str, list[Person]]
    users: dict[str, User]

    def person(self, key: str) -> Person:
        """One of the cast as a person."""
        return person_of(self.users[key])


def settle(since: date, luck: Random) -> Village:
    """Everybody in place and in office since that day; ten log-ins that share one password."""
    keeper = _keeper()
    operator = _operator(since, keeper)
    places = _madrasahs()
    users = {"jafar": operator} | {
        key: _join(member, places, since, operator if member.at else keeper)
        for key, member in words.CAST.items()
        if key != "jafar"
    }
    heads = {m.at: users[key] for key, m in words.CAST.items() if m.office == Role.KEPALA}
    heads |= {key: _head(key, places, since, operator) for key in words.HEADS_WITHOUT_LOGIN}
    teachers = _teachers(places, since, operator, luck)
    for key, member in words.CAST.items():
        if member.teaches:
            teachers[member.at].append(person_of(users[key]))
    # One round: whoever runs the demo reads the password on the screen, and the first log-in stores it as usual.
    password = PBKDF2PasswordHasher().encode(words.PASSWORD, words.MARK, iterations=1)
    User.objects.filter(pk__in=[user.pk for user in users.values()]).update(password=password)
    return Village(since, places, heads, teachers, users)


def person_of(user: User) -> Person:
    """Who logs in with it; only the keeper's account is nobody's."""
    return cast(Person, user.person)


def account_of(person: Person, by: User) -> User:
    """A log-in whose personal link is spent, as after the first visit."""
    activate_account(person=person, by=by)
    AccessLink.objects.filter(person=person, used_at=None).update(used_at=timezone.now())
    return User.objects.select_related("person").get(person=person)


def _keeper() -> User:
    """Who grants the offices of a region; has no password here."""
    keeper = User.objects.filter(is_superuser=True).first()
    return keeper or User.objects.create_superuser("pengelola-contoh")


def _operator(since: date, keeper: User) -> User:
    kabupaten = Region.objects.get(pk=words.KABUPATEN)
    office = Assignment(role=Role.OPERATOR, since=since, region=kabupaten)
    person = add_person(person=_person(words.CAST["jafar"]), work=office, by=keeper)
    return account_of(person, keeper)


def _person(member: Member) -> Person:
    return Person(name=member.name, title_before=member.before, title_after=member.after, sex=member.sex)


def _madrasahs() -> dict[str, Madrasah]:
    return {
        key: Madrasah.objects.create(
            name=f"MI Contoh {key}",
            nsm=f"1112730299{number:02d}",
            npsn=f"997399{number:02d}",
            region_id=words.KECAMATAN,
            village=village,
            accreditation="B",
        )
        for number, (key, (village, _)) in enumerate(words.MADRASAHS.items(), start=1)
    }


def _join(member: Member, places: dict[str, Madrasah], since: date, by: User) -> User:
    """One of the cast: the person, every office, then the log-in: a later office would kill the link."""
    offices = _offices(member, places, since)
    if member.teaches:
        post = Placement(madrasah=places[member.at], since=since, class_name=member.teaches)
        person = add_person(person=_person(member), work=post, by=by)
    else:
        person = add_person(person=_person(member), work=offices.pop(0), by=by)
    for office in offices:
        grant_office(person=person, assignment=office, by=by)
    return account_of(person, by)


def _offices(member: Member, places: dict[str, Madrasah], since: date) -> list[Assignment]:
    role = Role(member.office)
    if not member.at:
        return [Assignment(role=role, since=since, region=Region.objects.get(pk=words.KABUPATEN))]
    keys = words.GROUP_OF_FIVE if member.at == "*" else (member.at,)
    return [Assignment(role=role, since=since, madrasah=places[key], is_acting=member.acting) for key in keys]


def _head(key: str, places: dict[str, Madrasah], since: date, operator: User) -> User:
    """A kepala whose personal link was sent and waits."""
    name, sex, title = words.HEADS_WITHOUT_LOGIN[key]
    office = Assignment(role=Role.KEPALA, since=since, madrasah=places[key])
    person = add_person(person=Person(name=name, sex=sex, title_after=title), work=office, by=operator)
    activate_account(person=person, by=operator)
    return User.objects.select_related("person").get(person=person)


def _teachers(places: dict[str, Madrasah], since: date, operator: User, luck: Random) -> dict[str, list[Person]]:
    lines = enumerate(words.TEACHERS.split("\n")[1:-1], start=1)
    return {
        key: [
            add_person(person=_teacher(number, line, luck), work=_post(places[key], turn, since), by=operator)
            for turn, (number, line) in enumerate(islice(lines, count))
        ]
        for key, (_, count) in words.MADRASAHS.items()
    }


def _teacher(number: int, line: str, luck: Random) -> Person:
    """Numbers in ranges that no office gives out: they meet nobody real."""
    name, title, sex = line.split("|")
    born = date(luck.randint(1968, 1998), luck.randint(1, 12), luck.randint(1, 28))
    is_civil_servant = number % ONE_IN_SIX == 0
    nip = f"{born:%Y%m%d}{born.year + 26}01{1 if sex == 'L' else 2}99{number % 10}"
    return Person(
        name=name,
        title_after=title,
        sex=sex,
        birth_date=born,
        birth_place="Bulukumba",
        nip=nip if is_civil_servant else "",
        nuptk=f"99{number:014d}",
        peg_id=f"99{number:012d}",
        phone=f"0800{number:08d}",
        employment="PNS" if is_civil_servant else luck.choice(("GTY", "GTT")),
    )


def _post(place: Madrasah, turn: int, since: date) -> Placement:
    if turn < len(CLASSES):
        return Placement(madrasah=place, since=since, class_name=CLASSES[turn])
    subject = Subject.objects.get(pk=SUBJECT_POSTS[(turn - len(CLASSES)) % len(SUBJECT_POSTS)])
    return Placement(madrasah=place, since=since, post=Placement.Post.SUBJECT, subject=subject)
