"""Small random countries: rows of every kind, offices and posts that begin and end around today."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from django.utils import timezone

from competency.models import (
    Assessment,
    Code,
    DistrictCube,
    Evidence,
    Finding,
    FollowUp,
    Guidance,
    Instrument,
    MaterialIndicator,
    Meeting,
    MentorPair,
    Pairing,
    Rating,
    Revision,
    Rpp,
    Visit,
)
from core.models import StoredFile
from kkg.models import (
    Certificate,
    CertificateBatch,
    CodedList,
    Decision,
    GroupPlace,
    Letter,
    Material,
    Officer,
    PlannedSession,
    Problem,
    Programme,
    Session,
    SessionPhoto,
    Speaker,
    SpeakerMerge,
    Topic,
    WorkingGroup,
)
from madrasah.models import (
    Assignment,
    Consent,
    DataRequest,
    Erasure,
    Madrasah,
    MadrasahClosing,
    Person,
    PersonMerge,
    Placement,
    Region,
    Removal,
    Semester,
    User,
)
from madrasah.periods import week_start
from madrasah.roles import Role

REGIONS = [
    ("73", "provinsi"),
    ("73.02", "kabupaten"),
    ("73.02.01", "kecamatan"),
    ("73.02.02", "kecamatan"),
    ("73.03", "kabupaten"),
    ("73.03.01", "kecamatan"),
    ("74", "provinsi"),
    ("74.02", "kabupaten"),
    ("74.02.01", "kecamatan"),
]
VILLAGES = ["73.02.01", "73.02.02", "73.03.01", "74.02.01"]


def _create(model: Any, rows: Iterable[Any]) -> None:
    """Those that no constraint forbids: two ketua, the same office twice on a day and the like go."""
    model.objects.bulk_create(rows, ignore_conflicts=True)


class World:
    """Rows of one random country; `users` are those whose sight is compared."""

    def __init__(self, seed: int) -> None:
        self.luck, self.today = Random(seed), timezone.localdate()
        self._places()
        self._people()
        self._groups()
        self._sessions()
        self._work()
        self._papers()
        self._sheets()
        self._past()

    def readers(self, most: int) -> list[int]:
        """Keys of so many users, the keeper without a person among them."""
        return [user.pk for user in [*self.luck.sample(self.users[:-1], most - 1), self.users[-1]]]

    # -- Luck ---------------------------------------------------------------------------------------
    def chance(self, share: float) -> bool:
        return self.luck.random() < share

    def day(self, around: int = 60) -> date:
        return self.today + timedelta(days=self.luck.randint(-around, around))

    def moment(self, around: int = 60) -> datetime:
        return timezone.now() + timedelta(days=self.luck.randint(-around, 0), hours=self.luck.randint(0, 23))

    def span(self) -> dict[str, date | None]:
        """Often open, often with an end of today, yesterday or tomorrow."""
        since = self.luck.choice([self.today, self.day(), self.day(), self.day(400)])
        ends = [self.today - timedelta(days=1), self.today, self.today + timedelta(days=1), self.day()]
        until = self.luck.choice([None, None, *ends])
        return {"since": since, "until": until if until is None or until >= since else since}

    def gone(self) -> datetime | None:
        """Mostly not deleted; else lately or long ago."""
        return self.moment(60) if self.chance(0.2) else None

    def one(self, rows: list[Any]) -> Any:
        return self.luck.choice(rows)

    def some(self, rows: list[Any], most: int) -> list[Any]:
        return self.luck.sample(rows, self.luck.randint(0, min(most, len(rows))))

    # -- Rows ---------------------------------------------------------------------------------------
    def _places(self) -> None:
        for code, level in REGIONS:
            parent = code.rpartition(".")[0] or None
            Region.objects.get_or_create(
                code=code, defaults={"level": level, "name": f"Contoh {code}", "parent_id": parent}
            )
        self.madrasahs = Madrasah.objects.bulk_create(
            Madrasah(name=f"MI Contoh {n}", region_id=self.one(VILLAGES), removed_at=self.gone() if n else None)
            for n in range(7)
        )

    def _people(self) -> None:
        self.people = Person.objects.bulk_create(
            Person(
                name=f"Orang Contoh {n}",
                home_region_id=self.one([None, *VILLAGES]),
                removed_at=self.gone() if n > 5 else None,
            )
            for n in range(18)
        )
        self.users = User.objects.bulk_create(
            User(username=f"acak-{uuid4().hex[:12]}", person=person, is_superuser=self.chance(0.1))
            for person in self.people
        )
        self.users += User.objects.bulk_create([User(username=f"penjaga-{uuid4().hex[:12]}", is_superuser=True)])
        self.user = self.users[0]
        _create(
            Placement,
            (
                Placement(person=person, madrasah=self.one(self.madrasahs), **self.span())
                for person in self.people
                for _ in range(self.luck.randint(0, 2))
            ),
        )
        _create(Assignment, (self._office(person) for person in self.people for _ in range(self.luck.randint(0, 3))))
        Consent.objects.bulk_create(
            Consent(
                person=person,
                given_on=self.day(),
                recorded_by=self.user,
                withdrawn_on=None if self.chance(0.7) else self.today + timedelta(days=90),
            )
            for person in self.some(self.people, 15)
        )

    def _office(self, person: Person) -> Assignment:
        role = self.one([Role.TEACHER, Role.KEPALA, Role.KEPALA, Role.PENGAWAS, Role.OPERATOR, Role.KABUPATEN])
        is_regional = role == Role.KABUPATEN or (role == Role.OPERATOR and self.chance(0.6))
        place = {"region_id": self.one(REGIONS)[0]} if is_regional else {"madrasah": self.one(self.madrasahs)}
        return Assignment(person=person, role=role, **place, **self.span())

    def _groups(self) -> None:
        self.groups = WorkingGroup.objects.bulk_create(
            WorkingGroup(
                name=f"KKG Contoh {n}", removed_at=self.gone(), ended_on=self.day(20) if self.chance(0.4) else None
            )
            for n in range(5)
        )
        places = []
        for group in self.groups:
            for madrasah in self.some(self.madrasahs, 4):
                span = self.span()
                if group.ended_on and self.chance(0.6):
                    span = {"since": self.today - timedelta(days=400), "until": group.ended_on}
                places.append(GroupPlace(group=group, madrasah=madrasah, **span))
        _create(GroupPlace, places)
        offices = Officer.Office.values
        _create(
            Officer,
            (
                Officer(group=self.one(self.groups), person=person, office=self.one(offices), **self.span())
                for person in self.some(self.people, 12)
            ),
        )

    def _sessions(self) -> None:
        self.sessions = Session.objects.bulk_create(
            Session(
                group=self.one(self.groups), title="Contoh", date=self.day(), school_year=2026, removed_at=self.gone()
            )
            for _ in range(16)
        )
        Topic.objects.bulk_create(Topic(session=self.one(self.sessions), title="Contoh") for _ in range(20))
        CodedList.objects.bulk_create(
            CodedList(session=self.one(self.sessions), code=uuid4().hex[:8], printed_by=self.user) for _ in range(8)
        )
        self.file = StoredFile.objects.create(
            original_name="a.jpg", content_type="image/jpeg", size=1, sha256="0", uploaded_by=self.user
        )
        photos = SessionPhoto.objects.bulk_create(
            SessionPhoto(
                session=self.one(self.sessions),
                file=self.file,
                added_by=self.user,
                removed_at=self.gone(),
                shows_others=self.chance(0.2),
            )
            for _ in range(24)
        )
        for photo in photos:
            photo.people.set(self.some(self.people, 3))

    def _work(self) -> None:
        self.materials = Material.objects.bulk_create(
            Material(
                group=self.one(self.groups),
                kind="media",
                title="Contoh",
                text="Contoh",
                shared_by=self.one(self.people),
                removed_at=self.gone(),
            )
            for _ in range(20)
        )
        Problem.objects.bulk_create(
            Problem(
                group=self.one(self.groups),
                brought_by=self.one([None, *self.people]),
                brought_on=self.day(),
                text="Contoh",
                removed_at=self.gone(),
            )
            for _ in range(20)
        )
        Decision.objects.bulk_create(
            Decision(session=self.one(self.sessions), text="Contoh", owner=self.one([None, *self.people]))
            for _ in range(20)
        )
        semester = Semester.objects.create(
            school_year=2026, term="gasal", starts_on=self.day(), ends_on=self.today + timedelta(days=99)
        )
        self.semester = semester
        DistrictCube.objects.bulk_create(
            DistrictCube(
                semester=semester,
                region_id=code,
                data_day=self.today,
                frozen_at=timezone.now(),
                minimum=5,
                document={"names": {}, "sessions": {}, "rows": []},
            )
            for code, level in REGIONS
            if level == "kabupaten"
        )
        programmes = Programme.objects.bulk_create(Programme(group=group, semester=semester) for group in self.groups)
        PlannedSession.objects.bulk_create(
            PlannedSession(programme=self.one(programmes), title="Contoh") for _ in range(12)
        )

        Speaker.objects.bulk_create(Speaker(group=group, name=f"Ibu {word}") for group in self.groups for word in "AB")
        kept = Speaker.objects.all()
        SpeakerMerge.objects.bulk_create(SpeakerMerge(kept=row, name="Bu", by=self.user) for row in kept)
        Speaker.objects.bulk_create(Speaker(group=group, person=self.one(self.people)) for group in self.groups)

    def _papers(self) -> None:
        def paper(number: int) -> dict[str, Any]:
            return {"year": 2026, "number": number, "number_text": str(number)}

        Letter.objects.bulk_create(
            Letter(
                group=self.one(self.groups),
                kind="undangan",
                dated=self.day(),
                issued_by=self.user,
                client_token=uuid4(),
                **paper(number),
            )
            for number in range(12)
        )
        batches = CertificateBatch.objects.bulk_create(
            CertificateBatch(
                group=group,
                title="Contoh",
                school_year=2026,
                since=self.today,
                until=self.today,
                dated=self.today,
                issued_by=self.user,
                client_token=uuid4(),
            )
            for group in self.groups
        )
        _create(
            Certificate,
            (
                Certificate(batch=batch, group=batch.group, person=person, holder="Contoh", hours=3, **paper(number))
                for batch in batches
                for number, person in enumerate(self.some(self.people, 4))
            ),
        )

    def _sheets(self) -> None:
        instrument = Instrument.objects.create(
            code=uuid4().hex[:8], version="1", title="Contoh", kind="observasi", document={}, checksum="0"
        )
        MaterialIndicator.objects.bulk_create(
            MaterialIndicator(material=material, instrument=instrument, indicator="1")
            for material in self.some(self.materials, 12)
        )
        visits = Visit.objects.bulk_create(self._visit(self._post()) for _ in range(30))
        sheets = Assessment.objects.bulk_create(
            [
                *(self._sheet(instrument, *self.luck.sample(self.people, 2)) for _ in range(50)),
                *(self._of_visit(instrument, visit) for visit in visits[:20]),
            ]
        )
        followups = FollowUp.objects.bulk_create(
            FollowUp(assessment=sheet, text="Contoh", owner=self.one([sheet.teacher, self.one(self.people)]))
            for sheet in sheets
        )
        told = {"asked": "Contoh", "asked_on": self.today, "note": "Contoh", "mended_by": self.users[0]}
        Revision.objects.bulk_create(
            Revision(followup=followup, number=1, mended_at=self.moment(), **told) for followup in followups
        )
        Rpp.objects.bulk_create(
            Rpp(
                teacher=self.one(self.people),
                madrasah=self.one(self.madrasahs),
                school_year=2026,
                week=week_start(self.today) + timedelta(weeks=number),
                status="ada",
                checked_by=self.people[0],
                checked_at=self.moment(),
            )
            for number in range(20)
        )

        Guidance.objects.bulk_create(
            Guidance(
                madrasah=self.one(self.madrasahs),
                head=self.one(self.people),
                noted_by=self.people[0],
                agreed_on=self.today,
                text="Contoh",
                removed_at=self.gone(),
            )
            for _ in range(20)
        )

        self._findings()
        self._mentoring()
        for number in range(20):
            kind = {"vignette": "contoh"} if number % 4 == 0 else {}
            told = {"instrument": instrument, "lesson": "Contoh", "seen_on": self.today}
            pairing = Pairing.objects.create(**told, **kind)
            for rater in self.luck.sample(self.people, 1 if kind else 2):
                shown = self.moment() if self.chance(0.7) else None
                Rating.objects.create(pairing=pairing, rater=rater, done_at=self.moment(), shown_at=shown)

    def _mentoring(self) -> None:
        pairs = MentorPair.objects.bulk_create(
            MentorPair(
                mentor=mentor,
                teacher=teacher,
                madrasah=self.one(self.madrasahs),
                mentor_madrasah=self.one(self.madrasahs),
                aim="Contoh",
                since=self.today,
                until=self.today,
                proposed_by=self.people[0],
                confirmed_at=self.moment() if self.chance(0.7) else None,
            )
            for mentor, teacher in (self.luck.sample(self.people, 2) for _ in range(20))
        )
        Meeting.objects.bulk_create(
            Meeting(
                pair=self.one(pairs),
                met_on=self.today,
                done="Contoh",
                logged_by=self.one(self.people),
                removed_at=self.gone(),
            )
            for _ in range(20)
        )

    def _findings(self) -> None:
        Evidence.objects.bulk_create(
            Evidence(
                writer=self.one(self.people),
                madrasah=self.one(self.madrasahs),
                kind="dokumen",
                role="guru",
                happened_on=self.today,
                text="Contoh",
                removed_at=self.gone(),
            )
            for _ in range(20)
        )
        Code.objects.bulk_create(
            Code(owner=self.one(self.people), name="Contoh", removed_at=self.gone()) for _ in range(20)
        )
        Finding.objects.bulk_create(
            Finding(writer=self.one(self.people), title="Contoh", removed_at=self.gone()) for _ in range(20)
        )

    def _post(self) -> Placement:
        return self.one(list(Placement.objects.select_related("person", "madrasah")))

    def _visit(self, post: Placement) -> Visit:
        """By somebody with a post there at some time, appointed or not."""
        is_peer = self.chance(0.7)
        return Visit(
            teacher=self.one([person for person in self.people if person != post.person]),
            observer=post.person,
            madrasah=post.madrasah,
            semester=self.semester,
            kind="observasi",
            day=self.day(),
            is_peer=is_peer,
            withdrawn_at=self.moment() if is_peer and self.chance(0.4) else None,
        )

    def _of_visit(self, instrument: Instrument, visit: Visit) -> Assessment:
        sheet = self._sheet(instrument, visit.teacher, visit.observer)
        sheet.visit, sheet.madrasah = visit, visit.madrasah
        return sheet

    def _sheet(self, instrument: Instrument, teacher: Person, observer: Person) -> Assessment:
        shared_at = self.moment() if self.chance(0.7) else None
        return Assessment(
            instrument=instrument,
            teacher=teacher,
            observer=observer,
            keeper=observer if self.chance(0.7) else self.one([one for one in self.people if one != teacher]),
            madrasah=self.one(self.madrasahs),
            semester=self.semester,
            school_year=2026,
            observed_on=self.day(),
            removed_at=self.gone(),
            state="dibagikan" if shared_at else "draf",
            shared_at=shared_at,
        )

    def _past(self) -> None:
        """What was merged, closed and deleted."""
        pairs = [self.luck.sample(self.people, 2) for _ in range(5)]
        merges = [PersonMerge(kept=a, dropped=b, by=self.user, at=self.moment()) for a, b in pairs]
        _create(PersonMerge, merges)
        MadrasahClosing.objects.bulk_create(
            MadrasahClosing(madrasah=madrasah, last_day=self.day(), reason="Contoh", by=self.user)
            for madrasah in self.madrasahs
        )
        asked = {"kind": "perbaikan", "text": "Contoh", "due_at": timezone.now() + timedelta(days=400)}
        DataRequest.objects.bulk_create(
            DataRequest(person=person, made_at=self.moment(), **asked) for person in self.people
        )
        Erasure.objects.bulk_create(
            Erasure(person=person, code=f"C{number}", at=self.moment()) for number, person in enumerate(self.people)
        )
        Removal.objects.bulk_create(
            Removal(person=person, by=self.user, reason="Contoh", restored_at=self.one([None, self.moment()]))
            for person in self.people
        )
        Removal.objects.filter(person__in=self.some(self.people, 6)).update(created_at=self.moment(90))
