"""The rows of one seeded case 单件数据: what its acts would have left in each table, sealed, chained and counted by the same functions."""

from __future__ import annotations

import functools
import random
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from arrears import clock
from arrears.cases import ledger, numbers, search
from arrears.cases.clocks import FAR, INFORMATION
from arrears.cases.models import CaseEvent, Proceeding
from arrears.law import deadlines as law
from arrears.law.calendar import BUILTIN
from arrears.personal import vault
from arrears.seed import words
from arrears.seed.paths import LEADS, MEDIATIONS, OPEN_LEADS, OPEN_MEDIATIONS, WORDS, Path
from arrears.seed.people import Place

D = Decimal
Rows = dict[str, list[dict[str, Any]]]
"""Table name -> rows, all of one shape per table."""

LEAD_SHARE, OPEN_SHARE = 0.6, 0.06
OPEN_MOST = 12_000
"""However many cases there are, no more than so many are under way: what people can work on does not grow with the archive."""


@functools.lru_cache(maxsize=200_000)
def due(rule_id: str, trigger: date | datetime) -> Any:
    """The law's answer for a clock; cached, since thousands start on the same day. Instants are asked for at whole hours."""
    return law.due(rule_id, trigger, {}, calendar=BUILTIN, settings={})


class Maker:
    """Makes case after case. Ids of what others point to are drawn here; `counters` are the last numbers of the series."""

    def __init__(
        self, rng: random.Random, places: list[Place], today: date, first: dict[str, int], counters: dict[tuple[int, str, int], int]
    ) -> None:
        self.rng, self.places, self.today = rng, places, today
        self.ids = first
        self.counters = counters
        self.open = 0
        self.rows: Rows = defaultdict(list)
        self.now = clock.now()

    def take(self) -> Rows:
        """The rows made since the last call."""
        made, self.rows = self.rows, defaultdict(list)
        return made

    def _id(self, table: str) -> int:
        self.ids[table] += 1
        return self.ids[table]

    def _value(self, kind: str, text: str) -> tuple[str, bytes | None]:
        """A personal value; its id and the hash of its tail."""
        value_id = uuid.UUID(int=self.rng.getrandbits(128)).hex
        key_id, cipher = vault.seal(value_id, kind, text)
        indexed = kind in vault.INDEXED
        tail = vault.blind_tail(kind, text) if indexed and kind != "name" else None
        self.rows["personal_value"].append(
            {
                "id": value_id, "kind": kind, "key_id": key_id, "cipher": cipher, "masked": vault.mask(kind, text)[:80],
                "blind": vault.blind(kind, text) if indexed else None, "blind_tail": tail, "made_at": self.now, "erased_at": None,
            }
        )  # fmt: skip
        return value_id, tail

    def case(self, n: int) -> None:
        """Make the `n`-th case."""
        rng = self.rng
        is_open = self.open < OPEN_MOST and rng.random() < OPEN_SHARE
        self.open += is_open
        kinds = (OPEN_LEADS if is_open else LEADS) if rng.random() < LEAD_SHARE else (OPEN_MEDIATIONS if is_open else MEDIATIONS)
        path = rng.choices(kinds, [p.weight for p in kinds])[0]
        back = rng.uniform(0.2, 9) if is_open else rng.uniform(15, 600)
        began = (self.now - timedelta(days=back)).replace(minute=rng.randrange(60), second=0)
        Case(self, rng.choice(self.places), path, began, n).make()


