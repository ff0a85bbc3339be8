"""Facts of sample papers of an arbitration's course: 唐桂兰 against 味渝轩, and four workers of a chain of firms."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.documents import samples as s
from tests.documents.samples_arbitration import (
    ANSWERS,
    CLAIMS,
    COOK,
    COURSE_C,
    HAIDIAN,
    ITEMS,
    PANEL,
    PAY_WITHIN,
    PAYER,
    RESTAURANT,
    SOLE,
    TONGZHOU,
)

CASE = "京海劳人仲字〔2026〕第486号"
CHAIN = {"body": TONGZHOU, "made_on": date(2026, 10, 12), "case_no": "京通劳人仲字〔2026〕第1386号", "cause": "追索劳动报酬"}
FIRMS = [s.LABOUR_FIRM["name"], s.GENERAL_CONTRACTOR["name"]]


def partial_award(**changed: Any) -> dict[str, Any]:
    """The undisputed wage is decided first; overtime and severance stay open."""
    return COURSE_C | {
        "made_on": date(2026, 3, 17), "claims": CLAIMS, "claimant_says": "2025年11月至2026年1月工资未付。",
        "found": "申请人月工资4,600.00元，2025年11月1日至2026年1月31日工资未支付", "evidence": "微信转账记录", "answers": ANSWERS[:1],
        "bases": ["《中华人民共和国劳动合同法》第三十条第一款"], "final": True, "items": ITEMS[:1], "payer": PAYER, "total": "13800.00",
        "pay_within": PAY_WITHIN,
    } | changed  # fmt: skip


def _claims_and_parties() -> dict[str, dict[str, Any]]:
    to_cook = {"body": HAIDIAN, "made_on": date(2026, 2, 20), "to": "唐桂兰", "case_no": CASE}
    back = [{"no": 1, "text": "其他（返还工服、餐具押金）", "amount": "800.00"}]
    return {
        "counterclaim": {
            "body": HAIDIAN, "made_on": date(2026, 2, 16), "case_no": CASE, "filers": [RESTAURANT], "opponents": [COOK], "claims": back,
            "text": "申请人离职时未返还工服和餐具，价值800.00元。", "filed_on": "2026-02-16",
        },
        "counterclaim-notice": to_cook | {
            "filer": PAYER, "claims": back, "filed_on": "2026-02-16", "decided_on": "2026-02-20", "joined": True, "answer": True,
            "enclosures": ["反申请书副本"],
        },
        "claim-change-notice": to_cook | {
            "to": PAYER, "applicants": "唐桂兰", "claims": CLAIMS, "applied_on": "2026-02-18", "accepted_on": "2026-02-20", "answer": True,
        },
        "add-party-notice": CHAIN | {
            "to": FIRMS[1], "applicants": "周广财等4人", "respondents": FIRMS[:1], "added": FIRMS[1], "role": "共同被申请人",
            "ground": "施工总承包单位", "decided_on": "2026-10-12", "own": True, "answer_copies": 5, "tribunal": PANEL,
            "enclosures": ["仲裁申请书副本", "举证须知", "送达地址确认书"],
        },
        "merge-decision": CHAIN | {
            "to": FIRMS[0], "respondents": FIRMS[:1], "cases": ["京通劳人仲字〔2026〕第1387号", "京通劳人仲字〔2026〕第1388号"],
        },
        "procedure-change-notice": to_cook | {
            "accepted_on": "2026-02-04", "reason": "被申请人下落不明，需要公告送达", "award_by": "2026-03-23",
        },
    }  # fmt: skip


def _jurisdiction_and_letters() -> dict[str, dict[str, Any]]:
    sides = {"applicants": "唐桂兰", "respondents": [PAYER], "cause": "追索劳动报酬"}
    base = {"body": HAIDIAN, "made_on": date(2026, 2, 24), "case_no": CASE}
    return {
        "jurisdiction-decision": base | {
            "applicants": [COOK], "respondents": [RESTAURANT], "cause": "追索劳动报酬", "objector": PAYER, "objected_on": "2026-02-18",
            "objection": "公司实际办公地在丰台区，应由丰台区仲裁委员会处理", "upheld": False,
            "reason": "申请人一直在海淀区的门店工作，劳动合同履行地在本区，本委有管辖权",
        },
        "arb-transfer-letter": base | sides | {
            "to_body": "北京市丰台区劳动人事争议仲裁委员会", "accepted_on": "2026-02-04", "reason": "劳动合同履行地和用人单位所在地均在丰台区",
            "sheets": [{"title": "仲裁申请书"}, {"title": "证据材料"}, {"title": "送达回证"}],
        },
        "enforcement-transfer-letter": base | {
            "to_body": "北京市海淀区人民法院", "payer": PAYER, "payee": "唐桂兰", "amount": "9000.00", "award_no": CASE, "awarded_on": "2026-02-24",
            "sheets": [{"title": "先予执行申请书"}, {"title": "裁决书"}, {"title": "送达回证"}],
        },
        "arb-appraisal-letter": base | sides | {
            "to": "北京某某司法鉴定中心", "question": "欠条上“郑伟”签名是否为郑伟本人所写。", "advance_by": "唐桂兰",
        },
        "arb-mediation-proposal": base | sides | {
            "made_on": date(2026, 2, 3), "to": PAYER, "filed_on": "2026-02-03", "org": "海淀区劳动人事争议调解中心", "agreed_on": "2026-02-03",
        },
        "entrust-mediation-letter": base | sides | {
            "to": "海淀区劳动人事争议调解中心", "claims": CLAIMS, "agreed_on": "2026-02-24", "return_by": "2026-03-10",
        },
        "arb-investigation-record": base | {
            "cause": "追索劳动报酬", "at": "2026-02-24T10:00:00", "place": "海淀区学院南路55号", "asked": "刘店长（前台负责人）", "askers": ["孟凡", "齐悦"],
            "answers": "问：唐桂兰在这里做什么工作？\n答：后厨帮工，做了快两年。\n问：工资怎么发？\n答：店长微信转，11月以后没有发。",
        },
        "service-public-notice": base | {
            "to": PAYER, "applicants": "唐桂兰", "cause": "追索劳动报酬", "docs": ["仲裁申请书副本", "应诉通知书", "开庭通知书"],
            "announced_on": "2026-02-24", "deemed_on": "2026-03-26", "fetch_at": "北京市海淀区西四环北路9号",
            "hearing_at": "2026-04-14T09:00:00", "hearing_place": "本委第三仲裁庭",
        },
    }  # fmt: skip


def _early_awards() -> dict[str, dict[str, Any]]:
    return {
        "award-advance-payment": {
            "body": HAIDIAN, "made_on": date(2026, 2, 24), "case_no": CASE, "applicants": [COOK], "respondents": [RESTAURANT],
            "cause": "追索劳动报酬", "filed_on": "2026-02-03", "accepted_on": "2026-02-04", "applied_on": "2026-02-20",
            "clear": "被申请人出具欠条认可欠付工资", "hardship": "申请人没有其他收入，交不起房租", "payer": PAYER, "amount": "9000.00",
            "tribunal": SOLE,
        },
        "award-partial": partial_award(),
    }  # fmt: skip


def partial_award_of_four() -> dict[str, Any]:
    """Four workers, three months undisputed; the general contractor pays first."""
    rows = s.roster(4, "18000.00", "0.00", job="木工")
    claims = [
        {"no": 1, "text": "支付工资", "period": {"start": "2026-06-01", "end": "2026-08-31"}, "amount": "72000.00"},
        {"no": 2, "text": "支付加班费", "amount": "9600.00"},
    ]
    return partial_award(applicants=[]) | {
        "body": TONGZHOU, "case_no": CHAIN["case_no"], "made_on": date(2026, 10, 23),
        "respondents": [s.LABOUR_FIRM, s.GENERAL_CONTRACTOR], "agents": [], "respondent_short": "", "filed_on": "2026-09-22",
        "accepted_on": "2026-09-23", "heard_on": ["2026-10-21"], "tribunal": PANEL, "present": "申请人周广财等4人", "claims": claims,
        "answers": [{"claim_no": 1, "result": "支持", "reason": "双方对三个月工资没有争议"}], "items": [], "rows": rows, "payer": FIRMS[0],
        "first_payer": FIRMS[1], "total": "72000.00",
    }  # fmt: skip


def all_samples() -> dict[str, dict[str, Any]]:
    """Facts of one paper of every kind of the course."""
    return _claims_and_parties() | _jurisdiction_and_letters() | _early_awards()
