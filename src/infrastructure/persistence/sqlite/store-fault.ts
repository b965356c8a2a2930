import { RepositoryError } from '#src/ports/store-errors.ts';
import { isDriverError, storeError } from './driver-errors.ts';

const diskTroubles: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EIO: 'the disk fails',
};

/** What the store or the disk refused, whatever call met it; undefined for a fault of the program. */
export function storeFault(fault: unknown): RepositoryError | undefined {
  if (fault instanceof RepositoryError) return fault;
  if (isDriverError(fault)) return storeError(fault, 'a temporary file');
  if (!(fault instanceof Error) || !('code' in fault)) return undefined;
  const trouble = diskTroubles[String(fault.code)];
  if (trouble === undefined) return undefined;
  const path = 'path' in fault && typeof fault.path === 'string' ? fault.path : 'a file';
  return new RepositoryError(`${path} cannot be written or read: ${trouble}`, {
    code: 'DISK_REFUSES',
    file: path,
    trouble: String(fault.code),
  });
}
