"""The second half of the routing table: R20–R31, where inspection, arbitration and mediation are all thinkable.

intake-inspection-supervision.md 2.3. The order is that of the law file: R21 and R22 are asked before R20, R27 between the
halves of R26.
"""

from arrears.law.routing.case import Case
from arrears.law.routing.row import COURT, PLACE, POLICY, Branch, Row, Way


def too_old_for_inspection(case: Case) -> bool:
    """R21: more than two years, and never reported to inspection."""
    return case.over_two_years and not case.facts.has_prior("inspection_open", "inspection_closed")


def has_iou(case: Case) -> bool:
    """There is a wage IOU 工资欠条."""
    return case.facts.has_prior("iou")


def site_without_clear_relation(case: Case) -> bool:
    """R21: a site, and the relation is not clear."""
    return case.site and case.relation != "clear"


def old_iou(case: Case) -> bool:
    """R22: an IOU, only pay, more than a year since the end of work."""
    return has_iou(case) and case.facts.only_pay and case.over_one_year


def pay_of_a_site(case: Case) -> bool:
    """R20."""
    return case.site and case.facts.claims_pay


def site_and_arbitration_asked(case: Case) -> bool:
    """R20: arbitration is asked for and the relation is clear."""
    return case.facts.asks_arbitration is True and case.relation == "clear"


def unlicensed_or_unit_above(case: Case) -> bool:
    """R23."""
    return case.facts.employer_kind == "unlicensed" or case.facts.unit_above is True


def is_report(case: Case) -> bool:
    """R24: told by a third party or without a name."""
    return case.facts.who in ("third_party", "anonymous")


def employer_is_gone(case: Case) -> bool:
    """R25."""
    return case.facts.employer_status in ("fled", "closed")


def relation_is_denied(case: Case) -> bool:
    """R26, first half."""
    return case.relation == "denied"


def only_compensation(case: Case) -> bool:
    """R27."""
    return case.facts.only("compensation", "double_wage")


def facts_are_disputed(case: Case) -> bool:
    """R26, second half."""
    return case.relation == "unclear" or case.facts.amount_disputed is True


def arbitration_asked(case: Case) -> bool:
    """Arbitration is asked for."""
    return case.facts.asks_arbitration is True


def wish_is_told(case: Case) -> bool:
    """R28."""
    return case.facts.wish_told


def arbitration_wished(case: Case) -> bool:
    """R28: arbitration is asked for, alone or with claims that inspection cannot decide."""
    facts = case.facts
    both = facts.asks_inspection is True and facts.asks_arbitration is True
    return bool(facts.claims & {"compensation", "double_wage"}) if both else facts.asks_arbitration is True


def inspection_wished(case: Case) -> bool:
    """R28: inspection is asked for."""
    return case.facts.asks_inspection is True


def old_pay_without_wish(case: Case) -> bool:
    """R29."""
    return case.facts.only_pay and case.over_one_year


def group_pay_without_wish(case: Case) -> bool:
    """R30: as many people as the region's setting says."""
    limit = case.setting("route_group_workers")
    return case.facts.only_pay and case.facts.workers is not None and isinstance(limit, int) and case.facts.workers >= limit


def everything_else(case: Case) -> bool:
    """R31."""
    return True


MEDIATE = Way("mediation", PLACE, "可以先由一站式调解中心调解。")
ARBITRATE = Way("arbitration", PLACE, "可以申请仲裁。")
INSPECT = Way("inspection", PLACE, "可以向劳动保障监察投诉。")
SUE_ON_IOU = Way("court", COURT, "只凭工资欠条主张报酬，可以直接向人民法院起诉。")

