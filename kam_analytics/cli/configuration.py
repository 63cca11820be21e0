"""What is wrong with the configuration files of a server, by file and line."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kam_analytics.core.text import Text
from kam_analytics.language import server as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.access.rights import LISTS, MODES, MOST_SIGN_IN_HOURS, is_sign_in_life, missing_packages
from kam_analytics.metrics.concentration.thresholds import Thresholds

SHORTEST_SECRET = 32  # characters
OTHERS = 0o077

Rule = tuple[Callable[[Any], bool], Text]


@dataclass(frozen=True, slots=True)
class ConfigurationFault:
    """One thing to correct; `line` is None where the whole file is meant."""

    file: str
    line: int | None
    problem: Text


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_MODE: Rule = (lambda v: v in MODES, fill(words.ONE_OF, names=", ".join(MODES)))
_TEXT: Rule = (_is_text, words.A_TEXT)
_TEXTS: Rule = (lambda v: isinstance(v, list) and all(map(_is_text, v)), words.TEXTS)
_SHARE: Rule = (lambda v: _is_number(v) and 0 < v <= 1, words.A_SHARE)
_MONTH: Rule = (lambda v: _is_number(v) and v in range(1, 13), words.A_MONTH)
_COUNT: Rule = (lambda v: _is_number(v) and isinstance(v, int) and v > 0, words.A_COUNT)
_FLAG: Rule = (lambda v: isinstance(v, bool), words.A_FLAG)
_HOURS: Rule = (is_sign_in_life, fill(words.HOURS, most=MOST_SIGN_IN_HOURS))
_TABLE: Rule = (lambda v: isinstance(v, dict), words.A_TABLE)

SETTINGS: Mapping[str, Mapping[str, Rule]] = {
    "access": {
        "mode": _MODE,
        **dict.fromkeys(LISTS, _TEXTS),
        "trust_missing_verification": _FLAG,
        "sign_in_hours": _HOURS,
    },
    "money": {"reporting_currency": _TEXT},
    "thresholds": {f.name: _SHARE for f in fields(Thresholds)},
    "intercompany": {"words": _TEXTS},
    "year": {"first_month": _MONTH},
    "retention": dict.fromkeys(("states", "days", "megabytes", "inbox_days"), _COUNT),
    "trail": {"days": _COUNT, "megabytes": _COUNT},
}
SECRETS: Mapping[str, Mapping[str, Rule]] = {
    "auth": {
        **dict.fromkeys(("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"), _TEXT),
        "client_kwargs": _TABLE,
        "expose_tokens": _TEXTS,
    }
}
REQUIRED = tuple(name for name in SECRETS["auth"] if name not in ("client_kwargs", "expose_tokens"))


def of_settings(path: Path) -> Iterator[ConfigurationFault]:
    """The faults of kam.toml."""
    values, faults = _parsed(path, SETTINGS)
    yield from faults
    if values is None:
        return
    access = values.get("access", {})
    mode = access.get("mode", "none") if isinstance(access, dict) else "none"
    text = path.read_text("utf-8")
    if mode == "local":
        yield ConfigurationFault(str(path), line_of(text, "access", "mode"), fill(words.LOCAL_MODE, mode=mode))
    if isinstance(access, dict) and not (access.get("directors") or access.get("controllers")):
        yield ConfigurationFault(str(path), line_of(text, "access", "directors"), words.NO_ADMINISTRATOR)


def of_secrets(path: Path) -> Iterator[ConfigurationFault]:
    """The faults of secrets.toml, without a value of it in any sentence."""
    values, faults = _parsed(path, SECRETS)
    yield from faults
    if values is None:
        return
    if path.stat().st_mode & OTHERS:
        yield ConfigurationFault(str(path), None, words.OPEN_SECRETS)
    auth = values.get("auth")
    if not isinstance(auth, dict):
        yield ConfigurationFault(str(path), None, fill(words.NO_SECTION, name="auth"))
        return
    text = path.read_text("utf-8")
    for name in REQUIRED:
        if auth.get(name) in (None, ""):
            yield ConfigurationFault(str(path), line_of(text, "auth", name), fill(words.NO_KEY, name=name))
    secret, address = auth.get("cookie_secret"), urlsplit(str(auth.get("redirect_uri") or ""))
    if secret and len(str(secret)) < SHORTEST_SECRET:
        short = fill(words.SHORT_SECRET, least=SHORTEST_SECRET)
        yield ConfigurationFault(str(path), line_of(text, "auth", "cookie_secret"), short)
    if address.path and not (address.path.endswith("/oauth2callback") and address.scheme == "https"):
        yield ConfigurationFault(str(path), line_of(text, "auth", "redirect_uri"), words.REDIRECT)


def of_packages() -> Iterator[ConfigurationFault]:
    """The packages for signing in that are not installed."""
    for name in missing_packages():
        yield ConfigurationFault("requirements-server.txt", None, fill(words.NO_PACKAGE, name=name))


def line_of(text: str, section: str, key: str | None = None) -> int | None:
    """The line of a section of a TOML file, or of a key in it; of the section where the key is missing."""
    inside, first = False, None
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            inside = heading[1].strip("\"'") == section
            first = number if inside else first
        elif inside and key is not None and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return first


def _parsed(
    path: Path, known: Mapping[str, Mapping[str, Rule]]
) -> tuple[dict[str, Any] | None, list[ConfigurationFault]]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None, [ConfigurationFault(str(path), None, words.MISSING_FILE)]
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        unreadable = fill(words.NOT_TOML, error=re.sub(r" \(at .*", "", str(error)))
        return None, [ConfigurationFault(str(path), int(place[1]) if place else None, unreadable)]
    return values, list(_against(path, text, values, known))


def _against(
    path: Path, text: str, values: Mapping[str, Any], known: Mapping[str, Mapping[str, Rule]]
) -> Iterator[ConfigurationFault]:
    """Sections and keys that do not exist, and values of a wrong type."""
    for section, content in values.items():
        line = line_of(text, section)
        if section not in known:
            yield ConfigurationFault(str(path), line, _unknown(words.UNKNOWN_SECTION, section, known))
        elif not isinstance(content, dict):
            yield ConfigurationFault(str(path), line, fill(words.WRONG_TYPE, name=section, wanted=words.A_TABLE))
        else:
            for key, value in content.items():
                place = line_of(text, section, key)
                if key not in known[section]:
                    yield ConfigurationFault(str(path), place, _unknown(words.UNKNOWN_KEY, key, known[section]))
                elif not known[section][key][0](value):
                    wrong = fill(words.WRONG_TYPE, name=key, wanted=known[section][key][1])
                    yield ConfigurationFault(str(path), place, wrong)


def _unknown(sentence: Text, name: str, known: Mapping[str, Any]) -> Text:
    near = difflib.get_close_matches(name, list(known), n=1)
    return fill(sentence, name=name, guess=fill(words.GUESS, near=near[0]) if near else "")
