"""Agenda and programme as papers: to read, print and hand out, in six languages, as HTML, PDF and DOCX."""
