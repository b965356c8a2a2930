import type { AccountId, ClientOrderId } from '#src/domain/ids.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { BusyError, mayPass, NoRoomError } from '#src/ports/store-errors.ts';
import { applyReports } from './apply-reports.ts';
import { createElsewhere, type Elsewhere } from './elsewhere.ts';
import type { Publish } from '#src/application/changes.ts';
import type { Alert } from '#src/domain/alert.ts';
import type { Cause } from '#src/domain/coded.ts';
import { causeOf } from '#src/domain/fault.ts';

export type IngestNeeds = {
  readonly store: RecordStore;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks the venue for all that it knows of an order. */
  readonly reconcile: (order: ClientOrderId, account: AccountId) => void;
  /** How much is taken of orders that are not the trader's own. */
  readonly elsewhere?: Elsewhere;
  /** Something of an account was left out. */
  readonly onLeftOut?: (account: AccountId) => void;
};

/** What is applied in one unit of work at most, so that a storm of reports does not hold up an order. */
export const batchSize = 200;
/** Reports that wait at most, some 50 MB. Of an order that has more the venue is asked when they are recorded. */
const mostWaiting = 100_000;
/** Milliseconds, doubling. */
const firstRetry = 500;
const longestRetry = 10_000;

/**
 * Takes a venue's reports as they come and applies them in that order, several to a unit of work when they come
 * faster than the disk. When the disk refuses, they wait and are tried again, and none overtakes another. One that
 * cannot be applied for what it says is set aside, so that the others go on; what the venue says of its order is
 * asked for, never guessed.
 */
export function createIngestReports(
  { store, publish, clock, log, reconcile, elsewhere = createElsewhere(clock), onLeftOut }: IngestNeeds,
  limit: number = mostWaiting,
) {
  const waiting: VenueReport[] = [];
  /** Orders with reports for which there was no place. */
  const beyond = new Map<AccountId, Set<ClientOrderId>>();
  let draining: Promise<void> = Promise.resolve();
  let running = false;
  let closing = false;
  let wake: (() => void) | undefined;
  /** How often the store has refused in a row, and what the trader has been told to do about it. */
  let refusals = 0;
  let told: string | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      try {
        await advance();
        refusals = 0;
      } catch (fault) {
        if (closing) {
          log.error('closed before these reports could be recorded', {
            fault,
            orders: [
              ...new Set([
                ...waiting.map((report) => report.clientOrderId),
                ...[...beyond.values()].flatMap((orders) => [...orders]),
              ]),
            ],
          });
          return;
        }
        refusals += 1;
        const remedy = remedyFor(fault);
        if (told !== remedy) raise(waitingAlert(fault, remedy));
        told = remedy;
        log.warn('reports wait to be recorded', { fault, reports: waiting.length });
        await pause(Math.min(firstRetry * 2 ** (refusals - 1), longestRetry));
      }
    }
    // At once, not when the promise resolves: what comes in between would wait for the next one.
    running = false;
    for (const [account, orders] of beyond) for (const order of orders) reconcile(order, account);
    beyond.clear();
    if (told !== undefined) raise(recordedAlert);
    told = undefined;
  }

  /** Records the first reports that wait, or sets aside what cannot be applied; throws when the disk refuses. */
  async function advance(): Promise<void> {
    const batch = waiting.slice(0, batchSize);
    try {
      await apply(batch);
    } catch (fault) {
      if (mayPass(fault)) throw fault;
      for (const report of batch) await applyAlone(report);
    }
  }

  async function applyAlone(report: VenueReport): Promise<void> {
    try {
      await apply([report]);
    } catch (fault) {
      if (mayPass(fault)) throw fault;
      await setAside(report, fault);
      waiting.shift();
    }
  }

  /** The first that wait; throws, with nothing changed, where they are not recorded. */
  async function apply(reports: readonly VenueReport[]): Promise<void> {
    const left = new Set<AccountId>();
    const admit = (account: AccountId): boolean => {
      const isAdmitted = elsewhere.admit(account);
      if (!isAdmitted) left.add(account);
      return isAdmitted;
    };
    const changes = await store.transact((unit) => applyReports(unit, reports, admit), 'essential');
    waiting.splice(0, reports.length);
    publish(changes);
    for (const account of left) onLeftOut?.(account);
  }

  async function setAside(report: VenueReport, fault: unknown): Promise<void> {
    const { clientOrderId, type } = report;
    const reason = causeOf(fault);
    log.error('a report was set aside', { fault, report });
    // Whether or not it is noted, the venue is asked for all of the order.
    const isNoted = elsewhere.admit(report.accountId);
    const entry = {
      time: clock.now(),
      actor: 'tapedeck',
      action: 'set aside',
      subject: `report "${type}" about order ${clientOrderId}`,
      detail: JSON.stringify({ reason, report }),
    };
    try {
      await store.transact(async (unit) => {
        if (isNoted) await unit.audit.append(entry);
        await doubt(unit, clientOrderId);
      }, 'essential');
    } catch (refused) {
      if (mayPass(refused)) throw refused;
      log.error('the audit trail does not take it', { fault: refused });
    }
    if (isNoted) raise(asideAlert(report, reason));
    else onLeftOut?.(report.accountId);
    reconcile(clientOrderId, report.accountId);
  }

  function raise(alert: Alert): void {
    publish([{ type: 'alertRaised', alert }]);
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = clock.after(milliseconds, resolve);
      wake = () => {
        callOff();
        resolve();
      };
    });
  }

  return {
    ingest(report: VenueReport): void {
      if (waiting.length >= limit) {
        const orders = beyond.get(report.accountId) ?? new Set();
        // Of more the account is compared, which finds them all.
        if (orders.size < limit) beyond.set(report.accountId, orders.add(report.clientOrderId));
        return;
      }
      waiting.push(report);
      if (running) return;
      running = true;
      draining = drain();
    },
    /** Resolves when everything that was taken is in the record. */
    recorded: (): Promise<void> => draining,
    /** Tries what waits once more, and ends. */
    async close(): Promise<void> {
      closing = true;
      wake?.();
      await draining;
    },
  };
}

/** Only a full disk is helped by room on it. */
function remedyFor(fault: unknown): 'room' | 'program' | 'other' {
  if (fault instanceof NoRoomError) return 'room';
  return fault instanceof BusyError ? 'program' : 'other';
}

function waitingAlert(fault: unknown, remedy: string): Alert {
  return {
    severity: 'critical',
    code: 'REPORTS_WAIT',
    cause: causeOf(fault),
    remedy,
  };
}

const recordedAlert: Alert = {
  severity: 'info',
  code: 'REPORTS_RECORDED',
};

function asideAlert({ clientOrderId, type }: VenueReport, cause: Cause): Alert {
  return {
    severity: 'critical',
    code: 'REPORT_SET_ASIDE',
    order: clientOrderId,
    report: type,
    cause,
  };
}

/** Has the order asked about after a restart too, and its account locked until the answer. */
async function doubt({ orders, outbox }: Repositories, id: ClientOrderId): Promise<void> {
  const order = await orders.findByClientOrderId(id);
  if (order === undefined) return;
  for (const entry of await outbox.ofOrder(order.id)) {
    const isDone = entry.state === 'sent' || entry.state === 'dropped';
    if (entry.request.kind === 'place' && isDone) await outbox.update({ ...entry, state: 'unknown' });
  }
}
