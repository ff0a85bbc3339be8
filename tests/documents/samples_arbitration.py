"""Facts of sample papers of arbitration and of the dossier: 唐桂兰 (story C), the 16 workers of 潞湾家园 (story A)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

from arrears.documents.kinds.arbitration import ELEMENT_NAMES
from tests.documents import samples as s

HAIDIAN = {
    "name": "北京市海淀区劳动人事争议仲裁委员会", "short": "本委", "address": "北京市海淀区西四环北路9号", "phone": "010-88506310", "contact": "齐悦",
    "sue_court": "北京市海淀区人民法院", "revocation_court": "北京市第一中级人民法院",
}  # fmt: skip
TONGZHOU = {
    "name": "北京市通州区劳动人事争议仲裁委员会", "short": "本委", "address": "北京市通州区新华东街256号", "phone": "010-69540117", "contact": "林小雨",
    "sue_court": "北京市通州区人民法院", "revocation_court": "北京市第三中级人民法院",
}  # fmt: skip
COOK = {
    "kind": "person", "name": "唐桂兰", "sex": "女", "birth": "1972-09-03", "id_no": "511322197209034829", "address": "四川省南充市营山县回龙镇石马村3组",
    "now_address": "北京市海淀区北太平庄街道文慧园12号楼地下室", "phone": "13700004829",
}  # fmt: skip
RESTAURANT = {
    "kind": "unit", "name": "北京味渝轩餐饮管理有限公司", "uscc": "91110108MA00A1B2XD", "address": "北京市海淀区学院南路55号一层",
    "rep_name": "郑伟", "rep_title": "执行董事", "phone": "010-62250099",
}  # fmt: skip
SOLE = {"presiding": "孟凡", "clerk": "齐悦"}
PANEL = {"presiding": "赵敏", "members": ["钱卫国", "李文斌"], "clerk": "林小雨"}
WAGES = {"start": "2025-11-01", "end": "2026-01-31"}
CLAIMS = [
    {"no": 1, "text": "支付工资", "period": WAGES, "amount": "13800.00"},
    {"no": 2, "text": "支付休息日加班工资", "period": {"start": "2025-03-01", "end": "2026-01-31"}, "amount": "3383.91"},
    {"no": 3, "text": "支付解除劳动合同经济补偿", "amount": "9200.00"},
]
ANSWERS = [
    {"claim_no": 1, "result": "支持", "reason": "用人单位应当按月足额支付工资，被申请人未举证证明已经支付，应当支付13,800.00元"},
    {
        "claim_no": 2,
        "result": "部分支持",
        "reason": "照片能够证明申请人有5个休息日加班，按月工资4,600.00元计算为2,114.94元，其余3日证据不足",
    },
    {
        "claim_no": 3,
        "result": "支持",
        "reason": "申请人因被申请人未及时足额支付劳动报酬解除劳动合同，工作满一年十一个月，应当支付两个月工资9,200.00元",
    },
]
PAYER, PAYEE = "北京味渝轩餐饮管理有限公司", "唐桂兰"
ITEMS = [
    {"claim_no": 1, "payer": PAYER, "payee": PAYEE, "kind": "工资", "period": WAGES, "amount": "13800.00", "final": True},
    {"claim_no": 2, "payer": PAYER, "payee": PAYEE, "kind": "休息日加班工资", "amount": "2114.94", "final": True},
    {"claim_no": 3, "payer": PAYER, "payee": PAYEE, "kind": "解除劳动合同经济补偿", "amount": "9200.00", "final": True},
]
COURSE_C = {
    "body": HAIDIAN, "made_on": date(2026, 3, 20), "case_no": "京海劳人仲字〔2026〕第486号", "applicants": [COOK], "respondents": [RESTAURANT],
    "agents": [{"name": "曹宁", "side": "applicant", "standing": "北京市海淀区法律援助中心指派的法律援助律师"}],
    "respondent_short": "味渝轩公司", "cause": "追索劳动报酬", "filed_on": "2026-02-03", "accepted_on": "2026-02-04", "tribunal": SOLE,
    "heard_on": ["2026-03-17"], "present": "申请人唐桂兰及其委托代理人曹宁", "absent": "被申请人",
}  # fmt: skip
PAY_WITHIN = "自收到本裁决书之日起七日内"


def final_award(**changed: Any) -> dict[str, Any]:
    """The award of 唐桂兰: three final items, 25,114.94 (story C11)."""
    return COURSE_C | {
        "claims": CLAIMS,
        "claimant_says": "2024年3月1日入职做厨工，月工资4,600.00元，2025年11月至2026年1月工资未付，有8个休息日加班未付加班工资，2026年1月31日因欠薪离职。",
        "found": "申请人于2024年3月1日入职被申请人经营的渝味轩川菜馆，任厨工，月工资4,600.00元，由店长每月15日以微信转账方式支付。2025年11月1日至2026年1月31日工资未支付。申请人于2025年8月至12月间有5个休息日到岗，未安排补休。2026年1月31日申请人以拖欠工资为由离职。",
        "evidence": "微信转账记录、工作群聊天记录、带有日期的后厨照片", "answers": ANSWERS,
        "bases": ["《中华人民共和国劳动合同法》第三十条、第三十八条、第四十六条、第四十七条", "《中华人民共和国劳动法》第四十四条"],
        "items": ITEMS, "pay_within": PAY_WITHIN,
    } | changed  # fmt: skip


def nonfinal_award() -> dict[str, Any]:
    """The award of the gang's head: 40,000, non-final (story A23)."""
    head = s.RIDER | {
        "name": "高俊山",
        "id_no": s.worker_id(38),
        "birth": "1985-03-11",
        "address": "河北省衡水市深州市穆村乡大榆林村",
        "now_address": "",
        "ethnic": "",
    }
    period = {"start": "2026-03-01", "end": "2026-08-31"}
    return {
        "body": TONGZHOU, "made_on": date(2026, 10, 23), "case_no": "京通劳人仲字〔2026〕第1386号", "applicants": [head],
        "respondents": [s.LABOUR_FIRM, s.GENERAL_CONTRACTOR],
        "agents": [{"name": "方婧", "side": "respondent", "standing": "北京明则律师事务所律师", "represents": "北京恒筑建设集团有限公司"}],
        "cause": "追索劳动报酬", "filed_on": "2026-09-22", "accepted_on": "2026-09-23", "tribunal": PANEL, "heard_on": ["2026-10-21"],
        "present": "申请人高俊山，被申请人河北衡顺建筑劳务有限公司的法定代表人马德海、被申请人北京恒筑建设集团有限公司的委托代理人方婧",
        "claims": [{"no": 1, "text": "支付工资", "period": period, "amount": "42000.00"}], "claimant_says": "任钢筋班组长，出勤120日，每日400.00元，已付6,000.00元。",
        "respondent_says": "出勤天数应为110日。", "found": "申请人2026年3月1日至8月31日出勤115日，日工资400.00元，应发46,000.00元，已付6,000.00元。",
        "evidence": "考勤记录、工资结算单、证人证言",
        "answers": [{"claim_no": 1, "result": "部分支持", "reason": "出勤以双方签字的考勤记录为准，欠付工资为40,000.00元；总承包单位依法先行清偿"}],
        "bases": ["《保障农民工工资支付条例》第三十条"], "other_no": "京通劳人仲字〔2026〕第1386号",
        "items": [{"claim_no": 1, "payer": "河北衡顺建筑劳务有限公司", "payee": "高俊山", "kind": "工资", "period": period, "amount": "40000.00", "final": False,
                   "first_payer": "北京恒筑建设集团有限公司"}],
        "pay_within": "自本裁决书生效之日起五日内",
    }  # fmt: skip


