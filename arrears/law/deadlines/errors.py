"""Why a deadline cannot be computed: each error has the contract's code, the field at fault and a Chinese sentence for the
person."""

from __future__ import annotations


class DeadlineError(ValueError):
    """Base. `code`: unknown-rule, bad-date, bad-facts or calendar-unknown; `field`: name in the input; `message`: Chinese."""

    code = "bad-facts"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}：{message}")
        self.field = field
        self.message = message


class UnknownRule(DeadlineError):
    """No rule has this id."""

    code = "unknown-rule"

    def __init__(self, rule_id: object) -> None:
        super().__init__("rule", f"没有编号为“{rule_id}”的期限规则，请用 arrears law rules 查看全部编号")


class BadDate(DeadlineError):
    """A date or instant that is no date, or the wrong one of the two."""

    code = "bad-date"


class BadFacts(DeadlineError):
    """A fact of the wrong shape, or one that the law does not allow (an extension over its cap)."""

    code = "bad-facts"


class CalendarUnknown(DeadlineError):
    """The count leaves the years for which a calendar can be kept at all (1949–2199)."""

    code = "calendar-unknown"
