"""What the closed vocabularies are called at the desk."""

from app.access.models import Right
from app.rules.words import Attendance, DelegationKind, Gender, Invitation, Region, Status, Window
from app.wording import N_

RIGHTS = {
    Right.VIEWER: N_("Viewer"),
    Right.EDITOR: N_("Editor"),
    Right.PUBLISHER: N_("Publisher"),
    Right.ADMINISTRATOR: N_("Administrator"),
}
STATUSES = {
    Status.DRAFT: N_("Draft"),
    Status.TENTATIVE: N_("Tentative"),
    Status.CONFIRMED: N_("Confirmed"),
    Status.CANCELLED: N_("Cancelled"),
}
INVITATIONS = {
    Invitation.TO_INVITE: N_("To invite"),
    Invitation.INVITED: N_("Invited"),
    Invitation.ACCEPTED: N_("Accepted"),
    Invitation.TENTATIVE: N_("Perhaps"),
    Invitation.DECLINED: N_("Declined"),
    Invitation.WITHDRAWN: N_("Withdrawn"),
}
ATTENDANCES = {Attendance.IN_PERSON: N_("In person"), Attendance.REMOTE: N_("Remote")}
GENDERS = {Gender.FEMALE: N_("Female"), Gender.MALE: N_("Male"), Gender.OTHER: N_("Other")}
REGIONS = {
    Region.AFRICAN: N_("African States"),
    Region.ASIA_PACIFIC: N_("Asia-Pacific States"),
    Region.EASTERN_EUROPEAN: N_("Eastern European States"),
    Region.LATIN_AMERICAN_CARIBBEAN: N_("Latin American and Caribbean States"),
    Region.WESTERN_EUROPEAN_OTHERS: N_("Western European and other States"),
    Region.NONE: N_("No regional group"),
}
DELEGATION_KINDS = {
    DelegationKind.MEMBER_STATE: N_("Member State"),
    DelegationKind.OBSERVER_STATE: N_("Observer State"),
    DelegationKind.PARTY: N_("Party, not a State of either kind"),
    DelegationKind.ORGANISATION: N_("Organization"),
}
WINDOWS = {Window.AVAILABLE: N_("can come"), Window.UNAVAILABLE: N_("cannot come")}
