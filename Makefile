# `make run`, `make setup` and `make test` each do all their own set-up. `make` alone lists the words.
# Words after a name travel by the environment: ARGS="-k sesi", TODAY=2028-02-29, c="shell", PORT=8001, DEMO=0.
boot = @python=$$(sh tools/python.sh) && exec "$$python" -m tools.boot

help:
	@echo "make run      jalankan aplikasi dengan data contoh    (PORT=8001, DEMO=0: tanpa data contoh)"
	@echo "make setup    pasang atau perbarui di server: basis data, berkas statis, data rujukan, instrumen"
	@echo "make backup   simpan basis data, berkas unggahan, dan setelan dalam satu berkas di luar folder ini"
	@echo "make key      buat sepasang kunci untuk mengunci cadangan"
	@echo "make secret   ganti SECRET_KEY; yang lama tetap membuka (OLD=drop: buang yang lama)"
	@echo "make restore  pulihkan dari berkas itu                (FROM=/…/kkg-….tar, KEY=/…/kunci.txt bila terkunci)"
	@echo "make test     jalankan semua uji                      (ARGS='-k nama -x', TODAY=2028-02-29)"
	@echo "make check    periksa gaya, tipe, templat, skrip, migrasi, dan setelan"
	@echo "make audit    tanyakan ke daftar umum cacat pustaka yang terpasang (perlu internet)"
	@echo "make map      gambar lantai dan ruang kode, dihitung dari impornya"
	@echo "make manage   perintah Django                         (c='shell')"
	@echo "make stop     hentikan aplikasi dan PostgreSQL"

run setup backup key secret restore test check audit map stop manage:
	$(boot) $@

.PHONY: help run setup backup key secret restore test check audit map stop manage
