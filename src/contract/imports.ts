import { z } from 'zod';
import { currencyText, decimalText, idText, side, time } from './values.ts';

/** The file comes in pieces of text, so that no message is large: begin, chunks, preview, commit or discard. */
export const importBegin = z.object({ fileName: z.string().max(260) });
export const importChunk = z.object({ importId: idText, text: z.string().max(262_144) });
export const importRef = z.object({ importId: idText });

const importRowError = z.object({
  /** The line in the file, the header being line 1. */
  line: z.number().int(),
  column: z.string(),
  message: z.string(),
});
export type ImportRowError = z.infer<typeof importRowError>;

const importRow = z.object({
  line: z.number().int(),
  time,
  symbol: z.string(),
  side,
  quantity: decimalText,
  price: decimalText,
  fee: decimalText.optional(),
  feeCurrency: currencyText.optional(),
  orderId: z.string().optional(),
  duplicate: z.boolean(),
});
export type ImportRow = z.infer<typeof importRow>;

export const importPreview = z.object({
  importId: idText,
  fileName: z.string(),
  /** The first rows, for the eye. */
  rows: z.array(importRow),
  /** The first errors; rows with an error are not imported. */
  errors: z.array(importRowError),
  valid: z.number().int(),
  invalid: z.number().int(),
  duplicates: z.number().int(),
  firstTime: time.optional(),
  lastTime: time.optional(),
  symbols: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** Into the open workspace, or into a new one of this name. */
export const importCommit = z.object({
  importId: idText,
  accountName: z.string().trim().min(1).max(60),
  newWorkspace: z.string().trim().min(1).max(60).optional(),
});

export const importDone = z.object({
  imported: z.number().int(),
  duplicates: z.number().int(),
  skipped: z.number().int(),
});

export const importUnreadable = z.object({
  code: z.literal('UNREADABLE_FILE'),
  message: z.string(),
  missingColumns: z.array(z.string()),
});
