"""A lead as the rows see it: its facts, its region, the settings, and the few things derived from them.

Derived: the relation that counts (R15 lets over-age pay go on as if clear), time since the end of work, where "the place" is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from arrears.law.region import Plain, Region
from arrears.law.routing.facts import Facts
from arrears.law.service_time import months_after


@dataclass(frozen=True)
class Case:
    """Facts, region and settings of one routing."""

    facts: Facts
    region: Region
    settings: Mapping[str, Plain] = field(default_factory=dict)
    """What a body has set; the region's default stands for the rest."""

    def setting(self, name: str) -> Plain:
        """The value of a setting: the body's, else the region's default."""
        return self.settings[name] if name in self.settings else self.region.setting(name)

    @property
    def over_age_as_clear(self) -> bool:
        """R15: pay of an over-age worker goes on as if the relation were clear (令56 第十九条、第二十条).

        The day of receipt decides; a lead whose day is not told is of now, and the rule is in force. Claims not told: goes on.
        """
        facts = self.facts
        begins = self.setting("over_age_from")
        if not facts.over_age or not isinstance(begins, date):
            return False
        if facts.received_on is not None and facts.received_on < begins:
            return False
        owed_since = facts.last_due or facts.work_end
        if not self.setting("over_age_earlier_arrears") and owed_since is not None and owed_since < begins:
            return False
        return facts.claims_pay or not facts.claims

    @property
    def relation(self) -> str | None:
        """The labour relation that counts for the rows."""
        return "clear" if self.over_age_as_clear else self.facts.labour_relation

    @property
    def site(self) -> bool:
        """Whether the work was told to be on a building project."""
        return self.facts.construction is True

    @property
    def over_one_year(self) -> bool:
        """More than one year between the end of work and receipt (法 第二十七条第四款); unknown days: no."""
        return self._older_than(1, self.facts.work_end)

    @property
    def over_two_years(self) -> bool:
        """More than two years since the pay fell due, else since the end of work (监察条例 第二十条); unknown days: no."""
        return self._older_than(2, self.facts.last_due or self.facts.work_end)

    def _older_than(self, years: int, start: date | None) -> bool:
        received = self.facts.received_on
        return received is not None and start is not None and received > months_after(start, 12 * years)
