"""What a check of an identifier says: one verdict a layer, and the exception when form or check digit fails.

A layer that fails does not make an identifier false: genuine codes with an odd check digit are in use. So
the layers are kept apart, and each says how grave its failure is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from attrs import field, frozen

from gov_integrity.errors import GovIntegrityError

__all__ = ["Explanation", "InvalidIdentifierError", "Layer", "LayerKind", "Verdict"]

Verdict = Literal["pass", "fail", "not-judged", "unknown"]
Severity = Literal["error", "warning", "info"]
Detail = str | int | tuple[str, ...]


def _frozen_mapping(value: Mapping[str, Detail]) -> Mapping[str, Detail]:
    return MappingProxyType(dict(value))


@frozen(slots=True)
class Layer:
    """One layer of a check.

    Attributes:
        name: Stable name, such as `outer-check`.
        verdict: "pass"; "fail"; "not-judged" (an earlier layer makes it meaningless); "unknown" (our data
            do not tell).
        severity: How grave a failure of this layer is by default: error, warning or info.
        params: Values the words need; never a whole personal number.
        zh, en: Template of the words for this verdict.
    """

    name: str
    verdict: Verdict
    severity: Severity
    zh: str
    en: str
    params: Mapping[str, Detail] = field(factory=dict, converter=_frozen_mapping)

    def text(self, lang: str = "zh") -> str:
        """The words of the verdict in `lang` ("zh" or "en")."""
        return (self.en if lang == "en" else self.zh).format(**self.params)


@frozen(slots=True)
class LayerKind:
    """The constant part of a layer: its name, severity and words."""

    name: str
    severity: Severity
    title_zh: str
    title_en: str
    fail_zh: str
    fail_en: str
    unknown_zh: str = ""
    unknown_en: str = ""

    def judged(self, verdict: Verdict, **params: Detail) -> Layer:
        """A layer of this kind with a verdict; `params` fill the words."""
        zh, en = {
            "pass": (f"{self.title_zh}:通过", f"{self.title_en}: passed"),
            "fail": (self.fail_zh, self.fail_en),
            "not-judged": (f"{self.title_zh}:未判断", f"{self.title_en}: not judged"),
            "unknown": (self.unknown_zh or self.fail_zh, self.unknown_en or self.fail_en),
        }[verdict]
        return Layer(self.name, verdict, self.severity, zh, en, params)

    def passes(self, passed: bool, /, **params: Detail) -> Layer:  # noqa: FBT001 - a verdict, not an option
        """Pass or fail."""
        return self.judged("pass" if passed else "fail", **params)


@frozen(slots=True)
class Explanation:
    """All layers of one identifier.

    Attributes:
        kind: Name of the kind: uscc, org, ric or division.
        shown: The value, in clear only where it has the form of a public code; otherwise its last four
            characters behind asterisks.
        layers: In the order of checking; form is the first.
        notes: What a well-formed code says about its holder (kind of body, department), with our confidence.
    """

    kind: str
    shown: str
    layers: tuple[Layer, ...]
    notes: Mapping[str, Detail] = field(factory=dict, converter=_frozen_mapping)

    def layer(self, name: str) -> Layer:
        """The layer of that name. Raises `KeyError`."""
        for item in self.layers:
            if item.name == name:
                return item
        raise KeyError(name)

    @property
    def failed(self) -> tuple[Layer, ...]:
        """The layers with verdict "fail"."""
        return tuple(item for item in self.layers if item.verdict == "fail")

    def refuse(self) -> InvalidIdentifierError:
        """The exception that carries this explanation."""
        return InvalidIdentifierError(self)


class InvalidIdentifierError(GovIntegrityError, ValueError):
    """An identifier fails in form or outer check character (exit code 1).

    Attributes:
        explanation: The whole explanation.
        layers: The failed layers.
    """

    exit_code = 1

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        self.layers = explanation.failed
        super().__init__(
            "{shown}:{reasons_zh}",
            "{shown}: {reasons_en}",
            shown=explanation.shown,
            reasons_zh=";".join(item.text("zh") for item in self.layers),
            reasons_en="; ".join(item.text("en") for item in self.layers),
        )
