// A picture made small on the phone, before it costs data. Whatever is no picture, or not made smaller by it, stays.

const LONGEST = 1600;
const QUALITY = 0.8;
const START = 128 * 1024; // where a camera writes how it was held
const TAKEN = new Set(["image/jpeg", "image/png", "image/webp"]); // what core/files.py reads
const TURNS = { // EXIF orientation: how the picture, `w` by `h` as it lies, comes to stand upright
  2: (w) => [-1, 0, 0, 1, w, 0],
  3: (w, h) => [-1, 0, 0, -1, w, h],
  4: (w, h) => [1, 0, 0, -1, 0, h],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (w, h) => [0, 1, -1, 0, h, 0],
  7: (w, h) => [0, -1, -1, 0, h, w],
  8: (w) => [0, -1, 1, 0, 0, w],
};

export const isHeic = (file) => /^image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name);
const isPicture = (file) => isHeic(file) || (file.type.startsWith("image/") && !file.type.includes("svg"));

/** The EXIF orientation in the first bytes of a JPEG; 1, upright, where nothing tells. */
export function orientationOf(buffer) {
  const view = new DataView(buffer);
  try {
    let place = 2;
    while (view.getUint16(place) !== 0xffe1) {
      if (view.getUint8(place) !== 0xff) return 1;
      place += 2 + view.getUint16(place + 2);
    }
    const start = place + 10;
    const little = view.getUint16(start) === 0x4949;
    const first = start + view.getUint32(start + 4, little);
    const entries = Array.from({ length: view.getUint16(first, little) }, (_, number) => first + 2 + 12 * number);
    const entry = entries.find((at) => view.getUint16(at, little) === 0x0112);
    return entry ? view.getUint16(entry + 8, little) : 1;
  } catch {
    return 1; // shorter than it says
  }
}

/** A canvas with the upright picture, never larger than it was. */
export function drawn(picture, width, height, orientation) {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = orientation > 4 ? [h, w] : [w, h];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // what was see-through
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  if (TURNS[orientation]) pen.setTransform(...TURNS[orientation](w, h));
  pen.drawImage(picture, 0, 0, w, h);
  return canvas;
}

// From Chrome 81, Safari 13.1 and Firefox 77 on the browser itself turns a picture upright.
const turnsItself = () => getComputedStyle(document.documentElement).imageOrientation === "from-image";

async function turnOf(file) {
  return turnsItself() ? 1 : orientationOf(await new Response(file.slice(0, START)).arrayBuffer());
}

function opened(address) {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.addEventListener("load", () => resolve(picture));
    picture.addEventListener("error", reject);
    picture.src = address;
  });
}

async function redrawn(file) {
  const address = URL.createObjectURL(file);
  try {
    const picture = await opened(address);
    const canvas = drawn(picture, picture.naturalWidth, picture.naturalHeight, await turnOf(file));
    return await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
  } catch {
    return null; // no picture that this browser reads
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The file to send instead: a smaller JPEG, or the same; null for a HEIC that this browser cannot read. */
export async function shrink(file) {
  const small = isPicture(file) && await redrawn(file);
  if (!small) return isHeic(file) ? null : file;
  if (small.size >= file.size && TAKEN.has(file.type)) return file;
  return new File([small], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
}
