import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { ServerError } from '../server/server-error.ts';
import { parseFromPage } from './from-page.ts';
import { isOurHost, isOurOrigin, pageAddress, pathWithin, type PageAccess } from './page-access.ts';
import { pageAssets } from './page-assets.ts';
import type { FromPage, ToPage } from './view.ts';

/** What the page is shown, and what it may cause. */
export interface PageContent {
  /** All that a page needs that has just been opened. */
  readonly everything: () => readonly ToPage[];
  readonly onMessage: (message: FromPage) => void;
  /** The path of report.html; null before there is one. */
  readonly report: () => string | null;
  /** PEM of the authority that clients are to trust; null without TLS. */
  readonly authority: string | null;
}

/** A page says a few words only. */
const MOST_BYTES = 4096;
const MOST_PAGES = 16;
/** A page that does not take what it is sent is cut off; it comes back by itself. */
const MOST_UNSENT = 16 * 1024 * 1024;

/** Serves the live page on loopback, to whoever has its address. */
export class PageServer {
  readonly address: string;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #access: PageAccess;
  readonly #content: PageContent;

  private constructor(
    server: Server,
    parts: { readonly sockets: WebSocketServer; readonly access: PageAccess; readonly content: PageContent },
  ) {
    this.#server = server;
    this.#sockets = parts.sockets;
    this.#access = parts.access;
    this.#content = parts.content;
    this.address = pageAddress(parts.access);
    server.on('request', (request, response) => this.#respond(request, response));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, { socket, head }));
  }

  /** @throws ServerError `listen-failed` */
  static async listen(port: number, content: PageContent): Promise<PageServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        const message = `Cannot serve the page on 127.0.0.1:${port} (${cause.message}); choose another --http, or leave the page out with --no-page.`;
        reject(new ServerError('listen-failed', message, { cause }));
      });
      server.listen({ host: '127.0.0.1', port }, resolve);
    });
    server.removeAllListeners('error').on('error', () => undefined);
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    const access = { token: randomBytes(16).toString('hex'), port: bound };
    const sockets = new WebSocketServer({
      noServer: true,
      maxPayload: MOST_BYTES,
      perMessageDeflate: false,
    });
    return new PageServer(server, { sockets, access, content });
  }

  send(message: ToPage): void {
    const text = JSON.stringify(message);
    for (const socket of this.#sockets.clients) sendTo(socket, text);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets.clients) socket.close(1001);
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
      this.#server.closeAllConnections();
    }, 1000);
    await closed;
    clearTimeout(cut);
  }

  #respond(request: IncomingMessage, response: ServerResponse): void {
    const path = isOurHost(this.#access, request.headers) ? pathWithin(this.#access, request.url) : null;
    if (path === null)
      refuse(response, 403, 'The address of this page holds a token; copy it as it was printed.');
    else if (request.method !== 'GET') refuse(response, 405, 'This page can only be read.');
    else if (path === 'report.html') void this.#sendReport(response);
    else if (path === 'ca.pem' && this.#content.authority !== null)
      send(response, 'application/x-pem-file', this.#content.authority);
    else {
      const asset = pageAssets(this.#access.port)[path === '' ? 'index.html' : path];
      if (asset === undefined) refuse(response, 404, 'There is nothing here.');
      else send(response, asset.type, asset.text, asset.policy);
    }
  }

  async #sendReport(response: ServerResponse): Promise<void> {
    const file = this.#content.report();
    try {
      if (file === null) refuse(response, 404, 'There is no report yet.');
      // It has a policy of its own in it, which lets nothing act but its own script.
      else send(response, 'text/html; charset=utf-8', await readFile(file, 'utf8'), "frame-ancestors 'none'");
    } catch {
      refuse(response, 404, 'The report cannot be read any more.');
    }
  }

  #upgrade(request: IncomingMessage, { socket, head }: { socket: Duplex; head: Buffer }): void {
    socket.on('error', () => undefined);
    const isOurs = isOurOrigin(this.#access, request.headers);
    if (!isOurs || pathWithin(this.#access, request.url) !== 'live' || this.#isFull) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (page) => this.#welcome(page));
  }

  get #isFull(): boolean {
    return this.#sockets.clients.size >= MOST_PAGES;
  }

  #welcome(page: WebSocket): void {
    // A frame that is none is the end of that page, and of nothing else.
    page.on('error', () => page.terminate());
    page.on('message', (data: RawData, isBinary: boolean) => {
      const message = isBinary ? null : parseFromPage(textOf(data));
      if (message === null) page.close(1008);
      else this.#content.onMessage(message);
    });
    for (const message of this.#content.everything()) sendTo(page, JSON.stringify(message));
  }
}

function sendTo(page: WebSocket, text: string): void {
  if (page.readyState !== page.OPEN) return;
  if (page.bufferedAmount > MOST_UNSENT) page.terminate();
  else page.send(text);
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : '';
}

function send(response: ServerResponse, type: string, text: string, policy = "default-src 'none'"): void {
  response.writeHead(200, {
    'content-type': type,
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(text);
}

function refuse(response: ServerResponse, code: number, sentence: string): void {
  response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${sentence}\n`);
}
