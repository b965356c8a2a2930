import type { Side } from '#src/domain/fill.ts';
import type { Currency, ImportId } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { ContractKind } from '#src/domain/instrument.ts';
import type { FileProblem } from '#src/domain/file-problem.ts';
import type { Result } from '#src/domain/result.ts';
import type { RowEnd } from '#src/domain/row-end.ts';
import type { GroupedRow } from './import-staging.ts';
import type { RecordStore } from './record-store.ts';
import type { TakeTurn } from './workspaces.ts';

export type TimeRule = {
  /** An IANA zone; `UTC` needs no look-up. */
  readonly zone: string;
  /** Which part of a date such as 03/04/2025 comes first. */
  readonly order: 'YMD' | 'DMY' | 'MDY';
};

export type FillColumn =
  | 'time'
  | 'symbol'
  | 'side'
  | 'quantity'
  | 'price'
  /** What was paid or received in all, before fees. */
  | 'total'
  /** What the price is in. */
  | 'currency'
  | 'fee'
  | 'feecurrency'
  /** Whether it is a contract, and of which kind; the next three are asked for of contracts. */
  | 'kind'
  | 'base'
  | 'settle'
  | 'multiplier'
  | 'orderid'
  | 'tradeid'
  /** Whether an order was filled. */
  | 'status'
  /** What kind of row it is, of which not all count: an order beside its executions, a sum. */
  | 'level';

/** What tells a purchase from a sale: a minus before what is sold, before what is paid, or before what a sale is worth. */
export type Direction = 'quantity' | 'paid' | 'value';

/** What a file does not say, and a trader is asked before anything is written. */
export type FileQuestion = {
  /** By which it is answered. */
  readonly id: string;
  readonly about:
    | 'zone'
    | 'dates'
    | 'decimal'
    | 'currency'
    | 'status'
    | 'level'
    | 'direction'
    | 'fee'
    | 'tax'
    | 'total'
    | 'balance';
  /** From the file. */
  readonly example: string;
  /** Of the first row that asks, where it matters which. */
  readonly line?: number;
  /** How many rows wait for the answer. */
  readonly rows: number;
};

/** By the ids of the questions. */
export type FileAnswers = Readonly<Record<string, string>>;

/** What a trader said of a file that no format knows. */
export type FileMapping = {
  /** The names in the file's header: by them the header is found again. */
  readonly header: readonly string[];
  /** Where each of our columns stands in it, from 0. */
  readonly columns: { readonly [Column in FillColumn]?: number | undefined };
  /** Where no column says the side. */
  readonly direction?: Direction | undefined;
  readonly times: TimeRule;
  readonly decimal: '.' | ',';
};

export type UnreadableFile = { readonly code: 'UNREADABLE_FILE'; readonly problem: FileProblem };

/** No format knows the header. What a trader needs to map it, with our guess. */
export type UnknownFormat = {
  readonly code: 'UNKNOWN_FORMAT';
  readonly header: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly guess: FileMapping['columns'];
};

export type ImportFileError = UnreadableFile | UnknownFormat;

export type ReadRows = {
  readonly fills: readonly ImportedFill[];
  readonly entries: readonly ImportedEntry[];
  readonly groups: readonly GroupedRow[];
};

export type RowProblem = { readonly line: number; readonly column: string; readonly problem: RowEnd };

export type SkippedRow = { readonly line: number; readonly reason: RowEnd };

/** What was left out so far. Of problems and skipped rows the first are kept, and all are counted. */
export type FileNotes = {
  readonly format: { readonly id: string; readonly name: string; readonly version: number } | undefined;
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly digest: string;
  readonly problems: readonly RowProblem[];
  readonly invalid: number;
  readonly skippedRows: readonly SkippedRow[];
  readonly skipped: number;
  readonly questions: readonly FileQuestion[];
};

/** Reads a file of trades as its text comes: every piece gives the rows that it completes, and nothing of them is kept. */
export interface FileReader {
  write(text: string): Result<ReadRows, ImportFileError>;
  end(): Result<ReadRows, ImportFileError>;
  /** All rows that make one trade, in the file's order. */
  readGroup(group: readonly GroupedRow[]): ReadRows;
  notes(): FileNotes;
}

/** What an import needs of an open workspace. */
export type ImportTarget = {
  readonly store: RecordStore;
  readonly files: { readonly folder: string; readonly lendTurn: TakeTurn };
  /** Keeps what equity is before history is written: the curve breaks there, and a fall before it stays one. */
  keepPoint(): Promise<void>;
  /** Reads accounts, instruments and values anew, after work beside the session. */
  reload(): Promise<void>;
};

export type FileToImport = {
  readonly fileName: string;
  readonly mapping: FileMapping | undefined;
  readonly answers: FileAnswers;
};

/** How a file was read, and what time it is about: by it an earlier import of the same is found. */
export type FileReading = {
  readonly format: string;
  /** The version of the format's reader. */
  readonly reader: number;
  readonly digest: string;
  /** From its first fill or movement to its last; undefined where it has none. */
  readonly from: number | undefined;
  readonly to: number | undefined;
};

/** An import that the file has again, and maybe otherwise. */
export type EarlierImport = {
  readonly id: ImportId;
  readonly accountName: string;
  readonly fileName: string;
  readonly importedAt: number;
  readonly from: number;
  readonly to: number;
  /** A reader took it that later ones corrected; else it is the same file. */
  readonly isOutdated: boolean;
  /** The file tells all of its time: replaced by it, nothing is lost. */
  readonly isCovered: boolean;
};

