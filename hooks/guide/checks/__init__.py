"""Checks across files; imports source, decision and model."""
