import { z } from 'zod';
import type { FileProblem } from '#src/domain/file-problem.ts';
import { contractKinds } from '#src/domain/instrument.ts';
import type { RowEnd } from '#src/domain/row-end.ts';
import { cause, codedApart } from './coded.ts';
import { importId } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, idText, side, time, zoneName } from './values.ts';
import { accountName, fileName, hiding, workspaceName } from './visible-name.ts';

const columnNames = z.array(z.string().max(200)).max(500);
const importColumns = z.object({
  time: z.number().int().min(0).optional(),
  symbol: z.number().int().min(0).optional(),
  side: z.number().int().min(0).optional(),
  quantity: z.number().int().min(0).optional(),
  price: z.number().int().min(0).optional(),
  currency: z.number().int().min(0).optional(),
  total: z.number().int().min(0).optional(),
  fee: z.number().int().min(0).optional(),
  feecurrency: z.number().int().min(0).optional(),
  orderid: z.number().int().min(0).optional(),
  tradeid: z.number().int().min(0).optional(),
  kind: z.number().int().min(0).optional(),
  base: z.number().int().min(0).optional(),
  settle: z.number().int().min(0).optional(),
  multiplier: z.number().int().min(0).optional(),
  status: z.number().int().min(0).optional(),
  level: z.number().int().min(0).optional(),
});
export type ImportColumns = z.infer<typeof importColumns>;

/** How the trader reads a file that no format knows. */
export const importMapping = z.object({
  /** The names in the header, by which it is found again. */
  header: columnNames,
  /** Which of them, from 0, is what. */
  columns: importColumns,
  /** Where no column says the side: what has a minus. */
  direction: z.enum(['quantity', 'paid', 'value']).optional(),
  times: z.object({
    zone: zoneName,
    order: z.enum(['YMD', 'DMY', 'MDY']),
  }),
  decimal: z.enum(['.', ',']),
});
export type ImportMapping = z.infer<typeof importMapping>;

/** More than a file is asked about. */
const mostAnswers = 100;
const answerShapes = { zone: zoneName, currency: currencyText.refine((text) => !hiding.test(text)) };

/** The file comes in pieces of text, so that no message is large: begin, chunks, preview, commit or discard. */
/** What the preview asks about a file, by the ids of its questions; the file is sent again with them. */
export const importAnswers = z
  .record(z.string().max(60), z.string().max(60))
  .superRefine((answers, context) => {
    if (Object.keys(answers).length > mostAnswers)
      context.addIssue({ code: 'too_big', maximum: mostAnswers, origin: 'record', inclusive: true });
    for (const [id, shape] of Object.entries(answerShapes)) {
      const problem = shape.optional().safeParse(answers[id]).error?.issues[0];
      if (problem !== undefined) context.addIssue({ ...problem, path: [id] });
    }
  });
export type ImportAnswers = z.infer<typeof importAnswers>;
export const importBegin = z.object({
  fileName,
  mapping: importMapping.optional(),
  answers: importAnswers.optional(),
});
export const importChunk = z.object({ importId, text: z.string().max(262_144) });
export const importRef = z.object({ importId });
export const importBegun = z.object({ importId: idText });

const importRowError = z.object({
  /** The line in the file, the header being line 1. */
  line: z.number().int(),
  column: z.string(),
  problem: codedApart<RowEnd>(),
});
export type ImportRowError = z.infer<typeof importRowError>;

const importRow = z.object({
  line: z.number().int(),
  time,
  symbol: z.string(),
  side,
  quantity: decimalText,
  price: decimalText,
  /** Of a share, where the file says it. */
  priceCurrency: currencyText.optional(),
  /** Of a future, a perpetual or an option. */
  contract: z.object({ kind: z.enum(contractKinds), settle: currencyText }).optional(),
  fee: decimalText.optional(),
  feeCurrency: currencyText.optional(),
  orderId: z.string().optional(),
  /** Whether an account has it already, or one that it may be. */
  known: z.enum(['same', 'alike']).optional(),
});
export type ImportRow = z.infer<typeof importRow>;

