"""Facts of sample decisions and notices of arbitration: 唐桂兰 (story C), the 16 workers of 潞湾家园 (story A)."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.documents.samples import GENERAL_CONTRACTOR, LABOUR_FIRM
from tests.documents.samples_arbitration import CLAIMS, COOK, HAIDIAN, PANEL, PAYER, RESTAURANT, SOLE, TONGZHOU

CASE_C, CASE_A = "京海劳人仲字〔2026〕第486号", "京通劳人仲字〔2026〕第1386号"
CAUSE = "追索劳动报酬"
SIDES = {"applicants": [COOK], "respondents": [RESTAURANT], "cause": CAUSE}


def _c(day: date, **more: Any) -> dict[str, Any]:
    return {"body": HAIDIAN, "made_on": day, "case_no": CASE_C} | more


def _front_door() -> dict[str, dict[str, Any]]:
    return {
        "arb-rejection-notice": _c(
            date(2026, 2, 6), to="唐桂兰", received_on="2026-02-03", reason="请求补缴住房公积金，不属于受理范围",
            other="北京市海淀区住房公积金管理部",
        ),
        "arb-no-jurisdiction-notice": _c(
            date(2026, 2, 4), to="唐桂兰", received_on="2026-02-03", why="你的实际工作地点和用人单位注册地均在北京市朝阳区",
            competent_body="北京市朝阳区劳动人事争议仲裁委员会",
        ),
        "deferred-papers-promise": _c(
            date(2026, 2, 4), applicant="唐桂兰", respondents=[PAYER], cause=CAUSE, missing=["被申请人营业执照查询单", "身份证复印件"],
            promised_by="2026-02-10",
        ),
        "withdrawal-application": _c(
            date(2026, 3, 5), applicant="唐桂兰", respondents=[PAYER], cause=CAUSE, applied_on="2026-03-05", reason="对方已经付清工资",
            settled_privately=True,
        ),
        "arb-answer": {
            "body": TONGZHOU, "made_on": date(2026, 10, 8), "case_no": CASE_A, "respondent": "北京恒筑建设集团有限公司", "applicants": "高俊山等16人",
            "cause": CAUSE, "claims": CLAIMS, "received_on": "2026-10-08", "copies": 2,
            "answer": "一、出勤天数应为110日，以双方签字的考勤记录为准。\n二、2026年7月每人另付过餐费1,000.00元，应当扣除。",
        },
    }  # fmt: skip


def _course() -> dict[str, dict[str, Any]]:
    to = {"to": PAYER}
    return {
        "postponement-decision": _c(
            date(2026, 3, 16), **to, granted=False, at="2026-03-17T14:00:00", place="海淀仲裁院第三仲裁庭", asked_on="2026-03-16",
            reason="单位负责人出差", late=True,
        ),
        "extension-notice": _c(
            date(2026, 3, 19), **to, reason="需要向社会保险经办机构调取缴费记录", days=15, old_due="2026-03-23", new_due="2026-04-07"
        ),
        "suspension-notice": _c(
            date(2026, 3, 20), **to, reason="等待工伤认定、伤残等级鉴定或者其他鉴定结论", decided_on="2026-03-20", counted_from="2026-03-03",
            days_used=17, days_left=28,
        ),
        "resumption-notice": _c(
            date(2026, 4, 15), **to, suspended_on="2026-03-20", resumed_on="2026-04-15", days_used=17, days_left=28, new_due="2026-05-12"
        ),
        "arb-collective-notice": {
            "body": TONGZHOU, "made_on": date(2026, 9, 28), "case_no": CASE_A, "to": "河北衡顺建筑劳务有限公司", "applicants": "高俊山等16人",
            "respondents": [LABOUR_FIRM["name"], GENERAL_CONTRACTOR["name"]], "cause": CAUSE, "tribunal": PANEL,
            "representatives": ["高俊山", "罗小满", "冯立志"], "evidence_by": "2026-10-16", "at": "2026-10-21T09:00:00", "place": "本委第一仲裁庭",
        },
        "arb-deliberation": {
            "body": TONGZHOU, "made_on": date(2026, 10, 22), "case_no": CASE_A, "cause": CAUSE, "parties": "高俊山等16人诉河北衡顺建筑劳务有限公司等",
            "held_at": "2026-10-22T10:00:00", "place": "第二合议室", "tribunal": PANEL,
            "opinions": [
                {"who": "钱卫国", "words": "出勤以双方签字的考勤记录为准，餐费申请人当庭认可，应当扣除。"},
                {"who": "李文斌", "words": "同意。组长的5日没有考勤，不予支持。"},
                {"who": "赵敏", "words": "同意上述意见；总承包单位依法先行清偿。"},
            ],
            "result": "钢筋工15人每人24,000.00元，组长40,000.00元，总承包单位先行清偿。", "minority": "李文斌：组长的工资不应由总承包单位先行清偿。",
        },
    }  # fmt: skip


def _ends() -> dict[str, dict[str, Any]]:
    return {
        "correction-decision": _c(
            date(2026, 3, 27), paper_on="2026-03-20", paper_no=CASE_C, paper_title="裁决书", place="第三页第八行",
            wrong="2,114.49元（大写：人民币贰仟壹佰壹拾肆元肆角玖分）", right="2,114.94元（大写：人民币贰仟壹佰壹拾肆元玖角肆分）", tribunal=SOLE,
        ),
        "deemed-withdrawal-decision": _c(
            date(2026, 3, 17), **SIDES, at="2026-03-17T14:00:00", notice_on="2026-03-05", notice_how="直接送达",
            what="经依法通知，无正当理由拒不到庭", tribunal=SOLE,
        ),
        "case-revocation-decision": _c(
            date(2026, 2, 25), **SIDES, accepted_on="2026-02-04", found_on="2026-02-24", reason="同一争议已由人民法院受理"
        ),
        "termination-decision": _c(
            date(2026, 4, 10), **SIDES, accepted_on="2026-02-04", court="北京市海淀区人民法院", court_number="（2026）京0108民初5521号"
        ),
        "effect-certificate": _c(
            date(2026, 4, 8), asked_by="唐桂兰", applicants="唐桂兰", respondents=[PAYER], cause=CAUSE, paper_on="2026-03-20", paper_no=CASE_C,
            paper_title="裁决书", served=["唐桂兰2026年3月23日收到", "北京味渝轩餐饮管理有限公司2026年3月30日送达"], final=True,
            setaside_until="2026-04-29", checked_on="2026-04-08", effective_on="2026-03-20",
        ),
        "enforcement-guide": _c(
            date(2026, 4, 8), creditors=[COOK], debtors=[RESTAURANT], maker=HAIDIAN["name"], paper_on="2026-03-20", paper_no=CASE_C,
            paper_title="裁决书", unpaid="25114.94", court="北京市海淀区人民法院", counted_from="2026-04-07", last_day="2028-04-07",
            clues="被申请人在中国工商银行北京学院路支行有账户；学院南路55号门店仍在营业",
        ),
    } | {kind: _sheet(kind, title) for kind, title in SHEETS.items()}  # fmt: skip


SHEETS = {"suspension-approval": "中止审批表", "extension-approval": "延期审批表", "arb-closing-approval": "结案审批表"}


def _sheet(kind: str, title: str) -> dict[str, Any]:
    rows = {
        "suspension-approval": [("中止事由", "等待工伤认定"), ("审理期限", "已用17日，尚余28日")],
        "extension-approval": [("延长天数", "15日"), ("原届满日", "2026年3月23日"), ("延长后届满日", "2026年4月7日")],
        "arb-closing-approval": [("结案方式", "裁决：终局"), ("实际审理天数", "44天"), ("裁决金额", "25,114.94元")],
    }[kind]
    return _c(
        date(2026, 3, 19), sheet=title, act=title.removesuffix("审批表"), parties="唐桂兰诉北京味渝轩餐饮管理有限公司",
        rows=[{"no": n, "name": name, "value": value} for n, (name, value) in enumerate(rows, 1)], summary="案情如上，拟同意。",
        article="办案规则第四十五条", days_left="剩 4 天", proposal={"label": "承办人意见", "text": "拟同意。", "name": "孟凡", "on": "2026-03-19"},
        decision={"label": "审批意见", "text": "同意。", "name": "王海", "on": "2026-03-19"},
    )  # fmt: skip


def all_samples() -> dict[str, dict[str, Any]]:
    """Facts of one paper of every kind of decision."""
    return _front_door() | _course() | _ends()
