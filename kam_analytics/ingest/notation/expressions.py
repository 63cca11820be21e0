"""The little language of mappings: arithmetic and comparisons over the columns of the file, parsed to a tree."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


class ExpressionError(ValueError):
    """The expression cannot be read; the message shows where."""


@dataclass(frozen=True, slots=True)
class ColumnReference:
    """A column of the file, by position (0-based)."""

    index: int
    title: str


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    digits: str


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Minus:
    of: "Node"


@dataclass(frozen=True, slots=True)
class BlankAsZero:
    """A number whose blank cells are zero: one of a pair of columns of which each row fills one."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    sign: str  # + - * /
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class ComparisonExpression:
    sign: str  # = <> < <= > >=
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class IsEmpty:
    of: "Node"
    negated: bool


@dataclass(frozen=True, slots=True)
class Logic:
    word: str  # and, or
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Negation:
    of: "Node"


Node = (
    ColumnReference
    | NumberLiteral
    | Word
    | Minus
    | BlankAsZero
    | Arithmetic
    | ComparisonExpression
    | IsEmpty
    | Logic
    | Negation
)

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>'(?:[^']|'')*')|(?P<quoted>"[^"]+"|\[[^\]]+\])
    |(?P<position>\#\d+)|(?P<sign><=|>=|<>|!=|[=<>+\-*/()])|(?P<name>[^\W\d][\w.]*))""",
    re.VERBOSE,
)
_KEYWORDS = {"and", "or", "not", "is", "empty"}
_SYNONYMS = {"!=": "<>"}
_DEPTH = 50


def parse(text: str, column: Callable[[str], ColumnReference | None]) -> Node:
    """The tree of an expression; `column` finds a column by its title or `#3`. Raises ExpressionError.

    >>> parse("2 * price", lambda t: ColumnReference(4, t) if t == "price" else None)
    Arithmetic(sign='*', left=NumberLiteral(digits='2'), right=ColumnReference(index=4, title='price'))
    """
    return _Parser(list(_tokens(text)), text, column).whole()


def columns_of(node: Node) -> Iterator[ColumnReference]:
    """Every column a tree reads."""
    if isinstance(node, ColumnReference):
        yield node
    elif isinstance(node, (Minus, BlankAsZero, IsEmpty, Negation)):
        yield from columns_of(node.of)
    elif isinstance(node, (Arithmetic, ComparisonExpression, Logic)):
        yield from columns_of(node.left)
        yield from columns_of(node.right)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if not match or match.lastgroup is None:
            raise ExpressionError(text[at:].strip()[:20])
        kind, token = match.lastgroup, match[match.lastgroup]
        if kind == "name" and token.lower() in _KEYWORDS:
            kind, token = "keyword", token.lower()
        yield kind, _SYNONYMS.get(token, token)
        at = match.end()


class _Parser:
    """Recursive descent, one method for each level of precedence."""

    def __init__(
        self, tokens: list[tuple[str, str]], text: str, column: Callable[[str], ColumnReference | None]
    ) -> None:
        self.tokens, self.text, self.column, self.at, self.depth = tokens, text, column, 0, 0

    def whole(self) -> Node:
        node = self.any_of()
        if self.at < len(self.tokens):
            raise ExpressionError(self.tokens[self.at][1])
        return node

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, *tokens: str) -> str | None:
        """The next token when it is one of `tokens`."""
        kind, token = self.peek()
        if token in tokens and kind in ("sign", "keyword"):
            self.at += 1
            return token
        return None

    def any_of(self) -> Node:
        node = self.all_of()
        while self.take("or"):
            node = Logic("or", node, self.all_of())
        return node

    def all_of(self) -> Node:
        node = self.negation()
        while self.take("and"):
            node = Logic("and", node, self.negation())
        return node

    def negation(self) -> Node:
        return Negation(self.negation()) if self.take("not") else self.comparison()

    def comparison(self) -> Node:
        node = self.sum()
        if self.take("is"):
            negated = self.take("not") is not None
            if not self.take("empty"):
                raise ExpressionError("is")
            return IsEmpty(node, negated)
        sign = self.take("=", "<>", "<", "<=", ">", ">=")
        return ComparisonExpression(sign, node, self.sum()) if sign else node

    def sum(self) -> Node:
        node = self.product()
        while sign := self.take("+", "-"):
            node = Arithmetic(sign, node, self.product())
        return node

    def product(self) -> Node:
        node = self.signed()
        while sign := self.take("*", "/"):
            node = Arithmetic(sign, node, self.signed())
        return node

    def signed(self) -> Node:
        if self.take("-"):
            return Minus(self.signed())
        return self.atom()

    def atom(self) -> Node:
        kind, token = self.peek()
        self.at += 1
        self.depth += 1
        if self.depth > _DEPTH * 20:
            raise ExpressionError(self.text[:20])
        if kind == "number":
            return NumberLiteral(token)
        if kind == "word":
            return Word(token[1:-1].replace("''", "'"))
        if kind in ("name", "quoted", "position"):
            return self.named(token[1:-1] if kind == "quoted" else token)
        if (kind, token) == ("sign", "("):
            node = self.any_of()
            if self.take(")"):
                return node
        raise ExpressionError(token or self.text[-20:])

    def named(self, title: str) -> ColumnReference:
        column = self.column(title)
        if column is None:
            raise ExpressionError(title)
        return column
