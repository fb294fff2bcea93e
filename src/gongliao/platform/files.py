"""Files bound to documents and master records."""

import codecs
import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID
from zipfile import BadZipFile, ZipFile

import puremagic
from django.conf import settings

from gongliao.kernel.ids import new_id
from gongliao.platform.access.actor import Actor, require
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.documents.errors import DocumentNotFound, RequestIdReused
from gongliao.platform.documents.queries import document_of
from gongliao.platform.documents.registry import document_types
from gongliao.platform.errors import (
    AttachmentNotFound,
    FileEmpty,
    FileTooLarge,
    FileTypeRefused,
    SubjectNotFound,
)
from gongliao.platform.models.files import Attachment
from gongliao.platform.permissions import ATTACH
from gongliao.platform.tenancy.context import in_tenant

HEAD_BYTES = 8192
ZIP = b"PK\x03\x04"
MEGABYTE = 1024 * 1024

SubjectFinder = Callable[[Actor, UUID], bool]
# Master records lie above; the gateway says here how to tell whether an actor sees one.
subject_finders: dict[str, SubjectFinder] = {}

# What the content may be, by the sniffer's extension. Text and the ZIP-based kinds have no mark of their own.
BINARY_KINDS = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".pdf": "application/pdf",
}
ZIP_KINDS = (
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("OFD.xml", "application/ofd"),
)
TEXT_KINDS = {".csv": "text/csv", ".xml": "application/xml"}
TEXT_ENCODINGS = ("utf-8", "gb18030")
# All that a kept file can turn out to be.
CONTENT_TYPES = sorted(
    {"text/plain", *BINARY_KINDS.values(), *TEXT_KINDS.values(), *(content_type for _, content_type in ZIP_KINDS)}
)
# Text that a browser would run.
MARKUP = frozenset({".html", ".htm", ".xhtml", ".svg"})


@dataclass(frozen=True)
class AttachRequest:
    """A file and what it belongs to; the id comes from whoever sends it."""

    id: UUID
    subject_type: str
    subject_id: UUID
    name: str
    content: IO[bytes]


@dataclass(frozen=True)
class StoredFile:
    """An attachment and where its bytes lie."""

    attachment: Attachment
    path: Path


@in_tenant
def attach(*, actor: Actor, request: AttachRequest, at: datetime) -> Attachment:
    """Keep a file beside a document or master record. The same file sent again is kept once.

    Raises: MissingGrant, SubjectNotFound, FileTooLarge, FileEmpty, FileTypeRefused, RequestIdReused.
    """
    require(actor, ATTACH)
    require_subject(actor, request.subject_type, request.subject_id)
    size = _size_of(request.content)
    content_type = content_type_of(request.content, name=request.name)
    digest = _digest_of(request.content)
    lock_request_id(request.id)
    wanted = {
        "subject_type": request.subject_type,
        "subject_id": request.subject_id,
        "name": plain_name(request.name),
        "content_type": content_type,
        "size": size,
        "sha256": digest,
    }
    found: Attachment | None = Attachment.objects.select_related("added_by").filter(id=request.id).first()
    if found is not None:
        if any(getattr(found, name) != value for name, value in wanted.items()):
            raise RequestIdReused(id=request.id)
        return found
    _store(request.content, _path(actor.tenant_id, digest))
    made = Attachment(id=request.id, added_by_id=actor.person_id, added_at=at, **wanted)
    made.save(force_insert=True)
    return made


def attachments_of(*, actor: Actor, subject_type: str, subject_id: UUID) -> list[Attachment]:
    """Return the files of a document or master record, oldest first.

    Raises: MissingGrant, SubjectNotFound.
    """
    require_subject(actor, subject_type, subject_id)
    files = Attachment.objects.filter(subject_type=subject_type, subject_id=subject_id).select_related("added_by")
    return list(files.order_by("added_at", "id"))


def stored_file(*, actor: Actor, attachment_id: UUID) -> StoredFile:
    """Return a file that the actor may read, which is whenever they see what it belongs to.

    Raises: AttachmentNotFound.
    """
    found: Attachment | None = Attachment.objects.filter(id=attachment_id).first()
    if found is None:
        raise AttachmentNotFound(id=attachment_id)
    try:
        require_subject(actor, found.subject_type, found.subject_id)
    except SubjectNotFound as error:
        raise AttachmentNotFound(id=attachment_id) from error
    return StoredFile(found, _path(actor.tenant_id, found.sha256))


def require_subject(actor: Actor, subject_type: str, subject_id: UUID) -> None:
    """Refuse unless the actor sees the document or master record.

    Raises: MissingGrant, SubjectNotFound.
    """
    if finder := subject_finders.get(subject_type):
        if finder(actor, subject_id):
            return
    elif subject_type in document_types():
        with suppress(DocumentNotFound):
            document_of(actor=actor, document_type=subject_type, document_id=subject_id)
            return
    raise SubjectNotFound(type=subject_type, id=subject_id)


def plain_name(name: str) -> str:
    """Return a file's name for people: no folders, nothing unprintable; it never becomes a path.

    Shape: at most 200 characters, the extension kept.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if c.isprintable()).strip() or "file"
    stem, dot, extension = shown.rpartition(".")
    if not dot or len(extension) > 10:
        return shown[:200]
    return f"{stem[: 199 - len(extension)]}.{extension}"


def content_type_of(content: IO[bytes], *, name: str) -> str:
    """Return what the content is, judged by the content; the name decides only between kinds of plain text.

    Raises: FileTypeRefused.
    """
    content.seek(0)
    head = content.read(HEAD_BYTES)
    if head.startswith(ZIP):
        return _zip_kind(content)
    sniffed = _sniffed(head)
    for extension in sniffed:
        if extension in BINARY_KINDS:
            return BINARY_KINDS[extension]
    if _is_text(head) and MARKUP.isdisjoint(sniffed):
        return TEXT_KINDS.get(Path(name).suffix.lower(), "text/plain")
    raise FileTypeRefused()


def _sniffed(head: bytes) -> list[str]:
    try:
        return [found.extension.lower() for found in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return []


def _zip_kind(content: IO[bytes]) -> str:
    try:
        with ZipFile(content) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError) as error:
        raise FileTypeRefused() from error
    for member, kind in ZIP_KINDS:
        if member in names:
            return kind
    raise FileTypeRefused()


def _is_text(head: bytes) -> bool:
    if any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    return any(_decodes(head, encoding) for encoding in TEXT_ENCODINGS)


def _decodes(head: bytes, encoding: str) -> bool:
    # The last character may be cut in two by the end of what was read.
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        decoder.decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return True


def _size_of(content: IO[bytes]) -> int:
    size = content.seek(0, os.SEEK_END)
    if size > settings.ATTACHMENT_BYTES_MAX:
        raise FileTooLarge(megabytes_max=settings.ATTACHMENT_BYTES_MAX // MEGABYTE)
    if size == 0:
        raise FileEmpty()
    return size


def _digest_of(content: IO[bytes]) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while part := content.read(MEGABYTE):
        digest.update(part)
    return digest.hexdigest()


def _path(tenant_id: UUID, digest: str) -> Path:
    return Path(settings.ATTACHMENTS) / str(tenant_id) / digest[:2] / digest


def _store(content: IO[bytes], path: Path) -> None:
    """Write the bytes whole or not at all; bytes that lie there already are the same, their digest says so."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{new_id()}.part")
    content.seek(0)
    try:
        with unfinished.open("xb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