def group_award() -> dict[str, Any]:
    """15 rebar workers, 24,000 each, final (story A23)."""
    base = nonfinal_award()
    del base["items"], base["applicants"]
    rows = s.roster(15, "31000.00", "7000.00", job="钢筋工")
    period = {"start": "2026-03-01", "end": "2026-08-31"}
    return base | {
        "rows": rows, "representatives": [rows[n]["name"] for n in (0, 1, 2)], "present": "申请人的代表人、被申请人河北衡顺建筑劳务有限公司的法定代表人马德海、被申请人北京恒筑建设集团有限公司的委托代理人方婧",
        "claims": [{"no": 1, "text": "支付工资（每人25,000.00元）", "period": period, "amount": "375000.00"}],
        "claimant_says": "15人任钢筋工，每人出勤100日，日工资310.00元，每人已付6,000.00元。", "respondent_says": "每人另付过餐费1,000.00元，应当扣除。",
        "found": "15人每人出勤100日，应发31,000.00元，已付工资6,000.00元、餐费1,000.00元，申请人当庭认可。",
        "answers": [{"claim_no": 1, "result": "部分支持", "reason": "扣除已付餐费后，每人欠付24,000.00元"}], "final": True,
        "other_no": "京通劳人仲字〔2026〕第1386号之一", "payer": "河北衡顺建筑劳务有限公司", "first_payer": "北京恒筑建设集团有限公司", "period": period,
        "total": D("360000.00"),
    }  # fmt: skip


