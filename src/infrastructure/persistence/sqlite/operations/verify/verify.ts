/** Walks the whole record beside the process that trades, and names what is wrong. */
import { join } from 'node:path';

import type { Clock } from '#src/ports/clock.ts';
import { chainedTables, judgeChain } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { storeError } from '#src/infrastructure/persistence/sqlite/driver-errors.ts';
import {
  databases,
  fileOf,
  type DatabaseName,
} from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import {
  findingsKept,
  planParts,
  verifyShare,
  type FilePlan,
  type PartResult,
  type VerifyPart,
  type VerifyShare,
} from './verify-parts.ts';
import type { VerifyReport } from '#src/ports/maintenance.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { Finding } from '#src/ports/maintenance.ts';

/** Where the parts run, beside this thread. Each share reports the weight that it has done of all. */
export type VerifyThreads = {
  readonly others: number;
  /** From which weight on they are worth their start. */
  readonly worth: number;
  run(share: VerifyShare, operation: Operation): Promise<readonly PartResult[]>;
};

export async function verifyWorkspace(
  folder: string,
  clock: Pick<Clock, 'now'>,
  operation: Operation,
  threads?: VerifyThreads,
): Promise<VerifyReport> {
  const plans = databases.map((file) => planOf(folder, file));
  const parts = plans.flatMap((plan) => plan.parts);
  const results = await runParts(folder, parts, operation, threads);
  const findings = plans.flatMap((plan) => findingsOf(plan, parts, results));
  const rows = plans.reduce((sum, plan) => sum + plan.rows, 0);
  return { finishedAt: clock.now(), rows, findings: findings.slice(0, findingsKept) };
}

/** By as many threads as their weight is worth, this one among them. The results in the order of the parts. */
export async function runParts(
  folder: string,
  parts: readonly VerifyPart[],
  operation: Operation,
  threads?: VerifyThreads,
): Promise<readonly PartResult[]> {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const others =
    threads === undefined || weight < threads.worth
      ? []
      : Array.from({ length: threads.others }, () => threads.run);
  // The heaviest, as a rule SQLite's own check, lets nothing run beside it: this thread, which hears the others, takes
  // a lighter one.
  const runs = [...others, verifyShare];
  const taken = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  new Int32Array(taken).fill(runs.length);
  const done = runs.map(() => 0);
  const shares = await Promise.all(
    runs.map((run, first) =>
      run(
        { folder, parts, first, taken },
        {
          ...operation,
          report(own, total) {
            done[first] = own;
            operation.report(
              done.reduce((sum, share) => sum + share, 0),
              total,
            );
          },
        },
      ),
    ),
  );
  return shares.flat().toSorted((one, other) => one.part - other.part);
}

type Plan = FilePlan & { readonly file: DatabaseName; readonly unreadable: readonly Finding[] };

/** A file that cannot be counted through is left to SQLite's own check. */
function planOf(folder: string, file: DatabaseName): Plan {
  const { database } = openConnection(join(folder, fileOf(file)), { synchronous: 'FULL', readOnly: true });
  try {
    return { file, ...planParts(database, file), unreadable: [] };
  } catch (error) {
    const problem = storeError(error, 'it cannot be read').message;
    return {
      file,
      parts: [{ file, check: 'file', weight: 1 }],
      chains: {},
      rows: 0,
      unreadable: [{ file, table: 'the file', row: undefined, problem }],
    };
  } finally {
    database.close();
  }
}

function findingsOf(
  { file, chains, unreadable }: Plan,
  parts: readonly VerifyPart[],
  results: readonly PartResult[],
): readonly Finding[] {
  const own = results.filter(({ part }) => parts[part]?.file === file);
  const ofCheck = (check: VerifyPart['check']): readonly Finding[] =>
    own.filter(({ part }) => parts[part]?.check === check).flatMap(({ findings }) => findings);
  const damage = [...ofCheck('file'), ...unreadable];
  // What else is wrong in a file that SQLite cannot read follows from that.
  if (damage.length > 0) return damage;
  const broken = chainedTables.flatMap((table): readonly Finding[] => {
    const ends = chains[table];
    const spans = own.filter(({ part }) => isSpanOf(parts[part], table));
    const unread = spans.flatMap(({ findings }) => findings);
    if (ends === undefined || unread.length > 0) return unread;
    const { firstBad } = judgeChain(
      ends,
      spans.flatMap(({ verdict }) => verdict ?? []),
    );
    if (firstBad === undefined) return [];
    return [{ file, table, row: String(firstBad.sequence), problem: firstBad.reason }];
  });
  const checks = ['seals', 'orders', 'positions'] as const;
  return [...ofCheck('foreign keys'), ...broken, ...checks.flatMap(ofCheck)];
}

function isSpanOf(part: VerifyPart | undefined, table: string): boolean {
  return part?.check === 'chain' && part.table === table;
}
