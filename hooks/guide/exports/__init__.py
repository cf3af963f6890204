"""What programs read; imports render, derive and what is below them, never pages."""
