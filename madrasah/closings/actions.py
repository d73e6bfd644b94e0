"""Closing a madrasah or merging it into another, and taking that back; names that change on a day.

What happens to which row is in closing.py. Who may is asked before (permissions.py).
"""

from datetime import date, datetime, timedelta

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.formats import date_plain
from core.refusals import refuse_if
from core.revisions import locked
from core.steps import Plan, take, together, undo
from madrasah.closings.models import MadrasahClosing
from madrasah.closings.rules import Closing, ClosingRules
from madrasah.places.models import Madrasah, MadrasahName
from madrasah.places.permissions import why_not_close_madrasah, why_not_edit_madrasah
from madrasah.scope import fresh
from madrasah.users.models import User


def plan_closing(closing: Closing, rules: ClosingRules) -> Plan:
    """Everything a closing would write, in words too; writes nothing."""
    return together(follow(closing) for follow in rules.follow)


@transaction.atomic
def close_madrasah(*, closing: Closing, reason: str, rules: ClosingRules, by: User) -> MadrasahClosing:
    """Posts, offices and places in KKG end on the last day. The same again is one. Raises Refused."""
    madrasah = locked(closing.madrasah)
    concerned = (madrasah, closing.into) if closing.into else (madrasah,)
    refuse_if(why_not_close_madrasah(fresh(by), *concerned))
    into_pk = closing.into.pk if closing.into else None
    live = madrasah.closings.live().first()
    if live is not None and (live.last_day, live.into_id) == (closing.last_day, into_pk):
        return live
    plan = plan_closing(Closing(madrasah, closing.last_day, closing.into), rules)
    refuse_if(" ".join(plan.refusals))
    with pghistory.context(reason=f"Madrasah tutup: {reason}"):
        steps = take(plan.steps, plan.fresh, "catatan di tempat yang baru")
    return MadrasahClosing.objects.create(
        madrasah=madrasah, last_day=closing.last_day, reason=reason, into=closing.into, by=by, steps=steps
    )


def why_not_reopen(closing: MadrasahClosing, rules: ClosingRules) -> str | None:
    """A sentence where something already rests on the closing."""
    if closing.undone_at:
        return "Penutupan ini sudah dibatalkan."
    return next(filter(None, (rule(closing) for rule in rules.why_not_undo)), None)


@transaction.atomic
def reopen_madrasah(*, closing: MadrasahClosing, rules: ClosingRules, by: User, at: datetime | None = None) -> None:
    """Everything as before the closing; raises Refused. Taken back already: nothing happens."""
    stored = locked(closing, "madrasah")
    refuse_if(why_not_close_madrasah(fresh(by), stored.madrasah))
    if stored.undone_at:
        return
    refuse_if(why_not_reopen(stored, rules))
    with pghistory.context(reason="Penutupan madrasah dibatalkan"):
        undo(stored.steps)
    stored.undone_at, stored.undone_by = at or timezone.now(), by
    stored.save(update_fields=["undone_at", "undone_by", "updated_at"])


# -- Names ---------------------------------------------------------------------------------------------


@transaction.atomic
def rename_madrasah(*, madrasah: Madrasah, name: str, since: date, by: User, on: date | None = None) -> Madrasah:
    """A new name from `since` on; the old one stays for the days before. Raises ValidationError."""
    stored = locked(madrasah)
    refuse_if(why_not_edit_madrasah(fresh(by), stored))
    if stored.name == name:
        return stored
    last = stored.former_names.first()
    if since > (on or timezone.localdate()):
        raise ValidationError("Tanggal ini belum tiba. Catat nama baru pada hari mulai berlakunya.")
    if last is not None and since <= last.until + timedelta(days=1):
        raise ValidationError(
            f"Nama {stored} baru berlaku sesudah {date_plain(last.until)}. Pilih tanggal yang lebih akhir."
        )
    with pghistory.context(reason=f"Ganti nama sejak {since:%d-%m-%Y}", by=by.pk):
        MadrasahName.objects.create(
            madrasah=stored,
            name=stored.name,
            since=last.until + timedelta(days=1) if last else None,
            until=since - timedelta(days=1),
        )
        _set_name(stored, name)
    return stored


@transaction.atomic
def take_back_name(*, madrasah: Madrasah, by: User) -> Madrasah:
    """The last change of name was a slip: the former one holds again. Without one nothing happens."""
    stored = locked(madrasah)
    refuse_if(why_not_edit_madrasah(fresh(by), stored))
    last = stored.former_names.first()
    if last is not None:
        with pghistory.context(reason="Ganti nama dibatalkan", by=by.pk):
            _set_name(stored, last.name)
            last.delete()
    return stored


def _set_name(madrasah: Madrasah, name: str) -> None:
    madrasah.name = name
    madrasah.revision += 1
    madrasah.save(update_fields=["name", "revision", "updated_at"])
