import type { EntryInfo } from '#src/contract/activity.ts';
import type { CallInput } from '#src/contract/contract.ts';
import { enteredTypes, wayOf, type EnteredType, type MovementProblem } from '#src/domain/entered-movement.ts';
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
  readonly asset: string;
  readonly isNewAsset: boolean;
  readonly amount: string;
  readonly fee: string;
  readonly counterAccountId: string;
  readonly cost: string;
  readonly costIn: string;
  readonly acquired: string;
  readonly note: string;
};

/** Of an entry that is corrected, its old values. Its fee is an entry of its own. */
export function draftOf(
  entry: EntryInfo | undefined,
  base: string,
  {
    accountId,
    separators,
    zone,
  }: { readonly accountId: string; readonly separators: Separators; readonly zone: TimeZone },
): MovementDraft {
  const type = enteredTypes.find((each) => each === entry?.type) ?? 'deposit';
  const { asset, amount = '', cost, acquiredAt, note = '' } = entry ?? {};
  const plain = wayOf(type) === 'out' ? amount.replace(/^-/u, '') : amount;
  return {
    type,
    accountId: entry?.accountId ?? accountId,
    time: timeText(entry?.time ?? Math.floor(Date.now() / 60_000) * 60_000, zone),
    asset: asset?.kind === 'currency' ? asset.currency : '',
    isNewAsset: false,
    amount: plain === '' ? '' : dress(plain, separators),
    fee: '',
    counterAccountId: '',
    cost: cost === undefined ? '' : dress(cost.amount, separators),
    costIn: cost?.currency ?? base,
    acquired: acquiredAt === undefined ? '' : timeText(acquiredAt, zone),
    note,
  };
}

/** The movement, or the fields that cannot be read. */
export function readDraft(
  draft: MovementDraft,
  separators: Separators,
  zone: TimeZone,
): { readonly movement: Movement } | { readonly missing: readonly Field[] } {
  const number = (text: string): string | undefined => {
    const read = parseNumber(text, separators, {});
    return read.ok ? read.value.toString() : undefined;
  };
  const time = timeIn(draft.time, zone);
  const amount = number(draft.amount);
  const fee = has(draft.fee) ? number(draft.fee) : undefined;
  const cost = has(draft.cost) ? number(draft.cost) : undefined;
  const acquiredAt = has(draft.acquired) ? timeIn(draft.acquired, zone) : undefined;
  const wrong: readonly (readonly [Field, boolean])[] = [
    ['account', !has(draft.accountId)],
    ['time', time === undefined],
    ['asset', !has(draft.asset)],
    ['amount', amount === undefined],
    ['fee', has(draft.fee) && fee === undefined],
    ['cost', has(draft.cost) && (cost === undefined || !has(draft.costIn))],
    ['acquired', has(draft.acquired) && acquiredAt === undefined],
    ['counterAccount', draft.type === 'transfer' && !has(draft.counterAccountId)],
  ];
  const missing = wrong.flatMap(([field, isWrong]) => (isWrong ? [field] : []));
  if (missing.length > 0 || time === undefined || amount === undefined) return { missing };
  const { type, accountId, counterAccountId } = draft;
  return {
    movement: {
      type,
      accountId,
      time,
      asset: draft.asset.trim().toUpperCase(),
      amount,
      ...(fee !== undefined && { fee }),
      ...(type === 'transfer' && { counterAccountId }),
      ...(cost !== undefined && { cost: { currency: draft.costIn.trim().toUpperCase(), amount: cost } }),
      ...(acquiredAt !== undefined && { acquiredAt }),
      ...(has(draft.note) && { note: draft.note.trim() }),
    },
  };
}

function timeText(time: number, zone: TimeZone): string {
  return `${formatDate(time, zone)}T${formatClock(time, zone)}`;
}

function timeIn(text: string, zone: TimeZone): number | undefined {
  const time = Date.parse(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : time;
}

function has(text: string): boolean {
  return text.trim() !== '';
}
