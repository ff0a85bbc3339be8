"""Facts of sample papers around an agreement and of the common forms: 何志远 (story B), 唐桂兰 (story C), the 16 workers of 潞湾家园."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.documents.samples import CHAOYANG_CENTRE, COURIER_FIRM, LABOUR_FIRM, RIDER, STATION_HEAD
from tests.documents.samples_arbitration import COOK, HAIDIAN, TONGZHOU

COMMISSION = CHAOYANG_CENTRE | {"name": "北京市朝阳区劳动人事争议仲裁委员会", "short": "本委", "sue_court": "北京市朝阳区人民法院"}
AGREED = {"centre": CHAOYANG_CENTRE["name"], "agreement_no": "京朝劳人调字〔2026〕第1208号", "agreed_on": "2026-04-28"}
SIDES = {"applicants": [RIDER], "respondents": [COURIER_FIRM], "agents": [STATION_HEAD | {"represents": COURIER_FIRM["name"]}]}
TO = {"to": [RIDER["name"], COURIER_FIRM["name"]]}
ASKED = AGREED | {"received_on": "2026-05-06"}


def _review() -> dict[str, dict[str, Any]]:
    return {
        "arbitration-review-application": {"body": COMMISSION, "made_on": date(2026, 5, 6), "effective_on": "2026-04-28"} | SIDES | AGREED,
        "review-rejection-notice": {"body": COMMISSION, "made_on": date(2026, 5, 20)} | TO | AGREED | {
            "received_on": "2026-05-19", "reason": "超出申请期限",
            "onward": "调解协议对双方仍有约束力，双方应当按照约定履行。一方逾期不履行的，对方可以依法申请仲裁，也可以持调解协议向有管辖权的基层人民法院申请支付令。",
        },
        "review-decision": {"body": COMMISSION, "made_on": date(2026, 5, 11), "accepted_on": "2026-05-07", "reason": "内容不明确"} | SIDES | ASKED,
        "review-withdrawal-notice": {"body": COMMISSION, "made_on": date(2026, 5, 9), "withdrawn_on": "2026-05-09"} | TO | ASKED,
        "judicial-confirmation-application": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 5, 12), "effective_on": "2026-04-28", "court": "北京市朝阳区人民法院",
        } | SIDES | AGREED,
    }  # fmt: skip


def _common() -> dict[str, dict[str, Any]]:
    return {
        "materials-receipt": {
            "body": HAIDIAN, "made_on": date(2026, 2, 3), "giver": "唐桂兰", "received_at": "2026-02-03T10:20:00", "receiver": "齐悦",
            "items": [{"title": "欠条", "pages": 1, "copies": 1, "note": "已核对原件"}, {"title": "工资转账记录", "pages": 6, "copies": 2, "note": "复印件，未核对原件"}],
        },
        "rep-id-statement": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 28), "unit": COURIER_FIRM["name"], "uscc": COURIER_FIRM["uscc"], "address": COURIER_FIRM["address"],
            "rep_name": "薛东明", "rep_title": "执行董事", "matter": "与何志远劳动报酬争议一案"},
        "legal-aid-referral": {
            "body": HAIDIAN, "made_on": date(2026, 2, 3), "case_no": "京海劳人仲字〔2026〕第486号", "to": "北京市海淀区法律援助中心", "worker": "唐桂兰", "sex": "女",
            "id_no": COOK["id_no"], "opponents": ["北京味渝轩餐饮管理有限公司"], "cause": "追索劳动报酬", "stage": "现处于待受理阶段", "owed": "24000.00",
            "request": "代写仲裁文书，代理参加仲裁", "exempt": True, "sheets": ["仲裁申请书复印件", "身份证明复印件"],
        },
        "recusal-decision": {
            "body": TONGZHOU, "made_on": date(2026, 10, 12), "case_no": "京通劳人仲字〔2026〕第1386号", "sides": ["申请人：高俊山等16人。", f"被申请人：{LABOUR_FIRM['name']}。"],
            "cause": "追索劳动报酬", "asker": LABOUR_FIRM["name"], "asked_on": "2026-10-10", "post": "仲裁员", "person": "李文斌",
            "ground": "与本案有利害关系", "granted": False,
        },
    }  # fmt: skip


def all_samples() -> dict[str, dict[str, Any]]:
    """Facts of one paper of every kind of this file."""
    return _review() | _common()
