"""The first half of the routing table: R01–R19, what does not go to a labour route at all, or goes there whatever is wished.

intake-inspection-supervision.md 2.3. `is True` is meant: an unknown fact (None) makes no row fit. Where a row asks that something
is absent (not a site, no unit above), a fact that was not told does not hinder it; warnings.py then says what was taken as
absent.
"""

from arrears.law.region import OUTSIDE
from arrears.law.routing.case import Case
from arrears.law.routing.row import CITY_STAFF, COURT, NOBODY, PLACE, POLICY, SEAT, Branch, Row, Way


def is_consultation(case: Case) -> bool:
    """R01."""
    return case.facts.consult_only is True


def same_lead_is_open(case: Case) -> bool:
    """R02."""
    return case.facts.has_prior("same_lead_open")


def title_is_in_force(case: Case) -> bool:
    """R03: an award, settlement or judgment can be enforced."""
    return case.facts.has_prior("award_effective", "settlement_effective", "judgment_effective")


def another_procedure_runs(case: Case) -> bool:
    """R04."""
    return case.facts.has_prior("arbitration_open", "court_open")


def only_business_debt(case: Case) -> bool:
    """R05."""
    return case.facts.only("contract_price", "loan")


def only_social_insurance(case: Case) -> bool:
    """R06."""
    return case.facts.only("social_insurance")


def only_housing_fund(case: Case) -> bool:
    """R07."""
    return case.facts.only("housing_fund")


def only_injury(case: Case) -> bool:
    """R08."""
    return case.facts.only("injury")


def nobody_is_named(case: Case) -> bool:
    """R09: no employer and no individual is named, and no project leads to one."""
    return case.facts.employer is None and not (case.site and case.facts.project is not None)


def cannot_be_placed(case: Case) -> bool:
    """R10."""
    return case.facts.workplace_district is None and case.facts.employer_district in (None, OUTSIDE)


def worked_outside(case: Case) -> bool:
    """R11."""
    return case.facts.workplace_district == OUTSIDE


def seat_inside_and_arbitration_asked(case: Case) -> bool:
    """R11, second half: the seat lies in the region, arbitration is asked for and inspection is not."""
    seat_inside = case.facts.employer_district not in (None, OUTSIDE)
    return seat_inside and case.facts.asks_arbitration is True and not case.facts.asks_inspection


def seat_is_inside(case: Case) -> bool:
    """R11: the seat lies in the region."""
    return case.facts.employer_district not in (None, OUTSIDE)


def private_employer(case: Case) -> bool:
    """R12: a household; or an individual, no site, no unit that gave him the work."""
    kind = case.facts.employer_kind
    return kind == "household" or (kind == "natural_person" and not case.site and not case.facts.unit_above)


def is_personnel_staff(case: Case) -> bool:
    """R13."""
    return case.facts.personnel_staff is True


def is_bankrupt(case: Case) -> bool:
    """R14: bankruptcy accepted by a court."""
    return case.facts.employer_status == "bankrupt"


def over_age_labour_service(case: Case) -> bool:
    """R15, second half: over age, and the pay rule of 令56 does not reach the case."""
    return case.facts.over_age is True and not case.over_age_as_clear


def other_relation(case: Case) -> bool:
    """R16: clearly another relation, no site."""
    return case.relation == "none" and not case.site


def platform_without_clear_relation(case: Case) -> bool:
    """R17."""
    return case.facts.platform_worker is True and case.relation != "clear"


def only_inspection_can_act(case: Case) -> bool:
    """R18: child labour, only deposits, or added damages."""
    return case.facts.under_16 is True or case.facts.only("deposit") or "added_damages" in case.facts.claims


def agreement_is_unperformed(case: Case) -> bool:
    """R19."""
    return case.facts.has_prior("agreement_unperformed")


ARBITRATE_AT_SEAT = Way("arbitration", SEAT, "用人单位所在地在本地区，可以向所在地的仲裁委员会申请仲裁。")
PAYMENT_ORDER = Way("court", COURT, "协议约定的报酬到期未付，可以持协议向人民法院申请支付令。")
AGREEMENT_ARBITRATION = Way("arbitration", PLACE, "一方不履行调解协议，另一方可以申请仲裁；申请人已表明要仲裁。")

