"""What the demo's sheets say, all invented: facts seen in lessons, praise, advice, replies, tindak lanjut."""

LESSONS = (
    "Mengukur panjang dengan satuan baku",
    "Menemukan gagasan pokok",
    "Perubahan wujud benda",
    "Tata cara salat berjamaah",
    "Hormat kepada orang tua dan guru",
)

# Facts, not impressions: what was seen, by competency, for a low and for a high step.
FACTS: dict[str, dict[str, tuple[str, ...]]] = {
    "pedagogik": {
        "low": (
            "RPP di meja memuat materi kelas III, yang diajarkan kelas IV.",
            "Selama 35 menit guru berceramah; tidak ada tugas kelompok.",
            "Tiga peserta didik selesai lebih dahulu dan menunggu tanpa tugas.",
            "Satu-satunya media adalah buku paket.",
            "Tujuan pembelajaran tidak ditulis dan tidak disebutkan.",
        ),
        "high": (
            "Lima kelompok mengukur meja dengan pita buatan sendiri.",
            "Dua peserta didik yang tertinggal mendapat lembar kerja bergambar.",
            "Guru memakai batu, biji, dan kartu angka untuk satu materi.",
            "Tujuan ditulis di papan dan dibaca bersama pada pukul 07.35.",
            "Guru berpindah dari tanya jawab ke permainan kartu setelah sepuluh menit.",
        ),
    },
    "kepribadian": {
        "low": (
            "Dua peserta didik yang bertengkar dibiarkan sampai pelajaran selesai.",
            "Guru datang sepuluh menit setelah bel.",
        ),
        "high": (
            "Guru duduk di samping anak yang menangis dan menanyakan sebabnya.",
            "Guru hadir pukul 06.50 dan menyambut peserta didik di pintu.",
            "Guru meminta maaf karena salah menulis angka, lalu memperbaikinya.",
        ),
    },
    "sosial": {
        "low": (
            "Pertanyaan hanya diberikan kepada deretan depan.",
            "Belum ada catatan pertemuan dengan orang tua semester ini.",
            "Empat anak di belakang tidak disapa selama pelajaran.",
        ),
        "high": (
            "Sembilan belas dari dua puluh dua peserta didik mengangkat tangan.",
            "Guru memanggil setiap anak dengan namanya.",
            "Anak yang salah menjawab diajak mencoba lagi, dan teman-temannya bertepuk tangan.",
            "Buku penghubung berisi tiga tanggapan orang tua bulan ini.",
        ),
    },
    "profesional": {
        "low": (
            "Pelajaran berakhir saat bel, tanpa kesimpulan.",
            "Catatan penilaian belum ada; guru mengingat nilainya.",
            "Peserta didik menyalin dari papan selama dua puluh menit.",
            "Tidak ada peserta didik yang bertanya, dan pertanyaan tidak dipancing.",
        ),
        "high": (
            "Peserta didik menebak dahulu, lalu mengukur, lalu membandingkan.",
            "Kelompok dua menjelaskan hasilnya di papan tulis.",
            "Format penilaian terisi sampai pekan ini.",
            "Tiga peserta didik menyimpulkan pelajaran dengan kata sendiri.",
            "Apersepsi menyambung pelajaran kemarin tentang panjang meja.",
        ),
    },
}
STRENGTHS = (
    "Peserta didik berani bertanya dan kelas terasa hangat.",
    "Media sederhana dipakai dengan tepat.",
    "Urutan kegiatan jelas dari awal sampai akhir.",
)
SUGGESTIONS = (
    "Sediakan tugas lanjutan bagi yang selesai lebih dahulu.",
    "Akhiri pelajaran dengan kesimpulan dari peserta didik.",
    "Isi format catatan perkembangan setiap pekan.",
)
REPLIES = (
    "Terima kasih, Pak. Pekan depan saya coba tugas bertingkat.",
    "Saya setuju. Format catatan perkembangan sudah saya minta dari KKG.",
    "Pada hari itu dua kelas digabung, jadi waktunya tidak cukup. Mohon dilihat sekali lagi.",
)
FOLLOWUPS = (
    "Menyusun tiga tugas bertingkat dan membawanya ke KKG",
    "Mengisi format catatan perkembangan selama sebulan",
    "Mengamati kelas guru sejawat satu kali",
    "Mengetik satu RPP sendiri dengan pendampingan operator",
)
WAIVED = "Dibahas bersama di KKG"
CORRECTION = "Butir kegiatan penutup tertukar dengan kelas lain"
PROOF = "Dilihat saat kunjungan kelas"
REFLECTION = "Anak-anak senang bekerja kelompok. Lain kali saya sisakan waktu untuk menyimpulkan bersama."