SECOND_ROWS: tuple[Row, ...] = (
    Row("R21", "欠薪已超过两年，从未举报投诉", too_old_for_inspection,
        (Branch(SUE_ON_IOU, (Way("inspection", PLACE, "坚持要求监察的，由监察书面告知不予受理。"),), has_iou),
         Branch(Way("court", COURT, "工地欠薪已超过两年，劳动关系不明确，监察不再查处，可以向人民法院起诉。"),
                (Way("inspection", PLACE, "坚持要求监察的，由监察书面告知不予受理。"),), site_without_clear_relation),
         Branch(Way("arbitration", PLACE, "已超过两年，监察不再查处；仲裁委员会不因超过时效拒绝受理，时效由用人单位抗辩。"),
                (Way("inspection", PLACE, "坚持要求监察的，由监察书面告知不予受理。"),))),
        "监察条例 第二十条；处罚法 第三十六条；规则 第三十条", "V/P"),
    Row("R22", "只凭工资欠条主张报酬，离职已超过一年", old_iou,
        (Branch(SUE_ON_IOU, (INSPECT, MEDIATE)),), "解一 第十五条", "V"),
    Row("R20", "工程建设领域的工资", pay_of_a_site,
        (Branch(Way("arbitration", PLACE, "工地欠薪，劳动关系明确且申请人要仲裁，由工地所在地仲裁。"),
                (Way("inspection", PLACE, "也可以由工地所在区监察责令总承包单位先行清偿。"), MEDIATE),
                site_and_arbitration_asked),
         Branch(Way("inspection", PLACE, "工地欠薪由总承包单位先行清偿，劳动关系不明确也不影响；由工地所在区监察查处。"),
                (MEDIATE, ARBITRATE))),
        "保障条例 第七条、第三十条、第三十六条、第四十一条、第五十条", "V"),
    Row("R23", "无照经营，或者由发包的单位承担责任", unlicensed_or_unit_above,
        (Branch(Way("inspection", PLACE, "无照经营同样查处，并通报市场监管部门。"),
                (Way("arbitration", PLACE, "也可以仲裁，出资人列为共同当事人。"),),
                lambda case: case.facts.employer_kind == "unlicensed"),
         Branch(Way("inspection", PLACE, "把活交给个人的单位应当清偿，由监察责令支付。"),
                (Way("arbitration", PLACE, "也可以仲裁，把发包单位列为共同当事人。"),))),
        "监察条例 第三十三条；保障条例 第十八条、第十九条；规则 第六条、第七条", "V"),
    Row("R24", "第三人或匿名举报", is_report,
        (Branch(Way("inspection", PLACE, "不是本人主张，只有监察可以根据举报查处。")),),
        "监察条例 第九条；保障条例 第十条第二款", "V"),
    Row("R25", "用人单位逃匿或关停", employer_is_gone,
        (Branch(Way("inspection", PLACE, "单位逃匿或关停，由监察张贴责令、协调公安、动用应急周转金，并留存移送证据。"),
                (ARBITRATE,)),),
        "保障条例 第四十一条、第六十三条", "V"),
    Row("R26", "用人单位否认劳动关系", relation_is_denied,
        (Branch(Way("arbitration", PLACE, "用人单位否认劳动关系，由仲裁确认。"), (MEDIATE,)),),
        "法 第二条第一项、第五条；监察条例 第二十一条第二款", "V"),
    Row("R27", "只要求经济补偿、赔偿金或二倍工资", only_compensation,
        (Branch(Way("arbitration", PLACE, "补偿、赔偿、二倍工资有争议，监察不能裁断，按申请人的意愿由仲裁处理。"), (MEDIATE,),
                lambda case: arbitration_asked(case) or inspection_wished(case)),
         Branch(Way("mediation", PLACE, "补偿、赔偿、二倍工资先行调解，不成再仲裁。"), (ARBITRATE,))),
        "监察条例 第二十一条；监察规定 第十六条、第十七条", "V/K"),
    Row("R26", "劳动关系不明确，或数额、规则有争议", facts_are_disputed,
        (Branch(Way("arbitration", PLACE, "事实有争议，申请人要仲裁，由仲裁查明。"), (MEDIATE,), arbitration_asked),
         Branch(Way("mediation", PLACE, "事实有争议，先由一站式调解中心调解。"), (ARBITRATE,))),
        "法 第二条第一项、第五条；监察条例 第二十一条第二款", "P"),
    Row("R28", "申请人表明了要走的途径", wish_is_told,
        (Branch(Way("arbitration", PLACE, "按申请人的选择走仲裁；仲裁立案后监察即终止。"), (MEDIATE, INSPECT),
                arbitration_wished),
         Branch(Way("inspection", PLACE, "按申请人的选择走监察。"), (MEDIATE, ARBITRATE), inspection_wished),
         Branch(Way("mediation", PLACE, "按申请人的选择走调解。"), (ARBITRATE, INSPECT))),
        "法 第五条、第九条；监察条例 第二十一条第二款", "V"),
    Row("R29", "没有表明意愿，只要求报酬，离职已超过一年", old_pay_without_wish,
        (Branch(Way("inspection", PLACE, "离职已超过一年，仲裁可能遇到时效抗辩，建议走监察。"), (MEDIATE,)),),
        "法 第二十七条第四款；监察条例 第二十条", "V"),
    Row("R30", "没有表明意愿，只要求报酬，人数较多", group_pay_without_wish,
        (Branch(Way("inspection", PLACE, "人数较多，一份责令支付可以解决所有人的报酬，建议走监察；也可以集体仲裁。"),
                (ARBITRATE, MEDIATE)),),
        POLICY, "P"),
    Row("R31", "其他", everything_else,
        (Branch(Way("mediation", PLACE, "先由一站式联合调解，不成再由劳动者选择仲裁或监察。"), (ARBITRATE, INSPECT)),),
        "法 第五条", "P"),
)  # fmt: skip
