"""After a breach: whose data an account, a device or a link opened for sure in a span, and whose it could have opened.

Opening a page is recorded nowhere. What is sure is what was written, marked as read, or gathered into a pack; the
rest is an upper bound by offices as they stood in the span, never less than what could be seen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from axes.models import AccessLog
from django.apps import apps
from django.db.models import ForeignKey, Q
from django.utils import timezone
from pghistory.models import Context

from competency.models import Assessment, Pack, Reply
from core.formats import moment_short
from kkg.models import GroupPlace, Officer
from madrasah.models import AccessLink, Assignment, Device, Person, Placement, User
from madrasah.roles import Role
from madrasah.scope import in_regions, not_over_at

IDENTITY, RESULTS, NAME = "data diri", "hasil supervisi", "nama dan madrasah"
KNOWING = (Role.KEPALA, Role.PENGAWAS, Role.OPERATOR)


@dataclass(frozen=True)
class Span:
    """From the first moment somebody else may have been there to the last."""

    since: datetime
    until: datetime


@dataclass
class Reach:
    """By person: what was opened for sure, and what could have been; `notes` say what the answer rests on."""

    sure: dict[int, set[str]] = field(default_factory=dict)
    maybe: dict[int, set[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, where: dict[int, set[str]], persons: Iterable[int], what: str) -> None:
        for person in persons:
            where.setdefault(person, set()).add(what)

    def lines(self) -> Iterator[tuple[Person, str, str]]:
        """Each person with what was opened for sure and what could have been, by name."""
        for person in Person.objects.filter(pk__in={*self.sure, *self.maybe}).order_by("name", "pk"):
            yield (
                person,
                ", ".join(sorted(self.sure.get(person.pk, ()))),
                ", ".join(sorted(self.maybe.get(person.pk, ()))),
            )


def reach_of_account(user: User, span: Span) -> Reach:
    """Everything behind one log-in."""
    reach = Reach()
    if user.person_id is None:
        reach.notes.append("Akun pengelola sistem: semua pemegang tugas wilayah dapat terlihat.")
    _own(reach, user)
    _by_offices(reach, user, span)
    _by_groups(reach, user, span)
    _by_sheets(reach, user)
    _written(reach, user, span)
    _read_and_gathered(reach, user, span)
    times = AccessLog.objects.filter(username=user.username, attempt_time__range=(span.since, span.until))
    reach.notes.append(f"Tercatat masuk {times.count()} kali dalam waktu itu (catatan masuk disimpan 90 hari).")
    return reach


def reach_of_device(device: Device, span: Span) -> Reach:
    """The account on it, from when the device was first seen."""
    return reach_of_account(device.user, Span(max(span.since, device.created_at), span.until))


def reach_of_link(link: AccessLink, span: Span) -> Reach:
    """A result link shows one sheet; one for a password opens the account; a calendar tells no person's data."""
    if link.kind == AccessLink.Kind.RESULT:
        return _by_result_link(link)
    account: User | None = getattr(link.person, "user", None) if link.person else None
    if link.kind == AccessLink.Kind.FEED:
        return Reach(notes=["Kalender: jadwal pertemuan saja, tanpa data orang."])
    if account is None or link.used_at is None:
        return Reach(notes=["Tautan ini belum dipakai, jadi tidak membuka apa pun."])
    return reach_of_account(account, Span(max(span.since, link.used_at), span.until))


def _by_result_link(link: AccessLink) -> Reach:
    reach, result = Reach(), getattr(link, "result_link", None)
    if result is None:
        return reach
    where = reach.sure if result.opened_at else reach.maybe
    reach.add(where, [result.assessment.teacher_id], RESULTS)
    reach.add(where, [result.assessment.observer_id], NAME)
    opened = (
        f"pertama dibuka {moment_short(timezone.localtime(result.opened_at))}" if result.opened_at else "belum dibuka"
    )
    reach.notes.append(f"Tautan hasil: satu lembar, {opened}.")
    return reach


