import type { Template } from '../wire/template.ts';
import { compileDccCondition } from './compile-dcc.ts';
import { MEASURE_NAMES } from './measures.ts';
import type { Condition, MeasureBound, OfferLine, SentLine, Shown, Styled, TimeReply } from './model.ts';
import type {
  ConditionData,
  MeasuredBoundsData,
  OfferLineData,
  SentLineData,
  ShownData,
  StyledData,
  TimeReplyData,
} from './condition-schema.ts';
import type { SourceText } from './source-text.ts';

/** Bad patterns become problems of `source`; the condition that comes back is then not to be used. */
export function compileCondition(
  data: ConditionData,
  source: SourceText,
  known: ReadonlySet<string>,
): Condition {
  const pattern = (at: SourceText, text: string | undefined): Template | null =>
    text === undefined ? null : at.template(text, { wildcards: true, known });
  const sentLine = (line: SentLineData, at: SourceText): SentLine => ({
    verb: pattern(at.at('verb'), line.verb),
    to: pattern(at.at('to'), line.to),
    text: pattern(at.at('text'), line.text),
    raw: pattern(at.at('raw'), line.raw),
    relayed: pattern(at.at('relayed'), line.relayed),
    octetsAtMost: line.octetsAtMost ?? null,
    ending: line.ending ?? null,
    frame: line.frame ?? null,
    utf8: line.utf8 ?? null,
    times: line.times === undefined ? { atLeast: line.atLeast ?? 1 } : { exactly: line.times },
  });
  const sends = data.sends ?? [];
  const styled = data.styled ?? [];
  return {
    silent: data.silent === true,
    reply: pattern(source.at('reply'), data.reply),
    replies:
      data.replies
        ?.map((text, index) => pattern(source.at('replies', index), text))
        .filter((one) => one !== null) ?? null,
    sends: Array.isArray(sends)
      ? sends.map((line, index) => sentLine(line, source.at('sends', index)))
      : [sentLine(sends, source.at('sends'))],
    arrives: pattern(source.at('arrives'), data.arrives),
    shown: data.shown === undefined ? null : compileShown(data.shown, source.at('shown'), pattern),
    styled: Array.isArray(styled)
      ? styled.map((one, index) => compileStyled(one, source.at('styled', index), pattern))
      : [compileStyled(styled, source.at('styled'), pattern)],
    time: data.time === undefined ? null : compileTime(data.time),
    claims:
      data.claims === undefined
        ? null
        : { unanswered: data.claims.unanswered === true, unlisted: data.claims.unlisted === true },
    product: data.product === true,
    offer: data.offer === undefined ? null : compileOffer(data.offer),
    dcc: data.dcc === undefined ? null : compileDccCondition(data.dcc, source.at('dcc'), pattern),
    connects: data.connects ?? null,
    writes: data.writes ?? null,
    subprotocol: data.subprotocol === true,
    exit: data.exit ?? null,
    measured: compileMeasured(data.measured ?? {}),
    any: (data.any ?? []).map((part, index) => compileCondition(part, source.at('any', index), known)),
    not: data.not === undefined ? null : compileCondition(data.not, source.at('not'), known),
  };
}

function compileMeasured(data: MeasuredBoundsData): MeasureBound[] {
  return MEASURE_NAMES.flatMap((of) => {
    const bound = data[of];
    return bound === undefined
      ? []
      : [{ of, atLeast: bound.atLeast ?? -Infinity, atMost: bound.atMost ?? Infinity }];
  });
}

function compileOffer({ address, port, name, size }: OfferLineData): OfferLine {
  return {
    address: address ?? null,
    port: port ?? null,
    name: name ?? null,
    size: size ?? null,
  };
}

function compileTime({ format, value, zone }: TimeReplyData): TimeReply {
  return { format: format ?? null, value: value ?? null, zone: zone ?? null };
}

function compileShown(
  data: ShownData,
  source: SourceText,
  pattern: (at: SourceText, text: string | undefined) => Template | null,
): Shown {
  return {
    as: data.as ?? null,
    text: pattern(source.at('text'), data.text),
    contains: pattern(source.at('contains'), data.contains),
    lines: data.lines ?? null,
    octets: pattern(source.at('octets'), data.octets),
    window: pattern(source.at('window'), data.window),
  };
}

function compileStyled(
  data: StyledData,
  source: SourceText,
  pattern: (at: SourceText, text: string | undefined) => Template | null,
): Styled {
  const whole = data.line !== undefined;
  const alike = data.like !== undefined;
  if (whole === (data.text !== undefined) || alike === (data.unlike !== undefined)) {
    source.problem(
      "two things are to be compared, by 'text' or 'line' and by 'like' or 'unlike'",
      "Write { text: '…', unlike: '…' }.",
    );
  }
  const one = whole ? pattern(source.at('line'), data.line) : pattern(source.at('text'), data.text);
  const other = alike ? pattern(source.at('like'), data.like) : pattern(source.at('unlike'), data.unlike);
  return { one: one ?? [], other: other ?? [], whole, alike };
}
