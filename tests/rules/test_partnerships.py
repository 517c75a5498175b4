"""Public-private partnership."""

from __future__ import annotations

from rules.judging import context, judged


def test_only_the_text_on_purchases_asks_for_the_project_of_a_purchase() -> None:
    record = {"type": "dishonesty_record", "subject": "a/b", "form": "court-judgment"}
    told = {
        name: [
            field
            for field in ("ppp", "government-procurement")
            if judged("GI-PPP-0005", {**record, "domains": [field]}, where=context(name))
        ]
        for name in ("gansu-2017", "alxa-2021", "xinzheng-2017")
    }
    # Gansu 3.3.2a and Alxa 2.3.2c speak of partnerships alone, Xinzheng 4.4.14d of purchases too.
    assert told == {
        "gansu-2017": ["ppp"],
        "alxa-2021": ["ppp"],
        "xinzheng-2017": ["ppp", "government-procurement"],
    }
