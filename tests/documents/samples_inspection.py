"""Facts of sample papers of inspection: 11 scaffolders of a site in 通州, the labour firm does not pay, the general contractor pays first."""

from __future__ import annotations

from datetime import date
from typing import Any

BUREAU = {
    "name": "北京市通州区人力资源和社会保障局", "short": "本局", "address": "北京市通州区新华东街256号", "phone": "010-69540117", "contact": "韩磊",
    "sue_court": "北京市通州区人民法院", "revocation_court": "北京市第三中级人民法院", "reconsider_at": "北京市通州区人民政府",
}  # fmt: skip
TWO = [{"name": "韩磊", "licence": "京监证1007"}, {"name": "周蕾", "licence": "京监证1008"}]
FIRM = {
    "kind": "unit", "name": "河北拓基建筑劳务有限公司", "uscc": "91131000MA0G7H8K2X", "address": "河北省廊坊市广阳区新开路120号",
    "rep_name": "冯志强", "rep_title": "执行董事",
}  # fmt: skip
GENERAL = "北京恒筑建设集团有限公司"
PERIOD = {"start": "2026-06-01", "end": "2026-08-31"}
MATTER = "克扣或者无故拖欠工资"
ORDER_NO, DECISION_NO = "京通人社监令字〔2026〕第41号", "京通人社监理字〔2026〕第9号"
TEXT = "2026年6月至8月在潞城镇运河府项目搭外架，11人，每人每天320元，做完没有结清，劳务公司说总包没有给钱。"
ROWS = [
    {"no": n, "name": name, "id_no": f"13102419850{n % 9 + 1}12{1000 + n}", "wages": "16000.00", "damages": "8000.00"}
    for n, name in enumerate(("罗大勇", "罗小勇", "郭振海", "丁宝山", "田庆", "赖永福", "邹成", "鲁国强", "卜占山", "施有才", "柴玉林"), 1)
]


