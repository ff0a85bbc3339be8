"""Acts whose form is their facts 照要素填的: those the common plain form cannot ask (lists, people), and those after an award."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration.queries import case as queries
from arrears.arbitration.views.room import BOTH, act_page, case_for, room
from arrears.cases import pages
from arrears.cases.visibility import Head
from arrears.law import codes
from arrears.law.procedures import ACTS
from arrears.law.procedures.form import Fact
from arrears.web.forms import ActForm, choices_of, generic_form

MIND: Mapping[str, Sequence[str]] = {
    "arbitration.transfer": ("移送后审理期限终止，由接受的仲裁委重新计算。",),
    "arbitration.suspend": ("中止期间不计入审理期限；每三十日复查一次事由是否消除。",),
    "arbitration.resume": ("自恢复之日起继续计算，天数接着中止前的。",),
    "arbitration.extend": ("只能延长一次，不超过十五日，须在期限届满前批准。",),
    "arbitration.withdraw": ("撤回要由申请人本人提出。自行和解没有强制执行力，请当面告知；要有保障的，请办调解结案。",),
    "award.record-suit": ("劳动者起诉的，非终局裁决不发生法律效力；用人单位对终局裁决只能申请撤销。",),
    "award.record-setaside": ("只有用人单位可以对终局裁决申请撤销，三十日内向中级人民法院提出。",),
    "award.certify": ("非终局裁决要各方均已送达、起诉期满、没有人起诉。",),
}
"""What a person should know before the act."""

OWN: Mapping[str, str] = {
    "arbitration.transfer": "transfer",
    "arbitration.inquire": "inquire", "arbitration.suspend": "suspend", "arbitration.resume": "resume", "arbitration.extend": "extend",
    "arbitration.withdraw": "withdraw", "arbitration.recuse": "recuse", "award.record-suit": "record_suit",
    "award.record-suit-end": "record_suit_end", "award.record-setaside": "record_setaside", "award.setaside-granted": "setaside_granted",
    "award.setaside-refused": "setaside_refused", "award.certify": "certify",
    "award.record-enforcement": "record_enforcement", "award.record-preservation": "record_preservation",
}  # fmt: skip
"""Act -> endpoint."""

WHO = Fact(name="party", label="哪一方", type="party")
WITH_PARTY = frozenset({"award.record-suit-end", "award.record-setaside", "award.setaside-granted"})
"""Acts whose paper comes to one party, which the table leaves to the form."""
WHICH = Fact(name="award", label="哪一份裁决书", type="claim", optional=True)
WITH_AWARD = frozenset({"award.record-suit", "award.record-setaside"})
"""Acts that are about one award; of a case with several (先行裁决) the form asks which."""


def form_of(head: Head, act_id: str) -> ActForm:
    """The form of an act's facts, with the people and parties of this case to choose from."""
    act = ACTS[act_id]
    rows = (replace(fact, type="str") if fact.type == "row" else fact for fact in act.facts)  # a list of words, one a line
    facts = (*((WHO,) if act_id in WITH_PARTY else ()), *rows)
    choices = {}
    made_before = queries.award_choices(head.id) if act_id in WITH_AWARD else []
    if len(made_before) > 1:
        facts, choices["award"] = (WHICH, *facts), choices_of(made_before)
    for fact in facts:
        if fact.type == "party":
            choices[fact.name] = choices_of([(str(s.id), s.words) for s in queries.sides(head.id)])
        elif fact.type == "user":
            panel = queries.panels([head.id])[head.id]
            seated = [*panel.arbitrators, *([panel.clerk] if panel.clerk else [])]
            chosen = seated if act.name == "recuse" and seated else queries.staff(head.body_id, "AR", "CC")
            choices[fact.name] = choices_of(chosen)
    made = generic_form(facts, codes=codes.codes, choices=choices, occurred=True)
    form: ActForm = made(seen=head.version)
    return form


def _register(act_id: str, endpoint: str) -> None:
    """A page for an act, made of its facts."""
    procedure, _, name = act_id.partition(".")

    def view(viewer: Viewer, case_id: int) -> Answer:
        head = case_for(viewer, case_id, act_id)
        return act_page(viewer, head, act_id, form_of(head, act_id), mind=MIND.get(act_id, ()))

    view.__name__ = endpoint
    room.page(f"/cases/<int:case_id>/{procedure}/{name}", act=act_id, methods=BOTH, endpoint=endpoint)(view)
    pages.own_page(f"arbitration.{endpoint}", act_id)


for _act, _endpoint in OWN.items():
    _register(_act, _endpoint)
