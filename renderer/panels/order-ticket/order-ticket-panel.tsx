import { run } from '#renderer/core/run.ts';
import { Button, NativeSelect } from '@mantine/core';
import { useId, useRef } from 'react';
import { orderType, timeInForce } from '#src/contract/values.ts';
import { isTraded } from '#src/domain/account.ts';
import { AccountNote, useAccountBar } from '#renderer/trading/account-note.tsx';
import { choiceWords, tradesWords } from '#renderer/words/account-words.ts';
import { runCommand } from '#renderer/commands/handlers.ts';
import { type FieldWords, problemWords } from '#renderer/words/problem-words.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { Prose } from '#renderer/controls/prose.tsx';
import { EstimateLines } from '#renderer/panels/order-ticket/estimate-lines.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { OrderWarnings } from '#renderer/trading/order-warnings.tsx';
import { OrderQuestion } from '#renderer/panels/order-ticket/order-question.tsx';
import { OrderOutcome } from '#renderer/panels/order-ticket/order-outcome.tsx';
import { workingTime } from '#renderer/words/order-words.ts';
import { RefusalNote } from '#renderer/trading/refusal-note.tsx';
import { QuoteStrip } from '#renderer/panels/order-ticket/quote-strip.tsx';
import { SideChoice } from '#renderer/panels/order-ticket/side-choice.tsx';
import { StrategyField } from '#renderer/panels/order-ticket/strategy-field.tsx';
import { SymbolField } from '#renderer/trading/symbol-field.tsx';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { useDayOrderWords } from '#renderer/panels/order-ticket/use-day-order-words.ts';
import { useEstimate } from '#renderer/trading/use-estimate.ts';
import { missingTerms, useOrderDraft } from '#renderer/trading/use-order-draft.ts';
import { useOrderReview } from '#renderer/panels/order-ticket/use-order-review.ts';
import { tellNothingSent, useSettledPress } from '#renderer/panels/order-ticket/use-settled-press.ts';
import { useTicketDraft } from '#renderer/trading/use-ticket-draft.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { sendsHere } from '#renderer/commands/arm-store.ts';
import { useCanSend } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPanel, uncover } from '#renderer/desk/links/panel-store.ts';
import { useLinked, usePlace } from '#renderer/desk/links/panel.tsx';
import { usePanelCommands } from '#renderer/desk/links/use-panel-commands.ts';
import { useTicketAccount } from '#renderer/trading/ticket-account.ts';
import { draftKeyOf } from '#renderer/trading/ticket-store.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { HandedOverNote, NotSentNote } from '#renderer/controls/stale-mark.tsx';
import { hasLimit, hasStop } from '#src/domain/order-type.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** No form and no submit: Enter in a field never sends an order. */
export function OrderTicketPanel() {
  const say = useSay();
  const ticket = useTicketDraft();
  const { place, draft, change } = ticket;
  const accounts = useLiveStore((state) => state.accounts);
  const here = usePlace();
  const account = useTicketAccount();
  const { instrumentId } = useLinked();
  const quantityField = useId();
  const instrument = useLiveStore((state) =>
    instrumentId === undefined ? undefined : state.instruments[instrumentId],
  );
  const orderDraft = useOrderDraft(place, draft);
  const estimated = useEstimate(orderDraft);
  const review = useOrderReview(orderDraft, ticket);
  const press = useSettledPress(() => run(reviewOrder()));

  const changeStrategy = useLatest((strategy: string) => change({ strategy }));

  const connected = useCanSend();
  const tradable = accounts.filter(isTraded);
  const bar = useAccountBar(account?.id);
  const missing = orderDraft === undefined || !review.asked ? [] : missingTerms(orderDraft);
  const separators = usePreferencesStore((state) => state.separators);
  const goodForDay = useDayOrderWords();
  const ruled = estimated?.estimate.problems ?? [];
  const problems = [...missing, ...ruled.map((problem) => problemWords(problem, separators))];

  /** Read when it is needed: following it would render the ticket with each tick. */
  function lastPrice(): string | undefined {
    return instrumentId === undefined ? undefined : useLiveStore.getState().quotes[instrumentId]?.last;
  }

  function problemOf(field: FieldWords['field'], text: string): FieldWords | undefined {
    return review.asked || text !== '' ? problems.find((problem) => problem.field === field) : undefined;
  }

  const panel = useRef<HTMLDivElement>(null);
  usePanelCommands({
    'orders.review': reviewByKey,
    'orders.buy': () => begin('BUY'),
    'orders.sell': () => begin('SELL'),
  });

  async function reviewOrder(): Promise<void> {
    await review.open();
    // What keeps the order from being reviewed may have been scrolled away from.
    showWhole(panel.current?.querySelector('[aria-invalid="true"]'));
  }

  /** Nothing is sent of a ticket that nobody sees. */
  function reviewByKey(): void {
    if (uncover(here)) tellNothingSent('ticket.wasCovered');
    else run(reviewOrder());
  }

  function begin(side: 'BUY' | 'SELL'): void {
    uncover(here);
    change({ side });
    document.getElementById(quantityField)?.focus();
  }

  if (tradable.length === 0) {
    return (
      <div className={classes['empty']}>
        <p>{say('ticket.noAccount')}</p>
        <Button variant="default" onClick={() => runCommand('workspace.accounts')}>
          {say('ticket.accounts')}
        </Button>
      </div>
    );
  }

  return (
    <div
      ref={panel}
      className={classes['ticket']}
      data-side={draft.side}
      data-draft={place && draftKeyOf(place, here)}
      {...sendsHere}
    >
      <div className={classes['pair']}>
        <NativeSelect
          label={say('ticket.account')}
          size="xs"
          title={account && say('order.accountTrades', { name: account.name, trades: tradesWords(account) })}
          value={account?.id ?? ''}
          data={tradable.map((other) => ({ value: other.id, label: choiceWords(other) }))}
          onChange={(event) => setPanel(here, { accountId: event.currentTarget.value })}
        />
        <SymbolField account={account} />
      </div>
      <AccountNote bar={bar} className={classes['problem']}>
        {account?.disabledAt !== undefined && (
          <Button size="compact-xs" variant="default" onClick={() => runCommand('workspace.accounts')}>
            {say('ticket.accounts')}
          </Button>
        )}
      </AccountNote>
      <SideChoice side={draft.side} onChange={(side) => change({ side })} />
      <QuoteStrip instrument={instrument} />
      <div className={classes['pair']}>
        <NativeSelect
          label={say('ticket.type')}
          size="xs"
          value={draft.type}
          data={orderType.options.map((value) => ({ value, label: say(`order.${value}`) }))}
          onChange={(event) => change({ type: orderType.parse(event.currentTarget.value) })}
        />
        <NativeSelect
          label={say('ticket.timeInForce')}
          size="xs"
          value={workingTime(draft)}
          data={timeInForce.options
            .filter((value) => workingTime({ ...draft, timeInForce: value }) === value)
            .map((value) => ({ value, label: say(`order.${value}`) }))}
          onChange={(event) => change({ timeInForce: timeInForce.parse(event.currentTarget.value) })}
          error={problemOf('timeInForce', draft.timeInForce)?.message}
          description={workingTime(draft) === 'DAY' ? goodForDay : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </div>
      <div className={`${classes['pair']} ${classes['terms']}`}>
        <NumberField
          id={quantityField}
          label={say('ticket.quantity')}
          unit={instrument?.base}
          step={instrument?.lotSize}
          amount
          value={draft.quantity}
          problem={problemOf('quantity', draft.quantity)}
          onChange={(quantity) => change({ quantity })}
        />
        <NumberField
          label={say('ticket.limitPrice')}
          unit={instrument?.quote}
          step={instrument?.tickSize}
          start={lastPrice}
          disabled={!hasLimit(draft.type)}
          value={draft.limitPrice}
          problem={problemOf('limitPrice', draft.limitPrice)}
          onChange={(limitPrice) => change({ limitPrice })}
        />
        <NumberField
          label={say('ticket.stopPrice')}
          unit={instrument?.quote}
          step={instrument?.tickSize}
          start={lastPrice}
          disabled={!hasStop(draft.type)}
          value={draft.stopPrice}
          problem={problemOf('stopPrice', draft.stopPrice)}
          onChange={(stopPrice) => change({ stopPrice })}
        />
        <StrategyField value={draft.strategy} onChange={changeStrategy} />
      </div>
      {otherProblems(problems).map((problem) => (
        <p key={problem.message} className={classes['problem']} role="alert">
          <Prose text={problem.message} />
        </p>
      ))}
      {/* What became of a spent draft stands where its estimate stood: beside it, it would hide the fields. */}
      {(review.placed === undefined || draft.placedAs === undefined) && (
        <EstimateLines draft={orderDraft} estimated={estimated} />
      )}
      <div className={classes['action']}>
        {estimated !== undefined && draft.placedAs === undefined && (
          <>
            <OrderWarnings
              draft={estimated.draft}
              warnings={estimated.estimate.warnings}
              spoken={review.question === undefined}
            />
            <RefusalNote
              action={say('action.placeOrder')}
              about={estimated.draft}
              refusal={estimated.estimate.refusal}
              spoken={review.question === undefined}
            />
          </>
        )}
        {review.failed !== undefined && <FailureNote {...review.failed} />}
        {review.placed !== undefined && <OrderOutcome placed={review.placed} onClose={review.forget} />}
        {review.pending ? <HandedOverNote /> : <NotSentNote />}
        <Button
          fullWidth
          size="sm"
          className={classes['review'] ?? ''}
          disabled={!connected || bar !== undefined || orderDraft === undefined || review.pending}
          loading={review.pending}
          {...press}
        >
          {review.confirms ? say('ticket.review') : say('ticket.place')}
        </Button>
      </div>
      <OrderQuestion review={review} />
    </div>
  );
}

function showWhole(field: Element | null | undefined): void {
  const { left = 0, top = 0, width = 0, height = 0 } = field?.getBoundingClientRect() ?? {};
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  if (field?.contains(seen) === false) field.scrollIntoView({ block: 'center' });
}

/** Problems of the account and the instrument have no text field to stand at. */
function otherProblems(problems: readonly FieldWords[]): readonly FieldWords[] {
  return problems.filter((problem) => problem.field === 'accountId' || problem.field === 'instrumentId');
}
