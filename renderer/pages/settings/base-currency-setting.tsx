import { Button, Group } from '@mantine/core';
import { useSay } from '#renderer/controls/use-say.ts';
import { askBaseCurrency } from '#renderer/desk/links/asked-base-currency.ts';
import { useWindowPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { closeSettings } from './open-settings.ts';

/** What the portfolio is measured in. It is of the workspace, and what another one changes is told first, in its own dialog. */
export function BaseCurrencySetting() {
  const say = useSay();
  const portfolio = useWindowPortfolio();
  if (portfolio === undefined) return null;
  const { id, name, baseCurrency } = portfolio;
  function ask(): void {
    closeSettings();
    askBaseCurrency(id);
  }
  return (
    <Group justify="space-between">
      <span>{say('settings.measuredIn', { name, currency: baseCurrency })}</span>
      <Button variant="default" size="compact-sm" onClick={ask}>
        {say('base.change')}
      </Button>
    </Group>
  );
}
