#!/usr/bin/env node
// The sources are TypeScript: tsx is told so before the first of them is loaded.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
