import type { FilePiece } from './file-pieces.ts';
import { isUtf8 } from 'node:buffer';
import { ClientActionError } from './client-error.ts';

/** What a user action is about. Text goes out as UTF-8; bytes go out as they are. */
export interface ActionValues {
  readonly target?: string | Uint8Array;
  readonly text?: string | Uint8Array;
  readonly command?: string | Uint8Array;
  readonly args?: string | Uint8Array;
  /** The path of a file. */
  readonly file?: string | Uint8Array;
  /** What stands in the file that is offered; by default a few words. */
  readonly content?: Iterable<FilePiece>;
}

/**
 * How a value stands in the line: as it is, or as a JSON string with its quotation marks, which can hold any text. With
 * `json-octets` what is no UTF-8 stands in that as it is; with `utf8` and `json` it would not get to the client.
 */
export type UserEncoding = 'plain' | 'utf8' | 'json' | 'json-octets';

const placeholder = /(?:, ?| )?\{(target|text|command|args|file)\}/g;

/**
 * One line as the user types it, without its end.
 *
 * @throws ClientActionError `missing-value`; in a plain line also `line-break-in-value`, for a line break would end the
 *   line and let the rest of the value be taken for a command
 */
export function userLine(template: string, values: ActionValues, encoding: UserEncoding = 'plain'): Buffer {
  const filled = Buffer.from(template)
    .toString('latin1')
    .replace(placeholder, (whole, name: Exclude<keyof ActionValues, 'content'>) => {
      const value = values[name];
      const before = whole.slice(0, whole.indexOf('{'));
      if (value !== undefined) return before + (isJson(encoding) ? asJson(value) : asLatin1(name, value));
      if (name === 'args') return '';
      throw new ClientActionError(
        'missing-value',
        `The line "${template}" needs a value for {${name}}. Give one.`,
      );
    });
  return Buffer.from(filled, 'latin1');
}

export function isJson(encoding: UserEncoding | undefined): boolean {
  return encoding === 'json' || encoding === 'json-octets';
}

/** In octets, as the rest of the line; what is no UTF-8 goes out as it is. */
function asJson(value: string | Uint8Array): string {
  const octets = Buffer.from(value);
  if (!isUtf8(octets)) return JSON.stringify(octets.toString('latin1'));
  return Buffer.from(JSON.stringify(octets.toString('utf8'))).toString('latin1');
}

function asLatin1(name: string, value: string | Uint8Array): string {
  const latin1 = Buffer.from(value).toString('latin1');
  if (/[\r\n\0]/.test(latin1)) {
    throw new ClientActionError(
      'line-break-in-value',
      `The value for {${name}} holds a CR, LF or NUL, which nobody can type within a line. Take it out.`,
    );
  }
  return latin1;
}
