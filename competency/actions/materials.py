"""Tying a shared material to indicators."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from competency.models import Instrument, MaterialIndicator
from kkg.models import Material


@transaction.atomic
def tie_indicators(*, material: Material, instrument: Instrument, codes: Collection[str], by: Any) -> None:
    """Makes `codes` the material's indicators of this instrument; ties to its older versions give way.

    Codes the instrument doesn't have are left out. The same codes again change nothing.
    """
    Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    wanted = set(codes) & instrument.definition.codes
    ties = MaterialIndicator.objects.filter(material=material, instrument__code=instrument.code)
    ties.exclude(instrument=instrument, indicator__in=wanted).delete()
    known = set(ties.values_list("indicator", flat=True))
    MaterialIndicator.objects.bulk_create(
        MaterialIndicator(material=material, instrument=instrument, indicator=code)
        for code in sorted(wanted - known)
    )
