"""Builds the whole site and holds it to what was promised; imports all of the above."""
