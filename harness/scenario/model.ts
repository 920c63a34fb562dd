import type { Basis, Level, Requirement, Standard } from '../../reports/model/report.ts';
import type { Frame } from '../wire/message-lines.ts';
import type { Template } from '../wire/template.ts';
import type { ClassByStandard } from './grade.ts';
import type { RequirementSet } from './requirement-set-file.ts';
import type { DccStep, DccWanted } from './dcc-model.ts';
import type { Needs, PinnedCast } from './schema.ts';
import type { Measure } from './measures.ts';
import type { Setting } from './settings.ts';
import type { DccAction } from './user-actions.ts';

/** The name of the suite that comes with ctcpspec; any other name is a folder given with --suite. */
export const BUILT_IN = 'built-in';

/** A scenario as the engine plays it: every byte string is parsed, every name is checked. */
export interface Scenario {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly area: string;
  readonly title: string;
  readonly why: string;
  readonly requirements: readonly [string, ...string[]];
  /** Nothing else may be in flight while this one plays. */
  readonly alone: boolean;
  /** Null: the usual server. */
  readonly server: ServerSetup | null;
  /** Variables that the client is started with besides the usual ones, and in place of them. */
  readonly environment: Environment;
  /** Equal for scenarios whose clients are started alike; empty for the usual server and environment. */
  readonly setupKey: string;
  /** A declared observation window in ms: the only wait that may decide a verdict. */
  readonly observeMs: number | null;
  /**
   * For how long in ms, once all that was sent is known to be read, it is watched who connects to what was offered and what
   * is written; null for a scenario that offers nothing.
   */
  readonly watchMs: number | null;
  /** At least one; a scenario without `cases` has a single case with an empty name. */
  readonly cases: readonly ScenarioCase[];
  readonly steps: readonly Step[];
  readonly outcomes: readonly Outcome[];
  /** The IRC commands that some outcome asks for by name. */
  readonly verbs: ReadonlySet<string>;
  readonly origin: Origin;
}

/** A server that a scenario has to itself, and with it a start of the client. */
export interface ServerSetup {
  /** Offered besides the usual ones. */
  readonly capabilities: readonly string[];
  readonly isupport: readonly string[];
  /** A word that the server blots out in what the client says, and so in the echo of it; null for none. */
  readonly censors: string | null;
  /** What the client is put into. */
  readonly channels: readonly string[];
  readonly beforeWelcome: readonly Template[];
  /** Over WebSocket: the messages that it has a subprotocol for; null for the usual ones, and no matter over anything else. */
  readonly subprotocols: readonly Frame[] | null;
}

/** Variables by name. */
export type Environment = Readonly<Record<string, string>>;

export interface ScenarioCase {
  readonly name: string;
  readonly needs: Needs;
  /** Its peers and tokens in each playing; null for new ones each time. */
  readonly cast: PinnedCast | null;
  readonly values: ReadonlyMap<string, Template>;
}

export interface Origin {
  /** 'built-in', or the folder given with --suite. */
  readonly suite: string;
  readonly file: string;
  readonly line: number;
}

export type UserAction =
  | 'action'
  | 'message'
  | 'notice'
  | 'ctcp'
  | 'ping'
  | 'reply'
  | 'away'
  | 'ignore'
  | 'query'
  | 'dcc-chat'
  | 'dcc-send'
  | DccAction
  | 'quote'
  | Setting;

export type Step =
  | { readonly do: 'send'; readonly lines: readonly Template[]; readonly malformed: boolean }
  | { readonly do: 'raw'; readonly pieces: readonly Template[] }
  | {
      readonly do: 'user';
      readonly action: UserAction;
      /** Null for what is done to nobody. */
      readonly target: Template | null;
      readonly text: Template | null;
      readonly command: Template | null;
      /** How many octets the line is to have as its addressee gets it; null for a text that stays as it is. */
      readonly fill: Template | null;
      /** The size of the file that is offered; null for the usual one. */
      readonly octets: number | null;
    }
  | { readonly do: 'dcc'; readonly act: DccStep }
  | { readonly do: 'rename'; readonly nick: Template }
  | { readonly do: 'host'; readonly host: Template }
  | { readonly do: 'show' }
  | { readonly do: 'heard' }
  | { readonly do: 'end'; readonly how: 'close' | 'reset' }
  | { readonly do: 'reading'; readonly goesOn: boolean }
  | { readonly do: 'fuzz'; readonly lines: number; readonly seed: number | null }
  | {
      readonly do: 'flood';
      /** In turn, each from the next of so many peers. */
      readonly lines: readonly Template[];
      readonly count: number;
      readonly peers: number;
      /** Spread over so many ms; 0 for as quickly as they are taken. */
      readonly withinMs: number;
      /** Sent so many times; memory is compared between them. */
      readonly rounds: number;
      /** The server throws the client off when more octets than that would wait by its penalty clock; null: never. */
      readonly throwsOff: number | null;
    }
  | { readonly do: 'reflect'; readonly most: number }
  | { readonly do: 'copies'; readonly lines: readonly Template[] }
  | { readonly do: 'reconnect' };

export interface Outcome {
  readonly name: string;
  readonly class: ClassByStandard;
  readonly requirement: string;
  readonly when: Condition;
  readonly says: string;
  readonly hint: string | null;
}

