/** Every format that a report can be written in; `reports/write.ts` has the writer of each. */
export const reportFormats = ['json', 'html', 'junit', 'markdown', 'jsonl', 'github'] as const;

export type ReportFormatName = (typeof reportFormats)[number];
