"""Every table of the house, imported once: for migrations, tests and the check that both databases agree."""

from arrears import numbering, outbox
from arrears.access import models as access
from arrears.admin import models as admin
from arrears.api import models as api
from arrears.arbitration import models as arbitration
from arrears.cases import models as cases
from arrears.db import Base
from arrears.documents import models as documents
from arrears.dossier import models as dossier
from arrears.hearings import models as hearings
from arrears.inspection import models as inspection
from arrears.intake import models as intake
from arrears.intake.imports import models as imports
from arrears.jobs import models as jobs
from arrears.mediation import models as mediation
from arrears.money import models as money
from arrears.personal import models as personal
from arrears.portal.reporting import models as reporting
from arrears.supervision import models as supervision

ROOMS = (
    access,
    api,
    admin,
    arbitration,
    cases,
    documents,
    dossier,
    hearings,
    imports,
    inspection,
    intake,
    jobs,
    mediation,
    money,
    numbering,
    outbox,
    personal,
    reporting,
    supervision,
)
metadata = Base.metadata
