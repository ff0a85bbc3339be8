"""Invented names, firms and places of seeded cases 虚构信息: enough different ones that a search has something to choose from."""

from __future__ import annotations

import random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = "建国军伟芳秀英娜敏静丽强磊洋艳勇杰涛明超霞平刚桂英志兰玉红梅鑫波辉斌宇浩凯健俊帆雪婷慧倩雯莉萍欣怡晨阳宁东海春生福贵金宝来顺"
FIRST = "恒华鼎瑞锦宏京百云安盛益万新长博启金聚立清海优速天地同信德福兴达隆昌泰和顺元丰源正中永康利民通远大东方"
TRADES = (
    "建筑劳务", "建设工程", "装饰工程", "园林绿化工程", "服装", "电子科技", "食品", "家具", "餐饮管理", "物业管理", "家政服务", "教育咨询",
    "健身服务", "商贸", "配送服务", "供应链管理", "文化传媒", "仓储服务",
)  # fmt: skip
STREETS = ("建设路", "和平街", "朝阳北路", "工业大道", "科技园", "中心街", "新华东街", "滨河路", "商业广场", "产业基地")
RARE = "璟珑曜宸"
"""Characters of the one firm in ten thousand that a search for a rare firm looks for."""


def person(rng: random.Random) -> str:
    """A name of two or three characters."""
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))


def firm(rng: random.Random, n: int) -> str:
    """An employer; every ten-thousandth is the rare one."""
    mark = RARE if n % 10_000 == 5_000 else "".join(rng.choice(FIRST) for _ in range(rng.choice((2, 2, 3))))
    return f"北京{mark}{rng.choice(TRADES)}有限公司"


def phone(rng: random.Random) -> str:
    """A mobile number."""
    return f"1{rng.choice('35789')}{rng.randrange(10**9):09d}"


def id_no(rng: random.Random) -> str:
    """Eighteen characters in the shape of an identity number; the last one is not computed."""
    born = f"{rng.randrange(1965, 2005)}{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"
    return f"{rng.randrange(110000, 659000)}{born}{rng.randrange(10**4):04d}"
