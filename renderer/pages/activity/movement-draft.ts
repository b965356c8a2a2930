import type { EntryInfo } from '#src/contract/activity.ts';
import type { CallInput } from '#src/contract/contract.ts';
import {
  bringsAnother,
  endsOption,
  enteredTypes,
  kindsOf,
  mayHaveCost,
  mayBePaidOn,
  mayHaveFee,
  wayOf,
  type EnteredType,
  type MovementProblem,
} from '#src/domain/entered-movement.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { formatClock, formatDate, type TimeZone } from '#renderer/format/time.ts';

type Movement = CallInput<'activity.enter'>['movement'];
export type Field = MovementProblem['field'];

/** As it is typed. */
export type MovementDraft = {
  readonly type: EnteredType;
  readonly accountId: string;
  readonly time: string;
  /** Of a kind that may be of both. */
  readonly of: 'currency' | 'instrument';
  readonly asset: string;
  readonly isNewAsset: boolean;
  readonly amount: string;
  readonly fee: string;
  readonly feeWorth: string;
  readonly feeWorthIn: string;
  readonly counterAccountId: string;
  readonly ratioNew: string;
  readonly ratioOld: string;
  /** Of the cost, in percent. */
  readonly share: string;
  readonly into: string;
  readonly intoQuantity: string;
  readonly cash: string;
  /** The share or contract that paid it. */
  readonly on: string;
  readonly cost: string;
  readonly costIn: string;
  readonly acquired: string;
  readonly note: string;
};

type DraftNeeds = {
  readonly separators: Separators;
  readonly zone: TimeZone;
  /** The id of an instrument by how it is offered. */
  readonly instruments: ReadonlyMap<string, string>;
};

/** Whether the asset of a draft is a share or a contract. */
export function isOfInstrument({ type, of }: Pick<MovementDraft, 'type' | 'of'>): boolean {
  const kind = kindsOf(type);
  return (kind === 'both' ? of : kind) === 'instrument';
}

/** Of an entry that is corrected, its old values. Its fee is an entry of its own. */
export function draftOf(
  entry: EntryInfo | undefined,
  base: string,
  { accountId, separators, zone, instruments }: DraftNeeds & { readonly accountId: string },
): MovementDraft {
  const type = enteredTypes.find((each) => each === entry?.type) ?? 'deposit';
  const { asset, amount = '', cost, acquiredAt, note = '', instrumentId } = entry ?? {};
  const plain = wayOf(type) === 'out' ? turned(amount) : amount;
  return {
    type,
    accountId: entry?.accountId ?? accountId,
    time: timeText(entry?.time ?? Math.floor(Date.now() / 60_000) * 60_000, zone),
    of: 'currency',
    asset: asset?.kind === 'currency' ? asset.currency : '',
    isNewAsset: false,
    amount: plain === '' ? '' : dress(plain, separators),
    fee: '',
    feeWorth: '',
    feeWorthIn: base,
    counterAccountId: '',
    ratioNew: '',
    ratioOld: '1',
    share: '',
    into: '',
    intoQuantity: '',
    cash: '',
    on: [...instruments].find(([, id]) => id === instrumentId)?.[0] ?? '',
    cost: cost === undefined ? '' : dress(cost.amount, separators),
    costIn: cost?.currency ?? base,
    acquired: acquiredAt === undefined ? '' : timeText(acquiredAt, zone),
    note,
  };
}

