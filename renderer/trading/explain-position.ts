import { useCallback } from 'react';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { askEntries } from '#renderer/desk/links/asked-entries.ts';
import { positionName } from './position-name.ts';

const ofOpen = ['quantity', 'cost', 'realised', 'fees'] as const;
const ofClosed = ['realised', 'fees'] as const;

/** Shows the entries that a figure of a round trip is made of. */
export function useExplainPosition(): (position: PositionInfo, figure: ExplainedFigure) => void {
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  return useCallback(
    (position, figure) => {
      const { id, accountId, held, closedAt } = position;
      const portfolioId = accounts.find((account) => account.id === accountId)?.portfolioId;
      if (portfolioId === undefined) return;
      askEntries({
        portfolioId,
        figure,
        of: { accountId, positionId: id, held },
        name: positionName(position, instruments, format),
        figures: closedAt === undefined ? ofOpen : ofClosed,
      });
    },
    [accounts, instruments, format],
  );
}
