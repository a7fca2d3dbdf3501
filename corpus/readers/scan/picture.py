"""Picture files (PNG, JPEG, TIFF of several pages) as documents."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from corpus.errors import BinaryFileError, HeavyFileError, UnsafeFileError
from corpus.readers.pages import compose
from corpus.readers.scan import tesseract
from corpus.readers.scan.page import read_page

MAX_PIXELS = 60_000_000
"""Points of one picture: an A3 page at 400 dots an inch has 31 million."""
MAX_PAGES = 300
A4_INCHES = 8.27
USUAL = (200, 300)
"""Dots an inch that are read well."""
_SCAN_AGAIN = "hãy quét hoặc chụp lại rồi nạp lại"


def read_picture(path: Path, name: str) -> tuple[str, list[str], str]:
    """The marked text of a picture file, remarks, and how it was read.

    Raises:
        ReadError: broken, far too large, or tesseract is missing.
    """
    tesseract.require(name)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    sheets = []
    try:
        with Image.open(path) as file:
            count = getattr(file, "n_frames", 1)
            if count > MAX_PAGES:
                raise HeavyFileError(name, f"ảnh có {count} trang, vượt mức {MAX_PAGES}", "hãy tách thành nhiều tệp")
            for number in range(1, count + 1):
                file.seek(number - 1)
                picture, dpi = _sized(ImageOps.exif_transpose(file).convert("L"), file.info.get("dpi"))
                sheets.append(read_page(picture, number, dpi, name))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        problem = f"ảnh lớn bất thường, quá {MAX_PIXELS // 1_000_000} triệu điểm ảnh"
        raise UnsafeFileError(name, problem, _SCAN_AGAIN) from None
    except (UnidentifiedImageError, OSError, SyntaxError, EOFError, ValueError):
        raise BinaryFileError(name, "ảnh bị hỏng hoặc bị cắt cụt", _SCAN_AGAIN) from None
    remark = f"{name} là ảnh, đọc bằng nhận dạng chữ; số khó đọc được đánh dấu."
    return compose(sheets), [remark], "ocr"


def _sized(picture: Image.Image, told: tuple[float, float] | None) -> tuple[Image.Image, int]:
    """The picture at a resolution that is read well; a photo that does not tell its own is taken for an A4 page."""
    dpi = float(told[0]) if told and 70 <= told[0] <= 1200 else min(picture.size) / A4_INCHES
    wanted = min(max(dpi, USUAL[0]), USUAL[1])
    if abs(wanted - dpi) > 5:
        factor = wanted / dpi
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return picture, round(wanted)
