"""Files of every kind, as cameras, office suites and attackers make them."""

import io
import struct
import wave
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

PLACE = (31.0, 14.0, 25.5)
TAKEN = "2026:05:01 09:30:00"


def photograph(size: tuple[int, int] = (64, 48), *, located: bool = True) -> bytes:
    """A JPEG as a phone makes it: upright only by its EXIF, with place, time, owner and a comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = "张三"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = TAKEN
    if located:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: PLACE, 3: "E", 4: PLACE})
    content = io.BytesIO()
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.save(content, "JPEG", exif=exif, comment=b"for 13800000000", icc_profile=b"profile" * 30)
    return content.getvalue()


def drawing(kind: str = "PNG", mode: str = "RGBA") -> bytes:
    """A PNG or WebP, with a text inside where its kind has room for one."""
    content = io.BytesIO()
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "张三")
    more: dict[str, Any] = {"pnginfo": told} if kind == "PNG" else {}
    Image.new(mode, (20, 10)).save(content, kind, **more)
    return content.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60,000 times 60,000 points."""
    picture = drawing(mode="L")
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    return picture[:12] + chunk + struct.pack(">I", zlib.crc32(chunk)) + picture[33:]


def paper(**names: Any) -> bytes:
    """A PDF of one page. `page`, `annotation`, `form` and `outline` are members of such a dictionary."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    page.update(_members(names.get("page", {})))
    if "annotation" in names:
        area = {"Type": "/Annot", "Subtype": "/Link", "Rect": [0, 0, 9, 9]}
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(_members(area | names["annotation"]))])
    if "form" in names:
        writer.root_object[NameObject("/AcroForm")] = _members({"Fields": []} | names["form"])
    if "outline" in names:
        item = writer._add_object(_members({"Title": "1"} | names["outline"]))
        writer.root_object[NameObject("/Outlines")] = _members({"First": item, "Last": item})
    if "script" in names:
        writer.add_open_action(JavaScript(names["script"]))
    if "attachment" in names:
        writer.add_attachment("a.exe", names["attachment"])
    if "password" in names:
        writer.encrypt(names["password"], algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def _members(of: Any) -> Any:
    """As PDF writes it: a text that begins with a slash is a name."""
    if isinstance(of, dict):
        return DictionaryObject({NameObject(f"/{name}"): _members(value) for name, value in of.items()})
    if isinstance(of, list):
        return ArrayObject(map(_members, of))
    if isinstance(of, str):
        return NameObject(of) if of.startswith("/") else TextStringObject(of)
    return NumberObject(of) if isinstance(of, int) else of


def package(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these entries, in this order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as made:
        for name, inside in entries:
            made.writestr(name, inside)
    return content.getvalue()


def letter(*more: tuple[str, bytes], main: str = "wordprocessingml.document.main+xml") -> bytes:
    """A .docx (or, by its main part, another OOXML document)."""
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}"/></Types>'
    return package(("[Content_Types].xml", types.encode()), ("word/document.xml", b"<w/>"), *more)


def sound() -> bytes:
    """A WAV with a remark behind its samples."""
    content = io.BytesIO()
    with wave.open(content, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(bytes(1600))
    remark = b"LIST" + struct.pack("<I", 12) + b"INFOICMTnote"
    whole = content.getvalue() + remark
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


def song() -> bytes:
    """An MP3 of three silent frames, with tags before and behind."""
    frame = b"\xff\xfb\x90\x00" + bytes(417 - 4)
    before = b"ID3\x04\x00\x00" + bytes([0, 0, 0, 20]) + "张三".encode().ljust(20, b"\0")
    return before + frame * 3 + b"TAG" + bytes(125)


def box(name: bytes, *inside: bytes) -> bytes:
    """A box of ISO/IEC 14496-12."""
    content = b"".join(inside)
    return struct.pack(">I", 8 + len(content)) + name + content


def film(brand: bytes = b"isom", *behind: bytes) -> bytes:
    """An MP4 with its place of capture where phones put it, and remarks elsewhere."""
    place = box(b"udta", box(b"\xa9xyz", b"+31.2304+121.4737/"))
    track = box(b"trak", box(b"tkhd", bytes(20)), box(b"meta", b"keys"))
    moov = box(b"moov", box(b"mvhd", bytes(20)), track, place)
    return (
        box(b"ftyp", brand, bytes(4))
        + moov
        + box(b"free", b"hidden")
        + box(b"mdat", bytes(100))
        + b"".join(behind)
    )


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """As an upload is: in a file without a name, unbuffered."""
    with TemporaryFile(buffering=0) as file:
        file.write(content)
        file.seek(0)
        yield file
