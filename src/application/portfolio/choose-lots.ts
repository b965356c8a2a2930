import type { LotChoice, NamedLotProblem } from '#src/domain/named-lots.ts';
import { problemOfChoice } from '#src/domain/named-lots.ts';
import { inText } from '#src/domain/in-text.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { MethodFrom, ReadGains, GainsQuestion } from '#src/ports/history-reader.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type ChooseLotsNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: IdSource;
  readonly gains: { read(question: GainsQuestion): Promise<ReadGains> };
};

type Refused = NotFound<'movement'> | { readonly code: 'INVALID_LOTS'; readonly problem: NamedLotProblem };

/** Records which lots a sale took, where they were there to be taken. What was said before stays in the record. */
export async function chooseLots(
  { store, clock, ids, gains }: ChooseLotsNeeds,
  choice: LotChoice,
  methods: readonly MethodFrom[],
): Promise<Result<undefined, Refused>> {
  const wrong = problemOfChoice(choice.lots);
  if (wrong !== undefined) return err({ code: 'INVALID_LOTS', problem: wrong });
  const { accountId, held, saleId } = choice;
  const read = await gains.read({
    accountIds: [accountId],
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    zone: 'UTC',
    methods,
    skip: 0,
    most: 0,
    sale: { accountId, held, saleId },
    tried: inText(choice),
  });
  if (read.sale === undefined) return err({ code: 'NOT_FOUND', what: 'movement', id: saleId });
  const { problem } = read.sale;
  if (problem !== undefined) return err({ code: 'INVALID_LOTS', problem });
  const time = clock.now();
  await store.transact(async (unit) => {
    await unit.lotChoices.append({ ...choice, id: ids.next(), recordedAt: time });
    await unit.audit.append({
      time,
      actor: 'trader',
      action: choice.lots.length === 0 ? 'undone' : 'chosen',
      subject: `lots of sale ${saleId}`,
      detail: JSON.stringify({ accountId, held, lots: inText(choice.lots) }),
    });
  });
  return ok(undefined);
}
