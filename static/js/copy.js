// Copies prepared words: button[data-copy] names the element that holds them. Hidden where there is no script.

function select(source) {
  const range = document.createRange();
  range.selectNodeContents(source);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const word = button.textContent;
  let done = true;
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    select(source);
    done = document.execCommand("copy");
  }
  button.textContent = done ? "Tersalin" : "Tekan lama teksnya untuk menyalin";
  setTimeout(() => { button.textContent = word; }, 3000);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => copy(button));
}
