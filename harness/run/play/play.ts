import { inlineValues } from '../../scenario/inline.ts';
import type { Scenario, ScenarioCase } from '../../scenario/model.ts';
import { matchPattern } from '../../wire/pattern.ts';
import { fillTemplate, type Template } from '../../wire/template.ts';
import type { DccStage } from '../dcc/dcc-stage.ts';
import { castFor, pinnedCast, type Cast } from './names.ts';

/** One case of one scenario, to be played once or more. */
export interface Item {
  readonly scenario: Scenario;
  readonly case: ScenarioCase;
}

export function keyOf(item: Item): string {
  return item.case.name === '' ? item.scenario.id : `${item.scenario.id}#${item.case.name}`;
}

/** Where a play takes place. */
export interface Stage {
  /** The client's nick and source, which a step may change. */
  readonly session: { readonly nick: Uint8Array; readonly source: Uint8Array };
  readonly channel: string;
  readonly server: string;
}

/** One playing of an item: its peers, its tokens, and what the placeholders stand for at that moment. */
export class Play {
  readonly item: Item;
  readonly cast: Cast;
  readonly #values: ReadonlyMap<string, string>;
  readonly #session: Stage['session'];
  readonly #channel: string;
  readonly #server: string;
  #source: Buffer | null = null;

  constructor(item: Item, seed: number, attempt: number, stage: Stage) {
    this.item = item;
    const pinned = item.case.cast;
    this.cast = pinned === null ? castFor(seed, `${keyOf(item)}/${attempt}`) : pinnedCast(pinned);
    this.#session = stage.session;
    this.#channel = stage.channel;
    this.#server = stage.server;
    const { peer, other, token, token2 } = this.cast;
    this.#values = new Map([
      ...Object.entries({ peer, other }).flatMap(([name, who]): [string, string][] => [
        [name, who.source],
        [`${name}.nick`, who.nick],
        [`${name}.user`, who.user],
        [`${name}.host`, who.host],
      ]),
      ['token', token],
      ['token2', token2],
    ]);
  }

  /** What stood behind the command in the last CTCP that the user of the client sent; empty before there is one. */
  sent: Uint8Array = Buffer.alloc(0);

  /** What the offers of the scenario point to, by placeholder; null where nothing is watched. */
  bait: ReadonlyMap<string, string> | null = null;

  /** The text that the user of the client typed last. */
  typed: Uint8Array = Buffer.alloc(0);

  /** The peer by DCC; null where there is none. */
  dcc: DccStage | null = null;

  /** From now on the client's source is what it is at this moment: what was caused is judged by that one. */
  keepSource(): void {
    this.#source = Buffer.from(this.#session.source);
  }

  bytes(template: Template): Buffer {
    return fillTemplate(this.expand(template), this.value);
  }

  matches(pattern: Template, bytes: Uint8Array): boolean {
    return matchPattern(this.expand(pattern), this.value, bytes);
  }

  expand(template: Template): Template {
    return inlineValues(template, this.item.case.values);
  }

  /** The client's nick is read when it is asked for: a step may have changed it. */
  readonly value = (name: string): Buffer => {
    switch (name) {
      case 'nick':
        return Buffer.from(this.#session.nick);
      case 'self':
        return this.#source ?? Buffer.from(this.#session.source);
      case 'channel':
        return Buffer.from(this.#channel);
      case 'sent':
        return Buffer.from(this.sent);
      case 'typed':
        return Buffer.from(this.typed);
      case 'server':
        return Buffer.from(this.#server);
      default:
        return Buffer.from(this.dcc?.value(name) ?? this.bait?.get(name) ?? this.#values.get(name) ?? '');
    }
  };
}
