// The page shown instead of the browser's own when there is no signal: what can be opened from this phone.

async function pages() {
  const names = (await caches.keys()).filter((name) => name.startsWith("halaman-"));
  const found = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const page = await cache.match(request);
      const title = page.headers.get("X-Judul");
      if (title) found.push([request.url, decodeURIComponent(title)]);
    }
  }
  return found;
}

function row([href, title]) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { className: "row", href });
  link.append(Object.assign(document.createElement("b"), { textContent: title }));
  item.append(link);
  return item;
}

async function show(part) {
  const found = await pages();
  part.querySelector("ul").append(...found.map(row));
  part.hidden = !found.length;
}

show(document.querySelector("[data-carried]")).catch(() => { /* nothing is carried */ });
addEventListener("online", () => location.reload());
