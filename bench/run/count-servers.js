import { writeFileSync } from 'node:fs';
import { Server } from 'node:net';

// Loaded into a run of the harness before anything else. Each start of a client has a server of its own, so that
// the servers tell how many starts the bare script has to do, where the report does not say it.
const listen = Server.prototype.listen;
let count = 0;
Server.prototype.listen = function countedListen(...args) {
  count += 1;
  return listen.apply(this, args);
};
process.on('exit', () => writeFileSync(process.env.CTCPSPEC_BENCH_COUNT, String(count)));
