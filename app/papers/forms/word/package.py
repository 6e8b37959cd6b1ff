"""The ZIP of a DOCX file written so that the same content has the same bytes, whoever writes it and when."""

import zipfile
from io import BytesIO

FIRST = "[Content_Types].xml"
EARLIEST = (1980, 1, 1, 0, 0, 0)


def normalised(package: bytes) -> bytes:
    """The package with sorted names, the earliest date a ZIP can have, and nothing of the machine it was made on."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made,
    ):
        for name in sorted(given.namelist(), key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            made.writestr(entry, given.read(name))
    return out.getvalue()
