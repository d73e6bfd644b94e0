// On every page: what the browser says of a box that can't be sent yet is said in the words of the app, whatever
// language the phone speaks.

const CHOSEN = new Set(["radio", "checkbox", "file", "select-one", "select-multiple"]);
const told = new Set();

function words(box) {
  const { validity } = box;
  if (validity.valueMissing) return CHOSEN.has(box.type) ? "Pilih dulu di sini." : "Isi dulu di sini.";
  if (validity.tooShort) return `Terlalu pendek: paling sedikit ${box.minLength} huruf.`;
  if (validity.typeMismatch && box.type === "email") return "Tulis seperti nama@contoh.id.";
  return "Isian ini belum benar. Periksa lagi.";
}

function forget() {
  for (const box of told) box.setCustomValidity("");
  told.clear();
}

addEventListener("invalid", ({ target: box }) => {
  if (box.validity.customError) return;  // a script says more of it
  box.setCustomValidity(words(box));
  told.add(box);
}, true);
// Before each look at a form, so that nothing is held back for what was mended since.
for (const kind of ["click", "input", "change"]) addEventListener(kind, forget, true);
