"""`load_instruments`: the files shipped in competency/instruments/ become Instrument rows. Idempotent."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from competency.instruments.actions import ChangedVersion, publish_all
from competency.scoring.definition import InvalidDefinition

SHIPPED = Path(__file__).resolve().parents[2] / "instruments"


class Command(BaseCommand):
    help = "Terbitkan berkas instrumen; yang sudah terbit dilewati, yang berubah ditolak."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=SHIPPED, help="map berisi berkas *.yaml")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            published = publish_all(folder=options["folder"])
        except (ChangedVersion, InvalidDefinition) as error:
            raise CommandError(str(error)) from error
        new = sum(is_new for _instrument, is_new in published)
        self.stdout.write(f"{len(published)} instrumen, {new} baru.")
