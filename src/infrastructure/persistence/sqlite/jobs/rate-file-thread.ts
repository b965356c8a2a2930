import type { Result } from '#src/domain/result.ts';
import type { RateFileText, ReadRateFile, ReadRates, UnreadableRates } from '#src/ports/rate-files.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf } from '#src/infrastructure/threads/service.ts';

/** What the thread of a file of rates does, which is given nothing. */
export type RateFileThread = {
  readRates(file: RateFileText): Promise<Result<ReadRates, UnreadableRates>>;
};

const resourceLimits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 256 };

/** In a thread of its own for each, as whatever comes from elsewhere. */
export function readRateFileIn(workerUrl: URL): ReadRateFile {
  return async (file) => {
    const { ask, end } = openThread<RateFileThread>(workerUrl, { resourceLimits });
    try {
      return valueOf(await ask('readRates', file));
    } finally {
      await end();
    }
  };
}
