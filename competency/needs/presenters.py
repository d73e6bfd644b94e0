"""What a KKG needs, in words: why each would be a topic, and since the semester before. No name stands in any."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse

from competency.rpp.models import Rpp
from competency.scoring.staircase import Stair
from competency.scoring.weakest import Tally
from core.formats import date_plain, date_short, decimal, dotted, headline
from kkg.models import Topic
from madrasah.models import Semester

STAIRS_TOPIC = "Memakai format penilaian yang ditentukan"
STAIRS_ABOUT = "Catatan penilaian siswa"
CAUSE_TOPICS = {
    Rpp.Cause.COMPUTER: "Menyusun RPP bila laptop menjadi kendala",
    Rpp.Cause.DISCIPLINE: "Menyiapkan RPP sebelum pekan mengajar",
    Rpp.Cause.OTHER: "RPP yang terlambat: apa sebabnya dan apa jalan keluarnya",
}
NO_TREND = "Belum ada bandingan dari semester sebelumnya"
OTHER_VERSION = "Semester sebelumnya dinilai dengan versi lain, jadi tidak dibandingkan"
MOST_LETTERS = 160


def topic_of(text: str) -> str:
    """An indicator as a topic: 'Menyusun RPP dengan mengacu pada tujuan pembelajaran'."""
    bare = text.removeprefix("Guru ")
    return headline(bare[:1].upper() + bare[1:], MOST_LETTERS)


def small(text: str) -> str:
    """As it stands inside a sentence; what is written in capitals stays so."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def indicator_figure(tally: Tally, highest: int) -> str:
    """'rata-rata 1,2 dari 2 pada 14 guru (19 lembar)'."""
    return f"rata-rata {decimal(tally.mean, 1)} dari {highest} pada {tally.teachers} guru ({tally.sheets} lembar)"


def because(about: str, figure: str, semester: Semester) -> str:
    """Why a topic stands there: 'menilai hasil belajar, rata-rata …, Semester gasal 2026/2027'."""
    return f"{headline(small(about), MOST_LETTERS)}{':' if figure[:1].isdigit() else ','} {figure}, {semester}"


def since(now: Fraction, before: Fraction) -> str:
    """'Naik dari 1,0 pada semester sebelumnya', compared exactly; nothing rises to what reads the same."""
    told = decimal(before, 1)
    if told == decimal(now, 1):
        return f"{'Sama dengan' if now == before else 'Hampir sama dengan'} semester sebelumnya: {told}"
    return f"{'Naik' if now > before else 'Turun'} dari {told} pada semester sebelumnya"


def cause_figure(times: int, teachers: int, checked: int) -> str:
    """'12 dari 240 RPP yang diperiksa terlambat karena itu, pada 9 guru'."""
    return f"{times} dari {checked} RPP yang diperiksa terlambat karena itu, pada {teachers} guru"


def times_since(times: int, before: int) -> str:
    """How often it was in the semester before."""
    return f"{'Sama dengan' if times == before else 'Dari'} {before} kali pada semester sebelumnya"


def stairs_figure(told: Sequence[tuple[tuple[Stair, ...], int]]) -> str:
    """'6 guru belum ada catatan atau catatan saja, 5 guru sebagian format, dari 14 guru yang dinilai'."""
    of = sum(count for _, count in told)
    parts = [f"{count} guru {_either(group)}" for group, count in short_of(told) if count]
    return f"{', '.join(parts)}, dari {of} guru yang dinilai"


def _either(group: Sequence[Stair]) -> str:
    """'belum ada catatan, catatan saja, atau sebagian format'."""
    *others, last = [small(stair) for stair in group]
    if not others:
        return last
    return f"{', '.join(others)}{',' if len(others) > 1 else ''} atau {last}"


def stairs_since(told: Sequence[tuple[tuple[Stair, ...], int]]) -> str:
    """The same of the semester before."""
    below, of = sum(count for _, count in short_of(told)), sum(count for _, count in told)
    return f"Semester sebelumnya: {below} dari {of} guru" if of else NO_TREND


def short_of(told: Sequence[tuple[tuple[Stair, ...], int]]) -> list[tuple[tuple[Stair, ...], int]]:
    """Those groups of steps that are not the set format alone."""
    return [(group, count) for group, count in told if group != (Stair.FORMAT,)]


def problem_words(brought_on: Any) -> str:
    """Never by whom."""
    return f"masalah yang dibawa guru ke KKG, {date_plain(brought_on)}"


def unfinished_line(topic: Topic) -> dict[str, Any]:
    """An unfinished topic and the agenda on which it waits, as a row; needs `TopicQuerySet.for_list`."""
    waiting = getattr(topic, "continued_by", None)
    on = f"di agenda {date_short(waiting.session.date)}" if waiting else "menunggu pertemuan berikutnya"
    return {
        "title": topic.title,
        "detail": f"Dibahas {date_short(topic.session.date)} · {on}",
        "url": reverse("kkg:topic-settle", args=[topic.pk]),
        "state": topic.get_status_display(),
        "tone": "amber" if topic.status == Topic.Status.SEBAGIAN else "red",
    }


def proposal_line(proposal: Any) -> dict[str, Any]:
    """What became of a topic that was made of a need (`reports.Proposal`)."""
    topic, session = proposal.last, proposal.session
    if session.cancelled_at:
        state, tone = "Pertemuan dibatalkan", "grey"
    elif topic.status:
        state, tone = topic.get_status_display(), {"tuntas": "green", "sebagian": "amber"}.get(topic.status, "red")
    else:
        state, tone = "Di agenda", "blue"
    came = f"{proposal.came} hadir" if topic.status else ""
    held = f"{session.title}, {date_short(session.date)}"
    return {
        "title": topic.title,
        "why": proposal.origin.words,
        "detail": dotted(held, came),
        "url": reverse("kkg:topic-settle", args=[topic.pk]),
        "state": state,
        "tone": tone,
        "effect_url": _effect_url(proposal) if topic.is_held or topic.continues_id else "",
    }


def _effect_url(proposal: Any) -> str:
    """The page of what was seen afterwards, where the need was an indicator's."""
    origin, group = proposal.origin, proposal.session.group_id
    if origin.instrument_id is None:
        return ""
    return reverse("competency:effect-detail", args=[group, origin.topic_id, origin.reference])
