"""People of the demonstration 人员: every role, with accounts that can be said aloud; one password for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from arrears import db
from arrears.access import passwords
from arrears.access.models import AppUser, GrantHeld, Membership
from arrears.law.roles import ROLES

PASSWORD = "anxin-demo-2026"
"""Of every account of a demonstration; production refuses to start on one that is marked as such only by its operator's choice."""

SINCE = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the administrator entered them. `body`: code of the body; `post`: what the log-in table says they are."""

    account: str
    name: str
    body: str
    roles: tuple[str, ...]
    grants: tuple[str, ...] = ()
    post: str = ""

    @property
    def words(self) -> str:
        """Post, or the role's own name."""
        return self.post or "、".join(ROLES[role].partition("（")[0] for role in self.roles)


def _rows(body: str, text: str) -> list[Person]:
    """People of a body, one a line: account name roles grants post; `-` for none."""
    made = []
    for line in text.strip().splitlines():
        account, name, roles, grants, post = line.split()
        made.append(
            Person(
                account, name, body, tuple(roles.split("+")), () if grants == "-" else tuple(grants.split("+")), "" if post == "-" else post
            )
        )
    return made


HEADS = "AH+FH+MH+HD"
NAMED: Mapping[str, str] = {
    "city": """
        zhoumin      周敏    SU AH+HD    市级督办
        jiangtao     江涛    SU AH+FH+MH 市仲裁院院长
        pengyu       彭宇    IC -        市登记员
        fanghua      方华    ME -        市一站式调解员
        luojing      罗静    ST -        统计员
        luyan        陆岩    AD -        市管理员
        tianlan      田岚    AU -        审计员
    """,
    "tongzhou": """
        liuyan       刘燕    IC -        登记员
        hejing       何静    IC -        值班登记员
        sunzhigang   孙志刚  ME -        调解员
        yutao        于涛    ME -        调解员
        zhaomin      赵敏    AR -        仲裁员
        qianweiguo   钱卫国  AR -        仲裁员
        liwenbin     李文斌  AR -        仲裁员
        linxiaoyu    林小雨  CC -        书记员
        hanlei       韩磊    IN -        监察员
        zhoulei      周蕾    IN MI       监察队长
        chenliqun    陈立群  SU AH+FH+MH 院长
        wanghai      王海    SU AH+FH    副院长
        xujianhua    徐建华  SU HD       人社局副局长
        dongmei      董梅    ST -        统计员
        shenlu       沈璐    AD -        管理员
    """,
    "chaoyang": """
        dingning     丁宁    IC -        登记员
        songjia      宋佳    ME -        调解员
        yangfan      杨帆    ME -        调解员
        tangyue      汤月    AR -        仲裁员
        caiwen       蔡文    CC -        书记员
        shilei       石磊    IN -        监察员
        guwei        顾伟    SU AH+FH+MH 院长
        baiyun       白云    SU AH+FH+HD 副院长
    """,
    "haidian": """
        mali         马丽    IC -        登记员
        wangxin      王欣    ME -        调解员
        mengfan      孟凡    AR -        仲裁员
        qiyue        齐悦    CC -        书记员
        niubin       牛斌    IN -        监察员
        liangjun     梁军    SU AH+FH    副院长
        kongqing     孔庆    SU AH+FH+MH+HD 院长
    """,
    "majuqiao": """
        maliang      马亮    ME MH       站长、调解员
    """,
    "liyuan": """
        jinhong      金红    ME MH       站长、调解员
    """,
    "wangjing": """
        caoping      曹平    ME MH       站长、调解员
    """,
    "shibalidian": """
        fengjuan     冯娟    ME MH       站长、调解员
    """,
    "zhongguancun": """
        haohui       郝慧    ME MH       站长、调解员
    """,
    "xihongmen": """
        qinyong      秦勇    ME MH       站长、调解员
    """,
}
"""Bodies with a full staff, and the stations."""

SMALL = """
dongcheng    anqi        安琪    bianlin    卞琳    tongda      佟达
xicheng      luodan      骆丹    zengli     曾莉    hongtao     洪涛
fengtai      youjia      尤佳    pannan     潘楠    duanwei     段伟
shijingshan  yaolan      姚兰    weiqiang   魏强    gengchao    耿超
mentougou    houyan      侯燕    zoubo      邹波    quanfeng    全峰
fangshan     xiaolin     萧琳    rengang    任刚    jiaming     贾明
shunyi       wufei       武菲    lubin      鲁彬    dengjie     邓杰
changping    kangning    康宁    yuanhong   袁红    helong      贺龙飞
daxing       maojing     毛静    taoran     陶然    wenkai      温凯
huairou      yejuan      叶娟    jiangli    蒋丽    shiyong     史勇
pinggu       qiuyue      邱月    longhai    龙海    wanjun      万军
miyun        xiayu       夏雨    leiming    雷鸣    qianjin     钱进
yanqing      baojie      鲍洁    tanwen     谭文    fuqiang     傅强
jingkai      zhengyi     郑怡    qiaoliang  乔亮    gaoyuan     高远
"""
"""The other bodies: clerk, mediator and head each, as account and name."""


def everybody() -> list[Person]:
    """Everybody, body by body."""
    made = [person for body, text in NAMED.items() for person in _rows(body, text)]
    for line in SMALL.strip().splitlines():
        body, ic, ic_name, me, me_name, su, su_name = line.split()
        made.append(Person(ic, ic_name, body, ("IC",), (), "登记员"))
        made.append(Person(me, me_name, body, ("ME", "IN"), (), "调解员兼监察员"))
        made.append(Person(su, su_name, body, ("SU",), tuple(HEADS.split("+")), "院长"))
    return made


SHOWN = (
    "liuyan", "hejing", "sunzhigang", "yutao", "maliang", "zhaomin", "linxiaoyu", "hanlei", "chenliqun", "wanghai", "xujianhua",
    "dongmei", "shenlu", "dingning", "songjia", "guwei", "mali", "wangxin", "kongqing", "zhoumin", "luojing", "luyan", "tianlan",
)  # fmt: skip
"""Accounts of the table that `demo logins` prints, in this order."""


def enter(bodies: Mapping[str, int], at: datetime) -> Mapping[str, int]:
    """Enter everybody; account -> user id. One hash for all: they share the password."""
    hashed = passwords.hash_password(PASSWORD)
    ids: dict[str, int] = {}
    with db.writing() as current:
        for n, person in enumerate(everybody()):
            user = AppUser(
                account=person.account, name=person.name, password_hash=hashed, must_change=False, made_at=at,
                phone=f"010-5550 {3000 + n:04d}", licence_no=f"京监证{1000 + n}" if "IN" in person.roles else "",
            )  # fmt: skip
            current.add(user)
            current.flush()
            ids[person.account] = user.id
            body = bodies[person.body]
            for role in person.roles:
                current.add(Membership(user_id=user.id, body_id=body, role=role, since=SINCE))
            for grant in person.grants:
                current.add(GrantHeld(user_id=user.id, body_id=body, grant=grant, since=SINCE))
    return ids
