"""The parts of a DOCX file (ECMA-376): styles, body, package."""
