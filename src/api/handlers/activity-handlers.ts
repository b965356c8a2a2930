import { presentEntry, presentTrade } from '#src/api/present/present-activity.ts';
import { enterMovement, takeBackMovement } from '#src/application/activity/record-movement.ts';
import { tellDust } from '#src/application/activity/tell-dust.ts';
import { tellFee } from '#src/application/activity/tell-fee.ts';
import { linkTransfer, separateTransfer } from '#src/application/activity/link-transfer.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { ActivityInfo } from '#src/contract/activity.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { isTraded, type Portfolio } from '#src/domain/account.ts';
import { heldId, ledgerEntryId, type AccountId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { movesNothing } from '#src/domain/ledger.ts';
import { worthOfFlow } from '#src/domain/paid-in.ts';
import { ok } from '#src/domain/result.ts';
import type { ActivityFilter, RecordedActivity } from '#src/ports/activity-repository.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import type { Imports } from './import-handlers.ts';
import { enteredOf, moneyOf, presentEffects, presentEntered } from './entered-movement.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';
import { totalOf } from './total-of.ts';

type ActivityCalls = Extract<keyof Handlers, `activity.${string}`>;
type PageRequest = CallRequest<'activity.page'>;

/** All that moved in the accounts of a portfolio, by trades and otherwise. */
export function createActivityHandlers(
  current: CurrentWorkspace,
  runs: Pick<Imports, 'inTurn' | 'showAnew'>,
): Pick<Handlers, ActivityCalls> {
  return {
    'activity.page': within(current, async (workspace, input: PageRequest) => {
      const portfolio = await portfolioOf(workspace, input.portfolioId);
      if (portfolio === undefined) return notFound('portfolio', input.portfolioId);
      const { activity } = workspace.store.read;
      const filter = filterOf(workspace, input);
      const page = await activity.page(filter, input.direction, input);
      const rows = await present(workspace, portfolio, page.rows);
      const total = await totalOf(activity, filter, input, rows.length);
      return ok({ rows: [...rows], next: page.next, previous: page.previous, ...total });
    }),
    'activity.corrections': within(
      current,
      async (workspace, { portfolioId, id }: CallRequest<'activity.corrections'>) => {
        const portfolio = await portfolioOf(workspace, portfolioId);
        if (portfolio === undefined) return notFound('portfolio', portfolioId);
        const entries = await workspace.store.read.activity.corrections(ledgerEntryId(id));
        if (entries.length === 0) return notFound('movement', id);
        return ok({ entries: [...(await present(workspace, portfolio, entries))] });
      },
    ),
    'activity.enter': within(current, (workspace, input: CallRequest<'activity.enter'>) =>
      inTurn(workspace, input.isTrial, async (isTrial) =>
        presentEntered(await enterMovement(workspace, enteredOf({ ...input, isTrial }))),
      ),
    ),
    'activity.takeBack': within(current, (workspace, input: CallRequest<'activity.takeBack'>) =>
      inTurn(workspace, input.isTrial, async (isTrial) =>
        presentEffects(await takeBackMovement(workspace, { id: ledgerEntryId(input.id), isTrial })),
      ),
    ),
    'activity.tellFee': within(current, (workspace, input: CallRequest<'activity.tellFee'>) =>
      inTurn(workspace, false, async (isTrial) => {
        const { seen, fee, ...of } = input;
        const told = await tellFee(workspace, {
          ...of,
          seen: moneyOf(seen),
          fee: moneyOf(fee),
          isTrial,
        });
        return told.ok ? ok({}) : told;
      }),
    ),
    'activity.tellDust': within(current, (workspace, input: CallRequest<'activity.tellDust'>) =>
      inTurn(workspace, false, async (isTrial) => {
        const told = await tellDust(workspace, { ...input, held: heldId(input.held), isTrial });
        return told.ok ? ok({}) : told;
      }),
    ),
    'activity.link': within(current, (workspace, { left, arrived }: CallRequest<'activity.link'>) =>
      inTurn(workspace, false, async (isTrial) =>
        inText(
          await linkTransfer(workspace, {
            left: ledgerEntryId(left),
            arrived: ledgerEntryId(arrived),
            isTrial,
          }),
        ),
      ),
    ),
    'activity.separate': within(current, (workspace, { id }: CallRequest<'activity.separate'>) =>
      inTurn(workspace, false, async (isTrial) =>
        inText(await separateTransfer(workspace, { id: ledgerEntryId(id), isTrial })),
      ),
    ),
  };

  /**
   * One after another with imports, which fold positions anew too; the curve breaks as at an import. What would be refused
   * leaves no point of it.
   */
  async function inTurn<Answer extends { readonly ok: boolean }>(
    workspace: Workspace,
    isTrial: boolean,
    work: (isTrial: boolean) => Promise<Answer>,
  ): Promise<Answer> {
    if (isTrial) return work(true);
    return runs.inTurn(workspace, async () => {
      const tried = await work(true);
      if (!tried.ok) return tried;
      await workspace.keepPoint();
      try {
        return await work(false);
      } finally {
        await runs.showAnew(workspace);
      }
    });
  }
}

async function portfolioOf({ store }: Workspace, id: string): Promise<Portfolio | undefined> {
  return (await store.read.portfolios.list()).find((portfolio) => portfolio.id === id);
}

function filterOf({ accounts }: Workspace, { portfolioId, filter }: PageRequest): ActivityFilter {
  const { accountId: wanted, kind, asset, source, note, from, to, corrected = false } = filter;
  const own = accounts
    .all()
    .filter((account) => account.portfolioId === portfolioId && (wanted ?? account.id) === account.id);
  const accountIds = own.map(({ id }) => id);
  const told = own.filter((account) => isTraded(account) === (source === 'venue')).map(({ id }) => id);
  const small = asset && { text: asset.text.toLowerCase(), instrumentIds: asset.instrumentIds };
  const wantsFills = (kind ?? 'trade') === 'trade' && source !== 'hand' && note === undefined;
  return {
    entries:
      kind === 'trade'
        ? undefined
        : {
            accountIds: source === undefined || source === 'import' ? accountIds : told,
            types: kind && [kind],
            asset: small,
            imported: source && source === 'import',
            note: note?.toLowerCase(),
            corrected,
            from,
            to,
          },
    fills: wantsFills
      ? {
          accountIds,
          instrumentIds: asset?.instrumentIds,
          sources: source && (source === 'import' ? ['import'] : ['venue', 'inferred']),
          from,
          to,
        }
      : undefined,
  };
}

/** Those of accounts of the portfolio. */
async function present(
  { store, session, accounts }: Workspace,
  { id, baseCurrency: base }: Portfolio,
  rows: readonly RecordedActivity[],
): Promise<readonly ActivityInfo[]> {
  const files = new Map((await store.read.imports.list()).map((run) => [run.id, run.fileName]));
  await session.catalogue.learn(
    rows.flatMap((row) => {
      const { instrumentId } = row.kind === 'fill' ? row.fill : row.entry;
      return instrumentId === undefined ? [] : [{ instrumentId }];
    }),
  );
  const told: ActivityInfo[] = [];
  for (const row of rows) {
    const fileName = row.importId && files.get(row.importId);
    if (row.kind === 'fill') {
      told.push(presentTrade(row, session.catalogue.get(row.fill.instrumentId), { base, fileName }));
      continue;
    }
    const { entry, correctedBy } = row;
    const account = ofPortfolio(entry.accountId);
    if (account === undefined) continue;
    const flow = correctedBy === undefined ? await store.read.rates.flow(entry.id, base) : undefined;
    const by = correctedBy && (await store.read.ledger.find(correctedBy));
    told.push(
      presentEntry(row, {
        account,
        base,
        fileName,
        instrument: entry.instrumentId && session.catalogue.get(entry.instrumentId),
        worth: flow && worthOfFlow(flow),
        isTakenBack: by !== undefined && movesNothing(by),
      }),
    );
  }
  return told;

  function ofPortfolio(accountId: AccountId) {
    const account = accounts.of(accountId);
    return account?.portfolioId === id ? account : undefined;
  }
}