def element_award() -> dict[str, Any]:
    """The same case by elements."""
    return COURSE_C | {
        "claims": CLAIMS, "final": True, "answers": ANSWERS, "items": ITEMS, "pay_within": PAY_WITHIN, "bases": ["《中华人民共和国劳动合同法》第三十条、第四十七条"],
        "undisputed": [{"no": 1, "name": "入职时间", "value": "2024年3月1日"}, {"no": 5, "name": "工资标准", "value": "每月4,600.00元"}],
        "disputed": [{"no": 7, "name": "休息日加班", "claimant": "8日", "respondent": "未答辩", "found": "照片能够证明5日，其余3日没有证据，不予认定"}],
    }  # fmt: skip


def _notices() -> dict[str, dict[str, Any]]:
    to_firm = {"body": HAIDIAN, "made_on": date(2026, 2, 4), "to": PAYER, "cause": "追索劳动报酬", "accepted_on": "2026-02-04"}
    hearing = {"body": HAIDIAN, "made_on": date(2026, 3, 5), "to": PAYER, "case_no": "京海劳人仲字〔2026〕第486号", "tribunal": SOLE}
    return {
        "arb-application": {
            "body": HAIDIAN, "made_on": date(2026, 2, 3), "applicants": [COOK], "respondents": [RESTAURANT], "claims": CLAIMS, "copies": 1, "oral": True,
            "employment": {"hired_on": "2024-03-01", "job": "厨工", "rate": "每月4,600.00元", "pay_method": "微信转账", "period": WAGES, "owed": "13800.00",
                           "left": "2026年1月31日，因拖欠工资"},
            "evidence": [{"no": 1, "name": "微信转账记录", "pages": 6, "source": "申请人手机", "proves": "工资标准"}],
        },
        "arb-receipt": {
            "body": HAIDIAN, "made_on": date(2026, 2, 3), "applicants": "唐桂兰", "respondents": PAYER, "received_at": "2026-02-03T10:40:00", "clerk": "马丽",
            "papers": [{"title": "仲裁申请书（口述记录）", "pages": 3, "copies": 2}, {"title": "身份证复印件", "pages": 1, "copies": 1},
                       {"title": "营业执照查询单", "note": "容缺，2月10日前补"}], "decide_by": "2026-02-10",
        },
        "arb-docket-approval": {
            "body": TONGZHOU, "made_on": date(2026, 9, 23), "applicants": "高俊山等16人（名单附后），代表人：高俊山、罗小满、冯立志",
            "respondents": "河北衡顺建筑劳务有限公司（劳务）\n北京恒筑建设集团有限公司（总包）", "cause": "追索劳动报酬", "claimed": "417000.00",
            "filed_on": "2026-09-22", "procedure": "普通，集体",
            "claims_text": "钢筋工15人，每人100日×310元−已付6,000元＝25,000元；组长1人，120日×400元−6,000元＝42,000元。",
            "proposal": {"label": "初审意见", "text": "属本委管辖，申请人为劳动者，请求具体。调解未成，原因：金额差距。2人身份证复印件容缺，承诺9月30日前补齐。拟同意受理。", "name": "林小雨", "on": "2026-09-22"},
            "tribunal": PANEL,
        },
        "arb-acceptance-notice": {
            "body": HAIDIAN, "made_on": date(2026, 2, 4), "to": "唐桂兰", "respondents": [PAYER], "cause": "追索劳动报酬", "filed_on": "2026-02-03",
            "accepted_on": "2026-02-04", "missing": ["被申请人营业执照查询单"], "missing_by": "2026-02-10",
        },
        "arb-response-notice": to_firm | {"applicants": "唐桂兰", "answer_copies": 1, "enclosures": ["仲裁申请书副本", "送达地址确认书", "授权委托书样式"]},
        "arb-evidence-notice": {"body": HAIDIAN, "made_on": date(2026, 2, 4), "to": PAYER, "deadline": "2026-03-10"},
        "arb-tribunal-notice": hearing | {"tribunal": PANEL},
        "arb-hearing-notice": hearing | {"with_tribunal": True, "at": "2026-03-17T14:00:00", "place": "本委第三仲裁庭"},
        "arb-element-form-claimant": _elements("唐桂兰"),
        "arb-element-form-respondent": _elements(PAYER),
        "withdrawal-decision": {
            "body": HAIDIAN, "made_on": date(2026, 3, 6), "applicants": [COOK], "respondents": [RESTAURANT], "cause": "追索劳动报酬",
            "applied_on": "2026-03-05", "tribunal": SOLE,
        },
    }  # fmt: skip


def _elements(party: str) -> dict[str, Any]:
    rows = [{"no": n, "name": name, "value": "2024年3月1日" if n == 1 else ""} for n, name in enumerate(ELEMENT_NAMES, 1)]
    return {"body": HAIDIAN, "made_on": date(2026, 3, 5), "party": party, "elements": rows}


