"""The kinds of file that Yui knows by their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class _Traits:
    label: str
    extension: str
    media_type: str


def _office(format_: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{format_}"


class FileKind(Enum):
    """What a file is, with the name people use, its extension and its media type."""

    PDF = _Traits("PDF", "pdf", "application/pdf")
    PNG = _Traits("PNG画像", "png", "image/png")
    JPEG = _Traits("JPEG画像", "jpg", "image/jpeg")
    GIF = _Traits("GIF画像", "gif", "image/gif")
    WEBP = _Traits("WebP画像", "webp", "image/webp")
    HEIC = _Traits("HEIC画像", "heic", "image/heic")
    XLSX = _Traits("Excel", "xlsx", _office("spreadsheetml.sheet"))
    DOCX = _Traits("Word", "docx", _office("wordprocessingml.document"))
    PPTX = _Traits("PowerPoint", "pptx", _office("presentationml.presentation"))
    XLS = _Traits("Excel（97-2003）", "xls", "application/vnd.ms-excel")
    DOC = _Traits("Word（97-2003）", "doc", "application/msword")
    PPT = _Traits("PowerPoint（97-2003）", "ppt", "application/vnd.ms-powerpoint")
    ODS = _Traits("ODS表計算", "ods", "application/vnd.oasis.opendocument.spreadsheet")
    ODT = _Traits("ODT文書", "odt", "application/vnd.oasis.opendocument.text")
    CSV = _Traits("CSV", "csv", "text/csv")
    JSON = _Traits("JSON", "json", "application/json")
    TEXT = _Traits("テキスト", "txt", "text/plain")
    XML = _Traits("XML", "xml", "application/xml")
    ZIP = _Traits("ZIP", "zip", "application/zip")
    HTML = _Traits("HTML", "html", "text/html")
    SVG = _Traits("SVG画像", "svg", "image/svg+xml")

    @property
    def label(self) -> str:
        return self.value.label

    @property
    def extension(self) -> str:
        return self.value.extension

    @property
    def media_type(self) -> str:
        return self.value.media_type

    @classmethod
    def of_extension(cls, extension: str) -> FileKind:
        """The kind that is kept under this extension."""
        return next(kind for kind in cls if kind.extension == extension)


PICTURES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP, FileKind.HEIC})
TABLES = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.CSV, FileKind.TEXT, FileKind.JSON})
WRITINGS = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.DOC, FileKind.PPTX, FileKind.PPT, FileKind.ODT})
DOCUMENTS = PICTURES | TABLES | WRITINGS
"""What people attach. HTML and SVG are in no set: they can carry programs into a reader's browser."""
