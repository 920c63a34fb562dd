import type { Curve } from '../model/report.ts';
import { duration } from '../wording.ts';
import { html, type Html } from './escape.ts';

const width = 480;
const height = 200;
const room = { left: 56, right: 12, top: 12, bottom: 30 };

/** What was measured over time, each curve as a picture with its numbers in a table beside it. */
export function curveList(curves: readonly Curve[] = []): Html | false {
  if (curves.length === 0) return false;
  return html`<div class="curves">${curves.map(curveFigure)}</div>`;
}

function curveFigure({ title, unit, points }: Curve): Html {
  const values = points.map(([, value]) => value);
  const last = points.at(-1);
  const says =
    last === undefined
      ? 'no points'
      : `${points.length} points in ${duration(last[0])}, from ${number(Math.min(...values))} to ${number(Math.max(...values))} ${unit}, at the end ${number(last[1])}`;
  return html`<figure class="curve">
    <figcaption>${title} <span>${unit}</span></figcaption>
    ${points.length > 0 && chart(points, `${title}: ${says}`)}
    <details>
      <summary>${says}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${title}">
        <table>
          <thead>
            <tr>
              <th scope="col">Time, ms</th>
              <th scope="col">${unit}</th>
            </tr>
          </thead>
          <tbody>
            ${points.map(
              ([ms, value]) =>
                html`<tr>
                  <td>${number(ms)}</td>
                  <td>${number(value)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </figure>`;
}

function chart(points: Curve['points'], label: string): Html {
  const times = points.map(([ms]) => ms);
  const values = points.map(([, value]) => value);
  // Zero belongs to the picture: a curve of 999 and 1000 must not look like a cliff.
  const low = Math.min(0, ...values);
  const up = niceTop(Math.max(0, ...values), low);
  const end = Math.max(...times, 1);
  const x = (ms: number) => room.left + (ms / end) * (width - room.left - room.right);
  const y = (value: number) =>
    height - room.bottom - ((value - low) / (up - low)) * (height - room.top - room.bottom);
  const line = points.map(([ms, value]) => `${x(ms).toFixed(1)},${y(value).toFixed(1)}`);
  const steps = [0, 0.25, 0.5, 0.75, 1];
  // Quarters of a few milliseconds would be told alike.
  const timeSteps = end < 4 ? [0, 1] : steps;
  const [first = ''] = line;
  const floor = y(Math.max(0, low)).toFixed(1);
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
    ${steps.map((part) => {
      const value = low + (up - low) * part;
      return html`<line
          class="grid"
          x1="${room.left}"
          x2="${width - room.right}"
          y1="${y(value).toFixed(1)}"
          y2="${y(value).toFixed(1)}"
        />
        <text class="tick" x="${room.left - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end"
          >${number(value)}</text
        >`;
    })}
    ${timeSteps.map(
      (part) =>
        html`<text
          class="tick"
          x="${x(end * part).toFixed(1)}"
          y="${height - 8}"
          text-anchor="${part === 0 ? 'start' : part === 1 ? 'end' : 'middle'}"
          >${duration(end * part)}</text
        >`,
    )}
    <polygon
      class="under"
      points="${first.split(',')[0]},${floor} ${line.join(' ')} ${x(times.at(-1) ?? 0).toFixed(1)},${floor}"
    />
    <polyline class="curve-line" points="${line.join(' ')}" />
    ${points.length <= 40 && points.map(([ms, value]) => html`<circle class="point" cx="${x(ms).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2.5" />`)}
  </svg>`;
}

/** The next 1, 2 or 5 times a power of ten above, so that the labels are short. */
function niceTop(most: number, low: number): number {
  if (most <= 0) return low < 0 ? 0 : 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 5, 8, 10].find((one) => one * power >= most) ?? 10;
  return step * power;
}

function number(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(4)));
}
