"""What the worker does once a day, whichever app it belongs to."""

from competency.district.actions import freeze_cubes
from competency.packs.purge import purge_packs
from competency.sharing.actions import close_unanswered
from core.brakes import purge_misses
from core.duties import Duties
from core.interrupted import purge_sends
from core.jobs import purge_jobs
from core.strays import sweep_files
from madrasah.accounts.purge import purge_log_ins
from madrasah.erasures.book import write_book
from madrasah.imports.purge import purge_runs

DUTIES: Duties = {
    "Menutup lembar yang tidak ditanggapi": close_unanswered,
    "Membekukan angka kabupaten semester lalu": freeze_cubes,
    "Membuang unggahan impor yang lama": purge_runs,
    "Membuang paket yang sudah lama": purge_packs,
    "Mencatat penghapusan di sebelah cadangan": write_book,
    "Membuang catatan pekerjaan yang lama": purge_jobs,
    "Membuang catatan masuk yang lama": purge_log_ins,
    "Membuang catatan kode yang keliru": purge_misses,
    "Membuang isian yang tidak jadi dikirim": purge_sends,
    "Menyisihkan berkas tanpa baris": sweep_files,
}
