/**
 * Reads a record as a stranger would: the driver alone, arithmetic of its own, nothing of the store. It looks at a
 * copy, so that looking neither recovers nor checkpoints the file under test.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { product, sum, units } from './exact.ts';
import type { Memory } from './memory.ts';

type OrderRow = {
  readonly id: string;
  readonly client_order_id: string;
  readonly account_id: string;
  readonly quantity: string;
  readonly status: string;
  readonly filled_quantity: string;
  readonly filled_value: string;
  readonly acknowledged_at: number | null;
  readonly updated_at: number;
};
type EventRow = {
  readonly order_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly status: string;
};
type FillRow = {
  readonly id: string;
  readonly order_id: string | null;
  readonly account_id: string;
  readonly instrument_id: string;
  readonly base: string;
  readonly settle: string;
  readonly side: string;
  readonly quantity: string;
  readonly price: string;
  readonly fee_currency: string | null;
  readonly fee_amount: string | null;
};
type OutboxRow = {
  readonly order_id: string;
  readonly client_order_id: string;
  readonly kind: string;
  readonly state: string;
  readonly sending_at: number | null;
};
type EntryRow = {
  readonly account_id: string;
  readonly type: string;
  readonly cash_currency: string | null;
  readonly cash_amount: string | null;
  readonly instrument_id: string | null;
  readonly quantity: string | null;
};
type BalanceRow = { readonly account_id: string; readonly currency: string; readonly cash: string };
type PositionRow = {
  readonly account_id: string;
  readonly instrument_id: string;
  readonly quantity: string;
};

export type Facts = {
  readonly version: number;
  readonly orders: readonly OrderRow[];
  readonly events: readonly EventRow[];
  readonly fills: readonly FillRow[];
  readonly outbox: readonly OutboxRow[];
  readonly entries: readonly EntryRow[];
  readonly balances: readonly BalanceRow[];
  readonly positions: readonly PositionRow[];
  /** What SQLite itself finds wrong. */
  readonly damage: readonly string[];
};

/** Every row of every table, as texts in the order of the table's key. */
export type Dump = ReadonlyMap<string, readonly string[]>;

const endings = new Set(['FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED']);

