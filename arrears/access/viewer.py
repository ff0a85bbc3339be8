"""Who is asking: a plain frozen value, never a row, so that it survives the end of a read transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at one body, with what they may be there today.

    `below`: ids of the body and of those under it (city: all). `stands_in_for`: grant -> user id of the holder on leave.
    `seats_of`: users whose seats this person works (self and those delegated).
    """

    user_id: int
    name: str
    body_id: int
    body_name: str
    body_kind: str
    district_id: str
    roles: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    below: frozenset[int] = frozenset()
    stands_in_for: Mapping[str, int] = field(default_factory=dict)
    seats_of: frozenset[int] = frozenset()
    account: str = ""
    session_id: int = 0

    @property
    def is_city(self) -> bool:
        """Works for the city's body, which sees all districts."""
        return self.body_kind == "city"

    @property
    def is_system(self) -> bool:
        """The program itself (sweeps)."""
        return self.user_id == 0


SYSTEM = Viewer(user_id=0, name="系统", body_id=0, body_name="系统", body_kind="system", district_id="", roles=frozenset({"sys"}))
