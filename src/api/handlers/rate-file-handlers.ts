import type { CallRequest } from '#src/contract/contract.ts';
import { currency } from '#src/domain/ids.ts';
import type { RateFile } from '#src/domain/rate-file.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { inText } from '#src/domain/in-text.ts';
import { within, type CurrentWorkspace } from './open-workspace.ts';

type RateFileCalls = Extract<keyof Handlers, `rates.${string}`>;

export function createRateFileHandlers(current: CurrentWorkspace): Pick<Handlers, RateFileCalls> {
  return {
    'rates.preview': within(current, async ({ rateFiles }, input: CallRequest<'rates.preview'>) => {
      const found = await rateFiles.preview(askedOf(input));
      return found.ok ? ok(inText(found.value)) : found;
    }),
    'rates.take': within(current, async ({ rateFiles }, input: CallRequest<'rates.take'>) => {
      const taken = await rateFiles.take(askedOf(input));
      if (!taken.ok) return taken;
      const { file, known } = taken.value;
      return ok({ file: file && present(file), known });
    }),
    'rates.files': within(current, async ({ store }) => ok((await store.read.rateFiles.list()).map(present))),
    'rates.undo': within(current, async ({ rateFiles }, { id }: CallRequest<'rates.undo'>) => {
      const undone = await rateFiles.undo(id);
      return undone.ok ? ok({}) : undone;
    }),
  };
}

function askedOf({ fileName, text, told }: CallRequest<'rates.preview'>) {
  return { name: fileName, text, told: told && { ...told, base: currency(told.base) } };
}

function present(file: RateFile) {
  return { ...file, currencies: [...file.currencies] };
}
