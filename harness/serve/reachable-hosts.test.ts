import { expect, test } from 'vitest';
import { reachableHosts, urlHost } from './reachable-hosts.ts';

test.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('%s is this machine only', (host) => {
  expect(reachableHosts(host)).toEqual({ hosts: [host], isOpen: false });
});

test.each(['192.168.1.5', '2001:db8::1'])('%s is open to others', (host) => {
  expect(reachableHosts(host)).toEqual({ hosts: [host], isOpen: true });
});

test.each(['0.0.0.0', '::'])('%s is open to others, under all names of this machine', (host) => {
  const { hosts, isOpen } = reachableHosts(host);
  expect([isOpen, hosts[0], hosts.includes(host)]).toEqual([true, '127.0.0.1', false]);
});

test('an address of IPv6 stands in brackets', () => {
  expect([urlHost('::1'), urlHost('10.0.0.1')]).toEqual(['[::1]', '10.0.0.1']);
});