def all_samples() -> dict[str, dict[str, Any]]:
    """Facts of one paper of every kind of inspection."""
    shared = {"body": BUREAU, "inspectors": TWO, "case_no": "京通人社监案字〔2026〕第58号"}
    bare = {k: v for k, v in shared.items() if k != "inspectors"}
    opinion = {"label": "承办人意见", "text": "建议立案调查。", "name": "韩磊", "on": "2026-09-08"}
    return {
        "insp-complaint-form": bare | {
            "made_on": date(2026, 9, 7), "report": False, "received_at": "2026-09-07T09:40:00+08:00", "way": "窗口", "complainant": "罗大勇",
            "id_no": "131024198501121001", "phone": "13800001001", "address": "河北省廊坊市香河县刘宋镇", "secrecy": False,
            "employer": FIRM["name"], "employer_address": FIRM["address"], "employer_rep": "冯志强", "project": "潞城镇运河府项目",
            "first_payer": GENERAL, "headcount": 11, "period": PERIOD, "amount": "176000.00", "text": TEXT,
            "evidence": ["工友记工本照片", "班组微信群聊天记录"], "in_procedure": False, "taker": "韩磊", "opinion": "属于监察事项，建议立案。",
        },
        "insp-complaint-decision": shared | {
            "made_on": date(2026, 9, 9), "to": "罗大勇", "accepted": True, "received_on": "2026-09-07", "employer": FIRM["name"],
            "filed_on": "2026-09-09",
        },
        "insp-filing-approval": shared | {
            "made_on": date(2026, 9, 8), "source": "投诉（12345工单转入）", "complainant": "罗大勇", "received_on": "2026-09-07",
            "employer": FIRM["name"], "employer_address": FIRM["address"], "employer_rep": "冯志强", "project": "潞城镇运河府项目",
            "headcount": 11, "amount": "176000.00", "text": TEXT, "breach": MATTER, "basis": "《劳动保障监察条例》第十一条、第十七条",
            "proposal": opinion,
        },
        "insp-inquiry-letter": shared | {
            "made_on": date(2026, 9, 10), "to": FIRM["name"], "matter": "你单位涉嫌克扣或者无故拖欠工资一案", "person": "法定代表人冯志强",
            "at": "2026-09-15T09:30:00+08:00", "where": "通州区人力社保局205室",
            "items": [
                "营业执照及授权材料", "劳动合同及花名册", "2026年6月1日至2026年8月31日考勤与工资支付台账、转账凭证", "分包合同及工程款拨付凭证",
            ],
        },
        "insp-interview-record": shared | {
            "made_on": date(2026, 9, 15), "started_at": "2026-09-15T09:32:00+08:00", "ended_at": "2026-09-15T10:20:00+08:00",
            "place": "通州区人力社保局205室", "person": "冯志强", "sex": "男", "id_no": "131003197305061817",
            "post": "河北拓基建筑劳务有限公司法定代表人", "phone": "13931600001", "recorder": "周蕾",
            "turns": [
                {"who": "答", "words": "看清了，不申请回避。"}, {"who": "问", "words": "运河府项目外架班组有多少人，欠多少工资？"},
                {"who": "答", "words": "11个人，核对下来欠17万6千元，总包进度款没有到账。"}, {"who": "问", "words": "还有补充吗？"},
                {"who": "答", "words": "没有。"},
            ],
        },
        "insp-site-record": shared | {
            "made_on": date(2026, 9, 11), "employer": FIRM["name"], "place": "潞城镇运河府项目工地", "started_at": "2026-09-11T08:50:00+08:00",
            "ended_at": "2026-09-11T10:05:00+08:00", "present": "项目经理孙宏伟", "found": "工地门口有维权信息告示牌。\n实名制系统登记外架班组11人。",
            "copies": ["外架班组考勤表复印件12页", "专用账户6月至8月流水4页"], "photos": 6, "unsigned": "劳务公司现场负责人陈立拒签，由项目经理见证",
        },
        "insp-rectification-order": shared | {
            "made_on": date(2026, 9, 16), "to": FIRM["name"], "first_payer": GENERAL, "period": PERIOD, "workers": "罗大勇等11名劳动者",
            "headcount": 11, "owed_what": "工资", "total": "176000.00",
            "article": "《中华人民共和国劳动法》第五十条、《保障农民工工资支付条例》第十一条", "due": "2026-09-23", "proof": "逐人支付凭证",
        },
        "insp-handling-prenotice": shared | {
            "made_on": date(2026, 9, 28), "to": FIRM["name"], "order_no": ORDER_NO, "headcount": 11, "wages": "176000.00", "rate": 50,
            "damages": "88000.00", "findings": "你单位2026年6月至8月未支付外架班组11名劳动者工资", "evidence": ["询问笔录", "考勤表", "工资确认表"],
            "basis": "《劳动保障监察条例》第十八条、第二十六条", "days": 3,
        },
        "insp-handling-decision": shared | {
            "made_on": date(2026, 10, 12), "party": FIRM, "filed_on": "2026-09-09", "findings": "你单位2026年6月至8月未支付外架班组11名劳动者工资",
            "headcount": 11, "wages": "176000.00", "evidence": ["询问笔录", "考勤表", "工资确认表"], "order_on": "2026-09-16",
            "order_no": ORDER_NO, "order_due": "2026-09-23", "prenotice_on": "2026-09-28", "statement": "总包进度款没有到账，请求缓付",
            "answer": "工程款未到账不是拖欠工资的理由，不予采纳", "basis": "《中华人民共和国劳动法》第九十一条、《劳动保障监察条例》第十八条、第二十六条",
            "pay_within": 7, "rate": 50, "damages": "88000.00", "rows": ROWS,
        },
        "insp-demand-notice": shared | {
            "made_on": date(2027, 4, 15), "to": FIRM["name"], "decision_no": DECISION_NO, "decision_on": "2026-10-12", "served_on": "2026-10-13",
            "open": "264000.00", "days": 10, "how_to_pay": "逐人转入本人银行账户，凭证交监察员核对",
        },
        "insp-enforcement-application": shared | {
            "made_on": date(2027, 5, 6), "court": "北京市通州区人民法院", "party": FIRM, "decision_no": DECISION_NO, "decision_on": "2026-10-12",
            "served_on": "2026-10-13", "headcount": 11, "open": "264000.00", "urged_on": "2027-04-16",
        },
        "insp-case-transfer": shared | {
            "made_on": date(2026, 9, 29), "to": "北京市公安局通州分局", "party": FIRM, "suspects": ["冯志强（法定代表人）"], "headcount": 11,
            "wages": "176000.00", "order_on": "2026-09-16", "order_no": ORDER_NO, "service": "张贴送达并拍照", "order_due": "2026-09-23",
            "evidence": ["调查报告", "责令支付文书及送达回证", "证据清单", "工资明细"], "copy_to": "北京市通州区人民检察院",
        },
        "insp-transfer-letter": shared | {
            "made_on": date(2026, 9, 9), "to_body": "廊坊市广阳区人力资源和社会保障局", "employer": FIRM["name"], "headcount": 11, "amount": "176000.00",
            "reason": "用工地点在廊坊市广阳区，不属于本局管辖", "sheets": [{"title": "投诉登记表及证据复印件"}],
        },
        "insp-result-notice": shared | {
            "made_on": date(2026, 9, 24), "to": "罗大勇", "report": False, "received_on": "2026-09-07", "employer": FIRM["name"],
            "result": "经责令，该单位已于2026年9月23日支付你的工资16,000.00元。", "next_step": "对金额仍有争议的，可以向劳动人事争议仲裁委员会申请仲裁",
        },
        "insp-closing-approval": shared | {
            "made_on": date(2026, 9, 28), "employer": FIRM["name"], "filed_on": "2026-09-09", "days": 13, "breach": MATTER,
            "course": "现场检查、询问后责令限期支付，期限内全部付清。", "headcount": 11, "ordered": "176000.00", "paid": "176000.00",
            "conclusion": "已足额支付", "proofs": ["银行代发回单"], "proposal": opinion | {"text": "建议结案。", "on": "2026-09-28"},
        },
    }  # fmt: skip
