"""Makes `corpus/data/ocr_channel.json`: renders our own Vietnamese text, reads it with tesseract ENGLISH, aligns.

    python -m corpus.restore.train_channel            (needs the extra "ocr", tesseract with "eng", Liberation fonts)

Only text of our own is rendered: the sentences of `corpus/data/admin_vi.txt` and words of underthesea's dictionary.
"""

from __future__ import annotations

import difflib
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.restore.channel import DATA, learn
from corpus.restore.lexicon import dictionary_words, shipped_sentences
from corpus.restore.protect import core_bounds

LINES_PER_PAGE = 42
LINE_CHARS = 84
MIN_LIKENESS = 0.34
MIN_COUNT = 2
_FONT = "/usr/share/fonts/truetype/liberation/Liberation{}.ttf"


@dataclass(frozen=True)
class Setting:
    """How a page is printed and scanned: fonts by name, dots an inch, noise of the scanner."""

    font: str
    dpi: int
    blur: float
    noise: float
    binary: bool = False
    quality: int = 70


SETTINGS = (
    Setting("Serif-Regular", 200, 0.9, 14),
    Setting("Serif-Regular", 150, 1.1, 16, binary=True),
    Setting("Serif-Regular", 200, 1.7, 26, binary=True),
    Setting("Serif-Regular", 125, 0.7, 12, quality=45),
    Setting("Serif-Bold", 150, 1.0, 14, binary=True),
    Setting("Serif-Regular", 300, 1.8, 22),
    Setting("Serif-Regular", 150, 1.3, 14),
    Setting("Serif-Italic", 170, 0.9, 12),
    Setting("Serif-Regular", 110, 0.5, 10, quality=45),
    Setting("Sans-Regular", 150, 0.9, 12),
)


def wrapped(sentences: list[str]) -> list[str]:
    """The sentences set as lines of about `LINE_CHARS` characters."""
    lines: list[str] = []
    for sentence in sentences:
        line = ""
        for word in sentence.split():
            if len(line) + len(word) >= LINE_CHARS:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def page_image(lines: list[str], setting: Setting, rng: np.random.Generator) -> Any:
    """A grey A4 page with the lines, then turned, blurred, speckled and squeezed as a scan is."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    scale = setting.dpi / 72
    font = ImageFont.truetype(_FONT.format(setting.font), int(14 * scale))
    image = Image.new("L", (int(630 * scale), int(20 * scale) * (len(lines) + 3)), 255)
    draw = ImageDraw.Draw(image)
    for i, line in enumerate(lines):
        draw.text((30 * scale, int(20 * scale) * (i + 1)), line, fill=20, font=font)
    image = image.rotate(float(rng.uniform(-0.3, 0.3)), fillcolor=255, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(setting.blur))
    grey = np.asarray(image, dtype=np.float32) + rng.normal(0, setting.noise, (image.height, image.width))
    if setting.binary:
        grey = np.where(grey > rng.uniform(120, 190), 255.0, 0.0)
    squeezed = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(squeezed, "JPEG", quality=setting.quality)
    return Image.open(squeezed)


def token_pairs(printed: list[str], observed: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of tokens of one page that stand for each other: by order, and alike enough to be trusted."""
    from corpus.text import fold

    a, b = [fold(t) for t in printed], [fold(t) for t in observed]
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    for tag, i0, i1, j0, j1 in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and i1 - i0 == j1 - j0):
            for i, j in zip(range(i0, i1), range(j0, j1), strict=True):
                if difflib.SequenceMatcher(None, a[i], b[j], autojunk=False).ratio() >= MIN_LIKENESS or len(a[i]) <= 2:
                    yield printed[i], observed[j]


def cores(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs without the punctuation around them; figures and broken pairs are left out."""
    for printed, observed in pairs:
        (a, b), (c, d) = core_bounds(printed), core_bounds(observed)
        if a < b and c < d and printed[a:b].isalpha() and not observed[c:d].isdigit():
            yield printed[a:b], observed[c:d]


def training_lines(rng: random.Random) -> list[str]:
    """Lines to render: our sentences, some in capitals, and running words of the dictionary for rare letters."""
    sentences = list(shipped_sentences())
    words = [w for w in dictionary_words() if " " in w]
    picked = rng.sample(words, 4500)
    strings = [" ".join(picked[i : i + 7]) for i in range(0, len(picked), 7)]
    capitals = [s.upper() for s in rng.sample(sentences, len(sentences) // 8)] + [s.title() for s in strings[::9]]
    lines = wrapped([*sentences, *strings, *capitals])
    rng.shuffle(lines)
    return lines


def main() -> int:
    """Learn the channel from rendered lines and write it to the data file; needs tesseract."""
    import pytesseract

    rng, noise = random.Random(30), np.random.default_rng(30)
    pairs: list[tuple[str, str]] = []
    lines = training_lines(rng)
    pages = [lines[i : i + LINES_PER_PAGE] for i in range(0, len(lines), LINES_PER_PAGE)]
    for number, page in enumerate(page for page in pages for _ in range(3)):
        image = page_image(page, SETTINGS[number % len(SETTINGS)], noise)
        read = pytesseract.image_to_string(image, lang="eng", config="--psm 6").split()
        found = list(cores(token_pairs(" ".join(page).split(), read)))
        pairs += found
        print(f"page {number + 1}: {len(found)} pairs", file=sys.stderr)
    counts = learn(pairs).counts
    kept = {c: {o: int(n) for o, n in sorted(row.items()) if n >= MIN_COUNT} for c, row in sorted(counts.items())}
    DATA.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{DATA.name}: {len(pairs)} pairs, {Counter(map(len, kept.values())).total()} letters", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
