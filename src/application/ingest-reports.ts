import type { OrderReport } from '#src/domain/order-report.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { applyReports } from './apply-reports.ts';
import type { Publish } from './changes.ts';

export type IngestNeeds = { readonly store: RecordStore; readonly publish: Publish; readonly log: Log };

/** What is applied in one unit of work at most, so that a storm of reports does not hold up an order. */
const batchSize = 200;

/**
 * Takes a venue's reports as they come and applies them in that order, several to a unit of work when they come
 * faster than the disk. A fault keeps the reports of its batch in the log and raises an alert: what the venue
 * says is asked for again by reconciliation, never guessed.
 */
export function createIngestReports({ store, publish, log }: IngestNeeds) {
  const waiting: OrderReport[] = [];
  let draining: Promise<void> = Promise.resolve();
  let running = false;

  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchSize);
      try {
        publish(await store.transact((unit) => applyReports(unit, batch)));
      } catch (fault) {
        log.error('reports could not be applied', {
          fault,
          reports: batch.map((report) => report.clientOrderId),
        });
        publish([{ type: 'alertRaised', alert: lostAlert(batch) }]);
      }
    }
    running = false;
  }

  return {
    ingest(report: OrderReport): void {
      waiting.push(report);
      if (!running) draining = drain();
    },
    /** Resolves when everything that was taken has been applied. */
    settled: (): Promise<void> => draining,
  };
}

function lostAlert(batch: readonly OrderReport[]) {
  return {
    severity: 'critical',
    title: 'Venue reports could not be recorded',
    message: `${batch.length} reports about your orders could not be written to the record. Stop trading, check free disk space, and restart Tapedeck: it asks the venue again.`,
  } as const;
}
