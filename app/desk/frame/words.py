"""What the closed vocabularies are called at the desk."""

from app.access.models import Right
from app.wording import N_

RIGHTS = {
    Right.VIEWER: N_("Viewer"),
    Right.EDITOR: N_("Editor"),
    Right.PUBLISHER: N_("Publisher"),
    Right.ADMINISTRATOR: N_("Administrator"),
}
