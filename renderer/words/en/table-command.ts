/** Commands of a table: they come with the tables. */
export const tableCommand = {
  'table.open': 'Open the row, or edit the cell',
  'table.edit': 'Edit the row or the cell',
  'table.remove': 'Cancel the order of the row, or stop watching its symbol',
  'table.next': 'Next row',
  'table.previous': 'Previous row',
  'table.right': 'Cell to the right',
  'table.left': 'Cell to the left',
  'table.pageDown': 'A page down',
  'table.pageUp': 'A page up',
  'table.first': 'First row, or cell of the row',
  'table.last': 'Last row, or cell of the row',
  'table.top': 'First cell of the table',
  'table.bottom': 'Last cell of the table',
  'table.group': 'Group by the column of the cell, or no longer',
  'table.selectAll': 'Select all rows',
} as const;
