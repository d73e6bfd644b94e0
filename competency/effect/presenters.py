"""What followed a topic, in words, tables and drawings; never a name, and always what it does not prove."""

from fractions import Fraction
from typing import Any

from django.conf import settings
from django.urls import reverse

from competency.needs.presenters import topic_of
from competency.scoring.effect import Half, Verdict
from core.charts import Chart, Move, interval, moves
from core.formats import date_range, date_short, decimal

NO_PROOF = "Ini bukan bukti sebab-akibat."
TONES = {Verdict.MORE: "green", Verdict.LESS: "amber"}
SAID = {
    Verdict.TOO_FEW: "Belum cukup",
    Verdict.NOT_COMPUTABLE: "Tak dapat dihitung",
    Verdict.UNSEEN: "Beda belum terlihat",
    Verdict.MORE: "Yang hadir naik lebih banyak",
    Verdict.LESS: "Yang hadir naik lebih sedikit",
}
MEANT = {
    Verdict.NOT_COMPUTABLE: "Nilainya tidak bervariasi, jadi selisihnya tidak dapat dihitung.",
    Verdict.UNSEEN: "Dengan guru sebanyak ini, kenaikan yang hadir tidak dapat dibedakan dari yang tidak hadir.",
    Verdict.MORE: "Pada nilai awal yang sama, guru yang hadir dinilai lebih tinggi sesudahnya daripada yang tidak.",
    Verdict.LESS: "Pada nilai awal yang sama, guru yang hadir dinilai lebih rendah sesudahnya daripada yang tidak.",
}


def effect_line(row: Any, group: int) -> dict[str, Any]:
    """One pair in the list of a KKG."""
    detail = [f"Topik: {row.held.topic.title}", date_short(row.held.first)]
    if row.effect.present and row.is_whole:
        detail.append(f"{row.effect.present.n} hadir, {row.effect.absent.n} tidak")
    return {
        "title": topic_of(row.text),
        "detail": " · ".join(detail),
        "url": reverse("competency:effect-detail", args=[group, row.held.topic.pk, row.code]),
        "state": SAID[row.verdict],
        "tone": TONES.get(row.verdict, "grey"),
    }


def missing_words(row: Any) -> str:
    """What is lacking, without telling how many a small group is."""
    least = settings.MIN_GROUP_SIZE
    sides = zip(("yang hadir", "yang tidak hadir"), row.effect.counts, strict=True)
    lacking = [f"{side} {'belum ada' if not n else f'kurang dari {least} guru'}" for side, n in sides if n < least]
    told = " dan ".join(lacking) if row.is_whole else f"perlu sedikitnya {least} guru yang hadir dan {least} yang tidak"
    return f"Belum cukup: {told}. Dihitung hanya guru yang dinilai sebelum dan sesudah topik ini."


def effect_facts(row: Any) -> list[tuple[str, str]]:
    """What the figures rest on."""
    held = row.held
    facts = [
        ("Topik", held.topic.title),
        ("Dibahas", f"{date_range(held.first, held.last)}, {held.sessions} pertemuan"),
        ("Butir", row.text),
        ("Instrumen", f"{row.instrument.definition.title}, versi {row.instrument.definition.version}"),
    ]
    if row.effect.present and not row.is_whole:
        least = settings.MIN_GROUP_SIZE
        facts.append(("Guru", f"sedikitnya {least} yang hadir dan {least} yang tidak"))
    elif row.effect.present:
        first, last = row.days
        facts += [
            ("Guru yang hadir", str(row.effect.present.n)),
            ("Guru yang tidak hadir", str(row.effect.absent.n)),
            ("Dinilai antara", date_range(first, last)),
            ("Penilai", f"{row.observers} orang"),
        ]
    if row.other_version:
        facts.append(("Dinilai dengan versi lain", "beberapa guru, tidak ikut dihitung"))
    return facts


