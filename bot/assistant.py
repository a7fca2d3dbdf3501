"""Puts the assistant together from the store and the settings: the composition root of the terminal channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.console import Failure, settings

if TYPE_CHECKING:
    from corpus.catalog import Catalog
    from handlers.ask import Assistant
    from handlers.papers.making import Papers
    from index import Store


def make_assistant(store: Store) -> Assistant:
    """The assistant over a store, with the office's own catalogue files of `PLANBOT_CATALOG`."""
    from handlers.ask import Assistant

    return Assistant(store, catalog=office_catalog())


def make_papers() -> Papers:
    """What papers are made with: the office of `PLANBOT_OFFICE`, LibreOffice where it is installed.

    Raises:
        Failure: the file is missing or does not describe an office; the sentence names it.
    """
    from bot.printing import printer
    from handlers.papers.making import Papers
    from handlers.papers.office import Office, read_office

    path = settings().office
    if path is None:
        return Papers(Office(), printer())
    try:
        return Papers(read_office(path.read_text(encoding="utf-8")), printer())
    except OSError as error:
        raise Failure(f"Không đọc được {path} ({error.strerror}): kiểm tra PLANBOT_OFFICE.") from error
    except ValueError as error:
        raise Failure(f"{path} không mô tả được cơ quan: kiểm tra tên các mục trong tệp của PLANBOT_OFFICE.") from error


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
