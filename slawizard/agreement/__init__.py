"""What the two parties agree: the immutable model every other room reads."""
