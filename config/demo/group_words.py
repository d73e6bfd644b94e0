"""What the demo's KKG writes around its sessions, all invented: minutes, decisions, problems, reasons."""

CANCELLED = ("Kunjungan ke perpustakaan Contoh", "penunjang", "Jembatan menuju perpustakaan putus karena banjir.")
POSTPONED = ("Lokakarya penilaian proyek", "pengembangan", "Bersamaan dengan rapat kepala madrasah.")

METHOD = "Diskusi kelompok dan praktik"
# topic: capaian, kendala, masukan
MINUTES: dict[str, tuple[str, str, str]] = {
    "Merumuskan tujuan pembelajaran": (
        "Tiap kelompok menulis tiga tujuan yang bisa diamati.",
        "",
        "Tempel tujuan di papan tulis.",
    ),
    "Mengetik RPP di laptop": (
        "Lima guru selesai mengetik satu halaman.",
        "Laptop hanya enam untuk dua puluh guru.",
        "RPP tulisan tangan yang difoto tetap diterima.",
    ),
    "Media pembelajaran dari bahan bekas": (
        "Sebelas media jadi dan dicoba bergantian.",
        "",
        "Simpan satu contoh di tiap madrasah.",
    ),
    "Format catatan perkembangan peserta didik": (
        "Format satu halaman disepakati.",
        "Belum dicoba di kelas rangkap.",
        "Coba dua pekan, lalu bahas lagi.",
    ),
    "Disiplin tanpa kekerasan": (
        "Enam kesepakatan kelas ditulis bersama.",
        "",
        "Libatkan peserta didik saat menyusunnya.",
    ),
}
RESULTS = {
    "Menyusun RPP bersama": "Setiap madrasah membawa pulang satu contoh RPP yang sudah ditelaah.",
    "Penilaian harian": "Format catatan perkembangan dipakai mulai pekan depan.",
    "Kelas yang tenang tanpa hukuman": "Kesepakatan kelas ditempel di lima madrasah.",
}

# session, text, owner (one of the cast), days after the session, proof or "" while it is open
DECISIONS = (
    (
        "Menyusun RPP bersama",
        "Membagikan contoh RPP lewat Berbagi",
        "aminah",
        7,
        "Sudah dibagikan, dan dipakai guru kelas IV di MI Contoh Dua.",
    ),
    ("Penilaian harian", "Menggandakan format catatan untuk lima madrasah", "gita", 14, ""),
    ("Kelas yang tenang tanpa hukuman", "Mencoba kesepakatan kelas dan menceritakan hasilnya", "aminah", 30, ""),
)

# who brings it, named, text, class, tried, weeks ago
PROBLEMS = (
    (
        "aminah",
        True,
        "Peserta didik kelas IV masih mengeja saat membaca soal cerita matematika.",
        4,
        "Membaca nyaring bergantian sebelum mengerjakan.",
        5,
    ),
    ("gita", False, "Dua orang tua menolak anaknya belajar kelompok campuran. Bagaimana menjelaskannya?", None, "", 1),
    ("gita", True, "Kelas rangkap: kelas V menunggu terlalu lama saat kelas VI diterangkan.", 5, "", 1),
)
DISCUSSION = "Soal dibacakan dulu oleh pasangan yang lancar, lalu ditulis ulang dengan kalimat sendiri."

SECOND_USE = ("gita", "Kelompok yang biasanya diam ikut menyusun kartu; dua anak masih perlu dibantu.", 4)
CERTIFICATES = "Kegiatan KKG MI Contoh Gantarang"
WITHDRAWN = "Nama di daftar hadir tertukar. Contoh sertifikat yang ditarik."
# useful, clear, will_try of each who answered
REFLECTIONS = (
    ("ya", "ya", "ya"),
    ("ya", "ya", "sebagian"),
    ("ya", "sebagian", "ya"),
    ("ya", "ya", "ya"),
    ("sebagian", "sebagian", "sebagian"),
    ("ya", "ya", "ya"),
    ("ya", "belum", "sebagian"),
)
