"""What the demo says: madrasah, people, topics, all invented. Not here: how rows come about.

Every person's name ends in "Contoh"; every madrasah is called "MI Contoh ...".
"""

from dataclasses import dataclass

PASSWORD = "contoh-gantarang"
MARK = "Contoh"
KECAMATAN = "73.02.01"
KABUPATEN = "73.02"

# key: (village, teachers besides those who log in)
MADRASAHS = {
    "Satu": ("Ponre", 9),
    "Dua": ("Bontonyeleng", 8),
    "Tiga": ("Dampang", 8),
    "Empat": ("Polewali", 8),
    "Lima": ("Bialo", 7),
    "Enam": ("Palambarae", 7),
}
GROUP_OF_FIVE = ("Satu", "Dua", "Tiga", "Empat", "Lima")


@dataclass(frozen=True)
class Member:
    """One of the cast: who logs in, in which office, and what to try first."""

    name: str
    sex: str
    office: str
    at: str
    first: str
    before: str = ""
    after: str = ""
    acting: bool = False
    teaches: str = ""


# `at`: a madrasah's key, "*" for every madrasah of the group, "" for the kabupaten.
CAST = {
    "aminah": Member(
        "Aminah Contoh",
        "P",
        "guru",
        "Satu",
        "Kompetensi saya, lalu tanggapi hasil supervisi",
        after="S.Pd.I.",
        teaches="IV",
    ),
    "baso": Member("Baso Contoh", "L", "kepala", "Satu", "RPP minggu ini, lalu isi lembar supervisi", before="Drs."),
    "citra": Member(
        "Citra Contoh",
        "P",
        "kepala",
        "Dua",
        "Periksa draf yang sudah lengkap, lalu bagikan",
        before="Hj.",
        after="M.Pd.",
    ),
    "daeng": Member("Daeng Contoh", "L", "pengawas", "*", "Lembar semua madrasah binaan", after="M.Pd.I."),
    "eka": Member(
        "Eka Contoh", "P", "kabupaten", "", "Daftar madrasah; nama guru dan nilai tidak terlihat", after="S.Ag."
    ),
    "faisal": Member("Faisal Contoh", "L", "operator", "Satu", "Data guru, lalu impor berkas Excel"),
    "gita": Member(
        "Gita Contoh", "P", "guru", "Dua", "Agenda pertemuan berikutnya (ketua KKG)", after="S.Pd.", teaches="V"
    ),
    "hasan": Member("Hasan Contoh", "L", "kepala", "Enam", "Madrasah lain tidak terlihat olehnya", before="H."),
    "indah": Member(
        "Indah Contoh", "P", "kepala", "Tiga", "RPP minggu ini sebagai Plt kepala", after="S.Pd.", acting=True
    ),
    "jafar": Member("Jafar Contoh", "L", "operator", "", "Tugas dan akun se-kabupaten"),
}

HEADS_WITHOUT_LOGIN = {"Empat": ("Rahmat Contoh", "L", "S.Ag."), "Lima": ("Nurhayati Contoh", "P", "M.Pd.")}

# name | title after | sex; dealt out to the madrasah in this order
TEACHERS = """
Andi Besse Contoh|S.Pd.|P
Muh. Anwar Contoh|S.Pd.I.|L
Hasnah Contoh|S.Pd.|P
Sitti Rosdiana Contoh|S.Ag.|P
Andi Mappaware Contoh|S.Pd.|L
Jumriati Contoh|S.Pd.I.|P
Bahtiar Contoh||L
Syamsiah Contoh|S.Pd.|P
Nurlaela Contoh|S.Pd.I.|P
Kartini Contoh|S.Pd.|P
Amiruddin Contoh|S.Pd.I.|L
Darmawati Contoh|S.Pd.|P
Besse Tenri Contoh|S.Pd.|P
Ridwan Contoh|S.Pd.I.|L
Marwah Contoh||P
Sudirman Contoh|S.Ag.|L
Fatmawati Contoh|S.Pd.|P
Andi Tenri Contoh|S.Pd.|P
Haeruddin Contoh|S.Pd.I.|L
Asriani Contoh|S.Pd.|P
Hasbiah Contoh|S.Pd.I.|P
Arifin Contoh||L
Ratnawati Contoh|S.Pd.|P
Salmiah Contoh|S.Pd.|P
Saharuddin Contoh|S.Pd.I.|L
Wahyuni Contoh|S.Pd.|P
Mardiana Contoh|S.Pd.I.|P
Iskandar Contoh|S.Pd.|L
Rahmatia Contoh|S.Ag.|P
Suriani Contoh|S.Pd.|P
Andi Firman Contoh|S.Pd.|L
Tajuddin Contoh||L
Nurfadillah Contoh|S.Pd.|P
Masdar Contoh|S.Pd.I.|L
Hamdana Contoh|S.Pd.|P
Sitti Saleha Contoh|S.Pd.I.|P
Syarifuddin Contoh|S.Pd.|L
Besse Rampe Contoh|S.Pd.|P
Muh. Yusuf Contoh|S.Ag.|L
Nuraeni Contoh|S.Pd.|P
Jumardi Contoh|S.Pd.I.|L
Andi Batari Contoh|S.Pd.|P
Hartati Contoh|S.Pd.|P
Lukman Contoh||L
Megawati Contoh|S.Pd.I.|P
Syahrir Contoh|S.Pd.|L
Risnawati Contoh|S.Pd.|P
"""

