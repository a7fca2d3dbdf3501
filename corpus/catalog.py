"""The catalogue of indicators: one name for what plans, reports and people call in many ways.

The indicators are data (`data/indicators.toml`), an office adds its own in a file of the same form. `name_figure` names
a figure of a document by the words around it, `find` names what a question or a message asks about.

    catalogue = Catalog.load()
    catalogue.name_figure(FigureContext(near="Doanh thu: Ước đạt", dimension="vnd"))   # 'Doanh thu'
    catalogue.find("fdi cap moi may du an")                                              # [IndicatorMatch(...)]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.catalog_find import Finder, IndicatorMatch
from corpus.catalog_match import FigureContext, Indicator, Namer

__all__ = ["Catalog", "FigureContext", "Indicator", "IndicatorMatch"]

PLAN_OVER_PLAN = " - kế hoạch năm so với kế hoạch năm trước"
PLAN_OVER_RESULT = " - kế hoạch năm so với thực hiện năm trước"


class Catalog:
    """The indicators known, in the order of the files; a later file's indicator replaces one of the same name."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_name = {i.name: i for i in indicators}

    @cached_property
    def _namer(self) -> Namer:
        return Namer(self.indicators)

    @classmethod
    def load(cls, extra_paths: Iterable[str | Path] = ()) -> Catalog:
        """The catalogue shipped with the program and the office's own files.

        Raises ValueError naming file and indicator when a file has a field the catalogue does not know.

        >>> Catalog.load().get("Thu hút FDI").family
        'FDI'
        """
        if not extra_paths:
            return _shipped()
        found = list(_shipped().indicators)
        for path in extra_paths:
            found += read_indicators(Path(path).read_text(encoding="utf-8"), str(path))
        return cls(found)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators."""
        return tuple(self._by_name.values())

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.indicators)

    def get(self, name: str) -> Indicator | None:
        """The indicator of this canonical name; a plan over last year's plan or result gives what it is about."""
        return self._by_name.get(name.removesuffix(PLAN_OVER_PLAN).removesuffix(PLAN_OVER_RESULT))

    def family(self, name: str) -> str:
        """The family of an indicator, "" when the catalogue does not know it.

        >>> Catalog.load().family("Lao động nước ngoài")
        'Lao động'
        """
        indicator = self.get(name)
        return indicator.family if indicator else ""

    def name_figure(self, context: FigureContext) -> str | None:
        """The canonical name of a figure standing among these words; None when unsure.

        >>> Catalog.load().name_figure(FigureContext(near="Nhập khẩu: Ước đạt", dimension="vnd"))
        'Kim ngạch nhập khẩu'
        """
        found = self._namer.best(context)
        return found.name if found else None

    def find(self, question: str) -> list[IndicatorMatch]:
        """What a question or message asks about: most specific first, all readings when it fits several.

        >>> [m.name for m in Catalog.load().find("kim ngạch xuất khẩu 6 tháng")]
        ['Kim ngạch xuất khẩu']
        """
        return self._finder.find(question)


@lru_cache(maxsize=1)
def _shipped() -> Catalog:
    text = (files("corpus") / "data" / "indicators.toml").read_text(encoding="utf-8")
    return Catalog(read_indicators(text, "indicators.toml"))


def read_indicators(text: str, source: str) -> list[Indicator]:
    """Indicators of one catalogue file; `source` names it in errors."""
    data = tomllib.loads(text)
    concepts: dict[str, list[str]] = data.get("concepts", {})
    out: list[Indicator] = []
    for entry in data.get("indicator", []):
        for word in entry.get("each", [""]):
            fields = {k: _fill(v, word, concepts) for k, v in entry.items() if k != "each"}
            try:
                out.append(Indicator(**fields, template=entry["name"]))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{source}, chỉ tiêu {entry.get('name', '?')!r}: {error}") from error
    return out


def _fill(value: Any, word: str, concepts: dict[str, list[str]]) -> Any:
    if isinstance(value, str):
        return value.replace("{x}", word)
    if isinstance(value, list):
        out: list[Any] = []
        for item in value:
            filled = _fill(item, word, concepts)
            if isinstance(filled, str) and filled.startswith("@"):
                out += concepts[filled[1:]]
            else:
                out.append(filled)
        return out
    return value
