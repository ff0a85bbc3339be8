"""Inquiry 调查: the inquiry letter, interviews, the site, the roster, extension, recusal. Every record bears two inspectors."""

from __future__ import annotations

from datetime import datetime

from arrears.access.models import AppUser
from arrears.cases import roster
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.attaching import attach
from arrears.cases.models import Party
from arrears.documents.actions import issue
from arrears.inspection import casefile
from arrears.inspection.casefile import TWO, row_of
from arrears.law import codes
from arrears.law.deadlines import rule_on
from arrears.law.refusal import Refused
from arrears.personal import vault


@handles("inspection.insp-inquire")
def inquire(doing: Doing) -> None:
    """调查询问书: who comes when and where, and what he brings; his period runs from the service."""
    facts = doing.facts
    at: datetime = facts["at"]
    if at <= doing.recorded_at:
        raise Refused("at", "接受询问的时间应在现在之后，请重新约时间。")
    unit = casefile.employer(doing.proceeding.id)
    issue(
        doing,
        "insp-inquiry-letter",
        {
            "to": unit.name,
            "matter": f"你单位涉嫌{casefile.breach_words(row_of(doing))}一案",
            "person": facts["person"],
            "at": at,
            "where": facts["where"],
            "items": list(facts["items"]),
            "inspectors": casefile.licensed(casefile.inspectors_of(doing)),
        },
        recipients={unit.name: unit.id},
    )
    doing.summary(f"通知{unit.name}{facts['person']} {at:%m-%d %H:%M} 到{facts['where']}接受询问，提交 {len(facts['items'])} 项材料")


def check_span(doing: Doing) -> tuple[datetime, datetime]:
    """Start and end of a record: in order, not ahead of now. Raises `Refused` at the field."""
    start, end = doing.facts["span"]
    if end < start:
        raise Refused("ended_at", "结束时间早于开始时间，请核对。")
    if end > doing.recorded_at:
        raise Refused("ended_at", "结束时间不能晚于现在，请填写实际时间。")
    return start, end


@checks("inspection.insp-interview", "inspection.insp-check-site")
def check_record(doing: Doing) -> None:
    """The times of a record are in order and past."""
    check_span(doing)


def turns_of(text: str) -> list[dict[str, str]]:
    """问/答 of a record typed as text: a line that begins with 问： or 答： opens a turn, the others go on with it."""
    made: list[dict[str, str]] = []
    for line in filter(None, (part.strip() for part in text.splitlines())):
        mark, colon, words = line.replace(":", "：", 1).partition("：")
        if colon and mark in {"问", "答"}:
            made.append({"who": mark, "words": words.strip() or "（未答）"})
        elif made:
            made[-1]["words"] += line
        else:
            made.append({"who": "答", "words": line})
    return made


@handles("inspection.insp-interview")
def interview(doing: Doing) -> None:
    """询问笔录: a worker's who is to be kept secret goes to the inner volume; the employer's appearance meets the inquiry letter."""
    facts, row = doing.facts, row_of(doing)
    start, end = check_span(doing)
    personal = {name: str(facts.pop(name, "") or "").strip() for name in ("id_no", "phone", "address")}
    facts["personal"] = [vault.keep(name, text) for name, text in personal.items() if text]
    if facts.get("side", "unit") != "unit":
        doing.skip.add(("satisfy", "insp-inquiry-reply"))  # the employer is still to come
    secret = casefile.is_secret(row) and (facts["person"] in casefile.hidden_names(doing.proceeding.id))
    two = casefile.licensed(casefile.inspectors_of(doing))
    issue(
        doing,
        "insp-interview-record",
        {
            "started_at": start, "ended_at": end, "place": facts["place"], "person": facts["person"], "sex": facts.get("sex", ""),
            "id_no": personal["id_no"], "post": facts["post"], "phone": personal["phone"], "address": personal["address"],
            "inspectors": two, "recorder": two[-1]["name"], "turns": turns_of(facts["turns"]),
        },
        secret_reporter=secret,
    )  # fmt: skip
    who = "要求保密的投诉人" if secret else f"{facts['person']}（{facts['post']}）"
    facts["person"] = "" if secret else facts["person"]
    doing.summary(f"询问{who}，{start:%m-%d %H:%M} 至 {end:%H:%M}")


