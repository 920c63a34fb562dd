import { stringify } from 'yaml';
import { yamlQuoted } from '../record/yaml-quoted.ts';
import { printBytes } from '../wire/notation.ts';
import { TYPED_KINDS, type TypedKind } from '../run/doctor/typed-task.ts';
import type { Probed } from '../run/probe/probe.ts';

/**
 * The profile of a client that was probed. What could not be found out stands there as a comment that says what to fill
 * in.
 */
export function profileText(name: string, command: string, probed: Probed): string {
  return [
    '# What `ctcpspec new profile` found out. docs/profiles.md of ctcpspec explains every key.',
    `name: ${plain(name)}`,
    `about: ${plain(aboutOf(name, probed))}`,
    'install:',
    '  note: Say here where it is to be had.',
    `command: ${plain(command)}`,
    ...terminalLines(probed),
    'settings:',
    '  stock: {}',
    ...userLines(probed),
    ...displayLines(probed),
    ...quitLines(probed),
    ...declineLines(probed),
    '',
  ].join('\n');
}

function aboutOf(name: string, { version }: Probed): string {
  return version === null ? `The client ${name}.` : `A client that calls itself ${version}`;
}

function terminalLines({ terminal }: Probed): string[] {
  return terminal.kind === 'pipe'
    ? []
    : [`terminal: { columns: ${terminal.columns}, rows: ${terminal.rows} }`];
}

const EXAMPLES: Readonly<Record<TypedKind, string>> = {
  action: '/me {text}',
  message: '/msg {target} {text}',
  ctcp: '/ctcp {target} {command} {args}',
  ping: '/ping {target}',
};

function userLines({ forms }: Probed): string[] {
  if (Object.keys(forms).length === 0) {
    return [
      '# Nothing of what was typed into it went out. If its user types elsewhere, say where, and what:',
      '# user:',
      "#   through: { fifo: '{home}/…' }",
      '#   commands:',
      ...TYPED_KINDS.map((kind) => `#     ${kind}: ${EXAMPLES[kind]}`),
    ];
  }
  return [
    'user:',
    '  through: input',
    '  commands:',
    ...TYPED_KINDS.map((kind) => {
      const [line, ...more] = forms[kind] ?? [];
      if (line === undefined)
        return `    # ${kind}: what its user types, such as ${EXAMPLES[kind]}; leave it out if there is no such thing`;
      return more.length === 0
        ? `    ${kind}: ${plain(line)}`
        : `    ${kind}: [${[line, ...more].map(yamlQuoted).join(', ')}]`;
    }),
  ];
}

function displayLines({ display }: Probed): string[] {
  const { source, lines } = display;
  if (lines.action === null && lines.message === null) {
    return [
      '# Nothing of what was said in the channel was shown. Let it show that at once, or name the log files that it writes:',
      '# display:',
      "#   source: { file: '{home}/…' }",
      "#   action: '* \\{nick} \\{text}'",
      "#   message: '<\\{nick}> \\{text}'",
    ];
  }
  return [
    'display:',
    `  source: ${source}`,
    ...(['action', 'message'] as const).map((kind) => {
      const pattern = display[kind];
      if (pattern !== null) return `  ${kind}: ${yamlQuoted(pattern)}`;
      const line = lines[kind];
      const seen = line === null ? 'none was shown' : `one was shown as ${printBytes(Buffer.from(line))}`;
      const what = kind === 'action' ? 'an ACTION' : 'a message';
      return `  # ${kind}: the pattern of ${what} that is shown as it should be; ${seen}`;
    }),
  ];
}

function quitLines({ quit }: Probed): string[] {
  if (quit === null)
    return ['# It had to be killed. Say what its user types to end it:', '# quit:', '#   commands: /quit'];
  const [line] = [quit.commands ?? []].flat();
  if (line !== undefined) return ['quit:', `  commands: ${plain(line)}`];
  return ['quit:', quit.closeInput === true ? '  closeInput: true' : `  signal: ${quit.signal ?? 'SIGTERM'}`];
}

function declineLines({ unanswered }: Probed): string[] {
  if (unanswered === 'all')
    return ['# It answered no CTCP query. If that is on purpose, take the # away:', '# replies: none'];
  if (unanswered.length === 0) return [];
  return [
    '# It left these unanswered. If that is on purpose, take the # away:',
    `# declines: [${unanswered.join(', ')}]`,
  ];
}

/** On one line, with quotation marks where YAML wants them. */
function plain(text: string): string {
  return stringify(text, { lineWidth: 0, blockQuote: false }).trimEnd();
}
