import { run } from '#renderer/core/run.ts';
import { Button, Group, NativeSelect, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import {
  accountFormProblems,
  firstAccountForm,
  liveMarkets,
  newAccountOf,
  type AccountForm,
  type AccountFormProblems,
} from './account-form.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import type { Failure } from '#renderer/core/failure.ts';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';
import { FeeFields, LotMethodField, MarketField, PaperCashFields } from '#renderer/trading/paper-fields.tsx';
import { withFormSeparators } from '#renderer/trading/paper-form.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useWindowPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { tradesWords } from '#renderer/words/account-words.ts';

/** Which field of the form a field of the call is typed in. */
const refusedFields: Readonly<Record<string, keyof AccountFormProblems>> = {
  name: 'name',
  portfolio: 'portfolioName',
  deposit: 'deposit',
  makerFee: 'makerFeePercent',
  takerFee: 'takerFeePercent',
};

const modes = ['paper', 'live', 'history'] as const;

type AddAccountFormProps = { readonly workspace: WorkspaceInfo; readonly onDone: () => void };

export function AddAccountForm({ workspace, onDone }: AddAccountFormProps) {
  const say = useSay();
  const client = useClient();
  const venues = useLiveStore((state) => state.venues);
  const portfolios = useLiveStore((state) => state.portfolios);
  const followed = useLiveStore((state) => state.feeds[0]?.venue);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const separators = usePreferencesStore((state) => state.separators);
  const selected = useWindowPortfolio();
  const nameField = useFocusAtStart<HTMLInputElement>();
  const isLive = workspace.kind === 'live';
  // Only on the market of that name is money real.
  const markets = liveMarkets(venues).filter(({ environment }) => (environment === 'live') === isLive);
  const [typed, setTyped] = useState<AccountForm>(() => ({
    ...firstAccountForm(selected, followed ?? venues[0]?.id ?? ''),
    mode: isLive ? 'history' : 'paper',
  }));
  const form: AccountForm = { ...typed, ...withFormSeparators(typed, separators) };
  const [tried, setTried] = useState(false);
  const { busy, failed, make } = useCall();
  const [refused, setRefused] = useState<AccountFormProblems>({});
  const problems = { ...refused, ...(tried ? accountFormProblems(form) : {}) };

  function change(part: Partial<AccountForm>): void {
    setTyped({ ...form, ...part });
    setRefused({});
  }

  function choosePortfolio(portfolioId: string): void {
    const known = portfolios.find(({ id }) => id === portfolioId);
    change({ portfolioId, ...(known === undefined ? {} : { baseCurrency: known.baseCurrency }) });
  }

  async function add(): Promise<void> {
    setTried(true);
    const account = newAccountOf(form, markets);
    if (account === undefined) return;
    await make({
      action: say('accounts.adding'),
      call: () => client.call('accounts.add', account),
      onClose: onDone,
      onFailed: tellAtField,
    });
  }

  function tellAtField(failure: Failure): boolean {
    const field = failure.code === 'BAD_VALUE' ? refusedFields[failure.field] : undefined;
    if (field === undefined || failure.code !== 'BAD_VALUE') return false;
    setRefused({ [field]: say(`problem.${failure.problem}`) });
    return true;
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(add());
      }}
    >
      <Stack gap="md">
        <TextInput
          ref={nameField}
          label={say('accounts.accountName')}
          maxLength={60}
          value={form.name}
          error={problems.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Radio.Group
          label={say('accounts.trades')}
          value={form.mode}
          onChange={(mode) => change({ mode: modes.find((each) => each === mode) ?? 'paper' })}
        >
          <Stack gap={6} mt={6}>
            {!isLive && (
              <Radio
                value="paper"
                label={say('accounts.onPaper')}
                description={say('accounts.onPaperMeaning')}
              />
            )}
            {markets.length > 0 && (
              <Radio
                value="live"
                label={say('accounts.atVenue')}
                description={say('accounts.atVenueMeaning')}
              />
            )}
            <Radio
              value="history"
              label={say('accounts.history')}
              description={say('accounts.historyMeaning')}
            />
          </Stack>
        </Radio.Group>
        {form.mode === 'live' && (
          <SimpleGrid cols={2}>
            <NativeSelect
              style={{ gridColumn: 'span 2' }}
              size="xs"
              label={say('accounts.market')}
              value={form.market}
              data={markets.map(({ name, venue, environment }) => ({
                value: name,
                label: say('accounts.marketAt', {
                  venue: venue.label,
                  trades: tradesWords({ mode: 'live', environment }),
                }),
              }))}
              onChange={(event) => change({ market: event.currentTarget.value })}
            />
            <FeeFields form={form} problems={problems} onChange={change} />
          </SimpleGrid>
        )}
        {form.mode === 'paper' && <MarketField form={form} onChange={change} />}
        <NativeSelect
          size="xs"
          label={say('accounts.portfolio')}
          description={say('accounts.portfolioMeaning')}
          value={form.portfolioId}
          data={[
            ...portfolios.map(({ id, name, baseCurrency }) => ({
              value: id,
              label: say('accounts.portfolioIn', { name, currency: baseCurrency }),
            })),
            { value: '', label: say('accounts.newPortfolio') },
          ]}
          onChange={(event) => choosePortfolio(event.currentTarget.value)}
        />
        {form.portfolioId === '' && (
          <TextInput
            label={say('accounts.portfolioName')}
            maxLength={60}
            value={form.portfolioName}
            error={problems.portfolioName}
            onChange={(event) => change({ portfolioName: event.currentTarget.value })}
          />
        )}
        {form.mode === 'paper' ? (
          <PaperCashFields form={form} problems={problems} onChange={change} />
        ) : (
          form.portfolioId === '' && (
            <TextInput
              label={say('accounts.currency')}
              value={form.baseCurrency}
              error={problems.baseCurrency}
              onChange={(event) => change({ baseCurrency: event.currentTarget.value })}
            />
          )
        )}
        {form.portfolioId === '' && <LotMethodField form={form} onChange={change} />}
        {failed !== undefined && <FailureNote {...failed} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {say('common.back')}
          </Button>
          <Button type="submit" loading={busy} disabled={!connected}>
            {say('accounts.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