class Case:
    """One case while its rows are made."""

    def __init__(self, maker: Maker, place: Place, path: Path, began: datetime, n: int) -> None:
        self.maker, self.place, self.path, self.began, self.n = maker, place, path, began, n
        self.rows, self.rng = maker.rows, maker.rng
        self.id = maker._id("proceeding")
        self.matter = maker._id("matter")
        self.owner = place.clerk if path.procedure == "lead" else place.mediator
        self.worker, self.firm = words.person(self.rng), words.firm(self.rng, n)
        self.where = f"{place.body.district_id} {self.rng.choice(words.STREETS)}{self.rng.randrange(1, 200)}号"
        self.amount = D(self.rng.randrange(2_000, 90_000))
        self.heads = 1 if self.rng.random() < 0.8 else self.rng.randrange(2, 30)
        self.moments = list(self._moments())
        self.tails: list[bytes] = []

    def _moments(self) -> Iterator[datetime]:
        at = self.began
        for _, _, hours in self.path.steps:
            at = min(at + timedelta(hours=hours), self.maker.now)
            yield at

    def make(self) -> None:
        """All rows, in an order in which nothing is pointed to before it is there."""
        path = self.path
        self.rows["matter"].append({"id": self.matter, "district_id": self.place.body.district_id, "made_at": self.began})
        self.number = self._number()
        if path.procedure == "lead":
            found = self._lead()
        else:
            found = self._mediation()
        next_due = self._clocks()
        head = self._events()
        closed = None if path.is_open else self.moments[-1]
        title = f"{self.worker[0]}某" if path.procedure == "lead" else self.worker
        row = {
            "id": self.id, "matter_id": self.matter, "procedure": path.procedure, "number": self.number, "body_id": self.place.body.id,
            "district_id": self.place.body.district_id, "owner_id": self.owner, "entered_by": self.place.clerk, "state": path.steps[-1][1],
            "back_state": None, "received_at": self.began, "opened_at": self.began, "closed_at": closed,
            "money_closed_at": closed if path.paid else None, "archived_at": None, "next_due_at": next_due, "version": len(path.steps),
            "head_seq": len(path.steps), "head_hash": head, "about_id": None, "conclusion": path.conclusion, "title": title,
            "against": self.firm, "place": self.where, "workers": self.heads, "amount": self.amount, "marks": [], "confidential": False,
        }  # fmt: skip
        self.rows["proceeding"].append(row)
        self.rows["seat"].append(
            {
                "proceeding_id": self.id, "user_id": self.owner, "role": "owner", "procedure": path.procedure, "since": self.began,
                "left_at": None, "closed_at": closed, "next_due_at": next_due,
            }
        )  # fmt: skip
        self._search(row, [("编号", self.number), ("名称", title), ("单位", self.firm), ("地点", self.where), *found])

    def _number(self) -> str:
        body, year = self.place.body, self.began.astimezone(clock.BEIJING).year
        series = numbers.SERIES[self.path.procedure]
        key = (body.id, series, year)
        n = self.maker.counters[key] = self.maker.counters.get(key, 0) + 1
        text = numbers.written(body, series, year, n)
        self.rows["number_issued"].append(
            {
                "body_id": body.id, "series": series, "year": year, "n": n, "text": text, "used_for": f"proceeding:{self.id}",
                "issued_at": self.began,
            }
        )  # fmt: skip
        return text

    def _lead(self) -> list[tuple[str, str]]:
        """Lead, its work order, its calls."""
        maker, path = self.maker, self.path
        phone_text = words.phone(self.rng)
        name, _ = maker._value("name", self.worker)
        phone, tail = maker._value("phone", phone_text)
        story = f"反映在{self.where}给{self.firm}干活，{self.heads}人，欠{self.amount}元，多次催要未果。"
        narrative, _ = maker._value("narrative", story)
        self.tails = [tail] if tail else []
        order = maker._id("work_order")
        order_no = f"12345-{self.began:%Y%m%d}-{self.id:07d}"
        done = path.order_state == "o-answered"
        answered = self.moments[next((n for n, s in enumerate(path.steps) if s[0] == "answer"), -1)] if done else None
        self.rows["lead"].append(
            {
                "proceeding_id": self.id, "employer_name": self.firm, "employer_norm": self.firm[2:-4], "employer_unknown": False,
                "sign_name": "", "credit_code": "", "project_name": "", "place": self.where, "district": self.place.body.district_id,
                "town": "", "industry": "services", "job": "", "arrears_kind": "late", "workers_claimed": self.heads,
                "amount_claimed": self.amount, "period_start": "", "period_end": "", "claims": ["wages"], "urgency": [], "chain": [],
                "employer_contact": "", "cause": "operation" if path.conclusion else "", "screening": "", "route": "", "route_body": "",
                "route_proposed": "", "route_reason": "", "extra": {}, "handed_to": "", "repeats": 0,
            }
        )  # fmt: skip
        self.order = order
        self.rows["work_order"].append(
            {
                "id": order, "lead_id": self.id, "body_id": self.place.body.id, "district_id": self.place.body.district_id,
                "source": "12345", "order_no": order_no, "relation": "new", "received_at": self.began, "dispatched_at": self.began,
                "signed_at": self.moments[1] if len(self.moments) > 1 else None, "order_class": "7d", "narrative": narrative,
                "reporter_name": name, "reporter_phone": phone, "no_phone": False, "anonymous": False, "confidential": False,
                "urge_count": 0, "state": path.order_state, "contacted_at": self.moments[2] if len(self.moments) > 2 else None,
                "reply_text": "已答复。" if done else "", "replied_at": answered, "solved": "yes" if done else "", "satisfied": "",
                "return_reason": "", "returning": False, "next_due_at": FAR, "closed_at": answered,
            }
        )  # fmt: skip
        return [("工单", order_no), ("反映人", f"{self.worker[0]}某")]

    def _mediation(self) -> list[tuple[str, str]]:
        """Mediation, parties, claim, agreement with its money."""
        maker, path = self.maker, self.path
        day = clock.day_of(self.began)
        worker, firm = maker._id("party"), maker._id("party")
        id_no, id_tail = maker._value("id_no", words.id_no(self.rng))
        phone, phone_tail = maker._value("phone", words.phone(self.rng))
        self.tails = [t for t in (id_tail, phone_tail) if t]
        for key, kind, name, role in ((worker, "person", self.worker, "applicant"), (firm, "company", self.firm, "respondent")):
            mine = role == "applicant"
            self.rows["party"].append(
                {
                    "id": key, "matter_id": self.matter, "kind": kind, "name": name, "sex": "", "id_type": "id_card",
                    "id_no": id_no if mine else None, "phone": phone if mine else None, "service_to": "", "e_service": False,
                    "credit_code": "", "sign_name": "", "registered_address": "", "business_address": "", "legal_rep": "", "rep_title": "",
                    "can_write": True, "id_checked": "none", "named_consent_on": day if mine else None,
                }
            )  # fmt: skip
            self.rows["proceeding_party"].append(
                {"proceeding_id": self.id, "party_id": key, "role": role, "no": 1, "representative": False, "left_why": ""}
            )
        self.rows["mediation"].append(
            {
                "proceeding_id": self.id, "applied_on": day, "source": "self", "oral": False, "facts_text": "工资未付。", "consent_a": day,
                "consent_b": day if len(path.steps) > 3 else None, "mode": "on_site", "mediator_id": self.owner, "result": "",
                "fail_reason": "",
                "willing": "",
            }
        )  # fmt: skip
        self.rows["claim"].append(
            {
                "matter_id": self.matter, "proceeding_id": self.id, "party_id": worker, "no": 1, "kind": "wage", "period_from": "",
                "period_to": "", "formula": "", "claimed": self.amount, "respondent_view": "", "result": "", "article": "",
            }
        )  # fmt: skip
        if path.agreed:
            self._money(worker)
        return [("当事人", self.worker), ("当事人", self.firm)]

    def _money(self, worker: int) -> None:
        maker, seq = self.maker, next(n for n, step in enumerate(self.path.steps, 1) if step[0] == "agree")
        signed = clock.day_of(self.moments[seq - 1])
        due_on, paid = signed + timedelta(days=7), self.amount if self.path.paid else D(0)
        met = clock.day_of(self.moments[seq]) if self.path.paid else None
        obligation, instalment = maker._id("obligation"), maker._id("instalment")
        self.instalment, self.due_on = instalment, due_on
        self.rows["obligation"].append(
            {
                "id": obligation, "matter_id": self.matter, "proceeding_id": self.id, "basis": "agreement", "seq": seq, "payer": self.firm,
                "worker_id": worker, "amount": self.amount, "paid": paid,
            }
        )  # fmt: skip
        self.rows["instalment"].append(
            {
                "id": instalment, "proceeding_id": self.id, "body_id": self.place.body.id, "owner_id": self.owner, "seq": seq, "no": 1,
                "agreed_on": due_on, "due_on": due_on, "payer": self.firm, "amount": self.amount, "paid": paid, "met_on": met,
                "closed_at": self.moments[seq] if self.path.paid else None,
            }
        )  # fmt: skip
        self.rows["instalment_row"].append(
            {
                "instalment_id": instalment, "obligation_id": obligation, "worker_id": worker, "amount": self.amount, "paid": paid,
                "met_on": met,
            }
        )  # fmt: skip
        self.rows["agreement"].append(
            {
                "proceeding_id": self.id, "seq": seq, "total": self.amount, "settles_all": True, "waived": "", "default_clause": "none",
                "tax": "gross", "confirm_by": "none", "signed_on": signed, "items": [],
            }
        )  # fmt: skip

    def _clocks(self) -> datetime:
        """Clocks of the path; returns the nearest running one of ours."""
        nearest: datetime = FAR
        for rule_id, met_by in self.path.clocks:
            row = self._clock(rule_id, met_by)
            if row["closed_at"] is None and row["ours"]:
                nearest = min(nearest, row["due_at"])
        if self.path.procedure == "lead" and self.rows["work_order"]:
            self.rows["work_order"][-1]["next_due_at"] = nearest
        return nearest

    def _clock(self, rule_id: str, met_by: int | None) -> dict[str, Any]:
        hourly = self.began.replace(minute=0)
        whole_day = rule_id.startswith(("med-", "agr-", "lead-"))
        trigger: date | datetime = clock.day_of(self.began) if whole_day else hourly
        subject = f"order:{self.order}" if rule_id.startswith("hot-") else ""
        if rule_id == "agr-perform":
            trigger, subject = self.due_on, f"instalment:{self.instalment}"
        if rule_id == "hot-selfcall":
            trigger = hourly + timedelta(days=7)
        rule, found = law.RULES[rule_id], due(rule_id, trigger)
        instant = isinstance(found.due, datetime)
        due_at = found.due if instant else clock.end_of(found.due)
        met = self.moments[met_by] if met_by is not None else None
        row = {
            "proceeding_id": self.id, "body_id": self.place.body.id, "district_id": self.place.body.district_id, "owner_id": self.owner,
            "rule_id": rule_id, "rule_version": str(rule.version), "calendar_edition": found.calendar_edition, "title": rule.title,
            "subject": subject, "force": rule.force, "owed_by": rule.owed_by, "ours": rule.owed_by not in INFORMATION, "origin": "rule",
            "trigger": trigger.isoformat(), "inputs": {}, "due_on": clock.day_of(found.due),
            "plan_on": clock.day_of(found.plan or found.due),
            "is_instant": instant, "due_at": due_at, "provisional": found.provisional, "started_seq": 1,
            "late_at": due_at if met is None and due_at < self.maker.now else None, "stage": 0, "cause_text": "",
            "closed_at": met, "closed_how": "met" if met else None, "satisfied_on": clock.day_of(met) if met else None,
            "satisfied_at": met, "was_late": met > due_at if met else None, "closed_seq": met_by + 1 if met_by is not None else None,
        }  # fmt: skip
        self.rows["deadline"].append(row)
        return row

    def _events(self) -> bytes:
        """The chain, sealed; returns its head."""
        before, state = ledger.ZERO, ""
        actor = self.place.clerk if self.path.procedure == "lead" else self.owner
        for seq, ((act, after, _), at) in enumerate(zip(self.path.steps, self.moments, strict=True), start=1):
            key_id, cipher, digest = ledger.seal_facts(f"event:{self.id}:{seq}", {"_summary": WORDS[act]})
            event = {
                "proceeding_id": self.id, "seq": seq, "act": f"{self.path.procedure}.{act}",
                "actor_id": self.place.head if act == "assign" else actor, "actor_body_id": self.place.body.id, "for_user_id": None,
                "occurred_at": at, "recorded_at": at, "late_reason": "", "from_state": state, "to_state": after, "seen": seq - 1,
                "corrects_seq": None, "facts_digest": digest, "prev": before,
            }  # fmt: skip
            event["hash"] = before = ledger.digest_of(cast(CaseEvent, SimpleNamespace(**event)))
            self.rows["case_event"].append(event)
            self.rows["event_fact"].append({"proceeding_id": self.id, "seq": seq, "key_id": key_id, "cipher": cipher})
            if act == "note":
                self.rows["contact_attempt"].append(
                    {
                        "proceeding_id": self.id, "seq": seq, "at": at, "channel": "phone", "to": "反映人", "result": "answered",
                        "note": "已沟通。", "next_at": None, "by_user_id": actor,
                    }
                )  # fmt: skip
            state = after
        return before

    def _search(self, row: dict[str, Any], found: list[tuple[str, str]]) -> None:
        grams = search.grams(*(word for _, word in found))
        grams |= search.scope_grams(cast(Proceeding, SimpleNamespace(**row)), [self.owner])
        grams |= {search.tail_gram(tail) for tail in self.tails}
        lines = "\n".join(f"{label}={word}" for label, word in found)
        self.rows["search_doc"].append({"id": self.id, "grams": sorted(grams), "words": lines})
