import { ComplaintCode, type Report } from '../model/report.ts';

/** What must never act: markup, quotes, terminal escapes (ESC, CSI, OSC 52, the 8-bit CSI), bidi marks, links. */
export const hostileText =
  `</script></style><img src=x onerror="window.owned=1">'"\`&<b>` +
  '\x1b[2J\x1b]52;c;b3duZWQ=\x07\x9b31m\u202Edesrever\u2028\uD800\u0000\r\nnext javascript:window.owned=1//';

/** The closed lists of the model: these strings cannot be anything else. */
const closedKeys: ReadonlySet<string> = new Set([
  'verdict',
  'class',
  'level',
  'basis',
  'from',
  'role',
  'evidence',
  'cause',
  'notApplicable',
  'order',
  'lineEnding',
  'kind',
  'standard',
  'gate',
  'modern',
  'classic',
]);

const complaintCodes: readonly string[] = ComplaintCode.enum;

function isClosed(key: string, value: string): boolean {
  return (
    closedKeys.has(key) ||
    (key === 'name' && value === 'ctcpspec') ||
    (key === 'code' && complaintCodes.includes(value))
  );
}

/** The report with every free string made hostile, and still valid by the schema. Every id stays unique. */
export function hostileReport(report: Report): Report {
  let n = 0;
  const turn = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => turn(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, turn(inner, name)]));
    }
    if (typeof value !== 'string' || isClosed(key, value)) return value;
    n += 1;
    return key === 'url' ? `javascript:window.owned=${n}` : `${hostileText}${n}`;
  };
  return turn(report, '') as Report;
}
