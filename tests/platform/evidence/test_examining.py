"""What is taken, what of it is kept, and what is refused: judged by content, in a process of its own."""

import io
import zipfile

import pytest
from PIL import ExifTags, Image
from specimens import (
    PLACE,
    TAKEN,
    bomb,
    box,
    drawing,
    film,
    letter,
    opened,
    package,
    paper,
    photograph,
    song,
    sound,
)

from concord.evidence.examining import child, packages
from concord.evidence.examining.child import examined
from concord.evidence.examining.kinds import examine, judge
from concord.evidence.examining.verdict import Fault, Refused, Verdict, Wanted

OOXML = "application/vnd.openxmlformats-officedocument."
ODT = "application/vnd.oasis.opendocument.text"


def kept(content: bytes, *, location: bool = False) -> tuple[str, bytes]:
    """Media type, and what is kept: the same code as in the child, without its start."""
    with opened(content) as source, opened(b"") as target:
        media_type = examine(Wanted(source, target, len(content), location))
        target.seek(0)
        return media_type, target.read() or content


def verdict(content: bytes) -> Verdict:
    with opened(content) as source, opened(b"") as target:
        return judge(Wanted(source, target, len(content), False))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (photograph(), "image/jpeg"),
        (drawing(), "image/png"),
        (drawing("WEBP", "RGB"), "image/webp"),
        (paper(), "application/pdf"),
        (paper(annotation={"A": {"S": "/URI", "URI": "https://example.org"}}), "application/pdf"),
        (paper(page={"Resources": {"Font": {"AA": {}, "JS": {}}}}), "application/pdf"),
        (letter(), OOXML + "wordprocessingml.document"),
        (letter(main="spreadsheetml.sheet.main+xml"), OOXML + "spreadsheetml.sheet"),
        (package(("mimetype", ODT.encode()), ("content.xml", b"x"), compression=zipfile.ZIP_STORED), ODT),
        (package(("OFD.xml", b"<ofd:OFD/>"), ("Doc_0/Document.xml", b"x")), "application/ofd"),
        (film(), "video/mp4"),
        (film(b"qt  "), "video/quicktime"),
        (film(b"M4A "), "audio/mp4"),
        (sound(), "audio/wav"),
        (song(), "audio/mpeg"),
    ],
)
def test_what_is_taken_is_known_by_its_content(content, media_type):
    assert kept(content)[0] == media_type
    again, second = kept(kept(content)[1])
    assert (again, bool(second)) == (media_type, True)


def test_a_photograph_is_kept_upright_and_without_anything_but_its_picture():
    _, content = kept(photograph((64, 48)))
    picture = Image.open(io.BytesIO(content))

    assert picture.size == (48, 64)
    assert dict(picture.getexif()) == {}
    assert picture.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    for told in ("张三".encode(), b"13800000000", b"profile", TAKEN.encode()):
        assert told not in content


def test_place_and_time_stay_where_the_charter_asks_for_them_and_nothing_else_does():
    _, content = kept(photograph(), location=True)
    exif = Image.open(io.BytesIO(content)).getexif()

    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert (place[1], tuple(map(float, place[2]))) == ("N", PLACE)
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == TAKEN
    assert ExifTags.Base.Artist not in exif
    assert ExifTags.Base.Orientation not in exif
    assert "张三".encode() not in content


def test_a_drawing_keeps_no_text():
    assert b"Author" not in kept(drawing())[1]


def test_a_film_keeps_its_length_and_neither_place_nor_remarks():
    whole = film()
    _, content = kept(whole)
    assert len(content) == len(whole)
    for told in (b"+31.2304", b"keys", b"hidden"):
        assert told in whole
        assert told not in content
    located = kept(whole, location=True)[1]
    assert b"+31.2304" in located
    assert b"hidden" not in located


def test_sound_keeps_nothing_but_sound():
    assert b"note" not in kept(sound())[1]
    _, content = kept(song())
    assert content.startswith(b"\xff\xfb")
    assert b"TAG" not in content


