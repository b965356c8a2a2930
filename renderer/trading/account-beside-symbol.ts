/** Where there are several accounts, whose a row is stands beside its symbol: a narrow panel shows it without scrolling. */
export function accountBesideSymbol<Column extends { readonly id: string }>(
  columns: readonly Column[],
  accounts: readonly unknown[],
): Column[] {
  const account = columns.find(({ id }) => id === 'account');
  if (account === undefined || accounts.length < 2) return [...columns];
  return columns.flatMap((column) => {
    if (column === account) return [];
    return column.id === 'symbol' ? [column, account] : [column];
  });
}
