import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { askRates } from '#renderer/desk/links/asked-rates.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { BaseChangesTable } from './base-changes-table.tsx';
import { BasePreview } from './base-preview.tsx';

type BaseCurrencyDialogProps = { readonly portfolio: PortfolioInfo; readonly onClose: () => void };

/** What a portfolio is measured in, what another currency would change, and what it changed. */
export function BaseCurrencyDialog({ portfolio, onClose }: BaseCurrencyDialogProps) {
  const say = useSay();
  const client = useClient();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const { busy, failed, make } = useCall();
  const { id: portfolioId, baseCurrency } = portfolio;
  const answer = useAnswer('portfolio.baseChanges', { portfolioId });
  const changes = answer?.ok === true ? answer.value : [];
  const pending = changes.find(({ madeAt }) => madeAt === undefined);
  const to = typed.trim().toUpperCase();
  const isReadable = /^[A-Z0-9]{2,20}$/.test(to);

  return (
    <Dialog opened onClose={onClose} title={say('base.title')} size={560}>
      <Stack gap="md">
        <p>{say('base.lead', { name: portfolio.name, currency: baseCurrency })}</p>
        {pending === undefined ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (isReadable) setAsked(to);
            }}
          >
            <Group align="end" gap="xs">
              <TextInput
                label={say('base.other')}
                value={typed}
                error={typed !== '' && !isReadable ? say('accounts.currencySuch') : undefined}
                onChange={(event) => setTyped(event.currentTarget.value)}
                data-autofocus
              />
              <Button type="submit" variant="default" disabled={!isReadable}>
                {say('base.show')}
              </Button>
            </Group>
          </form>
        ) : (
          <Group role="status" justify="space-between">
            <span>{say('base.underWay', { from: pending.from, to: pending.to })}</span>
            <Button
              variant="default"
              size="compact-xs"
              loading={busy}
              onClick={() =>
                void make({
                  action: say('base.keeping'),
                  call: () => client.call('portfolio.keepBase', { portfolioId }),
                  onClose: () => undefined,
                })
              }
            >
              {say('base.keep', { currency: pending.from })}
            </Button>
          </Group>
        )}
        {asked !== undefined && pending === undefined && asked === to && (
          <BasePreview
            portfolioId={portfolioId}
            to={asked}
            busy={busy}
            onUse={() =>
              void make({
                action: say('base.changing'),
                call: () => client.call('portfolio.changeBase', { portfolioId, to: asked }),
                onClose: () => setAsked(undefined),
              })
            }
          />
        )}
        {failed !== undefined && <FailureNote {...failed} />}
        <BaseChangesTable changes={changes} />
        <Group justify="space-between">
          <Button variant="default" onClick={() => askRates(true)}>
            {say('rates.open')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
