/** One file, imported into a workspace of its own as a person does it, and what came of it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { uploadFile, type UploadError } from '#renderer/pages/import/upload-file.ts';
import { importMapping, type ImportMapping, type ImportUnknownFormat } from '#src/contract/imports.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Client } from '#src/transport/connect.ts';
import type { Profile } from './beside-file.ts';

export type Imported = {
  /** As the program calls it; `mapped` where the person said what the columns are. */
  readonly format: string;
  readonly fills: number;
  readonly movements: number;
  readonly passedOver: number;
  readonly refused: number;
  /** By asset what is held of it in the end, zeros left out. */
  readonly balances: Readonly<Record<string, string>>;
};
/** `code`: why nothing was imported. */
export type Outcome = Imported | { readonly code: string };

export async function importOne(client: Client, path: string, chosen: Profile): Promise<Outcome> {
  const file = new File([readFileSync(path)], basename(path));
  const first = await upload(client, file, undefined, chosen);
  const mapping = first.ok ? undefined : mappingFor(first.error, chosen);
  const read = mapping === undefined ? first : await upload(client, file, mapping, chosen);
  if (!read.ok) return { code: codeOf(read.error) };
  const { importId, format, currency } = read.value;
  const done = await client.call('imports.commit', {
    importId,
    accountName: 'X',
    newWorkspace: `${basename(path)} ${importId}`.slice(-60),
    baseCurrency: currency,
    ...chosen.commit,
  });
  if (!done.ok) return { code: done.error.code };
  const balances = await balancesIn(client);
  await client.call('workspaces.close', {});
  const { imported: fills, entries: movements, skipped: passedOver, invalid: refused } = done.value;
  return { format, fills, movements, passedOver, refused, balances };
}

function upload(client: Client, file: File, mapping: ImportMapping | undefined, { answers = {} }: Profile) {
  const { signal } = new AbortController();
  return uploadFile(client, file, {
    mapping,
    answers,
    signal,
    onBegun: () => undefined,
    onProgress: () => undefined,
  });
}

/** Undefined where the file needs none, or nobody has chosen. */
function mappingFor(
  error: UploadError,
  { columns, direction, times, decimal }: Profile,
): ImportMapping | undefined {
  if (error.code !== 'UNKNOWN_FORMAT' || columns === undefined) return undefined;
  const places = Object.entries(columns).map(([key, name = '']) => [key, placeOf(name, error)]);
  return importMapping.parse({
    header: error.header,
    columns: Object.fromEntries(places),
    direction,
    times: times ?? { zone: 'UTC', order: 'YMD' },
    decimal: decimal ?? '.',
  });
}

function placeOf(name: string, { header }: ImportUnknownFormat): number {
  const place = header.indexOf(name);
  if (place === -1) throw new RangeError(`the profile names the column "${name}", which the file has not`);
  return place;
}

function codeOf(error: UploadError): string {
  return error.code === 'UNREADABLE_FILE' ? error.problem.code : error.code;
}

async function balancesIn(client: Client): Promise<Readonly<Record<string, string>>> {
  const state = await client.call('state.snapshot', {});
  if (!state.ok) throw new Error(state.error.code);
  const sums = new Map<string, Decimal>();
  for (const { id: portfolioId } of state.value.portfolios) {
    const held = await client.call('portfolio.holdings', { portfolioId });
    if (!held.ok) throw new Error(held.error.code);
    for (const { asset, quantity } of held.value.rows) {
      const name = 'currency' in asset ? asset.currency : asset.instrumentId;
      sums.set(name, (sums.get(name) ?? Decimal.zero).plus(Decimal.from(quantity)));
    }
  }
  return Object.fromEntries(
    [...sums].filter(([, sum]) => !sum.isZero()).map(([name, sum]) => [name, sum.toString()]),
  );
}
