"""The decision rules, evaluated and verified; imports model."""
