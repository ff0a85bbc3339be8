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