/** All parts that are present must hold. */
export interface Condition {
  readonly silent: boolean;
  readonly reply: Template | null;
  readonly replies: readonly Template[] | null;
  readonly sends: readonly SentLine[];
  /** For the texts of all actions together, as their addressees get them, without their spaces. */
  readonly arrives: Template | null;
  readonly shown: Shown | null;
  readonly styled: readonly Styled[];
  readonly time: TimeReply | null;
  readonly claims: ClaimsReply | null;
  /** The one reply holds the name of the product. */
  readonly product: boolean;
  readonly offer: OfferLine | null;
  readonly dcc: DccWanted | null;
  /** Whether somebody connected to where the offers of the scenario point; null where that does not matter. */
  readonly connects: boolean | null;
  readonly writes: WrittenTo | null;
  /** The client asked for a subprotocol of IRCv3. */
  readonly subprotocol: boolean;
  readonly exit: ExitKind | null;
  readonly measured: readonly MeasureBound[];
  readonly any: readonly Condition[];
  readonly not: Condition | null;
}

export interface SentLine {
  readonly verb: Template | null;
  readonly to: Template | null;
  readonly text: Template | null;
  readonly raw: Template | null;
  readonly relayed: Template | null;
  readonly octetsAtMost: number | null;
  readonly ending: 'message' | 'crlf' | 'lf' | null;
  readonly frame: Frame | null;
  readonly utf8: boolean | null;
  readonly times: { readonly exactly: number } | { readonly atLeast: number };
}

/** What a measurement has to be; what could not be measured is in no bounds. */
export interface MeasureBound {
  readonly of: Measure;
  readonly atLeast: number;
  readonly atMost: number;
}

/** What became of the process after the server had ended the connection. */
export type ExitKind = 'signal' | 'status' | 'success' | 'none';

export type TimeFormat = 'ctime' | 'rfc5322' | 'iso8601' | 'other';
export type TimeValue = 'right' | 'wrong' | 'unreadable';
export type TimeZone = 'utc' | 'another' | 'unclear';

export interface TimeReply {
  readonly format: TimeFormat | null;
  readonly value: TimeValue | null;
  readonly zone: TimeZone | null;
}

/** What the one offer of a chat or a file by DCC says; null where that does not matter. */
export interface OfferLine {
  readonly address: 'number' | 'none' | 'ipv6' | 'other' | null;
  readonly port: 'open' | 'none' | 'other' | null;
  readonly name: 'file' | 'path' | null;
  readonly size: 'right' | 'missing' | 'wrong' | null;
}

/** Where something appeared that bears the mark of the play, or holds what was handed out to it: as far out as it came. */
export type WrittenTo = 'nothing' | 'home' | 'outside';

export interface ClaimsReply {
  readonly unanswered: boolean;
  readonly unlisted: boolean;
}

export interface Shown {
  readonly as: 'action' | 'message' | 'other' | 'nothing' | null;
  readonly text: Template | null;
  readonly contains: Template | null;
  /** In how many lines; null for one or more. */
  readonly lines: number | null;
  /** What was written to the terminal or the standard output, before anything was drawn or taken out. */
  readonly octets: Template | null;
  /** Whose window it is shown in; null for any. */
  readonly window: Template | null;
}

/** Two things that are shown, and whether they look alike. */
export interface Styled {
  readonly one: Template;
  readonly other: Template;
  /** The lines in which they stand, and not they alone. */
  readonly whole: boolean;
  readonly alike: boolean;
}

export interface Suite {
  readonly scenarios: readonly Scenario[];
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** Remarks on requirements, by id: why a level is what it is. */
  readonly notes: ReadonlyMap<string, string>;
  /** Changes when any file of the suite does; 12 hexadecimal digits of a SHA-256. */
  readonly hash: string;
  /** What is newer than this set is not scored; without it, everything of ours is. */
  readonly set?: RequirementSet;
}

export type MeasuredStep = Extract<Step, { do: 'flood' | 'reflect' | 'copies' | 'reconnect' }>;

const MEASURED: ReadonlySet<Step['do']> = new Set<MeasuredStep['do']>([
  'flood',
  'reflect',
  'copies',
  'reconnect',
]);

export function isMeasuredStep(step: Step): step is MeasuredStep {
  return MEASURED.has(step.do);
}

/** Whether it measures what a client does under load: played by itself, with a client for it alone. */
export function isMeasured({ steps }: Pick<Scenario, 'steps'>): boolean {
  return steps.some(isMeasuredStep);
}

/** The area in which clients are judged by what their users run, whatever the other areas are played under. */
export const STOCK_AREA = 'flood';

/** Whether a scenario is played under the stock settings of a client that has others as well. */
export function isPlayedStock(scenario: Pick<Scenario, 'area' | 'steps'>): boolean {
  return scenario.area === STOCK_AREA && isMeasured(scenario);
}

/** What a violation of a requirement weighs under a standard. */
export function weightOf(suite: Suite, id: string, standard: Standard): { level: Level; basis: Basis } {
  const requirement = suite.requirements.get(id);
  if (requirement === undefined) return { level: 'NONE', basis: 'record' };
  return { level: requirement.levels[standard], basis: requirement.basis };
}

/** Whether the peer of a scenario talks by DCC. */
export function isByDcc({ steps }: Pick<Scenario, 'steps'>): boolean {
  return steps.some((step) => step.do === 'dcc');
}
