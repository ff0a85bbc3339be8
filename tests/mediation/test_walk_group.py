"""Story A's mediation on the screen: 37 workers pasted, row 19 held, 21 agree in two instalments, one transfer comes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from arrears import db
from arrears.cases.models import Employment, ProceedingParty
from arrears.documents.models import Document
from arrears.mediation import sharing
from arrears.money.models import Instalment, InstalmentRow, Payment
from tests.intake.sheets.made import workbook
from tests.mediation.conftest import Desk
from tests.mediation.test_walk_story_b import Walk, at

FIRM = "北京恒筑建设集团有限公司"
NAMES = [f"工{chr(0x4E00 + n)}{chr(0x5E00 + n)}" for n in range(37)]
HEAD = "序号\t姓名\t工种\t标准\t出勤天数\t应发工资\t已付\t欠付\n"


def line(n: int) -> str:
    if n < 21:
        job, rate, days = "木工", 340, 100
    elif n == 21:
        job, rate, days = "木工", 400, 120
    else:
        job, rate, days = "钢筋工", 310, 100
    gross = rate * days
    paid = 8000 if n == 18 else 6000
    return f"{n + 1}\t{NAMES[n]}\t{job}\t{rate}\t{days}\t{gross}\t{paid}\t{gross - 6000}"


@pytest.fixture
def walk(desk: Desk) -> Walk:
    """A mediation of 37 workers, accepted, mediated by 宋佳."""
    walk = Walk(desk)
    with at(9, 15):
        people = "\n".join(f"{name}\t\t138001{n:05d}\t通州区马驹桥镇" for n, name in enumerate(NAMES))
        page = desk.songjia.get("/mediation/new").fill({
            "pasted": people, "respondents-0-name": FIRM, "respondents-0-credit_code": "91110105MA01ABCD1X",
            "respondents-0-legal_rep": "周海", "respondents-0-registered_address": "北京市通州区", "claims-0-claimed": "1005000",
            "claims-0-period_from": "2026年3月", "claims-0-period_to": "2026年8月", "facts": "木工、钢筋工班组。", "source": "joint",
        }).send(("paste", "1")).send()  # fmt: skip
        assert page.faults == []
        walk.id = int(page.path.split("/")[2])
        page = walk.page("mediation/accept")
        ids = {f"people-{n}-id_no": f"1101011990010{n + 1:04d}X" for n in range(37)}
        page = page.fill({"labour_dispute": "1", "consent_b": "9月15日", **ids}).send()
        assert page.faults == []
        walk.page("mediation/assign", "chenlq").fill(mediator=str(desk.office.mediator2.user_id)).send()
        page = walk.page("mediation/representatives")
        four = [v for v in page.text.split('name="reps"') if 'value="' in v][:5]
        values = [part.split('value="')[1].split('"')[0] for part in four[1:5]]
        assert "已推举代表人" in page.fill(reps=values).send().words
    return walk


def test_37_rows_are_pasted_the_wrong_one_is_held_and_put_right(walk: Walk) -> None:
    with at(9, 16):
        page = walk.page("mediation/roster").fill(pasted=HEAD + "\n".join(line(n) for n in range(37))).send(("paste", "1"))
        assert page.value("rows-0-gross_due") == "34000" and page.value("rows-36-owed") == "25000"
        held = page.send()
        assert held.status == 422 and any("第 19 行" in f and "填的欠付是 28,000.00" in f for f in held.faults)
        assert db.session.scalar(select(func.count()).select_from(Employment)) == 0, "nothing half saved"
        db.release()
        page = held.fill({"rows-18-owed": "26000", "rows-18-signed": "signature"}).send()
        assert page.faults == [] and "核定合计 1,003,000.00 元" in page.words
        assert "¥1,003,000.00" in page.words, "the five sums show what was verified"
    rows = db.session.execute(select(func.count(), func.sum(Employment.verified)).select_from(Employment)).one()
    assert (rows[0], rows[1]) == (37, Decimal("1003000.00"))
    assert db.session.scalar(select(Document.kind).where(Document.kind == "wage-confirmation"))


def test_a_file_of_the_roster_holds_row_19_beside_the_worker_and_the_same_person_twice_stays_outside(walk: Walk) -> None:
    rows = [[part if n in {1, 2} else float(part) for n, part in enumerate(line(k).split("\t"))] for k in range(37)]
    told = [[int(r[0]), r[1], f"138001{n:05d}", *r[2:], "6222020000000000018"] for n, r in enumerate(rows)]
    told.append([38, *told[0][1:]])
    file = workbook([["潞湾家园三期花名册"], ["序号", "姓名", "手机", "工种", "日工资", "出勤天数", "应发", "已发", "欠发", "银行卡号"], *told])
    with at(9, 16):
        page = walk.page("mediation/roster")
        assert "下载空白花名册" in page.words and page.browser.client.get("/roster-template.xlsx").data[:2] == b"PK"
        page = page.fill(file=("花名册.xlsx", file)).send(("paste", "1"))
        assert f"读入 37 人，其中 1 人要核对，已在各自那一行标出：第 19 行{NAMES[18]}" in page.words and "第 40 行没有放进来：同一人重复" in page.words
        assert "相差 2000 元" in page.words and page.value("rows-18-paid_before") == "8000"
        assert "名单合计 37 人 ¥1,005,000.00" in page.words and "诉称 37 人 ¥1,005,000.00" in page.words
        held = page.send()
        assert held.status == 422 and any("第 19 行" in f for f in held.faults)
        wrong = held.fill({"rows-18-owed": "26000", "rows-18-signed": "signature", "rows-0-rate": "304"}).send()
        assert wrong.status == 422 and any("标准 304.00 × 数量 100 = 30,400.00" in f for f in wrong.faults)
        page = wrong.fill({"rows-0-rate": "340"}).send()
        assert page.faults == [] and "核定合计 1,003,000.00 元（诉称 1,005,000.00 元）" in page.words
    kept = db.session.execute(select(func.count(Employment.bank_account), func.sum(Employment.verified)).select_from(Employment)).one()
    assert (kept[0], kept[1]) == (37, Decimal("1003000.00"))


def agree(walk: Walk) -> None:
    with at(9, 16):
        walk.page("mediation/roster").fill(pasted=HEAD + "\n".join(line(n) for n in range(37))).send(("paste", "1")).fill(
            {"rows-18-owed": "26000"}
        ).send()
    with at(9, 22):
        page = walk.page("mediation/agreement").send(("more", "instalments"))
        failed = {f"workers-{n}-failed": "y" for n in range(21, 37)}
        page = page.fill({
            **failed, "items-0-amount": "586000", "instalments-0-due_on": "9月24日", "instalments-0-amount": "293000",
            "instalments-1-due_on": "10月12日", "instalments-1-amount": "293000", "tax": "gross", "settles_all": "1",
            "default_clause": "all_due", "authority_ok": "y",
        })  # fmt: skip
        assert page.value("workers-18-amount") == "26,000.00", "the roster fills what each one gets"
        page = page.send()
        assert page.faults == [] and "16 人，出调解终结通知书" in page.words
        done = page.send(("issue", "1"))
        assert done.faults == [] and "16 人未达成" in done.words


def test_21_of_37_agree_and_each_gets_his_half_to_the_fen(walk: Walk) -> None:
    agree(walk)
    parts = db.session.execute(
        select(Instalment.no, func.count(), func.sum(InstalmentRow.amount))
        .join(InstalmentRow, InstalmentRow.instalment_id == Instalment.id)
        .group_by(Instalment.no)
        .order_by(Instalment.no)
    ).all()
    assert [(n, count, total) for n, count, total in parts] == [(1, 21, Decimal("293000.00")), (2, 21, Decimal("293000.00"))]
    assert set(db.session.scalars(select(InstalmentRow.amount))) == {Decimal("14000.00"), Decimal("13000.00")}
    left = db.session.scalar(select(func.count()).select_from(ProceedingParty).where(ProceedingParty.left_on.is_not(None)))
    assert left == 16
    kinds = set(db.session.scalars(select(Document.kind)))
    assert {"mediation-agreement-group", "mediation-failure-notice"} <= kinds
    db.release()
    page = walk.page("mediation/convert").fill(to="arbitration", papers=["花名册", "证据材料"]).send()
    assert "已转仲裁、监察" in page.words and walk.state == "m-agreed"


def test_a_transfer_that_comes_back_keeps_the_instalment_open(walk: Walk) -> None:
    agree(walk)
    with at(9, 24, 16):
        page = walk.page("pay")
        assert page.value("payments-20-amount") == "14,000.00" and "共 293,000.00 元" in page.words
        page = page.fill({"reference": "DF20260924", "payments-4-row_result": "returned"}).send()
        assert page.faults == [] and "收到 279,000.00 元" in page.words and "1 行未到账（退票）" in page.words
        first = db.session.scalars(select(Instalment).where(Instalment.no == 1)).one()
        assert first.met_on is None and first.paid == Decimal("279000.00")
        db.release()
    with at(9, 28):
        page = walk.page("pay")
        assert page.value("payments-0-amount") == "14,000.00" and "payments-1-amount" not in page.text
        page = page.fill({"reference": "DF20260928"}).send()
        assert "第 1 期付清（晚 4 天）" in page.words
    assert db.session.scalar(select(func.count()).select_from(Payment)) == 22
    met = db.session.scalar(select(Instalment.met_on).where(Instalment.no == 1))
    assert met == date(2026, 9, 28)


def test_shares_add_up_in_both_directions_whatever_the_sums() -> None:
    people = {n: Decimal(amount) for n, amount in enumerate(("33.34", "33.33", "33.33", "1000.01", "0.99"))}
    parts = [Decimal("500.00"), Decimal("400.01"), Decimal("200.99")]
    made = sharing.by_instalment(people, parts)
    assert [sum(column.values()) for column in made] == parts
    assert {p: sum(column[p] for column in made) for p in people} == people
    assert sharing.evenly(Decimal("100.00"), [1, 2, 3]) == {1: Decimal("33.34"), 2: Decimal("33.33"), 3: Decimal("33.33")}


def test_sums_of_people_that_do_not_make_the_total_are_refused_and_can_be_divided_evenly(walk: Walk) -> None:
    with at(9, 22):
        page = walk.page("mediation/agreement").fill({
            "items-0-amount": "370000", "instalments-0-amount": "370000", "tax": "gross", "settles_all": "1", "default_clause": "none",
            "authority_ok": "y", "workers-0-amount": "5",
        }).send()  # fmt: skip
        assert page.status == 422 and "没有金额；没达成的请勾“未达成”" in page.words and page.value("workers-0-amount") == "5"
        page = page.send(("share", "even"))
        assert page.value("workers-36-amount") == "10,000.00"
        page = page.fill({"workers-0-amount": "5"}).send()
        assert page.status == 422 and "差 9,995.00 元" in page.words
        page = page.fill({"workers-0-amount": "1万"}).send()
        assert page.faults == [] and "草稿" in page.words
