import type { Page } from '@playwright/test';
import { exploreDemo, rows } from '#test/e2e/desk.ts';
import { expect, test } from '#test/e2e/fixtures.ts';

type Bound = { readonly group: string; readonly title: string; readonly key: string };

/** They leave the page, or build it anew. */
const leaving = new Set(['Back to first page', 'Reset layout']);
/** It works over every dialog: cancelling must never wait. */
const always = 'Cancel all orders';
const caps: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  '↓': 'ArrowDown',
  '↑': 'ArrowUp',
  '→': 'ArrowRight',
  '←': 'ArrowLeft',
  Del: 'Delete',
  PgDn: 'PageDown',
  PgUp: 'PageUp',
};

// A picture of the page at each of a thousand presses would take most of the time.
test.use({ trace: 'off' });

test('every key on every panel: a dialog keeps the keyboard, and gives the focus back at once', async ({
  app: { page },
}) => {
  test.setTimeout(480_000);
  await exploreDemo(page);
  await expect(rows(page, 'Orders').first()).toBeVisible();
  const commands = await readKeySheet(page);
  const panels = commands.filter(({ title }) => title.startsWith('Go to '));
  const others = commands.filter((command) => !panels.includes(command) && !leaving.has(command.title));
  const opening = new Set<string>();
  expect(panels.length).toBeGreaterThan(6);

  for (const panel of panels) {
    for (const command of others) {
      const where = `${command.title} on ${panel.title}`;
      await page.keyboard.press(panel.key);
      const held = await page.evaluateHandle(() => document.activeElement);
      const inTable = await page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null);
      if (command.group === 'Tables' && !inTable) continue;
      await page.keyboard.press(command.key);
      const dialog = await openDialog(page);
      if (dialog === undefined) continue;
      // Once each: what a dialog keeps from the page does not depend on where it was opened.
      if (!opening.has(command.title)) {
        opening.add(command.title);
        for (const other of commands) {
          // With the keys of tables the dialog's own buttons and lists are worked.
          if (other.title === always || other.group === 'Tables') continue;
          await page.keyboard.press(other.key);
          expect(await openDialog(page), `${other.title} over ${where}`).toBe(dialog);
        }
      }
      await page.keyboard.press('Escape');
      const isBack = await page.evaluate((element) => document.activeElement === element, held);
      expect(isBack, `the focus after ${where}`).toBe(true);
    }
  }
  expect([...opening].toSorted()).toEqual(
    expect.arrayContaining([always, 'Command palette', 'Keys', 'Settings']),
  );
});

/** As the sheet tells them: a new command is tried by itself. */
async function readKeySheet(page: Page): Promise<readonly Bound[]> {
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toBeVisible();
  // The commands of panels come after the first paint, with code of their own.
  await expect(sheet.getByText('Go to Orders')).toBeVisible();
  const listed = await sheet.getByRole('region').evaluateAll((groups) =>
    groups.flatMap((group) =>
      [...group.querySelectorAll('dt')].map((title) => ({
        group: group.getAttribute('aria-label') ?? '',
        title: title.textContent ?? '',
        parts: [...(title.nextElementSibling?.querySelectorAll('kbd') ?? [])].map(
          (cap) => cap.textContent ?? '',
        ),
      })),
    ),
  );
  await page.keyboard.press('Escape');
  return listed
    .filter(({ parts }) => parts.length > 0)
    .map(({ group, title, parts }) => ({
      group,
      title,
      key: parts.map((cap) => caps[cap] ?? cap).join('+'),
    }));
}

/** The name of the dialog that is open, once the page has nothing more to do. */
async function openDialog(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    await new Promise((idle) => {
      requestIdleCallback(idle);
    });
    const dialogs = [...document.querySelectorAll('[aria-modal="true"]')];
    const names = dialogs.map((one) => {
      const title = document.getElementById(one.getAttribute('aria-labelledby') ?? '');
      return one.getAttribute('aria-label') ?? title?.textContent ?? 'without a name';
    });
    return names.length === 0 ? undefined : names.join(' over ');
  });
}
