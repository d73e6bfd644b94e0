"""Where a link of ours leads nowhere: one page for every kind of link, and one brake on guesses at them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.brakes import Brake, visitor

GUESSES = Brake("tautan", most=100)  # unknown addresses and wrong PINs of a whole room (decisions.md 15)
UNKNOWN = "Alamat tautan ini tidak dikenal. Salin lagi seluruh tautannya dari pesan yang Anda terima."
WAIT = "Dari jaringan ini baru saja banyak tautan atau PIN yang keliru. Coba lagi sesudah 15 menit."


def refuse_guesser(request: HttpRequest) -> HttpResponse | None:
    """The page that asks to wait, for whoever missed too often; None for everybody else."""
    return _told(request, WAIT, 429) if GUESSES.holds(visitor(request)) else None


def note_guess(request: HttpRequest) -> None:
    """One more wrong PIN or unknown address of this visitor."""
    GUESSES.note(visitor(request))


def refuse_link(request: HttpRequest, reason: str | None) -> HttpResponse:
    """Why a link does not open; `reason` is None for one that nobody ever issued, which is a miss."""
    if reason is not None:
        return _told(request, reason, 410)
    waits = refuse_guesser(request)
    if waits is None:
        note_guess(request)
    return waits or _told(request, UNKNOWN, 404)


def _told(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return render(request, "madrasah/accounts/link_dead.html", {"reason": reason}, status=status)