def _own(reach: Reach, user: User) -> None:
    if user.person_id:
        reach.add(reach.maybe, [user.person_id], IDENTITY)
        reach.add(reach.maybe, [user.person_id], RESULTS)


def _held(user: User, span: Span) -> list[Assignment]:
    """Offices on any day of the span."""
    first, last = timezone.localdate(span.since), timezone.localdate(span.until)
    return list(Assignment.objects.filter(not_over_at(first), person=user.person_id or 0, since__lte=last))


def _by_offices(reach: Reach, user: User, span: Span) -> None:
    held = [office for office in _held(user, span) if office.role in KNOWING]
    opens = [office.madrasah_id for office in held if office.madrasah_id and office.role != Role.OPERATOR]
    knows = [office.madrasah_id for office in held if office.madrasah_id]
    reach.add(reach.maybe, _worked_at(Q(madrasah__in=knows), span), IDENTITY)
    reach.add(reach.maybe, _worked_at(Q(madrasah__in=opens), span), RESULTS)
    for office in held:
        if office.region_id:
            inside, kept = (in_regions([office.region_id], f"{at}region_id") for at in ("madrasah__", "home_"))
            reach.add(reach.maybe, _worked_at(inside, span), IDENTITY)
            reach.add(reach.maybe, Person.objects.filter(kept).values_list("pk", flat=True), IDENTITY)


def _worked_at(place: Q, span: Span) -> set[int]:
    """Posts and offices there that were not over before the span."""
    not_over = not_over_at(timezone.localdate(span.since) - timedelta(days=1))
    return {
        person
        for terms in (Placement, Assignment)
        for person in terms.objects.filter(place, not_over).values_list("person", flat=True)
    }


def _by_groups(reach: Reach, user: User, span: Span) -> None:
    """Members read the names of their KKG; officers the roll with NIP and reasons."""
    me = user.person_id or 0
    posts, offices = (terms.objects.filter(person=me).values("madrasah") for terms in (Placement, Assignment))
    own = Q(madrasah__in=posts) | Q(madrasah__in=offices)
    groups = GroupPlace.objects.filter(own | Q(group__in=Officer.objects.filter(person=me).values("group"))).values(
        "group"
    )
    places = GroupPlace.objects.filter(group__in=groups).values("madrasah")
    reach.add(reach.maybe, _worked_at(Q(madrasah__in=places), span), NAME)


def _by_sheets(reach: Reach, user: User) -> None:
    mine = Q(observer=user.person_id or 0) | Q(keeper=user.person_id or 0)
    reach.add(reach.maybe, Assessment.objects.filter(mine).values_list("teacher", flat=True), RESULTS)


def _written(reach: Reach, user: User, span: Span) -> None:
    """Persons whose rows this account wrote, as history tells."""
    told = Q(metadata__user=user.pk) | Q(metadata__by=user.pk)
    contexts = Context.objects.filter(told, created_at__range=(span.since, span.until))
    keys = list(contexts.values_list("pk", flat=True))
    for model in apps.get_models():
        if not hasattr(model, "pgh_tracked_model"):
            continue
        rows = model._base_manager.filter(pgh_context__in=keys)
        columns = [
            one.name for one in model._meta.fields if isinstance(one, ForeignKey) and one.related_model is Person
        ]
        for column in columns:
            reach.add(reach.sure, filter(None, rows.values_list(column, flat=True)), "ditulis")


def _read_and_gathered(reach: Reach, user: User, span: Span) -> None:
    times = (span.since, span.until)
    read = Reply.objects.filter(read_by=user.person_id or 0, read_at__range=times)
    reach.add(reach.sure, read.values_list("by", flat=True), "tanggapannya dibaca")
    packs = Pack.objects.filter(by=user, made_at__range=times)
    if packs.exists():
        reach.add(reach.sure, list(reach.maybe), "ikut dalam paket yang diunduh")
        reach.notes.append("Ada paket data (ZIP) dibuat dalam waktu itu: anggap semua yang terjangkau ikut terbawa.")
