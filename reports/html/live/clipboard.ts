/**
 * Copies a text, or shows it selected where the browser does not let a page copy.
 *
 * @returns whether it was copied
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const dialog = document.querySelector<HTMLDialogElement>('#copy');
    const area = dialog?.querySelector('textarea');
    if (!dialog || !area) return false;
    area.value = text;
    dialog.showModal();
    area.select();
    return false;
  }
}
