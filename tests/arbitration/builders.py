"""Cases brought to a stage in a few lines, by the acts themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.access.viewer import Viewer
from arrears.arbitration import filing
from arrears.cases.models import Proceeding
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_story_a import Hands, worker

ACCEPTED: dict[str, Any] = {"scope": True, "claims_clear": True, "parties_named": True, "jurisdiction": True, "track": "fast"}


def filed(tribunal: Tribunal, n: int, firm: str = "", workers: int = 1) -> int:
    """An application of today by `workers` people against one firm; becomes the case at hand."""
    facts = {
        "applicants": [worker(f"工友{n}{chr(0x7532 + k)}" if workers > 1 else f"工友{n}", 100 + 10 * n + k) for k in range(workers)],
        "respondents": [{"name": firm or f"北京某某{n}服务有限公司", "kind": "company"}],
        "claims": [{"kind": "wage", "period_from": "2026-01", "period_to": "2026-03", "claimed": Decimal("9000.00"), "formula": "3000×3"}],
        "facts": "三个月工资未付。", "evidence": ["欠条"], "copies": 2, "filed_on": clock.today(), "pre_mediation": "unwilling",
    }  # fmt: skip
    tribunal.id = filing.file_application(tribunal.clerk, facts, token=f"file-{n}", owner_id=tribunal.clerk.user_id).proceeding_id
    return tribunal.id


def served(tribunal: Tribunal, n: int, arbitrator: Viewer, clerk: Viewer | None = None, workers: int = 1) -> int:
    """A case with its panel, the respondent served today: waits for its day in a room."""
    filed(tribunal, n, workers=workers)
    hands = Hands(tribunal)
    hands.n = n * 100
    hands.signed("accept", **ACCEPTED, accepted_on=clock.today())
    hands.serve("arb-response-notice", against(tribunal), "direct", clock.today())
    hands.signed("form-panel", arbitrators=[arbitrator.user_id], clerk=(clerk or tribunal.clerk).user_id, ties=False)
    return tribunal.id


def against(tribunal: Tribunal) -> str:
    """The respondent of the case at hand."""
    found = str(db.session.scalar(select(Proceeding.against).where(Proceeding.id == tribunal.id)))
    db.release()
    return found
