"""The scored corpus: reports of our own in many kinds, how well each is read, and the score last accepted."""
