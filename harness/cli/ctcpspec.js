#!/usr/bin/env node
// Nothing is imported before the version of Node is known, and the syntax is that of an old one: on a Node that
// is too old, this file must still parse and say so.
var needed = '20.18';
var found = process.versions.node;

function isOlder(one, other) {
  var a = one.split('.').map(Number);
  var b = other.split('.').map(Number);
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

if (isOlder(found, needed)) {
  process.stderr.write(
    'ctcpspec needs Node ' + needed + ' or newer, and this is Node ' + found + '. Install a newer one.\n',
  );
  process.exitCode = 2;
} else {
  import('./start.js');
}
