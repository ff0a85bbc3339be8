"""What the demonstration consists of 案件清单: a row a case; what a row means stands at `stories.mediations.Plan`, `stories.leads.Call`."""

from __future__ import annotations

from arrears.demo.stories.leads import Call
from arrears.demo.stories.mediations import Plan
from arrears.demo.stories.orders import Board
from arrears.demo.stories.tribunal import Plan as Trial

MEDIATIONS: tuple[Plan, ...] = (
    # one desk with everything on it: 孙志刚 in 通州
    Plan("tz1", 4, "invited", "construction", workers=4, each=(8_000, 16_000)),
    Plan("tz1", 1, "invited", "services"),
    Plan("tz1", 5, "mediating", "manufacturing", workers=3),
    Plan("tz1", 6, "mediating", "services"),
    Plan("tz1", 14, "overdue", "construction", workers=6, each=(9_000, 22_000)),
    Plan("tz1", 15, "explained", "services"),
    Plan("tz1", 6, "extended", "other"),
    Plan("tz1", 22, "first", "construction", workers=5, each=(10_000, 24_000), parts=3, first_due=7),
    Plan("tz1", 24, "late", "services", parts=2, first_due=2, clause="all_due"),
    Plan("tz1", 26, "reminded", "construction", workers=2, parts=2, first_due=3),
    Plan("tz1", 25, "partial", "manufacturing", parts=2, first_due=2),
    Plan("tz1", 8, "bounced", "construction", workers=8, each=(6_000, 15_000), first_due=2),
    Plan("tz1", 12, "closing", "services"),
    Plan("tz1", 34, "performed", "platform", newform=True),
    # the colleague beside him
    Plan("tz2", 2, "invited", "services"),
    Plan("tz2", 8, "failed", "manufacturing"),
    Plan("tz2", 18, "converted", "services", workers=2),
    Plan("tz2", 30, "court", "services", parts=2, first_due=1),
    Plan("tz2", 28, "breached", "construction", workers=3, parts=2, first_due=3, clause="all_due"),
    Plan("tz2", 9, "review", "services"),
    Plan("tz2", 20, "confirmed", "manufacturing", first_due=30),
    Plan("tz2", 10, "refused", "other"),
    Plan("tz2", 4, "declined", "services"),
    Plan("tz2", 7, "withdrawn", "services"),
    # 朝阳
    Plan("cy1", 4, "invited", "platform", newform=True),
    Plan("cy1", 10, "agreed", "platform", newform=True, parts=2, first_due=12),
    Plan("cy1", 23, "late", "platform", newform=True, parts=2, first_due=2),
    Plan("cy1", 11, "closing", "services"),
    Plan("cy2", 21, "first", "services", workers=3, parts=2, first_due=10),
    Plan("cy2", 10, "review", "services"),
    # 海淀 and the others
    Plan("hd", 5, "mediating", "services"),
    Plan("hd", 27, "performed", "services"),
    Plan("mjq", 6, "mediating", "manufacturing", workers=2),
    Plan("mjq", 1, "invited", "services"),
    Plan("lyz", 9, "agreed", "services", first_due=9),
    Plan("wj", 12, "performed", "services"),
    Plan("dx", 5, "mediating", "manufacturing", workers=9, each=(5_000, 12_000)),
    Plan("cp", 8, "bounced", "services", workers=2, first_due=1),
    Plan("sy", 20, "first", "construction", workers=6, parts=2, first_due=8),
    # accepted this week, nobody assigned yet
    Plan("tz2", 3, "accepted", "services"),
    Plan("cy1", 4, "accepted", "manufacturing"),
)

