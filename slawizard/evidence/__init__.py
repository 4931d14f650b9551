"""What is known of the past: from a table of values, outages or tickets to the evidence that a draft keeps."""
