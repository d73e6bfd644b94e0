"""Does the daily look through uploaded files at once, and tells all of it to whoever keeps the server."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.strays import ASIDE, KEPT_FOR, sweep_files


class Command(BaseCommand):
    help = "Cari berkas unggahan tanpa baris (disisihkan 30 hari) dan baris yang berkasnya hilang."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = sweep_files(at=timezone.now())
        done = "dibiarkan; periksa DATABASE_URL dan MEDIA_ROOT" if found.is_doubtful else f"disisihkan ke {ASIDE}/"
        self.stdout.write(f"Berkas tanpa baris: {len(found.strays)} ({done})")
        self.stdout.write(f"Sudah {KEPT_FOR.days} hari di {ASIDE}/ dan dihapus: {found.dropped}")
        self.stdout.write(f"Baris yang berkasnya hilang: {len(found.missing)}")
        for name in found.missing:
            self.stdout.write(f"  {name}")
