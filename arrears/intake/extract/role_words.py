"""Words that announce somebody of the other side (包工头, 老板, 经理, …) or give them a phone (老板电话); weak words before a reporter."""

from __future__ import annotations

import re

from arrears.intake.extract.scanning import scanner

# Role words that announce somebody of the other side. labour: works as a labour contractor; boss: owner or hirer; staff: officer of a unit.
_LABOUR = (
    "包工老板|包工头子?|小包工头|大包工头|劳务包工头|工头|班组长|班组负责人|"
    "包活的|包工的|劳务班组|劳务队长|施工队长|工队老板|队长|带班人|带班班长|带班的|带班|带队的?|领队|二包头?|"
    "包头|清包工头|分包人|承包人|转包人|实际施工人|班长|劳务负责人|劳务老板|大工头|小工头|领工|带工|领头的"
)
_BOSS = (
    "老板娘|群主|大老板|二老板|小老板|老板|雇主|东家|私人老板|经营者|店主|店老板|厂老板|老乡|亲戚|房主|承包商|投资人|"
    "股东|合伙人|当家的|掌柜的?"
)
_STAFF = (
    "公司老总|老总|总裁|CEO|法定代表人|法人代表|法人|总经理|项目经理|生产经理|现场经理|区域经理|大区经理|部门经理|"
    "人事经理|店经理|财务经理|经理|人事负责人|项目负责人|现场负责人|公司负责人|单位负责人|实际负责人|实际控制人|"
    "门店负责人|厂区负责人|站点负责人|负责人|厂长|店长|站长|主管|工长|理事长|村主任|"
    "村支书|村长|主任|人事专员|人事|HR|hr|财务|会计|领班|园长|校长|社长|现场管理员?|管理人员|管事的|管事|监工|"
    "厨师长|总监|场长|院长|所长|馆长|团长|制片主任|制片人?|"
    "执行制片|导演|调度|车队长|董事长|对接人|中介人?|介绍人|联络员|人事主管|财务主管|保安队长|"
    "驻场|运营|总管|生产厂长|调度员|招工的|招工人|招聘的|总(?=[,。;:说让不老一也就称回又赖躲跑 (\\d电手]|的|$|没|给|承诺|答应|一直)"
)
_HEADS = "".join(sorted({word[0] for words in (_LABOUR, _BOSS, _STAFF) for word in words.split("|") if word[0] not in "(["}))
EMPLOYER_ROLE = re.compile(rf"(?=[{_HEADS}])(?:(?P<labour>{_LABOUR})|(?P<boss>{_BOSS})|(?P<staff>{_STAFF}))")
THEIRS = scanner(
    rf"(?:{EMPLOYER_ROLE.pattern}|对方|公司|单位|厂里|厂方|店里|项目部|劳务|欠薪人|其|他|她|那边|工地|前台|店铺|门店|站点|平台)(?:的|那边|"
    rf"处)?(?:联系)?(?:电话|手机|号码|手机号|联系方式|座机|热线|号|固话)"
)
# Words that announce a reporter only where the name stands out.
WEAK_LEADS = frozenset(
    [
        "我是",
        "我",
        "俺",
        "市民",
        "工人",
        "群众",
        "职工",
        "骑手",
        "司机",
        "工友",
        "劳动者",
        "农民工",
        "代表",
        "我,",
        "本人",
        "俺是",
        "请找",
        "叫我",
        "称呼我",
        "喊我",
        "找我",
        "网民",
        "网友",
        "务工人员",
        "这边是",
        "请联系",
    ]
)
