import type { AddressView } from '../view.ts';
import { copyButton } from './copy.ts';
import { element, type Child } from './element.ts';

/** Where a client has to connect to. */
export function addressCard(address: AddressView, isShort: boolean): readonly Node[] {
  const { hosts, port, tls, channel, isOpen } = address;
  if (isShort) {
    return [
      element(
        'p',
        { class: 'address-line' },
        'Clients connect to ',
        ...hosts.flatMap((host, index): Child[] => [
          index > 0 ? ' or ' : null,
          element('code', {}, `${host}:${port}`),
        ]),
        tls ? ' with TLS' : ' without TLS',
        '. A further nick is a further client.',
      ),
    ];
  }
  const row = (name: string, ...value: Child[]): HTMLElement =>
    element('div', {}, element('dt', {}, name), element('dd', {}, ...value));
  return [
    element('h2', {}, 'Connect your client to this server'),
    element(
      'dl',
      { class: 'address' },
      row(
        'Server',
        ...hosts.map((host) =>
          element(
            'span',
            { class: 'copied' },
            element('code', {}, host),
            copyButton(host, `the address ${host}`),
          ),
        ),
      ),
      row(
        'Port',
        element(
          'span',
          { class: 'copied' },
          element('code', {}, String(port)),
          copyButton(String(port), 'the port'),
        ),
      ),
      row(
        'TLS',
        tls
          ? element(
              'span',
              {},
              'yes; let the client trust ',
              element('a', { href: 'ca.pem', download: 'ctcpspec-ca.pem' }, 'this certificate'),
              ', or accept any',
            )
          : 'no',
      ),
      row('Nick', 'any, as long as it stays the same'),
      row('Password', 'none'),
      row('Channel', element('code', {}, channel), ' (your client is put into it)'),
    ),
    element(
      'p',
      { class: 'note' },
      isOpen
        ? 'Everybody on your network can connect to this server as long as it runs. This page stays on this machine.'
        : 'Only clients on this machine can connect. For a phone on the same network, start ctcpspec serve with --host.',
    ),
  ];
}
