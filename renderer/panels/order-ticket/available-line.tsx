import { memo, useMemo, useState } from 'react';
import type { CallOutput } from '#src/contract/contract.ts';
import type { OrderDraft } from '#src/contract/orders.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useAccountQuestion } from '#renderer/trading/use-account-question.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type Asked = Pick<OrderDraft, 'accountId' | 'instrumentId' | 'side'>;

/** What there is to spend. It is the account's, whatever stands in the ticket. */
export const AvailableLine = memo(function AvailableLine({ accountId, instrumentId, side }: Asked) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const [held, setHeld] = useState<{
    readonly asked: Asked;
    readonly answer: CallOutput<'orders.available'>;
  }>();
  const asked = useMemo(() => ({ accountId, instrumentId, side }), [accountId, instrumentId, side]);
  const ask = useLatest(async (question: Asked) => {
    const answer = await client.call('orders.available', question);
    if (answer.ok) setHeld({ asked: question, answer: answer.value });
  });
  useAccountQuestion(asked, ask, false);

  const known = held?.asked === asked ? held.answer : undefined;
  return (
    <div>
      <dt>{say('ticket.available')}</dt>
      <dd className="td-number">
        {known?.available === undefined ? unknownText : format.money(known.available, known.currency)}
      </dd>
    </div>
  );
});
