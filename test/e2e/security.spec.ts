import { expect, test } from '#test/e2e/fixtures.ts';

test('an injected inline script does not run', async ({ app }) => {
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  const blocked = await app.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener(
          'securitypolicyviolation',
          ({ effectiveDirective }) => resolve(effectiveDirective),
          {
            once: true,
          },
        );
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.body.append(script);
      }),
  );

  expect(blocked).toBe('script-src-elem');
  expect(await app.page.evaluate(() => 'injected' in window)).toBe(false);
  expect(app.takeFaults()).toEqual([expect.stringContaining('Content Security Policy')]);
});

test('the page starts without an error, and asks nothing outside', async ({ app }) => {
  // By then the page is signed in: the address that it came with is used up.
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  const outside: string[] = [];
  const errors: string[] = [];
  app.page.on('request', (request) => outside.push(new URL(request.url()).host));
  app.page.on('pageerror', ({ message }) => errors.push(message));
  app.page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await app.page.reload();
  await expect(app.page.getByText('Explore the demo')).toBeVisible();

  expect(errors).toEqual([]);
  expect([...new Set(outside)]).toEqual([new URL(app.page.url()).host]);
});

test('a reload and a restart find the core again', async ({ app }) => {
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  await app.page.reload();
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  expect(app.page.url()).not.toContain('token');

  await app.kill();
  await app.restart();
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
});
