"""Documents for programs, in JSON, and the description of them all."""
