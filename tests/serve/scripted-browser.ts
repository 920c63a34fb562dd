import type { Browser, Page } from 'playwright-core';
import { openPage, type WatchedPage } from '../../reports/testing/browser.ts';
import type { ReadTask, Truthful } from './truthful.ts';

/** A person at the page, who answers every request of one client. */
export class ScriptedBrowser {
  readonly watched: WatchedPage;
  readonly #people: ReadonlyMap<string, Truthful>;

  private constructor(watched: WatchedPage, people: ReadonlyMap<string, Truthful>) {
    this.watched = watched;
    this.#people = people;
  }

  /** @param people by the nick of their client; with one client, under the empty name */
  static async open(
    browser: Browser,
    address: string,
    people: ReadonlyMap<string, Truthful>,
  ): Promise<ScriptedBrowser> {
    return new ScriptedBrowser(await openPage(browser, address), people);
  }

  get page(): Page {
    return this.watched.page;
  }

  /** Answers until the page says that it is over. @param each called before each answer */
  async answerAll(each: (task: ReadTask) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const { page } = this;
    const next = page.locator('[data-task]').first();
    const over = page.getByRole('heading', { name: 'ctcpspec has ended' });
    for (;;) {
      await next.or(over).first().waitFor();
      if (await over.isVisible()) return;
      const task = await read(page);
      if (task === null) continue;
      await each(task);
      const person = this.#people.get(task.nick) ?? this.#people.get('');
      const here = page.locator(`[data-task="${task.id}"]`);
      const answer = await person?.answer(task, () => here.isVisible());
      if (answer != null)
        await here
          .locator(`[data-choice="${answer}"]`)
          .click({ timeout: 5000 })
          .catch(() => undefined);
      await Promise.race([here.waitFor({ state: 'detached' }), over.waitFor()]);
    }
  }
}

/** What stands on the first card; null when there is none any more. As a string, for the tests do not know the browser's types. */
const READ = `(() => {
  const card = document.querySelector('[data-task]');
  if (card === null) return null;
  const all = (selector) => [...card.querySelectorAll(selector)];
  const text = (selector) => all(selector).map((one) => one.textContent).join(' ');
  return {
    id: card.dataset.task,
    kind: card.dataset.kind,
    nick: /client of (\\S+)$/.exec(text('.kind'))?.[1] ?? '',
    title: text('h2'),
    says: text('.says'),
    typed: all('.typed').map(({ dataset: { action, target, command, text } }) => ({ action, target, command, text })),
    choices: all('[data-choice]').map(({ dataset: { choice, example } }) => ({ name: choice, example: example ?? null })),
  };
})()`;

function read(page: Page): Promise<(ReadTask & { readonly nick: string }) | null> {
  return page.evaluate(READ);
}
