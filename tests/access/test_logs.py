"""The log: instant with time zone and level; no message of an error, since it could hold a name or an amount."""

import io
import logging
import re

import pytest

from kam_analytics.core import logs
from kam_analytics.core.logs import PlacesOnly


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(PlacesOnly())
    log = logging.getLogger("kam_analytics")
    monkeypatch.setattr(log, "handlers", [handler])
    return out


def test_an_error_is_told_by_type_and_place(written: io.StringIO) -> None:
    try:
        try:
            raise ValueError("Dupont earns 12345")
        except ValueError as error:
            raise KeyError("Dupont") from error
    except KeyError:
        logging.getLogger("kam_analytics").exception("reference %s", "ab12")
    text = written.getvalue()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d ERROR reference ab12\n", text)
    assert "KeyError" in text
    assert "ValueError" in text
    assert re.search(r"test_logs\.py:\d+ test_an_error", text)
    assert "Dupont" not in text
    assert "12345" not in text


@pytest.mark.parametrize(("named", "level"), [("warning", logging.WARNING), ("loud", logging.INFO), ("", logging.INFO)])
def test_the_level_is_a_setting(monkeypatch: pytest.MonkeyPatch, named: str, level: int) -> None:
    log = logging.getLogger("kam_analytics")
    monkeypatch.setattr(log, "handlers", [])
    monkeypatch.setattr(log, "level", log.level)
    monkeypatch.setenv("KAM_LOG_LEVEL", named)
    for _ in range(2):
        logs.set_up()
    assert log.level == level
    assert len(log.handlers) == 1
