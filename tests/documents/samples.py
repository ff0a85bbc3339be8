
"""Facts of sample papers, from the three stories of the field (何志远, 潞湾家园三期, 唐桂兰); all people, firms and numbers are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

RIDER = {
    "kind": "person", "name": "何志远", "sex": "男", "birth": "1994-06-18", "ethnic": "汉族", "id_no": "411325199406181537",
    "address": "河南省南阳市唐河县城郊乡王庄村26号", "now_address": "北京市朝阳区十八里店乡吕家营村甲12号", "phone": "13800001537", "job": "外卖骑手",
}  # fmt: skip
COURIER_FIRM = {
    "kind": "unit", "name": "北京迅捷达通配送服务有限公司", "uscc": "91110105MA01R3K27X", "address": "北京市朝阳区双桥东路9号院3号楼2层208室",
    "office": "北京市朝阳区管庄乡咸宁侯村61号", "rep_name": "薛东明", "rep_title": "执行董事", "phone": "010-65770018",
}  # fmt: skip
CHAOYANG_CENTRE = {
    "name": "北京市朝阳区劳动人事争议调解中心", "short": "本中心", "address": "北京市朝阳区将台路甲5号一层", "phone": "010-64300021", "contact": "宋佳",
}  # fmt: skip
STATION_HEAD = {"name": "丁鹏", "side": "respondent", "standing": "系该公司管庄站站长", "power": "特别授权"}


def agreement(**changed: Any) -> dict[str, Any]:
    """The agreement of rider 何志远: 11,200 in two instalments (story B6)."""
    return {
        "body": CHAOYANG_CENTRE,
        "made_on": date(2026, 4, 28),
        "applicants": [RIDER],
        "respondents": [COURIER_FIRM],
        "agents": [STATION_HEAD],
        "applied_on": date(2026, 4, 24),
        "period": {"start": "2026-03-01", "end": "2026-04-12"},
        "total": D("11200.00"),
        "instalments": [
            {"no": 1, "due": "2026-04-28", "amount": "5600.00"},
            {"no": 2, "due": "2026-05-15", "amount": "5600.00"},
        ],
        "acceleration": True,
        "other_terms": ["上述款项含被申请人退还申请人的押金500.00元"],
        "account_tail": "4417",
        "mediator": "宋佳",
        "copies": 3,
    } | changed


TONGZHOU_COURT = {
    "name": "北京市通州区劳动人事争议仲裁院", "short": "本院", "address": "北京市通州区新华东街256号", "phone": "010-69540117", "contact": "赵敏",
}  # fmt: skip
TONGZHOU_CENTRE = TONGZHOU_COURT | {"name": "北京市通州区劳动人事争议调解中心", "short": "本中心", "contact": "孙志刚"}
GENERAL_CONTRACTOR = {
    "kind": "unit", "name": "北京恒筑建设集团有限公司", "uscc": "91110112802115736K", "address": "北京市通州区潞城镇胡各庄大街8号",
    "rep_name": "许国梁", "rep_title": "董事长", "phone": "010-80885566",
}  # fmt: skip
LABOUR_FIRM = {
    "kind": "unit", "name": "河北衡顺建筑劳务有限公司", "uscc": "91131182MA0EJ4T51P", "address": "河北省衡水市深州市长江路东段18号",
    "rep_name": "马德海", "rep_title": "经理", "phone": "0318-3398021",
}  # fmt: skip
SURNAMES = "周罗冯梁韩曾彭肖田董潘蔡魏贾薛雷贺倪汤尹黎易常武乔赖龚文庞樊兰殷施陶洪翟安"
GIVEN = ("广财", "小满", "立志", "喆", "堃", "𬭚", "镕", "䶮", "永福", "建军", "春生", "德贵", "长江")
REPRESENTATIVES = ("周广财", "罗小满", "冯立志", "梁喆", "韩堃")


def worker_id(n: int) -> str:
    """An invented id number, its check digit right (GB 11643)."""
    digits = f"1304231985{n % 12 + 1:02d}{n % 28 + 1:02d}{n:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def roster(count: int, due: str, paid: str, parts: tuple[str, ...] = (), job: str = "木工") -> list[dict[str, Any]]:
    """`count` workers of one gang with the same sums; rare characters in the names."""
    owed = D(due) - D(paid)
    return [
        {
            "no": n, "name": SURNAMES[(n - 1) % len(SURNAMES)] + GIVEN[(n - 1) % len(GIVEN)], "id_no": worker_id(n), "due": due,
            "paid": paid, "owed": owed, "job": job, "rate": "340元/日", "days": "100日", "parts": list(parts),
        }
        for n in range(1, count + 1)
    ]  # fmt: skip


def group_agreement(**changed: Any) -> dict[str, Any]:
    """21 carpenters agree on 586,000 in two instalments of 293,000 (story A13, with even rows and a last one that differs)."""
    rows = roster(21, "34000.00", "6000.00", ("14000.00", "14000.00"))
    rows[18] |= {"paid": "8000.00", "owed": D("26000.00"), "parts": ["13000.00", "13000.00"]}
    return {
        "body": TONGZHOU_CENTRE,
        "made_on": date(2026, 9, 22),
        "rows": rows,
        "representatives": list(REPRESENTATIVES),
        "respondents": [LABOUR_FIRM, GENERAL_CONTRACTOR],
        "agents": [
            {"name": "方婧", "side": "respondent", "standing": "北京明则律师事务所律师", "represents": "北京恒筑建设集团有限公司"},
        ],
        "applied_on": date(2026, 9, 15),
        "period": {"start": "2026-03-01", "end": "2026-08-31"},
        "total": D("586000.00"),
        "payer": "北京恒筑建设集团有限公司",
        "instalments": [
            {"no": 1, "due": "2026-09-24", "amount": "293000.00"},
            {"no": 2, "due": "2026-10-12", "amount": "293000.00"},
        ],
        "acceleration": True,
        "other_terms": [],
        "mediator": "孙志刚",
        "copies": 4,
    } | changed


def _lead() -> dict[str, dict[str, Any]]:
    return {
        "lead-registration": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 14), "source": "12345市民热线、全国欠薪线索反映平台",
            "order_nos": ["12345-20260912-0187", "12345-20260913-0042", "GJ20260914003118"], "received_at": "2026-09-12T20:50:00",
            "reporter": "周广财", "employer": "河北衡顺建筑劳务有限公司", "project": "潞湾家园三期", "place": "通州区潞城镇", "industry": "房建",
            "headcount": 37, "amount": "1050000.00", "period": {"start": "2026-03-01", "end": "2026-08-31"},
            "summary": "反映人称与工友共37人在潞湾家园三期项目做木工、钢筋工，劳务公司拖欠今年3月至8月工资约105万元，工友情绪激动，称要到售楼处拉横幅。",
            "opinion": "登记为欠薪线索，与同日两件工单合并办理；涉及群体和极端苗头，已当即报告值班负责人。", "taker": "何静",
        },
        "lead-acceptance-notice": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 14), "lead_no": "XS通-2026-000417", "complainant": "周广财",
            "received_on": "2026-09-12", "employer": "河北衡顺建筑劳务有限公司", "route": "调解", "handler": "孙志刚",
            "handler_phone": "010-69540117", "target_on": "2026-09-19",
        },
        "lead-transfer-form": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 14), "to_body": "北京市通州区劳动保障监察队", "employer": "河北衡顺建筑劳务有限公司",
            "headcount": 37, "amount": "1005000.00", "reason": "项目施工总承包单位未设农民工工资专用账户，属劳动保障监察职责",
            "deadline": "2026-09-16", "sheets": [{"title": "工单记录", "pages": 3}, {"title": "花名册", "pages": 2}],
            "handler": "刘燕", "approver": "王海",
        },
        "lead-reply": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 18), "complainant": "周广财", "employer": "河北衡顺建筑劳务有限公司",
            "matters": "该公司在潞湾家园三期项目拖欠37名工人2026年3月至8月工资",
            "findings": ["经查阅花名册、考勤和转账记录并逐人核对，确认欠付37人工资1,003,000.00元", "总承包单位北京恒筑建设集团有限公司已到场参加调解。"],
            "result": "双方就木工班组21人工资初步达成一致，其余16人继续调解", "next_step": "调解不成的，你可以向本区劳动人事争议仲裁委员会申请仲裁，也可以向劳动保障监察机构投诉；",
        },
        "one-time-notice": {
            "body": TONGZHOU_COURT | {"name": "北京市通州区劳动人事争议仲裁委员会", "short": "本委"}, "made_on": date(2026, 9, 22), "to": "高俊山等16人",
            "received_on": "2026-09-22", "matter": "仲裁申请", "deadline": "2026-09-30", "handler": "林小雨",
            "missing": [{"text": "补交易建军、常春生两名申请人的身份证复印件", "by": "核对当事人身份"}, {"text": "在名单上逐人补签姓名", "by": "集体争议应由每名劳动者确认请求"}],
        },
    }  # fmt: skip


def _common() -> dict[str, dict[str, Any]]:
    return {
        "wage-confirmation": {
            "body": TONGZHOU_CENTRE, "made_on": date(2026, 9, 16), "employer": "河北衡顺建筑劳务有限公司", "project": "潞湾家园三期",
            "period": {"start": "2026-03-01", "end": "2026-08-31"}, "settled_on": "2026-09-16", "rows": roster(37, "34000.00", "6000.00"),
        },
        "representative-nomination": {
            "body": TONGZHOU_CENTRE, "made_on": date(2026, 9, 15), "respondents": ["河北衡顺建筑劳务有限公司", "北京恒筑建设集团有限公司"],
            "rows": [{k: row[k] for k in ("no", "name", "id_no")} for row in roster(37, "1.00", "0.00")],
            "representatives": list(REPRESENTATIVES), "powers": ["代为提出请求、提交证据", "参加调解、庭审并签收文书", "与对方核对每人工资数额"],
        },
        "power-of-attorney": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 28), "principal": COURIER_FIRM, "principal_role": "被申请人", "agent_name": "丁鹏",
            "agent_id_no": worker_id(77), "agent_standing": "系该公司管庄站站长", "agent_phone": "13900002288", "matter": "与何志远劳动报酬争议一案",
            "special": ["代为承认、放弃、变更请求", "代为和解、调解并签署调解协议", "代收文书"],
        },
        "service-address-confirmation": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 24), "party": "何志远", "role": "申请人", "id_no": RIDER["id_no"],
            "address": RIDER["now_address"], "postcode": "100122", "receiver": "何志远", "phone": RIDER["phone"], "e_service": True,
            "e_phone": RIDER["phone"], "e_mail": "hezhiyuan@example.cn", "recorder": "宋佳",
        },
        "service-receipt": {
            "body": TONGZHOU_COURT | {"name": "北京市海淀区劳动人事争议仲裁委员会"}, "made_on": date(2026, 2, 13), "cause": "追索劳动报酬",
            "to": "北京味渝轩餐饮管理有限公司", "docs": [{"title": "应诉通知书", "no": "京海劳人仲字〔2026〕第486号", "copies": 1}, {"title": "仲裁申请书副本", "copies": 1}],
            "method": "留置送达", "place": "北京市海淀区学院南路55号一层渝味轩川菜馆", "sent_at": "2026-02-13T10:00:00",
            "received_at": "2026-02-13T10:20:00", "relation": "", "refusal": "受送达人店长拒绝签收，社区工作人员到场见证，现场拍照、录像。见证人：田䶮。",
            "deemed_on": "2026-02-25", "servers": ["齐悦", "孟凡"], "note": "第一次邮寄被退回，退回原因：查无此人。",
        },
        "approval-sheet": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 10, 14), "sheet": "挂牌督办延期审批单", "act": "延长督办期限至2026年10月29日",
            "parties": "高俊山等16人；河北衡顺建筑劳务有限公司、北京恒筑建设集团有限公司",
            "rows": [{"no": 1, "name": "督办号", "value": "京通劳人仲督字〔2026〕第3号"}, {"no": 2, "name": "原期限", "value": "2026年10月14日"}],
            "summary": "木工班组21人调解协议已履行完毕，支付586,000.00元。其余16人已于9月23日受理仲裁，定于10月21日开庭，裁决期限11月9日。",
            "article": "挂牌督办办法", "days_left": "今日到期",
            "proposal": {"label": "承办人意见", "text": "等待裁决，拟延长至2026年10月29日。", "name": "赵敏", "on": "2026-10-14"},
        },
        "rights-guide": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 14), "progress": "扫页下方二维码，或者到窗口报线索编号查询",
            "contacts": [{"no": 1, "name": "调解、仲裁", "value": "北京市通州区劳动人事争议仲裁院，新华东街256号，010-69540117"}, {"no": 2, "name": "监察投诉", "value": "北京市通州区劳动保障监察队，12333"}],
        },
    }  # fmt: skip


def _mediation() -> dict[str, dict[str, Any]]:
    to_both = ["何志远", "北京迅捷达通配送服务有限公司"]
    return {
        "mediation-agreement": agreement(),
        "mediation-agreement-group": group_agreement(),
        "mediation-application": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 24), "applicants": [RIDER], "respondents": [COURIER_FIRM],
            "claims": [
                {"no": 1, "text": "支付工资", "period": {"start": "2026-03-01", "end": "2026-04-12"}, "amount": "11000.00"},
                {"no": 2, "text": "退还押金", "amount": "500.00"},
            ],
            "employment": {"hired_on": "2025-11-03", "job": "外卖骑手（平台专送）", "rate": "每单7.50元", "pay_method": "银行转账，次月20日",
                           "period": {"start": "2026-03-01", "end": "2026-04-12"}, "owed": "11000.00", "left": "2026年4月12日，因拖欠工资离开"},
            "text": "3月完成1,048单，应得7,860.00元；4月1日至12日应得3,140.00元。站点以差评罚款600元为由一直未付。",
            "evidence": [{"no": 1, "name": "接单记录截图", "pages": 12, "source": "申请人手机", "proves": "完成单量"}, {"no": 2, "name": "银行流水", "pages": 3, "source": "开户银行", "proves": "此前工资发放情况"}],
            "witnesses": ["倪镕，北京市朝阳区管庄乡咸宁侯村"], "copies": 1,
        },
        "mediation-acceptance-notice": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 24), "to": to_both, "cause": "追索劳动报酬", "applied_on": "2026-04-24",
            "mediator": "宋佳", "at": "2026-04-28T15:00:00", "place": "本中心第二调解室", "end_by": "2026-05-09",
        },
        "mediation-invitation": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 24), "to": to_both[1], "applicants": "何志远", "cause": "追索劳动报酬", "applied_on": "2026-04-24",
            "at": "2026-04-28T15:00:00", "place": "本中心第二调解室", "mediator": "宋佳",
            "bring": ["营业执照复印件、法定代表人身份证明书、授权委托书", "2026年3月至4月结算单、罚款依据", "押金收取记录"],
        },
        "mediation-transcript": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 28), "started_at": "2026-04-28T15:00:00", "ended_at": "2026-04-28T16:30:00",
            "place": "北京市朝阳区劳动人事争议调解中心第二调解室", "mediator": "宋佳", "recorder": "唐𬭚",
            "present": [{"name": "何志远", "role": "申请人", "checked": "身份证原件核对无误"}, {"name": "丁鹏", "role": "被申请人代理人", "checked": "授权委托书已核"}],
            "informed_applicant": "听清了，愿意调解", "informed_respondent": "听清了，愿意调解",
            "applicant_says": "我3月跑了1,048单，每单7.50元，应得7,860元，4月1日到12日还有3,140元，一分没给。入站时还交了500元押金，也不退。",
            "respondent_says": "单量认可。差评和超时罚款600元应当扣除。押金按规定满半年才退，因其提前离开，押金不退。",
            "turns": [{"who": "调解员", "words": "罚款有没有写进协议、有没有申请人的签字？"}, {"who": "被申请人", "words": "站内群里发过规定，没有签字。"},
                      {"who": "申请人", "words": "群里的规定我没见过。罚款我最多认一半。"}],
            "undisputed": "单量和单价；3月、4月工资未付；收取押金500.00元。", "proposal": "罚款折半，被申请人支付工资10,700.00元，退还押金500.00元，共11,200.00元，分两期支付。",
            "outcome": "达成协议",
        },
        "mediation-failure-notice": {
            "body": TONGZHOU_CENTRE, "made_on": date(2026, 9, 22), "to": ["高俊山等16人", "河北衡顺建筑劳务有限公司", "北京恒筑建设集团有限公司"],
            "cause": "追索劳动报酬", "applied_on": "2026-09-15", "reason": "双方对出勤天数和金额差距较大，未达成协议", "ended_on": "2026-09-22", "help": "当场转交仲裁申请材料",
        },
        "performance-confirmation": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 5, 22), "basis_title": "劳动争议调解协议书", "basis_no": "京朝劳人调字〔2026〕第1208号",
            "payee": "何志远", "payer": "北京迅捷达通配送服务有限公司", "due": "2026-05-15", "instalment_no": 2, "amount": "5600.00",
            "paid_on": "2026-05-20", "paid": "3000.00", "proof": "银行转账回单（尾号0937）", "sum_paid": "8600.00", "total": "11200.00",
        },
        "performance-reminder": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 5, 18), "to": to_both[1], "payee": "何志远", "agreement_no": "京朝劳人调字〔2026〕第1208号",
            "agreed_on": "2026-04-28", "instalment_no": 2, "due": "2026-05-15", "amount": "5600.00", "late": True, "pay_until": "2026-05-22",
        },
        "payment-instruction": {
            "body": TONGZHOU_CENTRE, "made_on": date(2026, 9, 22), "employer": "北京恒筑建设集团有限公司", "agreement_no": "京通劳人调字〔2026〕第523号",
            "pay_by": "2026-09-24", "instalment_no": 1, "total": "294000.00",
            "rows": [{"name": row["name"], "bank": "中国农业银行衡水深州支行", "account": f"62284801{row['no']:011d}", "amount": "14000.00"} for row in roster(21, "34000.00", "6000.00")],
        },
        "mediation-refusal-notice": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 9), "to": ["何志远"], "respondents": [COURIER_FIRM["name"]], "cause": "追索劳动报酬",
            "applied_on": "2026-04-07", "reason": "申请事项属于工伤保险待遇的行政确认，不属于劳动争议调解的范围",
        },
        "mediation-extension-consent": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 20), "applicants": ["何志远"], "respondents": [COURIER_FIRM["name"]],
            "cause": "追索劳动报酬", "applied_on": "2026-04-07", "old_end": "2026-04-22", "new_end": "2026-05-06", "mediator": "宋佳",
        },
        "handover-list": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 4, 23), "taker": "北京市朝阳区劳动人事争议仲裁委员会", "applicants": "何志远",
            "respondents": COURIER_FIRM["name"], "giver": "宋佳",
            "papers": [{"title": t} for t in ("调解申请书", "身份证明", "证据材料", "调解笔录", "调解终结通知书")],
        },
        "payment-order-application": {
            "body": CHAOYANG_CENTRE, "made_on": date(2026, 5, 18), "applicants": [RIDER], "respondents": [COURIER_FIRM], "unpaid": "5600.00",
            "agreed_on": "2026-04-28", "centre": "北京市朝阳区劳动人事争议调解中心", "agreement_no": "京朝劳人调字〔2026〕第1208号",
            "term": "被申请人于2026年5月15日前支付第二期工资5,600.00元", "court": "北京市朝阳区人民法院",
        },
    }  # fmt: skip


def _supervision() -> dict[str, dict[str, Any]]:
    return {
        "supervision-order": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 14), "employer": "河北衡顺建筑劳务有限公司", "to_body": "仲裁三庭",
            "cases": ["XS通-2026-000417号线索"], "headcount": 37, "amount": "1005000.00",
            "thresholds": ["涉及人数达到10人", "涉及金额达到500,000.00元", "有极端苗头"], "supervisor": "院长陈立群",
            "requirements": [{"text": "9月15日到项目现场核实人数和金额", "due": "2026-09-15"}, {"text": "督促总承包单位先行清偿", "due": "2026-09-24"},
                             {"text": "调解不成的优先排期、提前开庭"}],
            "interval": "5个工作日", "clocks": [{"title": "调解期限", "article": "劳动争议调解仲裁法第十四条", "due": "2026-09-30", "left": "剩16天"},
                                              {"title": "督办期限", "article": "挂牌督办办法", "due": "2026-10-14", "left": "剩30天"}],
        },
        "supervision-progress": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 17), "case": "京通劳人仲督字〔2026〕第3号　河北衡顺建筑劳务有限公司欠薪争议案件", "report_no": 1,
            "due": "2026-09-17", "done": "9月15日到现场，工友推举5名代表人，双方同意调解。\n9月16日完成37人花名册核对，核实欠付1,003,000.00元。",
            "verified": "1003000.00", "paid": "0.00", "obstacle": "组长和钢筋工的出勤天数双方说法不一。", "next": "9月20日第二次调解，先就木工班组达成协议。",
            "by": "赵敏，2026年9月22日前。", "reporter": "赵敏",
        },
        "supervision-register": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 9, 30), "month": "2026年9月", "heads": 61, "verified": "1489000.00", "paid": "605000.00",
            "rows": [
                {"no": 1, "order_no": "京通劳人仲督字〔2026〕第3号", "firm": "河北衡顺建筑劳务有限公司", "cause": "潞湾家园三期", "heads": 37,
                 "verified": "1003000.00", "paid": "293000.00", "responsible": "赵敏", "term": "2026-10-14",
                 "last": "9月28日：退票14,000元已补发，木工首期293,000元到齐", "state": "挂牌"},
                {"no": 2, "order_no": "京通劳人仲督字〔2026〕第2号", "firm": "北京锦程服饰有限公司", "cause": "", "heads": 24,
                 "verified": "486000.00", "paid": "312000.00", "responsible": "周文涛", "term": "2026-10-22",
                 "last": "设备款20万元已到专户，余款等海关退税", "state": "挂牌"},
            ],
            "printed_by": "陈立群",
        },
        "supervision-urge-letter": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 10, 10), "to_body": "仲裁三庭", "case": "京通劳人仲督字〔2026〕第3号督办案件", "clock": "督办进展报告",
            "article": "挂牌督办办法", "due": "2026-10-09", "days_late": 1, "reply_by": "2026-10-10",
        },
        "supervision-interview-notice": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 10, 9), "to": "河北衡顺建筑劳务有限公司", "case": "京通劳人仲字〔2026〕第1386号一案",
            "matter": "潞湾家园三期项目拖欠16名工人工资未按协议支付，要求说明资金安排和付款时间", "by": "2026-10-13", "supervisor": "院长陈立群",
        },
        "supervision-interview-record": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 10, 12), "to": "河北衡顺建筑劳务有限公司", "case": "京通劳人仲字〔2026〕第1386号一案",
            "matter": "潞湾家园三期项目拖欠16名工人工资未按协议支付", "by": "2026-10-13", "supervisor": "院长陈立群",
        },
        "supervision-release": {
            "body": TONGZHOU_COURT, "made_on": date(2026, 11, 13), "employer": "河北衡顺建筑劳务有限公司", "to_body": "仲裁三庭",
            "order_no": "京通劳人仲督字〔2026〕第3号", "closed_on": "2026-10-23", "outcome": "调解和裁决", "paid": "986000.00", "supervisor": "院长陈立群",
        },
    }  # fmt: skip


NUMBERS = {
    "lead-registration": "XS通-2026-000417", "lead-acceptance-notice": "XS通-2026-000417", "lead-transfer-form": "XS通-2026-000417-转1",
    "lead-reply": "京通人社函〔2026〕218号", "one-time-notice": "XS通-2026-000417", "service-address-confirmation": "京朝劳人调字〔2026〕第1208号",
    "service-receipt": "京海劳人仲字〔2026〕第486号", "approval-sheet": "京通劳人仲督字〔2026〕第3号", "mediation-agreement-group": "京通劳人调字〔2026〕第523号",
    "mediation-failure-notice": "京通劳人调字〔2026〕第523号", "payment-instruction": "京通劳人调字〔2026〕第523号",
    "performance-confirmation": "京朝劳人调字〔2026〕第1208号履2", "performance-reminder": "京朝人社函〔2026〕57号",
}  # fmt: skip
SERIES_NUMBERS = {
    "mediation": "京朝劳人调字〔2026〕第1208号",
    "supervision": "京通劳人仲督字〔2026〕第3号",
    "arbitration": "京通劳人仲字〔2026〕第1386号",
    "arbitration-rejection": "京海劳人仲不字〔2026〕第7号",
    "arbitration-review": "京朝劳人仲审字〔2026〕第31号",
    "dossier": "0312-2026-仲-00486",
    "insp-case": "京通人社监案字〔2026〕第58号", "insp-inquiry": "京通人社监询字〔2026〕第33号", "insp-order": "京通人社监令字〔2026〕第41号",
    "insp-handling-prenotice": "京通人社监理告字〔2026〕第12号", "insp-handling": "京通人社监理字〔2026〕第9号",
    "insp-demand": "京通人社监催字〔2027〕第2号", "insp-transfer": "京通人社监移字〔2026〕第1号", "letter": "京通人社函〔2026〕219号",
}  # fmt: skip


def all_samples() -> dict[str, dict[str, Any]]:
    """Facts of one paper of every kind."""
    from tests.documents import samples_arbitration, samples_decisions, samples_inspection, samples_review

    arbitration = samples_arbitration.all_samples() | samples_decisions.all_samples()
    return _lead() | _common() | _mediation() | _supervision() | arbitration | samples_inspection.all_samples() | samples_review.all_samples()


def number(kind: Any) -> str | None:
    """A number in the series of the kind, or None for kinds without one."""
    return (NUMBERS.get(kind.id) or SERIES_NUMBERS.get(kind.series.value)) if kind.numbered else None