/**
 * Fills and movements that an account has already, and those that look like ones that it has: the trader says whether
 * they are.
 */
const knownRows = z.object({
  duplicates: z.number().int(),
  alike: z.number().int(),
  duplicateEntries: z.number().int(),
  alikeEntries: z.number().int(),
});
export type KnownRows = z.infer<typeof knownRows>;

/** What a file does not say, and is asked before anything of it is written. */
const importQuestion = z.object({
  id: z.string(),
  about: z.enum([
    'zone',
    'dates',
    'decimal',
    'currency',
    'status',
    'level',
    'direction',
    'fee',
    'tax',
    'total',
    'balance',
  ]),
  /** From the file. */
  example: z.string(),
  /** Of the first row that asks, where it matters which. */
  line: z.number().int().optional(),
  /** How many rows wait for the answer. */
  rows: z.number().int(),
});
export type ImportQuestion = z.infer<typeof importQuestion>;

const alikeFill = importRow
  .pick({ line: true, time: true, symbol: true, side: true, quantity: true, price: true })
  .extend({
    /** Undefined where the file itself has both. */
    accountName: z.string().optional(),
    tradeId: z.string().optional(),
    /** What it may be. */
    as: importRow.pick({ time: true, side: true, quantity: true, price: true }).extend({
      tradeId: z.string().optional(),
      /** The file that brought it. */
      fileName: z.string().optional(),
    }),
  });
export type AlikeFill = z.infer<typeof alikeFill>;

const alikeMovement = z.object({
  line: z.number().int(),
  time,
  type: z.string(),
  currency: currencyText,
  amount: decimalText,
  accountName: z.string().optional(),
  /** When the movement that it may be was; missing where the file itself has both. */
  asTime: time.optional(),
});
export type AlikeMovement = z.infer<typeof alikeMovement>;

const earlierImport = z.object({
  id: idText,
  accountName: z.string(),
  fileName: z.string(),
  importedAt: time,
  from: time,
  to: time,
  /** A reader took it that later ones corrected: the file replaces it or stays out. Else it is the same file. */
  isOutdated: z.boolean(),
  /** The file tells all of its time: replaced by it, nothing is lost. */
  isCovered: z.boolean(),
});
export type EarlierImport = z.infer<typeof earlierImport>;

export const importPreview = z.object({
  importId: idText,
  fileName: z.string(),
  /** As the source is called; `fills` and `mapped` are no source's. */
  format: z.string(),
  /** The first rows, for the eye. */
  rows: listOf(importRow),
  /** The first errors; rows with an error are not imported. */
  errors: listOf(importRowError),
  /** The first rows that are no trades, and why they are passed over. */
  skippedRows: z.array(z.object({ line: z.number().int(), reason: codedApart<RowEnd>() })),
  valid: z.number().int(),
  /** Deposits, withdrawals and other movements that the file tells. */
  entries: z.number().int(),
  skipped: z.number().int(),
  invalid: z.number().int(),
  questions: listOf(importQuestion),
  /** For a workspace that is not there yet: what the file itself has twice. */
  inNone: knownRows,
  /** For an account that is not there yet, with what trading accounts have. */
  inNew: knownRows,
  /** Fills that accounts that trade have, or may have: they would count twice in whatever account the file goes into. */
  inTrading: listOf(knownRows.pick({ duplicates: true, alike: true }).extend({ accountName: z.string() })),
  /** Of the import accounts, those that it may overlap, with what trading accounts have. */
  inAccounts: listOf(knownRows.extend({ accountName: z.string() })),
  /** The first of those that an account may have. */
  alikes: listOf(alikeFill),
  alikeMovements: listOf(alikeMovement),
  /** Imports that have what the file has, and may have it otherwise. */
  earlier: listOf(earlierImport),
  firstTime: time.optional(),
  lastTime: time.optional(),
  symbols: z.array(z.string()),
  /** What most fills are in: proposed for a portfolio that has no accounts yet. */
  currency: currencyText,
});
export type ImportPreview = z.infer<typeof importPreview>;

