"""Makes core/fonts: parts of free fonts, small enough to be kept here, and covers.json, what each can draw.

Not needed to run: `pip install fonttools brotli` in a place of its own, then `python tools/fonts.py FOLDER`, where
FOLDER holds what `npm pack` fetches of the packages in PARTS, unpacked under their names. Their letters are OFL.
"""

import json
import re
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter  # type: ignore[import-not-found,unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]
from fontTools.ttLib.scaleUpem import scale_upem  # type: ignore[import-not-found,unused-ignore]

HERE = Path(__file__).resolve().parents[1] / "core" / "fonts"
# In the order in which papers ask them. Name: package, file in it, what is taken.
PARTS = {
    "NotoNaskhArabic": (
        "@expo-google-fonts/noto-naskh-arabic",
        "400Regular/NotoNaskhArabic_400Regular.ttf",
        "20 A0 600-6FF 25CC FD3E-FD3F FDF0-FDFD",
    ),
    "NotoSansBuginese": (
        "@fontsource/noto-sans-buginese",
        "files/noto-sans-buginese-buginese-400-normal.woff2",
        "20 A0 1A00-1A1F 25CC A9CF",
    ),
    "NotoSansSymbols2": (
        "@expo-google-fonts/noto-sans-symbols-2",
        "400Regular/NotoSansSymbols2_400Regular.ttf",
        "20 2190-21FF 2300-23FF 25A0-27BF 2B00-2BFF",
    ),
    "NotoEmoji": (
        "@expo-google-fonts/noto-emoji",
        "400Regular/NotoEmoji_400Regular.ttf",
        "20 203C 2049 2300-27BF 2B00-2BFF 1F1E6-1F1FF 1F300-1F64F 1F680-1F6FF 1F7E0-1F7EB 1F900-1FAFF",
    ),
}
SHAPED = {"NotoNaskhArabic", "NotoSansBuginese"}  # the others need no joining of signs
# Those that come with typst, in each face that papers use; of the second only signs: its letters are for sums.
SET = {"Libertinus Serif": ("Regular", "Bold", "Italic"), "NewComputerModern Math": ("Regular",)}
SIGNS = "2010-2BFF"


def points(words: str) -> set[int]:
    """The numbers in "A0 600-6FF"."""
    ends = [[int(end, 16) for end in part.split("-")] for part in words.split()]
    return {number for end in ends for number in range(end[0], end[-1] + 1)}


def words_of(numbers: set[int]) -> str:
    """The other way round."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][-1] = number
        else:
            runs.append([number, number])
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in runs)


def cut(name: str, source: Path, wanted: str) -> set[int]:
    """One font to core/fonts, without hints and what only screens need; what it can draw."""
    options = Options(hinting=False, glyph_names=False, notdef_outline=True)
    options.layout_features = ["*"] if name in SHAPED else []
    options.drop_tables += ["vhea", "vmtx", "STAT"]
    font = TTFont(source)
    cutter = Subsetter(options)
    cutter.populate(unicodes=points(wanted))
    cutter.subset(font)
    if name not in SHAPED:
        scale_upem(font, 512)
    font.flavor = None
    font.save(HERE / f"{name}-Regular.ttf")
    return set(font.getBestCmap())


def fonts_of_typst() -> dict[str, list[set[int]]]:
    """What the fonts within typst's library can draw, one set a face."""
    home = Path(str(find_spec("typst").origin)).parent  # type: ignore[union-attr]
    library = next(home.glob("*.so")).read_bytes()
    found: dict[str, dict[str, set[int]]] = {}
    for start in (match.start() for match in re.finditer(b"OTTO\0", library)):
        try:
            font: Any = TTFont(BytesIO(library[start:]))
            said = font["name"].getDebugName
            names = [said(16) or said(1), said(17) or said(2)]
            found.setdefault(names[0], {})[names[1]] = set(font.getBestCmap())
        except Exception:  # noqa: S112 - four letters that begin no font
            continue
    return {family: [found[family][face] for face in faces] for family, faces in SET.items()}


def main(folder: Path) -> None:
    serif, signs = (set.intersection(*faces) for faces in fonts_of_typst().values())
    covers = {"Libertinus Serif": serif}
    for name, (package, file, wanted) in PARTS.items():
        family = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name)
        covers[family] = cut(name, folder / package / file, wanted)
    covers["New Computer Modern Math"] = signs & points(SIGNS)
    text = {family: words_of(numbers) for family, numbers in covers.items()}
    (HERE / "covers.json").write_text(json.dumps(text, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
