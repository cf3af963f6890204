"""The immutable guide and what follows from it; imports source, decision and model, never checks."""