def conclusion(row: Any) -> str:
    """In a sentence or two, ending with what it is not."""
    said = MEANT.get(row.verdict) or missing_words(row)
    return f"{said} {NO_PROOF}"


def limits(row: Any) -> list[str]:
    """What a reader must know before believing it."""
    several = f" ({row.observers} penilai)" if row.effect.present and row.is_whole else ""
    return [
        NO_PROOF,
        "Nilai yang rendah cenderung naik sendiri pada penilaian berikutnya, dengan atau tanpa KKG. "
        "Karena itu yang dibandingkan adalah guru dengan nilai awal yang sama.",
        "Yang hadir tidak dipilih dengan undian. Bisa jadi mereka memang berbeda sejak awal.",
        f"Yang menilai sebelum dan sesudah tidak selalu orang yang sama{several}, dan cara menilainya bisa berbeda.",
        "Yang dihitung hanya guru yang dinilai sebelum dan sesudah topik ini dengan versi instrumen yang sama, "
        "paling lama setahun dari pertemuannya.",
    ]


def method(row: Any) -> str:
    """By its name, so that whoever knows it can judge it."""
    many = f"Kesimpulan untuk {row.asked} pasangan sekaligus" if row.is_whole else "Kesimpulan semua pasangan sekaligus"
    return (
        "Cara: analisis kovarians (nilai sesudah menurut nilai sebelum dan kehadiran), galat baku HC3, "
        f"selang kepercayaan 95%. {many} dikoreksi menurut Holm."
    )


HEAD = ["Kelompok", "Guru", "Sebelum", "Sesudah", "Kenaikan"]


def means_table(row: Any) -> list[list[str]]:
    """Both halves: exact means, shown to one decimal place."""
    halves = (("Yang hadir", row.effect.present), ("Yang tidak hadir", row.effect.absent))
    return [
        [word, str(half.n), decimal(half.before, 1), decimal(half.after, 1), signed(half.change)]
        for word, half in halves
    ]


def charts_of(row: Any) -> list[Chart]:
    """How both halves moved, and how far apart: a drawing each, with its table; for who may see them."""
    if row.effect.present is None or not row.is_whole:
        return []
    scale, found = row.instrument.definition.scale, row.effect.difference
    span = f"{scale.minimum} sampai {scale.maximum}"
    drawn = [
        moves(
            "kenaikan",
            "Sebelum dan sesudah",
            f"Lingkaran: rata-rata sebelum; titik: sesudah. Skala {span}.",
            HEAD,
            [
                _move("Yang hadir", row.effect.present, scale, "green"),
                _move("Yang tidak hadir", row.effect.absent, scale, "grey"),
            ],
            table=means_table(row),
        )
    ]
    if found:
        told = f"{signed(found.low)} sampai {signed(found.high)}"
        is_apart = found.low * found.high > 0
        said = "Garisnya tidak menyentuh nol." if is_apart else "Nol masih termasuk, jadi bedanya belum terlihat."
        drawn.append(
            interval(
                "selisih",
                "Selisih pada nilai awal yang sama",
                f"Perkiraan {signed(found.estimate)} langkah, selang 95% {told}. {said}",
                ["Selisih", "Langkah"],
                (found.low, found.estimate, found.high),
                signed(found.estimate),
                [["Perkiraan", signed(found.estimate)], ["Selang 95%", told]],
            )
        )
    return drawn


def _move(label: str, half: Half, scale: Any, tone: str) -> Move:
    wide = scale.maximum - scale.minimum
    before, after = ((mean - scale.minimum) / wide for mean in (half.before, half.after))
    return Move(label, before, after, f"{decimal(half.before, 1)} → {decimal(half.after, 1)}", tone)


def signed(value: Fraction | float) -> str:
    """'+0,4', '−0,2', '0,0'."""
    words = decimal(value, 1)
    if not words.strip("-0,"):
        return words.strip("-")
    return words.replace("-", "−") if value < 0 else f"+{words}"
