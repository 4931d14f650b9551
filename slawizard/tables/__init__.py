"""Tables that people have: CSV, TSV and workbooks as named columns of numbers, dates and words."""
