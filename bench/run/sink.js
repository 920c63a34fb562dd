// @ts-check
import { connect } from 'node:net';

// Takes what a server sends and does nothing with it: says 'ready' once it is welcome, and 'done' after so many octets more.
const [, , host = '', port = '', octets = '0'] = process.argv;
const socket = connect(Number(port), host, () => socket.write('NICK sink\r\nUSER sink 0 * :sink\r\n'));
let wanted = Infinity;
let taken = 0;
socket.on('data', (chunk) => {
  taken += chunk.length;
  if (wanted === Infinity && chunk.includes(' 001 ')) {
    // The welcome may be in several pieces; what the flood begins with is asked for by the parent.
    process.stdout.write('ready\n');
  }
  if (taken >= wanted) {
    process.stdout.write('done\n');
    wanted = Infinity;
  }
});
socket.on('close', () => process.exit(0));
process.stdin.on('data', () => {
  taken = 0;
  wanted = Number(octets);
  process.stdout.write('counting\n');
});
process.stdin.on('end', () => process.exit(0));
