import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallInput } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { ImportColumns } from '#src/contract/imports.ts';
import type { importDesk } from './import-desk.ts';

export type Desk = Awaited<ReturnType<typeof importDesk>>;

/** What a person says of a file: which columns are what, where no format knows them, and what the preview asks. */
export type Choices = Omit<CallInput<'imports.begin'>, 'fileName' | 'mapping'> & {
  readonly columns?: ImportColumns;
  readonly decimal?: '.' | ',';
  readonly order?: 'YMD' | 'DMY' | 'MDY';
  readonly zone?: string;
};

function fixture(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, '../fixtures/imports', `${name}.csv`), 'utf8');
}

/** The columns that the program guesses of a file that no format knows. */
export async function guessed(desk: Desk, name: string) {
  const text = await fixture(name);
  const begun = await desk.handlers['imports.begin']({ fileName: name });
  if (!begun.ok) throw new Error('an import always begins');
  await desk.handlers['imports.chunk']({ importId: begun.value.importId, text });
  const answer = await desk.handlers['imports.preview']({ importId: begun.value.importId });
  if (answer.ok || answer.error.code !== 'UNKNOWN_FORMAT') throw new Error('a format knows the file');
  return answer.error;
}

/** Previews the file, in the columns that are guessed where no format knows it. */
export async function preview(desk: Desk, name: string, choices: Choices = {}) {
  const text = await fixture(name);
  const { columns, decimal = '.', order = 'YMD', zone = 'UTC', ...said } = choices;
  let mapping: CallInput<'imports.begin'>['mapping'];
  if (columns !== undefined || choices.decimal !== undefined || choices.order !== undefined) {
    const { header, guess } = await guessed(desk, name);
    mapping = { header: [...header], columns: { ...guess, ...columns }, times: { zone, order }, decimal };
  }
  const begun = await desk.handlers['imports.begin']({ fileName: name, mapping, ...said });
  if (!begun.ok) throw new Error('an import always begins');
  const { importId } = begun.value;
  await desk.handlers['imports.chunk']({ importId, text });
  const answer = await desk.handlers['imports.preview']({ importId });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

/** Previews the file and imports it into the account X. */
export async function importFixture(desk: Desk, name: string, choices: Choices = {}) {
  const shown = await preview(desk, name, choices);
  const done = await desk.handlers['imports.commit']({ importId: shown.importId, accountName: 'X' });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { ...shown, done: done.value };
}

/** Balances, and fills and movements in the order of time, each as one line. */
export async function recorded({ store: { read } }: Desk) {
  const cash: Record<string, string> = {};
  const entries: string[] = [];
  for (const { id } of await read.accounts.list()) {
    for (const { currency, amount } of await read.ledger.cash(id)) cash[currency] = amount.toString();
    const span = { from: 0, to: Number.MAX_SAFE_INTEGER };
    for await (const piece of read.ledger.inPieces(id, span)) {
      for (const { type, cash: moved } of piece)
        entries.push(`${type} ${moved?.amount.toString()} ${moved?.currency}`);
    }
  }
  const instruments = new Map((await read.instruments.list()).map((one) => [one.id, one]));
  const page = await read.trades.page({}, 'ascending', { limit: 100 });
  const fills = page.rows.map(({ side, quantity, price, fee, instrumentId }) => {
    const { symbol, quote } = instruments.get(instrumentId) ?? { symbol: '?', quote: '?' };
    const paid =
      fee === undefined || fee.amount.isZero() ? '' : ` fee ${fee.amount.toString()} ${fee.currency}`;
    return `${side} ${quantity.toString()} ${symbol} @ ${price.toString()} ${quote}${paid}`;
  });
  const times = page.rows.map(({ time }) => new Date(time).toISOString());
  return { cash, fills, entries, times };
}

/** Of an asset: what came less what went, over fills and movements. */
export async function held({ store: { read } }: Desk, asset: string): Promise<string> {
  let sum = Decimal.zero;
  const instruments = new Map((await read.instruments.list()).map((one) => [one.id, one]));
  const page = await read.trades.page({}, 'ascending', { limit: 100 });
  for (const { side, quantity, price, value, fee, instrumentId } of page.rows) {
    const instrument = instruments.get(instrumentId);
    const worth = value ?? quantity.times(price);
    if (instrument?.base === asset) sum = side === 'BUY' ? sum.plus(quantity) : sum.minus(quantity);
    if (instrument?.quote === asset) sum = side === 'BUY' ? sum.minus(worth) : sum.plus(worth);
    if (fee?.currency === asset) sum = sum.minus(fee.amount);
  }
  for (const { id } of await read.accounts.list()) {
    for await (const piece of read.ledger.inPieces(id, { from: 0, to: Number.MAX_SAFE_INTEGER })) {
      for (const { cash } of piece) if (cash?.currency === asset) sum = sum.plus(cash.amount);
    }
  }
  return sum.toString();
}
