"""What happens to a seeded case 办理轨迹: acts in their order with the state after each; weights say how often. Tables only."""

from __future__ import annotations

from dataclasses import dataclass

Step = tuple[str, str, float]
"""Act (without its procedure), state after it, hours after the step before."""


@dataclass(frozen=True, slots=True)
class Path:
    """One way a case may go. `clocks`: rule -> index of the step that meets it (None: still running)."""

    procedure: str
    weight: int
    steps: tuple[Step, ...]
    clocks: tuple[tuple[str, int | None], ...]
    conclusion: str | None = None
    order_state: str = ""
    """State of a lead's work order."""
    agreed: bool = False
    paid: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the last state is no end."""
        return self.conclusion is None and not self.steps[-1][1].startswith(("m-failed", "m-withdrawn", "m-declined"))


_CALL: tuple[Step, ...] = (("register", "l-screening", 0), ("sign-order", "l-screening", 0.7), ("note", "l-screening", 2))
_SIGNED = (("hot-sign", 1), ("hot-contact", 2))

LEADS: tuple[Path, ...] = (
    Path(
        "lead", 34,
        (*_CALL, ("confirm-route", "l-accepted", 3), ("answer", "l-accepted", 60), ("close", "l-closed", 4)),
        (*_SIGNED, ("lead-route", 3), ("hot-class-7d", 4), ("hot-selfcall", 4)),
        "settled", "o-answered",
    ),
    Path(
        "lead", 22,
        (*_CALL, ("note", "l-screening", 20), ("call-back", "l-screening", 30), ("answer", "l-screening", 5), ("close", "l-closed", 2)),
        (*_SIGNED, ("hot-class-7d", 5), ("hot-selfcall", 5), ("lead-route", 6)),
        "paid", "o-answered",
    ),
    Path(
        "lead", 10,
        (*_CALL, ("explain", "l-explained", 4), ("answer", "l-explained", 20), ("close", "l-closed", 2)),
        (*_SIGNED, ("lead-route", 3), ("hot-class-7d", 4), ("hot-selfcall", 4)),
        "not-wage", "o-answered",
    ),
    Path("lead", 8, (*_CALL, ("answer", "l-screening", 50), ("close", "l-closed", 1)),
         (*_SIGNED, ("hot-class-7d", 3), ("hot-selfcall", 3), ("lead-route", 4)), "withdrawn", "o-answered"),
)  # fmt: skip
"""Leads that are done."""

OPEN_LEADS: tuple[Path, ...] = (
    Path("lead", 2, _CALL[:1], (("hot-sign", None), ("hot-contact", None), ("lead-route", None), ("hot-class-7d", None)), None, "o-new"),
    Path("lead", 2, _CALL[:2], (("hot-sign", 1), ("hot-contact", None), ("lead-route", None), ("hot-class-7d", None)), None, "o-signed"),
    Path("lead", 4, _CALL, (*_SIGNED, ("lead-route", None), ("hot-class-7d", None), ("hot-selfcall", None)), None, "o-working"),
    Path(
        "lead", 3, (*_CALL, ("confirm-route", "l-accepted", 3)),
        (*_SIGNED, ("lead-route", 3), ("lead-file", None), ("hot-class-7d", None), ("hot-selfcall", None)), None, "o-working",
    ),
)  # fmt: skip
"""Leads under way: what the desks show."""

_BEGUN: tuple[Step, ...] = (
    ("apply", "m-registered", 0), ("note", "m-registered", 3), ("invite", "m-registered", 1), ("accept", "m-accepted", 20),
    ("assign", "m-mediating", 1),
)  # fmt: skip
_ACCEPTED = (("med-accept", 3),)

MEDIATIONS: tuple[Path, ...] = (
    Path(
        "mediation", 20,
        (*_BEGUN, ("session", "m-mediating", 70), ("agree", "m-agreed", 1), ("pay", "m-performing", 90), ("call-back", "m-performing", 20),
         ("close", "m-performed", 3)),
        (*_ACCEPTED, ("med-end", 6), ("med-fast-target", 6), ("agr-perform", 7)), "paid", agreed=True, paid=True,
    ),
    Path("mediation", 12, (*_BEGUN, ("session", "m-mediating", 70), ("fail", "m-failed", 30)), (*_ACCEPTED, ("med-end", 6))),
    Path("mediation", 4, (_BEGUN[0], ("withdraw", "m-withdrawn", 30)), (("med-accept", 1), ("med-end", 1))),
)  # fmt: skip
"""Mediations that are done."""

OPEN_MEDIATIONS: tuple[Path, ...] = (
    Path("mediation", 2, _BEGUN[:1], (("med-accept", None), ("med-end", None))),
    Path("mediation", 3, _BEGUN, (*_ACCEPTED, ("med-end", None), ("med-fast-target", None))),
    Path("mediation", 3, (*_BEGUN, ("session", "m-mediating", 70)), (*_ACCEPTED, ("med-end", None), ("med-fast-target", None))),
    Path(
        "mediation", 3, (*_BEGUN, ("session", "m-mediating", 60), ("agree", "m-agreed", 1)),
        (*_ACCEPTED, ("med-end", 6), ("med-fast-target", 6), ("agr-perform", None)), agreed=True,
    ),
)  # fmt: skip
"""Mediations under way."""

WORDS: dict[str, str] = {
    "register": "登记线索", "sign-order": "签收工单", "note": "电话联系：接通已沟通", "confirm-route": "受理，调解", "answer": "最终答复",
    "close": "办结", "call-back": "回访：已收到", "explain": "释明：人民法院", "apply": "申请调解，请求 1 项", "invite": "约时间调解",
    "accept": "受理", "assign": "指派调解员", "session": "第 1 次调解", "agree": "达成协议", "pay": "登记付款", "fail": "双方未能达成协议",
    "withdraw": "申请人撤回",
}  # fmt: skip
"""The line of the timeline for each act."""
