"""Acts of every procedure 各程序通用行为: contact notes, papers of the parties, service, lateness, correction, filing away.

Written once; each procedure holds them under its own name (`mediation.note`, `arbitration.note` …).
"""

from __future__ import annotations

from arrears.law.procedures.form import Act
from arrears.law.procedures.writing import (
    acts_of,
    extends,
    fact,
    pauses,
    satisfies,
    signed_by,
    starts,
    starts_satisfied,
)

_act = acts_of("common")

NOTE_FACTS = (
    fact("at:dt", "联系时间", default="now"),
    fact("channel:code", "联系方式", "contact_channel"),
    fact("to", "联系对象"),
    fact("contact_result:code", "联系结果", "contact_result"),
    fact("note:text", "联系摘要"),
    fact("next_at:dt?", "约定下次联系时间"),
)

AWARDS = "award-final|award-nonfinal|award-element|award-group|award-partial"

CONTACT: tuple[Act, ...] = (
    _act(
        "note", "联系记录", "any → =", "IC ME AR CC IN SU",
        facts=NOTE_FACTS,
        clocks=[satisfies("hot-contact hot-selfcall nat-contact", on="at")],
    ),
    _act(
        "upload", "存附件、收证据", "any → =", "IC ME AR CC IN PA",
        facts=(
            fact("file:file", "附件"),
            fact("kind:code", "材料种类", "evidence_kind"),
            fact("originals:bool", "已核对原件"),
            fact("pages:int?", "页数"),
            fact("giver?", "交件人（需要收据的填写）"),
        ),
        perhaps="materials-receipt",
    ),
    _act("give-guide", "发维权告知单", "any → =", "IC ME AR CC IN", facts=(fact("to", "交付给"),), papers="rights-guide"),
    _act(
        "confirm-address", "送达地址确认", "any → =", "PA",
        facts=(
            fact("party:party", "当事人"),
            fact("address", "送达地址"),
            fact("receiver", "收件人"),
            fact("phone", "联系电话"),
            fact("e_service:bool", "同意电子送达"),
        ),
        papers="service-address-confirmation",
    ),
    _act(
        "appoint-agent", "委托代理", "any → =", "PA",
        facts=(
            fact("principal:party", "委托人"),
            fact("agent", "代理人"),
            fact("authority:code", "代理权限", "authority"),
            fact("authority_items:code[]?", "特别授权事项", "authority_items"),
            fact("file:file", "授权委托书"),
            fact("statement:bool?", "同时打印法定代表人身份证明书"),
            fact("print_power:bool?", "同时打印授权委托书供委托人签名"),
        ),
        papers="power-of-attorney",
        perhaps="rep-id-statement",
        source="调解仲裁法第24条",
    ),
    _act(
        "nominate-reps", "推举代表人", "open → =", "PA",
        facts=(fact("workers[]", "推举人"), fact("reps[]", "代表人")),
        papers="representative-nomination",
        source="调解仲裁法第7条",
    ),
    _act(
        "confirm-arrears", "核对欠薪", "open → =", "ME IN CC",
        facts=(fact("rows[]", "欠薪明细"), fact("settled_on:date", "核对日期")),
        papers="wage-confirmation",
    ),
)

SERVICE: tuple[Act, ...] = (
    _act(
        "serve", "送达", "any → =", "CC ME IN",
        facts=(
            fact("document", "送达文书"),
            fact("to", "受送达人"),
            fact("method:code", "送达方式", "method"),
            fact("sent_on:date", "交付或寄出日"),
            fact("effective_on:date?", "送达生效日"),
            fact("proof:file", "送达凭证"),
        ),
        papers="service-receipt",
        clocks=[
            starts("svc-leave-post", when="method=leave_post", on="sent_on"),
            starts(
                "arb-defence arb-jurisdiction-objection arb-counterclaim",
                when="paper=arb-response-notice|add-party-notice",
                on="effective_on",
            ),
            satisfies("arb-serve-claim", when="paper=arb-response-notice|add-party-notice", on="sent_on"),
            satisfies("arb-serve-defence", when="paper=arb-answer", on="sent_on"),
            satisfies("arb-panel-notice", when="paper=arb-tribunal-notice", on="sent_on"),
            satisfies("arb-collective-notify", when="paper=arb-collective-notice", on="sent_on"),
            satisfies("arb-revoke-notice", when="paper=case-revocation-decision", on="sent_on"),
            satisfies("arb-transfer-send", when="paper=arb-transfer-letter", on="sent_on"),
            satisfies("arb-award-serve", when=f"paper={AWARDS}", on="sent_on"),
            satisfies(
                "insp-serve", when="paper=insp-handling-decision|insp-penalty-decision|insp-rectification-order", on="sent_on"
            ),
            satisfies("arb-hearing-notice", when="last-party=arb-hearing-notice|arb-collective-notice", on="effective_on"),
            satisfies("hearing-notice", when="last-party=hearing-notice", on="effective_on"),
        ],
        source="办案规则第20条、民事诉讼法第87条至第91条",
        note="受送达人各自起算；行政期限以交付为准，开庭、听证通知以最后一方生效日为准",
    ),
    _act(
        "serve-public", "公告送达", "any → =", "CC IN",
        approval=signed_by("AH HD"),
        facts=(
            fact("document", "公告送达的文书"),
            fact("to", "受送达人"),
            fact("announced_on:date", "公告日"),
            fact("reason", "公告原因"),
            fact("steps:text", "已采取的送达措施"),
        ),
        papers="service-public-notice",
        clocks=[
            starts("svc-public", on="announced_on"),
            pauses("arb-award arb-award-fast", when="procedure=arbitration", on="announced_on"),
        ],
        source="民事诉讼法第95条",
    ),
)

