"""The records, by subject, and what they are made of; imports no other wing."""
