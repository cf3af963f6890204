"""What a change does to the reader; imports site and what is below it."""
