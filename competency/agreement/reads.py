"""Whom one may score with, which items are scored, and which made-up lessons can be practised on."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from competency.agreement.masters import Vignette, vignettes
from competency.agreement.models import Pairing
from competency.instruments.models import Instrument
from core.fields import keys_of_any
from madrasah.models import Person, User
from madrasah.roles import Role
from madrasah.scope import open_at, scope_of


def colleagues_of(user: User) -> Any:
    """Who teaches, or is kepala or pengawas, at a madrasah that the user heads or supervises today; by name."""
    opened, today = scope_of(user).opens, timezone.localdate()
    placed = Person.objects.filter(open_at(today, "placements__"), placements__madrasah__in=opened)
    offices = Q(assignments__madrasah__in=opened, assignments__role__in=[Role.KEPALA, Role.PENGAWAS])
    in_office = Person.objects.filter(open_at(today, "assignments__"), offices)
    return Person.objects.kept().filter(pk__in=keys_of_any(placed, in_office)).exclude(pk=user.person_id or 0).by_name()


def instruments_to_compare() -> Any:
    """Those of lessons that new sheets may use."""
    return Instrument.objects.offered().of_visits(Instrument.Kind.OBSERVATION)


def codes_of(pairing: Pairing) -> list[str]:
    """The items to score, in the order of the instrument: all, or those that the vignette has a master for."""
    told = vignettes().get(pairing.vignette)
    items = [item.code for item in pairing.instrument.definition.indicators]
    return [code for code in items if told is None or code in told.answers]


def offered_vignettes() -> list[tuple[Vignette, Instrument]]:
    """Those whose version of an instrument is here."""
    found = {(row.code, row.version): row for row in Instrument.objects.filter(code__in=_codes())}
    told = [(one, found.get((one.instrument, one.version))) for one in vignettes().values()]
    return [(one, row) for one, row in told if row is not None]


def _codes() -> set[str]:
    return {one.instrument for one in vignettes().values()}