@handles("inspection.insp-check-site")
def check_site(doing: Doing) -> None:
    """现场检查笔录: what was found, what was copied, photos with the record."""
    facts = doing.facts
    start, end = check_span(doing)
    facts["photos"] = [{**f, "attachment_id": attach(doing, f, "photo_video").id} for f in facts["photos"]]
    unit = casefile.employer(doing.proceeding.id)
    issue(
        doing,
        "insp-site-record",
        {
            "employer": unit.name, "place": facts["place"], "started_at": start, "ended_at": end, "present": facts["present"],
            "found": facts["found"], "copies": list(facts.get("copies") or ()), "photos": len(facts["photos"]),
            "unsigned": facts.get("unsigned", ""), "inspectors": casefile.licensed(casefile.inspectors_of(doing)),
        },
    )  # fmt: skip
    doing.summary(f"现场检查{facts['place']}，在场{facts['present']}，照片 {len(facts['photos'])} 张")


@checks("inspection.confirm-arrears")
def check_roster(doing: Doing) -> None:
    """The confirmed roster goes to the employer for his seal: who asked for secrecy signs it himself, or stays off it."""
    hidden = casefile.hidden(doing.proceeding.id)
    for n, told in enumerate(doing.facts["rows"], 1):
        name = hidden.get(int(told.get("party_id") or 0))
        if name is not None and told.get("signed") not in {"signature", "thumb"}:
            raise Refused(
                "rows", f"第 {n} 行（{name}）要求保密，确认表要给单位盖章；本人签字同意公开的，“本人确认”选签名或者捺印，否则清空这一行。",
                casefile.SECRECY,
            )  # fmt: skip


@handles("inspection.confirm-arrears")
def confirm_roster(doing: Doing) -> None:
    """核对欠薪: as everywhere; signing it is a worker's consent to be named."""
    signed = {
        int(told["party_id"]) for told in doing.facts["rows"] if told.get("party_id") and told.get("signed") in {"signature", "thumb"}
    }
    settled = doing.facts["settled_on"]
    roster.confirm_arrears(doing)
    for party_id in signed:
        party = doing.session.get(Party, party_id)
        if party is not None and party.named_consent_on is None:
            party.named_consent_on = settled


@checks("inspection.insp-extend")
def check_extension(doing: Doing) -> None:
    """Once, before the sixty days are over (监察条例 第十七条)."""
    running = doing.clocks.open("insp-investigate")
    article = "《劳动保障监察条例》第十七条"
    if not running:
        raise Refused("", "调查期限没有在计算，不需要延长。", article)
    if int(running[0].inputs.get("extension_days", 0)):
        raise Refused("", f"调查期限已经延长过一次（至 {running[0].due_on}），不能再延长；请抓紧办结，逾期的说明原因。", article)
    if running[0].due_on is not None and running[0].due_on < doing.recorded_at.date():
        raise Refused("", f"调查期限已于 {running[0].due_on} 届满，延长应在届满前批准；请办“逾期说明”。", article)


@handles("inspection.insp-extend")
def extend(doing: Doing) -> None:
    """延长三十个工作日."""
    allowed = rule_on("insp-investigate", doing.day).extension
    assert allowed is not None and allowed.most is not None
    moved = doing.clocks.extend("insp-investigate", allowed.most)
    doing.summary(f"调查期限延长 {allowed.most} 个工作日，至 {moved[0].due_on}" if moved else "延长调查期限")


@handles("inspection.insp-recuse")
def recuse(doing: Doing) -> None:
    """回避: the head has decided; the second inspector leaves, the owner is replaced by 移交承办人 (work goes on until then)."""
    user = int(doing.facts["person"])
    name = getattr(doing.session.get(AppUser, user), "name", "")
    if user not in casefile.team(doing.proceeding.id):
        raise Refused("person", "这个人不是本案监察员。", TWO)
    doing.unseat(user, "inspector")
    after = "；请负责人移交承办人" if user == doing.proceeding.owner_id else "；请另选一名监察员同去"
    doing.summary(f"{name}回避：{codes.label('insp_recusal_ground', doing.facts['ground'])}{after}")