/** How many rows of a file are there to be written, and how many are not. */
export type FileCounts = {
  readonly fills: number;
  readonly entries: number;
  readonly skipped: number;
  readonly invalid: number;
  /** Questions that are not answered. */
  readonly questions: number;
  readonly reading: FileReading;
};

/** A row as the trader sees it before anything is written. */
export type PreviewRow = {
  readonly line: number;
  readonly time: number;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: string;
  readonly price: string;
  readonly priceCurrency: Currency | undefined;
  /** Of a contract. */
  readonly contract: { readonly kind: ContractKind; readonly settle: Currency } | undefined;
  readonly fee: string | undefined;
  readonly feeCurrency: Currency | undefined;
  readonly orderId: string | undefined;
  /** Whether an account has it already, or one that it may be. */
  readonly known: 'same' | 'alike' | undefined;
};

/** How many of a file's fills and movements an account has already, and how many it may have. */
export type KnownRows = {
  readonly duplicates: number;
  readonly alike: number;
  readonly duplicateEntries: number;
  readonly alikeEntries: number;
};

/** The same of the fills alone, of an account that trades. */
export type TradedRows = Pick<KnownRows, 'duplicates' | 'alike'> & { readonly accountName: string };

/** A fill that the account may have already. */
export type AlikeFill = Pick<PreviewRow, 'line' | 'time' | 'symbol' | 'side' | 'quantity' | 'price'> & {
  /** Undefined where the file itself has both. */
  readonly accountName: string | undefined;
  readonly tradeId: string | undefined;
  /** What it may be. */
  readonly as: Pick<PreviewRow, 'time' | 'side' | 'quantity' | 'price'> & {
    readonly tradeId: string | undefined;
    /** That brought it. */
    readonly fileName?: string | undefined;
  };
};

export type AlikeMovement = Pick<ImportedEntry, 'line' | 'time' | 'type' | 'currency'> & {
  readonly amount: string;
  readonly accountName: string | undefined;
  /** When the movement that it may be was; undefined where the file itself has both. */
  readonly asTime: number | undefined;
};

export type FilePreview = Omit<FileNotes, 'format' | 'digest' | 'problems'> & {
  /** As the source is called. */
  readonly format: string;
  readonly rows: readonly PreviewRow[];
  readonly errors: readonly RowProblem[];
  readonly valid: number;
  readonly entries: number;
  /** For a workspace that is not there yet: what the file itself has twice. */
  readonly inNone: KnownRows;
  /** For an account that is not there yet, with what the trading accounts of the workspace have. */
  readonly inNew: KnownRows;
  /** What the trading accounts have: it is not to count twice, whatever account the file goes into. */
  readonly inTrading: readonly TradedRows[];
  /** Of the import accounts, likewise. */
  readonly inAccounts: readonly (KnownRows & { readonly accountName: string })[];
  /** The first of those that an account may have. */
  readonly alikes: readonly AlikeFill[];
  readonly alikeMovements: readonly AlikeMovement[];
  /** Imports that have what the file has, and may have it otherwise. */
  readonly earlier: readonly EarlierImport[];
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  readonly symbols: readonly string[];
  /** What most fills are in: proposed for a portfolio that has no accounts yet. */
  readonly currency: Currency;
};

export type ImportDone = {
  /** Fills that are new, and those that were recorded already. */
  readonly imported: number;
  readonly duplicates: number;
  /** That look like ones that are there, and were left out. */
  readonly alike: number;
  /** Movements that are new, and the same of them. */
  readonly entries: number;
  readonly duplicateEntries: number;
  readonly alikeEntries: number;
  readonly skipped: number;
  readonly invalid: number;
};

export type Committed = { readonly id: ImportId; readonly done: ImportDone };

export type Cancelled = { readonly code: 'CANCELLED' };

/** By an account that is no history: two of one name would be taken for each other. Nothing is written. */
export type HistoryNameTaken = {
  readonly code: 'BAD_VALUE';
  readonly field: 'accountName';
  readonly problem: 'ACCOUNT_NAME_TAKEN';
};

/** Where a file goes, and whether fills that look like ones that are there are others. */
export type ImportChoice = {
  readonly accountName: string;
  readonly importsAlike: boolean;
  /** Of a portfolio without accounts; undefined: the one that was proposed. */
  readonly baseCurrency?: Currency | undefined;
};

/** A file on its way into a workspace, in pieces. What is asked of it is done one after another. */
export interface FileImport {
  write(text: string): Promise<Result<void, ImportFileError>>;
  /** Of the whole file; nothing can be written after it. */
  count(): Promise<Result<FileCounts, ImportFileError>>;
  /** Compared with what the workspace has already. */
  preview(workspace: ImportTarget | undefined): Promise<Result<FilePreview, ImportFileError>>;
  /** All of it or, on a fault or when it is stopped, none. */
  commit(
    workspace: ImportTarget,
    into: ImportChoice,
    onProgress: (done: number) => void,
  ): Promise<Result<Committed, Cancelled | HistoryNameTaken>>;
  /** Ends a commit that is under way. */
  stop(): void;
  discard(): Promise<void>;
  /** Ends it in the middle of whatever it does; half of a commit is taken back when its workspace is opened again. */
  abandon(): void;
}

/** How many no longer count: fills, and the ledger's entries that no fill makes. */
export type Undone = { readonly fills: number; readonly entries: number };

export type AlreadyUndone = { readonly code: 'ALREADY_UNDONE' };
