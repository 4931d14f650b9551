"""Both sides at the table: where each target stands, what can be argued from the evidence, and the papers for it."""
