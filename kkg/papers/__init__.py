"""What the papers of a KKG say, as plain data for templates/papers: recorded words and figures only."""
