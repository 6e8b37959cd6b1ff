"""Releases turned into what a page shows: plain values in one language, made without database, request or clock."""
