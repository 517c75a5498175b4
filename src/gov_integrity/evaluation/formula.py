"""The closed language of index formulas, such as `(A+B+C)*(1+0.1*w)+D`.

A formula is parsed once with `ast.parse(mode="eval")` and walked: only the nodes below exist, size and
depth are limited, nothing is ever executed by Python. Numbers are exact decimals.

Allowed: decimal numbers, names, `+ - * /`, a sign, brackets, `min(a, b, ...)`, `max(a, b, ...)`.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Mapping
from fractions import Fraction
from unicodedata import is_normalized

from attrs import field, frozen

from gov_integrity.evaluation.intervals import Interval
from gov_integrity.evaluation.numbers import number

__all__ = ["Formula", "FormulaError", "parse_formula"]

MAX_LENGTH = 500
MAX_NODES = 200
MAX_DEPTH = 60
_CHARACTERS = re.compile(r"[\w\s+\-*/().,]*")
_OPERATORS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class FormulaError(ValueError):
    """The text is no formula of the language; `column` counts from 1, `reason` is a stable word.

    Reasons: `empty`, `too_long`, `too_deep`, `character`, `syntax`, `construct`, `number`, `name`.
    """

    def __init__(self, reason: str, column: int) -> None:
        super().__init__(f"{reason} at {column}")
        self.reason = reason
        self.column = column


Step = tuple[str, Fraction | str | int]


@frozen(slots=True)
class Formula:
    """A parsed formula.

    Attributes:
        text: As written.
        names: Names it uses, in alphabetical order.
        steps: The formula in postfix order: ("n", value), ("v", name), (operator, operand count).
    """

    text: str
    names: tuple[str, ...]
    steps: tuple[Step, ...] = field(repr=False)

    def value(self, values: Mapping[str, Fraction]) -> Fraction:
        """The exact result. Raises `ZeroDivisionError`, and `KeyError` for a name without a value."""
        stack: list[Fraction] = []
        for what, operand in self.steps:
            if isinstance(operand, Fraction):
                stack.append(operand)
            elif isinstance(operand, str):
                stack.append(values[operand])
            else:
                taken = stack[-operand:]
                del stack[-operand:]
                stack.append(_EXACT[what](taken))
        return stack[0]

    def interval(self, values: Mapping[str, Interval]) -> Interval:
        """The result when the operands are only known as intervals; raises as `value` does."""
        stack: list[Interval] = []
        for what, operand in self.steps:
            if isinstance(operand, Fraction):
                stack.append(Interval(operand, operand))
            elif isinstance(operand, str):
                stack.append(values[operand])
            else:
                taken = stack[-operand:]
                del stack[-operand:]
                stack.append(_ENCLOSED[what](taken))
        return stack[0]


_EXACT: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "+": lambda x: x[0] + x[1],
    "-": lambda x: x[0] - x[1],
    "*": lambda x: x[0] * x[1],
    "/": lambda x: x[0] / x[1],
    "neg": lambda x: -x[0],
    "min": min,
    "max": max,
}
_ENCLOSED: Mapping[str, Callable[[list[Interval]], Interval]] = {
    "+": lambda x: x[0] + x[1],
    "-": lambda x: x[0] - x[1],
    "*": lambda x: x[0] * x[1],
    "/": lambda x: x[0] / x[1],
    "neg": lambda x: -x[0],
    "min": lambda x: Interval(min(i.low for i in x), min(i.high for i in x)),
    "max": lambda x: Interval(max(i.low for i in x), max(i.high for i in x)),
}


def parse_formula(text: str) -> Formula:
    """The formula that `text` writes down. Raises `FormulaError` with the column."""
    if not text.strip():
        raise FormulaError("empty", 1)
    if len(text) > MAX_LENGTH:
        raise FormulaError("too_long", MAX_LENGTH + 1)
    clean = _CHARACTERS.match(text)
    if clean is None or clean.end() < len(text):
        raise FormulaError("character", (clean.end() if clean else 0) + 1)
    if not is_normalized("NFKC", text):
        raise FormulaError("character", 1)
    source = re.sub(r"\s", " ", text).lstrip()
    shift = len(text) - len(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(source, mode="eval")
    except SyntaxError as error:
        raise FormulaError("syntax", min((error.offset or len(source)) + shift, len(text))) from None
    except (SyntaxWarning, DeprecationWarning, ValueError, RecursionError, MemoryError):
        raise FormulaError("syntax", 1) from None
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise FormulaError("too_long", 1)
    steps: list[Step] = []
    try:
        _walk(tree.body, source, steps, 0)
    except FormulaError as error:
        before = len(source.encode()[: error.column - 1].decode(errors="ignore"))
        raise FormulaError(error.reason, before + shift + 1) from None
    names = sorted({operand for what, operand in steps if what == "v" and isinstance(operand, str)})
    return Formula(text, tuple(names), tuple(steps))


def _walk(node: ast.expr, source: str, steps: list[Step], depth: int) -> None:
    column = node.col_offset + 1
    if depth > MAX_DEPTH:
        raise FormulaError("too_deep", column)
    match node:
        case ast.Constant():
            value = number(ast.get_source_segment(source, node) or "")
            if value is None:
                raise FormulaError("number", column)
            steps.append(("n", value))
        case ast.Name(id=name):
            if name in ("min", "max"):
                raise FormulaError("name", column)
            steps.append(("v", name))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            _walk(left, source, steps, depth + 1)
            _walk(right, source, steps, depth + 1)
            steps.append((_OPERATORS[type(operator)], 2))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _walk(operand, source, steps, depth + 1)
            steps.append(("neg", 1))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            _walk(operand, source, steps, depth + 1)
        case ast.Call(func=ast.Name(id="min" | "max" as function), args=arguments, keywords=[]) if arguments:
            for argument in arguments:
                _walk(argument, source, steps, depth + 1)
            steps.append((function, len(arguments)))
        case _:
            raise FormulaError("construct", column)
