"""Reads files into records with their places; imports model and decision."""
