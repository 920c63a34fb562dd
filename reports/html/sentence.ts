/** Texts of scenarios are often half a sentence; where they stand alone they begin and end like one. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const begun = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return trimmed === '' || /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
