"""Files beside documents and master records, through the interface."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from gongliao.kernel.ids import new_id
from gongliao.platform.access.actor import Actor
from gongliao.platform.files import content_type_of, plain_name, subject_finders
from tests.support.http import Answer, Caller
from tests.support.world import World, make_world

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def zipped(*names: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Any:
    with override_settings(ATTACHMENTS=tmp_path):
        yield tmp_path


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def subject(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return a master record that everybody of this tenant sees who holds ``catalog.read``."""
    id = new_id()

    def sees(actor: Actor, asked: Any) -> bool:
        return actor.tenant_id == world.tenant.id and actor.holds("catalog.read") and asked == id

    monkeypatch.setitem(subject_finders, "thing", sees)
    return {"subject_type": "thing", "subject_id": str(id)}


def upload(caller: Caller, subject: dict[str, str], content: bytes, *, name: str = "a.png", **fields: str) -> Answer:
    file = SimpleUploadedFile(name, content)
    # Past Django's own cleaning of names, as a hostile client would be.
    file._name = name  # type: ignore[attr-defined]
    return caller.upload("/attachments", {"id": str(new_id()), **subject, **fields, "file": file})


class TestAttach:
    def test_keeps_a_file_and_gives_it_back(self, world: World, subject: dict[str, str]) -> None:
        caller = Caller(world.person("storekeeper", name="Sue"))

        kept = upload(caller, subject, PNG, name="送货单 1.png")
        listed = caller.get("/attachments", **subject)
        content = caller.get(f"/attachments/{kept.body['id']}/content")

        assert (kept.status, kept.body["content_type"], kept.body["size"]) == (200, "image/png", len(PNG))
        assert listed.body == [kept.body]
        assert listed.body[0]["added_by"] == "Sue"
        assert content.content == PNG
        assert content.headers["Content-Type"] == "image/png"
        assert content.headers["Content-Disposition"] == (
            "attachment; filename*=UTF-8''%E9%80%81%E8%B4%A7%E5%8D%95%201.png"
        )
        assert content.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in content.headers["Content-Security-Policy"]

    def test_sent_again_is_kept_once(self, world: World, subject: dict[str, str], store: Path) -> None:
        caller = Caller(world.person("storekeeper"))
        id = str(new_id())

        first = upload(caller, subject, PNG, id=id)
        second = upload(caller, subject, PNG, id=id)

        assert first.body == second.body
        assert len(caller.get("/attachments", **subject).body) == 1
        assert len([path for path in store.rglob("*") if path.is_file()]) == 1

    def test_goes_with_an_idempotency_key(self, world: World, subject: dict[str, str]) -> None:
        caller = Caller(world.person("storekeeper"))
        fields = {"id": str(new_id()), **subject, "file": SimpleUploadedFile("a.png", PNG)}

        assert caller.upload("/attachments", fields, Idempotency_Key="k").status == 200

    def test_another_file_under_its_id_is_refused(self, world: World, subject: dict[str, str]) -> None:
        caller = Caller(world.person("storekeeper"))
        id = str(new_id())
        upload(caller, subject, PNG, id=id)

        assert upload(caller, subject, PDF, id=id).code == "platform.request_id_reused"

    def test_a_name_never_becomes_a_path(self, world: World, subject: dict[str, str], store: Path) -> None:
        kept = upload(Caller(world.person("storekeeper")), subject, PNG, name="../../etc/passwd\r\nX: y.png")

        assert "/" not in kept.body["name"]
        assert "\n" not in kept.body["name"]
        [path] = [path for path in store.rglob("*") if path.is_file()]
        assert path == store / str(world.tenant.id) / kept.body["sha256"][:2] / kept.body["sha256"]

    def test_takes_the_grant(self, world: World, subject: dict[str, str]) -> None:
        assert upload(Caller(world.person("director")), subject, PNG).code == "platform.missing_grant"

    @pytest.mark.parametrize("change", [{"subject_id": str(new_id())}, {"subject_type": "nothing"}])
    def test_an_unknown_subject_is_refused(self, world: World, subject: dict[str, str], change: dict[str, str]) -> None:
        answer = upload(Caller(world.person("storekeeper")), subject, PNG, **change)

        assert (answer.status, answer.code) == (404, "platform.subject_not_found")

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "platform.file_empty"),
            (b"MZ\x90\0" + b"\0" * 64, "platform.file_type_refused"),
            (b"\x7fELF" + b"\0" * 64, "platform.file_type_refused"),
            (b"<html><script>alert(1)</script>", "platform.file_type_refused"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "platform.file_type_refused"),
            (zipped("evil.exe"), "platform.file_type_refused"),
            (b"PK\x03\x04 broken", "platform.file_type_refused"),
        ],
    )
    def test_what_the_content_is_decides(
        self, world: World, subject: dict[str, str], content: bytes, code: str
    ) -> None:
        answer = upload(Caller(world.person("storekeeper")), subject, content, name="innocent.png")

        assert answer.places == [(None, "file", code)]

    def test_a_file_too_large_is_refused(self, world: World, subject: dict[str, str]) -> None:
        with override_settings(ATTACHMENT_BYTES_MAX=1024):
            answer = upload(Caller(world.person("storekeeper")), subject, PNG + b"\0" * 1024)

        assert (answer.status, answer.code) == (413, "platform.file_too_large")

    def test_a_form_without_a_file_is_refused(self, world: World, subject: dict[str, str]) -> None:
        answer = Caller(world.person("storekeeper")).upload("/attachments", {"id": str(new_id()), **subject})

        assert answer.places == [(None, "file", "validation.missing")]