/** Into the open workspace, or into a new one of this name. */
export const importCommit = z.object({
  importId,
  accountName,
  /** Whether fills that look like ones that are there are others. */
  importsAlike: z.boolean().optional(),
  /** Earlier imports that the file has again: they are taken back first. */
  replaces: z.array(importId).max(1000).optional(),
  newWorkspace: workspaceName.optional(),
  /** What a portfolio without accounts is measured in from then on; what most fills are in where none is named. */
  baseCurrency: currencyText.optional(),
});

export const importDone = z.object({
  imported: z.number().int(),
  entries: z.number().int(),
  duplicates: z.number().int(),
  /** That look like ones that are there, and were left out. */
  alike: z.number().int(),
  /** Movements, likewise. */
  duplicateEntries: z.number().int(),
  alikeEntries: z.number().int(),
  skipped: z.number().int(),
  invalid: z.number().int(),
});

/** A file that was imported. */
export const importRun = z.object({
  id: idText,
  accountName: z.string(),
  fileName: z.string(),
  format: z.string(),
  importedAt: time,
  /** How many of its fills were new; not known of a half one. */
  fills: z.number().int(),
  /** How many of its movements count; not known of a half one, nor of one that was undone. */
  entries: z.number().int().optional(),
  /** Rows of the file that were there already, and so are another import's; missing where it is not known. */
  leftOut: z.number().int().optional(),
  undoneAt: time.optional(),
  /** A reader took it that later ones corrected: its file may be imported again, and replaces it. */
  isOutdated: z.boolean(),
  /** `half`: it was broken off and not taken back; what is there of it counts. */
  state: z.enum(['done', 'undone', 'half']),
});
export type ImportRun = z.infer<typeof importRun>;

export const importUndone = z.object({ fills: z.number().int(), entries: z.number().int() });
export const importAlreadyUndone = z.object({ code: z.literal('ALREADY_UNDONE') });

/** Something is asked about it, and nothing of it is written before that is answered. */
export const importQuestionsOpen = z.object({ code: z.literal('QUESTIONS_OPEN') });

/** What an older reader took is replaced by the file, or stays and the file does not come beside it. */
export const importEarlier = z.object({
  code: z.literal('EARLIER_IMPORT'),
  file: z.string(),
  from: time,
  to: time,
  isCovered: z.boolean(),
});

/** It was discarded while it was written; nothing of it stayed. */
export const importCancelled = z.object({ code: z.literal('CANCELLED') });

/** Another workspace than the one that was meant is open now, or none: nothing was done. */
export const importElsewhere = z.object({ code: z.literal('WORKSPACE_CHANGED') });

/** Its workspace was closed meanwhile: what is there of it is taken back when that is opened again. */
export const importTakenBackLater = z.object({ code: z.literal('TAKEN_BACK_LATER') });

/** It was broken off, and what was written could not be taken back: it is there until it is. */
export const importHalf = z.object({ code: z.literal('HALF_IMPORTED'), reason: cause });

/** Its undo was broken off: a part of it is void, the rest counts until it is taken back too. */
export const importHalfUndone = z.object({ code: z.literal('HALF_UNDONE'), reason: cause });

export const importUnreadable = z.object({
  code: z.literal('UNREADABLE_FILE'),
  problem: codedApart<FileProblem>(),
});

/** The header is no format's: the trader maps its columns, and the file is sent again. */
export const importUnknownFormat = z.object({
  code: z.literal('UNKNOWN_FORMAT'),
  header: columnNames,
  samples: z.array(columnNames),
  guess: importColumns,
});
export type ImportUnknownFormat = z.infer<typeof importUnknownFormat>;
