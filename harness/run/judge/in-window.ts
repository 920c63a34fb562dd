import type { ShownLine } from '../../client/shown-line.ts';
import type { Condition } from '../../scenario/model.ts';
import { matchPattern } from '../../wire/pattern.ts';
import { parseTemplate, type Template } from '../../wire/template.ts';

/**
 * Whether a line stands in the window of a channel or a nick, by the patterns of the profile, in which `\{target}` is its
 * name. Names have no letter case in IRC. In the name of a file, what is not usual there may be written as `%21`.
 */
export function isInWindow(line: ShownLine, target: Buffer, patterns: readonly string[]): boolean {
  const places =
    line.file === null ? [Buffer.from(line.text)] : [Buffer.from(line.file), fromPercents(line.file)];
  return patterns.some((pattern) => {
    const template = lowered(parseTemplate(pattern));
    return places.some((place) => matchPattern(template, () => lower(target), lower(place)));
  });
}

export function asksForWindow({ shown, any, not }: Condition): boolean {
  return (shown?.window ?? null) !== null || any.some(asksForWindow) || (not !== null && asksForWindow(not));
}

function fromPercents(name: string): Buffer {
  const octets = Buffer.from(name)
    .toString('latin1')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(octets, 'latin1');
}

function lowered(template: Template): Template {
  return template.map((part) => (part.kind === 'bytes' ? { ...part, bytes: lower(part.bytes) } : part));
}

/** The letters of ASCII only, octet by octet. */
function lower(octets: Uint8Array): Buffer {
  return Buffer.from(octets.map((octet) => (octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet)));
}
