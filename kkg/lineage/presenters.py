"""What a split or a merge of groups will do, in sentences, before it is done."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from core.formats import date_long, joined

NO_WAY_BACK = "Tidak ada tombol untuk membatalkan ini. Periksa dulu sebelum melanjutkan."


def split_words(group: Any, data: Mapping[str, Any], unfinished: int, moving: Iterable[Any]) -> list[str]:
    """What a split does, in sentences. `data`: cleaned data of SplitForm; `moving`: officers who leave."""
    leaving, name, day = list(data["madrasahs"]), data["name"], data["day"]
    places = group.group_places.filter(until=None).exclude(madrasah__in=leaving)
    staying = [str(place.madrasah) for place in places.select_related("madrasah").order_by("madrasah__name")]
    goes = name if data["topics"] == "baru" else str(group)
    return [
        f"Mulai {date_long(day)}, {joined([str(madrasah) for madrasah in leaving])} menjadi anggota {name}.",
        f"{group} tetap beranggota {joined(staying)}." if staying else f"{group} tidak punya madrasah lagi.",
        f"Pengurus {name} belum ada: tetapkan sesudahnya. Pengurus {group} tidak berubah.",
        *(f"{one.person} ({one.get_office_display()}) mengajar di madrasah yang pindah." for one in moving),
        f"{unfinished} topik yang belum tuntas dilanjutkan di {goes}." if unfinished else "",
        f"Pertemuan, surat, dan program yang ada tetap milik {group}; guru yang pindah melihat KKG barunya.",
        "Daftar hadir sebelum hari itu memuat anggota lama, mulai hari itu anggota baru.",
        NO_WAY_BACK,
    ]


def merge_words(group: Any, into: Any, day: date, unfinished: int, agenda: str) -> list[str]:
    """What joining does, in sentences. `agenda`: which one of `into` takes the topics, in words."""
    places = group.group_places.filter(until=None).select_related("madrasah").order_by("madrasah__name")
    names = joined([str(place.madrasah) for place in places])
    return [
        f"Mulai {date_long(day)}, {names} menjadi anggota {into}.",
        f"{group} berakhir sehari sebelumnya. Masa jabatan semua pengurusnya ikut berakhir.",
        f"{unfinished} topik yang belum tuntas masuk {agenda} ({into})." if unfinished else "",
        f"Pertemuan dan surat {group} tetap bisa dibaca, tetapi pertemuan baru dibuat di {into}.",
        "Daftar hadir sebelum hari itu memuat anggota lama, mulai hari itu anggota gabungan.",
        NO_WAY_BACK,
    ]
