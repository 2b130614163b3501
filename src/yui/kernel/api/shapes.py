"""Shapes that the answers of several rooms share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from ninja import Schema
from pydantic import Field


class Party(Schema):
    """An organisation beside a record."""

    ref: str = Field(description="団体の印。/organisations/{ref} で読めます", examples=["2345678abc"])
    name: str = Field(description="団体の名前", examples=["霧ヶ沢村"])
    government_code: str | None = Field(
        description="全国地方公共団体コード（6けた）。地方公共団体でなければ null", examples=["480011"]
    )
    prefecture: str = Field(description="都道府県", examples=["織江県"])


def party(organisation: Any) -> dict[str, Any]:
    """An organisation as it is sent beside a record."""
    return {
        "ref": organisation.ref,
        "name": organisation.name,
        "government_code": organisation.government_code or None,
        "prefecture": organisation.prefecture,
    }


def whole_address(path: str) -> str:
    """A path as an address that works from elsewhere."""
    return f"{str(settings.YUI_ORIGIN).rstrip('/')}{path}"
