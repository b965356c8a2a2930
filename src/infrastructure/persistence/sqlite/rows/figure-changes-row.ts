import { z } from 'zod';

import { figureNames } from '#src/domain/figures.ts';
import { accountId, currency, heldId } from '#src/domain/ids.ts';
import { parseShallowJson } from '#src/domain/shallow-json.ts';
import type { UpgradeChanges } from '#src/ports/history-reader.ts';

const subject = {
  accountId: z.string().transform(accountId),
  name: z.enum(figureNames),
  held: z
    .string()
    .optional()
    .transform((text) => (text === undefined ? undefined : heldId(text))),
  currency: z
    .string()
    .optional()
    .transform((text) => (text === undefined ? undefined : currency(text))),
};

const notedFigures = z.object({
  record: z.object({ from: z.number().int(), to: z.number().int() }),
  figures: z.object({
    fills: z.number().int(),
    entries: z.number().int(),
    isWhole: z.boolean(),
    figures: z.array(z.object({ ...subject, value: z.string() })),
  }),
});

/** What a change of the schema noted of the figures before it, from an entry of the audit trail. */
export function notedFiguresIn(detail: string): z.infer<typeof notedFigures> | undefined {
  return notedFigures.safeParse(parseShallowJson(detail)).data;
}

const figureChanges = z.object({
  from: z.number().int(),
  to: z.number().int(),
  isWhole: z.boolean(),
  changes: z.array(z.object({ ...subject, before: z.string(), after: z.string() })),
});

/** What an entry of the audit trail says that a change of the schema changed. */
export function figureChangesIn(detail: string): UpgradeChanges | undefined {
  return figureChanges.safeParse(parseShallowJson(detail)).data;
}
