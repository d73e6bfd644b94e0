// The bar of the RPP week counts along while one taps. Without this file it says what is saved.
// [data-tally]: the words; data-of: all teachers; data-others: those whom somebody else marked.

const bar = document.querySelector("[data-tally]");
const form = bar && bar.closest("form");

function isMarked(row) {
  const chosen = [...row.querySelectorAll(`input[type=radio][name="${row.dataset.row}"]`)].find((radio) => radio.checked);
  return chosen !== undefined && chosen.value !== "batal";
}

function count() {
  const marked = [...form.querySelectorAll("[data-row]")].filter(isMarked).length + Number(bar.dataset.others);
  bar.textContent = `${marked} dari ${bar.dataset.of} guru ditandai`;
}

if (form) {
  form.addEventListener("change", count);
}