def _hearing_and_end() -> dict[str, dict[str, Any]]:
    return {
        "arb-hearing-transcript": {
            "body": HAIDIAN, "made_on": date(2026, 3, 17), "cause": "追索劳动报酬", "started_at": "2026-03-17T14:00:00", "ended_at": "2026-03-17T15:20:00",
            "place": "本委第三仲裁庭", "hearing_no": 1, "tribunal": SOLE,
            "present": [{"name": "唐桂兰", "role": "申请人", "checked": "身份证原件核对无误"}, {"name": "曹宁", "role": "申请人委托代理人", "checked": "律师执业证已核"}],
            "absent": "被申请人经依法通知，无正当理由未到庭", "recusal_applicant": "不申请",
            "claims_and_answer": [{"who": "申", "words": "请求事项和事实理由同申请书。"}], "undisputed": "要素表第1、3、5项",
            "evidence": [{"no": 1, "name": "微信转账记录", "opinion": "被申请人未到庭质证"}, {"no": 2, "name": "带有日期的后厨照片", "opinion": "被申请人未到庭质证"}],
            "questions": [{"who": "仲", "words": "8个休息日加班，除照片外有没有其他证据？"}, {"who": "申", "words": "有5天拍了照片，另外3天没有。"}],
            "debate": [{"who": "申", "words": "坚持请求。"}], "last_words": [{"who": "申", "words": "请求依法裁决。"}], "mediation": "被申请人未到庭，不再组织调解",
        },
        "arb-mediation-statement": {
            "body": HAIDIAN, "made_on": date(2026, 3, 17), "applicants": [COOK], "respondents": [RESTAURANT], "cause": "追索劳动报酬", "claims": CLAIMS,
            "total": "24000.00", "period": WAGES, "tribunal": SOLE, "acceleration": True, "account_tail": "6120",
            "instalments": [{"no": 1, "due": "2026-03-31", "amount": "12000.00"}, {"no": 2, "due": "2026-04-30", "amount": "12000.00"}],
        },
        "award-final": final_award(),
        "award-nonfinal": nonfinal_award(),
        "award-element": element_award(),
        "award-group": group_award(),
        "dossier-cover": {
            "body": HAIDIAN, "made_on": date(2026, 5, 21), "volume": "正卷", "dossier_title": "仲裁案卷", "case_no": "京海劳人仲字〔2026〕第486号", "cause": "追索劳动报酬",
            "applicants": "唐桂兰", "respondents": PAYER, "result": "裁决：终局", "officer_label": "仲裁员", "officers": ["孟凡"], "clerk": "齐悦",
            "opened_on": "2026-02-04", "closed_on": "2026-03-20", "filed_on": "2026-05-21", "retention": "10年", "pieces": 14, "pages": 63,
            "booklet": 1, "booklets": 1, "fonds": "0312", "catalogue_no": "2026-仲", "file_no": "486",
        },
        "dossier-index": {
            "body": HAIDIAN, "made_on": date(2026, 5, 21), "volume": "正卷", "case_no": "京海劳人仲字〔2026〕第486号",
            "entries": [
                {"no": 1, "doc_no": "", "author": "唐桂兰", "title": "劳动人事争议仲裁申请书", "day": "2026-02-03", "pages": "1"},
                {"no": 2, "doc_no": "京海劳人仲字〔2026〕第486号", "author": HAIDIAN["name"], "title": "受理通知书", "day": "2026-02-04", "pages": "4"},
                {"no": 3, "doc_no": "京海劳人仲字〔2026〕第486号", "author": HAIDIAN["name"], "title": "裁决书", "day": "2026-03-20", "pages": "52–63"},
            ],
        },
        "dossier-note": {
            "body": HAIDIAN, "made_on": date(2026, 5, 21), "volume": "正卷", "case_no": "京海劳人仲字〔2026〕第486号", "pieces": 14, "pages": 63,
            "situation": "后厨照片原始载体为申请人手机，当庭核对后退还。\n无缺页、破损。", "compiler": "齐悦", "inspector": "孟凡",
            "digests": [{"title": str(n), "no": "5f" * 32} for n in range(1, 15)],
        },
        "file-access-form": {
            "body": HAIDIAN, "made_on": date(2026, 6, 1), "reader": "唐桂兰", "role": "当事人", "volume": "正卷", "pages": "第12至20页，复制第15页",
            "read_at": "2026-06-01T10:00:00", "clerk": "齐悦",
        },
    }  # fmt: skip


def all_samples() -> dict[str, dict[str, Any]]:
    """Facts of one paper of every kind of arbitration and of the dossier."""
    from tests.documents import samples_course

    return _notices() | _hearing_and_end() | samples_course.all_samples()
