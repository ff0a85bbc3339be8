"""Every act with a page of its own opens for the person who does it, on a real case, without a fault and without leaking a number."""

from __future__ import annotations

from arrears import db
from arrears.access import policy
from arrears.cases import pages, visibility
from arrears.law.procedures import ACTS
from tests.arbitration.builders import served
from tests.arbitration.conftest import Tribunal


def test_every_act_of_arbitration_and_after_the_award_has_a_page_that_opens(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        case = served(tribunal, 1, tribunal.arbitrators[0], workers=2)
        ref = visibility.ref(case)
        db.release()
        people = {"linxy": tribunal.clerk, "zhaomin": tribunal.arbitrators[0]}
        browsers = {account: tribunal.browser(account) for account in people}
        opened = 0
        with tribunal.app.test_request_context():
            from flask import url_for

            urls = {
                act: url_for(endpoint, case_id=case)
                for act, endpoint in pages.ACT_PAGES.items()
                if endpoint.startswith("arbitration.") and not ACTS[act].creates
            }
        for act, url in urls.items():
            account = next((a for a, who in people.items() if policy.may(who, act, ref)), None)
            assert account is not None, f"nobody of the tribunal may do {act}"
            page = browsers[account].get(url)
            assert page.status == 200, f"{act}: {page.status}"
            assert "13900000" not in page.text, f"{act} shows a telephone number"
            opened += 1
        assert opened >= 35
