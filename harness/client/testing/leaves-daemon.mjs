// Starts a middle process that starts a daemon in a session of its own and ends; prints the daemon's pid.
// The daemon keeps standard error open.
// With "exit" in argv[2] this process ends as well; otherwise it waits for the end of its input.
import { spawn } from 'node:child_process';
import { URL, fileURLToPath } from 'node:url';
import process from 'node:process';

const sleeper = fileURLToPath(new URL('ignores-sigterm.mjs', import.meta.url));
if (process.argv[2] === 'middle') {
  const daemon = spawn(process.execPath, [sleeper], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  daemon.stdout.once('data', () => {
    process.stdout.write(`daemon ${daemon.pid}\n`, () => process.exit());
  });
} else {
  const middle = spawn(process.execPath, [process.argv[1], 'middle'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  middle.once('exit', () => {
    if (process.argv[2] === 'exit') process.exit(3);
    process.stdout.write('ready\n');
    process.stdin.resume();
  });
}