/** Opens a copy of the record of a workspace's folder. */
function withCopy<Value>(folder: string, look: (database: Database.Database) => Value): Value {
  const beside = mkdtempSync(join(tmpdir(), 'tapedeck-judge-'));
  try {
    for (const name of ['record.sqlite', 'record.sqlite-wal']) {
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(beside, name));
    }
    const database = new Database(join(beside, 'record.sqlite'));
    try {
      return look(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

export function readFacts(folder: string): Facts {
  return withCopy(folder, (database) => {
    const found = database.prepare<[], { readonly integrity_check: string }>('PRAGMA integrity_check').all();
    const orphans = database.prepare<[], { readonly table: string }>('PRAGMA foreign_key_check').all();
    return {
      version: Number(database.pragma('user_version', { simple: true })),
      orders: database.prepare<[], OrderRow>('SELECT * FROM orders').all(),
      events: database.prepare<[], EventRow>('SELECT * FROM order_events ORDER BY order_id, sequence').all(),
      fills: database
        .prepare<[], FillRow>(
          `SELECT f.*, i.base, i.settle, account_id || '/' || instrument_id || '/' || venue_trade_id AS id
           FROM fills AS f JOIN instruments AS i ON i.id = f.instrument_id`,
        )
        .all(),
      outbox: database.prepare<[], OutboxRow>('SELECT * FROM outbox').all(),
      entries: database.prepare<[], EntryRow>('SELECT * FROM ledger').all(),
      balances: database.prepare<[], BalanceRow>('SELECT * FROM balances').all(),
      positions: database.prepare<[], PositionRow>('SELECT * FROM positions WHERE closed_at IS NULL').all(),
      damage: [
        ...found.flatMap((row) => (row.integrity_check === 'ok' ? [] : [row.integrity_check])),
        ...orphans.map(({ table }) => `a row of ${table} refers to nothing`),
      ],
    };
  });
}

export function dumpOf(folder: string): Dump {
  return withCopy(folder, (database) => {
    const tables = database
      .prepare<[], { readonly name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
      )
      .all();
    return new Map(
      tables.map(({ name }) => [
        name,
        database
          .prepare<[], object>(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    );
  });
}

/** Everything that a whole record cannot contain, in words. */
export function contradictions(facts: Facts): readonly string[] {
  return [
    ...facts.damage,
    ...facts.orders.flatMap((order) => orderContradictions(order, facts)),
    ...moneyContradictions(facts),
  ];
}

function orderContradictions(order: OrderRow, facts: Facts): readonly string[] {
  const problems: string[] = [];
  const fills = facts.fills.filter((fill) => fill.order_id === order.id);
  const quantity = sum(fills.map((fill) => units(fill.quantity)));
  const value = sum(fills.map((fill) => product(units(fill.quantity), units(fill.price))));
  if (quantity !== units(order.filled_quantity))
    problems.push('its filled quantity is not that of its fills');
  if (value !== units(order.filled_value)) problems.push('its filled value is not that of its fills');
  if (order.status === 'FILLED' && quantity < units(order.quantity)) {
    problems.push('it is FILLED with less than its quantity');
  }
  const events = facts.events.filter((event) => event.order_id === order.id);
  if (events.some((event, index) => event.sequence !== index + 1)) problems.push('its history has a gap');
  if (events.at(-1)?.status !== order.status) problems.push('its history ends in another status');
  if (events.filter((event) => event.type === 'accepted').length > 1) problems.push('it was accepted twice');
  const places = facts.outbox.filter((row) => row.order_id === order.id && row.kind === 'place');
  const [place] = places;
  if (places.length !== 1 || place === undefined) problems.push(`it has ${places.length} intents`);
  else if (place.client_order_id !== order.client_order_id) problems.push('its intent has another id');
  else if (place.sending_at === null && (order.acknowledged_at !== null || fills.length > 0)) {
    problems.push('it reached the venue without a second commit');
  }
  return problems.map((problem) => `order ${order.id} (${order.status}): ${problem}`);
}

/** So much of a currency or an instrument. */
type Move = { readonly account: string; readonly what: string; readonly amount: bigint };

function moveOfEntry({ account_id: account, cash_currency, cash_amount }: EntryRow): Move {
  return { account, what: cash_currency ?? '', amount: units(cash_amount ?? '0') };
}

/** Of a spot fill: the instrument one way, its price the other, and the fee, which may be in kind. */
function movesOfFill(fill: FillRow): readonly Move[] {
  const { account_id: account, instrument_id, base, settle, fee_currency } = fill;
  const quantity = units(fill.quantity);
  const paid = product(quantity, units(fill.price));
  const sign = fill.side === 'BUY' ? 1n : -1n;
  const fee = fee_currency === base ? instrument_id : (fee_currency ?? settle);
  return [
    { account, what: instrument_id, amount: sign * quantity },
    { account, what: settle, amount: -sign * paid },
    { account, what: fee, amount: -units(fill.fee_amount ?? '0') },
  ];
}

function moneyContradictions({ fills, entries, balances, positions, orders }: Facts): readonly string[] {
  const problems: string[] = [];
  const moves = [...entries.map(moveOfEntry), ...fills.flatMap(movesOfFill)];
  for (const { account_id: account, currency, cash } of balances) {
    const moved = moves.filter((move) => move.account === account && move.what === currency);
    if (sum(moved.map(({ amount }) => amount)) !== units(cash)) {
      problems.push(`the ${currency} of account ${account} is not what its fills and its ledger moved`);
    }
  }
  const traded = new Set(fills.map((fill) => `${fill.account_id} ${fill.instrument_id}`));
  for (const key of traded) {
    const open = positions.filter((row) => `${row.account_id} ${row.instrument_id}` === key);
    const moved = moves.filter((move) => `${move.account} ${move.what}` === key);
    if (sum(moved.map(({ amount }) => amount)) !== sum(open.map((row) => units(row.quantity)))) {
      problems.push(`the position ${key} is not what its fills moved`);
    }
  }
  const ids = new Set(orders.map((order) => order.client_order_id));
  if (ids.size !== orders.length) problems.push('a client order id was used twice');
  return problems;
}

/** What was acknowledged and is not in the record. */
export function losses(facts: Facts, memory: Memory): readonly string[] {
  const problems: string[] = [];
  const orders = new Map(facts.orders.map((order) => [order.id, order]));
  for (const known of memory.orders.values()) {
    const row = orders.get(known.id);
    const lost = (what: string): void => void problems.push(`order ${known.id} (${known.status}): ${what}`);
    if (row === undefined) lost('it was acknowledged and is lost');
    else if (row.client_order_id !== known.clientOrderId) lost('its client order id changed');
    else if (units(row.filled_quantity) < units(known.filledQuantity)) lost('an acknowledged fill is lost');
    else if (row.updated_at < known.updatedAt) lost('its latest acknowledged change is lost');
    else if (known.status === 'SUBMITTED' && row.acknowledged_at === null) lost('its acceptance is lost');
    else if (endings.has(known.status) && row.status !== known.status) {
      lost(`its acknowledged end became ${row.status}`);
    }
  }
  const fills = new Map(facts.fills.map((fill) => [fill.id, fill]));
  for (const known of memory.fills.values()) {
    const row = fills.get(`${known.accountId}/${known.instrumentId}/${known.venueTradeId}`);
    if (row === undefined) problems.push(`fill ${known.id} was acknowledged and is lost`);
    else if (units(row.quantity) !== units(known.quantity) || units(row.price) !== units(known.price)) {
      problems.push(`fill ${known.id} changed after it was acknowledged`);
    }
  }
  return problems;
}
