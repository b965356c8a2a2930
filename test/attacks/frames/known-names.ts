/** Ids, cursors and keys that the core has told: a frame with one of them gets past the first look-up. */

export type KnownNames = {
  /** Takes whatever ids an answer of that call tells. */
  learn(call: string, value: unknown): void;
  add(field: string, name: string): void;
  /** Mostly one of that field's, now and then another's: of another table, list or workspace. The same for the same number. */
  pick(field: string, number: number): string | undefined;
};

const mostOfField = 200;

/** What the ids in a list or under a field of an answer are ids of. */
const idFields: Readonly<Record<string, string>> = {
  accounts: 'accountId',
  portfolios: 'portfolioId',
  activeOrders: 'orderId',
  order: 'orderId',
  openPositions: 'positionId',
  workspace: 'workspaceId',
  alerts: 'ids',
  backups: 'backupId',
  venues: 'venue',
  'orders.page': 'orderId',
  'orders.place': 'orderId',
  'instruments.list': 'instrumentId',
  'workspaces.list': 'workspaceId',
  'imports.list': 'importId',
};
const cursorFields: ReadonlySet<string> = new Set(['next', 'previous']);
/** Fields that mean what another one means. */
const sameAs: Readonly<Record<string, string>> = {
  amends: 'orderId',
  instrumentIds: 'instrumentId',
  currency: 'currency',
  baseCurrency: 'currency',
  before: 'after',
  next: 'after',
  previous: 'after',
  keys: 'key',
  id: 'workspaceId',
};

export function createKnownNames(): KnownNames {
  const names = new Map<string, string[]>();

  function add(told: string, name: string): void {
    const field = sameAs[told] ?? told;
    const known = names.get(field) ?? [];
    names.set(field, known);
    if (known.includes(name)) return;
    known.push(name);
    if (known.length > mostOfField) known.shift();
  }

  function walk(value: unknown, under: string, idsOf: string): void {
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 20)) walk(item, under, idsOf);
      return;
    }
    if (typeof value === 'string') {
      if (under === 'id') add(idsOf, value);
      else if (/Id$|^(?:task|key|strategy)$/.test(under) || cursorFields.has(under)) add(under, value);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, field] of Object.entries(value)) walk(field, key, idFields[under] ?? idsOf);
  }

  return {
    learn: (call, value) => walk(value, call, idFields[call] ?? 'id'),
    add,
    pick(field, number) {
      const own = names.get(sameAs[field] ?? field);
      const others = [...names.values()];
      const from = own !== undefined && number % 7 !== 0 ? own : others[number % Math.max(others.length, 1)];
      return from?.[number % from.length];
    },
  };
}
