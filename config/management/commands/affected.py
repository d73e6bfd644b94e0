"""Whose data an account, a device or a link opened in a span, or could have: for the letters after a breach."""

import csv
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from config.reach import Reach, Span, reach_of_account, reach_of_device, reach_of_link
from madrasah.models import AccessLink, Device, User

HOW = "Membuka halaman tidak dicatat. “Pasti” berasal dari riwayat; “mungkin” adalah batas atas menurut tugas saat itu."


class Command(BaseCommand):
    help = "Siapa yang datanya terbuka, atau mungkin terbuka, lewat akun, perangkat, atau tautan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", required=True, help="sejak kapan, misalnya 2026-11-23 atau 2026-11-23T08:00")
        parser.add_argument("--until", default="", help="sampai kapan; tanpa ini sampai sekarang")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--account", help="nama masuk, misalnya baso-01, atau nomor akun dari catatan server")
        which.add_argument("--device", type=int, help="nomor perangkat (kolom id tabel madrasah_device)")
        which.add_argument("--link", type=int, help="nomor tautan (kolom id tabel madrasah_accesslink)")

    def handle(self, *_args: Any, **options: Any) -> None:
        span = Span(_moment(options["since"]), _moment(options["until"]) if options["until"] else timezone.now())
        reach = self._reach(options, span)
        out = csv.writer(self.stdout, lineterminator="\n")
        out.writerow(["nama", "nomor", "pasti", "mungkin"])
        for person, sure, maybe in reach.lines():
            out.writerow([str(person), person.pk, sure, maybe])
        count = len({*reach.sure, *reach.maybe})
        self.stderr.write(f"{count} orang; pasti {len(reach.sure)}. {HOW}")
        for note in reach.notes:
            self.stderr.write(note)

    def _reach(self, options: dict[str, Any], span: Span) -> Reach:
        if name := options["account"]:
            user = User.objects.filter(**{"pk" if name.isdecimal() else "username": name}).first()
            if user is None:
                return _unknown("akun")
            self.stderr.write(f"Akun {user.pk}: {user.username}")
            return reach_of_account(user, span)
        if key := options["device"]:
            device = Device.objects.select_related("user").filter(pk=key).first()
            return reach_of_device(device, span) if device else _unknown("perangkat")
        link = AccessLink.objects.select_related("person__user").filter(pk=options["link"]).first()
        return reach_of_link(link, span) if link else _unknown("tautan")


def _unknown(noun: str) -> Reach:
    raise CommandError(f"Tidak ada {noun} dengan nama atau nomor itu. Periksa lagi penulisannya.")


def _moment(text: str) -> datetime:
    """A day begins at midnight, local time."""
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:
        day = moment = None
    found = moment or (datetime(day.year, day.month, day.day) if day else None)  # noqa: DTZ001 - made aware below
    if found is None:
        raise CommandError(f"Waktu “{text}” tidak terbaca. Tulis seperti 2026-11-23 atau 2026-11-23T08:00.")
    return timezone.make_aware(found) if timezone.is_naive(found) else found
