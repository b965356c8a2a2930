import { heldIn } from '#src/domain/held.ts';
import { baseOf } from '#src/application/orders/held-legs.ts';
import type { Change, Publish } from '#src/application/changes.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Position } from '#src/domain/position.ts';
import {
  checkProtection,
  protectionWarnings,
  protects,
  type Protection,
  type ProtectionChange,
  type ProtectionProblem,
  type ProtectionWarning,
} from '#src/domain/protection.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type ProtectionNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly mark: (instrument: InstrumentId) => Decimal | undefined;
  readonly instrument: (id: InstrumentId) => Instrument | undefined;
  readonly publish: Publish;
};

export type ProtectError =
  /** Nothing is held there on that side, or no longer. */
  | { readonly code: 'NOT_HELD'; readonly instrumentId: InstrumentId; readonly side: Side }
  | { readonly code: 'INVALID_PRICES'; readonly problems: readonly ProtectionProblem[] };

const noPrices = { stopLoss: undefined, takeProfit: undefined };

/** The stop losses and take profits that the trader noted: written into the record, and held for what is told of a position. */
export function createProtections({ store, clock, mark, instrument, publish }: ProtectionNeeds) {
  let noted: ReadonlyMap<string, Protection> = new Map();

  /** Notes one price and leaves the other as the record has it: two screens may each note one. Nothing is sent. */
  async function protect({
    field,
    price,
    ...held
  }: ProtectionChange): Promise<Result<readonly ProtectionWarning[], ProtectError>> {
    const { accountId, instrumentId, side } = held;
    const change = { ...noPrices, [field]: price };
    const known = instrument(instrumentId);
    const problems = known === undefined ? [] : checkProtection(change, known);
    if (problems.length > 0) return err({ code: 'INVALID_PRICES', problems });
    await using unit = await store.begin();
    const { accounts, positions, protections, audit } = unit.repositories;
    const isHeldByOne = known !== undefined && (await accounts.find(accountId)) !== undefined;
    const heldBy = isHeldByOne ? heldIn(await baseOf(unit.repositories, accountId), known) : undefined;
    const last = heldBy && (await positions.last(accountId, heldBy));
    const none = { ...held, ...noPrices };
    if (last === undefined || !protects(none, last)) return err({ code: 'NOT_HELD', instrumentId, side });
    const before = (await protections.list()).find((other) => protects(other, last)) ?? none;
    const protection = { ...before, [field]: price };
    const { stopLoss, takeProfit } = protection;
    if (stopLoss === undefined && takeProfit === undefined) {
      await protections.remove(accountId, instrumentId);
    } else await protections.save(protection);
    await audit.append({
      time: clock.now(),
      actor: 'trader',
      action: 'changed',
      subject: `protection of ${instrumentId} in account ${accountId}`,
      detail: JSON.stringify({ side, stopLoss: stopLoss?.toString(), takeProfit: takeProfit?.toString() }),
    });
    await unit.commit();
    publish([{ type: 'protectionChanged', protection }]);
    return ok(protectionWarnings(change, side, mark(instrumentId)));
  }

  return {
    protect,
    /** Undefined where nothing is noted for what the position holds. */
    of(position: Position): Protection | undefined {
      const protection = noted.get(keyOf(position));
      return protection !== undefined && protects(protection, position) ? protection : undefined;
    },
    /** After committed changes, before any of them is told. */
    follow(changes: readonly Change[]): void {
      for (const change of changes) {
        if (change.type === 'protectionEnded') noted = without(noted, keyOf(change));
        if (change.type !== 'protectionChanged') continue;
        const { protection } = change;
        noted = new Map([...noted, [keyOf(protection), protection]]);
      }
    },
    /** Reads them anew: at the start, and after work whose changes it is not told. */
    async reload(): Promise<void> {
      const stored = await store.read.protections.list();
      noted = new Map(stored.map((protection) => [keyOf(protection), protection]));
    },
  };
}

export type Protections = ReturnType<typeof createProtections>;

type Held = { readonly accountId: AccountId; readonly instrumentId: InstrumentId };

function keyOf({ accountId, instrumentId }: Held): string {
  return `${accountId} ${instrumentId}`;
}

function without(noted: ReadonlyMap<string, Protection>, key: string): ReadonlyMap<string, Protection> {
  return new Map([...noted].filter(([other]) => other !== key));
}
