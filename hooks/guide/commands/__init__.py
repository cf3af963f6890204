"""The commands of `guide`, by what they are for."""
