// Ignores SIGTERM and the end of its input. Ends by itself after two minutes, should nobody end it.
import process from 'node:process';
import { setTimeout } from 'node:timers';

process.on('SIGTERM', () => undefined);
process.stdin.on('error', () => undefined).resume();
setTimeout(() => process.exit(), 120_000);
process.stdout.write('ready\n');
