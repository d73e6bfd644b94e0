"""What is kept, how long, and which daily duty throws it away. Shown on the privacy page and in docs/retensi.md.

Every model stands in exactly one row (tests/house/test_retention.py). `duty` is the name of a duty in config/duties.py;
where none is named, nothing goes by itself: it goes with the person's erasure, or stays as what was done in office.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """One kind of data: in words, for how long, by whom it goes, and its tables."""

    what: str
    how_long: str
    models: tuple[str, ...]
    duty: str = ""
    seen_by: str = ""


STAYS = "selama sistem dipakai; namanya hilang bila orangnya meminta dihapus"
IN_OFFICE = "selama sistem dipakai, sebagai catatan kerja"


def of(app: str, names: str) -> tuple[str, ...]:
    return tuple(f"{app}.{name}" for name in names.split())


RETENTION = (
    Kept(
        "Data diri: nama, gelar, tempat dan tanggal lahir, nomor kepegawaian, nomor HP, surel",
        STAYS,
        of("madrasah", "Person PersonMerge"),
        seen_by="Anda, kepala, pengawas, dan operator di tempat tugas Anda",
    ),
    Kept(
        "Tempat tugas, jabatan, ijazah, sertifikat pendidik",
        STAYS,
        of("madrasah", "Placement Assignment Degree TeachingCertificate Ruling"),
        seen_by="Anda, kepala, pengawas, dan operator di tempat tugas Anda",
    ),
    Kept(
        "Akun, kata sandi yang diacak, pengaman kedua",
        "sampai data pribadi dihapus; akun yang dinonaktifkan tidak bisa dipakai masuk",
        (*of("madrasah", "User"), "otp_totp.TOTPDevice", "otp_static.StaticDevice", "otp_static.StaticToken"),
        seen_by="Anda; siapa yang mengurus akun hanya melihat keadaannya",
    ),
    Kept(
        "Perangkat yang sedang masuk",
        "90 hari sejak terakhir dipakai, atau sampai keluar",
        (*of("madrasah", "Device"), "sessions.Session"),
        seen_by="Anda",
    ),
    Kept(
        "Tautan pribadi dan PIN (yang disimpan hanya sidiknya)",
        "berlaku 14 hari; bekasnya sampai data pribadi dihapus",
        (*of("madrasah", "AccessLink"), *of("competency", "ResultLink")),
        seen_by="siapa yang membuatnya",
    ),
    Kept(
        "Catatan masuk dengan alamat jaringan, dan salah sandi",
        "90 hari",
        ("axes.AccessLog", "axes.AccessAttempt", "axes.AccessFailureLog", "axes.AccessAttemptExpiration"),
        duty="Membuang catatan masuk yang lama",
        seen_by="pengelola server",
    ),
    Kept(
        "Kode keliru (siapa, sebagai sidik)",
        "1 hari",
        of("core", "Miss"),
        duty="Membuang catatan kode yang keliru",
        seen_by="tidak ada",
    ),
    Kept(
        "Isian yang tidak jadi terkirim, terkunci",
        "24 jam",
        of("core", "KeptSend LastSend"),
        duty="Membuang isian yang tidak jadi dikirim",
        seen_by="Anda, di perangkat yang sama",
    ),
    Kept(
        "Berkas yang tidak disebut catatan mana pun",
        "disisihkan sesudah sehari, dihapus 30 hari kemudian",
        (),
        duty="Menyisihkan berkas tanpa baris",
        seen_by="pengelola server",
    ),
    Kept("Izin foto", STAYS, of("madrasah", "Consent"), seen_by="Anda dan pengurus KKG"),
    Kept(
        "Permintaan tentang data pribadi dan jawabannya; penghapusan, dengan kode tanpa nama",
        "selama sistem dipakai, sebagai bukti bahwa permintaan dijawab",
        of("madrasah", "DataRequest Erasure Leftover"),
        duty="Mencatat penghapusan di sebelah cadangan",
        seen_by="Anda dan operator wilayah",
    ),
    Kept(
        "Orang yang dihapus dari daftar",
        "30 hari bisa dikembalikan; sesudah itu tetap tersembunyi sampai data pribadinya dihapus",
        of("madrasah", "Removal"),
        seen_by="siapa yang boleh menghapusnya",
    ),
    Kept(
        "Unggahan impor",
        "pratinjau 7 hari, catatan impor 30 hari",
        of("madrasah", "ImportRun ImportRow ImportWrite ColumnMemory"),
        duty="Membuang unggahan impor yang lama",
        seen_by="yang mengunggah",
    ),
    Kept(
        "Lembar supervisi, catatan fakta, nilai, hasil yang dibagikan, tanggapan, keberatan, refleksi diri",
        STAYS,
        of(
            "competency",
            "Assessment Answer Note Sighting SharedVersion Score Reply Objection SelfReflection PaperCopy Visit",
        ),
        seen_by="Anda, penilainya, kepala dan pengawas madrasah Anda; draf hanya penulisnya",
    ),
    Kept(
        "Tindak lanjut, perbaikan, RPP, pembinaan, pendampingan",
        STAYS,
        of("competency", "FollowUp Revision Rpp Guidance MentorPair Meeting"),
        seen_by="Anda, pendamping, kepala dan pengawas madrasah Anda",
    ),
    Kept(
        "Lembar yang ditutup sendiri bila tidak ditanggapi",
        "ditutup sesudah 14 hari; isinya tetap",
        (),
        duty="Menutup lembar yang tidak ditanggapi",
        seen_by="sama dengan lembarnya",
    ),
    Kept(
        "Temuan, bukti, kode, latihan menilai",
        STAYS,
        of("competency", "Evidence Code Coding Finding Ground Pairing Rating"),
        seen_by="penulisnya, dan pengawas bila dibagikan",
    ),
    Kept(
        "Pertemuan KKG, daftar hadir, topik, notulen, keputusan, foto",
        STAYS,
        of(
            "kkg",
            "Session Session_speakers Attendance Topic Decision Postponement CheckInWindow CodedList SessionPhoto"
            " SessionPhoto_people Speaker SpeakerMerge",
        ),
        seen_by="anggota KKG; NIP dan alasan sakit atau izin hanya pengurus, pengawas, dan kepala Anda",
    ),
    Kept(
        "Surat dan sertifikat",
        STAYS,
        of("kkg", "Letter Letter_named LetterCounter Certificate CertificateBatch"),
        seen_by="yang menandatangani, yang disebut, pengurus; halaman periksa tanpa nomor kepegawaian",
    ),
    Kept(
        "Bahan yang dibagikan dan pemakaiannya; masalah yang dibawa dengan nama",
        STAYS,
        of("kkg", "Material Use Problem"),
        seen_by="anggota KKG; masalah tanpa nama tidak menyimpan pengirimnya",
    ),
    Kept(
        "Tanggapan sesudah pertemuan: hanya jumlah, dan siapa yang sudah menjawab",
        IN_OFFICE,
        of("kkg", "SessionReflection ReflectionGiven"),
        seen_by="pengurus, mulai lima jawaban; jawaban seseorang tidak disimpan",
    ),
    Kept(
        "Pengurus, program, dan keanggotaan KKG",
        IN_OFFICE,
        of("kkg", "WorkingGroup GroupPlace Officer Programme PlannedSession"),
        seen_by="anggota KKG",
    ),
    Kept(
        "Paket data (ZIP)",
        "7 hari",
        of("competency", "Pack"),
        duty="Membuang paket yang sudah lama",
        seen_by="yang memesan",
    ),
    Kept(
        "Angka kabupaten, tanpa nama",
        "dibekukan 14 hari sesudah semester, lalu tetap",
        of("competency", "DistrictCube"),
        duty="Membekukan angka kabupaten semester lalu",
        seen_by="petugas kabupaten",
    ),
    Kept(
        "Berkas dan foto yang diunggah",
        "selama catatannya ada; yang dihapus hilang dari layar dan bisa kembali dalam 30 hari",
        of("core", "StoredFile"),
        seen_by="yang boleh melihat catatannya",
    ),
    Kept(
        "Catatan pekerjaan di belakang layar",
        "30 hari sesudah selesai",
        of("core", "Job DutyDay Lease"),
        duty="Membuang catatan pekerjaan yang lama",
        seen_by="yang memulainya",
    ),
    Kept(
        "Riwayat perubahan: siapa, apa, kapan, alasan",
        STAYS,
        ("pghistory.Context",),
        seen_by="yang boleh melihat datanya",
    ),
    Kept(
        "Bukan data orang: madrasah, wilayah, mata pelajaran, semester, instrumen, kaitan topik",
        "selama sistem dipakai",
        (
            *of("madrasah", "Madrasah MadrasahName MadrasahClosing Region RegionAlias Subject Semester Holiday"),
            *of("madrasah", "YearOpening User_groups User_user_permissions"),
            *of("competency", "Instrument TopicOrigin TopicIndicator MaterialIndicator"),
            *("auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType"),
        ),
        seen_by="menurut tugas masing-masing",
    ),
)
HISTORY = "Riwayat tiap tabel disimpan selama tabelnya, dan ikut dihapus dengan data pribadi."
BACKUPS = "Cadangan: empat belas yang terbaru; bila dipulihkan, yang sudah dihapus dihapus lagi."