EXE = b"MZ" + bytes(200)
SCRIPT = {"S": "/JavaScript", "JS": "app.alert(1)"}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (EXE, Fault.TYPE),
        (b"\x7fELF" + bytes(100), Fault.TYPE),
        (b"#!/bin/sh\nrm -rf /\n", Fault.TYPE),
        (b"<!doctype html><script>alert(1)</script>", Fault.TYPE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', Fault.TYPE),
        (b"plain text", Fault.TYPE),
        (b"GIF89a" + bytes(100), Fault.TYPE),
        (package(("a.txt", b"x")), Fault.TYPE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), Fault.LEGACY_OFFICE),
        (photograph()[:300], Fault.DAMAGED),
        (bomb(), Fault.BOMB),
        (paper()[:-20], Fault.DAMAGED),
        (paper() + letter(), Fault.DAMAGED),
        (b"%PDF-1.7\nnot one\n%%EOF", Fault.DAMAGED),
        (paper(script="app.alert(1)"), Fault.ACTIVE),
        (paper(attachment=EXE), Fault.ACTIVE),
        (paper(page={"AA": {"O": SCRIPT}}), Fault.ACTIVE),
        (paper(annotation={"A": SCRIPT}), Fault.ACTIVE),
        (
            paper(annotation={"A": {"S": "/URI", "URI": "https://example.org", "Next": [SCRIPT]}}),
            Fault.ACTIVE,
        ),
        (paper(annotation={"AA": {"E": SCRIPT}}), Fault.ACTIVE),
        (paper(annotation={"FS": {"EF": {}}}), Fault.ACTIVE),
        (paper(form={"XFA": "x"}), Fault.ACTIVE),
        (paper(form={"Fields": [{"T": "x", "Kids": [{"AA": {"K": SCRIPT}}]}]}), Fault.ACTIVE),
        (paper(outline={"A": {"S": "/Launch", "F": "a.exe"}}), Fault.ACTIVE),
        (paper(password="secret"), Fault.ENCRYPTED),
        (letter(("word/vbaProject.bin", b"x")), Fault.ACTIVE),
        (letter(("word/media/image1.png", EXE)), Fault.ACTIVE),
        (letter()[:-5], Fault.DAMAGED),
        (letter() + b"trailing", Fault.DAMAGED),
        (letter() + EXE, Fault.DAMAGED),
        (film() + EXE, Fault.DAMAGED),
        (film(b"isom", box(b"exe ", EXE)), Fault.DAMAGED),
        (film()[:40], Fault.DAMAGED),
        (sound() + b"more", Fault.DAMAGED),
        (song() + EXE, Fault.DAMAGED),
        (b"\xff\xfb\x90\x00" + EXE, Fault.DAMAGED),
    ],
)
def test_what_is_refused(content, fault):
    assert verdict(content) == Verdict(fault=fault)


def test_a_picture_with_something_behind_it_loses_that():
    _, content = kept(photograph() + package(("payload.class", EXE)))
    assert b"payload" not in content


def test_a_zip_bomb_is_refused_by_what_it_says_and_by_what_unpacks(monkeypatch):
    zeros = bytearray(letter(("zeros", bytes(1 << 20))))
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1 << 20)
    assert verdict(bytes(zeros)).fault is Fault.BOMB
    size = (1 << 20).to_bytes(4, "little")
    for at in (zeros.index(size), zeros.rindex(size)):  # in the entry, and in the directory
        zeros[at : at + 4] = (10).to_bytes(4, "little")
    assert verdict(bytes(zeros)).fault is Fault.DAMAGED


async def test_the_child_says_what_it_refuses():
    with opened(bomb()) as source, opened(b"") as target:
        with pytest.raises(Refused) as refused:
            await examined(source, target, location=False)
        assert refused.value.fault is Fault.BOMB


async def test_a_child_that_does_not_come_back_is_ended(monkeypatch):
    monkeypatch.setattr(child, "PATIENCE", 0.0)
    with opened(photograph()) as source, opened(b"") as target:
        with pytest.raises(Refused) as refused:
            await examined(source, target, location=False)
        assert refused.value.fault is Fault.BOMB


async def test_a_photograph_goes_through_the_child_wherever_its_file_stands():
    with opened(photograph()) as source, opened(b"") as target:
        source.seek(0, 2)
        assert await examined(source, target, location=False) == "image/jpeg"
        target.seek(0)
        assert target.read(2) == b"\xff\xd8"
