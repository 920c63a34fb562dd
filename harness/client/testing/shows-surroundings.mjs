// Prints its environment, working directory, user and terminal size as JSON, and ends.
import process from 'node:process';

const { env, stdout } = process;
const surroundings = {
  env,
  cwd: process.cwd(),
  uid: process.getuid?.(),
  columns: stdout.columns,
  rows: stdout.rows,
};
stdout.write(`${JSON.stringify(surroundings)}\n`);
