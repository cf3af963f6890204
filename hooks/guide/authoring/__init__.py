"""Helps those who edit data files; imports site and what is below it."""