CALLS: tuple[Call, ...] = (
    # the last day and the evening before today, in 通州
    Call("tz", 1, 22, "unsigned", industry="construction", workers=12, amount=(9_000, 15_000), marks=("collective",)),
    Call("tz", 1, 20, "signed", holes=True, workers=None, amount=None),
    Call("tz", 1, 19, "signed", industry="platform"),
    Call("tz", 1, 18, "unsigned", source="12333"),
    Call("tz", 1, 17, "reported", industry="construction", workers=26, amount=(12_000, 18_000), marks=("collective", "threat")),
    Call("tz", 1, 16, "called", industry="manufacturing", workers=3),
    Call("tz", 1, 15, "unsigned", source="national", industry="construction", workers=8, marks=("collective",)),
    Call("tz", 1, 10, "called"),
    Call("tz", 1, 9, "spoken", workers=2),
    Call("tz", 1, 11, "vain"),
    Call("tz", 1, 10, "verifying", industry="other", workers=4),
    Call("tz", 1, 9, "verified", industry="construction", workers=2),
    Call("tz", 1, 9, "accepted"),
    Call("tz", 1, 10, "leaving", industry="construction", workers=4),
    Call("tz", 1, 9, "returning"),
    Call("tz", 1, 13, "returned", industry="construction"),
    Call("tz", 1, 9, "paid-waits", workers=2),
    Call("tz", 1, 14, "called", source="letter", confidential=True),
    Call("tz", 1, 9, "spoken", source="board", industry="manufacturing", workers=7, amount=(5_000, 9_000), marks=("media",)),
    # before that
    Call("tz", 3, 14, "called", source="counter"),
    Call("tz", 5, 10, "several", industry="construction", workers=9, amount=(8_000, 12_000), marks=("collective", "repeat")),
    Call("tz", 6, 10, "progress", industry="manufacturing", workers=6),
    Call("tz", 7, 9, "extended", industry="construction", workers=5),
    Call("tz", 6, 9, "handed"),
    Call("tz", 9, 10, "explained", industry="other"),
    Call("tz", 9, 14, "merged", industry="construction", workers=3),
    Call("tz", 12, 9, "filed", industry="construction", workers=3),
    Call("tz", 36, 9, "filed-paid"),
    Call("tz", 15, 9, "paid"),
    Call("tz", 22, 10, "satisfied"),
    Call("tz", 9, 9, "dissatisfied"),
    Call("tz", 18, 9, "reopened"),
    Call("tz", 16, 14, "withdrawn", confidential=True),
    Call("tz", 14, 9, "unreachable", anonymous=False, holes=False),
    Call("tz", 11, 9, "handed-taken"),
    Call("tz", 13, 9, "handed-back"),
    Call("tz", 20, 9, "explained-closed", industry="other"),
    # the others
    Call("cy", 1, 21, "signed", industry="platform"),
    Call("cy", 1, 14, "called", industry="platform"),
    Call("cy", 1, 9, "spoken", industry="services", workers=4),
    Call("cy", 1, 10, "accepted", industry="platform"),
    Call("cy", 10, 9, "filed", industry="platform"),
    Call("cy", 1, 23, "unsigned", anonymous=True, workers=None, amount=None),
    Call("hd", 1, 15, "called", marks=("pregnant_or_ill",)),
    Call("hd", 19, 9, "satisfied"),
    Call("dx", 1, 13, "called", industry="manufacturing", workers=14, amount=(6_000, 9_000), marks=("collective",)),
    Call("ft", 1, 9, "spoken"),
    Call("dc", 1, 10, "called"),
    Call("xc", 12, 10, "paid"),
    Call("sjs", 1, 9, "called", industry="construction", workers=2),
    Call("mtg", 5, 9, "handed"),
    Call("fs", 11, 9, "filed", industry="construction", workers=2),
    Call("hr", 9, 9, "withdrawn"),
    Call("pg", 1, 9, "verifying", industry="manufacturing", workers=2),
    Call("my", 13, 9, "unreachable"),
    Call("yq", 2, 14, "called"),
    Call("jk", 1, 9, "spoken", industry="manufacturing", workers=6),
)
"""The leads, by desk. Two that were called and never routed (通州's counter, 延庆) are late since yesterday."""

BOARDS: tuple[Board, ...] = (
    Board(Plan("tz2", 19, "performed", "construction", workers=12, each=(8_000, 16_000), first_due=4), "tongzhou", 2, "released"),
    Board(Plan("tz2", 13, "performed", "manufacturing", workers=11, each=(5_000, 9_000), first_due=3), "tongzhou", 2, "asked"),
    Board(Plan("tz2", 12, "late", "construction", workers=15, each=(9_000, 20_000), parts=2, first_due=2), "tongzhou", 1, "reported"),
    Board(Plan("tz2", 2, "invited", "construction", workers=18, each=(9_000, 20_000)), "tongzhou", 1, "waiting", ("workers", "amount")),
    Board(Plan("cy2", 4, "mediating", "services", workers=22, each=(4_000, 9_000)), "chaoyang", 1, "listed", ("workers", "media")),
    Board(Plan("cy2", 16, "performed", "services", workers=10, each=(3_000, 6_000), first_due=2), "chaoyang", 1, "declined"),
    Board(Plan("dx", 2, "invited", "manufacturing", workers=14, each=(5_000, 9_000)), "daxing", 1, "proposed"),
)
"""Orders of supervision, each with the mediation under it."""

TRIALS: tuple[Trial, ...] = (
    # 通州: a tribunal's whole table
    Trial("tz1", 1, "docket"),
    Trial("tz2", 1, "received", "manufacturing"),
    Trial("tz2", 3, "supplement"),
    Trial("tz1", 2, "panel-asked", "construction", workers=3),
    Trial("tz2", 7, "served", "platform"),
    Trial("tz1", 7, "returned"),
    Trial("tz1", 13, "scheduled", hour=9, overtime=3_600),
    Trial("tz2", 13, "scheduled", "manufacturing", workers=2, hour=14),
    Trial("tz1", 11, "scheduled", hour=10, workers=2),
    Trial("tz2", 14, "heard", hour=9),
    Trial("tz1", 16, "deliberating", hour=14, overtime=2_400),
    Trial("tz1", 17, "awarded", "manufacturing", hour=10, overtime=6_000),
    Trial("tz2", 19, "in-hand", hour=14),
    Trial("tz3", 27, "paid", "construction", workers=11, each=(6_000, 14_000), hour=9),
    # 朝阳
    Trial("cy", 1, "docket", "platform"),
    Trial("cy", 6, "entrusted"),
    Trial("cy", 13, "scheduled", "platform", hour=9, workers=2),
    Trial("cy", 19, "settled", workers=2, hour=9),
    Trial("cy", 9, "withdrawn"),
    Trial("cy", 17, "drafted", hour=14, overtime=4_800),
    # 海淀
    Trial("hd", 13, "scheduled", hour=14),
    Trial("hd", 16, "deemed-withdrawn", hour=9),
    Trial("hd", 20, "suspended", hour=9),
    Trial("hd", 5, "refused", "other"),
    Trial("hd", 28, "enforcing", hour=10),
)
"""The arbitrations, by tribunal."""
