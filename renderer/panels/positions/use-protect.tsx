import { notifications } from '@mantine/notifications';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { PositionInfo, ProtectionWarningInfo } from '#src/contract/portfolio.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { explain } from '#renderer/words/explain.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { notifyFailure } from '#renderer/controls/notify-failure.tsx';
import { refusalWords } from '#renderer/words/number-refusal.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { Prose } from '#renderer/controls/prose.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { type Protect } from '#renderer/trading/position-columns.tsx';
import { positionName } from '#renderer/trading/position-name.ts';
import { type ProtectionField, warningWords } from '#renderer/words/protection-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { EditProblem } from '#renderer/grid/column.ts';
import { say } from '#renderer/words/say.ts';

/** Notes a stop loss or a take profit as it was typed; what is left empty is taken away. */
export function useProtect(): Protect {
  const client = useClient();
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);

  function actionOf(position: PositionInfo, field: ProtectionField): string {
    const name = positionName(position, useLiveStore.getState().instruments, format);
    return say(field === 'stopLoss' ? 'position.notingStopLoss' : 'position.notingTakeProfit', { name });
  }

  function read(
    position: PositionInfo,
    field: ProtectionField,
    text: string,
  ): Result<string | undefined, EditProblem> {
    if (text === '') return ok(undefined);
    const instrument = useLiveStore.getState().instruments[position.instrumentId];
    const reading = parseNumber(text, separators, { step: instrument?.tickSize, unit: instrument?.quote });
    if (reading.ok) return ok(reading.value.toString());
    const { message } = refusalWords(text, reading.error, separators);
    const failure: Failure = { code: 'NOT_READ', field: say(`position.${field}`), message };
    return err({ message, tell: () => notifyFailure(actionOf(position, field), failure) });
  }

  async function write(
    position: PositionInfo,
    field: ProtectionField,
    price: string | undefined,
    withdrawn: AbortSignal,
  ): Promise<EditProblem | undefined> {
    if (withdrawn.aborted) return undefined;
    const { accountId, instrumentId, side } = position;
    const action = actionOf(position, field);
    const answer = await client.call('positions.protect', { accountId, instrumentId, side, field, price });
    if (!answer.ok) {
      const { title, remedy } = explain(action, answer.error, separators);
      const message = say('failure.whole', { title, remedy });
      return { message, tell: () => notifyFailure(action, answer.error) };
    }
    tell(position, { field, price, warnings: answer.value.warnings, format });
    return undefined;
  }

  return { read, write };
}

type Noted = {
  readonly field: ProtectionField;
  readonly price: string | undefined;
  readonly warnings: readonly ProtectionWarningInfo[];
  readonly format: Format;
};

function tell(position: PositionInfo, { field, price, warnings, format }: Noted): void {
  const { instruments } = useLiveStore.getState();
  const instrument = instruments[position.instrumentId];
  const name = positionName(position, instruments, format);
  const isStop = field === 'stopLoss';
  if (price === undefined) {
    notifications.show({
      title: <Prose text={say(isStop ? 'position.noStopLoss' : 'position.noTakeProfit', { name })} />,
      message: say('position.ordersUnchanged'),
    });
    return;
  }
  const doubts = warnings.map((warning) => warningWords(warning, position.side, instrument, format));
  notifications.show({
    title: (
      <Prose
        text={say(isStop ? 'position.stopLossNoted' : 'position.takeProfitNoted', {
          name,
          price: format.price(price, instrument),
        })}
      />
    ),
    message: <Prose text={[...doubts, say('position.isNote')].join(' ')} />,
    ...(doubts.length > 0 && { color: 'yellow', autoClose: false }),
  });
}
