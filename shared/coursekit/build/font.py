"""`python -m coursekit.build.font NotoSansCJK-Regular.ttc`: the small Chinese font that ships with the course's charts.

It holds the 6,763 characters of GB 2312 and what the course itself writes besides. Its licence lets a part be passed on under
another name; the name must not be the original's.
"""

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Lantern Sans SC"
TARGET = Path("shared/shoplab/fonts/LanternSansSC-Regular.otf")
FACE = 2  # Simplified Chinese in the collection
TEXTS = (
    "course/**/*.po",
    "course/*.md",
    "modules/*/locale/**/*.po",
    "shared/**/*.po",
    "shared/shopworld/parameters/*.*",
    "course/text/*.py",
    "modules/*/text/*.py",
)
CHARACTERS = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
SIGNS = [bytes([row, cell]) for row in (0xA1, 0xA3) for cell in range(0xA1, 0xFF)]
NAMES = {1: FAMILY, 3: f"{FAMILY} 1", 4: FAMILY, 6: "LanternSansSC-Regular", 16: FAMILY}


def characters(root: Path) -> set[int]:
    """The characters that the font holds: GB 2312's characters and signs, and what stands in the course's texts."""
    common = {ord(code.decode("gb2312")) for code in (*CHARACTERS, *SIGNS) if code.decode("gb2312", "ignore")}
    used = {ord(sign) for pattern in TEXTS for path in root.glob(pattern) for sign in path.read_text(encoding="utf-8")}
    return common | {sign for sign in used if sign > 0x2E7F}


def make(source: Path, target: Path, wanted: set[int]) -> None:
    """Write the font's part with these characters, under the course's name."""
    font = TTFont(source, fontNumber=FACE)
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True
    )
    options.desubroutinize = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = NAMES[record.nameID]
    cff = font["CFF "].cff
    cff.fontNames[0] = NAMES[6]
    cff[0].rawDict.update(FullName=FAMILY, FamilyName=FAMILY)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    make(parser.parse_args().source, TARGET, characters(Path()))
