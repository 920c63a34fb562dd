import type { Report } from '../../model/report.ts';
import type { App } from './app.ts';
import { FileError } from './check-report.ts';
import { readReportFile } from './read-file.ts';

/** Adds the reports in some files, and says of each other file why it cannot be shown. */
export async function addFiles(app: App, files: Iterable<File>): Promise<void> {
  const reports: Report[] = [];
  const faults: string[] = [];
  for (const file of files) {
    try {
      reports.push(await readReportFile(file));
    } catch (error) {
      faults.push(
        error instanceof FileError ? error.message : `${file.name} cannot be read: ${String(error)}.`,
      );
    }
  }
  app.alert(faults);
  if (reports.length > 0) app.add(reports);
}

/** Files that are dropped anywhere on the page, and those of the button. */
export function watchFiles(app: App): void {
  const veil = app.find('[data-drop]');
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;
  const show = (isOver: boolean) => {
    if (veil !== null) veil.hidden = !isOver;
  };
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    // Without this the browser would leave the page for the file.
    event.preventDefault();
    show(true);
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) show(false);
  });
  addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(false);
    void addFiles(app, [...(event.dataTransfer?.files ?? [])]);
  });
  const input = app.findAs(HTMLInputElement, '[data-files]');
  input?.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The same file may be chosen again.
    input.value = '';
    void addFiles(app, files);
  });
}
