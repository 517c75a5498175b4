"""What steps do to the register, on which conditions and after which time, as the texts and laws have it."""

from __future__ import annotations

from gov_integrity.procedures import Step, procedures

STEPS: dict[str, Step] = {
    f"{one.id} {step.code}/{step.outcome}".rstrip("/"): step
    for one in procedures().values()
    for step in one.steps
}

ALL_END = "publication-ends sharing-ends sanctions-lifted"
EFFECTS = {
    "record determination": "record-made",
    "record sharing": "record-shared",
    "record public-notice": "record-published",
    # 发改委令第36号 3: on repair publication, sharing and sanctions end together
    "record repair": f"record-ends {ALL_END}",
    "repair repair": f"record-ends {ALL_END}",
    "record expiry": "record-ends publication-ends sharing-ends",
    # weidu-2022/3.2.3d: 更正或者撤销错误信息 - what should not have been made binds nobody any more
    "record revocation": f"record-withdrawn {ALL_END}",
    "objection withdrawal": f"record-withdrawn {ALL_END}",
    "objection correction": "record-corrected",
    "objection flagging": "flagged",  # 上海市社会信用条例 36
    "repair bad-faith": "barred",  # 国办发〔2025〕22号
    "complaint listed-supervision": "opens-supervision",  # shandong-2024/4.12c
    "complaint verification/passed": "opens-rectification",
    "complaint refusal-to-correct": "record-made opens-accountability",  # shandong-2024/4.10b
    "rectification verification/passed": "duty-performed",
    "rectification refusal-to-correct": "record-made opens-accountability",
    "sanction imposition": "sanction-begins record-shared",
    "sanction mitigation": "sanction-mitigated",  # gansu-2017/3.2.6e
    "sanction accountability": "opens-accountability",
    "sanction lifting": "sanctions-lifted",
    "sanction expiry": "sanctions-lifted",
    "incentive granting": "incentive-begins archive-entry",
    "incentive ending": "incentive-ends",
    "mediation mediation/not-agreed": "opens-legal-route",  # shandong-2024/4.14a
    "mediation performance": "duty-performed",
    "court-notice supervision": "opens-supervision",
    "court-notice performance": "duty-performed",
    "court-notice delisting": "listing-ends sanctions-lifted",  # 法释〔2017〕7号 10
    "debtor-supervision supervision": "opens-supervision",
    "debtor-supervision rectification": "duty-performed",
    "debtor-supervision delisting": "listing-ends sanctions-lifted",
    "arrears listed-supervision": "opens-supervision",  # shandong-2024/3.8a
    "arrears payment": "duty-performed",
    "arrears guidance": "opens-legal-route",
    "policy-funds pay-out": "duty-performed",
    "policy-funds guidance": "opens-legal-route",  # shandong-2024/3.9e
    "debt-risk accountability": "opens-accountability",  # gansu-2017/3.3.5d
    "promise performance/done": "duty-performed archive-entry",
    "promise performance/not-done": "archive-entry",
    "promise accountability": "opens-accountability",
    "coordination carrying-out": "duty-performed",
    "accountability accountability": "sanction-begins",
    "supervision finding/not-passed": "record-made opens-rectification",
    "evaluation-use result-passed-on": "archive-entry",
}

CONDITIONS = {
    "record repair": "repair-granted",
    "record expiry": "maximum-passed",
    # 国办发〔2025〕22号: minimum period over, duties performed, commitment given; of a record in force
    "repair application": "record-current minimum-passed duties-performed commitment-given",
    "repair approval/agreed": "duties-performed",
    "rectification rectification-order": "record-exists deadline-set",  # gansu-2017/3.2.5b
    "rectification refusal-to-correct": "deadline-passed",
    "sanction grading": "record-exists loss-known impact-known",  # gansu-2017/3.2.5a
    "sanction imposition": "measure-listed",
    "sanction mitigation": "mitigation-ground",
    "sanction lifting": "repair-granted",
    "sanction expiry": "term-over",
    "incentive granting": "no-current-record",
    "mediation application": "government-party",
    # shandong-2024/3.8c, 3.8d
    "arrears settlement-plan": "responsible-unit-named fund-source-named date-named",
    "arrears payment": "claim-clear",
    "arrears guidance": "claim-disputed",
    # shandong-2024/3.9c, 3.9d, 3.9e
    "policy-funds pay-out": "claim-clear conditions-met",
    "policy-funds settlement-plan": "claim-clear conditions-not-met date-named",
    "policy-funds guidance": "claim-disputed route-named",
    "major-decision collective-decision": "compulsory-steps",
    "major-decision transition": "transition-set",  # shandong-2024/1.1e
    "task issue": "instrument-issued",
}


