"""政务诚信数据标准 - reference data standard and library for government integrity records.

Names load on first use: importing the package starts nothing and reads nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"
