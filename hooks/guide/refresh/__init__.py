"""Compares the data with what upstream publishes; imports authoring and what is below it."""
