"""Paths are Indonesian words that people read to each other: nouns and bare verbs, hyphens, nothing about a person."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# A new word enters here in the commit that brings it, and its noun enters docs/glosarium.md.
WORDS = """
agenda akhiri akun aktifkan bagikan baru batal buka daftar guru hadir hapus ijazah impor instrumen isi jawab
kehadiran kekeliruan keluar kembali kembalikan kkg kompetensi lainnya lembar libur lindungi madrasah masuk
mulai pdf pengurus perbaiki perbaikan periksa pertemuan pindah privasi rpp sandi sehat selesai semester
sertifikat setel simpan supervisi t tamu tanggapan tempat terapkan tindak lanjut tugas tutup ubah ulang undang
xlsx foto lihat
""".split()


def paths(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every path of the tree with its converters cut out."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = before + re.sub(r"<[^>]*>|\(\?P<\w+>[^()]*\)|[\^$\\]", " ", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from paths(entry, here)
        elif isinstance(entry, URLPattern):
            yield here


def test_every_word_of_a_path_is_a_known_indonesian_word() -> None:
    unknown = {
        word for path in paths() for word in re.findall(r"[a-z]+", path) if word not in WORDS and word != "d"
    }
    assert unknown == set()


def test_addresses_end_in_a_slash_or_in_the_kind_of_file() -> None:
    assert [path for path in paths() if path and not re.search(r"(/|\.pdf|\.xlsx)\s*$", path)] == []
