import { BusyError, RepositoryError } from '#src/ports/store-errors.ts';
import { isDriverError, storeError } from './driver-errors.ts';

const diskTroubles: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EIO: 'the disk fails',
};

/** Something else stands where a folder should, or a folder where a file should, or a link in its place leads nowhere. */
const inTheWay = new Set<unknown>(['ENOTDIR', 'EEXIST', 'ELOOP', 'EISDIR', 'ERR_FS_EISDIR', 'ENOTEMPTY']);

function isInTheWay(fault: Error & { readonly code: unknown }): boolean {
  const { code } = fault;
  if (code === 'ENOENT') return 'syscall' in fault && fault.syscall === 'mkdir';
  return inTheWay.has(code);
}

/** This program, or the whole system, has as many open as it may. */
const noFileLeft = new Set<unknown>(['EMFILE', 'ENFILE']);
const noPermission = new Set<unknown>(['EACCES', 'EPERM']);

/** True where the whole program has no file left to open: that says nothing of the file which was to be. */
export function isLackOfFiles(fault: unknown): boolean {
  return noFileLeft.has(codeOf(fault));
}

/**
 * Why a file that may be whole cannot be read for now: permission, or too many open files. Undefined for a fault that says
 * something of the file itself.
 */
export function whyWithheld(fault: unknown): RepositoryError | undefined {
  if (fault instanceof BusyError) return fault;
  if (fault instanceof RepositoryError && fault.problem?.code === 'FILE_NOT_WRITABLE') return fault;
  const code = codeOf(fault);
  if (!noPermission.has(code) && !noFileLeft.has(code)) return undefined;
  if (!(fault instanceof RepositoryError && fault.problem?.code === 'FILE_NOT_OPENED'))
    return storeFault(fault);
  const { file: path } = fault.problem;
  return storeFault(Object.assign(new Error(fault.message), { code, path }));
}

/** The system's own word, as Node or one of ours tells it. */
function codeOf(fault: unknown): unknown {
  if (!(fault instanceof RepositoryError))
    return fault instanceof Error && 'code' in fault ? fault.code : undefined;
  const { problem } = fault;
  return problem?.code === 'FILE_UNREADABLE' || problem?.code === 'FILE_NOT_OPENED'
    ? problem.fault
    : undefined;
}

/** What the store or the disk refused, whatever call met it; undefined for a fault of the program. */
export function storeFault(fault: unknown): RepositoryError | undefined {
  if (fault instanceof RepositoryError) return fault;
  if (isDriverError(fault)) return storeError(fault, 'a temporary file');
  if (!(fault instanceof Error) || !('code' in fault)) return undefined;
  const path = 'path' in fault && typeof fault.path === 'string' ? fault.path : 'a file';
  if (isInTheWay(fault)) {
    // A renaming fails for what stands where it leads.
    const folder = 'dest' in fault && typeof fault.dest === 'string' ? fault.dest : path;
    const problem = { code: 'FOLDER_UNUSABLE', folder, fault: String(fault.code) } as const;
    return new RepositoryError(`${folder} cannot be used: ${fault.message}`, problem);
  }
  if (noFileLeft.has(fault.code)) {
    const problem = { code: 'FILE_UNREADABLE', fault: String(fault.code) } as const;
    return new RepositoryError(`${path} cannot be opened: too many files are open`, problem);
  }
  const trouble = diskTroubles[String(fault.code)];
  if (trouble === undefined) return undefined;
  return new RepositoryError(`${path} cannot be written or read: ${trouble}`, {
    code: 'DISK_REFUSES',
    file: path,
    trouble: String(fault.code),
  });
}
