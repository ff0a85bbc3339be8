"""Story A, the arbitration of 潞湾家园三期 (practice.md 5, A14–A25): 16 workers, two firms, three arbitrators, two awards, both paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from people import person, viewer
from sqlalchemy import select

from arrears import db
from arrears.access.viewer import Viewer
from arrears.arbitration import filing
from arrears.arbitration.models import Award
from arrears.cases import approvals, ledger, transitions
from arrears.cases.approvals import Proposed
from arrears.cases.models import Claim, Deadline, Proceeding
from arrears.cases.printing import claims_of
from arrears.documents.models import Document, Serving
from arrears.law.refusal import Refused
from tests.arbitration.conftest import Tribunal, moment, sweep_all

D = Decimal
GENERAL, LABOUR = "北京恒筑建设集团有限公司", "河北衡顺建筑劳务有限公司"
LEADER = "高俊山"
STEEL = [f"钢筋工{n:02d}" for n in range(1, 16)]


def id_no(n: int) -> str:
    """An identity number of an invented person with its right check digit."""
    body = f"13068319800101{n:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def worker(name: str, n: int, known: bool = True) -> dict[str, Any]:
    told = {"name": name, "phone": f"13900000{n:03d}", "address": "河北省保定市安国市药都街道"}
    return told | ({"id_no": id_no(n)} if known else {})


class Hands:
    """The hands of the people of the story, acting without a screen."""

    def __init__(self, tribunal: Tribunal) -> None:
        self.t = tribunal
        self.n = 0

    def version(self) -> int:
        found = db.session.scalar(select(Proceeding.version).where(Proceeding.id == self.t.id))
        db.release()
        return int(found or 0)

    def act(self, name: str, who: Viewer | None = None, **facts: Any) -> Any:
        self.n += 1
        act = name if "." in name else f"arbitration.{name}"
        token = f"{name}-{self.n}"
        return approvals.submit(self.t.id, act, who or self.t.clerk, seen=self.version(), token=token, facts=facts)

    def signed(self, name: str, who: Viewer | None = None, **facts: Any) -> None:
        asked = self.act(name, who, **facts)
        assert isinstance(asked, Proposed), "this act waits for a signature"
        approvals.decide(asked.approval_id, self.t.office.deputy, "agree", seen=self.version(), token=f"sign-{self.n}")

    def refused(self, name: str, who: Viewer | None = None, **facts: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            self.act(name, who, **facts)
        db.session.rollback()
        return caught.value

    def serve(self, kind: str, to: str, method: str = "direct", on: date | None = None, sent: date | None = None) -> None:
        found = db.session.execute(
            select(Document.id)
            .join(Serving, Serving.document_id == Document.id)
            .where(Document.proceeding_id == self.t.id, Document.kind == kind, Serving.recipient == to)
            .order_by(Document.id.desc())
        ).scalar()
        db.release()
        self.act(
            "serve", document=str(found), to=to, method=method, sent_on=sent or on, effective_on=on, service_result="signed",
            proof={"name": "回证"},
        )  # fmt: skip


def apply(tribunal: Tribunal) -> None:
    """A14: the 16 who did not agree on 22 September, two of them without an identity number yet."""
    people = [worker(LEADER, 1), *(worker(name, n + 2, known=n < 13) for n, name in enumerate(STEEL))]
    tribunal.id = filing.file_application(
        tribunal.clerk,
        {
            "applicants": people,
            "respondents": [{"name": LABOUR, "kind": "company"}, {"name": GENERAL, "kind": "company"}],
            "claims": [
                {"kind": "wage", "period_from": "2026-05", "period_to": "2026-08", "claimed": D("42000.00"), "formula": "120×400−6000", "whose": LEADER},
                {"kind": "wage", "period_from": "2026-05", "period_to": "2026-08", "claimed": D("375000.00"), "formula": "15×(100×310−6000)"},
            ],
            "facts": "在潞湾家园三期干活，工程款拖着，班组的工钱没有结清。",
            "evidence": ["考勤表", "工资欠条"],
            "copies": 3,
            "filed_on": date(2026, 9, 22),
            "pre_mediation": "tried",
        },
        token="story-a",
        owner_id=tribunal.clerk.user_id,
    ).proceeding_id


def test_sixteen_workers_get_two_awards_and_all_of_their_money(tribunal: Tribunal) -> None:
    hands = Hands(tribunal)
    chief, second, third = tribunal.arbitrators
    with tribunal.at(9, 22, 17, 30):  # A14
        apply(tribunal)
        row = db.session.get(Proceeding, tribunal.id)
        assert row is not None and (row.workers, row.amount) == (16, D("417000.00"))
        db.release()
        assert (tribunal.due("arb-accept"), tribunal.due("arb-accept-target")) == (date(2026, 9, 30), date(2026, 9, 23))
        accepting: dict[str, Any] = {
            "scope": True, "claims_clear": True, "parties_named": True, "jurisdiction": True, "accepted_on": date(2026, 9, 22),
            "track": "fast_collective", "missing": ["两人的身份证复印件"], "promise_until": date(2026, 9, 30),
        }  # fmt: skip
        plain = {k: v for k, v in accepting.items() if k not in {"missing", "promise_until"}}
        assert "缺证件号" in hands.refused("accept", **plain).sentence
        assert "按集体争议办理" in hands.refused("accept-lacking", **{**accepting, "track": "fast"}).sentence
    with tribunal.at(9, 23, 10):  # A15
        hands.signed("accept-lacking", **accepting)
        assert tribunal.due("arb-award") == date(2026, 11, 9) and tribunal.due("arb-award-fast") == date(2026, 10, 23)
        assert tribunal.due("arb-collective-notify") == date(2026, 10, 8)
        clerk = tribunal.clerk.user_id
        alone = hands.refused("form-panel", arbitrators=[chief.user_id], clerk=clerk, ties=False)
        assert alone.field == "arbitrators" and "三名仲裁员" in alone.sentence
        three = [chief.user_id, second.user_id, third.user_id]
        assert "首席" in hands.refused("form-panel", arbitrators=three, clerk=clerk, ties=False).sentence
        hands.signed("form-panel", arbitrators=three, presiding=chief.user_id, clerk=clerk, ties=False)
        assert tribunal.state == "a-prehearing"
        reps = [tribunal.party(name) for name in (LEADER, *STEEL[:4])]
        hands.act("nominate-reps", workers=[str(tribunal.party(n)) for n in [LEADER, *STEEL]], reps=reps)
    with tribunal.at(9, 24, 16):  # A16
        hands.serve("arb-response-notice", GENERAL, "electronic", date(2026, 9, 24))
        assert tribunal.due("arb-defence", f"party:{tribunal.party(GENERAL)}") == date(2026, 10, 15)
        inside = hands.refused("schedule", at=moment(10, 13, 9), room="第一仲裁庭", mode="on_site")
        assert inside.field == "at" and "届满" in inside.sentence and LABOUR in inside.sentence
        hands.act("schedule", at=moment(10, 21, 9), room="第一仲裁庭", mode="on_site", evidence_by=date(2026, 10, 16))
        kinds = db.session.scalars(select(Document.kind).where(Document.kind.in_(["arb-tribunal-notice", "arb-hearing-notice"]))).all()
        db.release()
        assert not kinds, "one notice of everything instead of three"
        assert tribunal.due("arb-hearing-notice") == date(2026, 10, 14)
        hands.serve("arb-collective-notice", GENERAL, "electronic", date(2026, 9, 24))
        hands.serve("arb-collective-notice", LEADER, "direct", date(2026, 9, 24))
    with tribunal.at(9, 29, 11):  # A18: the labour firm signs for its post
        hands.serve("arb-response-notice", LABOUR, "post", date(2026, 9, 29), sent=date(2026, 9, 24))
        assert tribunal.due("arb-defence", f"party:{tribunal.party(LABOUR)}") == date(2026, 10, 19)
        assert tribunal.due("arb-defence", f"party:{tribunal.party(GENERAL)}") == date(2026, 10, 15), "each from its own day"
        hands.serve("arb-collective-notice", LABOUR, "post", date(2026, 9, 29), sent=date(2026, 9, 24))
        rules = ["arb-hearing-notice", "arb-collective-notify"]
        met = set(db.session.scalars(select(Deadline.closed_how).where(Deadline.rule_id.in_(rules))))
        db.release()
        assert met == {"met"}
    with tribunal.at(9, 30, 10):
        late = [{"party_id": tribunal.party(name), "id_no": id_no(n + 2)} for n, name in enumerate(STEEL) if n >= 13]
        hands.act("promise-kept", papers=["两人的身份证复印件"], on=date(2026, 9, 30), parties=late)
    with tribunal.at(10, 19, 15):
        hands.act("defend", party=tribunal.party(LABOUR), on=date(2026, 10, 19), answer="争十六人的天数。")
        hands.act("defend", party=tribunal.party(GENERAL), on=date(2026, 10, 15), answer="每人吃饭扣款 1,000 元。")
    with tribunal.at(10, 21, 11):  # A22
        hands.act(
            "hear", chief, span=[moment(10, 21, 9), moment(10, 21, 11)],
            present=[{"name": LEADER, "role": "申请人代表人"}, {"name": "方婧", "role": "律师"}, {"name": "马德海", "role": "经理"}],
            identity="相符", rights="已告知", recusal_asked="不申请", record="十五人认可每人饭费1000元；高俊山出工115天。",
            mediation_attempt="双方差距大，调解不成。",
        )  # fmt: skip
        assert tribunal.state == "a-hearing"
        hands.act("deliberate", chief, opinions=["一致意见"])
    award_and_after(tribunal, hands, chief)


def award_and_after(tribunal: Tribunal, hands: Hands, chief: Viewer) -> None:
    """A23–A25: two papers, each party's own window, both sums paid."""
    claims = claims_of(tribunal.id)
    leader, steel = (c.id for c in claims)
    db.release()
    parts = {str(tribunal.party(name)): D("24000.00") for name in STEEL}
    items: list[dict[str, Any]] = [
        {"claim_id": leader, "amount": D("40000.00"), "result": "partly", "final": False, "reason": "出工115天"},
        {"claim_id": steel, "amount": D("360000.00"), "result": "partly", "final": True, "reason": "扣饭费", "parts": parts},
    ]
    with tribunal.at(10, 23, 15):
        short = [items[0], {**items[1], "parts": {**parts, str(tribunal.party(STEEL[0])): D("23000.00")}}]
        assert "不符" in hands.refused("award", chief, items=short).sentence
        hands.signed("award", chief, items=items, payer=LABOUR, pay_days=7, found="按考勤表核定")
        kinds = {a.kind: a for a in db.session.scalars(select(Award).where(Award.proceeding_id == tribunal.id))}
        assert {k: a.total for k, a in kinds.items()} == {"final": D("360000.00"), "nonfinal": D("40000.00")}
        titles = sorted(db.session.scalars(select(Document.kind).where(Document.kind.like("award-%"))))
        assert titles == ["award-group", "award-nonfinal"], "two documents"
        fast = db.session.scalars(select(Deadline.closed_how).where(Deadline.rule_id == "arb-award-fast")).one()
        assert fast == "met"
        nonfinal = kinds["nonfinal"].id
        db.release()
    with tribunal.at(10, 26, 16):  # A24
        for name in STEEL:
            hands.serve("award-group", name, "direct", date(2026, 10, 26))
        hands.serve("award-group", GENERAL, "electronic", date(2026, 10, 26))
        hands.serve("award-nonfinal", LEADER, "direct", date(2026, 10, 26))
        hands.serve("award-nonfinal", GENERAL, "electronic", date(2026, 10, 26))
    with tribunal.at(10, 27, 16):
        hands.serve("award-group", LABOUR, "direct", date(2026, 10, 27))
        hands.serve("award-nonfinal", LABOUR, "direct", date(2026, 10, 27))
        assert tribunal.due("sue-nonfinal", f"%:{tribunal.party(LEADER)}") == date(2026, 11, 10)
        assert tribunal.due("sue-nonfinal", f"%:{tribunal.party(LABOUR)}") == date(2026, 11, 11)
        assert tribunal.due("setaside-employer", f"%:{tribunal.party(GENERAL)}") == date(2026, 11, 25)
        assert tribunal.due("setaside-employer", f"%:{tribunal.party(LABOUR)}") == date(2026, 11, 26)
        assert tribunal.due("award-effective", f"award:{nonfinal}") == date(2026, 11, 12)
    with tribunal.at(11, 3, 15):  # A25
        rows = [paid(tribunal, name, "24000.00", date(2026, 11, 3)) for name in STEEL]
        hands.act("award.record-performance", payments=rows)
        row = db.session.get(Proceeding, tribunal.id)
        assert row is not None and row.money_closed_at is None and row.closed_at is not None, "closed, and not yet paid: two states"
        db.release()
    with tribunal.at(11, 11, 23, 55):
        sweep_all()
        assert db.session.scalar(select(Award.w).where(Award.id == nonfinal)) == "w-pending", "the last day to sue is not over"
        db.release()
    with tribunal.at(11, 12, 0, 5):
        sweep_all()
        made = db.session.get(Award, nonfinal)
        assert made is not None and (made.w, made.effective_on, made.x) == ("w-effective", date(2026, 11, 12), "x-performing")
        db.release()
        assert "已生效（2026年11月12日）" in tribunal.page("linxy", "").words, "the page says so on the day itself"
    with tribunal.at(11, 12, 9):
        hands.act("award.record-performance", payments=[paid(tribunal, LEADER, "40000.00", date(2026, 11, 12))])
        row = db.session.get(Proceeding, tribunal.id)
        assert row is not None and row.money_closed_at is not None
        found = db.session.scalar(select(Claim.found).where(Claim.id == steel))
        assert found == D("360000.00")
        db.release()
        made = db.session.get(Award, nonfinal)
        assert made is not None and made.x == "x-performed"
        db.release()
    assert list(ledger.verify()) == []


