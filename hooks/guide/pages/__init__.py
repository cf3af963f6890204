"""What people read; imports render, derive and what is below them, never exports."""
