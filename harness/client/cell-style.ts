import type { IBufferCell, IBufferLine } from '@xterm/headless';
import type { StyledLine } from './shown-line.ts';

/** One row of a terminal with the look of each of its characters. */
export function styledRow(line: IBufferLine): StyledLine {
  let text = '';
  const styles: string[] = [];
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column);
    // The second half of a wide character holds nothing of its own.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const characters = cell.getChars() === '' ? ' ' : cell.getChars();
    const style = styleOf(cell);
    text += characters;
    for (let unit = 0; unit < characters.length; unit++) styles.push(style);
  }
  return { text, styles };
}

/** Without the blanks at its end, whatever their look. */
export function withoutEnd({ text, styles }: StyledLine): StyledLine {
  const trimmed = text.trimEnd();
  return { text: trimmed, styles: styles.slice(0, trimmed.length) };
}

function styleOf(cell: IBufferCell): string {
  const traits = [
    cell.isBold() ? 'bold' : '',
    cell.isDim() ? 'dim' : '',
    cell.isItalic() ? 'italic' : '',
    cell.isUnderline() ? 'underlined' : '',
    cell.isBlink() ? 'blinking' : '',
    cell.isInverse() ? 'reversed' : '',
    cell.isInvisible() ? 'invisible' : '',
    cell.isStrikethrough() ? 'struck' : '',
    cell.isFgDefault() ? '' : `in ${cell.getFgColorMode()}:${cell.getFgColor()}`,
    cell.isBgDefault() ? '' : `on ${cell.getBgColorMode()}:${cell.getBgColor()}`,
  ];
  return traits.filter((trait) => trait !== '').join(' ');
}
