import { rowsAtFirst } from '../views/results.ts';

/** How the reader wants things shown; not in the address, because it says nothing about the report. */
export interface Settings {
  hex: boolean;
  /** Rows of a list. */
  most: number;
  /** In the matrix: only scenarios in which clients differ. */
  differing: boolean;
  /** In a comparison: also what is alike. */
  all: boolean;
}

export function startSettings(): Settings {
  return { hex: false, most: rowsAtFirst, differing: false, all: false };
}
