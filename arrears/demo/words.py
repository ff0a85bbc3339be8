"""Invented names, firms, places and numbers of the demonstration 虚构信息, drawn from one random source so that a seed repeats them.

Identity numbers bear a right check digit and an area code of a province far away; phones are of ranges that stand in no book.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹苏潘葛范彭郎鲁韦马苗方俞任袁柳"
GIVEN = (
    "建国", "志强", "秀英", "桂兰", "海燕", "永福", "春生", "文博", "晓明", "玉梅",
    "国庆", "立新", "长林", "小芳", "德胜", "红霞", "振华", "冬梅",
    "宝山", "丽娟", "金宝", "学军", "来顺", "二虎", "翠花", "大勇", "保田", "喜东",
    "少华", "月红", "广财", "兴旺", "亚楠", "天赐", "贵生", "卫东",
    "彩云", "庆丰", "铁柱", "子豪", "雨欣", "佳怡", "浩然",
)  # fmt: skip
AREAS = ("411325", "131124", "372925", "500235", "511623", "612430", "421123", "341226", "520327", "622421")
HOMES = (
    "河南省唐河县桐寨铺镇", "河北省武邑县韩庄镇", "山东省鄄城县红船镇", "重庆市云阳县龙角镇", "四川省邻水县丰禾镇", "陕西省白河县茅坪镇",
    "湖北省罗田县三里畈镇", "安徽省颍上县江口镇", "贵州省凤冈县琊川镇", "甘肃省通渭县碧玉镇",
)  # fmt: skip
CODES = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Characters of a unified social credit code."""

FIRMS: dict[str, tuple[str, ...]] = {
    "construction": ("建筑劳务有限公司", "建设工程有限公司", "装饰工程有限公司", "园林绿化工程有限公司", "市政工程有限公司"),
    "manufacturing": ("服装有限公司", "电子科技有限公司", "食品有限公司", "家具有限公司", "包装制品有限公司"),
    "services": ("餐饮管理有限公司", "物业管理有限公司", "家政服务有限公司", "教育咨询有限公司", "健身服务有限公司", "商贸有限公司"),
    "platform": ("配送服务有限公司", "供应链管理有限公司", "文化传媒有限公司", "汽车租赁有限公司"),
    "other": ("农业科技有限公司", "影视文化有限公司", "仓储服务有限公司"),
}
MARKS = (
    "恒筑", "华垣", "鼎泰丰", "锦禾", "瑞和祥", "宏远", "京岳", "百川", "云杉", "安居乐",
    "盛景", "益家", "万顺", "新叶", "长宏", "博雅居", "启航",
    "金麦", "聚福", "立邦达", "清源", "海纳", "优驰", "速联",
)  # fmt: skip
JOBS: dict[str, tuple[str, ...]] = {
    "construction": ("木工", "钢筋工", "瓦工", "水电工", "油漆工", "架子工", "普工"),
    "manufacturing": ("缝纫工", "装配工", "包装工", "质检员"),
    "services": ("厨师", "服务员", "保安", "保洁", "健身教练", "授课老师", "店员"),
    "platform": ("骑手", "快递员", "分拣员", "主播", "网约车司机"),
    "other": ("场务", "仓管员", "司机"),
}
SITES = (
    "云景苑二期", "潞河湾", "东坝商业中心", "望和家园", "西山科创园", "丽泽金融大厦", "亦城智造园", "长阳新居", "回龙观学校", "牛栏山仓储",
    "永定河生态公园", "未来科学城三标",
)  # fmt: skip
SIGNS = (
    "渝味轩川菜馆", "老地方涮肉", "美颜坊", "动力工厂健身", "小博士托管", "好邻居超市", "一品香饺子馆", "靓车坊",
)  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker who does not exist."""

    name: str
    id_no: str
    phone: str
    address: str

    @property
    def told(self) -> dict[str, str]:
        """As an application names an applicant."""
        return {"name": self.name, "id_no": self.id_no, "phone": self.phone, "address": self.address, "id_checked": "original"}


@dataclass(frozen=True, slots=True)
class Firm:
    """An employer that does not exist."""

    name: str
    code: str
    boss: str
    address: str
    contact: str
    phone: str

    @property
    def told(self) -> dict[str, str]:
        """As an application names a respondent."""
        return {
            "name": self.name, "kind": "company", "credit_code": self.code, "legal_rep": self.boss, "rep_title": "法定代表人",
            "registered_address": self.address, "phone": self.phone,
        }  # fmt: skip


class Words:
    """The source. `rng` is seeded; nothing else of it is random. Names are not used twice."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._used: set[str] = set()
        self._phones = 0

    def name(self) -> str:
        """A person's name that was not drawn before."""
        while True:
            made = self.rng.choice(SURNAMES) + self.rng.choice(GIVEN)
            if made not in self._used:
                self._used.add(made)
                return made

    def phone(self) -> str:
        """A mobile number."""
        self._phones += 1
        return f"{self.rng.choice(('138', '139', '136', '150', '187'))}0000{(self._phones * 7919) % 10000:04d}"

    def id_no(self, area: str = "") -> str:
        """An identity number of a grown-up, with its check digit."""
        born = date(self.rng.randint(1966, 2003), self.rng.randint(1, 12), self.rng.randint(1, 28))
        body = f"{area or self.rng.choice(AREAS)}{born:%Y%m%d}{self.rng.randint(1, 999):03d}"
        return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]

    def worker(self) -> Worker:
        """A worker."""
        n = self.rng.randrange(len(AREAS))
        return Worker(self.name(), self.id_no(AREAS[n]), self.phone(), f"{HOMES[n]}{self.rng.randint(1, 9)}组{self.rng.randint(1, 60)}号")

    def credit_code(self) -> str:
        """A code of the right shape; its last character is not computed."""
        return "91110" + "".join(self.rng.choice("0123456789") for _ in range(3)) + "MA" + "".join(self.rng.choice(CODES) for _ in range(8))

    def firm(self, industry: str, district: str) -> Firm:
        """An employer of an industry in a district."""
        mark = self.rng.choice(MARKS)
        short = district.removesuffix("区") if district != "市" else "京城"
        name = f"北京{short}{mark}{self.rng.choice(FIRMS[industry])}"
        while name in self._used:
            name = f"北京{short}{self.rng.choice(MARKS)}{self.rng.choice(MARKS)}{self.rng.choice(FIRMS[industry])}"
        self._used.add(name)
        street = f"北京市{district if district != '市' else '西城区'}兴业街{self.rng.randint(2, 98)}号"
        return Firm(name, self.credit_code(), self.name(), street, self.name(), self.phone())

    def money(self, low: int, high: int) -> int:
        """Whole hundreds of yuan."""
        return self.rng.randint(low // 100, high // 100) * 100
