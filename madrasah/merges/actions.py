"""Merging two records of one person, and taking it back. What happens to which row is in merging.py.

Who may is asked before (permissions.py). `rules` is what all apps say together (config/merging.py).
"""

from collections.abc import Mapping
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.steps import Plan, take, together, undo
from madrasah.merges.folds import fold_identity
from madrasah.merges.models import PersonMerge
from madrasah.merges.permissions import why_not_merge
from madrasah.merges.rules import MergingRules, Pair
from madrasah.people.models import Person
from madrasah.scope import fresh
from madrasah.users.models import User


def plan_merge(*, kept: Person, dropped: Person, choices: Mapping[str, str], rules: MergingRules) -> Plan:
    """Everything a merge would write, in words too; writes nothing."""
    pair = Pair(kept, dropped, choices)
    return together([fold_identity(pair), *(fold(pair) for fold in rules.folds.values())])


@transaction.atomic
def merge_persons(
    *,
    kept: Person,
    dropped: Person,
    choices: Mapping[str, str],
    rules: MergingRules,
    by: User,
    at: datetime | None = None,
) -> PersonMerge:
    """All rows of `dropped` become those of `kept`; the same merge twice is one. Raises Refused."""
    kept, dropped = _locked(kept, dropped)
    if dropped.merged_into_id == kept.pk:
        return PersonMerge.objects.live().get(dropped=dropped)
    refuse_if(why_not_merge(fresh(by), kept, dropped) or _why_not_there(kept, dropped))
    plan = plan_merge(kept=kept, dropped=dropped, choices=choices, rules=rules)
    refuse_if(" ".join(plan.refusals))
    with pghistory.context(reason=f"Digabungkan: {dropped.pk} ke {kept.pk}"):
        steps = take(plan.steps)
        Person.objects.filter(pk=kept.pk).update(revision=kept.revision + 1)
        merge = PersonMerge.objects.create(kept=kept, dropped=dropped, by=by, at=at or timezone.now(), steps=steps)
        for follow in rules.afterwards:
            follow(kept)
    return merge


def why_not_undo(merge: PersonMerge, rules: MergingRules) -> str | None:
    """A sentence where something already rests on the merge."""
    if merge.undone_at:
        return "Penggabungan ini sudah dibatalkan."
    if merge.kept.removed_at:
        return f"{merge.kept} sudah digabungkan atau dihapus. Batalkan itu dulu."
    return next(filter(None, (rule(merge) for rule in rules.why_not_undo)), None)


@transaction.atomic
def undo_merge(*, merge: PersonMerge, rules: MergingRules, by: User, at: datetime | None = None) -> None:
    """Both records as they were; raises Refused. Taken back already: nothing happens."""
    kept, dropped = _locked(merge.kept, merge.dropped)
    merge = PersonMerge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        return
    merge.kept, merge.dropped = kept, dropped
    refuse_if(why_not_undo(merge, rules) or why_not_merge(fresh(by), kept))
    with pghistory.context(reason=f"Penggabungan dibatalkan: {dropped.pk} dari {kept.pk}"):
        undo(merge.steps)
        Person.objects.filter(pk=kept.pk).update(revision=kept.revision + 1)
        merge.undone_at, merge.undone_by = at or timezone.now(), by
        merge.save(update_fields=["undone_at", "undone_by", "updated_at"])
        for follow in rules.afterwards:
            follow(kept)
            follow(dropped)


def _why_not_there(*people: Person) -> str | None:
    gone = any(person.removed_at for person in people)
    return "Salah satu data ini sudah tidak ada dalam daftar. Muat ulang halaman ini." if gone else None


def _locked(kept: Person, dropped: Person) -> tuple[Person, Person]:
    rows = Person.objects.select_for_update(of=("self",)).order_by("pk")
    found = {person.pk: person for person in rows.filter(pk__in=[kept.pk, dropped.pk])}
    return found[kept.pk], found[dropped.pk]