# Sessions of the KKG, oldest first: theme, host, topics (title, competency, how it ended).
SESSIONS = (
    (
        "Menyusun RPP bersama",
        "Satu",
        (
            ("Merumuskan tujuan pembelajaran", "pedagogik", "tuntas"),
            ("Mengetik RPP di laptop", "profesional", "sebagian"),
        ),
    ),
    (
        "Media dari bahan sekitar",
        "Dua",
        (("Media pembelajaran dari bahan bekas", "pedagogik", "tuntas"), ("Tutur bahasa di kelas", "sosial", "tuntas")),
    ),
    (
        "Penilaian harian",
        "Tiga",
        (
            ("Format catatan perkembangan peserta didik", "profesional", "sebagian"),
            ("Berbicara dengan orang tua", "sosial", "belum"),
        ),
    ),
    (
        "Kelas yang tenang tanpa hukuman",
        "Empat",
        (("Disiplin tanpa kekerasan", "kepribadian", "tuntas"), ("Kelompok belajar campuran", "pedagogik", "belum")),
    ),
    ("Pembelajaran berdiferensiasi", "Lima", (("Tugas bertingkat untuk kelas rangkap", "pedagogik", ""),)),
)

FIRST_NEED = "GT-PED.1"  # what the first topic is about, and why it stood there
AWAY_AT_FIRST = ("Empat", "Lima")  # whose teachers could not come to that meeting

# The programme: the pack of each session above, and what is still to come (fortnights after the last one).
GOALS = "Setiap guru menyusun RPP sendiri dan memakai hasil penilaian harian untuk memperbaikinya."
PACKS = ("RPP", "", "Penilaian", "", "")
PLANS: tuple[tuple[str, str, str, str, int], ...] = (
    ("Membaca hasil penilaian harian", "rutin", "Penilaian", "profesional", 1),
    ("Bedah RPP dari kelas sendiri", "rutin", "RPP", "pedagogik", 0),
    ("Kebijakan madrasah ramah anak", "umum", "", "sosial", 0),
    ("Menulis penelitian tindakan kelas", "pengembangan", "", "profesional", 0),
)

# Who shared it, title, kind, text, classes: one for each closed session.
MATERIALS: tuple[tuple[str, str, str, str, list[int]], ...] = (
    (
        "aminah",
        "Kartu tujuan pembelajaran",
        "metode",
        "Tulis tujuan pada kartu, tempel di papan, dan baca bersama sebelum mulai. Dua menit saja.",
        [4, 5],
    ),
    (
        "gita",
        "Kartu pecahan dari kardus bekas",
        "media",
        "Potong kardus menjadi lingkaran yang sama, lalu bagi dua, tiga, empat. "
        "Peserta didik menyusun sendiri pecahan senilai.",
        [4],
    ),
    (
        "daeng",
        "Format catatan perkembangan satu halaman",
        "hasil",
        "Satu baris tiap peserta didik, diisi Jumat. Disusun bersama pada pertemuan ini.",
        [],
    ),
    (
        "aminah",
        "Meredakan kelas yang ramai tanpa menghukum",
        "pengalaman",
        "Berhenti bicara, angkat tangan, dan tunggu. Hari ketiga kelas tenang dalam sepuluh detik.",
        [3],
    ),
)
WHAT_HAPPENED = "20 dari 24 peserta didik bisa menyebut tujuan pelajaran hari itu."

LETTERHEAD = """KELOMPOK KERJA GURU MADRASAH IBTIDAIYAH
KKG MI CONTOH GANTARANG
Kecamatan Gantarang, Kabupaten Bulukumba"""


def where(member: Member) -> str:
    """The place of an office in words."""
    if member.at == "*":
        return f"{len(GROUP_OF_FIVE)} madrasah"
    return f"MI Contoh {member.at}" if member.at else "Kab. Bulukumba"
