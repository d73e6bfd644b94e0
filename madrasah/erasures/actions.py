"""Erasing a person: shut at once, looked through by a job (sweeping.py), noted beside the backups (book.py)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pghistory
from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.files import discard_if_alone
from core.jobs import start_job
from core.models import StoredFile
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.accounts.actions import end_devices
from madrasah.erasures.book import Entry, entries, write_book
from madrasah.erasures.models import Erasure
from madrasah.erasures.permissions import why_not_continue, why_not_erase
from madrasah.erasures.reads import Subject, new_code, subject_of
from madrasah.erasures.rules import ErasingRules
from madrasah.erasures.sweeping import finish_erasure, unfrozen
from madrasah.people.models import Person
from madrasah.scope import fresh
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement

CLOSED_WITH = "Data pribadi dihapus"


def why_not(user: Any, person: Person, rules: ErasingRules) -> str | None:
    """What the permissions say, and every app besides."""
    return why_not_erase(user, person) or next(filter(None, (rule(person) for rule in rules.why_not)), None)


@transaction.atomic
def erase_person(*, person: Person, reason: str, rules: ErasingRules, by: User, at: datetime | None = None) -> Erasure:
    """Begins it; erasing twice is once. What stays are figures and records under the pseudonym. Raises Refused."""
    stored = locked(person)
    if found := Erasure.objects.filter(person=stored).first():
        return found
    refuse_if(why_not(fresh(by), stored, rules))
    erasure = Erasure.objects.create(person=stored, code=new_code(), reason=reason, by=by, at=at or timezone.now())
    _shut(stored, erasure, rules)
    erasure.job = start_job(f"Menghapus data pribadi {erasure.code}", rules.begin, erasure=erasure.pk)
    erasure.save(update_fields=["job", "updated_at"])
    return erasure


def erase_again(*, rules: ErasingRules, tell: Callable[[str], None]) -> int:
    """After a backup was restored: everybody who was erased since it was made. How many there were."""
    found = [entry for entry in entries() if _is_back(entry)]
    for entry in found:
        finish_erasure(erasure=_begun_again(entry, rules), rules=rules, tell=lambda _done, _total: None)
        tell(entry.code)
    write_book()
    return len(found)


def continue_erasure(*, erasure: Erasure, rules: ErasingRules, by: User) -> None:
    """A job that stopped is begun anew."""
    refuse_if(why_not_continue(fresh(by), erasure))
    erasure.job = start_job(f"Menghapus data pribadi {erasure.code}", rules.begin, erasure=erasure.pk)
    erasure.save(update_fields=["job", "updated_at"])


def _is_back(entry: Entry) -> bool:
    """Whether this very record stands here with its identity; the key alone may be somebody else's by now."""
    rows = Person.objects.filter(pk=entry.person, created_at=entry.made_at)
    return rows.filter(Q(erased_at=None) | Q(erasure__done_at=None)).exists()


@transaction.atomic
def _begun_again(entry: Entry, rules: ErasingRules) -> Erasure:
    person = Person.objects.select_for_update().get(pk=entry.person)
    values = {"code": entry.code, "at": entry.at, "reason": "Dihapus lagi sesudah cadangan dipulihkan"}
    erasure, is_new = Erasure.objects.get_or_create(person=person, defaults=values)
    if is_new:
        for terms in (Placement, Assignment):
            day = timezone.localdate(entry.at)
            terms.objects.filter(person=person, until=None, since__lte=day).update(until=day)
        _shut(person, erasure, rules)
    return erasure


def _shut(person: Person, erasure: Erasure, rules: ErasingRules) -> None:
    """What can be done at once: the account, what opens it, and files about nobody else."""
    subject = subject_of(person, erasure)
    with pghistory.context(reason=CLOSED_WITH):
        Person.objects.filter(pk__in=subject.persons).update(erased_at=erasure.at)
        for user in User.objects.filter(pk__in=subject.users):
            end_devices(user=user)
            user.set_unusable_password()
            user.is_active, user.last_login, user.factor_since = False, None, None
            user.closed_at, user.closed_reason = user.closed_at or erasure.at, CLOSED_WITH
            user.save()
    with unfrozen():
        for name, path in rules.gone.items():
            apps.get_model(name)._base_manager.filter(**{f"{path}__in": list(subject.persons)}).delete()
        files = sum(_drop_photos(name, subject, rules) for name in rules.photos) + sum(
            first(subject) for first in rules.first
        )
        Erasure.objects.filter(pk=erasure.pk).update(files=files)
    erasure.files = files
    transaction.on_commit(write_book)


def _drop_photos(name: str, subject: Subject, rules: ErasingRules) -> int:
    """Files about this person only; the row stays without."""
    photo, model = rules.photos[name], apps.get_model(name)
    rows = model._base_manager.filter(**{f"{photo.path}__in": list(subject.persons), f"{photo.column}__isnull": False})
    found = dict(rows.values_list("pk", f"{photo.column}_id"))
    model._base_manager.filter(pk__in=found).update(**photo.instead, **{photo.column: None})
    return sum(map(discard_if_alone, StoredFile.objects.filter(pk__in=found.values())))
