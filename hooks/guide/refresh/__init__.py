"""What upstream says that the data does not; imports authoring and what is below it."""
