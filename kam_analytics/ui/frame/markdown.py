"""Text from files is displayed as text: no markup in a customer's name is interpreted."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+\-|~$&:^])")
_LIST = re.compile(r"^(\d+)([.)])")
_JOINER = "\u2060"  # word joiner: invisible, breaks shortcodes and bare links after the Markdown is parsed


def escaped(text: str) -> str:
    """The same characters on screen, as one paragraph: no Markdown, HTML, LaTeX, directive, icon, emoji or link."""
    flat = text.replace("\r", " ").replace("\n", " ")
    return _LIST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", _disarmed(flat)))


def _disarmed(text: str) -> str:
    """Shortcodes (`:home:`), arrows (`->`) and bare links act on the parsed text: an invisible joiner breaks them."""
    text = re.sub(r":(?=\S)", f":{_JOINER}", text)
    text = re.sub(r"(?i)\b(www)\.", rf"\1{_JOINER}.", text)
    text = re.sub(r"(?<=\S)@(?=\S)", f"{_JOINER}@", text)
    return re.sub(r"([<>=-])(?=[<>=-])", rf"\1{_JOINER}", text)
