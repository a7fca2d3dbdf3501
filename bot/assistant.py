"""Puts the assistant together from the store and the settings: the composition root of the terminal channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.console import Failure, settings

if TYPE_CHECKING:
    from corpus.catalog import Catalog
    from handlers.ask import Assistant
    from index import Store


def make_assistant(store: Store) -> Assistant:
    """The assistant over a store, with the office's own catalogue files of `PLANBOT_CATALOG`."""
    from handlers.ask import Assistant

    return Assistant(store, catalog=office_catalog())


def office_catalog() -> Catalog:
    """The catalogue shipped with the program and the files of `PLANBOT_CATALOG`.

    Raises:
        Failure: a file is missing or not in the catalogue's form; the sentence names it.
    """
    from corpus.catalog import Catalog

    paths = settings().catalog
    try:
        return Catalog.load(paths)
    except FileNotFoundError as error:
        raise Failure(f"Không thấy danh mục {error.filename}: kiểm tra PLANBOT_CATALOG.") from error
    except ValueError as error:
        raise Failure(f"Danh mục không đọc được: {error}. Kiểm tra các tệp trong PLANBOT_CATALOG.") from error
