"""`manage.py run_jobs`: the worker process; the server starts one itself (gunicorn.conf.py)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.duties import DUTIES
from core.worker import work


class Command(BaseCommand):
    help = "Kerjakan pekerjaan panjang dan pekerjaan harian satu per satu sampai dihentikan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, default=0, help="berhenti bila proses ini sudah tidak ada")

    def handle(self, *_args: Any, **options: Any) -> None:
        work(DUTIES, parent=options["parent"])
