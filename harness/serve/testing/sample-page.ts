import { PageServer } from '../page-server.ts';
import type { FromPage, LineView, ServeView } from '../view.ts';
import { sampleLines } from './sample-views.ts';

export interface SamplePage {
  readonly server: PageServer;
  /** What the page has sent. */
  readonly messages: readonly FromPage[];
}

/** The live page with a view that nothing stands behind. */
export async function serveSample(
  view: ServeView,
  shown: readonly LineView[] = sampleLines,
): Promise<SamplePage> {
  const messages: FromPage[] = [];
  const server = await PageServer.listen(0, {
    everything: () => [
      { kind: 'view', view },
      ...view.clients.map(({ id }) => ({ kind: 'lines', client: id, lines: shown }) as const),
    ],
    onMessage: (message) => messages.push(message),
    report: () => null,
    authority: null,
  });
  return { server, messages };
}
