import { activityKinds, mostInstruments, type ActivityInfo } from '#src/contract/activity.ts';
import type { CallInput } from '#src/contract/contract.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { activitySources } from '#src/domain/activity.ts';
import type { GridQuery } from '#renderer/grid/use-grid-rows.ts';
import { oneOf } from '#renderer/trading/order-query.ts';
import { symbolOf } from '#renderer/format/symbol.ts';

type Filter = CallInput<'activity.page'>['filter'];
type Instruments = Readonly<Record<string, InstrumentInfo>>;

/** As much of the grid's filters as the core can do; the grid does the rest with what it gets. */
export function activityFilter(
  { filters, spans }: GridQuery<ActivityInfo>,
  instruments: Instruments,
): { readonly filter: Filter; readonly covers: ReadonlySet<string> } {
  const span = spans.get('time');
  const asset = assetFilter(filters['asset'] ?? '', instruments);
  const kind = oneOf(activityKinds, filters['kind']);
  const source = oneOf(activitySources, filters['source']);
  const note = (filters['note'] ?? '').trim();
  const parts: Readonly<Record<string, Filter | undefined>> = {
    account: (filters['account'] ?? '') === '' ? undefined : { accountId: filters['account'] },
    kind: kind && { kind },
    source: source && { source },
    asset: asset && { asset },
    note: note === '' ? undefined : { note },
    time: span && { from: span.from, to: span.to },
  };
  return {
    filter: Object.assign({}, ...Object.values(parts)),
    covers: new Set(Object.entries(parts).flatMap(([id, part]) => (part === undefined ? [] : [id]))),
  };
}

/** What is left too wide by this the grid narrows by the names that it shows. */
function assetFilter(text: string, instruments: Instruments): Filter['asset'] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  const instrumentIds = Object.values(instruments).flatMap(({ id, kind, base }) => {
    const name = kind === 'spot' ? base : symbolOf(id, instruments);
    return name.toLowerCase().includes(wanted) ? [id] : [];
  });
  return instrumentIds.length > mostInstruments ? undefined : { text: wanted, instrumentIds };
}
