"""The card of a lesson that somebody waits for one to score."""

from django.urls import reverse

from competency.agreement.models import Rating
from core.formats import date_long
from core.todo import Task
from madrasah.models import User
from madrasah.scope import scope_of


def rating_tasks(user: User) -> list[Task]:
    """Lessons scored by two that wait for one's own values; practice waits for nobody. One query."""
    mine = Rating.objects.filter(rater=scope_of(user).person_id, done_at=None, pairing__called_off_at=None)
    return [
        Task(
            title=f"Menilai berdua: {rating.pairing.lesson}",
            detail=f"{date_long(rating.pairing.seen_on)}. Hasilnya terbuka sesudah keduanya selesai.",
            action="Nilai sekarang",
            state="Menunggu Anda",
            tone="amber",
            url=reverse("competency:agreement-fill", args=[rating.pairing_id]),
            weight=20,
        )
        for rating in mine.filter(pairing__vignette="").select_related("pairing")
    ]