def test_what_each_step_does_to_the_register() -> None:
    found = {name: " ".join(step.effects) for name, step in STEPS.items() if step.effects}
    assert found == EFFECTS


def test_on_which_conditions_each_step_depends() -> None:
    found = {name: " ".join(step.guards) for name, step in STEPS.items() if step.guards}
    assert found == CONDITIONS


def test_what_must_have_run_out_before() -> None:
    """重大行政决策程序暂行条例 15: for 30 days as a rule, shorter where the reasons are given."""
    found = {
        name: (step.minimum.clock, step.minimum.trigger, step.minimum.waiver)
        for name, step in STEPS.items()
        if step.minimum
    }
    wait = ("decision-consultation-30d", "consultation", "urgency-note")
    assert found == {"major-decision submission": wait, "major-decision collective-decision": wait}


def test_which_clock_each_step_has() -> None:
    """Clocks of one law hold in its area alone, and a clock of the case where the case names a day."""
    found = {
        name: " ".join(f"{one.clock}:{one.trigger}".rstrip(":") for one in step.clocks)
        for name, step in STEPS.items()
        if step.clocks
    }
    objection = (
        "shandong-objection-3wd henan-objection-3wd zhejiang-objection-5wd shenzhen-objection-provider-2wd "
        "guangzhou-objection-provider-10wd shanghai-objection-centre-5wd"
    )
    decided = "repair-decision-7wd repair-result-10wd:application"
    expected = {
        "record collection": "gansu-submission-7wd",
        "record revocation": "revoked-penalty-withdrawal-3wd:revocation",
        "repair acceptance/agreed": "repair-acceptance-3wd",
        "repair acceptance/not-agreed": "repair-acceptance-3wd",
        "repair approval/agreed": decided,
        "repair approval/not-agreed": decided,
        "objection flagging": "shanghai-objection-flag-1wd",
        "objection hand-over": "shanghai-objection-transfer-2wd",
        "objection verification/passed": objection,
        "objection verification/not-passed": objection,
        "objection withdrawal": "shandong-revocation-report-3wd",
        "complaint hand-over": "shandong-lead-handover ndrc-1103-lead-transfer",
        "rectification written-explanation": "case-due",
        "rectification rectification": "case-due",
        "arrears payment": "plan-due",
        "policy-funds pay-out": "plan-due",
        "court-notice court-push": "shandong-court-push:case-opened",
        "court-notice performance": "case-due",
        "court-notice delisting": "debtor-deletion-3wd:performance",
        "debtor-supervision court-push": "shandong-court-push:case-opened",
        "debtor-supervision rectification": "case-due",
        "debtor-supervision delisting": "debtor-deletion-3wd:rectification",
        "task issue": "case-due",
    }
    assert found == expected


def test_which_steps_leave_the_state_as_it_is() -> None:
    """Sharing a record is not publishing it, and to flag it is not to correct it."""
    expected = {
        "record": "sharing",
        "repair": "verification reputation-restored",
        "objection": "flagging hand-over reply",
        "complaint": "tracking",
        "sanction": "joint-measure accountability",
        "court-notice": "report-to-superior",
        "debtor-supervision": "tracking",
        "arrears": "listed-supervision warning",
        "major-decision": "public-participation consultation expert-argument risk-assessment hearing "
        "pre-disclosure opinion-survey legal-opinion evaluation-argument legal-review "
        "fair-competition-review joint-consultation feasibility-check affordability-assessment "
        "compliance-review transition compensation",
        "promise": "tracking",
    }
    found = {one.id: [step.code for step in one.steps if step.to == "="] for one in procedures().values()}
    assert {name: " ".join(codes) for name, codes in found.items() if codes} == expected
