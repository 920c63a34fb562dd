import type { ClientReport } from './model/report.ts';

/**
 * A client's version as it stands behind its name. Many clients name themselves in what they say of their
 * version; the name is not said twice.
 *
 * @returns null when there is nothing to add to the name
 */
export function versionBehindName({ name, version }: Pick<ClientReport, 'name' | 'version'>): string | null {
  if (version === null) return null;
  const named = version.slice(0, name.length).toLowerCase() === name.toLowerCase();
  const rest =
    named && /^[^A-Za-z0-9]/.test(version.slice(name.length)) ? version.slice(name.length) : version;
  const trimmed = rest.trim();
  return trimmed === '' || trimmed === name ? null : trimmed;
}

/** `irssi 1.4.3` */
export function clientName(client: Pick<ClientReport, 'name' | 'version'>): string {
  const version = versionBehindName(client);
  return version === null ? client.name : `${client.name} ${version}`;
}