function turned(amount: string): string {
  return amount === '' || amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

/** The movement, or the fields that cannot be read. What its kind has not is left out. */
export function readDraft(
  draft: MovementDraft,
  { separators, zone, instruments }: DraftNeeds,
): { readonly movement: Movement } | { readonly missing: readonly Field[] } {
  const { type, accountId, counterAccountId } = draft;
  const missing: Field[] = [];
  const need = <Value>(field: Field, value: Value | undefined): Value | undefined => {
    if (value === undefined) missing.push(field);
    return value;
  };
  const number = (text: string): string | undefined => {
    const read = parseNumber(text, separators, {});
    return read.ok ? read.value.toString() : undefined;
  };
  /** May be left empty, but not hold what cannot be read. */
  const given = <Value>(field: Field, text: string, value: Value | undefined): Value | undefined =>
    has(text) ? need(field, value) : undefined;
  const money = (field: Field, text: string, code: string) => given(field, text, moneyOf(number(text), code));
  const instrumentIn = (text: string): string | undefined =>
    has(text) ? (instruments.get(text.trim()) ?? `import:${text.trim().toUpperCase()}`) : undefined;

  need('account', has(accountId) ? accountId : undefined);
  const time = need('time', timeIn(draft.time, zone));
  const instrumentId = instrumentIn(draft.asset);
  const code = has(draft.asset) ? draft.asset.trim().toUpperCase() : undefined;
  const asset = isOfInstrument(draft)
    ? instrumentId && ({ kind: 'instrument', instrumentId } as const)
    : code && ({ kind: 'currency', currency: code } as const);
  need('asset', asset === '' ? undefined : asset);
  const isNone = type === 'spin-off' || (type === 'split' && !has(draft.amount));
  const amount = isNone ? '0' : need('amount', number(draft.amount));
  const fee = hasFee(draft) ? given('fee', draft.fee, number(draft.fee)) : undefined;
  const feeWorth = fee === undefined ? undefined : money('feeWorth', draft.feeWorth, draft.feeWorthIn);
  const ratio = ratioOf(draft, number);
  if (type === 'split' || type === 'spin-off') need('ratio', ratio);
  const into = bringsAnother(type) ? intoOf(instrumentIn(draft.into), number(draft.intoQuantity)) : undefined;
  if (bringsAnother(type)) {
    need('into', instrumentIn(draft.into));
    need('intoQuantity', number(draft.intoQuantity));
  }
  const cash = paysCash(type) ? given('cash', draft.cash, number(draft.cash)) : undefined;
  const on = isPaidOn(draft) ? instrumentIn(draft.on) : undefined;
  const costs = mayHaveCost(type);
  const cost = costs ? money('cost', draft.cost, draft.costIn) : undefined;
  const acquiredAt = costs ? given('acquired', draft.acquired, timeIn(draft.acquired, zone)) : undefined;
  if (type === 'transfer') need('counterAccount', has(counterAccountId) ? counterAccountId : undefined);
  if (missing.length > 0 || time === undefined || amount === undefined || !asset) return { missing };
  return {
    movement: {
      type,
      accountId,
      time,
      asset,
      amount,
      ...(fee !== undefined && { fee }),
      ...(feeWorth !== undefined && { feeWorth }),
      ...(type === 'transfer' && { counterAccountId }),
      ...(ratio !== undefined && { ratio }),
      ...(into !== undefined && { into }),
      ...(cash !== undefined && { cash }),
      ...(on !== undefined && { on }),
      ...(cost !== undefined && { cost }),
      ...(acquiredAt !== undefined && { acquiredAt }),
      ...(has(draft.note) && { note: draft.note.trim() }),
    },
  };
}

/** A fee of what moved itself, in a coin or in money. */
export function hasFee(draft: Pick<MovementDraft, 'type' | 'of'>): boolean {
  return mayHaveFee(draft.type) && !isOfInstrument(draft);
}

/** Money that a share or a contract may have paid. */
export function isPaidOn(draft: Pick<MovementDraft, 'type' | 'of'>): boolean {
  return mayBePaidOn(draft.type) && !isOfInstrument(draft);
}

export function paysCash(type: EnteredType): boolean {
  return type === 'split' || type === 'merger' || endsOption(type);
}

function moneyOf(amount: string | undefined, code: string) {
  return amount === undefined || !has(code) ? undefined : { currency: code.trim().toUpperCase(), amount };
}

function intoOf(instrumentId: string | undefined, quantity: string | undefined) {
  return instrumentId === undefined || quantity === undefined ? undefined : { instrumentId, quantity };
}

function ratioOf(
  { type, ratioNew, ratioOld, share }: MovementDraft,
  number: (text: string) => string | undefined,
): Movement['ratio'] {
  if (type === 'spin-off') return ofPercent(number(share));
  const [given, of] = [number(ratioNew), number(ratioOld)];
  if (type !== 'split' || given === undefined || of === undefined) return undefined;
  return { new: Number(given), old: Number(of) };
}

/** As whole numbers. */
function ofPercent(percent: string | undefined): Movement['ratio'] {
  if (percent === undefined) return undefined;
  const [whole = '', places = ''] = percent.split('.');
  return { new: Number(whole + places), old: 100 * 10 ** places.length };
}

/** As the form has it. */
export function timeText(time: number, zone: TimeZone): string {
  return `${formatDate(time, zone)}T${formatClock(time, zone)}`;
}

function timeIn(text: string, zone: TimeZone): number | undefined {
  const time = Date.parse(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : time;
}

function has(text: string): boolean {
  return text.trim() !== '';
}
