"""Photographs and scans: decoded and written anew, so that nothing is left of a file but its picture."""

import warnings

from PIL import ExifTags, Image, ImageOps

from concord.evidence.examining.verdict import Fault, Refused, Wanted

MOST_PIXELS = 50_000_000
"""What a phone's best camera takes; four bytes each in memory."""
QUALITY = 90
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"), "WEBP": ("RGB", "RGBA")}
_CAPTURE = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal)


def write_anew(wanted: Wanted) -> str:
    """Writes the picture as others see it, upright and without metadata; returns its media type."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(wanted.source, formats=tuple(_TYPES)) as image:
            kind = str(image.format)
            kept = _capture(image.getexif()) if wanted.location else b""
            picture = ImageOps.exif_transpose(image)
            picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        raise Refused(Fault.BOMB) from None
    if picture.mode not in _MODES[kind]:
        transparent = kind != "JPEG" and picture.has_transparency_data
        picture = picture.convert("RGBA" if transparent else "RGB")
    # What else a picture carries (comments, profiles, texts) is in `info`, and encoders write it back.
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    picture.save(wanted.target, kind, quality=QUALITY, exif=kept)
    return _TYPES[kind]


def _capture(exif: Image.Exif) -> Image.Exif:
    """Place and time of capture, and nothing else."""
    kept = Image.Exif()
    place, details = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
    if place:
        kept.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    kept.get_ifd(ExifTags.IFD.Exif).update({tag: details[tag] for tag in _CAPTURE if tag in details})
    return kept
