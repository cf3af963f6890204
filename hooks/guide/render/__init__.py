"""Text and templates to HTML; imports derive and what is below it."""
