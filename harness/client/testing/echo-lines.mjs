// Prints what the command line says, then every line that it reads, until the input ends or says "quit".
import process from 'node:process';
import { createInterface } from 'node:readline';

process.stdout.write(`ready ${process.argv.slice(2).join('|')}\n`);
const lines = createInterface({ input: process.stdin, terminal: false });
lines.on('line', (line) => {
  process.stdout.write(`read ${line}\n`);
  if (line === 'quit') process.exit(7);
});
lines.on('close', () => process.exit(0));
