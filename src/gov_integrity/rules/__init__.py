"""What is forbidden or demanded: the rules, each beside its article, and the engine that runs them."""

from .cases import Case, case
from .documents import Document, documents
from .engine import Fold, RuleSet, Told
from .registry import dataset_rule, record_rule, rules
from .values import Context, Coverage, Found, Hit, Law, Rule, Statement, Tally

__all__ = [
    "Case",
    "Context",
    "Coverage",
    "Document",
    "Fold",
    "Found",
    "Hit",
    "Law",
    "Rule",
    "RuleSet",
    "Statement",
    "Tally",
    "Told",
    "case",
    "dataset_rule",
    "documents",
    "record_rule",
    "rules",
]
