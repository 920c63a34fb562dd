import picocolors from 'picocolors';

/** How to write for one terminal. */
export interface TerminalStyle {
  /** Columns, from 20. */
  readonly width: number;
  readonly colours: boolean;
}

export type Paint = ReturnType<typeof picocolors.createColors>;

export const paintFor = ({ colours }: Pick<TerminalStyle, 'colours'>): Paint =>
  picocolors.createColors(colours);

/** What of a stream matters here; `process.stdout` is one. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * The style for a stream. Colours only on a terminal, and never with NO_COLOR set to anything (no-color.org)
 * or on a dumb terminal.
 */
export function styleFor(
  stream: TerminalStream,
  env: Readonly<Record<string, string | undefined>>,
): TerminalStyle {
  const noColour = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return { width: Math.max(20, stream.columns ?? 100), colours: stream.isTTY === true && !noColour };
}