class TestDownload:
    def test_is_not_there_for_another_tenant(self, world: World, subject: dict[str, str]) -> None:
        kept = upload(Caller(world.person("storekeeper")), subject, PNG)

        answer = Caller(make_world().person("administrator")).get(f"/attachments/{kept.body['id']}/content")

        assert (answer.status, answer.code) == (404, "platform.attachment_not_found")

    def test_is_not_there_for_who_does_not_see_its_subject(self, world: World, subject: dict[str, str]) -> None:
        kept = upload(Caller(world.person("storekeeper")), subject, PNG)
        nobody = Caller(world.person())

        assert nobody.get(f"/attachments/{kept.body['id']}/content").status == 404
        assert nobody.get("/attachments", **subject).status == 404


class TestContentType:
    @pytest.mark.parametrize(
        ("content", "name", "kind"),
        [
            (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\0" * 40, "x.exe", "image/jpeg"),
            (b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40, "x", "image/webp"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "x", "image/heif"),
            (PDF, "x.png", "application/pdf"),
            (zipped("xl/workbook.xml"), "x", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (
                zipped("word/document.xml"),
                "x",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            (zipped("OFD.xml"), "x", "application/ofd"),
            ("编码,名称\n".encode(), "x.csv", "text/csv"),
            ("编码,名称\n".encode("gb18030"), "x.CSV", "text/csv"),
            (b"BM,1\nBN,2\n", "x.csv", "text/csv"),
            (b"<?xml version='1.0'?><invoice/>", "x.xml", "application/xml"),
            (b"plain words", "x", "text/plain"),
            ("字".encode() * 5000, "x.txt", "text/plain"),
        ],
    )
    def test_is_read_from_the_content(self, content: bytes, name: str, kind: str) -> None:
        assert content_type_of(BytesIO(content), name=name) == kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.pdf", "a.pdf"),
        ("C:\\Users\\x\\送货单.pdf", "送货单.pdf"),
        ("../../x", "x"),
        ("a\x00\r\nb.pdf", "ab.pdf"),
        ("", "file"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
        ("x" * 300, "x" * 200),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_plain_name(name: str, shown: str) -> None:
    assert plain_name(name) == shown