def paid(tribunal: Tribunal, name: str, amount: str, on: date) -> dict[str, Any]:
    return {
        "worker_id": tribunal.party(name), "amount": D(amount), "paid_on": on, "payer": GENERAL, "method": "special_account",
        "reference": f"{on:%m%d}-{name}",
    }  # fmt: skip


def test_a_mediator_of_the_dispute_is_refused_on_the_panel(tribunal: Tribunal) -> None:
    """孙志刚 mediated the matter; he is an arbitrator of the body, too, and still may not sit."""
    hands = Hands(tribunal)
    office = tribunal.office
    with tribunal.at(9, 1, 9):
        mediated = transitions.begin(
            "mediation.apply", office.clerk, token="med", owner_id=office.mediator.user_id,
            facts={
                "applicants": [worker(LEADER, 1)], "respondents": [{"name": LABOUR, "kind": "company"}],
                "claims": [{"kind": "wage", "claimed": D("42000.00")}], "facts": "欠薪", "source": "self",
                "applied_on": date(2026, 9, 1), "oral": False,
            },
        )  # fmt: skip
    with tribunal.at(9, 22, 10):
        tribunal.id = filing.file_application(
            tribunal.clerk,
            {
                "applicants": [worker(LEADER, 1)], "respondents": [{"name": LABOUR, "kind": "company"}],
                "claims": [{"kind": "wage", "claimed": D("42000.00")}], "facts": "欠薪", "evidence": ["欠条"], "copies": 2,
                "filed_on": date(2026, 9, 22), "pre_mediation": "tried",
            },
            token="after", from_id=mediated.proceeding_id, owner_id=tribunal.clerk.user_id,
        ).proceeding_id  # fmt: skip
        hands.signed(
            "accept", scope=True, claims_clear=True, parties_named=True, jurisdiction=True, track="fast", accepted_on=date(2026, 9, 22)
        )
        no = hands.refused("form-panel", arbitrators=[office.mediator.user_id], clerk=tribunal.clerk.user_id, ties=False)
        assert no.field == "arbitrators" and "孙志刚调解过本争议" in no.sentence
        both = hands.refused(
            "form-panel", arbitrators=[tribunal.arbitrators[0].user_id], clerk=tribunal.arbitrators[0].user_id, ties=False
        )
        assert both.field == "clerk"


def test_an_arbitrator_of_another_office_is_not_offered(tribunal: Tribunal) -> None:
    """The list of arbitrators is the body's own, the least busy first."""
    other = viewer(person("other-ar", "外区仲裁员", tribunal.office.other, "AR"), tribunal.office.other)
    from arrears.arbitration.queries.case import staff

    names = [words for _, words in staff(tribunal.office.district, "AR")]
    db.release()
    assert len(names) == 3 and not any(other.name in words for words in names)
