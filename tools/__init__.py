"""What must run before, or without, Django: set-up, the database server, the checks. No product code."""
