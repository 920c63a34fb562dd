import type { UserIds } from './spec.ts';

/** How a process ended: one of the two is null, or both where the system does not tell. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** For a client without a process of its own, in place of both: what it did, in words that follow its name. */
  readonly error?: string;
}

/** The client's first process, with its input and output; started over pipes or on a pseudo-terminal. */
export interface ClientProcess {
  readonly pid: number;
  /** Resolves when the process has ended and what it wrote before was delivered. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Resolves when the system has taken the bytes, which a client that reads nothing can put off for ever. */
  write(bytes: Buffer): Promise<void>;
  closeInput(): void;
  /** Lets go of the pipes, which a stray process of the client may still hold open. */
  release(): void;
}

export interface ProcessStart {
  /** An existing, executable file. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly runAs?: UserIds | undefined;
  readonly onOutput: OutputListener;
}

/** A pseudo-terminal has one stream only; all of it is `output`. */
export type OutputListener = (chunk: Buffer, stream: 'output' | 'errors') => void;
