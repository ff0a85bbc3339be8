"""The front door, the panel and the steps before the hearing: acts whose facts need more than the plain form. No table, no rule of law."""

from __future__ import annotations

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration import warning
from arrears.arbitration.filing import COLLECTIVE
from arrears.arbitration.forms import opening, steps
from arrears.arbitration.queries import case as queries
from arrears.arbitration.queries import correcting
from arrears.arbitration.views.room import BOTH, act_page, case_for, room
from arrears.cases import pages
from arrears.web.zh import zh_date


def _mind_track(case_id: int) -> list[str]:
    """What speaks for a track, and what may be out of time."""
    people = queries.sides(case_id, "applicant")
    lines = list(warning.limitation_lines(case_id))
    if len(people) >= COLLECTIVE:
        lines.insert(0, f"申请人 {len(people)} 人，有共同请求的按集体争议办，由三名仲裁员组成仲裁庭。")
    return [*lines, "受理日是签批之日，四十五日自次日起算。"]


def _track_of(case_id: int) -> str | None:
    return "fast_collective" if len(queries.sides(case_id, "applicant")) >= COLLECTIVE else None


@room.page("/cases/<int:case_id>/arbitration/accept", act="arbitration.accept", methods=BOTH)
def accept(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.accept")
    form = steps.AcceptForm(seen=head.version, track=_track_of(case_id))
    return act_page(viewer, head, "arbitration.accept", form, mind=_mind_track(case_id), button="提请受理审批")


@room.page("/cases/<int:case_id>/arbitration/accept-lacking", act="arbitration.accept-lacking", methods=BOTH)
def accept_lacking(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.accept-lacking")
    form = steps.AcceptLackingForm(seen=head.version, track=_track_of(case_id))
    return act_page(viewer, head, "arbitration.accept-lacking", form, mind=_mind_track(case_id), button="提请容缺受理审批")


@room.page("/cases/<int:case_id>/arbitration/ask-supplement", act="arbitration.ask-supplement", methods=BOTH)
def ask_supplement(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.ask-supplement")
    mind = ["只能告知一次，请把欠缺的材料列全；补齐之日起五日内决定是否受理。"]
    return act_page(viewer, head, "arbitration.ask-supplement", steps.SupplementAskForm(seen=head.version), mind=mind)


def _papers(viewer: Viewer, case_id: int, name: str, mind: list[str]) -> Answer:
    act_id = f"arbitration.{name}"
    head = case_for(viewer, case_id, act_id)
    own = queries.own(case_id)
    form = steps.PapersForm(seen=head.version, lacking=queries.lacking(case_id), papers=own.missing if own else ())
    return act_page(viewer, head, act_id, form, template="arbitration/papers.html", mind=mind)


@room.page("/cases/<int:case_id>/arbitration/supplement", act="arbitration.supplement", methods=BOTH)
def supplement(viewer: Viewer, case_id: int) -> Answer:
    return _papers(viewer, case_id, "supplement", ["材料齐备之日起五日内决定是否受理，期限重新计算。"])


@room.page("/cases/<int:case_id>/arbitration/promise-kept", act="arbitration.promise-kept", methods=BOTH)
def promise_kept(viewer: Viewer, case_id: int) -> Answer:
    return _papers(viewer, case_id, "promise-kept", [])


def _panel(viewer: Viewer, case_id: int, name: str) -> Answer:
    act_id = f"arbitration.{name}"
    head = case_for(viewer, case_id, act_id)
    now = queries.panels([case_id])[case_id]
    form = steps.PanelForm(
        seen=head.version, arbitrators_of=queries.staff(head.body_id, "AR"), clerks_of=queries.staff(head.body_id, "CC"),
        arbitrators=[key for key, _ in now.arbitrators], clerk=now.clerk[0] if now.clerk else viewer.user_id,
    )  # fmt: skip
    own = queries.own(case_id)
    mind = ["调解过本争议的人不能担任仲裁员。按在手案件从少到多排列。"]
    if own is not None and "collective" in own.track:
        mind.append("集体争议由三名仲裁员组成仲裁庭；只由一名审理的要写明依据。")
    return act_page(viewer, head, act_id, form, mind=mind, button="提请组庭审批")


@room.page("/cases/<int:case_id>/arbitration/panel", act="arbitration.form-panel", methods=BOTH)
def form_panel(viewer: Viewer, case_id: int) -> Answer:
    return _panel(viewer, case_id, "form-panel")


@room.page("/cases/<int:case_id>/arbitration/change-panel", act="arbitration.change-panel", methods=BOTH)
def change_panel(viewer: Viewer, case_id: int) -> Answer:
    return _panel(viewer, case_id, "change-panel")


@room.page("/cases/<int:case_id>/arbitration/defend", act="arbitration.defend", methods=BOTH)
def defend(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.defend")
    form = steps.DefendForm(seen=head.version, sides=queries.sides(case_id, "respondent"))
    running = queries.due(case_id, "arb-defence")
    mind = [f"最近的答辩期到 {zh_date(running.due_on)}。"] if running is not None and running.due_on else []
    return act_page(viewer, head, "arbitration.defend", form, mind=mind, button="登记答辩")


@room.page("/cases/<int:case_id>/arbitration/evidence", act="arbitration.submit-evidence", methods=BOTH)
def submit_evidence(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.submit-evidence")
    return act_page(viewer, head, "arbitration.submit-evidence", steps.EvidenceForm(seen=head.version), button="登记证据")


@room.page("/cases/<int:case_id>/arbitration/deliberate", act="arbitration.deliberate", methods=BOTH)
def deliberate(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.deliberate")
    return act_page(viewer, head, "arbitration.deliberate", steps.DeliberateForm(seen=head.version), button="记下评议")


@room.page("/cases/<int:case_id>/arbitration/correct", act="arbitration.correct", methods=BOTH)
def correct(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.correct")
    form = steps.CorrectForm(seen=head.version, papers=queries.papers_to_serve(case_id), lines=correcting.sum_lines(case_id))
    mind = ["起诉期限不因补正重新计算。", "补正改了应付金额的，应付款随之改，原来的数留在案件页；已付的不能多于改后的数。"]
    more = {"mind": mind, "button": "提请补正审批"}
    return act_page(viewer, head, "arbitration.correct", form, template="arbitration/correct.html", **more)


@room.page("/cases/<int:case_id>/arbitration/add-party", act="arbitration.add-party", methods=BOTH)
def add_party(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.add-party")
    mind = ["追加后四十五日自决定之日起重新计算，追加的一方有自己的答辩期。"]
    return act_page(viewer, head, "arbitration.add-party", opening.AddPartyForm(seen=head.version), mind=mind)


@room.page("/cases/<int:case_id>/arbitration/representatives", act="arbitration.nominate-reps", methods=BOTH)
def representatives(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.nominate-reps")
    form = steps.RepsForm(seen=head.version, applicants=queries.sides(case_id, "applicant"))
    return act_page(viewer, head, "arbitration.nominate-reps", form, button="登记代表人")


ACTS = {
    "accept": "accept", "accept-lacking": "accept_lacking", "ask-supplement": "ask_supplement", "form-panel": "form_panel",
    "change-panel": "change_panel", "defend": "defend", "submit-evidence": "submit_evidence", "deliberate": "deliberate",
    "correct": "correct", "add-party": "add_party",
    "nominate-reps": "representatives", "supplement": "supplement", "promise-kept": "promise_kept",
}  # fmt: skip
for name, endpoint in ACTS.items():
    pages.own_page(f"arbitration.{endpoint}", f"arbitration.{name}")