FIRST_ROWS: tuple[Row, ...] = (
    Row("R01", "只咨询，没有诉求", is_consultation,
        (Branch(Way("answer", NOBODY, "只是咨询，当场答复或转请答复，不立案件。")),), "", "V"),
    Row("R02", "同一事项的线索正在办理", same_lead_is_open,
        (Branch(Way("merge", NOBODY, "同一笔欠薪已有线索在办，并入办理，一债一案。")),), "", "V"),
    Row("R03", "已有生效裁决书、调解书或判决书", title_is_in_force,
        (Branch(Way("inform", COURT, "已有生效法律文书，告知在两年内向人民法院申请强制执行，任何机构不再重复处理。"),
                (Way("court", COURT, "凭生效法律文书申请强制执行。"),)),), "法 第五十一条；民诉 第二百五十条", "V"),
    Row("R04", "仲裁或诉讼正在进行", another_procedure_runs,
        (Branch(Way("inform", NOBODY, "仲裁或诉讼正在进行，告知在该程序中主张，监察不再受理。")),),
        "监察条例 第二十一条第二款", "V"),
    Row("R05", "只主张工程款或借款", only_business_debt,
        (Branch(Way("court", COURT, "工程款、借款不是劳动报酬，属民事纠纷；不得以讨薪名义讨要。")),), "保障条例 第五十二条", "V"),
    Row("R06", "只主张社会保险", only_social_insurance,
        (Branch(Way("other-authority", "社会保险", "补缴社会保险费不属仲裁受理范围，由社会保险经办、征收机构处理。"),
                (Way("inspection", PLACE, "用人单位不办理社会保险登记、不缴费的，可以向劳动保障监察举报投诉。"),)),),
        "监察条例 第十一条第七项", "V"),
    Row("R07", "只主张住房公积金", only_housing_fund,
        (Branch(Way("other-authority", "住房公积金", "住房公积金不属劳动争议，由住房公积金管理中心处理。")),),
        "法 第二条", "V"),
    Row("R08", "只主张工伤", only_injury,
        (Branch(Way("other-authority", "工伤认定", "先申请工伤认定；未参保职工的待遇在认定后可以仲裁。"),
                (Way("arbitration", PLACE, "认定为工伤而用人单位未参保的，待遇争议可以申请仲裁。"),)),), "工伤保险条例", "K"),
    Row("R09", "用人单位不明，也没有项目可查", nobody_is_named,
        (Branch(Way("supplement", NOBODY, "没有写明用人单位或雇用人，也没有工程项目可查，请一次性告知反映人补充。")),),
        "监察规定 第十八条；规则 第二十九条", "V"),
    Row("R10", "工作地点和单位所在地都无法确定", cannot_be_placed,
        (Branch(Way("supplement", NOBODY, "不知道实际工作地点，单位所在地不明或在外省，无法确定管辖，请补充工作地点。")),),
        POLICY, "P"),
    Row("R11", "实际工作地点在外省", worked_outside,
        (Branch(Way("arbitration", SEAT, "工作地点在外省，监察随用工地；申请人要仲裁，用人单位所在地的仲裁委员会可以受理。"),
                (Way("hand-over", OUTSIDE, "也可以转给用工地的劳动保障监察机构。"),), seat_inside_and_arbitration_asked),
         Branch(Way("hand-over", OUTSIDE, "工作地点在外省，监察由用工所在地管辖，转办并告知反映人。"), (ARBITRATE_AT_SEAT,),
                seat_is_inside),
         Branch(Way("hand-over", OUTSIDE, "工作地点和单位所在地都不在本地区，转用工所在地办理并告知反映人。"))),
        "监察条例 第十三条；法 第二十一条", "V"),
    Row("R12", "家庭或个人雇用", private_employer,
        (Branch(Way("court", COURT, "家庭、个人之间的雇用不是劳动争议，可以向人民法院起诉。"),
                (Way("mediation", NOBODY, "可以先请人民调解委员会调解。"),)),), "解一 第二条第四项至第六项", "V"),
    Row("R13", "事业单位在编或聘用人员", is_personnel_staff,
        (Branch(Way("arbitration", CITY_STAFF,
                    "辞职、辞退、履行聘用合同的人事争议可以仲裁；其他工资待遇问题请向主管部门反映。")),),
        "规则 第八条", "V"),
    Row("R14", "用人单位已进入破产程序", is_bankrupt,
        (Branch(Way("court", COURT, "职工债权由管理人列出清单，不必申报；对清单有异议的，向受理破产的人民法院起诉。")),),
        "企业破产法 第四十八条", "K"),
    Row("R15", "已达法定退休年龄，不适用报酬争议的新规定", over_age_labour_service,
        (Branch(Way("court", COURT, "已达法定退休年龄，按劳务关系处理，可以向人民法院起诉。"),
                (Way("mediation", PLACE, "双方愿意的，可以先由调解中心调解。"),)),),
        "令56 第十九条、第二十条；解一 第三十二条第一款", "V/P"),
    Row("R16", "明显不是劳动关系，也不是工地", other_relation,
        (Branch(Way("court", COURT, "劳务、实习、合伙等不是劳动关系，属民事纠纷，可以向人民法院起诉。"),
                (Way("mediation", PLACE, "双方愿意的，可以先行调解。"),)),), "法 第二条", "V"),
    Row("R17", "新就业形态，劳动关系不明确", platform_without_clear_relation,
        (Branch(Way("mediation", PLACE,
                    "新就业形态劳动者的报酬、扣款、休息、职业伤害争议，先由一站式调解中心调解平台和合作企业。"),
                (Way("arbitration", PLACE, "调解不成，认为存在劳动关系的，可以申请仲裁。"),
                 Way("court", COURT, "调解不成，也可以起诉。"))),),
        "", "V"),
    Row("R18", "童工、只要求退押金，或要求加付赔偿金", only_inspection_can_act,
        (Branch(Way("inspection", PLACE, "使用童工，由劳动保障监察立即查处。"), when=lambda case: case.facts.under_16 is True),
         Branch(Way("inspection", PLACE, "加付赔偿金以监察责令支付而逾期不付为前提，由监察处理。"),
                when=lambda case: "added_damages" in case.facts.claims),
         Branch(Way("inspection", PLACE, "收取押金由监察责令退还，可以按每人五百元以上二千元以下处罚。"))),
        "监察条例 第十一条第三项；劳合 第八十四条、第八十五条", "V"),
    Row("R19", "调解协议未履行", agreement_is_unperformed,
        (Branch(AGREEMENT_ARBITRATION, (PAYMENT_ORDER,), lambda case: case.facts.asks_arbitration is True),
         Branch(PAYMENT_ORDER, (Way("arbitration", PLACE, "也可以就该争议申请仲裁。"),))),
        "法 第十五条、第十六条", "V"),
)  # fmt: skip
