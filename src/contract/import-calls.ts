import { z } from 'zod';
import { call, noWorkspace, nothing } from './call.ts';
import {
  importAlreadyUndone,
  importBegin,
  importBegun,
  importCancelled,
  importChunk,
  importCommit,
  importDone,
  importEarlier,
  importElsewhere,
  importHalf,
  importHalfUndone,
  importPreview,
  importRef,
  importRun,
  importTakenBackLater,
  importUndone,
  importUnknownFormat,
  importQuestionsOpen,
  importUnreadable,
} from './imports.ts';
import { listOf } from './list.ts';
import { notFound } from './orders.ts';
import { badValue, nameTaken, workspaceUnavailable } from './workspace.ts';

/** Of files with trades: read, looked at, written, undone. */
export const importCalls = {
  'imports.begin': call(importBegin, importBegun, z.never()),
  'imports.chunk': call(importChunk, nothing, z.union([notFound, importUnreadable, importUnknownFormat])),
  'imports.preview': call(
    importRef,
    importPreview,
    z.union([notFound, importUnreadable, importUnknownFormat]),
  ),
  'imports.commit': call(
    importCommit,
    importDone,
    z.union([
      notFound,
      noWorkspace,
      nameTaken,
      workspaceUnavailable,
      importElsewhere,
      importQuestionsOpen,
      importEarlier,
      importCancelled,
      importHalf,
      importTakenBackLater,
      badValue,
    ]),
  ),
  'imports.list': call(nothing, listOf(importRun), noWorkspace),
  'imports.undo': call(
    importRef,
    importUndone,
    z.union([
      noWorkspace,
      notFound,
      importAlreadyUndone,
      importHalfUndone,
      importElsewhere,
      importTakenBackLater,
    ]),
  ),
  'imports.discard': call(importRef, nothing, z.never()),
} as const;
