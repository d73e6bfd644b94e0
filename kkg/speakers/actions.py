"""The rows of who speaks: found or made as somebody is named, put right, and let go when nothing names them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.formats import squeezed
from core.refusals import refuse_if
from core.revisions import locked
from core.steps import take, undo
from kkg.groups.models import WorkingGroup
from kkg.speakers.folds import steps_to_one
from kkg.speakers.models import Speaker, SpeakerMerge
from kkg.speakers.permissions import why_not_drop_speaker, why_not_make_one, why_not_mend_speaker
from madrasah.models import User
from madrasah.scope import fresh


def speaker_in(group: WorkingGroup, said: Speaker) -> Speaker:
    """The group's row of who was named, made if there is none. `said`: a row, also another KKG's, or none yet.

    Two outsiders of one name are two only when both say where they come from; what one of them says is kept.
    Whoever calls this was allowed to name them.
    """
    if said.pk and said.group_id == group.pk and (row := _held(group).filter(pk=said.pk).first()):
        return row
    if said.person_id:
        return Speaker.objects.get_or_create(group=group, person_id=said.person_id)[0]
    name, institution = _outsider(said.name), squeezed(said.institution)
    same = outsider_in(group, name, institution)
    if same is None:
        known = {"name__iexact": name, "institution__iexact": institution}
        made = {"name": name, "institution": institution}
        return Speaker.objects.get_or_create(group=group, person=None, **known, defaults=made)[0]
    if institution and not same.institution:
        same.institution = institution
        same.save(update_fields=["institution", "updated_at"])
    return same


def outsider_in(group: WorkingGroup, name: str, institution: str) -> Speaker | None:
    """Who of this name is known, in whatever capitals: of the same institution, else where one of both says none."""
    named = _held(group).filter(person=None, name__iexact=name)
    same = named.filter(institution__iexact=institution).first()
    loose = named.filter(institution="") if institution else named
    return same or loose.order_by("pk").first()


def _held(group: WorkingGroup) -> QuerySet[Speaker]:
    """The group's rows, each held until it is named: one that is just made one with another is not found."""
    return Speaker.objects.filter(group=group).select_for_update(no_key=True)


def _outsider(text: str) -> str:
    name = squeezed(text)
    refuse_if(None if name else "Nama narasumber belum diisi.")
    return name


@transaction.atomic
def mend_speaker(*, speaker: Speaker, name: str, institution: str, by: User) -> Speaker:
    """An outsider's name or institution put right, everywhere but on what was issued.

    ValidationError when that outsider is known already.
    """
    speaker = locked(speaker, "group")
    refuse_if(why_not_mend_speaker(fresh(by), speaker))
    name, institution = _outsider(name), squeezed(institution)
    same = Q(name__iexact=name, institution__iexact=institution, person=None)
    if speaker.group.speakers.filter(same).exclude(pk=speaker.pk).exists():
        raise ValidationError(f"{name} sudah ada di daftar narasumber. Bila orang yang sama, gabungkan di sana.")
    speaker.name, speaker.institution = name, institution
    speaker.save(update_fields=["name", "institution", "updated_at"])
    return speaker


@transaction.atomic
def make_one(*, kept: Speaker, dropped: Speaker, by: User) -> Speaker:
    """One outsider who stands twice on the list: what named `dropped` names `kept`, but what was issued keeps its
    words. Done already, it changes nothing. `part_again` is the way back.
    """
    rows = Speaker.objects.filter(pk__in=[kept.pk, dropped.pk]).select_related("group").order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",))}
    if dropped.pk not in found:
        return kept
    dropped = found[dropped.pk]
    refuse_if(why_not_make_one(fresh(by), found.get(kept.pk, dropped), dropped))
    steps = take(steps_to_one(kept, dropped))
    SpeakerMerge.objects.create(kept=kept, name=dropped.introduced, steps=steps, by=by)
    return kept


@transaction.atomic
def part_again(*, merge: SpeakerMerge, by: User, at: datetime | None = None) -> None:
    """Two outsiders as before they were made one. Refused where what moved has changed since; done already, it
    changes nothing.
    """
    merge = locked(merge, "kept__group")
    if merge.undone_at:
        return
    refuse_if(why_not_mend_speaker(fresh(by), merge.kept))
    undo(merge.steps)
    merge.undone_at, merge.undone_by = at or timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by", "updated_at"])


@transaction.atomic
def drop_speaker(*, speaker: Speaker, by: User) -> None:
    """An outsider whom nothing names leaves the list; the history keeps them."""
    speaker = locked(speaker, "group")
    refuse_if(why_not_drop_speaker(fresh(by), speaker))
    speaker.delete()


def let_go(speaker: Speaker) -> None:
    """The same of itself, as the last word that named an outsider goes, such as a slip of the pen."""
    if not (speaker.person_id or speaker.is_named):
        speaker.delete()
