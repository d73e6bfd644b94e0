"""Codes of one person: written, taken from the list that is offered, mended, deleted."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from competency.findings.models import Code
from competency.findings.permissions import why_not_change_code, why_not_research
from competency.instruments.models import Instrument
from competency.scoring.pieces import Indicator
from competency.sheets.actions import person_of
from core.formats import headline
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_not_gone
from core.revisions import locked, once, rewrite
from madrasah.models import Person, User
from madrasah.scope import fresh

LONGEST_NAME, LONGEST_MEANING = 120, 300  # as Code keeps them


@transaction.atomic
def add_code(*, name: str, meaning: str, client_token: UUID, by: User) -> Code:
    """Once per token; a name that is there already is not doubled. Raises Refused."""
    asker = fresh(by)
    refuse_if(why_not_research(asker))
    owner = locked(person_of(asker))
    told = {"owner": owner, "name": name, "meaning": meaning}
    if not Code.objects.filter(client_token=client_token).exists():
        refuse_if(_why_not_named(owner, name))
    return once(Code, client_token, told)[0]


@transaction.atomic
def mend_code(*, code: Code, name: str, meaning: str, revision: int, by: User) -> Code:
    """Its name and meaning; evidence keeps it. Raises Refused, Overtaken."""
    stored = locked(code, "owner")
    refuse_if(why_not_change_code(fresh(by), stored) or why_not_gone(stored))
    refuse_if(_why_not_named(locked(stored.owner), name, stored.pk))
    rewrite(stored, {"name": name, "meaning": meaning}, revision)
    return stored


@transaction.atomic
def remove_code(*, code: Code, by: User, at: datetime | None = None) -> None:
    """Off all evidence, for 30 days; a second press changes nothing."""
    stored = locked(code)
    refuse_if(why_not_change_code(fresh(by), stored))
    take_out(stored, at)


@transaction.atomic
def restore_code(*, code: Code, by: User, at: datetime | None = None) -> None:
    """Back on the evidence that had it; within 30 days. Raises Refused where its name was given anew meanwhile."""
    stored = locked(code, "owner")
    refuse_if(why_not_change_code(fresh(by), stored))
    refuse_if(_why_not_named(locked(stored.owner), stored.name, stored.pk))
    put_back(stored, at)


@transaction.atomic
def adopt_codes(*, instrument: Instrument, indicators: Collection[str], by: User) -> list[Code]:
    """The indicators of the four competencies as codes; those one has are not doubled. Raises Refused."""
    asker = fresh(by)
    refuse_if(why_not_research(asker))
    owner = locked(person_of(asker))
    names = {name.casefold() for name in Code.objects.visible_to(asker).values_list("name", flat=True)}
    items = {item.code: item for item in instrument.definition.indicators if item.code in indicators}
    named = {code: headline(item.text, LONGEST_NAME) for code, item in items.items()}
    return Code.objects.bulk_create(
        Code(owner=owner, name=name, meaning=_meaning_of(items[code]), indicator=code)
        for code, name in named.items()
        if name.casefold() not in names
    )


def _meaning_of(item: Indicator) -> str:
    """The whole sentence, where the name had to be cut."""
    told = f"Kompetensi {item.competency}"
    return headline(f"{told}: {item.text}", LONGEST_MEANING) if len(item.text) > LONGEST_NAME else told


def _why_not_named(owner: Person, name: str, own: int | None = None) -> str | None:
    """Two codes of one name would read alike in the matrix. The owner's row is the lock."""
    same = Code.objects.kept().filter(owner=owner, name__iexact=name).exclude(pk=own or 0)
    return f"Kode “{name}” sudah ada. Pakai yang itu, atau beri nama lain." if same.exists() else None
