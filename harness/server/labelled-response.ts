import { buildLine } from './line-builder.ts';

/** The longest label that a client may choose, in octets (IRCv3 labeled-response). */
const MAX_LABEL = 64;

/** No two labelled batches are open at once, so one reference serves them all. */
const REFERENCE = 'label';

/**
 * The replies to a line whose tags may hold a `label`: one reply carries the label itself, several go into a batch
 * that carries it, and none becomes ACK (IRCv3 labeled-response). Without a label they are left alone.
 *
 * @param tags the tags of the client's line, as they came
 */
export function labelled(server: string, tags: Uint8Array, replies: Buffer[]): Buffer[] {
  // Taken as it came, still escaped, since it goes back the same way.
  const entry = /(?:^@?|;)(label=[^;]+)/.exec(Buffer.from(tags).toString('latin1'))?.[1];
  if (entry === undefined || entry.length > 'label='.length + MAX_LABEL) return replies;
  const label = Buffer.from(`@${entry} `, 'latin1');
  const [first, ...others] = replies;
  if (first === undefined) return [Buffer.concat([label, buildLine(server, 'ACK', [])])];
  if (others.length === 0) return [Buffer.concat([label, first])];
  const inBatch = Buffer.from(`@batch=${REFERENCE} `);
  return [
    Buffer.concat([label, buildLine(server, 'BATCH', [`+${REFERENCE}`, 'labeled-response'])]),
    ...replies.map((reply) => Buffer.concat([inBatch, reply])),
    buildLine(server, 'BATCH', [`-${REFERENCE}`]),
  ];
}
