"""Tables that people have: CSV, TSV and workbooks as named columns of numbers, dates and words.

with open_table(path, Answers()) as table:                  # Raises TableFileError for what is no table
    table.columns, table.understood, table.questions        # what was found, and what is open
    for row in table.rows(): ...                            # row.line, row.cells, row.problem
"""
