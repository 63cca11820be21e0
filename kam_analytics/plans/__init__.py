"""The variable-pay plan as data: its workbook, its cells, its rules, and its problems."""