AID: tuple[Act, ...] = (
    _act(
        "refer-aid", "法援转介", "any → =", "IC ME CC",
        facts=(
            fact("worker", "劳动者"),
            fact("request", "援助事项"),
            fact("aid_centre?", "法律援助机构"),
            fact("exempt:bool?", "进城务工人员"),
        ),
        papers="legal-aid-referral",
        clocks=[starts("aid-decide aid-decide-bj")],
        source="法律援助法第31条、第42条",
    ),
    _act(
        "record-aid", "法援结果", "any → =", "IC ME CC",
        facts=(fact("granted:bool", "给予援助"), fact("on:date", "决定日期")),
        clocks=[
            satisfies("aid-decide aid-decide-bj", on="on"),
            starts("aid-assign", when="granted=true", on="on"),
            satisfies("aid-assign", when="assigned"),
        ],
        source="法律援助法第43条",
    ),
    _act(
        "call-back", "回访", "any → =", "IC ME CC IN SU",
        facts=(
            fact("worker", "回访的劳动者"),
            fact("result:code", "回访结果", "callback_result"),
            fact("at:dt", "回访时间", default="now"),
        ),
        demands="not_handler",
    ),
    _act(
        "read-file", "阅卷", "any → =", "CC ME IN",
        facts=(fact("reader", "查阅人"), fact("role:code", "查阅人身份", "reader_role"), fact("pages", "查阅页码")),
        papers="file-access-form",
        source="办案规则第23条",
        note="当事人及代理人只可查阅正卷",
    ),
)

CLOCKS: tuple[Act, ...] = (
    _act(
        "lapse", "到期", "open → =", "sys",
        facts=(fact("clock:clock", "到期的期限"),),
        clocks=[
            satisfies("svc-leave-post", when="lapse:svc-leave-post"),
            satisfies("svc-public", when="lapse:svc-public"),
            satisfies("sue-after-refusal", when="lapse:sue-after-refusal"),
            satisfies("po-nosuit", when="lapse:po-nosuit"),
            starts("sue-overdue-accept", when="lapse:arb-accept"),
            starts("sue-overdue-award", when="lapse:arb-award"),
        ],
        note="标记逾期；当事人未行使的期限到期终止，机关的期限不因到期而终止",
    ),
    _act(
        "relieve", "顺延", "any → =", "ME AR CC IN",
        approval=signed_by("AH HD"),
        facts=(
            fact("clock:clock", "耽误的期限"),
            fact("obstacle:text", "不可抗力或其他正当理由"),
            fact("gone_on:date", "障碍消除日"),
            fact("new_end:date", "顺延至"),
        ),
        clocks=[starts_satisfied("relief-extend", on="gone_on"), extends("*", when="fact=clock", on="new_end")],
        source="民事诉讼法第86条、办案规则第19条",
        note="由承办人报请，机构有权决定人签批后生效",
    ),
    _act(
        "amend", "更正", "any → =", "IC ME AR CC IN SU",
        facts=(fact("event", "更正的事项"), fact("right:text", "正确内容"), fact("reason:text", "更正理由")),
        note="由作出该行为的人或机构负责人更正；经审批的行为由同一审批权限重新签批；原文书作废换发，期限重新计算",
        demands="doer",
    ),
    _act(
        "reassign", "移交承办人", "open → =", "SU MH MI AH",
        facts=(fact("to:user", "接手承办人"), fact("reason", "移交原因")),
    ),
    _act(
        "explain-late", "逾期说明", "open → =", "IC ME AR CC IN SU",
        facts=(
            fact("clock:clock", "逾期的期限"),
            fact("overdue_cause:code", "逾期原因", "overdue_cause"),
            fact("text", "情况说明"),
            fact("measure:text", "补救措施"),
            fact("new_target:date", "新的完成日"),
        ),
        cert="P",
        note="由期限责任人说明；新的完成日作为承办人自定期限",
        demands="owner",
    ),
    _act(
        "accept-cause", "认可退回", "open → =", "SU",
        facts=(fact("ok:bool", "认可说明"), fact("text", "意见")),
        cert="P",
    ),
)

FILING: tuple[Act, ...] = (
    _act(
        "archive", "归档", "ends → =", "CC ME IN IC",
        facts=(fact("retention:code", "保管期限", "retention"), fact("situation:text?", "本卷情况说明")),
        papers="dossier-cover dossier-index dossier-note",
        perhaps="archive-transfer-list dossier-checkup-form",
        clocks=[starts("arch-file", when="end-state"), satisfies("arch-file"), starts("arch-keep")],
        source="办案规则第24条",
        note="归档期限自进入办结状态时起算",
    ),
    _act(
        "dispose", "销毁", "ends → =", "AD",
        approval=signed_by("SU"),
        facts=(fact("list[]", "销毁清单"), fact("appraisal:text", "鉴定意见")),
        clocks=[satisfies("arch-keep")],
    ),
)

COMMON: tuple[Act, ...] = (*CONTACT, *SERVICE, *AID, *CLOCKS, *FILING)
